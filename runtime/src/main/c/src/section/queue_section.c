/* SPDX-License-Identifier: Apache-2.0 */
/* Queues: a header and a ring of records for each lane, all headers first. */
#include <inttypes.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/arithmetic.h"
#include "base/failure.h"
#include "section/queue/queue_role.h"

static bool is_stamped(uint32_t flags) { return (flags & TENON_SECTION_FLAGS_STAMPED) != 0; }

/* Alignment of records, so that a stamp behind the header of each lies in the ring. */
static uint64_t record_alignment(uint32_t alignment, uint32_t flags) {
    return tenon_larger(is_stamped(flags) ? 2 * TENON_RECORD_ALIGNMENT : TENON_RECORD_ALIGNMENT,
                        alignment);
}

static tenon_status check(const tenon_section_descriptor *section) {
    uint64_t smallest = 2 * record_alignment(section->alignment, section->flags);
    if (!tenon_is_power_of_two(section->size) || section->size < smallest ||
        section->size > TENON_MAX_QUEUE_CAPACITY) {
        return tenon_fail(TENON_INVALID,
                          "queue '%s' has capacity %" PRIu64
                          ", not a power of two from %" PRIu64 " to %" PRIu64,
                          section->name, section->size, smallest, TENON_MAX_QUEUE_CAPACITY);
    }
    if (section->count > TENON_MAX_LANES) {
        return tenon_fail(TENON_INVALID, "queue '%s' has %" PRIu32 " lanes, not 1 to %" PRIu32,
                          section->name, section->count, TENON_MAX_LANES);
    }
    return TENON_OK;
}

static uint64_t header_bytes(uint32_t lanes) { return lanes * sizeof(tenon_queue_header); }

/* Adds the rings of all lanes but the first to the end of a section; false when they exceed it. */
static bool add_rings(const tenon_section_entry *entry, uint64_t limit, uint64_t *end) {
    uint64_t others = entry->count - 1;
    if (entry->size != 0 && others > (limit - *end) / entry->size) {
        return false;
    }
    *end += others * entry->size;
    return true;
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    return tenon_section_extent_behind(header_bytes(entry->count), entry, end) &&
           add_rings(entry, INT64_MAX, end);
}

/* Every version of a schema has the same capacity, and messages of the same alignment. */
static const char *misplaced(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end) {
    if (entry->alignment != expected->own->alignment) {
        return "alignment";
    }
    if (entry->size != expected->own->size) {
        return "size";
    }
    const char *member =
        tenon_section_misplaced_behind(header_bytes(entry->count), entry, expected, end);
    if (member != NULL) {
        return member;
    }
    return add_rings(entry, expected->end, end) ? NULL : "size";
}

static tenon_status open_signal(const tenon_queue *lane, tenon_wait_words *words,
                                tenon_signal *signal) {
    const tenon_section_host *host = lane->host;
    return tenon_signal_open(host->path, host->nonce, host->base, host->slot, words, signal);
}

/* Opens the words that the roles of a lane sleep on; the consumer has those of the first. */
static tenon_status open_signals(tenon_queue *lane, tenon_queue_header *header) {
    tenon_status status = open_signal(lane, &header->space, &lane->space);
    if (status != TENON_OK) {
        return status;
    }
    if (lane != lane->first) {
        lane->data = lane->first->data;
        return TENON_OK;
    }
    status = open_signal(lane, &header->data, &lane->data);
    if (status != TENON_OK) {
        tenon_signal_close(&lane->space);
    }
    return status;
}

static void fill(tenon_queue *lane, const tenon_section_entry *entry, uint64_t index) {
    lane->ring = lane->host->base + entry->data_offset + index * entry->size;
    lane->capacity = entry->size;
    lane->is_stamped = is_stamped(entry->flags);
    lane->alignment = record_alignment(entry->alignment, entry->flags);
    lane->payload_offset = lane->alignment;
    uint64_t largest = tenon_smaller(lane->capacity / 2, TENON_MAX_RECORD_BYTES);
    lane->largest_message = (uint32_t)(largest - lane->payload_offset);
    memcpy(lane->section, entry->name, sizeof lane->section);
}

/* Makes one lane. */
static tenon_status open_lane(tenon_queue *first, const tenon_section_entry *entry,
                              uint32_t index) {
    tenon_queue *lane = &first[index];
    tenon_queue_header *headers = (void *)(first->host->base + entry->offset);
    lane->host = first->host;
    lane->first = first;
    lane->lanes = entry->count;
    fill(lane, entry, index);
    tenon_status status = open_signals(lane, &headers[index]);
    if (status != TENON_OK) {
        return status;
    }
    lane->producer = (tenon_queue_role){.own = &headers[index].producer,
                                        .peer_end = &headers[index].consumer,
                                        .sleep = lane->space,
                                        .wake = lane->data,
                                        .name = "producer"};
    lane->consumer = (tenon_queue_role){.own = &headers[index].consumer,
                                        .peer_end = &headers[index].producer,
                                        .sleep = lane->data,
                                        .wake = lane->space,
                                        .name = "consumer"};
    return TENON_OK;
}

static void free_lanes(tenon_queue *first, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        tenon_signal_close(&first[i].space);
    }
    if (count != 0) {
        tenon_signal_close(&first->data);
    }
    tenon_platform_free_aligned(first);
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    size_t lane_bytes = entry->count * sizeof(tenon_queue);
    const size_t alignment = _Alignof(tenon_queue);
    size_t watch_bytes = entry->count * sizeof(tenon_peer_watch);
    size_t bytes = lane_bytes + (watch_bytes + alignment - 1) / alignment * alignment;
    tenon_queue *queue = tenon_platform_allocate_aligned(alignment, bytes);
    if (queue == NULL) {
        return tenon_section_no_memory(&tenon_queue_section, entry);
    }
    memset(queue, 0, bytes);
    queue->host = host;
    queue->producers = (void *)((uint8_t *)queue + lane_bytes);
    queue->producing = queue;
    for (uint32_t i = 0; i < entry->count; i++) {
        tenon_status status = open_lane(queue, entry, i);
        if (status != TENON_OK) {
            free_lanes(queue, i);
            return status;
        }
    }
    tenon_queue_acknowledge(queue, TENON_ACKNOWLEDGE_LATE);
    *object = queue;
    return TENON_OK;
}

static tenon_status may_leave(const void *object) { return tenon_queue_check_handler(object); }

static void leave(void *object) {
    tenon_queue *queue = object;
    (void)tenon_queue_leave_producer_role(queue->producing);
    (void)tenon_queue_leave_consumer_role(queue);
}

static void let_go(void *object) {
    tenon_queue *queue = object;
    free_lanes(queue, queue->lanes);
}

/* Whether there is anything behind what was consumed, by this handle or, when another one
 * consumes, by that. */
static bool is_lane_ready(const tenon_queue *lane) {
    const tenon_queue_role *consumer = &lane->consumer;
    uint64_t consumed = tenon_queue_holds(consumer)
                            ? consumer->position
                            : tenon_load_relaxed_u64(&consumer->own->reached);
    return tenon_ring_has_record(lane, consumed & ~(lane->alignment - 1));
}

static bool ready(const void *object) {
    const tenon_queue *queue = object;
    for (uint32_t i = 0; i < queue->lanes; i++) {
        if (is_lane_ready(&queue->first[i])) {
            return true;
        }
    }
    return false;
}

static const tenon_signal *wait_word(const void *object) {
    const tenon_queue *queue = object;
    return &queue->data;
}

const struct tenon_section_kind tenon_queue_section = {
    .kind = TENON_SECTION_KIND_QUEUE,
    .name = "queue",
    .grows = false,
    .check = check,
    .extent = extent,
    .misplaced = misplaced,
    .open = open,
    .may_leave = may_leave,
    .leave = leave,
    .free = let_go,
    .ready = ready,
    .wait_word = wait_word,
};

tenon_queue *tenon_region_queue(tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_queue_section);
    return found != NULL ? found->object : NULL;
}

uint32_t tenon_queue_lanes(const tenon_queue *queue) { return queue->lanes; }

uint64_t tenon_queue_capacity(const tenon_queue *queue) { return queue->capacity; }

uint32_t tenon_queue_largest_message(const tenon_queue *queue) { return queue->largest_message; }
