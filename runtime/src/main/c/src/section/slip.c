/* SPDX-License-Identifier: Apache-2.0 */
#include "section/slip.h"

/* Messages that a pause must bring to be worth it. */
#define WORTH 8

/* A writer that goes on while we look leaves several messages at a time; one that waits for us
 * leaves one, or a few that a pause does not make more. */
void tenon_slip_learn(tenon_slip *slip, uint32_t messages) {
    if (slip->pauses) {
        slip->pauses = messages >= WORTH;
        tenon_backoff_learn(&slip->backoff, slip->pauses);
    } else if (messages > 1) {
        slip->pauses = tenon_backoff_is_due(&slip->backoff);
    }
}
