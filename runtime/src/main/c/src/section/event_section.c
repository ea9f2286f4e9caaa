/* SPDX-License-Identifier: Apache-2.0 */
/* Events: a header, and a word for each bit. */
#include <string.h>

#include "section/event/shared_event.h"

static tenon_status check(const tenon_section_descriptor *section) {
    return tenon_section_check_words(&tenon_event_section, section, TENON_EVENT_BYTES);
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    return tenon_section_extent_behind(sizeof(tenon_event_header), entry, end);
}

static const char *misplaced(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end) {
    return tenon_section_misplaced_words(sizeof(tenon_event_header), entry, expected, end);
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    tenon_status status =
        tenon_section_allocate(&tenon_event_section, entry, _Alignof(tenon_event),
                               sizeof(tenon_event), object);
    if (status != TENON_OK) {
        return status;
    }
    tenon_event *event = *object;
    event->host = host;
    event->header = (void *)(host->base + entry->offset);
    event->pulses = (void *)(host->base + entry->data_offset);
    event->possible =
        (entry->flags & TENON_SECTION_FLAGS_NAMED_BITS) != 0 ? UINT32_MAX : TENON_EVENT_BIT;
    event->is_manual = (entry->flags & TENON_SECTION_FLAGS_MANUAL) != 0;
    memcpy(event->section, entry->name, sizeof event->section);
    status = tenon_shared_waits_open(host, &event->header->changes, &event->changes);
    if (status != TENON_OK) {
        tenon_platform_free_aligned(event);
    }
    return status;
}

static void let_go(void *object) {
    tenon_event *event = object;
    tenon_shared_waits_close(&event->changes);
    tenon_platform_free_aligned(event);
}

static bool ready(const void *object) { return tenon_event_bits(object) != 0; }

static const tenon_signal *wait_word(const void *object) {
    const tenon_event *event = object;
    return &event->changes.signal;
}

const struct tenon_section_kind tenon_event_section = {
    .kind = TENON_SECTION_KIND_EVENT,
    .name = "event",
    .grows = false,
    .check = check,
    .extent = extent,
    .misplaced = misplaced,
    .open = open,
    .may_leave = tenon_section_may_always_leave,
    .leave = tenon_section_leave_nothing,
    .free = let_go,
    .ready = ready,
    .wait_word = wait_word,
};

tenon_event *tenon_region_event(tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_event_section);
    return found != NULL ? found->object : NULL;
}
