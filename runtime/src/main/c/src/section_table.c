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

static tenon_status check_sizes(const tenon_region_descriptor *descriptor) {
    if (descriptor->section_size_count != 0 && descriptor->section_sizes == NULL) {
        return tenon_fail(TENON_INVALID, "region '%s' has %" PRIu32 " section sizes at NULL",
                          descriptor->region, descriptor->section_size_count);
    }
    for (uint32_t i = 0; i < descriptor->section_size_count; i++) {
        const tenon_section_size *size = &descriptor->section_sizes[i];
        const tenon_section_size *before = i != 0 ? size - 1 : NULL;
        bool is_last = i + 1 == descriptor->section_size_count || size[1].section != size->section;
        if (size->section >= descriptor->section_count ||
            descriptor->sections[size->section].kind != TENON_SECTION_KIND_STRUCT ||
            size->since < 1 || size->since > descriptor->contract_version || size->size == 0 ||
            (before != NULL &&
             (before->section > size->section ||
              (before->section == size->section && before->since >= size->since))) ||
            (is_last && size->size != descriptor->sections[size->section].size)) {
            return tenon_fail(TENON_INVALID,
                              "section size %" PRIu32 " of region '%s' is wrong: section %" PRIu32
                              " has %" PRIu64 " bytes since version %" PRIu32,
                              i, descriptor->region, size->section, size->size, size->since);
        }
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
    if (descriptor->layout_text == NULL || descriptor->layout_text_size == 0 ||
        descriptor->layout_text_size > TENON_MAX_LAYOUT_TEXT) {
        return tenon_fail(TENON_INVALID, "region '%s' needs a layout text of 1 to %" PRIu32
                          " bytes", descriptor->region, TENON_MAX_LAYOUT_TEXT);
    }
    if (descriptor->contract_version > TENON_MAX_CONTRACT_VERSION) {
        return tenon_fail(TENON_INVALID, "contract version %" PRIu32 " is not 0 to %" PRIu32,
                          descriptor->contract_version, TENON_MAX_CONTRACT_VERSION);
    }
    for (uint32_t i = 0; i < descriptor->section_count; i++) {
        tenon_status status = check_section(&descriptor->sections[i], i);
        if (status != TENON_OK) {
            return status;
        }
    }
    return check_sizes(descriptor);
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
    bool fits = true;
    uint64_t end = header->layout_text_offset + descriptor->layout_text_size;
    for (uint32_t i = 0; i < descriptor->section_count && fits; i++) {
        fits = place_section(&descriptor->sections[i], &entries[i], &end);
    }
    if (!fits || !align_up(end, TENON_PAGE_BYTES, &header->total_size)) {
        return tenon_fail(TENON_INVALID, "the sections of region '%s' exceed %" PRId64 " bytes",
                          descriptor->region, INT64_MAX);
    }
    return TENON_OK;
}

/* The size of a section in a region whose creator has this version, not newer than the own. */
static uint64_t size_at(const tenon_region_descriptor *descriptor, uint32_t section,
                        uint32_t version) {
    uint64_t size = descriptor->sections[section].size;
    bool first = true;
    for (uint32_t i = 0; i < descriptor->section_size_count; i++) {
        const tenon_section_size *step = &descriptor->section_sizes[i];
        if (step->section == section && (first || step->since <= version)) {
            size = step->size;
            first = false;
        }
    }
    return size;
}

/* A struct may have grown since an older region was made, and be larger still in a newer one. */
static bool is_expected_size(const tenon_region_descriptor *descriptor, uint32_t version,
                             uint32_t section, const tenon_section_entry *entry) {
    if (entry->kind == TENON_SECTION_KIND_STRUCT && version > descriptor->contract_version) {
        return entry->size >= descriptor->sections[section].size;
    }
    return entry->size == size_at(descriptor, section, version);
}

/* The fields that made a struct larger may also have made it more aligned. */
static bool is_expected_alignment(const tenon_region_descriptor *descriptor, uint32_t version,
                                  uint32_t section, const tenon_section_entry *entry) {
    uint32_t own = descriptor->sections[section].alignment;
    if (entry->kind == TENON_SECTION_KIND_QUEUE || version == descriptor->contract_version) {
        return entry->alignment == own;
    }
    return is_power_of_two(entry->alignment) && entry->alignment <= TENON_PAGE_BYTES &&
           (version < descriptor->contract_version ? entry->alignment <= own
                                                   : entry->alignment >= own);
}

/* Checks one entry whose kind, alignment and size are as expected: that it starts at or behind
 * *end and lies inside the region; moves *end behind it. NULL, or the member at fault. */
static const char *misplaced_member(const tenon_section_entry *entry, uint64_t own_alignment,
                                    uint64_t total_size, uint64_t *end) {
    uint64_t alignment = larger(TENON_SECTION_ALIGNMENT, larger(entry->alignment, own_alignment));
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
        } else if (!is_expected_alignment(descriptor, header->contract_version, i, entry)) {
            member = "alignment";
        } else if (!is_expected_size(descriptor, header->contract_version, i, entry)) {
            member = "size";
        } else {
            member = misplaced_member(entry, expected->alignment, header->total_size, &end);
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
