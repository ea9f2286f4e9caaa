/* SPDX-License-Identifier: Apache-2.0 */
/* Address of a region: a name in the system's shared memory, or a file. */
#ifndef TENON_SRC_REGION_ADDRESS_H
#define TENON_SRC_REGION_ADDRESS_H

#include <tenon/status.h>

#include "platform/platform.h"

/* Checks a name and makes a path of it; backing is a TENON_BACKING_. */
tenon_status tenon_region_address(const char *name, uint32_t backing, char path[TENON_PATH_BYTES]);

#endif
