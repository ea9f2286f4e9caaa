/* SPDX-License-Identifier: Apache-2.0 */
/* Waiting for the peer: spin, yield, then sleep in slices. */
#include <tenon/atomic.h>

#include "failure.h"
#include "platform.h"
#include "queue_internal.h"

/* A sleeper looks this often whether its peer lives. The test of wake-ups makes it so long that a
 * missed one shows. */
#ifndef TENON_SLICE_NANOSECONDS
#define TENON_SLICE_NANOSECONDS UINT64_C(100000000)
#endif
/* A sleeper that nobody can wake looks again after a time that grows between these. */
#define SHORTEST_SLICE_NANOSECONDS UINT64_C(50000)
#define LONGEST_SHORT_SLICE_NANOSECONDS UINT64_C(1000000)

bool tenon_queue_is_over(uint64_t deadline) { return tenon_platform_now() >= deadline; }

uint64_t tenon_queue_deadline(int64_t timeout_ns) {
    return timeout_ns < 0 ? UINT64_MAX : tenon_platform_now() + (uint64_t)timeout_ns;
}

/* Pairs with the release stores in tenon_queue_publish() and release_consumed(); the value itself
 * is read again and checked by whoever uses it. */
static bool has_moved(const tenon_queue_role *role, uint64_t seen) {
    return tenon_load_acquire_u64(&role->peer->position) != seen;
}

/* Whether the peer of an epoch that was not reported yet has gone. Asking the system whether a
 * process lives is slow, so that is done once a slice at most. */
static bool peer_has_left(tenon_queue_role *role, uint64_t owner, uint64_t now) {
    uint32_t epoch = tenon_load_acquire_u32(&role->peer->epoch);
    if (epoch == 0 || epoch == role->reported_epoch) {
        return false;
    }
    if (owner != 0) {
        if (now < role->next_look) {
            return false;
        }
        role->next_look = now + TENON_SLICE_NANOSECONDS;
        if (tenon_platform_process_alive(owner)) {
            return false;
        }
    }
    /* A successor that came meanwhile has its own epoch, or is about to have it. */
    if (tenon_load_acquire_u32(&role->peer->epoch) != epoch ||
        tenon_load_acquire_u64(&role->peer->owner) != owner) {
        return false;
    }
    role->reported_epoch = epoch;
    return true;
}

static bool peer_can_wake(const tenon_queue_role *role, uint64_t owner) {
    return owner != 0 &&
           (tenon_load_relaxed_u32(&role->peer->flags) & TENON_ROLE_FLAGS_CAN_WAKE) != 0;
}

/* Sleeps until woken or until the slice ends, unless the peer has moved from position seen, or
 * the role from its holder, already. */
static void sleep_once(tenon_queue_role *role, uint64_t seen, uint64_t owner, uint64_t until) {
    /* Pairs with the change of the sequence in tenon_queue_wake_peer(): a wake-up after this load
     * changes the word, and the kernel does not let us sleep. */
    uint32_t sequence = tenon_load_acquire_u32(&role->sleep->sequence);
    tenon_store_relaxed_u32(&role->sleep->waiting, 1);
    /* Pairs with the fence in tenon_queue_wake_peer(): either the peer sees that we wait, or we
     * see what it stored before it looked. */
    tenon_fence_full();
    if (!has_moved(role, seen) && tenon_load_acquire_u64(&role->peer->owner) == owner) {
        (void)tenon_platform_wait(&role->sleep->sequence, sequence, until);
    }
    tenon_store_relaxed_u32(&role->sleep->waiting, 0);
}

static bool moves_while_awake(const tenon_queue *queue, const tenon_queue_role *role,
                              uint64_t seen) {
    for (uint32_t i = 0; i < queue->spins; i++) {
        if (has_moved(role, seen)) {
            return true;
        }
        tenon_pause();
    }
    for (uint32_t i = 0; i < queue->yields; i++) {
        if (has_moved(role, seen)) {
            return true;
        }
        tenon_platform_yield();
    }
    return has_moved(role, seen);
}

tenon_status tenon_queue_wait_for_peer(tenon_queue *queue, tenon_queue_role *role, uint64_t seen,
                                       uint64_t deadline) {
    if (deadline > tenon_platform_now() && moves_while_awake(queue, role, seen)) {
        return TENON_OK;
    }
    uint64_t short_slice = SHORTEST_SLICE_NANOSECONDS;
    for (;;) {
        uint64_t now = tenon_platform_now();
        uint64_t owner = tenon_load_acquire_u64(&role->peer->owner);
        bool left = peer_has_left(role, owner, now);
        /* After the look at the peer: what it published last comes before its end. */
        if (has_moved(role, seen)) {
            if (left) {
                role->reported_epoch = 0;
            }
            return TENON_OK;
        }
        if (left) {
            return tenon_outcome(TENON_PEER_LEFT, "the peer left the queue");
        }
        if (now >= deadline) {
            return tenon_outcome(TENON_TIMED_OUT, "the time-out passed");
        }
        uint64_t slice = TENON_SLICE_NANOSECONDS;
        if (!peer_can_wake(role, owner)) {
            slice = short_slice;
            short_slice = short_slice * 2 < LONGEST_SHORT_SLICE_NANOSECONDS
                              ? short_slice * 2
                              : LONGEST_SHORT_SLICE_NANOSECONDS;
        }
        sleep_once(role, seen, owner, deadline - now < slice ? deadline : now + slice);
    }
}
