/* SPDX-License-Identifier: Apache-2.0 */
#include "section/signal.h"

#include <tenon/atomic.h>

tenon_status tenon_signal_open(const char *path, uint64_t nonce, const void *base,
                               tenon_queue_wait *words, tenon_signal *signal) {
    signal->words = words;
    return tenon_platform_open_word(path, nonce, base, &words->sequence, &signal->sequence);
}

void tenon_signal_close(tenon_signal *signal) { tenon_platform_close_word(&signal->sequence); }

void tenon_signal_reset(const tenon_signal *signal) {
    tenon_store_relaxed_u32(&signal->words->waiting, 0);
}

void tenon_signal_raise_if_awaited(const tenon_signal *signal) {
    /* Pairs with the fence in tenon_signal_sleep_unless(): either the peer sees the store that came
     * before, or this load sees that the peer is about to sleep. */
    tenon_platform_fence();
    if (tenon_load_relaxed_u32(&signal->words->waiting) == 0) {
        return;
    }
    /* Cleared before the sequence changes, so that until the peer runs again nobody calls the
     * kernel for it once more. A peer that begins another wait in between loses its flag, but it
     * sees the change of the sequence and does not sleep. */
    tenon_store_relaxed_u32(&signal->words->waiting, 0);
    (void)tenon_fetch_add_u32(&signal->words->sequence, 1);
    tenon_platform_wake(&signal->sequence);
}

bool tenon_signal_sleep_unless(const tenon_signal *signal, tenon_signal_look *look,
                               const void *context, uint64_t until) {
    /* Pairs with the change of the sequence in tenon_signal_raise_if_awaited(): a wake-up after
     * this load changes the word, and the kernel does not let us sleep. */
    uint32_t sequence = tenon_load_acquire_u32(&signal->words->sequence);
    tenon_store_relaxed_u32(&signal->words->waiting, 1);
    /* Pairs with the fence in tenon_signal_raise_if_awaited(): either the peer sees that we wait,
     * or we see what it stored before it looked. */
    tenon_platform_fence();
    return look(context) || tenon_platform_wait(&signal->sequence, sequence, until);
}
