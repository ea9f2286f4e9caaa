/* SPDX-License-Identifier: Apache-2.0 */
/* The hot path of the sending end: claim, trim, publish. */
#include <tenon/queue.h>

#include <inttypes.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/failure.h"
#include "section/queue/queue_role.h"

static void write_header(const tenon_queue *queue, uint64_t index, tenon_record_header header) {
    uint64_t word;
    memcpy(&word, &header, sizeof word);
    tenon_store_relaxed_u64(tenon_ring_header(queue, index), word);
}

TENON_COLD static tenon_status refuse_message(const tenon_queue *queue, uint16_t message_id,
                                              uint32_t size) {
    if (message_id == TENON_PADDING_MESSAGE_ID) {
        return tenon_fail(TENON_INVALID, "message id %u is not 1 to 65535", (unsigned)message_id);
    }
    return tenon_fail(TENON_TOO_LONG,
                      "a message of %" PRIu32 " bytes does not fit into queue '%s' of %s, which"
                      " takes %" PRIu32,
                      size, queue->section, queue->host->path, queue->largest_message);
}

/* A record that would cross the end of the ring begins behind padding that fills the rest. */
static uint64_t bytes_needed(uint64_t stride, uint64_t rest) {
    return TENON_LIKELY(stride <= rest) ? stride : rest + stride;
}

tenon_status tenon_queue_claim(tenon_queue *queue, uint16_t message_id, uint16_t contract_version,
                               uint32_t size, void **payload) {
    tenon_queue_role *role = &queue->producer;
    if (TENON_UNLIKELY(size > queue->largest_message || message_id == TENON_PADDING_MESSAGE_ID)) {
        return refuse_message(queue, message_id, size);
    }
    if (!tenon_queue_holds(role)) {
        tenon_status status = tenon_queue_produce(queue);
        if (status != TENON_OK) {
            return status;
        }
    }
    uint64_t stride = tenon_ring_stride(queue, size);
    uint64_t index = tenon_ring_index(queue, role->position);
    uint64_t rest = queue->capacity - index;
    uint64_t needed = bytes_needed(stride, rest);
    if (TENON_UNLIKELY(needed > queue->capacity - (role->position - role->peer_position))) {
        tenon_status status = tenon_queue_read_peer(queue, role);
        if (status != TENON_OK) {
            return status;
        }
        if (needed > queue->capacity - (role->position - role->peer_position)) {
            return tenon_outcome(TENON_FULL, "the queue has no room for the message now");
        }
    }
    /* Nothing of this is visible: it lies above the published position. */
    if (TENON_UNLIKELY(stride > rest)) {
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
    if (TENON_LIKELY(status != TENON_FULL)) {
        return status;
    }
    uint64_t deadline = tenon_wait_deadline(timeout_ns);
    tenon_queue_role *role = &queue->producer;
    uint64_t rest = queue->capacity - tenon_ring_index(queue, role->position);
    if (bytes_needed(tenon_ring_stride(queue, size), rest) >
        queue->capacity - (role->position - role->shown)) {
        return tenon_fail(TENON_FULL,
                          "unpublished claims take the room in queue '%s' of %s: publish or "
                          "cancel them",
                          queue->section, queue->host->path);
    }
    do {
        status = tenon_queue_wait_for_peer(queue, role, role->peer_position, deadline);
        if (status != TENON_OK) {
            return status;
        }
        status = tenon_queue_claim(queue, message_id, contract_version, size, payload);
    } while (status == TENON_FULL && !tenon_wait_is_over(deadline));
    return status != TENON_FULL ? status : tenon_outcome(TENON_TIMED_OUT, "the time-out passed");
}

tenon_status tenon_queue_trim(tenon_queue *queue, uint32_t size) {
    tenon_queue_role *role = &queue->producer;
    if (!tenon_queue_holds(role)) {
        tenon_status status = tenon_section_host_check(queue->host);
        if (status != TENON_OK) {
            return status;
        }
    }
    if (TENON_UNLIKELY(role->position == role->shown)) {
        return tenon_fail(TENON_INVALID, "nothing is claimed in queue '%s' of %s", queue->section,
                          queue->host->path);
    }
    if (TENON_UNLIKELY(size > role->last_header.size)) {
        return tenon_fail(TENON_TOO_LONG,
                          "a message of %" PRIu32
                          " bytes in queue '%s' of %s cannot be trimmed to %" PRIu32,
                          role->last_header.size, queue->section, queue->host->path, size);
    }
    role->last_header.size = size;
    write_header(queue, tenon_ring_index(queue, role->last_record), role->last_header);
    role->position = role->last_record + tenon_ring_stride(queue, size);
    return TENON_OK;
}

void tenon_queue_publish(tenon_queue *queue) {
    tenon_queue_role *role = &queue->producer;
    if (TENON_UNLIKELY(role->position == role->shown) || !tenon_queue_holds(role)) {
        return;
    }
    role->shown = role->position;
    /* Pairs with the acquire load in tenon_queue_read_peer(): a consumer that sees this position
     * sees every byte below it. */
    tenon_store_release_u64(&role->own->position, role->shown);
    tenon_signal_raise_if_awaited(&role->wake);
}

void tenon_queue_cancel(tenon_queue *queue) { queue->producer.position = queue->producer.shown; }

tenon_status tenon_queue_produce(tenon_queue *queue) {
    return tenon_queue_take_role(queue, &queue->producer);
}

void tenon_queue_leave_producer(tenon_queue *queue) {
    (void)tenon_queue_leave_role(queue, &queue->producer);
}
