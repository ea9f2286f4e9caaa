/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A mutex in one zero-initialised word, for structs in public headers: no pthread type, whose
 * size differs between C libraries. Not recursive, not fair, for the threads of one process. The
 * three states are those of "Futexes Are Tricky", Drepper 2011, section 6.
 */
#ifndef TENON_SRC_PLATFORM_PRIVATE_LOCK_H
#define TENON_SRC_PLATFORM_PRIVATE_LOCK_H

#include <tenon/atomic.h>

#include "platform/platform.h"

#define TENON_LOCK_FREE   UINT32_C(0)
#define TENON_LOCK_TAKEN  UINT32_C(1)
#define TENON_LOCK_WANTED UINT32_C(2) /* taken, and somebody may sleep on it */

static inline void tenon_private_lock(uint32_t *mutex) {
    /* Pairs with the exchange in tenon_private_unlock(): what the last holder wrote is seen. */
    if (tenon_compare_exchange_u32(mutex, TENON_LOCK_FREE, TENON_LOCK_TAKEN)) {
        return;
    }
    /* Whoever slept takes it as wanted: others may still sleep. */
    while (tenon_exchange_u32(mutex, TENON_LOCK_WANTED) != TENON_LOCK_FREE) {
        tenon_platform_wait_private(mutex, TENON_LOCK_WANTED);
    }
}

static inline void tenon_private_unlock(uint32_t *mutex) {
    if (tenon_exchange_u32(mutex, TENON_LOCK_FREE) == TENON_LOCK_WANTED) {
        tenon_platform_wake_private(mutex);
    }
}

#endif
