/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lagging on purpose. A reader that keeps up with a writer sits on the cache line that the writer
 * is about to store to, and each message costs both a transfer of it. One that pauses before it
 * looks gets many messages a transfer, and the further it is behind, the more rarely it meets the
 * writer. Whether a pause brings enough is tried: a peer that waits for an answer cannot write more
 * meanwhile.
 */
#ifndef TENON_SRC_SECTION_SLIP_H
#define TENON_SRC_SECTION_SLIP_H

#include <stdbool.h>
#include <stdint.h>

#include "section/backoff.h"

/* Lessons of one reader. For one thread. */
typedef struct tenon_slip {
    tenon_backoff backoff; /* an occasion is a look at several messages */
    uint64_t last;         /* longest pause in nanoseconds */
    uint64_t room;         /* bytes that one pause may bring */
    uint64_t nanoseconds;  /* pause before the next look, or zero */
    uint64_t found;        /* messages since the last look that found nothing more */
    uint64_t begin;        /* position of that look */
} tenon_slip;

/* Makes one that does not pause yet, of a reader that may sleep or, otherwise, has the first pause
 * only. The capacity is that of the ring in bytes, the position the reader's. */
tenon_slip tenon_slip_of(bool may_sleep, uint64_t capacity, uint64_t position);

/* Whether messages come as a stream, as far as the last looks can tell. */
static inline bool tenon_slip_is_stream(const tenon_slip *slip) {
    return slip->nanoseconds != 0;
}

/* Pauses before a look, if that has brought anything lately. */
void tenon_slip_pause(const tenon_slip *slip);

/* Learns from a look how many messages it found, the reader's position behind them, and whether
 * there were no more; otherwise the next look goes on with them. */
void tenon_slip_learn(tenon_slip *slip, uint32_t messages, uint64_t position, bool is_over);

#endif
