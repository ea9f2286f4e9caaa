/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The Tenon C runtime: shared-memory regions and the queues in them. */
#ifndef TENON_TENON_H
#define TENON_TENON_H

#include <tenon/queue.h>
#include <tenon/region.h>
#include <tenon/status.h>

#endif
