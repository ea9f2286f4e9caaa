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

/* Goes on at the first record of a lane that no consumer has given back. */
static tenon_status resume_consumer(tenon_queue *queue) {
    tenon_queue_role *role = &queue->consumer;
    role->position = tenon_load_acquire_u64(&role->own->position);
    role->shown = role->position;
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

/* Whether this process may take a role, and the region is there. */
static tenon_status check_region(const tenon_queue *queue) {
    tenon_status status = tenon_section_host_check(queue->host);
    return status == TENON_OK ? tenon_section_host_require_whole(queue->host) : status;
}

/* Makes this process the holder of a role that it has taken. */
static void begin_role(const tenon_queue *lane, tenon_queue_role *role) {
    role->held_in = lane->host->generation;
    role->messages = tenon_load_relaxed_u64(&role->own->messages);
    role->shown_messages = role->messages;
}

/* Becomes the producer of one lane. */
static tenon_status take_lane(tenon_queue *lane) {
    tenon_queue_role *role = &lane->producer;
    const tenon_section_label label = label_of(lane);
    tenon_status status =
        tenon_role_take(&label, role->name, &role->own->role, &role->is_fenced);
    if (status != TENON_OK) {
        return status;
    }
    begin_role(lane, role);
    role->policy = (tenon_wait_policy){.kind = lane->host->wait};
    /* A new holder has not been told of anybody's end. */
    tenon_role_watch(&role->peer, &lane->first->consumer.own->role);
    status = resume_producer(lane);
    if (status != TENON_OK) {
        (void)tenon_queue_leave_producer_role(lane);
    }
    return status;
}

TENON_COLD static tenon_status no_lane(const tenon_queue *queue) {
    return tenon_fail(TENON_BUSY, "all %" PRIu32 " producers of queue '%s' of %s are there",
                      queue->lanes, queue->section, queue->host->path);
}

tenon_status tenon_queue_take_producer(tenon_queue *queue) {
    if (tenon_queue_holds(&queue->producing->producer)) {
        return TENON_OK;
    }
    tenon_status status = check_region(queue);
    for (uint32_t i = 0; i < queue->lanes && status == TENON_OK; i++) {
        tenon_queue *lane = &queue->first[i];
        status = take_lane(lane);
        if (status == TENON_OK) {
            queue->producing = lane;
            return TENON_OK;
        }
        if (status == TENON_BUSY && i + 1 < queue->lanes) {
            status = TENON_OK;
        }
    }
    return status == TENON_BUSY && !tenon_queue_is_single(queue) ? no_lane(queue) : status;
}

tenon_status tenon_queue_take_consumer(tenon_queue *queue) {
    tenon_queue_role *role = &queue->consumer;
    if (tenon_queue_holds(role)) {
        return TENON_OK;
    }
    tenon_status status = check_region(queue);
    if (status == TENON_OK) {
        const tenon_section_label label = label_of(queue);
        status = tenon_role_take(&label, role->name, &role->own->role, &role->is_fenced);
    }
    if (status != TENON_OK) {
        return status;
    }
    role->policy = (tenon_wait_policy){.kind = queue->host->wait};
    for (uint32_t i = 0; i < queue->lanes; i++) {
        tenon_queue *lane = &queue->first[i];
        lane->consumer.is_fenced = role->is_fenced;
        begin_role(lane, &lane->consumer);
        tenon_role_watch(&queue->producers[i], &lane->producer.own->role);
        tenon_status found = resume_consumer(lane);
        status = status == TENON_OK ? found : status;
    }
    role->slip = tenon_slip_of(tenon_wait_sleeps(&role->policy), queue->capacity,
                               tenon_queue_consumed(queue));
    if (status != TENON_OK) {
        (void)tenon_queue_leave_consumer_role(queue);
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

tenon_status tenon_queue_leave_producer_role(tenon_queue *lane) {
    tenon_queue_role *role = &lane->producer;
    if (!tenon_queue_holds(role)) {
        return TENON_OK;
    }
    role->held_in = 0;
    /* A mere claim is gone. */
    role->position = role->shown;
    tenon_status status = tenon_section_host_require_whole(lane->host);
    if (status == TENON_OK) {
        tenon_role_leave(lane->host, &role->own->role);
        /* A fence in any case: the flags say no more that somebody else has to run it. */
        role->is_fenced = false;
        wake_peer(role);
    }
    return status;
}

tenon_status tenon_queue_leave_consumer_role(tenon_queue *queue) {
    if (!tenon_queue_holds(&queue->consumer)) {
        return TENON_OK;
    }
    tenon_status status = tenon_section_host_require_whole(queue->host);
    for (uint32_t i = 0; i < queue->lanes; i++) {
        tenon_queue_role *role = &queue->first[i].consumer;
        role->held_in = 0;
        /* Records that were handed out are consumed. */
        role->shown = role->position;
        if (status == TENON_OK) {
            tenon_store_release_u64(&role->own->position, role->shown);
        }
    }
    if (status != TENON_OK) {
        return status;
    }
    tenon_role_leave(queue->host, &queue->consumer.own->role);
    for (uint32_t i = 0; i < queue->lanes; i++) {
        /* As above. */
        queue->first[i].consumer.is_fenced = false;
        wake_peer(&queue->first[i].consumer);
    }
    return TENON_OK;
}

/* Waits for the peers of a role. */
static tenon_status await(const tenon_queue *lane, tenon_queue_role *role,
                          const tenon_condition *condition, tenon_peer_watch *peers,
                          uint32_t count, tenon_wait_time *time) {
    const tenon_sleeper sleeper = {.host = lane->host,
                                   .signal = &role->sleep,
                                   .peers = peers,
                                   .peer_count = count,
                                   .policy = &role->policy,
                                   .waits = &role->own->waits};
    tenon_sleep_end end;
    tenon_status status = tenon_sleeper_await(&sleeper, condition, time, &end);
    if (end.is_announced) {
        tenon_signal_reset(&role->sleep);
    }
    switch (status) {
        case TENON_PEER_LEFT: {
            const tenon_section_label label = label_of(lane);
            return tenon_role_has_left(&label, "other end", end.left);
        }
        case TENON_TIMED_OUT:
            return tenon_outcome(status, "the time-out passed");
        default:
            return status;
    }
}

tenon_status tenon_queue_wait_for_room(tenon_queue *lane, tenon_wait_time *time) {
    tenon_queue_role *role = &lane->producer;
    const tenon_condition has_changed = {.word = &role->peer_end->position,
                                         .seen = role->peer_position};
    return await(lane, role, &has_changed, &role->peer, 1, time);
}

/* Whether a record has been shown in any lane. */
static bool has_messages(const void *context) {
    const tenon_queue *queue = context;
    for (uint32_t i = 0; i < queue->lanes; i++) {
        if (tenon_ring_has_record(&queue->first[i], queue->first[i].consumer.position)) {
            return true;
        }
    }
    return false;
}

tenon_status tenon_queue_wait_for_messages(tenon_queue *queue, tenon_wait_time *time) {
    tenon_queue_role *role = &queue->consumer;
    const uint64_t *header =
        tenon_ring_header(queue, tenon_ring_index(queue, role->position));
    const tenon_condition in_lane = {.word = header, .seen = 0};
    const tenon_condition in_lanes = {.is_met = has_messages, .context = queue};
    return await(queue, role, tenon_queue_is_single(queue) ? &in_lane : &in_lanes,
                 queue->producers, queue->lanes, time);
}
