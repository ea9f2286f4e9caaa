/* SPDX-License-Identifier: Apache-2.0 */
/* The hot path: claim, publish, poll. */
#include <tenon/queue.h>

#include <inttypes.h>
#include <string.h>

#include <tenon/atomic.h>

#include "failure.h"
#include "queue_internal.h"

#if defined(__GNUC__) || defined(__clang__)
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#else
#define LIKELY(condition) (condition)
#define UNLIKELY(condition) (condition)
#endif

static uint64_t index_of(const tenon_queue *queue, uint64_t position) {
    return position & (queue->capacity - 1);
}

static uint64_t stride_of(const tenon_queue *queue, uint32_t size) {
    return (queue->payload_offset + size + queue->alignment - 1) & ~(queue->alignment - 1);
}

/* A record header is always read and written as one word: what is checked is what is used. */
static uint64_t *header_at(const tenon_queue *queue, uint64_t index) {
    return (void *)(queue->ring + index);
}

static void write_header(const tenon_queue *queue, uint64_t index, tenon_record_header header) {
    uint64_t word;
    memcpy(&word, &header, sizeof word);
    tenon_store_relaxed_u64(header_at(queue, index), word);
}

TENON_COLD static tenon_status refuse_message(const tenon_queue *queue, uint16_t message_id,
                                              uint32_t size) {
    if (message_id == TENON_PADDING_MESSAGE_ID) {
        return tenon_fail(TENON_INVALID, "message id %u is the runtime's", (unsigned)message_id);
    }
    return tenon_fail(TENON_TOO_LONG,
                      "a message of %" PRIu32 " bytes does not fit into queue '%s' of %" PRIu64
                      " bytes, which takes %" PRIu32,
                      size, queue->section, queue->capacity, queue->largest_message);
}

tenon_status tenon_queue_claim(tenon_queue *queue, uint16_t message_id, uint16_t contract_version,
                               uint32_t size, void **payload) {
    tenon_queue_role *role = &queue->producer;
    if (UNLIKELY(size > queue->largest_message || message_id == TENON_PADDING_MESSAGE_ID)) {
        return refuse_message(queue, message_id, size);
    }
    if (UNLIKELY(!role->held)) {
        tenon_status status = tenon_queue_produce(queue);
        if (status != TENON_OK) {
            return status;
        }
    }
    uint64_t stride = stride_of(queue, size);
    uint64_t index = index_of(queue, role->position);
    uint64_t rest = queue->capacity - index;
    uint64_t needed = LIKELY(stride <= rest) ? stride : rest + stride;
    if (UNLIKELY(needed > queue->capacity - (role->position - role->peer_position))) {
        tenon_status status = tenon_queue_read_peer(queue, role);
        if (status != TENON_OK) {
            return status;
        }
        if (needed > queue->capacity - (role->position - role->peer_position)) {
            return tenon_outcome(TENON_FULL, "the queue has no room for the message now");
        }
    }
    /* Nothing of this is visible: it lies above the published position. */
    if (UNLIKELY(stride > rest)) {
        uint32_t padding = (uint32_t)(rest - sizeof(tenon_record_header));
        write_header(queue, index, (tenon_record_header){padding, TENON_PADDING_MESSAGE_ID, 0});
        index = 0;
    }
    role->last_header = (tenon_record_header){size, message_id, contract_version};
    write_header(queue, index, role->last_header);
    role->position += needed;
    role->last_record = role->position - stride;
    *payload = queue->ring + index + queue->payload_offset;
    return TENON_OK;
}

tenon_status tenon_queue_claim_wait(tenon_queue *queue, uint16_t message_id,
                                    uint16_t contract_version, uint32_t size, int64_t timeout_ns,
                                    void **payload) {
    tenon_status status = tenon_queue_claim(queue, message_id, contract_version, size, payload);
    if (LIKELY(status != TENON_FULL)) {
        return status;
    }
    uint64_t deadline = tenon_queue_deadline(timeout_ns);
    tenon_queue_role *role = &queue->producer;
    do {
        if (role->peer_position == role->shown) {
            return tenon_outcome(TENON_FULL,
                                 "unpublished claims take the room: publish or cancel them");
        }
        status = tenon_queue_wait_for_peer(queue, role, role->peer_position, deadline);
        if (status != TENON_OK) {
            return status;
        }
        status = tenon_queue_claim(queue, message_id, contract_version, size, payload);
    } while (status == TENON_FULL && !tenon_queue_is_over(deadline));
    return status != TENON_FULL ? status : tenon_outcome(TENON_TIMED_OUT, "the time-out passed");
}

tenon_status tenon_queue_trim(tenon_queue *queue, uint32_t size) {
    tenon_queue_role *role = &queue->producer;
    if (UNLIKELY(role->position == role->shown)) {
        return tenon_outcome(TENON_INVALID, "nothing is claimed");
    }
    if (UNLIKELY(size > role->last_header.size)) {
        return tenon_fail(TENON_TOO_LONG,
                          "a message of %" PRIu32 " bytes in queue '%s' cannot be trimmed to %" PRIu32,
                          role->last_header.size, queue->section, size);
    }
    role->last_header.size = size;
    write_header(queue, index_of(queue, role->last_record), role->last_header);
    role->position = role->last_record + stride_of(queue, size);
    return TENON_OK;
}

void tenon_queue_publish(tenon_queue *queue) {
    tenon_queue_role *role = &queue->producer;
    if (UNLIKELY(role->position == role->shown)) {
        return;
    }
    role->shown = role->position;
    /* Pairs with the acquire load in tenon_queue_read_peer(): a consumer that sees this position
     * sees every byte below it. */
    tenon_store_release_u64(&role->own->position, role->shown);
    tenon_queue_wake_peer(role);
}

void tenon_queue_cancel(tenon_queue *queue) { queue->producer.position = queue->producer.shown; }

/* Gives the room of everything handed out back to the producer. */
static void release_consumed(tenon_queue_role *role) {
    if (role->position != role->shown) {
        role->shown = role->position;
        /* Pairs with the acquire load in tenon_queue_read_peer(): a producer that sees this
         * position overwrites what is below it, and all our reads of that are done. */
        tenon_store_release_u64(&role->own->position, role->shown);
        tenon_queue_wake_peer(role);
    }
}

TENON_COLD static tenon_status corrupt_record(const tenon_queue *queue, uint64_t position,
                                              const tenon_record_header *header,
                                              uint64_t published) {
    return tenon_fail(TENON_CORRUPT,
                      "queue '%s' in %s: the record at position %" PRIu64 " (index %" PRIu64
                      " of %" PRIu64 ") has message id %u and size %" PRIu32 ", with %" PRIu64
                      " bytes published",
                      queue->section, queue->path, position, index_of(queue, position),
                      queue->capacity, (unsigned)header->message_id, header->size, published);
}

int32_t tenon_queue_poll(tenon_queue *queue, tenon_record_handler handler, void *context,
                         uint32_t limit) {
    tenon_queue_role *role = &queue->consumer;
    tenon_status status = TENON_OK;
    if (UNLIKELY(!role->held)) {
        status = tenon_queue_consume(queue);
        if (status != TENON_OK) {
            return status;
        }
    }
    status = tenon_queue_read_peer(queue, role);
    if (UNLIKELY(status != TENON_OK)) {
        return status;
    }
    uint64_t tail = role->peer_position;
    uint32_t count = 0;
    limit = limit < INT32_MAX ? limit : INT32_MAX;
    while (count < limit && role->position != tail) {
        uint64_t index = index_of(queue, role->position);
        uint64_t rest = queue->capacity - index;
        uint64_t available = tail - role->position;
        uint64_t bound = available < rest ? available : rest;
        uint64_t word = tenon_load_relaxed_u64(header_at(queue, index));
        tenon_record_header header;
        memcpy(&header, &word, sizeof header);
        if (UNLIKELY(header.message_id == TENON_PADDING_MESSAGE_ID)) {
            if (header.size != rest - sizeof header || bound < rest) {
                status = corrupt_record(queue, role->position, &header, available);
                break;
            }
            role->position += rest;
            continue;
        }
        uint64_t stride = stride_of(queue, header.size);
        if (UNLIKELY(stride > bound)) {
            status = corrupt_record(queue, role->position, &header, available);
            break;
        }
        /* Before the call: when an exception leaves the handler, the message is consumed. */
        role->position += stride;
        count++;
        handler(context, header.message_id, header.contract_version,
                queue->ring + index + queue->payload_offset, header.size);
    }
    release_consumed(role);
    /* Messages before a corrupt record count; the next poll meets the record again. */
    return count != 0 ? (int32_t)count : (int32_t)status;
}

int32_t tenon_queue_take(tenon_queue *queue, tenon_record_handler handler, void *context,
                         uint32_t limit, int64_t timeout_ns) {
    int32_t count = tenon_queue_poll(queue, handler, context, limit);
    if (count != 0 || limit == 0) {
        return count;
    }
    uint64_t deadline = tenon_queue_deadline(timeout_ns);
    do {
        tenon_status status = tenon_queue_wait_for_peer(queue, &queue->consumer,
                                                        queue->consumer.position, deadline);
        if (status == TENON_TIMED_OUT) {
            return 0;
        }
        if (status != TENON_OK) {
            return status;
        }
        /* Zero again when all there was is padding, which only a hostile producer publishes
         * alone: it must not hold us beyond the deadline. */
        count = tenon_queue_poll(queue, handler, context, limit);
    } while (count == 0 && !tenon_queue_is_over(deadline));
    return count;
}
