/* SPDX-License-Identifier: Apache-2.0 */
/* Broadcasts: a header and a ring of records. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "section/broadcast/shared_broadcast.h"

/* Bytes of the smallest ring: each part that has a mark is a multiple of a record's alignment. */
#define SMALLEST ((uint64_t)TENON_BROADCAST_MARKS * TENON_RECORD_ALIGNMENT)

static bool is_capacity(uint64_t size) {
    return tenon_is_power_of_two(size) && size >= SMALLEST && size <= TENON_MAX_QUEUE_CAPACITY;
}

static tenon_status check(const tenon_section_descriptor *section) {
    if (section->alignment != TENON_BROADCAST_ALIGNMENT) {
        return tenon_fail(TENON_INVALID, "broadcast '%s' has alignment %" PRIu32 ", not %" PRIu32,
                          section->name, section->alignment, TENON_BROADCAST_ALIGNMENT);
    }
    if (!is_capacity(section->size)) {
        return tenon_fail(TENON_INVALID,
                          "broadcast '%s' has capacity %" PRIu64
                          ", not a power of two from %" PRIu64 " to %" PRIu64,
                          section->name, section->size, SMALLEST, TENON_MAX_QUEUE_CAPACITY);
    }
    return TENON_OK;
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    return tenon_section_extent_behind(sizeof(tenon_broadcast_header), entry, end);
}

/* Every version of a schema has the same capacity. */
static const char *misplaced(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end) {
    if (entry->alignment != TENON_BROADCAST_ALIGNMENT) {
        return "alignment";
    }
    if (entry->size != expected->own->size) {
        return "size";
    }
    return tenon_section_misplaced_behind(sizeof(tenon_broadcast_header), entry, expected, end);
}

static void fill(tenon_broadcast *broadcast, const tenon_section_entry *entry) {
    broadcast->header = (void *)(broadcast->host->base + entry->offset);
    broadcast->ring = broadcast->host->base + entry->data_offset;
    broadcast->capacity = entry->size;
    broadcast->part = entry->size / TENON_BROADCAST_MARKS;
    broadcast->most_bytes =
        tenon_smaller(entry->size / TENON_BROADCAST_RECORD_PARTS, TENON_MAX_RECORD_BYTES);
    broadcast->largest_message =
        (uint32_t)(broadcast->most_bytes - sizeof(tenon_broadcast_record));
    memcpy(broadcast->section, entry->name, sizeof broadcast->section);
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    tenon_broadcast *broadcast =
        tenon_platform_allocate_aligned(_Alignof(tenon_broadcast), sizeof *broadcast);
    if (broadcast == NULL) {
        return tenon_section_no_memory(&tenon_broadcast_section, entry);
    }
    memset(broadcast, 0, sizeof *broadcast);
    broadcast->host = host;
    fill(broadcast, entry);
    tenon_status status =
        tenon_shared_waits_open(host, &broadcast->header->arrivals, &broadcast->arrivals);
    if (status != TENON_OK) {
        tenon_platform_free_aligned(broadcast);
        return status;
    }
    *object = broadcast;
    return TENON_OK;
}

/* No other thread uses the handle of a region that is closed. */
static tenon_status may_leave(const void *object) {
    const tenon_broadcast *broadcast = object;
    for (const tenon_broadcast_consumer *it = broadcast->consumers; it != NULL; it = it->next) {
        tenon_status status = tenon_broadcast_check_handler(it);
        if (status != TENON_OK) {
            return status;
        }
    }
    return TENON_OK;
}

static void leave(void *object) { (void)tenon_broadcast_leave_role(object); }

static void let_go(void *object) {
    tenon_broadcast *broadcast = object;
    while (broadcast->consumers != NULL) {
        tenon_broadcast_consumer *first = broadcast->consumers;
        broadcast->consumers = first->next;
        tenon_broadcast_free_consumer(first);
    }
    tenon_shared_waits_close(&broadcast->arrivals);
    free(broadcast->producer.claims);
    tenon_platform_free_aligned(broadcast->producer.memory);
    tenon_platform_free_aligned(broadcast);
}

/* Whether there is something for any consumer of this handle. */
static bool ready(const void *object) {
    const tenon_broadcast *broadcast = object;
    uint64_t published = tenon_load_acquire_u64(&broadcast->header->published);
    for (const tenon_broadcast_consumer *it = broadcast->consumers; it != NULL; it = it->next) {
        if (it->position != published) {
            return true;
        }
    }
    return false;
}

static const tenon_signal *wait_word(const void *object) {
    const tenon_broadcast *broadcast = object;
    return &broadcast->arrivals.signal;
}

const struct tenon_section_kind tenon_broadcast_section = {
    .kind = TENON_SECTION_KIND_BROADCAST,
    .name = "broadcast",
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

tenon_broadcast *tenon_region_broadcast(tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_broadcast_section);
    return found != NULL ? found->object : NULL;
}

uint64_t tenon_broadcast_capacity(const tenon_broadcast *broadcast) { return broadcast->capacity; }

uint32_t tenon_broadcast_largest_message(const tenon_broadcast *broadcast) {
    return broadcast->largest_message;
}

uint64_t tenon_broadcast_published(const tenon_broadcast *broadcast) {
    return tenon_load_acquire_u64(&broadcast->header->messages);
}

tenon_peer_state tenon_broadcast_producer_state(const tenon_broadcast *broadcast) {
    return tenon_role_state(&broadcast->header->producer);
}
