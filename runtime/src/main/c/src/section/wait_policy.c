/* SPDX-License-Identifier: Apache-2.0 */
#include "section/wait_policy.h"

#include <tenon/atomic.h>

#include "base/arithmetic.h"
#include "platform/platform.h"
#include "section/slice.h"

bool tenon_wait_is_over(uint64_t deadline) { return tenon_platform_now() >= deadline; }

uint64_t tenon_wait_deadline(int64_t timeout_ns) {
    return timeout_ns < 0 ? UINT64_MAX : tenon_platform_now() + (uint64_t)timeout_ns;
}

/* Pairs with the release store of the word; what it holds is read again and checked by whoever
 * uses it. */
static bool has_changed(const uint64_t *word, uint64_t seen) {
    return tenon_load_acquire_u64(word) != seen;
}

bool tenon_wait_awake(const tenon_wait_policy *policy, const uint64_t *word, uint64_t seen) {
    for (uint32_t i = 0; i < policy->spins; i++) {
        if (has_changed(word, seen)) {
            return true;
        }
        tenon_pause();
    }
    for (uint32_t i = 0; i < policy->yields; i++) {
        if (has_changed(word, seen)) {
            return true;
        }
        tenon_platform_yield();
    }
    return has_changed(word, seen);
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
