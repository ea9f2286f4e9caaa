/* SPDX-License-Identifier: Apache-2.0 */
#include "section/slip.h"

#include <tenon/atomic.h>
#include <tenon_format/tenon_format.h>

#include "base/arithmetic.h"
#include "platform/platform.h"

tenon_slip tenon_slip_of(bool may_sleep, uint64_t capacity, uint64_t position) {
    return (tenon_slip){
        .last = may_sleep ? TENON_LAST_SLIP_NANOSECONDS : TENON_FIRST_SLIP_NANOSECONDS,
        .room = capacity / TENON_SLIP_PARTS,
        .begin = position,
    };
}

void tenon_slip_pause(const tenon_slip *slip) {
    if (slip->nanoseconds != 0) {
        uint64_t start = tenon_platform_now();
        do {
            for (uint32_t i = 0; i < TENON_LOOKS_A_CLOCK; i++) {
                tenon_pause();
            }
        } while (tenon_platform_now() - start < slip->nanoseconds);
    }
}

static void decide(tenon_slip *slip, uint64_t bytes) {
    if (slip->nanoseconds == 0) {
        if (slip->found > 1 && tenon_backoff_is_due(&slip->backoff)) {
            slip->nanoseconds = TENON_FIRST_SLIP_NANOSECONDS;
        }
    } else if (slip->found < slip->nanoseconds / TENON_SLIP_NANOSECONDS_A_MESSAGE ||
               bytes > slip->room) {
        /* Half of the first pause is none. */
        slip->nanoseconds =
            slip->nanoseconds > TENON_FIRST_SLIP_NANOSECONDS ? slip->nanoseconds / 2 : 0;
        tenon_backoff_learn(&slip->backoff, slip->nanoseconds != 0);
    } else {
        slip->nanoseconds = tenon_smaller(2 * slip->nanoseconds, slip->last);
        tenon_backoff_learn(&slip->backoff, true);
    }
}

/* A writer that goes on while we look leaves several messages at a time; one that waits for us
 * leaves one, or a few that a pause does not make more. */
void tenon_slip_learn(tenon_slip *slip, uint32_t messages, uint64_t position, bool is_over) {
    slip->found += messages;
    if (is_over && slip->found != 0) {
        decide(slip, position - slip->begin);
        slip->found = 0;
        slip->begin = position;
    }
}
