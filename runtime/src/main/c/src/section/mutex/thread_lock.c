/* SPDX-License-Identifier: Apache-2.0 */
#include "section/mutex/thread_lock.h"

#include <tenon/atomic.h>

tenon_status tenon_thread_lock_open(const tenon_section_host *host, tenon_thread_lock *lock) {
    lock->host = host;
    return tenon_shared_waits_open(host, &lock->words, &lock->waits);
}

void tenon_thread_lock_close(tenon_thread_lock *lock) { tenon_shared_waits_close(&lock->waits); }

/* Not the address of something of the thread, which a later thread may have again. */
uint64_t tenon_thread_number(void) {
    static uint64_t last;
    static _Thread_local uint64_t own;
    if (own == 0) {
        own = tenon_fetch_add_u64(&last, 1) + 1;
    }
    return own;
}

bool tenon_thread_lock_is_held(const tenon_thread_lock *lock) {
    return tenon_load_relaxed_u64(&lock->holder) == tenon_thread_number();
}

static bool is_free(const void *context) {
    const tenon_thread_lock *lock = context;
    return tenon_load_acquire_u64(&lock->holder) == 0;
}

tenon_status tenon_thread_lock_take(tenon_thread_lock *lock, tenon_wait_time *time) {
    const tenon_condition condition = {.is_met = is_free, .context = lock};
    while (!tenon_compare_exchange_u64(&lock->holder, 0, tenon_thread_number())) {
        tenon_status status =
            tenon_shared_waits_await(lock->host, &lock->waits, NULL, &condition, time);
        if (status != TENON_OK) {
            return status;
        }
        /* Another thread may have been first. */
    }
    return TENON_OK;
}

void tenon_thread_lock_give(tenon_thread_lock *lock) {
    tenon_store_release_u64(&lock->holder, 0);
    tenon_shared_waits_wake(&lock->waits);
}
