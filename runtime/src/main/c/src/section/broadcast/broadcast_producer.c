/* SPDX-License-Identifier: Apache-2.0 */
/* The sending end: claims in private memory, one copy into the ring when they are published. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "section/broadcast/shared_broadcast.h"
#include "section/words.h"

static inline bool holds(const tenon_broadcast *broadcast) {
    return TENON_LIKELY(broadcast->producer.held_in == tenon_platform_generation());
}

void tenon_broadcast_cancel(tenon_broadcast *broadcast) {
    tenon_broadcast_producer *producer = &broadcast->producer;
    producer->end = producer->position;
    producer->count = 0;
    producer->bytes = 0;
    producer->used = 0;
}

TENON_COLD static tenon_status no_memory(const tenon_broadcast *broadcast) {
    return tenon_fail(TENON_SYSTEM, "no memory for messages of broadcast '%s' of %s",
                      broadcast->section, broadcast->host->path);
}

/* Private memory, which stays until the region is closed. */
static tenon_status allocate(tenon_broadcast *broadcast) {
    tenon_broadcast_producer *producer = &broadcast->producer;
    if (producer->memory != NULL) {
        return TENON_OK;
    }
    uint64_t bytes;
    if (!tenon_align_up(broadcast->most_bytes, TENON_PAGE_BYTES, &bytes) || bytes > SIZE_MAX) {
        return no_memory(broadcast);
    }
    producer->claims = calloc(TENON_MAX_BROADCAST_CLAIMS, sizeof *producer->claims);
    producer->memory = tenon_platform_allocate_aligned(TENON_PAGE_BYTES, (size_t)bytes);
    if (producer->claims == NULL || producer->memory == NULL) {
        free(producer->claims);
        tenon_platform_free_aligned(producer->memory);
        producer->claims = NULL;
        producer->memory = NULL;
        return no_memory(broadcast);
    }
    return TENON_OK;
}

/* Goes on behind the last record that a producer has shown. */
static tenon_status resume(tenon_broadcast *broadcast) {
    tenon_broadcast_producer *producer = &broadcast->producer;
    tenon_status status = tenon_broadcast_read_published(broadcast, &producer->position);
    if (status == TENON_OK) {
        status = tenon_broadcast_next(broadcast, producer->position, &producer->sequence);
    }
    if (status != TENON_OK) {
        /* Nobody else overwrites anything now. */
        return status != TENON_AGAIN
                   ? status
                   : tenon_fail(TENON_CORRUPT,
                                "broadcast '%s' of %s is corrupt: no mark leads to the records"
                                " before position %" PRIu64,
                                broadcast->section, broadcast->host->path, producer->position);
    }
    tenon_broadcast_header *header = broadcast->header;
    producer->marked = (producer->position / broadcast->part + 1) * broadcast->part;
    /* Kept, because a killed producer may have begun to overwrite up to there. */
    producer->reached = tenon_load_relaxed_u64(&header->reached);
    if (producer->reached - producer->position > broadcast->capacity) {
        producer->reached = producer->position;
        tenon_store_relaxed_u64(&header->reached, producer->reached);
    }
    tenon_store_relaxed_u64(&header->messages, producer->sequence - 1);
    tenon_broadcast_cancel(broadcast);
    return TENON_OK;
}

tenon_status tenon_broadcast_produce(tenon_broadcast *broadcast) {
    tenon_broadcast_producer *producer = &broadcast->producer;
    if (holds(broadcast)) {
        return TENON_OK;
    }
    tenon_status status = tenon_section_host_check(broadcast->host);
    if (status == TENON_OK) {
        status = tenon_section_host_require_whole(broadcast->host);
    }
    if (status == TENON_OK) {
        status = allocate(broadcast);
    }
    if (status == TENON_OK) {
        const tenon_section_label label = tenon_broadcast_label(broadcast);
        status = tenon_role_take(&label, "producer", &broadcast->header->producer,
                                 &producer->is_fenced);
    }
    if (status != TENON_OK) {
        return status;
    }
    producer->held_in = broadcast->host->generation;
    status = resume(broadcast);
    if (status != TENON_OK) {
        (void)tenon_broadcast_leave_role(broadcast);
    }
    return status;
}

TENON_COLD static tenon_status refuse_message(const tenon_broadcast *broadcast,
                                              uint16_t message_id, uint32_t size) {
    if (message_id == TENON_PADDING_MESSAGE_ID) {
        return tenon_fail(TENON_INVALID, "message id %u is not 1 to 65535", (unsigned)message_id);
    }
    return tenon_fail(TENON_TOO_LONG,
                      "a message of %" PRIu32 " bytes does not fit into broadcast '%s' of %s, which"
                      " takes %" PRIu32,
                      size, broadcast->section, broadcast->host->path, broadcast->largest_message);
}

/* Place of a message of that size in private memory: the size of a type is a multiple of its
 * alignment. */
static uint64_t place(uint64_t used, uint64_t size) {
    uint64_t bits = size != 0 ? size | TENON_PAGE_BYTES : TENON_RECORD_ALIGNMENT;
    uint64_t alignment = tenon_larger(bits & (~bits + 1), TENON_RECORD_ALIGNMENT);
    return (used + alignment - 1) & ~(alignment - 1);
}

tenon_status tenon_broadcast_claim(tenon_broadcast *broadcast, uint16_t message_id,
                                   uint16_t contract_version, uint32_t size, void **payload) {
    tenon_broadcast_producer *producer = &broadcast->producer;
    if (TENON_UNLIKELY(size > broadcast->largest_message ||
                       message_id == TENON_PADDING_MESSAGE_ID)) {
        return refuse_message(broadcast, message_id, size);
    }
    if (!holds(broadcast)) {
        tenon_status status = tenon_broadcast_produce(broadcast);
        if (status != TENON_OK) {
            return status;
        }
    }
    uint64_t stride = tenon_broadcast_stride(size);
    uint64_t memory = place(producer->used, size);
    if (TENON_UNLIKELY(producer->count == TENON_MAX_BROADCAST_CLAIMS ||
                       producer->bytes + stride > broadcast->most_bytes ||
                       memory + size > broadcast->most_bytes)) {
        return tenon_outcome(TENON_FULL, "no more can be claimed before it is published");
    }
    uint64_t rest = broadcast->capacity - tenon_broadcast_index(broadcast, producer->end);
    /* A record that would cross the end of the ring begins behind padding that fills the rest. */
    uint64_t position = TENON_LIKELY(stride <= rest) ? producer->end : producer->end + rest;
    producer->claims[producer->count++] = (tenon_broadcast_claimed){
        {size, message_id, contract_version}, position, memory};
    producer->end = position + stride;
    producer->bytes += stride;
    producer->used = memory + size;
    *payload = producer->memory + memory;
    return TENON_OK;
}

tenon_status tenon_broadcast_trim(tenon_broadcast *broadcast, uint32_t size) {
    tenon_broadcast_producer *producer = &broadcast->producer;
    if (!holds(broadcast)) {
        tenon_status status = tenon_section_host_check(broadcast->host);
        if (status != TENON_OK) {
            return status;
        }
    }
    if (TENON_UNLIKELY(producer->count == 0)) {
        return tenon_fail(TENON_INVALID, "nothing is claimed in broadcast '%s' of %s",
                          broadcast->section, broadcast->host->path);
    }
    tenon_broadcast_claimed *last = &producer->claims[producer->count - 1];
    if (TENON_UNLIKELY(size > last->header.size)) {
        return tenon_fail(TENON_TOO_LONG,
                          "a message of %" PRIu32
                          " bytes in broadcast '%s' of %s cannot be trimmed to %" PRIu32,
                          last->header.size, broadcast->section, broadcast->host->path, size);
    }
    producer->bytes -= tenon_broadcast_stride(last->header.size) - tenon_broadcast_stride(size);
    last->header.size = size;
    producer->end = last->position + tenon_broadcast_stride(size);
    producer->used = last->payload + size;
    return TENON_OK;
}

/* The next record begins here. */
static inline void mark(tenon_broadcast *broadcast, uint64_t position) {
    tenon_broadcast_producer *producer = &broadcast->producer;
    while (TENON_UNLIKELY((int64_t)(position - producer->marked) >= 0)) {
        uint64_t part = producer->marked / broadcast->part;
        tenon_store_relaxed_u64(&broadcast->header->marks[part % TENON_BROADCAST_MARKS], position);
        producer->marked += broadcast->part;
    }
}

/* Before the first byte is written, so that whoever copies a record knows whether it may have met
 * it half overwritten. Some room ahead: not each publish has to say it. */
static inline void tell_reach(tenon_broadcast *broadcast) {
    tenon_broadcast_producer *producer = &broadcast->producer;
    if (TENON_UNLIKELY((int64_t)(producer->end - producer->reached) > 0)) {
        producer->reached = producer->end + broadcast->capacity / TENON_BROADCAST_REACH_PARTS;
        tenon_store_relaxed_u64(&broadcast->header->reached, producer->reached);
        /* Pairs with tenon_fence_loads() in tenon_broadcast_is_whole(): who sees one of the stores
         * that follow sees this one, too, when it looks afterwards. */
        tenon_fence_stores();
    }
}

/* Writes one record, and the padding before it. */
static inline void write_record(tenon_broadcast *broadcast, const tenon_broadcast_claimed *claimed,
                                uint64_t begin, uint64_t sequence) {
    if (TENON_UNLIKELY(claimed->position != begin)) {
        tenon_store_relaxed_u64(
            tenon_broadcast_word(broadcast, tenon_broadcast_index(broadcast, begin)),
            tenon_ring_padding(claimed->position - begin));
        mark(broadcast, claimed->position);
    }
    uint64_t *words =
        tenon_broadcast_word(broadcast, tenon_broadcast_index(broadcast, claimed->position));
    tenon_store_relaxed_u64(&words[0], tenon_ring_word_of(claimed->header));
    tenon_store_relaxed_u64(&words[1], sequence);
    tenon_words_store(&words[2], broadcast->producer.memory + claimed->payload,
                      claimed->header.size);
    mark(broadcast, claimed->position + tenon_broadcast_stride(claimed->header.size));
}

void tenon_broadcast_publish(tenon_broadcast *broadcast) {
    tenon_broadcast_producer *producer = &broadcast->producer;
    tenon_broadcast_header *header = broadcast->header;
    if (TENON_UNLIKELY(producer->count == 0) || !holds(broadcast)) {
        return;
    }
    tell_reach(broadcast);
    uint64_t begin = producer->position;
    for (uint32_t i = 0; i < producer->count; i++) {
        const tenon_broadcast_claimed *claimed = &producer->claims[i];
        write_record(broadcast, claimed, begin, producer->sequence + i);
        begin = claimed->position + tenon_broadcast_stride(claimed->header.size);
    }
    producer->sequence += producer->count;
    tenon_store_relaxed_u64(&header->messages, producer->sequence - 1);
    producer->position = producer->end;
    /* Pairs with the acquire load in tenon_broadcast_read_published(). */
    tenon_store_release_u64(&header->published, producer->position);
    tenon_broadcast_cancel(broadcast);
    if (tenon_role_wake(&broadcast->arrivals.signal, producer->is_fenced)) {
        tenon_store_relaxed_u64(&header->wakes, tenon_load_relaxed_u64(&header->wakes) + 1);
    }
}

tenon_status tenon_broadcast_leave_role(tenon_broadcast *broadcast) {
    if (!holds(broadcast)) {
        return TENON_OK;
    }
    broadcast->producer.held_in = 0;
    tenon_broadcast_cancel(broadcast);
    tenon_status status = tenon_section_host_require_whole(broadcast->host);
    if (status == TENON_OK) {
        tenon_role_leave(broadcast->host, &broadcast->header->producer);
        /* A fence in any case: the flags say no more that somebody else has to run it. */
        (void)tenon_role_wake(&broadcast->arrivals.signal, false);
    }
    return status;
}

void tenon_broadcast_leave_producer(tenon_broadcast *broadcast) {
    (void)tenon_broadcast_leave_role(broadcast);
}
