/* SPDX-License-Identifier: Apache-2.0 */
#include "region/registration_lock.h"

#include <inttypes.h>

#include <tenon/atomic.h>

#include "base/arithmetic.h"
#include "base/failure.h"

static tenon_answer is_held(uint64_t holder, uint64_t identity) {
    if (holder == 0) {
        return TENON_NO;
    }
    return holder == identity ? TENON_YES : tenon_platform_alive(holder);
}

static tenon_status refuse(uint64_t holder, uint64_t identity, tenon_answer held,
                           const char *path) {
    if (holder == identity) {
        return tenon_fail(TENON_BUSY,
                          "the registration lock of %s was held by another thread of this process "
                          "for 5 s",
                          path);
    }
    return tenon_fail(TENON_BUSY,
                      "the registration lock of %s was held for 5 s, at last by process %" PRIu64
                      "%s",
                      path, tenon_platform_process_id_of(holder), tenon_platform_doubt(held));
}

tenon_status tenon_registration_lock(uint64_t *word, uint64_t identity, const char *path,
                                     uint64_t deadline) {
    /* Somebody who has the lock waits for nothing: it is free soon, or its holder is stopped. */
    uint64_t pause = TENON_FIRST_LOCK_PAUSE_NANOSECONDS;
    for (;;) {
        uint64_t holder = tenon_load_acquire_u64(word);
        tenon_answer held = is_held(holder, identity);
        /* Acquire: pairs with the release in tenon_registration_unlock(). What a dead holder had
         * done is there, too, because the kernel ended it before it told of its death. */
        if (held == TENON_NO && tenon_compare_exchange_u64(word, holder, identity)) {
            return TENON_OK;
        }
        if (tenon_platform_now() >= deadline) {
            return refuse(holder, identity, held, path);
        }
        tenon_platform_sleep(pause);
        pause = tenon_smaller(pause * 2, TENON_LAST_LOCK_PAUSE_NANOSECONDS);
    }
}

void tenon_registration_unlock(uint64_t *word, uint64_t identity) {
    (void)tenon_compare_exchange_u64(word, identity, 0);
}
