/* SPDX-License-Identifier: Apache-2.0 */
/* The hot path of the receiving end: poll, take. */
#include <tenon/queue.h>

#include <inttypes.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/arithmetic.h"
#include "base/failure.h"
#include "section/queue/queue_role.h"

/* Gives the room of everything handed out back to the producer. */
static void release_consumed(tenon_queue_role *role) {
    if (role->position != role->shown) {
        role->shown = role->position;
        /* Pairs with the acquire load in tenon_queue_read_peer(): a producer that sees this
         * position overwrites what is below it, and all our reads of that are done. */
        tenon_store_release_u64(&role->own->position, role->shown);
        tenon_signal_raise_if_awaited(&role->wake);
    }
}

TENON_COLD static tenon_status corrupt_record(const tenon_queue *queue, uint64_t position,
                                              const tenon_record_header *header,
                                              uint64_t published) {
    return tenon_fail(TENON_CORRUPT,
                      "queue '%s' of %s: the record at position %" PRIu64 " (index %" PRIu64
                      " of %" PRIu64 ") has message id %u and size %" PRIu32 ", with %" PRIu64
                      " bytes published",
                      queue->section, queue->host->path, position,
                      tenon_ring_index(queue, position), queue->capacity,
                      (unsigned)header->message_id, header->size, published);
}

TENON_COLD static tenon_status refuse_in_handler(const tenon_queue *queue) {
    return tenon_fail(TENON_BUSY,
                      "queue '%s' of %s cannot be polled, left or closed while its handler runs",
                      queue->section, queue->host->path);
}

tenon_status tenon_queue_check_handler(const tenon_queue *queue) {
    return TENON_LIKELY(!queue->consumer.in_handler) ? TENON_OK : refuse_in_handler(queue);
}

/* Runs also when a C++ exception leaves the handler. */
static void end_batch(tenon_queue_role **role) {
    (*role)->in_handler = false;
    /* Not in a child that its handler forked: what is consumed is the parent's to say. */
    if (tenon_queue_holds(*role)) {
        release_consumed(*role);
    }
}

/* Hands over what is there. A damaged record ends the batch, and stays; one that its handler
 * refuses ends it as well, and is consumed. */
static int32_t drain(tenon_queue *queue, tenon_record_handler handler, void *context,
                     uint32_t limit) {
    TENON_CLEANUP(end_batch) tenon_queue_role *role = &queue->consumer;
    uint64_t tail = role->peer_position;
    uint32_t count = 0;
    role->in_handler = true;
    role->refused = false;
    while (count < limit && role->position != tail) {
        uint64_t index = tenon_ring_index(queue, role->position);
        uint64_t rest = queue->capacity - index;
        uint64_t available = tail - role->position;
        uint64_t bound = available < rest ? available : rest;
        uint64_t word = tenon_load_relaxed_u64(tenon_ring_header(queue, index));
        tenon_record_header header;
        memcpy(&header, &word, sizeof header);
        if (TENON_UNLIKELY(header.message_id == TENON_PADDING_MESSAGE_ID)) {
            if (header.size != rest - sizeof header || bound < rest) {
                return corrupt_record(queue, role->position, &header, available);
            }
            role->position += rest;
            continue;
        }
        uint64_t stride = tenon_ring_stride(queue, header.size);
        if (TENON_UNLIKELY(stride > bound)) {
            return corrupt_record(queue, role->position, &header, available);
        }
        /* Before the call: when an exception leaves the handler, the message is consumed. */
        role->position += stride;
        count++;
        handler(context, header.message_id, header.contract_version,
                queue->ring + index + queue->payload_offset, header.size);
        if (TENON_UNLIKELY(role->refused)) {
            return TENON_CORRUPT;
        }
    }
    return (int32_t)count;
}

int32_t tenon_queue_poll(tenon_queue *queue, tenon_record_handler handler, void *context,
                         uint32_t limit) {
    tenon_queue_role *role = &queue->consumer;
    tenon_status status = tenon_queue_check_handler(queue);
    if (TENON_UNLIKELY(status != TENON_OK)) {
        return status;
    }
    if (!tenon_queue_holds(role)) {
        status = tenon_queue_consume(queue);
        if (status != TENON_OK) {
            return status;
        }
    }
    status = tenon_queue_read_peer(queue, role);
    if (TENON_UNLIKELY(status != TENON_OK)) {
        return status;
    }
    return drain(queue, handler, context, limit < INT32_MAX ? limit : INT32_MAX);
}

int32_t tenon_queue_take(tenon_queue *queue, tenon_record_handler handler, void *context,
                         uint32_t limit, int64_t timeout_ns) {
    int32_t count = tenon_queue_poll(queue, handler, context, limit);
    if (count != 0 || limit == 0) {
        return count;
    }
    uint64_t deadline = tenon_wait_deadline(timeout_ns);
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
    } while (count == 0 && !tenon_wait_is_over(deadline));
    return count;
}

/* The detail is this thread's, and nothing between here and the poll's return sets another. */
void tenon_queue_refuse_size(tenon_queue *queue, const char *where, const char *message,
                             uint64_t needed, uint64_t size) {
    queue->consumer.refused = true;
    (void)tenon_fail(TENON_CORRUPT, "%s: %s has %" PRIu64 " bytes, the record %" PRIu64, where,
                     message, needed, size);
}

void tenon_queue_refuse_elements(tenon_queue *queue, const char *where, const char *list,
                                 uint64_t count, uint64_t capacity, uint64_t room) {
    queue->consumer.refused = true;
    (void)tenon_fail(TENON_CORRUPT,
                     "%s: %s counts %" PRIu64 " elements, the record has %" PRIu64, where, list,
                     count, tenon_smaller(capacity, room));
}

/* Only the consumer's thread writes it. */
void tenon_queue_count_unhandled(tenon_queue *queue) {
    tenon_store_relaxed_u64(&queue->consumer.unhandled, queue->consumer.unhandled + 1);
}

uint64_t tenon_queue_unhandled(const tenon_queue *queue) {
    return tenon_load_relaxed_u64(&queue->consumer.unhandled);
}

tenon_status tenon_queue_consume(tenon_queue *queue) {
    return tenon_queue_take_role(queue, &queue->consumer);
}

tenon_status tenon_queue_leave_consumer(tenon_queue *queue) {
    tenon_status status = tenon_section_host_check(queue->host);
    if (status == TENON_OK) {
        status = tenon_queue_check_handler(queue);
    }
    return status != TENON_OK ? status : tenon_queue_leave_role(queue, &queue->consumer);
}
