/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words that one sleeper and its wakers share.
 *
 * No wake-up is missed: the sleeper stores `waiting`, then looks at what it waits for; the waker
 * stores that, then looks at `waiting`; a fence stands between the two on both sides, so at least
 * one of them sees the other. And a waker changes `sequence` before it wakes, so a sleeper that is
 * not asleep yet does not fall asleep.
 */
#ifndef TENON_SRC_SECTION_SIGNAL_H
#define TENON_SRC_SECTION_SIGNAL_H

#include <stdbool.h>

#include <tenon/status.h>
#include <tenon_format/tenon_format.h>

#include "platform/platform.h"

/* The words, opened. A copy is as good as the original, which is the one to be closed. */
typedef struct tenon_signal {
    tenon_queue_wait *words;
    tenon_platform_word sequence;
} tenon_signal;

/* Opens the words of the region that is mapped at base and has this path and nonce. */
tenon_status tenon_signal_open(const char *path, uint64_t nonce, const void *base,
                               tenon_queue_wait *words, tenon_signal *signal);
void tenon_signal_close(tenon_signal *signal);

/* Says that nobody waits here: after a sleep, and for a sleeper that was killed. */
void tenon_signal_reset(const tenon_signal *signal);

/* Wakes the sleeper, if there is one. Call after the store that it waits for. */
void tenon_signal_raise_if_awaited(const tenon_signal *signal);

/* Something to look at once more between announcing a sleep and sleeping. */
typedef bool tenon_signal_look(const void *context);

/* Sleeps until woken or until that time, unless the look finds a reason to stay awake. May return
 * early without a reason. False when that time passed, or when the words were gone. Call
 * tenon_signal_reset() after it, when they are there. */
bool tenon_signal_sleep_unless(const tenon_signal *signal, tenon_signal_look *look,
                               const void *context, uint64_t until);

#endif
