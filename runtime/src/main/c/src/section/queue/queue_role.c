/* SPDX-License-Identifier: Apache-2.0 */
#include "section/queue/queue_role.h"

#include <inttypes.h>

#include <tenon/atomic.h>

#include "base/failure.h"

/* Becomes the owner of a free role or of a dead holder's. An owner that changes again and again
 * to one that is dead is no process's, and must not keep us here. */
static tenon_status become_owner(const tenon_queue *queue, const tenon_queue_role *role) {
    for (uint32_t i = 0; i < TENON_ROLE_TRIES; i++) {
        uint64_t owner = tenon_load_acquire_u64(&role->own->owner);
        tenon_answer alive = owner != 0 ? tenon_platform_alive(owner) : TENON_NO;
        if (alive != TENON_NO) {
            return tenon_fail(TENON_BUSY, "the %s of queue '%s' of %s is process %" PRIu64 "%s",
                              role->name, queue->section, queue->host->path,
                              tenon_platform_process_id_of(owner), tenon_platform_doubt(alive));
        }
        if (tenon_compare_exchange_u64(&role->own->owner, owner, queue->host->identity)) {
            return TENON_OK;
        }
    }
    return tenon_fail(TENON_BUSY, "the %s of queue '%s' of %s changed %u times at a look",
                      role->name, queue->section, queue->host->path, (unsigned)TENON_ROLE_TRIES);
}

/* Checks what is between the two positions, of which one is private to this process. */
static tenon_status check_positions(const tenon_queue *queue, uint64_t produced,
                                    uint64_t consumed) {
    if (TENON_LIKELY(produced - consumed <= queue->capacity &&
                     (produced | consumed) % queue->alignment == 0)) {
        return TENON_OK;
    }
    return tenon_fail(TENON_CORRUPT,
                      "queue '%s' of %s is corrupt: the producer is at %" PRIu64
                      ", the consumer at %" PRIu64 ", with capacity %" PRIu64
                      " and alignment %" PRIu64,
                      queue->section, queue->host->path, produced, consumed, queue->capacity,
                      queue->alignment);
}

tenon_status tenon_queue_read_peer(tenon_queue *queue, tenon_queue_role *role) {
    /* Pairs with the release store of the peer's position in tenon_queue_publish() and in
     * release_consumed(): a consumer sees the payload below it, a producer knows that the
     * consumer has finished reading below it. */
    uint64_t peer = tenon_load_acquire_u64(&role->peer.end->position);
    tenon_status status = role == &queue->consumer ? check_positions(queue, peer, role->position)
                                                   : check_positions(queue, role->shown, peer);
    if (role == &queue->producer && status == TENON_OK) {
        /* Claimed bytes count, too: a consumer that goes back must not make claims overlap. */
        status = check_positions(queue, role->position, peer);
    }
    if (TENON_LIKELY(status == TENON_OK)) {
        role->peer_position = peer;
    }
    return status;
}

tenon_status tenon_queue_take_role(tenon_queue *queue, tenon_queue_role *role) {
    if (tenon_queue_holds(role)) {
        return TENON_OK;
    }
    tenon_status status = tenon_section_host_check(queue->host);
    if (status == TENON_OK) {
        status = tenon_section_host_require_whole(queue->host);
    }
    if (status == TENON_OK) {
        status = become_owner(queue, role);
    }
    if (status != TENON_OK) {
        return status;
    }
    tenon_store_relaxed_u32(&role->own->flags, TENON_ROLE_FLAGS_CAN_WAKE);
    /* A holder that was killed in its sleep cannot have cleared this. */
    tenon_signal_reset(&role->sleep);
    (void)tenon_fetch_add_u32(&role->own->epoch, 1);
    role->held_in = queue->host->generation;
    role->shown = tenon_load_acquire_u64(&role->own->position);
    role->position = role->shown;
    /* A new holder has not been told of anybody's end. */
    role->peer.next_look = 0;
    role->peer.reported_epoch = 0;
    status = tenon_queue_read_peer(queue, role);
    if (status != TENON_OK) {
        (void)tenon_queue_leave_role(queue, role);
    }
    return status;
}

tenon_status tenon_queue_leave_role(tenon_queue *queue, tenon_queue_role *role) {
    if (!tenon_queue_holds(role)) {
        return TENON_OK;
    }
    role->held_in = 0;
    role->position = role->shown;
    tenon_status status = tenon_section_host_require_whole(queue->host);
    if (status != TENON_OK) {
        return status;
    }
    tenon_store_relaxed_u32(&role->own->flags, 0);
    /* Release: pairs with the acquire loads of the owner word by a successor and by a waiting
     * peer, which then see the last position too. */
    (void)tenon_compare_exchange_u64(&role->own->owner, queue->host->identity, 0);
    tenon_signal_raise_if_awaited(&role->wake);
    return TENON_OK;
}

tenon_status tenon_queue_wait_for_peer(const tenon_queue *queue, tenon_queue_role *role,
                                       uint64_t seen, uint64_t deadline) {
    const tenon_sleeper sleeper = {queue->host, &role->sleep, &role->peer};
    tenon_status status =
        tenon_sleeper_await(&sleeper, &role->peer.end->position, seen, deadline);
    switch (status) {
        case TENON_PEER_LEFT:
            return tenon_outcome(status, "the peer left the queue");
        case TENON_TIMED_OUT:
            return tenon_outcome(status, "the time-out passed");
        default:
            return status;
    }
}
