/* SPDX-License-Identifier: Apache-2.0 */
#include "section/queue/queue_role.h"

#include <inttypes.h>

#include <tenon/atomic.h>

#include "base/failure.h"

static tenon_section_label label_of(const tenon_queue *queue) {
    return (tenon_section_label){queue->host, "queue", queue->section};
}

TENON_COLD static tenon_status corrupt_positions(const tenon_queue *queue, uint64_t produced,
                                                 uint64_t consumed) {
    return tenon_fail(TENON_CORRUPT,
                      "queue '%s' of %s is corrupt: the producer is at %" PRIu64
                      ", the consumer at %" PRIu64 ", with capacity %" PRIu64
                      " and alignment %" PRIu64,
                      queue->section, queue->host->path, produced, consumed, queue->capacity,
                      queue->alignment);
}

/* Checks what is between the two positions, of which one is private to this process. */
static tenon_status check_positions(const tenon_queue *queue, uint64_t produced,
                                    uint64_t consumed) {
    return TENON_LIKELY(produced - consumed <= queue->capacity &&
                        (produced | consumed) % queue->alignment == 0)
               ? TENON_OK
               : corrupt_positions(queue, produced, consumed);
}

tenon_status tenon_queue_read_room(tenon_queue *queue) {
    tenon_queue_role *role = &queue->producer;
    /* Pairs with the release store in tenon_queue_show_position(): the consumer has finished
     * reading below it. */
    uint64_t consumed = tenon_load_acquire_u64(&role->peer_end->position);
    tenon_status status = check_positions(queue, role->shown, consumed);
    if (status == TENON_OK) {
        /* Claimed bytes count, too: a consumer that goes back must not make claims overlap. */
        status = check_positions(queue, role->position, consumed);
    }
    if (TENON_LIKELY(status == TENON_OK)) {
        role->peer_position = consumed;
    }
    return status;
}

/* Checks the positions that someone finds who takes a role. That of a producer lags behind what it
 * has shown by the batch in which it was killed, and then the consumer may even be beyond it. */
static tenon_status check_found_positions(const tenon_queue *queue, uint64_t produced,
                                          uint64_t consumed) {
    bool is_near =
        produced - consumed <= queue->capacity || consumed - produced <= queue->capacity;
    return is_near && (produced | consumed) % queue->alignment == 0
               ? TENON_OK
               : corrupt_positions(queue, produced, consumed);
}

/* Goes on behind the last record that a producer has shown. */
static tenon_status resume_producer(tenon_queue *queue) {
    tenon_queue_role *role = &queue->producer;
    uint64_t said = tenon_load_acquire_u64(&role->own->position);
    uint64_t consumed = tenon_load_acquire_u64(&role->peer_end->position);
    tenon_status status = check_found_positions(queue, said, consumed);
    if (status != TENON_OK) {
        return status;
    }
    uint64_t position = said - consumed <= queue->capacity ? said : consumed;
    uint64_t stride;
    uint64_t word;
    while ((word = tenon_ring_next(queue, position, &stride)) != 0) {
        if (stride == 0 || stride > consumed + queue->capacity - position) {
            return tenon_queue_corrupt_record(queue, position, word);
        }
        position += stride;
    }
    role->position = position;
    role->shown = position;
    role->reached = tenon_load_relaxed_u64(&role->own->reached);
    if (role->reached - position > queue->capacity) {
        role->reached = position;
    }
    tenon_store_relaxed_u64(&role->own->reached, role->reached);
    tenon_store_release_u64(&role->own->position, position);
    return tenon_queue_read_room(queue);
}

/* Goes on at the first record that no consumer has given back. */
static tenon_status resume_consumer(tenon_queue *queue) {
    tenon_queue_role *role = &queue->consumer;
    role->position = tenon_load_acquire_u64(&role->own->position);
    role->shown = role->position;
    role->slip = tenon_slip_of(tenon_wait_sleeps(&role->policy), queue->capacity, role->position);
    tenon_store_relaxed_u64(&role->own->reached, role->position);
    return check_found_positions(queue, tenon_load_acquire_u64(&role->peer_end->position),
                                 role->position);
}

tenon_status tenon_queue_corrupt_record(const tenon_queue *queue, uint64_t position,
                                        uint64_t word) {
    tenon_record_header header = tenon_ring_header_of(word);
    return tenon_fail(TENON_CORRUPT,
                      "queue '%s' of %s: the record at position %" PRIu64 " (index %" PRIu64
                      " of %" PRIu64 ") has message id %u and size %" PRIu32,
                      queue->section, queue->host->path, position,
                      tenon_ring_index(queue, position), queue->capacity,
                      (unsigned)header.message_id, header.size);
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
        const tenon_section_label label = label_of(queue);
        status = tenon_role_take(&label, role->name, &role->own->role, &role->is_fenced);
    }
    if (status != TENON_OK) {
        return status;
    }
    role->held_in = queue->host->generation;
    role->messages = tenon_load_relaxed_u64(&role->own->messages);
    role->shown_messages = role->messages;
    role->policy = (tenon_wait_policy){.kind = queue->host->wait};
    /* A new holder has not been told of anybody's end. */
    tenon_role_watch(&role->peer, &role->peer_end->role);
    bool is_consumer = role == &queue->consumer;
    status = is_consumer ? resume_consumer(queue) : resume_producer(queue);
    if (status != TENON_OK) {
        (void)tenon_queue_leave_role(queue, role);
    }
    return status;
}

/* Call after the store that the peer waits for. */
static inline void wake_peer(tenon_queue_role *role) {
    if (TENON_UNLIKELY(tenon_role_wake(&role->wake, role->is_fenced))) {
        tenon_queue_count(&role->own->wakes, 1);
    }
}

void tenon_queue_show_position(tenon_queue_role *role) {
    role->shown = role->position;
    /* Of the consumer, pairs with the acquire load in tenon_queue_read_room(): a producer that sees
     * this position overwrites what is below it, and all our reads of that are done. Of the
     * producer it is for lookers and a successor; release keeps it behind the header. */
    tenon_store_release_u64(&role->own->position, role->shown);
    wake_peer(role);
}

tenon_status tenon_queue_leave_role(tenon_queue *queue, tenon_queue_role *role) {
    if (!tenon_queue_holds(role)) {
        return TENON_OK;
    }
    bool is_consumer = role == &queue->consumer;
    role->held_in = 0;
    /* Records that were handed out are consumed; a mere claim is gone. */
    if (is_consumer) {
        role->shown = role->position;
    } else {
        role->position = role->shown;
    }
    tenon_status status = tenon_section_host_require_whole(queue->host);
    if (status != TENON_OK) {
        return status;
    }
    if (is_consumer) {
        tenon_store_release_u64(&role->own->position, role->shown);
    }
    tenon_role_leave(queue->host, &role->own->role);
    /* A fence in any case: the flags say no more that somebody else has to run it. */
    role->is_fenced = false;
    wake_peer(role);
    return TENON_OK;
}

tenon_status tenon_queue_wait_for_peer(const tenon_queue *queue, tenon_queue_role *role,
                                       const uint64_t *word, uint64_t seen,
                                       tenon_wait_time *time) {
    const tenon_sleeper sleeper = {queue->host, &role->sleep, &role->peer, &role->policy,
                                   &role->own->waits};
    const tenon_condition has_changed = {.word = word, .seen = seen};
    bool announced;
    tenon_status status = tenon_sleeper_await(&sleeper, &has_changed, time, &announced);
    if (announced) {
        tenon_signal_reset(&role->sleep);
    }
    switch (status) {
        case TENON_PEER_LEFT: {
            const tenon_section_label label = label_of(queue);
            return tenon_role_has_left(&label, "other end", &role->peer);
        }
        case TENON_TIMED_OUT:
            return tenon_outcome(status, "the time-out passed");
        default:
            return status;
    }
}
