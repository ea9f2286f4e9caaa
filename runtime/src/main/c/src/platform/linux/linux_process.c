/* SPDX-License-Identifier: Apache-2.0 */
/* This process and its system, as /proc tells of them. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/failure.h"
#include "platform/linux/linux_cgroup.h"
#include "platform/linux/linux_liveness.h"
#include "platform/linux/linux_text.h"
#include "platform/posix/posix.h"

#define START_MASK ((UINT64_C(1) << TENON_IDENTITY_START_BITS) - 1)

tenon_status tenon_platform_identity(uint64_t *identity) {
    uint64_t start;
    int error = tenon_linux_own_start(TENON_LINUX_PROC, &start);
    if (error != 0) {
        return tenon_fail_system(error, "cannot read the start of this process in %s",
                                 TENON_LINUX_PROC);
    }
    *identity = tenon_platform_process_id() << TENON_IDENTITY_START_BITS | (start & START_MASK);
    return TENON_OK;
}

tenon_answer tenon_platform_alive(uint64_t identity) {
    return tenon_linux_alive(TENON_LINUX_PROC, tenon_posix_process_exists, identity);
}

bool tenon_platform_is_stopped(uint64_t identity) {
    return tenon_linux_is_stopped(TENON_LINUX_PROC, TENON_LINUX_CGROUPS, identity);
}

const char *tenon_platform_doubt(tenon_answer alive) {
    return alive == TENON_CANNOT_TELL ? " (/proc hides whether it lives: it counts as living)" : "";
}

tenon_status tenon_platform_boot_id(uint8_t boot_id[TENON_BOOT_ID_BYTES]) {
    enum { DIGITS = 2 * TENON_BOOT_ID_BYTES };
    static const char path[] = "/proc/sys/kernel/random/boot_id";
    char text[64];
    if (tenon_linux_read_file(path, text, sizeof text) < 0) {
        return tenon_fail_system(errno, "cannot read %s", path);
    }
    size_t digits = 0;
    for (const char *c = text; *c != '\0' && digits < DIGITS; c++) {
        unsigned digit;
        if (*c >= '0' && *c <= '9') {
            digit = (unsigned)(*c - '0');
        } else if (*c >= 'a' && *c <= 'f') {
            digit = (unsigned)(*c - 'a') + 10;
        } else if (*c == '-') {
            continue;
        } else {
            break;
        }
        uint8_t *byte = &boot_id[digits / 2];
        *byte = (uint8_t)(digits % 2 == 0 ? digit << 4 : (unsigned)*byte | digit);
        digits++;
    }
    return digits == DIGITS ? TENON_OK : tenon_fail(TENON_SYSTEM, "%s holds no UUID", path);
}

static uint64_t namespace_of(const char *path) {
    struct stat information;
    return stat(path, &information) == 0 ? (uint64_t)information.st_ino : 0;
}

uint64_t tenon_platform_pid_namespace(void) { return namespace_of("/proc/self/ns/pid"); }

uint64_t tenon_platform_time_namespace(void) { return namespace_of("/proc/self/ns/time"); }

tenon_status tenon_platform_random(uint64_t *value) {
    ssize_t count;
    do {
        count = getrandom(value, sizeof *value, 0);
    } while (count < 0 && errno == EINTR);
    return count == (ssize_t)sizeof *value
               ? TENON_OK
               : tenon_fail_system(errno, "cannot get random bytes");
}
