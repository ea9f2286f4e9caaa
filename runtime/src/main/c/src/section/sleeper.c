/* SPDX-License-Identifier: Apache-2.0 */
#include "section/sleeper.h"

#include <tenon/atomic.h>

/* The change that is waited for. */
typedef struct change {
    const tenon_peer_watch *peer;
    const uint64_t *word;
    uint64_t seen;
} change;

static bool has_come(const change *awaited) {
    return tenon_load_acquire_u64(awaited->word) != awaited->seen;
}

static bool has_reason_to_stay_awake(const void *context) {
    const change *awaited = context;
    return has_come(awaited) || tenon_peer_watch_has_changed(awaited->peer);
}

tenon_status tenon_sleeper_await(const tenon_sleeper *sleeper, const uint64_t *word, uint64_t seen,
                                 uint64_t deadline) {
    if (!tenon_wait_is_over(deadline) && tenon_wait_awake(&sleeper->host->policy, word, seen)) {
        return TENON_OK;
    }
    const change awaited = {sleeper->peer, word, seen};
    tenon_wait_slices slices = tenon_wait_slices_begin();
    tenon_status status = tenon_section_host_require_whole(sleeper->host);
    while (status == TENON_OK) {
        uint64_t now = tenon_platform_now();
        uint32_t leaver = tenon_peer_watch_leaver(sleeper->peer, now);
        /* After the look at the peer: what it stored last comes before its end. */
        if (has_come(&awaited)) {
            return TENON_OK;
        }
        if (leaver != 0) {
            sleeper->peer->reported_epoch = leaver;
            return TENON_PEER_LEFT;
        }
        if (now >= deadline) {
            return TENON_TIMED_OUT;
        }
        uint64_t until = tenon_wait_slice_end(&slices, tenon_peer_watch_can_wake(sleeper->peer),
                                              now, deadline);
        /* Not after a wake-up, which a store to the same memory came before. */
        if (!tenon_signal_sleep_unless(sleeper->signal, has_reason_to_stay_awake, &awaited,
                                       until)) {
            status = tenon_section_host_require_whole(sleeper->host);
        }
        if (status == TENON_OK) {
            tenon_signal_reset(sleeper->signal);
        }
    }
    return status;
}
