/* SPDX-License-Identifier: Apache-2.0 */
/* Operations on files that are Linux's own: the folder of shared memory, reserving. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/failure.h"
#include "platform/posix/posix.h"

/* Reserved in pieces, so that a signal costs at most one of them. */
#define RESERVE_BYTES ((uint64_t)64 << 20)

tenon_status tenon_platform_shared_memory_path(const char *name, char path[TENON_PATH_BYTES]) {
    return tenon_posix_check_path(snprintf(path, TENON_PATH_BYTES, "/dev/shm/tenon.%s", name),
                                  name);
}

tenon_status tenon_platform_reserve(tenon_platform_file file, const char *path, uint64_t size) {
    int error = 0;
    for (uint64_t offset = 0; offset < size && error == 0;) {
        uint64_t piece = size - offset < RESERVE_BYTES ? size - offset : RESERVE_BYTES;
        error = posix_fallocate(tenon_posix_descriptor(file), (off_t)offset, (off_t)piece);
        if (error == 0) {
            offset += piece;
        } else if (error == EINTR) {
            error = 0;
        }
    }
    if (error == 0) {
        return TENON_OK;
    }
    if (error != ENOSPC && error != EDQUOT && error != EFBIG) {
        return tenon_fail_system(error, "cannot reserve %" PRIu64 " bytes for %s", size, path);
    }
    /* Give back what was reserved, so that the number is what the user has. */
    (void)ftruncate(tenon_posix_descriptor(file), 0);
    struct statvfs space;
    uint64_t available = 0;
    if (fstatvfs(tenon_posix_descriptor(file), &space) == 0) {
        available = (uint64_t)space.f_bavail * (uint64_t)space.f_frsize;
    }
    return tenon_fail(TENON_NO_SPACE,
                      "cannot reserve %" PRIu64 " bytes for %s: %" PRIu64 " bytes are free (%s)",
                      size, path, available, strerror(error));
}
