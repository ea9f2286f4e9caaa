/* SPDX-License-Identifier: Apache-2.0 */
#include "section/wait_policy.h"

#include <tenon/atomic.h>
#include <tenon/region.h>

#include "base/arithmetic.h"
#include "platform/platform.h"
#include "section/slice.h"

uint64_t tenon_wait_now(tenon_wait_time *time) {
    uint64_t now = tenon_platform_now();
    if (time->deadline == 0) {
        time->deadline = time->timeout < 0 ? UINT64_MAX : now + (uint64_t)time->timeout;
    }
    return now;
}

bool tenon_wait_is_over(tenon_wait_time *time) { return tenon_wait_now(time) >= time->deadline; }

tenon_wait_time tenon_wait_part_of(tenon_wait_time *wait, uint64_t nanoseconds) {
    uint64_t now = tenon_wait_now(wait);
    return (tenon_wait_time){.timeout = wait->timeout,
                             .deadline = tenon_smaller(wait->deadline, now + nanoseconds)};
}

static bool is_met_soon(const tenon_condition *condition) {
    for (uint32_t i = 0; i < TENON_LOOKS_A_CLOCK; i++) {
        if (tenon_condition_is_met(condition)) {
            return true;
        }
        tenon_pause();
    }
    return false;
}

/* Whether this wait is to spin. */
static bool is_worth_spinning(tenon_wait_policy *policy) {
    return policy->kind == TENON_WAIT_LATENCY ||
           (policy->kind == TENON_WAIT_BALANCED && tenon_backoff_is_due(&policy->backoff));
}

bool tenon_wait_awake(tenon_wait_policy *policy, tenon_wait_time *time,
                      const tenon_condition *condition) {
    if (!is_worth_spinning(policy)) {
        return false;
    }
    /* No look at the clock for a change that comes at once. */
    bool met = is_met_soon(condition);
    if (!met) {
        uint64_t now = tenon_wait_now(time);
        uint64_t end = tenon_smaller(time->deadline, now + TENON_SPIN_NANOSECONDS);
        while (!met && now < end) {
            met = is_met_soon(condition);
            now = tenon_platform_now();
        }
    }
    tenon_backoff_learn(&policy->backoff, met);
    return met;
}

bool tenon_wait_sleeps(const tenon_wait_policy *policy) {
    return policy->kind != TENON_WAIT_LATENCY;
}

void tenon_wait_slept(tenon_wait_policy *policy, uint64_t nanoseconds) {
    if (nanoseconds < TENON_SPIN_NANOSECONDS) {
        tenon_backoff_end(&policy->backoff);
    }
}

tenon_wait_slices tenon_wait_slices_begin(void) {
    return (tenon_wait_slices){.shortest = TENON_FIRST_SHORT_SLICE_NANOSECONDS};
}

uint64_t tenon_wait_slice_end(tenon_wait_slices *slices, bool can_be_woken, uint64_t now,
                              uint64_t deadline) {
    uint64_t slice = TENON_LOOK_NANOSECONDS;
    if (!can_be_woken) {
        slice = slices->shortest;
        slices->shortest = tenon_smaller(slice * 2, TENON_LAST_SHORT_SLICE_NANOSECONDS);
    }
    return deadline - now < slice ? deadline : now + slice;
}
