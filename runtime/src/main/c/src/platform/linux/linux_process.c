/* SPDX-License-Identifier: Apache-2.0 */
/* Liveness of processes by /proc, and the namespace of this one. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/failure.h"
#include "platform/posix/posix.h"

#define START_MASK ((UINT64_C(1) << TENON_IDENTITY_START_BITS) - 1)

/* Fields of /proc/<pid>/stat that tell liveness. */
typedef struct process_stat {
    char state;
    uint64_t threads;
    uint64_t start; /* clock ticks since boot */
} process_stat;

/* Reads a small file whole; its length, or -1 with errno. */
static ssize_t read_small_file(const char *path, char *buffer, size_t size) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return -1;
    }
    size_t length = 0;
    while (length < size - 1) {
        ssize_t count = read(descriptor, buffer + length, size - 1 - length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            int error = errno;
            (void)close(descriptor);
            errno = error;
            return -1;
        }
        if (count == 0) {
            break;
        }
        length += (size_t)count;
    }
    (void)close(descriptor);
    buffer[length] = '\0';
    return (ssize_t)length;
}

/* Parses proc(5) stat; false when the text is not of that form. The command name in field 2 may
 * hold spaces and parentheses, so counting starts behind the last one. */
static bool parse_stat(const char *text, process_stat *stat) {
    const char *field = strrchr(text, ')');
    if (field == NULL || field[1] != ' ' || field[2] == '\0') {
        return false;
    }
    field += 2;
    stat->state = *field;
    for (int number = 3; number <= 22; number++) {
        if (number == 20) {
            stat->threads = strtoull(field, NULL, 10);
        } else if (number == 22) {
            char *end;
            stat->start = strtoull(field, &end, 10);
            return end != field;
        }
        field = strchr(field, ' ');
        if (field == NULL) {
            return false;
        }
        field++;
    }
    return false;
}

/* Zero; ENOENT or ESRCH when there is no such process; or another error number. */
static int stat_process(uint64_t process_id, process_stat *stat) {
    char path[64];
    char text[1024];
    (void)snprintf(path, sizeof path, "/proc/%" PRIu64 "/stat", process_id);
    if (read_small_file(path, text, sizeof text) < 0) {
        return errno;
    }
    return parse_stat(text, stat) ? 0 : EPROTO;
}

tenon_status tenon_platform_identity(uint64_t *identity) {
    process_stat stat;
    uint64_t process_id = tenon_platform_process_id();
    int error = stat_process(process_id, &stat);
    if (error != 0) {
        return tenon_fail_system(error, "cannot read /proc/%" PRIu64 "/stat", process_id);
    }
    *identity = process_id << TENON_IDENTITY_START_BITS | (stat.start & START_MASK);
    return TENON_OK;
}

uint64_t tenon_platform_process_id_of(uint64_t identity) {
    return identity >> TENON_IDENTITY_START_BITS;
}

/* There is no such process in /proc. Without a mounted one everything is absent there: then ask
 * the kernel, which knows of the number but not of the start. */
static tenon_answer absent_alive(uint64_t process_id) {
    return process_id == 0 || access("/proc/self/stat", F_OK) == 0 ||
                   !tenon_posix_process_exists(process_id)
               ? TENON_NO
               : TENON_CANNOT_TELL;
}

tenon_answer tenon_platform_alive(uint64_t identity) {
    uint64_t process_id = tenon_platform_process_id_of(identity);
    process_stat stat;
    int error = stat_process(process_id, &stat);
    if (error == ENOENT || error == ESRCH) {
        return absent_alive(process_id);
    }
    if (error != 0) {
        return TENON_CANNOT_TELL;
    }
    if ((stat.start & START_MASK) != (identity & START_MASK)) {
        return TENON_NO;
    }
    /* A zombie leader with other threads is a process whose main thread ended first. */
    bool ended = stat.state == 'X' || stat.state == 'x' || (stat.state == 'Z' && stat.threads <= 1);
    return ended ? TENON_NO : TENON_YES;
}

tenon_status tenon_platform_boot_id(uint8_t boot_id[TENON_BOOT_ID_BYTES]) {
    enum { DIGITS = 2 * TENON_BOOT_ID_BYTES };
    static const char path[] = "/proc/sys/kernel/random/boot_id";
    char text[64];
    if (read_small_file(path, text, sizeof text) < 0) {
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

uint64_t tenon_platform_pid_namespace(void) {
    struct stat information;
    return stat("/proc/self/ns/pid", &information) == 0 ? (uint64_t)information.st_ino : 0;
}

tenon_status tenon_platform_random(uint64_t *value) {
    ssize_t count;
    do {
        count = getrandom(value, sizeof *value, 0);
    } while (count < 0 && errno == EINTR);
    return count == (ssize_t)sizeof *value
               ? TENON_OK
               : tenon_fail_system(errno, "cannot get random bytes");
}
