/* SPDX-License-Identifier: Apache-2.0 */
#include "section/slip.h"

#include "base/arithmetic.h"

/* Messages that a pause must bring to be worth it. */
#define WORTH 8

/* A writer that goes on while we look leaves several messages at a time; one that waits for us
 * leaves one, or a few that a pause does not make more. */
void tenon_slip_learn(tenon_slip *slip, uint32_t messages) {
    if (slip->pauses) {
        slip->pauses = messages >= WORTH;
        slip->next_skips = slip->pauses ? 0
                                        : (uint32_t)tenon_smaller(2 * slip->next_skips + 1,
                                                                  TENON_MAX_SKIPPED_SPINS);
        slip->skips = slip->next_skips;
    } else if (messages > 1) {
        slip->pauses = slip->skips == 0;
        slip->skips -= slip->skips != 0;
    }
}
