/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lagging on purpose. A reader that keeps up with a writer sits on the cache line that the writer
 * is about to store to, and each message costs both a transfer of it. One that pauses before it
 * looks gets many messages a transfer. Whether a pause brings anything is tried: a peer that waits
 * for an answer cannot write more meanwhile.
 */
#ifndef TENON_SRC_SECTION_SLIP_H
#define TENON_SRC_SECTION_SLIP_H

#include <stdbool.h>

#include <tenon/atomic.h>
#include <tenon_format/tenon_format.h>

#include "section/backoff.h"

/* Lessons of one reader. For one thread. */
typedef struct tenon_slip {
    tenon_backoff backoff; /* an occasion is a look at several messages */
    bool pauses;           /* before the next look */
} tenon_slip;

static inline void tenon_slip_pause(const tenon_slip *slip) {
    for (uint32_t i = slip->pauses ? TENON_SLIP_PAUSES : 0; i != 0; i--) {
        tenon_pause();
    }
}

/* Learns from a look how many messages it found. */
void tenon_slip_learn(tenon_slip *slip, uint32_t messages);

#endif
