/* SPDX-License-Identifier: Apache-2.0 */
/* Removing the name of a region that is abandoned, or that somebody no longer wants. */
#ifndef TENON_SRC_REGION_REMOVER_H
#define TENON_SRC_REGION_REMOVER_H

#include <tenon/status.h>

#include "platform/platform.h"

/* TENON_NOT_FOUND when path names nothing, or named an abandoned region that is now removed;
 * TENON_EXISTS when it names anything else, with the reason as detail; TENON_RESTART when another
 * region got the name meanwhile. */
tenon_status tenon_region_remove_abandoned(const char *path, uint64_t deadline);

/* Removes the name of whatever of this user's file it is. TENON_NOT_FOUND; TENON_UNSAFE;
 * TENON_BUSY; TENON_RESTART as above. */
tenon_status tenon_region_remove_name(const char *path, uint64_t deadline);

#endif
