/* SPDX-License-Identifier: Apache-2.0 */
/* Sleeping on words: the futexes of Linux, which need no name and nothing that is opened. */
#define _GNU_SOURCE

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "platform/posix/posix.h"

/* The kernel's own types: those of the C library may have another width of time. */
#ifdef SYS_futex
#define FUTEX_CALL SYS_futex
typedef struct futex_time {
    long seconds;
    long nanoseconds;
} futex_time;
#else
#define FUTEX_CALL SYS_futex_time64
typedef struct futex_time {
    int64_t seconds;
    int64_t nanoseconds;
} futex_time;
#endif

/* A sandbox forbids futexes: look again soon instead of spinning on the error. */
static void wait_without_futex(void) {
    tenon_platform_sleep(TENON_NANOSECONDS_PER_SECOND / 1000);
}

tenon_status tenon_platform_open_word(const char *path, uint64_t nonce, const void *base,
                                      uint32_t *word, tenon_platform_word *opened) {
    /* The kernel finds the word by the memory that it lies in. */
    (void)path;
    (void)nonce;
    (void)base;
    opened->word = word;
    return TENON_OK;
}

void tenon_platform_close_word(tenon_platform_word *opened) { opened->word = NULL; }

bool tenon_platform_wait(const tenon_platform_word *opened, uint32_t expected, uint64_t deadline) {
    /* Not FUTEX_PRIVATE_FLAG: the waker is in another process. The bitset form takes an absolute
     * time on CLOCK_MONOTONIC, so a signal does not lengthen the wait. */
    futex_time until = {0};
    until.seconds = (long)(deadline / TENON_NANOSECONDS_PER_SECOND);
    until.nanoseconds = (long)(deadline % TENON_NANOSECONDS_PER_SECOND);
    if (syscall(FUTEX_CALL, opened->word, FUTEX_WAIT_BITSET, expected, &until, NULL,
                FUTEX_BITSET_MATCH_ANY) == 0) {
        return true;
    }
    switch (errno) {
        case ETIMEDOUT:
        case EFAULT: /* Somebody has cut the region's file short. */
            return false;
        case EAGAIN:
        case EINTR:
            return true;
        default:
            wait_without_futex();
            return tenon_platform_now() < deadline;
    }
}

void tenon_platform_wake(const tenon_platform_word *opened) {
    (void)syscall(FUTEX_CALL, opened->word, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

void tenon_platform_wait_private(const uint32_t *word, uint32_t expected) {
    if (syscall(FUTEX_CALL, word, FUTEX_WAIT_PRIVATE, expected, NULL, NULL, 0) != 0 &&
        errno != EAGAIN && errno != EINTR) {
        wait_without_futex();
    }
}

void tenon_platform_wake_private(uint32_t *word) {
    (void)syscall(FUTEX_CALL, word, FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
}
