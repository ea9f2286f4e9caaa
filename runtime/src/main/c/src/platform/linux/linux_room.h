/* SPDX-License-Identifier: Apache-2.0 */
/* Room in memory, as the kernel tells of it in files. */
#ifndef TENON_SRC_PLATFORM_LINUX_ROOM_H
#define TENON_SRC_PLATFORM_LINUX_ROOM_H

#include <stdint.h>

#include "platform/platform.h"

/* Bytes that can still be had, and who allows no more. */
typedef struct tenon_linux_room {
    uint64_t bytes;               /* UINT64_MAX: nobody is known to limit them */
    char limit[TENON_PATH_BYTES]; /* the one who limits */
    const char *advice;           /* ends "make the region smaller or" */
} tenon_linux_room;

/* Room that nobody limits. */
void tenon_linux_room_begin(tenon_linux_room *room);

/* Lowers the room to what memory has: MemAvailable, and the limits of the cgroups of this process
 * from its own to the outermost. Files are below root, which is empty but in tests. One that cannot
 * be read limits nothing. */
void tenon_linux_room_in_memory(const char *root, tenon_linux_room *room);

#endif
