/* SPDX-License-Identifier: Apache-2.0 */
/* Threads of one process that wait on the same words. They share the participant's bit: the last
 * one that ends its wait takes it back. */
#ifndef TENON_SRC_SECTION_SHARED_WAITS_H
#define TENON_SRC_SECTION_SHARED_WAITS_H

#include "section/sleeper.h"

typedef struct tenon_shared_waits {
    tenon_signal signal; /* all sleep here */
    uint32_t mutex;      /* guards what follows */
    uint32_t waiting;    /* threads that wait */
    tenon_backoff backoff;
} tenon_shared_waits;

/* Opens the words; everything else is zero already. */
tenon_status tenon_shared_waits_open(const tenon_section_host *host, tenon_wait_words *words,
                                     tenon_shared_waits *waits);
void tenon_shared_waits_close(tenon_shared_waits *waits);

/* Wakes all that wait, behind the fence after a store that they wait for. */
static inline void tenon_shared_waits_wake_fenced(const tenon_shared_waits *waits) {
    if (tenon_signal_is_awaited(&waits->signal)) {
        tenon_signal_raise(&waits->signal);
    }
}

/* Wakes all that wait, after a store that they wait for. Costs a fence and a look at a word while
 * nobody does. */
static inline void tenon_shared_waits_wake(const tenon_shared_waits *waits) {
    /* Pairs with the fence of tenon_signal_announce(): a sleeper sees the store that came before,
     * or the look here sees that it is about to sleep. */
    tenon_platform_fence();
    tenon_shared_waits_wake_fenced(waits);
}

/* The same after a read-modify-write, which spares the fence where that is one. */
static inline void tenon_shared_waits_wake_behind_swap(const tenon_shared_waits *waits) {
    tenon_fence_behind_swap();
    tenon_shared_waits_wake_fenced(waits);
}

/* Waits on the calling thread until the condition is met, as tenon_sleeper_await() does: TENON_OK,
 * TENON_TIMED_OUT, TENON_PEER_LEFT or TENON_TRUNCATED. The peer wakes; NULL for any participant. */
tenon_status tenon_shared_waits_await(const tenon_section_host *host, tenon_shared_waits *waits,
                                      tenon_peer_watch *peer, const tenon_condition *condition,
                                      tenon_wait_time *time);

#endif
