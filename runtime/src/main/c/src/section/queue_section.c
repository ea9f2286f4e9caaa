/* SPDX-License-Identifier: Apache-2.0 */
/* Queues: a header and a ring of records. */
#include <inttypes.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/arithmetic.h"
#include "base/failure.h"
#include "section/queue/queue_role.h"

static tenon_status check(const tenon_section_descriptor *section) {
    uint64_t smallest = 2 * tenon_larger(TENON_RECORD_ALIGNMENT, section->alignment);
    if (!tenon_is_power_of_two(section->size) || section->size < smallest ||
        section->size > TENON_MAX_QUEUE_CAPACITY) {
        return tenon_fail(TENON_INVALID,
                          "queue '%s' has capacity %" PRIu64
                          ", not a power of two from %" PRIu64 " to %" PRIu64,
                          section->name, section->size, smallest, TENON_MAX_QUEUE_CAPACITY);
    }
    return TENON_OK;
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    return tenon_section_extent_behind(sizeof(tenon_queue_header), entry, end);
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
    return tenon_section_misplaced_behind(sizeof(tenon_queue_header), entry, expected, end);
}

/* Opens the words that the roles sleep on. */
static tenon_status open_signals(tenon_queue *queue, tenon_queue_header *header) {
    const tenon_section_host *host = queue->host;
    tenon_status status =
        tenon_signal_open(host->path, host->nonce, host->base, host->slot, &header->data,
                          &queue->data);
    if (status != TENON_OK) {
        return status;
    }
    status = tenon_signal_open(host->path, host->nonce, host->base, host->slot, &header->space,
                               &queue->space);
    if (status != TENON_OK) {
        tenon_signal_close(&queue->data);
    }
    return status;
}

static void fill(tenon_queue *queue, const tenon_section_entry *entry) {
    queue->ring = queue->host->base + entry->data_offset;
    queue->capacity = entry->size;
    queue->alignment = tenon_larger(TENON_RECORD_ALIGNMENT, entry->alignment);
    queue->payload_offset = queue->alignment;
    uint64_t largest = tenon_smaller(queue->capacity / 2, TENON_MAX_RECORD_BYTES);
    queue->largest_message = (uint32_t)(largest - queue->payload_offset);
    memcpy(queue->section, entry->name, sizeof queue->section);
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    tenon_queue *queue = tenon_platform_allocate_aligned(_Alignof(tenon_queue), sizeof *queue);
    if (queue == NULL) {
        return tenon_section_no_memory(&tenon_queue_section, entry);
    }
    memset(queue, 0, sizeof *queue);
    queue->host = host;
    fill(queue, entry);
    tenon_queue_header *header = (void *)(host->base + entry->offset);
    tenon_status status = open_signals(queue, header);
    if (status != TENON_OK) {
        tenon_platform_free_aligned(queue);
        return status;
    }
    queue->producer = (tenon_queue_role){.own = &header->producer,
                                         .peer_end = &header->consumer,
                                         .sleep = queue->space,
                                         .wake = queue->data,
                                         .name = "producer"};
    queue->consumer = (tenon_queue_role){.own = &header->consumer,
                                         .peer_end = &header->producer,
                                         .sleep = queue->data,
                                         .wake = queue->space,
                                         .name = "consumer"};
    tenon_queue_acknowledge(queue, TENON_ACKNOWLEDGE_LATE);
    *object = queue;
    return TENON_OK;
}

static tenon_status may_leave(const void *object) { return tenon_queue_check_handler(object); }

static void leave(void *object) {
    tenon_queue *queue = object;
    (void)tenon_queue_leave_role(queue, &queue->producer);
    (void)tenon_queue_leave_role(queue, &queue->consumer);
}

static void let_go(void *object) {
    tenon_queue *queue = object;
    tenon_signal_close(&queue->data);
    tenon_signal_close(&queue->space);
    tenon_platform_free_aligned(queue);
}

/* Whether there is anything behind what was consumed, by this handle or, when another one
 * consumes, by that. */
static bool ready(const void *object) {
    const tenon_queue *queue = object;
    const tenon_queue_role *consumer = &queue->consumer;
    uint64_t consumed = tenon_queue_holds(consumer) ? consumer->position
                                       : tenon_load_relaxed_u64(&consumer->own->reached);
    return tenon_ring_has_record(queue, consumed & ~(queue->alignment - 1));
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

uint64_t tenon_queue_capacity(const tenon_queue *queue) { return queue->capacity; }

uint32_t tenon_queue_largest_message(const tenon_queue *queue) { return queue->largest_message; }
