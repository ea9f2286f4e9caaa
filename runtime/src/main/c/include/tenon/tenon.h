/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The Tenon C runtime: shared-memory regions and their sections, registries of callbacks. What
 * starts Java is not part of it, see tenon/java.h. */
#ifndef TENON_TENON_H
#define TENON_TENON_H

#include <tenon/broadcast.h>
#include <tenon/callback.h>
#include <tenon/event.h>
#include <tenon/latest.h>
#include <tenon/mutex.h>
#include <tenon/queue.h>
#include <tenon/region.h>
#include <tenon/runtime.h>
#include <tenon/semaphore.h>
#include <tenon/status.h>
#include <tenon/struct.h>
#include <tenon/work.h>

#endif
