/* SPDX-License-Identifier: Apache-2.0 */
#include "section_table.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "failure.h"

static bool is_power_of_two(uint64_t value) { return value != 0 && (value & (value - 1)) == 0; }

static uint64_t larger(uint64_t a, uint64_t b) { return a > b ? a : b; }

/* Rounds up to a power of two; false when the result does not fit into a file offset. */
static bool align_up(uint64_t value, uint64_t alignment, uint64_t *result) {
    if (value > INT64_MAX - alignment) {
        return false;
    }
    *result = (value + alignment - 1) & ~(alignment - 1);
    return true;
}

static bool name_fits(const char *name) {
    return name != NULL && name[0] != '\0' && memchr(name, '\0', TENON_NAME_BYTES) != NULL;
}

static tenon_status check_section(const tenon_section_descriptor *section, uint32_t index) {
    if (!name_fits(section->name)) {
        return tenon_fail(TENON_INVALID, "section %" PRIu32 " needs a name of 1 to %u bytes", index,
                          (unsigned)TENON_NAME_BYTES - 1);
    }
    if (!is_power_of_two(section->alignment) || section->alignment > TENON_PAGE_BYTES) {
        return tenon_fail(TENON_INVALID,
                          "section '%s' has alignment %" PRIu32 ", not a power of two up to %u",
                          section->name, section->alignment, (unsigned)TENON_PAGE_BYTES);
    }
    if (section->kind == TENON_SECTION_KIND_STRUCT) {
        return section->size != 0
                   ? TENON_OK
                   : tenon_fail(TENON_INVALID, "section '%s' has no bytes", section->name);
    }
    if (section->kind != TENON_SECTION_KIND_QUEUE) {
        return tenon_fail(TENON_INVALID, "section '%s' has the unknown kind %" PRIu32,
                          section->name, section->kind);
    }
    uint64_t smallest = 2 * larger(TENON_RECORD_ALIGNMENT, section->alignment);
    if (!is_power_of_two(section->size) || section->size < smallest) {
        return tenon_fail(TENON_INVALID,
                          "queue '%s' has capacity %" PRIu64
                          ", not a power of two of at least %" PRIu64,
                          section->name, section->size, smallest);
    }
    return TENON_OK;
}

tenon_status tenon_descriptor_check(const tenon_region_descriptor *descriptor) {
    if (!name_fits(descriptor->schema) || !name_fits(descriptor->region) ||
        !name_fits(descriptor->tool)) {
        return tenon_fail(TENON_INVALID,
                          "schema, region and tool each need a name of 1 to %u bytes",
                          (unsigned)TENON_NAME_BYTES - 1);
    }
    if (descriptor->section_count > TENON_MAX_SECTIONS ||
        (descriptor->section_count != 0 && descriptor->sections == NULL)) {
        return tenon_fail(TENON_INVALID,
                          "region '%s' has %" PRIu32 " sections, at most %u are possible",
                          descriptor->region, descriptor->section_count,
                          (unsigned)TENON_MAX_SECTIONS);
    }
    if (descriptor->layout_text == NULL || descriptor->layout_text_size == 0) {
        return tenon_fail(TENON_INVALID, "region '%s' has no layout text", descriptor->region);
    }
    for (uint32_t i = 0; i < descriptor->section_count; i++) {
        tenon_status status = check_section(&descriptor->sections[i], i);
        if (status != TENON_OK) {
            return status;
        }
    }
    return TENON_OK;
}

/* Places one section at or behind *end and moves *end behind it. */
static bool place_section(const tenon_section_descriptor *section, tenon_section_entry *entry,
                          uint64_t *end) {
    uint64_t alignment = larger(TENON_SECTION_ALIGNMENT, section->alignment);
    memset(entry, 0, sizeof *entry);
    memcpy(entry->name, section->name, strlen(section->name));
    entry->kind = section->kind;
    entry->alignment = section->alignment;
    entry->size = section->size;
    if (section->size > INT64_MAX || !align_up(*end, alignment, &entry->offset)) {
        return false;
    }
    uint64_t data = entry->offset;
    if (section->kind == TENON_SECTION_KIND_QUEUE) {
        if (!align_up(entry->offset + sizeof(tenon_queue_header), alignment, &data)) {
            return false;
        }
        entry->data_offset = data;
    }
    if (data > INT64_MAX - section->size) {
        return false;
    }
    *end = data + section->size;
    return true;
}

tenon_status tenon_section_table_plan(const tenon_region_descriptor *descriptor,
                                      tenon_region_header *header, tenon_section_entry *entries) {
    header->section_count = descriptor->section_count;
    header->section_table_offset = sizeof *header;
    header->layout_text_offset =
        header->section_table_offset + descriptor->section_count * sizeof *entries;
    header->layout_text_size = descriptor->layout_text_size;
    bool fits = descriptor->layout_text_size <= INT64_MAX / 2;
    uint64_t end = fits ? header->layout_text_offset + descriptor->layout_text_size : 0;
    for (uint32_t i = 0; i < descriptor->section_count && fits; i++) {
        fits = place_section(&descriptor->sections[i], &entries[i], &end);
    }
    if (!fits || !align_up(end, TENON_PAGE_BYTES, &header->total_size)) {
        return tenon_fail(TENON_INVALID, "the sections of region '%s' exceed %" PRId64 " bytes",
                          descriptor->region, INT64_MAX);
    }
    return TENON_OK;
}

/* Checks one entry whose kind, alignment and size are as expected: that it starts at or behind
 * *end and lies inside the region; moves *end behind it. NULL, or the member at fault. */
static const char *misplaced_member(const tenon_section_entry *entry, uint64_t total_size,
                                    uint64_t *end) {
    uint64_t alignment = larger(TENON_SECTION_ALIGNMENT, entry->alignment);
    if (entry->offset < *end || entry->offset > total_size || entry->offset % alignment != 0) {
        return "offset";
    }
    uint64_t data = entry->offset;
    if (entry->kind == TENON_SECTION_KIND_QUEUE) {
        data = entry->data_offset;
        if (data > total_size || data < entry->offset ||
            data - entry->offset < sizeof(tenon_queue_header) || data % alignment != 0) {
            return "data_offset";
        }
    } else if (entry->data_offset != 0) {
        return "data_offset";
    }
    if (entry->size > total_size - data) {
        return "size";
    }
    *end = data + entry->size;
    return NULL;
}

tenon_status tenon_section_table_check(const tenon_region_descriptor *descriptor,
                                       const tenon_region_header *header,
                                       const tenon_section_entry *entries, const char *path) {
    if (header->section_count != descriptor->section_count) {
        return tenon_fail(TENON_CORRUPT, "%s has %" PRIu32 " sections, its layout %" PRIu32, path,
                          header->section_count, descriptor->section_count);
    }
    /* The header, the table and the text come first; no section may reach into them. */
    uint64_t end = header->layout_text_offset + header->layout_text_size;
    for (uint32_t i = 0; i < header->section_count; i++) {
        const tenon_section_entry *entry = &entries[i];
        const tenon_section_descriptor *expected = &descriptor->sections[i];
        const char *member = NULL;
        if (memchr(entry->name, '\0', sizeof entry->name) == NULL ||
            strcmp(entry->name, expected->name) != 0) {
            member = "name";
        } else if (entry->kind != expected->kind) {
            member = "kind";
        } else if (entry->alignment != expected->alignment) {
            member = "alignment";
        } else if (entry->size != expected->size) {
            member = "size";
        } else {
            member = misplaced_member(entry, header->total_size, &end);
        }
        if (member != NULL) {
            return tenon_fail(TENON_CORRUPT,
                              "section %" PRIu32 " ('%s') of %s has a wrong %s: kind %" PRIu32
                              " alignment %" PRIu32 " offset %" PRIu64 " size %" PRIu64
                              " data_offset %" PRIu64 " in a region of %" PRIu64 " bytes",
                              i, expected->name, path, member, entry->kind, entry->alignment,
                              entry->offset, entry->size, entry->data_offset, header->total_size);
        }
    }
    return TENON_OK;
}
