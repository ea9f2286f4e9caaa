/* SPDX-License-Identifier: Apache-2.0 */
/* The lock under which processes join, leave and replace a region. */
#ifndef TENON_SRC_REGION_REGISTRATION_LOCK_H
#define TENON_SRC_REGION_REGISTRATION_LOCK_H

#include <tenon/status.h>

#include "platform/platform.h"

/* Tries until the deadline; TENON_BUSY then. tenon_platform_unlock() gives it back. */
tenon_status tenon_registration_lock(tenon_platform_file file, const char *path,
                                     uint64_t deadline);

#endif
