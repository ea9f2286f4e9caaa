/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words that sleepers and their wakers share.
 *
 * No wake-up is missed: a sleeper sets its bit of `waiting`, then looks at what it waits for; the
 * waker stores that, then looks at `waiting`. Between the two the sleeper has a fence, and the
 * waker either has one, too, or says in its role's flags that it has none: then the sleeper has all
 * processors run one. So at least one of the two sees the other. And a waker changes `sequence`
 * before it wakes, so a sleeper that is not asleep yet does not fall asleep.
 */
#ifndef TENON_SRC_SECTION_SIGNAL_H
#define TENON_SRC_SECTION_SIGNAL_H

#include <stdbool.h>

#include <tenon/atomic.h>
#include <tenon/status.h>
#include <tenon_format/tenon_format.h>

#include "platform/platform.h"

/* The words, opened. A copy is as good as the original, which is the one to be closed. */
typedef struct tenon_signal {
    tenon_wait_words *words;
    tenon_platform_word sequence;
    uint64_t own; /* the bit of the own participant's slot */
} tenon_signal;

/* Opens the words of the region that is mapped at base and has this path and nonce, for the
 * participant of that slot. */
tenon_status tenon_signal_open(const char *path, uint64_t nonce, const void *base, uint32_t slot,
                               tenon_wait_words *words, tenon_signal *signal);
void tenon_signal_close(tenon_signal *signal);

/* Whether somebody sleeps or is about to. Call after the store that it waits for and a fence, or
 * where the sleeper's barrier stands for that. */
static inline bool tenon_signal_is_awaited(const tenon_signal *signal) {
    return tenon_load_relaxed_u64(&signal->words->waiting) != 0;
}

/* Whether somebody asked for what is signalled here without waiting for it. */
static inline bool tenon_signal_is_wanted(const tenon_signal *signal) {
    return tenon_load_relaxed_u32(&signal->words->wanted) != 0;
}

/* Asks for it, or takes that back. Looks first, so that who asks again and again keeps off the
 * cache line. */
static inline void tenon_signal_set_wanted(const tenon_signal *signal, bool wanted) {
    if (tenon_signal_is_wanted(signal) != wanted) {
        tenon_store_relaxed_u32(&signal->words->wanted, wanted);
    }
}

/* Wakes all that sleep. */
void tenon_signal_raise(const tenon_signal *signal);

/* Says that the own participant is about to sleep, with a fence behind it, and returns what
 * tenon_signal_sleep() needs. Look once more at what is waited for in between. */
uint32_t tenon_signal_announce(const tenon_signal *signal);

/* Whether nobody was woken here since that announcement, and everybody still sees it. The bit of
 * one that stands is in memory: who becomes a waker later has a fence behind that, and sees it. */
static inline bool tenon_signal_stands(const tenon_signal *signal, uint32_t announced) {
    return (tenon_load_relaxed_u64(&signal->words->waiting) & signal->own) != 0 &&
           tenon_load_acquire_u32(&signal->words->sequence) == announced;
}

/* Sleeps until woken since the announcement or until that time. May return early without a reason.
 * False when that time passed, or when the words were gone. */
bool tenon_signal_sleep(const tenon_signal *signal, uint32_t announced, uint64_t until);

/* Takes the announcement back, when the words are there. */
void tenon_signal_reset(const tenon_signal *signal);

#endif
