/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A mutex in one zero-initialised word, for structs in public headers: no pthread type, whose
 * size differs between C libraries. Not recursive, not fair. The three states are those of
 * "Futexes Are Tricky", Drepper 2011, section 6.
 */
#ifndef TENON_SRC_MUTEX_H
#define TENON_SRC_MUTEX_H

#include <tenon/atomic.h>

#include "platform.h"

#define TENON_MUTEX_FREE   UINT32_C(0)
#define TENON_MUTEX_TAKEN  UINT32_C(1)
#define TENON_MUTEX_WANTED UINT32_C(2) /* taken, and somebody may sleep on it */

/* A deadline that never comes: about 63 years after boot, and still within a 32-bit time_t. */
#define TENON_NEVER UINT64_C(2000000000000000000)

static inline void tenon_mutex_lock(uint32_t *mutex) {
    /* Pairs with the exchange in tenon_mutex_unlock(): what the last holder wrote is seen. */
    if (tenon_compare_exchange_u32(mutex, TENON_MUTEX_FREE, TENON_MUTEX_TAKEN)) {
        return;
    }
    /* Whoever slept takes it as wanted: others may still sleep. */
    while (tenon_exchange_u32(mutex, TENON_MUTEX_WANTED) != TENON_MUTEX_FREE) {
        (void)tenon_platform_wait(mutex, TENON_MUTEX_WANTED, TENON_NEVER);
    }
}

static inline void tenon_mutex_unlock(uint32_t *mutex) {
    if (tenon_exchange_u32(mutex, TENON_MUTEX_FREE) == TENON_MUTEX_WANTED) {
        tenon_platform_wake(mutex);
    }
}

#endif
