/* SPDX-License-Identifier: Apache-2.0 */
/* Trying what was in vain less and less often: after it the next 1, 3, 7, ... occasions are let
 * pass, until a try is worth it again. */
#ifndef TENON_SRC_SECTION_BACKOFF_H
#define TENON_SRC_SECTION_BACKOFF_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon_format/tenon_format.h>

#include "base/arithmetic.h"

/* For one thread; all zero at first. */
typedef struct tenon_backoff {
    uint32_t skips;      /* occasions that are still let pass */
    uint32_t next_skips; /* how many will be, after the next try in vain */
} tenon_backoff;

/* Whether this occasion is one for a try. */
static inline bool tenon_backoff_is_due(tenon_backoff *backoff) {
    if (backoff->skips == 0) {
        return true;
    }
    backoff->skips--;
    return false;
}

/* Learns from a try. */
static inline void tenon_backoff_learn(tenon_backoff *backoff, bool was_worth_it) {
    backoff->next_skips = was_worth_it ? 0
                                       : (uint32_t)tenon_smaller(2 * backoff->next_skips + 1,
                                                                 TENON_MAX_SKIPPED_SPINS);
    backoff->skips = backoff->next_skips;
}

/* Makes the next occasion one for a try. */
static inline void tenon_backoff_end(tenon_backoff *backoff) { backoff->skips = 0; }

#endif
