/* SPDX-License-Identifier: Apache-2.0 */
/* Threads that call Java once and end, as new ones come, until the process has ended. Included once
 * by a library, behind its choice of POSIX. */
#ifndef NEWCOMERS_H
#define NEWCOMERS_H

#include <stdint.h>
#include <time.h>

static uint64_t newcomers;

static inline void newcomer_has_called(void)
{
    __atomic_fetch_add(&newcomers, 1, __ATOMIC_RELEASE);
}

/* The process ends: for as long as it takes a hundred new threads to call, which is when the JVM
 * accepts none any more. Those that the JVM has stopped are not waited for. */
__attribute__((destructor)) static void end_slowly(void)
{
    const uint64_t before = __atomic_load_n(&newcomers, __ATOMIC_ACQUIRE);
    for (int i = 0; before > 0 && i < 1000; i++) {
        const struct timespec millisecond = {0, 1000000};
        nanosleep(&millisecond, NULL);
        if (__atomic_load_n(&newcomers, __ATOMIC_ACQUIRE) - before >= 100) {
            break;
        }
    }
}

#endif
