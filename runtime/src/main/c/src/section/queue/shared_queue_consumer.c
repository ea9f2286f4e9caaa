/* SPDX-License-Identifier: Apache-2.0 */
/* The hot path of the receiving end: poll, take. */
#include <tenon/queue.h>

#include <inttypes.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/arithmetic.h"
#include "base/failure.h"
#include "section/queue/queue_role.h"

/* Whether the room of what was handed out is to be given back now. Each time costs the producer a
 * transfer of a cache line at its next look, so not while there is more to hand out, unless the
 * producer waits, wants room, or much of the ring is to be given. */
static bool is_release_due(const tenon_queue_role *role) {
    return role->is_empty || role->position - role->shown >= role->release_bytes ||
           tenon_signal_is_awaited(&role->wake) || tenon_signal_is_wanted(&role->wake);
}

/* Counts what was handed out as consumed, and releases its room now or leaves that for later. */
static void end_messages(tenon_queue_role *role, bool at_once) {
    if (role->position == role->shown) {
        return;
    }
    tenon_store_relaxed_u64(&role->own->reached, role->position);
    tenon_store_relaxed_u64(&role->own->messages, role->messages);
    if (at_once || is_release_due(role)) {
        tenon_signal_set_wanted(&role->wake, false);
        tenon_queue_show_position(role);
    }
}

TENON_COLD static tenon_status refuse_in_handler(const tenon_queue *queue) {
    return tenon_fail(TENON_BUSY,
                      "queue '%s' of %s cannot be polled, left or closed while its handler runs",
                      queue->section, queue->host->path);
}

tenon_status tenon_queue_check_handler(const tenon_queue *queue) {
    return TENON_LIKELY(!queue->consumer.in_handler) ? TENON_OK : refuse_in_handler(queue);
}

/* Messages of one lane that are handed over in one go. */
typedef struct batch {
    tenon_queue *lane;
    bool is_over; /* by the limit, or because no more were there */
} batch;

/* Runs also when a C++ exception leaves the handler. Who meets that, or damage, may never poll
 * again: then nothing is left to be released later. */
static void end_batch(batch *ended) {
    tenon_queue *lane = ended->lane;
    lane->first->consumer.in_handler = false;
    /* Not in a child that its handler forked: what is consumed is the parent's to say. */
    if (tenon_queue_holds(&lane->consumer)) {
        end_messages(&lane->consumer, !ended->is_over);
    }
}

/* Writes a word of each cache line of a consumed record back as it is, before its room is given
 * back. A line that both sides have read is one that the producer has to take from us with every
 * store, one after the other; a line that only we have is fetched ahead. */
static void take_lines(const tenon_queue *queue, uint64_t index, uint64_t stride) {
    for (uint64_t i = index; i < index + stride; i += TENON_CACHE_LINE_BYTES) {
        uint64_t *word = tenon_ring_header(queue, i);
        tenon_store_relaxed_u64(word, tenon_load_relaxed_u64(word));
    }
}

/* Hands over what is there in a lane, at most one round of its ring. A damaged record ends the
 * batch, and stays; one that its handler refuses ends it as well, and is consumed. */
static int32_t drain(tenon_queue *queue, tenon_record_handler handler, void *context,
                     uint32_t limit) {
    TENON_CLEANUP(end_batch) batch current = {queue, false};
    tenon_queue_role *role = &queue->consumer;
    tenon_queue_role *shared = &queue->first->consumer;
    uint64_t begin = role->position;
    uint32_t count = 0;
    /* Otherwise an answer would wait behind the stores. */
    bool takes_lines = tenon_slip_is_stream(&shared->slip);
    shared->in_handler = true;
    shared->refused = false;
    role->is_empty = false;
    while (count < limit && role->position - begin < queue->capacity) {
        uint64_t stride;
        uint64_t word = tenon_ring_next(queue, role->position, &stride);
        if (word == 0) {
            break;
        }
        if (TENON_UNLIKELY(stride == 0)) {
            return tenon_queue_corrupt_record(queue, role->position, word);
        }
        uint64_t index = tenon_ring_index(queue, role->position);
        tenon_record_header header = tenon_ring_header_of(word);
        /* Before the call: when an exception leaves the handler, the message is consumed. */
        role->position += stride;
        if (TENON_UNLIKELY(header.message_id == TENON_PADDING_MESSAGE_ID)) {
            continue;
        }
        role->messages++;
        count++;
        if (TENON_UNLIKELY(queue->is_stamped)) {
            shared->stamp = tenon_load_relaxed_u64(tenon_ring_stamp(queue, index));
        }
        handler(context, header.message_id, header.contract_version,
                queue->ring + index + queue->payload_offset, header.size);
        if (TENON_UNLIKELY(shared->refused)) {
            return TENON_CORRUPT;
        }
        if (takes_lines && tenon_queue_holds(role)) {
            take_lines(queue, index, stride);
        }
        if (TENON_UNLIKELY(role->position - role->shown >= role->release_bytes) &&
            tenon_queue_holds(role)) {
            end_messages(role, true);
        }
    }
    current.is_over = true;
    role->is_empty = !tenon_ring_has_record(queue, role->position);
    return (int32_t)count;
}

/* Whether this thread may consume now, with the role taken. */
static tenon_status begin(tenon_queue *queue) {
    tenon_status status = tenon_queue_check_handler(queue);
    if (TENON_LIKELY(status == TENON_OK) && !tenon_queue_holds(&queue->consumer)) {
        status = tenon_queue_consume(queue);
    }
    return status;
}

/* Lets each lane have its turn, at most its part of the limit at a time, until the limit is reached
 * or no lane has more; at most one round of each ring. What is damaged is told by the call that
 * meets it first, and its lane is left for the next one. */
static int32_t drain_lanes(tenon_queue *queue, tenon_record_handler handler, void *context,
                           uint32_t limit) {
    const uint32_t part = (uint32_t)tenon_larger(limit / queue->lanes, 1);
    uint32_t count = 0;
    uint32_t exhausted = 0; /* lanes in a row that had less than their part */
    bool is_empty = true;
    while (count < limit && exhausted < queue->lanes) {
        tenon_queue *lane = &queue->first[queue->turn];
        uint32_t most = (uint32_t)tenon_smaller(part, limit - count);
        queue->turn = (queue->turn + 1) % queue->lanes;
        int32_t drained = drain(lane, handler, context, most);
        if (TENON_UNLIKELY(drained < 0)) {
            return drained;
        }
        is_empty = (exhausted == 0 || is_empty) && lane->consumer.is_empty;
        exhausted = (uint32_t)drained < most ? exhausted + 1 : 0;
        count += (uint32_t)drained;
        /* A child that the handler forked consumes no more. */
        if (TENON_UNLIKELY(!tenon_queue_holds(&lane->consumer))) {
            break;
        }
    }
    queue->consumer.is_empty = is_empty && exhausted == queue->lanes;
    return (int32_t)count;
}

int32_t tenon_queue_poll(tenon_queue *queue, tenon_record_handler handler, void *context,
                         uint32_t limit) {
    tenon_status status = begin(queue);
    if (TENON_UNLIKELY(status != TENON_OK)) {
        return status;
    }
    uint32_t bounded = limit < INT32_MAX ? limit : INT32_MAX;
    return tenon_queue_is_single(queue) ? drain(queue, handler, context, bounded)
                                        : drain_lanes(queue, handler, context, bounded);
}

/* Steps over padding to the next message: its header as a word, and zero when there is none;
 * TENON_CORRUPT. */
static tenon_status find_message(tenon_queue *queue, uint64_t *word, uint64_t *stride) {
    tenon_queue_role *role = &queue->consumer;
    *word = tenon_ring_next(queue, role->position, stride);
    if (*word != 0 && *stride != 0 &&
        tenon_ring_header_of(*word).message_id == TENON_PADDING_MESSAGE_ID) {
        role->position += *stride;
        /* Behind padding is the start of the ring, where no padding can be within half of it. */
        *word = tenon_ring_next(queue, role->position, stride);
    }
    return *word == 0 || *stride != 0 ? TENON_OK
                                      : tenon_queue_corrupt_record(queue, role->position, *word);
}

/* A look at a message. */
typedef struct look {
    tenon_queue *queue;
    uint64_t unhandled; /* messages before it: one that is not consumed does not count */
} look;

/* Runs also when a C++ exception leaves the handler. */
static void end_peek(look *ended) {
    ended->queue->consumer.in_handler = false;
    tenon_store_relaxed_u64(&ended->queue->consumer.unhandled, ended->unhandled);
}

int32_t tenon_queue_peek(tenon_queue *queue, tenon_record_handler handler, void *context) {
    uint64_t word = 0;
    tenon_status status = begin(queue);
    /* The lane whose turn it is, or the next one that has a message: which a poll then finds. */
    for (uint32_t i = 0; i < queue->lanes && status == TENON_OK && word == 0; i++) {
        uint64_t stride;
        status = find_message(&queue->first[queue->turn], &word, &stride);
        if (status == TENON_OK && word == 0) {
            queue->turn = (queue->turn + 1) % queue->lanes;
        }
    }
    if (status != TENON_OK || word == 0) {
        return status;
    }
    tenon_queue_role *role = &queue->consumer;
    const tenon_queue *lane = &queue->first[queue->turn];
    TENON_CLEANUP(end_peek) look current = {queue, role->unhandled};
    tenon_record_header header = tenon_ring_header_of(word);
    uint64_t index = tenon_ring_index(lane, lane->consumer.position);
    role->in_handler = true;
    role->refused = false;
    role->stamp = lane->is_stamped ? tenon_load_relaxed_u64(tenon_ring_stamp(lane, index)) : 0;
    handler(context, header.message_id, header.contract_version,
            lane->ring + index + lane->payload_offset, header.size);
    return current.queue->consumer.refused ? TENON_CORRUPT : 1;
}

/* Skips all messages of a lane but its newest one. */
static int32_t skip(tenon_queue *queue) {
    tenon_queue_role *role = &queue->consumer;
    tenon_status status = TENON_OK;
    uint64_t begin_position = role->position;
    uint64_t newest = role->position;
    int32_t skipped = -1;
    uint64_t word = 0;
    uint64_t stride = 0;
    while (role->position - begin_position < queue->capacity && skipped < INT32_MAX - 1) {
        status = find_message(queue, &word, &stride);
        if (status != TENON_OK || word == 0) {
            break;
        }
        newest = role->position;
        role->position += stride;
        skipped++;
    }
    if (skipped >= 0) {
        /* Damage behind the newest message is met by who polls behind it. */
        status = TENON_OK;
        role->position = newest;
        role->messages += (uint64_t)skipped;
    }
    if (status == TENON_OK) {
        role->is_empty = skipped < 0;
        end_messages(role, true);
    }
    return skipped >= 0 ? skipped : status;
}

int32_t tenon_queue_skip_to_newest(tenon_queue *queue) {
    tenon_status status = begin(queue);
    if (status != TENON_OK) {
        return status;
    }
    int32_t sum = 0;
    for (uint32_t i = 0; i < queue->lanes; i++) {
        int32_t skipped = skip(&queue->first[i]);
        if (skipped < 0) {
            return sum > 0 ? sum : skipped;
        }
        sum = skipped < INT32_MAX - sum ? sum + skipped : INT32_MAX;
    }
    return sum;
}

/* Takes a lesson from a batch. */
static int32_t learn(tenon_queue *queue, int32_t count) {
    tenon_queue_role *role = &queue->consumer;
    if (count > 0) {
        tenon_slip_learn(&role->slip, (uint32_t)count, tenon_queue_consumed(queue),
                         role->is_empty);
    }
    return count;
}

int32_t tenon_queue_take(tenon_queue *queue, tenon_record_handler handler, void *context,
                         uint32_t limit, int64_t timeout_ns) {
    tenon_queue_role *role = &queue->consumer;
    if (timeout_ns != 0 && role->is_empty) {
        tenon_slip_pause(&role->slip);
    }
    int32_t count = tenon_queue_poll(queue, handler, context, limit);
    if (count != 0 || limit == 0) {
        return learn(queue, count);
    }
    tenon_wait_time time = {.timeout = timeout_ns};
    do {
        tenon_status status = tenon_queue_wait_for_messages(queue, &time);
        if (status == TENON_TIMED_OUT) {
            return 0;
        }
        if (status != TENON_OK) {
            return status;
        }
        /* Zero again when all there was is padding, which only a hostile producer publishes
         * alone: it must not hold us beyond the deadline. */
        count = tenon_queue_poll(queue, handler, context, limit);
    } while (count == 0 && !tenon_wait_is_over(&time));
    return learn(queue, count);
}

/* The detail is this thread's, and nothing between here and the poll's return sets another. */
void tenon_queue_refuse_size(tenon_queue *queue, const char *where, const char *message,
                             uint64_t needed, uint64_t size) {
    queue->consumer.refused = true;
    (void)tenon_record_refuse_size(where, message, needed, size);
}

void tenon_queue_refuse_elements(tenon_queue *queue, const char *where, const char *list,
                                 uint64_t count, uint64_t capacity, uint64_t room) {
    queue->consumer.refused = true;
    (void)tenon_record_refuse_elements(where, list, count, capacity, room);
}

/* Only the consumer's thread writes it. */
void tenon_queue_count_unhandled(tenon_queue *queue) {
    tenon_store_relaxed_u64(&queue->consumer.unhandled, queue->consumer.unhandled + 1);
}

uint64_t tenon_queue_unhandled(const tenon_queue *queue) {
    return tenon_load_relaxed_u64(&queue->consumer.unhandled);
}

uint64_t tenon_queue_age(const tenon_queue *queue) {
    const tenon_queue_role *role = &queue->consumer;
    uint64_t now = tenon_platform_now();
    return queue->is_stamped && role->stamp <= now ? now - role->stamp : 0;
}

void tenon_queue_acknowledge(tenon_queue *queue, uint32_t when) {
    for (uint32_t i = 0; i < queue->lanes; i++) {
        queue->first[i].consumer.release_bytes =
            when == TENON_ACKNOWLEDGE_EACH ? 1 : queue->capacity / TENON_RELEASE_PARTS;
    }
}

tenon_status tenon_queue_consume(tenon_queue *queue) {
    return tenon_queue_take_consumer(queue);
}

tenon_status tenon_queue_leave_consumer(tenon_queue *queue) {
    tenon_status status = tenon_section_host_check(queue->host);
    if (status == TENON_OK) {
        status = tenon_queue_check_handler(queue);
    }
    return status != TENON_OK ? status : tenon_queue_leave_consumer_role(queue);
}
