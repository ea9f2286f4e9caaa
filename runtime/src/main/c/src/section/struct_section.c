/* SPDX-License-Identifier: Apache-2.0 */
/* Structs: their bytes lie in the region, and nothing is kept of them but where. */
#include "base/arithmetic.h"
#include "base/failure.h"
#include "section/section.h"

static tenon_status check(const tenon_section_descriptor *section) {
    return section->size != 0
               ? TENON_OK
               : tenon_fail(TENON_INVALID, "struct '%s' has no bytes", section->name);
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    if (entry->offset > INT64_MAX - entry->size) {
        return false;
    }
    *end = entry->offset + entry->size;
    return true;
}

/* The fields that made a struct larger may also have made it more aligned. */
static bool is_expected_alignment(const tenon_section_entry *entry,
                                  const tenon_section_expectation *expected) {
    uint32_t own = expected->own->alignment;
    if (expected->age == 0) {
        return entry->alignment == own;
    }
    return tenon_is_power_of_two(entry->alignment) && entry->alignment <= TENON_PAGE_BYTES &&
           (expected->age < 0 ? entry->alignment <= own : entry->alignment >= own);
}

/* A struct may have grown since an older region was made, and be larger still in a newer one. */
static bool is_expected_size(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected) {
    return expected->age > 0 ? entry->size >= expected->own->size : entry->size == expected->size;
}

static const char *misplaced(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end) {
    if (!is_expected_alignment(entry, expected)) {
        return "alignment";
    }
    if (!is_expected_size(entry, expected)) {
        return "size";
    }
    if (!tenon_section_starts_inside(entry, expected->own->alignment, expected->begin,
                                     expected->end)) {
        return "offset";
    }
    if (entry->data_offset != 0) {
        return "data_offset";
    }
    if (entry->size > expected->end - entry->offset) {
        return "size";
    }
    *end = entry->offset + entry->size;
    return NULL;
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    *object = host->base + entry->offset;
    return TENON_OK;
}

static tenon_status may_leave(const void *object) {
    (void)object;
    return TENON_OK;
}

/* The bytes belong to the region. */
static void let_go(void *object) { (void)object; }

/* A struct says nothing of when it changes. */
static bool ready(const void *object) {
    (void)object;
    return false;
}

static const tenon_signal *wait_word(const void *object) {
    (void)object;
    return NULL;
}

const struct tenon_section_kind tenon_struct_section = {
    .kind = TENON_SECTION_KIND_STRUCT,
    .name = "struct",
    .grows = true,
    .check = check,
    .extent = extent,
    .misplaced = misplaced,
    .open = open,
    .may_leave = may_leave,
    .leave = let_go,
    .free = let_go,
    .ready = ready,
    .wait_word = wait_word,
};

void *tenon_region_struct(tenon_region *region, uint32_t section) {
    const tenon_section_list *list = (const void *)region;
    const tenon_section *found = tenon_section_at(region, section, &tenon_struct_section);
    if (list->host->generation != tenon_platform_generation()) {
        (void)tenon_section_host_check(list->host);
        return NULL;
    }
    return found != NULL ? found->object : NULL;
}

uint64_t tenon_region_struct_size(const tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_struct_section);
    return found != NULL ? found->size : 0;
}
