/* SPDX-License-Identifier: Apache-2.0 */
/* Structs: a header with wait words, and behind it the bytes that programs read and write. */
#include <string.h>

#include <tenon/atomic.h>
#include <tenon/struct.h>

#include "base/arithmetic.h"
#include "base/failure.h"
#include "section/section.h"
#include "section/shared_waits.h"

struct tenon_struct {
    const tenon_section_host *host;
    void *bytes;
    tenon_shared_waits changes;
};

static tenon_status check(const tenon_section_descriptor *section) {
    return section->size != 0
               ? TENON_OK
               : tenon_fail(TENON_INVALID, "struct '%s' has no bytes", section->name);
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    return tenon_section_extent_behind(sizeof(tenon_struct_header), entry, end);
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

static const char *misplaced(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end) {
    if (!is_expected_alignment(entry, expected)) {
        return "alignment";
    }
    if (!tenon_section_is_expected_size(entry, expected)) {
        return "size";
    }
    return tenon_section_misplaced_behind(sizeof(tenon_struct_header), entry, expected, end);
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    tenon_status status =
        tenon_section_allocate(&tenon_struct_section, entry, _Alignof(tenon_struct),
                               sizeof(tenon_struct), object);
    if (status != TENON_OK) {
        return status;
    }
    tenon_struct *made = *object;
    made->host = host;
    made->bytes = host->base + entry->data_offset;
    tenon_struct_header *header = (void *)(host->base + entry->offset);
    status = tenon_shared_waits_open(host, &header->changes, &made->changes);
    if (status != TENON_OK) {
        tenon_platform_free_aligned(made);
    }
    return status;
}

static void let_go(void *object) {
    tenon_struct *section = object;
    tenon_shared_waits_close(&section->changes);
    tenon_platform_free_aligned(section);
}

/* Nobody knows what a reader looks for. */
static bool ready(const void *object) {
    (void)object;
    return false;
}

static const tenon_signal *wait_word(const void *object) {
    const tenon_struct *section = object;
    return &section->changes.signal;
}

const struct tenon_section_kind tenon_struct_section = {
    .kind = TENON_SECTION_KIND_STRUCT,
    .name = "struct",
    .grows = true,
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

tenon_struct *tenon_region_struct_section(tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_struct_section);
    return found != NULL ? found->object : NULL;
}

void *tenon_region_struct(tenon_region *region, uint32_t section) {
    const tenon_struct *found = tenon_region_struct_section(region, section);
    if (found != NULL && found->host->generation != tenon_platform_generation()) {
        (void)tenon_section_host_check(found->host);
        return NULL;
    }
    return found != NULL ? found->bytes : NULL;
}

uint64_t tenon_region_struct_size(const tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_struct_section);
    return found != NULL ? found->size : 0;
}

void tenon_struct_changed(tenon_struct *section) {
    if (section->host->generation != tenon_platform_generation()) {
        return;
    }
    tenon_shared_waits_wake(&section->changes);
}

tenon_status tenon_struct_wait(tenon_struct *section, bool (*is_met)(const void *context),
                               const void *context, int64_t timeout_ns) {
    tenon_status status = tenon_section_host_check(section->host);
    if (status != TENON_OK) {
        return status;
    }
    if (is_met(context)) {
        return TENON_OK;
    }
    const tenon_condition condition = {.is_met = is_met, .context = context};
    tenon_wait_time time = {.timeout = timeout_ns};
    status = tenon_shared_waits_await(section->host, &section->changes, NULL, &condition, &time);
    return status == TENON_TIMED_OUT ? tenon_outcome(status, "the time-out passed") : status;
}

/* A value that a field is to have. */
typedef struct awaited_value {
    const void *field;
    uint64_t value;
    uint32_t size;
} awaited_value;

static uint64_t load(const void *field, uint32_t size) {
    switch (size) {
        case 1:
            return tenon_load_acquire_u8(field);
        case 2:
            return tenon_load_acquire_u16(field);
        case 4:
            return tenon_load_acquire_u32(field);
        default:
            return tenon_load_acquire_u64(field);
    }
}

static bool has_value(const void *context) {
    const awaited_value *awaited = context;
    return load(awaited->field, awaited->size) == awaited->value;
}

tenon_status tenon_struct_wait_value(tenon_struct *section, const void *field, const void *value,
                                     uint32_t size, int64_t timeout_ns) {
    if (!tenon_is_power_of_two(size) || size > sizeof(uint64_t) || (uintptr_t)field % size != 0) {
        return tenon_fail(TENON_INVALID, "no field has %u bytes at %p", (unsigned)size, field);
    }
    const awaited_value awaited = {field, load(value, size), size};
    return tenon_struct_wait(section, has_value, &awaited, timeout_ns);
}
