/* SPDX-License-Identifier: Apache-2.0 */
#include "section/signal.h"

tenon_status tenon_signal_open(const char *path, uint64_t nonce, const void *base, uint32_t slot,
                               tenon_wait_words *words, tenon_signal *signal) {
    signal->words = words;
    signal->own = UINT64_C(1) << slot;
    return tenon_platform_open_word(path, nonce, base, &words->sequence, &signal->sequence);
}

void tenon_signal_close(tenon_signal *signal) { tenon_platform_close_word(&signal->sequence); }

void tenon_signal_raise(const tenon_signal *signal) {
    /* Cleared before the sequence changes, so that until the sleepers run again nobody calls the
     * kernel for them once more. One that begins another wait in between loses its bit, but it sees
     * the change of the sequence and does not sleep. */
    (void)tenon_exchange_u64(&signal->words->waiting, 0);
    (void)tenon_fetch_add_u32(&signal->words->sequence, 1);
    tenon_platform_wake(&signal->sequence);
}

uint32_t tenon_signal_announce(const tenon_signal *signal) {
    /* Pairs with the change of the sequence in tenon_signal_raise(): a wake-up after this load
     * changes the word, and the kernel does not let us sleep. */
    uint32_t sequence = tenon_load_acquire_u32(&signal->words->sequence);
    (void)tenon_fetch_or_u64(&signal->words->waiting, signal->own);
    /* Pairs with the fence of the waker, or with our own barrier: either the waker sees that we
     * wait, or we see what it stored before it looked. */
    tenon_platform_fence();
    return sequence;
}

bool tenon_signal_sleep(const tenon_signal *signal, uint32_t announced, uint64_t until) {
    return tenon_platform_wait(&signal->sequence, announced, until);
}

void tenon_signal_reset(const tenon_signal *signal) {
    if ((tenon_load_relaxed_u64(&signal->words->waiting) & signal->own) != 0) {
        (void)tenon_fetch_and_u64(&signal->words->waiting, ~signal->own);
    }
}
