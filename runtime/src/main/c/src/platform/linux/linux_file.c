/* SPDX-License-Identifier: Apache-2.0 */
/* Operations on files that are Linux's own: the folder of shared memory, reserving. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/arithmetic.h"
#include "base/failure.h"
#include "platform/linux/linux_room.h"
#include "platform/posix/posix.h"

tenon_status tenon_platform_shared_memory_path(const char *name, char path[TENON_PATH_BYTES]) {
    return tenon_posix_check_path(snprintf(path, TENON_PATH_BYTES, "/dev/shm/tenon.%s", name),
                                  name);
}

/* Whether the bytes of a file are memory, for good or until it is swapped out. */
static bool is_in_memory(int descriptor) {
    struct statfs information;
    return fstatfs(descriptor, &information) == 0 &&
           (information.f_type == TMPFS_MAGIC || information.f_type == RAMFS_MAGIC);
}

/* Room that a file has for further pages. */
static void look_for_room(int descriptor, tenon_linux_room *room) {
    tenon_linux_room_begin(room);
    struct statvfs space;
    /* No blocks at all: a file system that does not count them. */
    if (fstatvfs(descriptor, &space) == 0 && space.f_blocks != 0) {
        room->bytes = (uint64_t)space.f_bavail * (uint64_t)space.f_frsize;
        (void)snprintf(room->limit, sizeof room->limit, "the file system");
        room->advice = "the file system larger, in a container with --shm-size";
    }
    if (is_in_memory(descriptor)) {
        tenon_linux_room_in_memory("", room);
    }
}

/* Fails with the numbers; error is 0 where the room was found too small beforehand. */
static tenon_status fail_reserve(int descriptor, const char *path, uint64_t size, int error) {
    /* Give back what was reserved, so that the number is what the user has. */
    (void)ftruncate(descriptor, 0);
    tenon_linux_room room;
    look_for_room(descriptor, &room);
    if (room.bytes >= size) {
        /* A limit that is not among those that can be looked at, or room that has come back. */
        return tenon_fail(TENON_NO_SPACE, "cannot reserve %" PRIu64 " bytes for %s: %s", size, path,
                          error != 0 ? strerror(error) : "others had taken the room; try again");
    }
    return tenon_fail(TENON_NO_SPACE,
                      "cannot reserve %" PRIu64 " bytes for %s: %" PRIu64
                      " bytes are available, limited by %s%s%s%s; make the region smaller or %s",
                      size, path, room.bytes, room.limit, error != 0 ? " (" : "",
                      error != 0 ? strerror(error) : "", error != 0 ? ")" : "", room.advice);
}

tenon_status tenon_platform_reserve(tenon_platform_file file, const char *path, uint64_t size) {
    int descriptor = tenon_posix_descriptor(file);
    tenon_linux_room room;
    uint64_t offset = 0;
    uint64_t most = TENON_RESERVE_PIECE_BYTES;
    while (offset < size) {
        /* Others take room meanwhile, so all that is missing is asked for again. */
        look_for_room(descriptor, &room);
        uint64_t missing = size - offset;
        if (room.bytes < missing) {
            return fail_reserve(descriptor, path, size, 0);
        }
        uint64_t piece = tenon_smaller(missing, most);
        int error = posix_fallocate(descriptor, (off_t)offset, (off_t)piece);
        if (error == 0) {
            offset += piece;
        } else if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
            return fail_reserve(descriptor, path, size, error);
        } else if (error == EINTR) {
            /* The kernel undoes a piece that a signal interrupts. Where signals come faster than a
             * piece takes, only smaller ones are ever done. */
            most = tenon_larger(piece / 2, TENON_PAGE_BYTES);
        } else {
            return tenon_fail_system(error, "cannot reserve %" PRIu64 " bytes for %s", size, path);
        }
    }
    return TENON_OK;
}
