/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Time that only goes forward. */
#ifndef CLOCK_H
#define CLOCK_H

#include <errno.h>
#include <stdint.h>
#include <time.h>

#define NANOSECONDS_PER_SECOND UINT64_C(1000000000)

/** Nanoseconds of CLOCK_MONOTONIC, which is System.nanoTime() of Java on Linux. */
static inline uint64_t clock_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * NANOSECONDS_PER_SECOND + (uint64_t)now.tv_nsec;
}

/** Returns at that time, or at once when it is over. */
static inline void clock_sleep_until(uint64_t deadline_ns)
{
    const struct timespec deadline = {
        .tv_sec = (time_t)(deadline_ns / NANOSECONDS_PER_SECOND),
        .tv_nsec = (long)(deadline_ns % NANOSECONDS_PER_SECOND),
    };
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, NULL) == EINTR) {
        /* a signal of somebody else's */
    }
}

#endif
