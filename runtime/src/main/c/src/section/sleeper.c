/* SPDX-License-Identifier: Apache-2.0 */
#include "section/sleeper.h"

#include <tenon/atomic.h>

#include "base/failure.h"

/* Only the thread that waits counts, so nothing is lost. */
static void count_wait(const tenon_sleeper *sleeper) {
    if (sleeper->waits != NULL) {
        tenon_store_relaxed_u64(sleeper->waits, tenon_load_relaxed_u64(sleeper->waits) + 1);
    }
}

/* Whether there is a peer, and all that are there can wake it. One that comes later sees that
 * somebody waits. */
static bool peers_can_wake(const tenon_sleeper *sleeper) {
    bool is_any = false;
    for (uint32_t i = 0; i < sleeper->peer_count; i++) {
        const tenon_peer_watch *peer = &sleeper->peers[i];
        if (peer->owner != 0) {
            is_any = true;
            if (!tenon_peer_watch_can_wake(peer)) {
                return false;
            }
        }
    }
    return is_any;
}

/* Whether all who may wake it can. */
static bool can_be_woken(const tenon_sleeper *sleeper) {
    return sleeper->peer_count != 0 ? peers_can_wake(sleeper)
                                    : tenon_section_host_all_can_wake(sleeper->host);
}

static bool need_barrier(const tenon_sleeper *sleeper) {
    for (uint32_t i = 0; i < sleeper->peer_count; i++) {
        if (tenon_peer_watch_needs_barrier(&sleeper->peers[i])) {
            return true;
        }
    }
    return false;
}

static bool have_changed(const tenon_sleeper *sleeper) {
    for (uint32_t i = 0; i < sleeper->peer_count; i++) {
        if (tenon_peer_watch_has_changed(&sleeper->peers[i])) {
            return true;
        }
    }
    return false;
}

/* A peer that has left and was not reported, and its epoch; all of them are looked at. */
static tenon_peer_watch *leaver_of(const tenon_sleeper *sleeper, uint64_t now, uint32_t *epoch) {
    tenon_peer_watch *found = NULL;
    for (uint32_t i = 0; i < sleeper->peer_count; i++) {
        uint32_t left = tenon_peer_watch_leaver(&sleeper->peers[i], now);
        if (left != 0 && found == NULL) {
            found = &sleeper->peers[i];
            *epoch = left;
        }
    }
    return found;
}

/* Announcement of a wait before it sleeps. */
typedef struct announcement {
    uint32_t sequence;
    bool is_made;
    bool is_ordered; /* no waker can have missed it */
} announcement;

/* Says that this side sleeps, unless what was said for the slice before stands. */
static void announce(const tenon_sleeper *sleeper, announcement *said) {
    if (said->is_made && tenon_signal_stands(sleeper->signal, said->sequence)) {
        return;
    }
    said->is_made = true;
    said->sequence = tenon_signal_announce(sleeper->signal);
    /* After the announcement and its fence: a peer that takes its role later has a fence behind its
     * flags, and sees that we wait. Who cannot have a peer's fences run must look again soon. */
    said->is_ordered = !need_barrier(sleeper) || tenon_platform_barrier();
}

/* Sleeps for a slice at most; false when the slice passed or the words were gone. */
static bool sleep_a_slice(const tenon_sleeper *sleeper, const tenon_condition *condition,
                          announcement *said, tenon_wait_slices *slices, uint64_t now,
                          uint64_t deadline) {
    announce(sleeper, said);
    if (tenon_condition_is_met(condition) || have_changed(sleeper)) {
        return true;
    }
    uint64_t until = tenon_wait_slice_end(
        slices, said->is_ordered && can_be_woken(sleeper), now, deadline);
    count_wait(sleeper);
    return tenon_signal_sleep(sleeper->signal, said->sequence, until);
}

/* One turn of a wait that is to go on; TENON_TRUNCATED. */
static tenon_status pause_a_slice(const tenon_sleeper *sleeper, const tenon_condition *condition,
                                  announcement *said, tenon_wait_time *time,
                                  tenon_wait_slices *slices, uint64_t now) {
    if (!tenon_wait_sleeps(sleeper->policy)) {
        (void)tenon_wait_awake(sleeper->policy, time, condition);
        return TENON_OK;
    }
    /* Not after a wake-up, which a store to the same memory came before. */
    return sleep_a_slice(sleeper, condition, said, slices, now, time->deadline)
               ? TENON_OK
               : tenon_section_host_require_whole(sleeper->host);
}

/* Whether a wait ends now, and how; TENON_RESTART when it goes on. */
static tenon_status look(const tenon_sleeper *sleeper, const tenon_condition *condition,
                         const tenon_wait_time *time, uint64_t now, tenon_sleep_end *end) {
    /* A sleeper that is woken does not touch the peer's other cache lines first. */
    if (tenon_condition_is_met(condition)) {
        return TENON_OK;
    }
    uint32_t epoch = 0;
    tenon_peer_watch *leaver = leaver_of(sleeper, now, &epoch);
    /* Once more after the look at the peer: what it stored last comes before its end. */
    if (tenon_condition_is_met(condition)) {
        return TENON_OK;
    }
    if (leaver != NULL) {
        leaver->reported_epoch = epoch;
        end->left = leaver;
        return TENON_PEER_LEFT;
    }
    return now >= time->deadline ? TENON_TIMED_OUT : TENON_RESTART;
}

tenon_status tenon_sleeper_await(const tenon_sleeper *sleeper, const tenon_condition *condition,
                                 tenon_wait_time *time, tenon_sleep_end *end) {
    *end = (tenon_sleep_end){0};
    if (time->timeout != 0 && tenon_wait_awake(sleeper->policy, time, condition)) {
        return TENON_OK;
    }
    tenon_wait_slices slices = tenon_wait_slices_begin();
    tenon_status status = tenon_section_host_require_whole(sleeper->host);
    if (status != TENON_OK) {
        return status;
    }
    uint64_t begin = tenon_wait_now(time);
    uint64_t now = begin;
    announcement said = {0};
    while ((status = look(sleeper, condition, time, now, end)) == TENON_RESTART) {
        status = pause_a_slice(sleeper, condition, &said, time, &slices, now);
        if (status != TENON_OK) {
            /* The words are gone, too. */
            return status;
        }
        now = tenon_platform_now();
    }
    end->is_announced = said.is_made;
    if (status == TENON_OK) {
        tenon_wait_slept(sleeper->policy, now - begin);
    }
    return status;
}
