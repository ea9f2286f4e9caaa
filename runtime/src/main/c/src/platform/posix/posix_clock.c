/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks, and giving the processor away, on any POSIX system. */
#define _XOPEN_SOURCE 700

#include <sched.h>
#include <time.h>

#include "platform/posix/posix.h"

static uint64_t read_clock(clockid_t clock) {
    struct timespec time;
    (void)clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * TENON_NANOSECONDS_PER_SECOND + (uint64_t)time.tv_nsec;
}

uint64_t tenon_platform_now(void) { return read_clock(CLOCK_MONOTONIC); }

uint64_t tenon_platform_wall_clock(void) { return read_clock(CLOCK_REALTIME); }

void tenon_platform_yield(void) { (void)sched_yield(); }

void tenon_platform_sleep(uint64_t nanoseconds) {
    struct timespec time = {.tv_sec = (time_t)(nanoseconds / TENON_NANOSECONDS_PER_SECOND),
                            .tv_nsec = (long)(nanoseconds % TENON_NANOSECONDS_PER_SECOND)};
    (void)nanosleep(&time, NULL);
}
