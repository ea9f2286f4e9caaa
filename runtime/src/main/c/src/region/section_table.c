/* SPDX-License-Identifier: Apache-2.0 */
#include "region/section_table.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/arithmetic.h"
#include "base/failure.h"
#include "base/printable.h"
#include "section/section.h"

static bool name_fits(const char *name) {
    return name != NULL && name[0] != '\0' && memchr(name, '\0', TENON_NAME_BYTES) != NULL;
}

static tenon_status check_section(const tenon_section_descriptor *section, uint32_t index) {
    if (!name_fits(section->name)) {
        return tenon_fail(TENON_INVALID, "section %" PRIu32 " needs a name of 1 to %u bytes", index,
                          (unsigned)TENON_NAME_BYTES - 1);
    }
    if (!tenon_is_power_of_two(section->alignment) || section->alignment > TENON_PAGE_BYTES) {
        return tenon_fail(TENON_INVALID,
                          "section '%s' has alignment %" PRIu32 ", not a power of two up to %u",
                          section->name, section->alignment, (unsigned)TENON_PAGE_BYTES);
    }
    const struct tenon_section_kind *kind = tenon_section_kind_of(section->kind);
    return kind != NULL ? kind->check(section)
                        : tenon_fail(TENON_INVALID, "section '%s' has the unknown kind %" PRIu32,
                                     section->name, section->kind);
}

/* Version of the schema from which on a section is there. */
static uint32_t since_of(const tenon_section_descriptor *section) {
    return section->since > 1 ? section->since : 1;
}

static tenon_status check_since(const tenon_region_descriptor *descriptor, uint32_t index) {
    const tenon_section_descriptor *section = &descriptor->sections[index];
    uint32_t before = index != 0 ? since_of(section - 1) : 1;
    uint32_t since = since_of(section);
    if (since == 1 ? before == 1 : since >= before && since <= descriptor->contract_version) {
        return TENON_OK;
    }
    return tenon_fail(TENON_INVALID,
                      "section '%s' came with version %" PRIu32 ", not with one from %" PRIu32
                      " to %" PRIu32,
                      section->name, since, before, descriptor->contract_version);
}

/* Whether a size follows on the one before it and may be followed by the next. */
static bool is_size_right(const tenon_region_descriptor *descriptor, uint32_t index) {
    const tenon_section_size *size = &descriptor->section_sizes[index];
    const tenon_section_size *before = index != 0 ? size - 1 : NULL;
    bool is_last = index + 1 == descriptor->section_size_count || size[1].section != size->section;
    return size->since >= 1 && size->since <= descriptor->contract_version && size->size != 0 &&
           (before == NULL || before->section < size->section || before->since < size->since) &&
           (!is_last || size->size == descriptor->sections[size->section].size);
}

static tenon_status check_sizes(const tenon_region_descriptor *descriptor) {
    if (descriptor->section_size_count != 0 && descriptor->section_sizes == NULL) {
        return tenon_fail(TENON_INVALID, "region '%s' has %" PRIu32 " section sizes at NULL",
                          descriptor->region, descriptor->section_size_count);
    }
    uint32_t last = 0;
    for (uint32_t i = 0; i < descriptor->section_size_count; i++) {
        const tenon_section_size *size = &descriptor->section_sizes[i];
        if (size->section < last || size->section >= descriptor->section_count ||
            !tenon_section_kind_of(descriptor->sections[size->section].kind)->grows) {
            return tenon_fail(TENON_INVALID,
                              "section size %" PRIu32 " of region '%s' cannot be that of section "
                              "%" PRIu32,
                              i, descriptor->region, size->section);
        }
        const tenon_section_descriptor *section = &descriptor->sections[size->section];
        if (!is_size_right(descriptor, i)) {
            return tenon_fail(TENON_INVALID,
                              "%s '%s' has a wrong history: %" PRIu64
                              " bytes since version %" PRIu32,
                              tenon_section_kind_of(section->kind)->name, section->name,
                              size->size, size->since);
        }
        last = size->section;
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
    if (descriptor->description_size > TENON_MAX_DESCRIPTION_TEXT ||
        (descriptor->description_size != 0 && descriptor->description == NULL)) {
        return tenon_fail(TENON_INVALID, "region '%s' has a description of %" PRIu64
                          " bytes, at most %" PRIu32 " are possible", descriptor->region,
                          descriptor->description_size, TENON_MAX_DESCRIPTION_TEXT);
    }
    if (descriptor->contract_version > TENON_MAX_CONTRACT_VERSION) {
        return tenon_fail(TENON_INVALID, "contract version %" PRIu32 " is not 0 to %" PRIu32,
                          descriptor->contract_version, TENON_MAX_CONTRACT_VERSION);
    }
    for (uint32_t i = 0; i < descriptor->section_count; i++) {
        tenon_status status = check_section(&descriptor->sections[i], i);
        if (status == TENON_OK) {
            status = check_since(descriptor, i);
        }
        if (status != TENON_OK) {
            return status;
        }
    }
    return check_sizes(descriptor);
}

/* Places one section at or behind *end and moves *end behind it. */
static bool place_section(const tenon_section_descriptor *section, tenon_section_entry *entry,
                          uint64_t *end) {
    memset(entry, 0, sizeof *entry);
    memcpy(entry->name, section->name, strlen(section->name));
    entry->kind = section->kind;
    entry->alignment = section->alignment;
    entry->size = section->size;
    entry->count = tenon_section_count(section);
    entry->flags = section->flags;
    uint64_t alignment = tenon_section_start_alignment(section->alignment);
    return section->size <= INT64_MAX && tenon_align_up(*end, alignment, &entry->offset) &&
           tenon_section_kind_of(section->kind)->extent(entry, end);
}

tenon_status tenon_section_table_plan(const tenon_region_descriptor *descriptor,
                                      tenon_region_header *header, tenon_section_entry *entries) {
    header->section_count = descriptor->section_count;
    header->section_table_offset = sizeof *header;
    header->layout_text_offset =
        header->section_table_offset + descriptor->section_count * sizeof *entries;
    header->layout_text_size = descriptor->layout_text_size;
    bool fits = true;
    header->description_offset = header->layout_text_offset + descriptor->layout_text_size;
    header->description_size = descriptor->description_size;
    uint64_t end = header->description_offset + descriptor->description_size;
    for (uint32_t i = 0; i < descriptor->section_count && fits; i++) {
        fits = place_section(&descriptor->sections[i], &entries[i], &end);
    }
    if (!fits || !tenon_align_up(end, TENON_PAGE_BYTES, &header->total_size)) {
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

/* Whether the place of data, and with it the section, is possible for a section of any kind. */
static const char *misplaced_anywhere(const tenon_section_entry *entry, uint64_t begin,
                                      uint64_t limit, uint64_t *end) {
    if (memchr(entry->name, '\0', sizeof entry->name) == NULL || entry->name[0] == '\0') {
        return "name";
    }
    if (entry->kind == 0) {
        return "kind";
    }
    if (!tenon_is_power_of_two(entry->alignment) || entry->alignment > TENON_PAGE_BYTES) {
        return "alignment";
    }
    if (!tenon_section_starts_inside(entry, entry->alignment, begin, limit)) {
        return "offset";
    }
    uint64_t data = entry->data_offset != 0 ? entry->data_offset : entry->offset;
    if (data < entry->offset || data > limit ||
        data % tenon_section_start_alignment(entry->alignment) != 0) {
        return "data_offset";
    }
    if (entry->size > limit - data) {
        return "size";
    }
    *end = data + entry->size;
    return NULL;
}

/* The member at fault, or NULL: then *end is behind the section. */
static const char *wrong_member(const tenon_section_entry *entry,
                                const tenon_section_expectation *expected, uint64_t *end) {
    if (memchr(entry->name, '\0', sizeof entry->name) == NULL ||
        strcmp(entry->name, expected->own->name) != 0) {
        return "name";
    }
    if (entry->kind != expected->own->kind) {
        return "kind";
    }
    if (entry->count != tenon_section_count(expected->own)) {
        return "count";
    }
    if (entry->flags != expected->own->flags) {
        return "flags";
    }
    return tenon_section_kind_of(entry->kind)->misplaced(entry, expected, end);
}

static tenon_status fail_entry(const tenon_section_entry *entry, uint32_t index, const char *name,
                               const char *member, const char *path, uint64_t total_size) {
    return tenon_fail(TENON_CORRUPT,
                      "section %" PRIu32 " ('%s') of %s has a wrong %s: kind %" PRIu32
                      " alignment %" PRIu32 " offset %" PRIu64 " size %" PRIu64
                      " data_offset %" PRIu64 " count %" PRIu32 " flags %" PRIu32
                      " in a region of %" PRIu64 " bytes",
                      index, name, path, member, entry->kind, entry->alignment, entry->offset,
                      entry->size, entry->data_offset, entry->count, entry->flags, total_size);
}

/* Age of the region beside this program: below zero, it is older; above, newer. */
static int age_of(const tenon_region_descriptor *descriptor, const tenon_region_header *header) {
    return (header->contract_version > descriptor->contract_version) -
           (header->contract_version < descriptor->contract_version);
}

/* Sections of the descriptor that a region of a version has, if that is not newer: the first. */
static uint32_t count_at(const tenon_region_descriptor *descriptor, uint32_t version) {
    uint32_t count = 0;
    while (count < descriptor->section_count &&
           (version >= descriptor->contract_version ||
            since_of(&descriptor->sections[count]) <= tenon_larger(version, 1))) {
        count++;
    }
    return count;
}

static tenon_status check_count(const tenon_region_descriptor *descriptor,
                                const tenon_region_header *header, uint32_t known,
                                const char *path) {
    bool is_newer = age_of(descriptor, header) > 0;
    if (header->section_count == known || (is_newer && header->section_count > known)) {
        return TENON_OK;
    }
    return tenon_fail(TENON_CORRUPT, "%s has %" PRIu32 " sections, its layout %s%" PRIu32, path,
                      header->section_count, is_newer ? "at least " : "", known);
}

/* Whatever lies behind the known sections, nobody here uses it. */
static tenon_status check_unknown(const tenon_region_header *header,
                                  const tenon_section_entry *entries, uint32_t known,
                                  uint64_t end, const char *path) {
    for (uint32_t i = known; i < header->section_count; i++) {
        const tenon_section_entry *entry = &entries[i];
        const char *member = misplaced_anywhere(entry, end, header->total_size, &end);
        if (member != NULL) {
            const char *name_end = memchr(entry->name, '\0', sizeof entry->name);
            char name[TENON_PRINTABLE_ROOM];
            tenon_printable(name, entry->name,
                            name_end != NULL ? (size_t)(name_end - entry->name)
                                             : sizeof entry->name);
            return fail_entry(entry, i, name, member, path, header->total_size);
        }
    }
    return TENON_OK;
}

tenon_status tenon_section_table_check(const tenon_region_descriptor *descriptor,
                                       const tenon_region_header *header,
                                       const tenon_section_entry *entries, const char *path) {
    uint32_t version = header->contract_version;
    uint32_t known = count_at(descriptor, version);
    tenon_status status = check_count(descriptor, header, known, path);
    if (status != TENON_OK) {
        return status;
    }
    /* The header, the table and the texts come first; no section may reach into them. */
    uint64_t end = header->description_offset + header->description_size;
    for (uint32_t i = 0; i < known; i++) {
        const tenon_section_entry *entry = &entries[i];
        const tenon_section_expectation expected = {.own = &descriptor->sections[i],
                                                    .size = size_at(descriptor, i, version),
                                                    .age = age_of(descriptor, header),
                                                    .begin = end,
                                                    .end = header->total_size};
        const char *member = wrong_member(entry, &expected, &end);
        if (member != NULL) {
            return fail_entry(entry, i, expected.own->name, member, path, header->total_size);
        }
    }
    return check_unknown(header, entries, known, end, path);
}
