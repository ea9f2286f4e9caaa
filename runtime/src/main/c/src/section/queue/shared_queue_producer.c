/* SPDX-License-Identifier: Apache-2.0 */
/* The hot path of the sending end: claim, trim, publish. */
#include <tenon/queue.h>

#include <inttypes.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/failure.h"
#include "section/queue/queue_role.h"

/* Writes the header of a claimed record. That of the first one makes all of them visible: it is
 * kept until they are published. */
static void write_header(tenon_queue *queue, uint64_t position, tenon_record_header header) {
    tenon_queue_role *role = &queue->producer;
    uint64_t word = tenon_ring_word_of(header);
    if (position == role->shown) {
        role->first_header = word;
    } else {
        tenon_store_relaxed_u64(tenon_ring_header(queue, tenon_ring_index(queue, position)), word);
    }
}

/* Whether there is room for so many bytes and, behind them, for the zero that ends all of it. */
static inline bool has_room(const tenon_queue *queue, uint64_t bytes) {
    const tenon_queue_role *role = &queue->producer;
    return bytes < queue->capacity - (role->position - role->peer_position);
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

/* Before the first byte is written, so that a looker that copies records knows which of them it may
 * have met half overwritten. What was claimed and cancelled counts: it was written, too. Some room
 * ahead, within the ring: not each claim has to say it. */
static inline void tell_lookers(const tenon_queue *queue, tenon_queue_role *role) {
    if (TENON_UNLIKELY((int64_t)(role->position - role->reached) > 0)) {
        role->reached =
            tenon_smaller(role->position + queue->capacity / TENON_REACH_PARTS,
                          role->peer_position + queue->capacity);
        tenon_store_relaxed_u64(&role->own->reached, role->reached);
        tenon_fence_stores();
    }
}

/* Claims in a lane whose role this handle has, or finds that there is no room. */
static inline tenon_status try_claim(tenon_queue *queue, uint16_t message_id,
                                     uint16_t contract_version, uint32_t size, void **payload) {
    tenon_queue_role *role = &queue->producer;
    uint64_t stride = tenon_ring_stride(queue, size);
    uint64_t index = tenon_ring_index(queue, role->position);
    uint64_t rest = queue->capacity - index;
    uint64_t needed = bytes_needed(stride, rest);
    if (TENON_UNLIKELY(!has_room(queue, needed))) {
        tenon_status status = tenon_queue_read_room(queue);
        if (status != TENON_OK) {
            return status;
        }
        if (!has_room(queue, needed)) {
            return tenon_outcome(TENON_FULL, "the queue has no room for the message now");
        }
    }
    uint64_t begin = role->position;
    role->position += needed;
    tell_lookers(queue, role);
    /* Nothing of this is visible: it lies behind a zero. */
    if (TENON_UNLIKELY(stride > rest)) {
        write_header(queue, begin,
                     (tenon_record_header){(uint32_t)(rest - sizeof(tenon_record_header)),
                                           TENON_PADDING_MESSAGE_ID,
                                           TENON_PADDING_CONTRACT_VERSION});
        index = 0;
    }
    role->last_record = role->position - stride;
    role->last_header = (tenon_record_header){size, message_id, contract_version};
    write_header(queue, role->last_record, role->last_header);
    role->messages++;
    *payload = queue->ring + index + queue->payload_offset;
    return TENON_OK;
}

/* Whether a message may be claimed, with the role taken. */
static inline tenon_status begin(tenon_queue *queue, uint16_t message_id, uint32_t size) {
    if (TENON_UNLIKELY(size > queue->largest_message || message_id == TENON_PADDING_MESSAGE_ID)) {
        return refuse_message(queue, message_id, size);
    }
    return tenon_queue_holds(&queue->producing->producer) ? TENON_OK
                                                           : tenon_queue_take_producer(queue);
}

tenon_status tenon_queue_claim(tenon_queue *queue, uint16_t message_id, uint16_t contract_version,
                               uint32_t size, void **payload) {
    tenon_status status = begin(queue, message_id, size);
    if (TENON_UNLIKELY(status != TENON_OK)) {
        return status;
    }
    tenon_queue *lane = queue->producing;
    status = try_claim(lane, message_id, contract_version, size, payload);
    if (TENON_UNLIKELY(status == TENON_FULL)) {
        const tenon_queue_role *role = &lane->producer;
        tenon_queue_count(&role->own->refused, 1);
        tenon_signal_set_wanted(&role->sleep, true);
    }
    return status;
}

tenon_status tenon_queue_claim_many(tenon_queue *queue, uint16_t message_id,
                                    uint16_t contract_version, uint32_t size, uint32_t count,
                                    void **payload, uint32_t *stride, uint32_t *claimed) {
    if (count == 0) {
        return tenon_fail(TENON_INVALID, "count 0 is not 1 or more");
    }
    tenon_status status = tenon_queue_claim(queue, message_id, contract_version, size, payload);
    if (status != TENON_OK) {
        return status;
    }
    queue = queue->producing;
    const tenon_queue_role *role = &queue->producer;
    uint64_t bytes = tenon_ring_stride(queue, size);
    uint32_t taken = 1;
    /* A position at the start of the ring is behind its end: what comes there is not contiguous. */
    while (taken < count && tenon_ring_index(queue, role->position) != 0 &&
           bytes <= queue->capacity - tenon_ring_index(queue, role->position)) {
        void *next;
        status = try_claim(queue, message_id, contract_version, size, &next);
        if (status != TENON_OK) {
            break;
        }
        taken++;
    }
    *stride = (uint32_t)bytes;
    *claimed = taken;
    return status == TENON_CORRUPT ? status : TENON_OK;
}

tenon_status tenon_queue_claim_wait(tenon_queue *queue, uint16_t message_id,
                                    uint16_t contract_version, uint32_t size, int64_t timeout_ns,
                                    void **payload) {
    tenon_status status = tenon_queue_claim(queue, message_id, contract_version, size, payload);
    if (TENON_LIKELY(status != TENON_FULL)) {
        return status;
    }
    queue = queue->producing;
    tenon_wait_time time = {.timeout = timeout_ns};
    tenon_queue_role *role = &queue->producer;
    uint64_t rest = queue->capacity - tenon_ring_index(queue, role->position);
    if (bytes_needed(tenon_ring_stride(queue, size), rest) >=
        queue->capacity - (role->position - role->shown)) {
        return tenon_fail(TENON_FULL,
                          "unpublished claims take the room in queue '%s' of %s: publish or "
                          "cancel them",
                          queue->section, queue->host->path);
    }
    do {
        status = tenon_queue_wait_for_room(queue, &time);
        if (status != TENON_OK) {
            return status;
        }
        status = try_claim(queue, message_id, contract_version, size, payload);
    } while (status == TENON_FULL && !tenon_wait_is_over(&time));
    return status != TENON_FULL ? status : tenon_outcome(TENON_TIMED_OUT, "the time-out passed");
}

tenon_status tenon_queue_trim(tenon_queue *queue, uint32_t size) {
    queue = queue->producing;
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
    write_header(queue, role->last_record, role->last_header);
    role->position = role->last_record + tenon_ring_stride(queue, size);
    return TENON_OK;
}

/* Puts the time into all records that are claimed. The ring is not trusted to have the sizes that
 * were written to it: whatever it says, only words in it are stored. */
static void stamp(tenon_queue *queue) {
    const tenon_queue_role *role = &queue->producer;
    const uint64_t now = tenon_platform_now();
    uint64_t position = role->shown;
    uint64_t word = role->first_header;
    while (position != role->position) {
        uint64_t index = tenon_ring_index(queue, position);
        tenon_record_header header = tenon_ring_header_of(word);
        bool is_padding = header.message_id == TENON_PADDING_MESSAGE_ID;
        uint64_t stride =
            is_padding ? queue->capacity - index : tenon_ring_stride(queue, header.size);
        if (!is_padding) {
            tenon_store_relaxed_u64(tenon_ring_stamp(queue, index), now);
        }
        if (stride >= role->position - position) {
            return;
        }
        position += stride;
        word = tenon_load_relaxed_u64(
            tenon_ring_header(queue, tenon_ring_index(queue, position)));
    }
}

void tenon_queue_publish(tenon_queue *queue) {
    queue = queue->producing;
    tenon_queue_role *role = &queue->producer;
    if (TENON_UNLIKELY(role->position == role->shown) || !tenon_queue_holds(role)) {
        return;
    }
    if (TENON_UNLIKELY(queue->is_stamped)) {
        stamp(queue);
    }
    /* The end is there before anything in front of it shows. */
    tenon_store_relaxed_u64(tenon_ring_header(queue, tenon_ring_index(queue, role->position)), 0);
    /* Pairs with the acquire load in tenon_ring_next(). */
    tenon_store_release_u64(tenon_ring_header(queue, tenon_ring_index(queue, role->shown)),
                            role->first_header);
    role->shown_messages = role->messages;
    tenon_store_relaxed_u64(&role->own->messages, role->messages);
    tenon_queue_show_position(role);
}

void tenon_queue_cancel(tenon_queue *queue) {
    queue = queue->producing;
    queue->producer.position = queue->producer.shown;
    queue->producer.messages = queue->producer.shown_messages;
}

tenon_status tenon_queue_produce(tenon_queue *queue) {
    return tenon_queue_take_producer(queue);
}

void tenon_queue_leave_producer(tenon_queue *queue) {
    (void)tenon_queue_leave_producer_role(queue->producing);
}
