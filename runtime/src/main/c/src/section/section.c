/* SPDX-License-Identifier: Apache-2.0 */
#include "section/section.h"

#include <inttypes.h>
#include <string.h>

#include <tenon/atomic.h>

#include "base/arithmetic.h"
#include "base/failure.h"

const tenon_section *tenon_section_at(const tenon_region *region, uint32_t index,
                                      const struct tenon_section_kind *kind) {
    const tenon_section_list *list = (const void *)region;
    return index < list->count && list->sections[index].kind == kind ? &list->sections[index]
                                                                     : NULL;
}

/* Asks the system as well: not every way to make a process changes the generation. */
tenon_status tenon_section_host_check(const tenon_section_host *host) {
    uint64_t opener = tenon_platform_process_id_of(host->identity);
    if (host->generation == tenon_platform_generation() &&
        opener == tenon_platform_process_id()) {
        return TENON_OK;
    }
    return tenon_fail(TENON_INVALID,
                      "%s was opened by process %" PRIu64 ", which forked this one: open it again "
                      "in the child",
                      host->path, opener);
}

tenon_status tenon_section_host_require_whole(const tenon_section_host *host) {
    return tenon_platform_require_size_named(host->path, &host->id, host->size);
}

static const tenon_participant *slots_of(const tenon_section_host *host) {
    return ((const tenon_region_header *)host->base)->participants;
}

/* Whether nobody but the process of that identity has had the slot since. */
static bool is_of_or_free(const tenon_participant *slot, uint64_t identity) {
    uint64_t holder = tenon_load_acquire_u64(&slot->identity);
    return holder == 0 || holder == identity;
}

void tenon_section_host_label(const tenon_section_host *host, uint32_t slot, uint64_t identity,
                              char label[TENON_PRINTABLE_ROOM]) {
    uint64_t words[TENON_LABEL_BYTES / sizeof(uint64_t)] = {0};
    const tenon_participant *slots = slots_of(host);
    /* One that has left keeps its label until the next one takes the slot. */
    if (slot < TENON_PARTICIPANT_SLOTS && is_of_or_free(&slots[slot], identity)) {
        const uint64_t *shared = (const void *)slots[slot].label;
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            words[i] = tenon_load_relaxed_u64(&shared[i]);
        }
    }
    const char *text = (const void *)words;
    const char *end = memchr(text, '\0', sizeof words);
    tenon_printable(label, text, end != NULL ? (size_t)(end - text) : sizeof words);
}

bool tenon_section_host_all_can_wake(const tenon_section_host *host) {
    const tenon_participant *slots = slots_of(host);
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        if (tenon_load_relaxed_u64(&slots[i].identity) != 0 &&
            (tenon_load_relaxed_u32(&slots[i].flags) & TENON_PARTICIPANT_FLAGS_CAN_WAKE) == 0) {
            return false;
        }
    }
    return true;
}

bool tenon_section_host_is_gone(const tenon_section_host *host, uint64_t attachment) {
    uint64_t slot = (attachment & ((UINT64_C(1) << TENON_ATTACHMENT_SLOT_BITS) - 1)) - 1;
    if (slot >= TENON_PARTICIPANT_SLOTS) {
        return true;
    }
    const tenon_participant *holder = &slots_of(host)[slot];
    uint64_t identity = tenon_load_acquire_u64(&holder->identity);
    /* The next one that takes the slot changes the generation, and it is dead or free before. */
    return tenon_load_acquire_u32(&holder->generation) !=
               attachment >> TENON_ATTACHMENT_SLOT_BITS ||
           identity == 0 || tenon_platform_alive(identity) == TENON_NO;
}

uint32_t tenon_section_count(const tenon_section_descriptor *section) {
    return section->count != 0 ? section->count : 1;
}

uint64_t tenon_section_start_alignment(uint64_t alignment) {
    return tenon_larger(TENON_SECTION_ALIGNMENT, alignment);
}

bool tenon_section_starts_inside(const tenon_section_entry *entry, uint64_t own_alignment,
                                 uint64_t begin, uint64_t end) {
    uint64_t alignment =
        tenon_section_start_alignment(tenon_larger(entry->alignment, own_alignment));
    return entry->offset >= begin && entry->offset <= end && entry->offset % alignment == 0;
}

bool tenon_section_extent_behind(uint64_t header_bytes, tenon_section_entry *entry,
                                 uint64_t *end) {
    if (!tenon_align_up(entry->offset + header_bytes,
                        tenon_section_start_alignment(entry->alignment), &entry->data_offset) ||
        entry->data_offset > INT64_MAX - entry->size) {
        return false;
    }
    *end = entry->data_offset + entry->size;
    return true;
}

const char *tenon_section_misplaced_behind(uint64_t header_bytes,
                                           const tenon_section_entry *entry,
                                           const tenon_section_expectation *expected,
                                           uint64_t *end) {
    if (!tenon_section_starts_inside(entry, expected->own->alignment, expected->begin,
                                     expected->end)) {
        return "offset";
    }
    uint64_t alignment = tenon_section_start_alignment(
        tenon_larger(entry->alignment, expected->own->alignment));
    uint64_t data = entry->data_offset;
    if (data > expected->end || data < entry->offset || data - entry->offset < header_bytes ||
        data % alignment != 0) {
        return "data_offset";
    }
    if (entry->size > expected->end - data) {
        return "size";
    }
    *end = data + entry->size;
    return NULL;
}

bool tenon_section_is_expected_size(const tenon_section_entry *entry,
                                    const tenon_section_expectation *expected) {
    return expected->age > 0 ? entry->size >= expected->own->size : entry->size == expected->size;
}

tenon_status tenon_section_check_words(const struct tenon_section_kind *kind,
                                       const tenon_section_descriptor *section, uint64_t bytes) {
    if (section->alignment != sizeof(uint64_t) || section->size != bytes) {
        return tenon_fail(TENON_INVALID,
                          "%s '%s' has %" PRIu64 " bytes with alignment %" PRIu32 ", not %" PRIu64
                          " with 8",
                          kind->name, section->name, section->size, section->alignment, bytes);
    }
    return TENON_OK;
}

const char *tenon_section_misplaced_words(uint64_t header_bytes,
                                          const tenon_section_entry *entry,
                                          const tenon_section_expectation *expected,
                                          uint64_t *end) {
    if (entry->alignment != expected->own->alignment) {
        return "alignment";
    }
    return entry->size != expected->own->size
               ? "size"
               : tenon_section_misplaced_behind(header_bytes, entry, expected, end);
}

tenon_status tenon_section_no_memory(const struct tenon_section_kind *kind,
                                     const tenon_section_entry *entry) {
    return tenon_fail(TENON_SYSTEM, "no memory for %s '%s'", kind->name, entry->name);
}

tenon_status tenon_section_allocate(const struct tenon_section_kind *kind,
                                    const tenon_section_entry *entry, size_t alignment,
                                    size_t size, void **object) {
    *object = tenon_platform_allocate_aligned(alignment, size);
    if (*object == NULL) {
        return tenon_section_no_memory(kind, entry);
    }
    memset(*object, 0, size);
    return TENON_OK;
}

tenon_status tenon_section_may_always_leave(const void *object) {
    (void)object;
    return TENON_OK;
}

void tenon_section_leave_nothing(void *object) { (void)object; }
