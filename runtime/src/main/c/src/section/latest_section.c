/* SPDX-License-Identifier: Apache-2.0 */
/* Latest values: a header and slots. */
#include <inttypes.h>
#include <string.h>

#include "base/failure.h"
#include "section/latest/shared_latest.h"

static tenon_status check(const tenon_section_descriptor *section) {
    if (section->alignment != TENON_LATEST_ALIGNMENT ||
        section->size < TENON_LATEST_BYTES(1) ||
        section->size > TENON_LATEST_BYTES(TENON_MAX_LATEST_BYTES) ||
        section->size % TENON_LATEST_BYTES(1) != 0) {
        return tenon_fail(TENON_INVALID,
                          "latest '%s' has %" PRIu64 " bytes of slots with alignment %" PRIu32
                          ", not those of a value of 1 to %" PRIu32,
                          section->name, section->size, section->alignment,
                          TENON_MAX_LATEST_BYTES);
    }
    return TENON_OK;
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    return tenon_section_extent_behind(sizeof(tenon_latest_header), entry, end);
}

/* The value may have grown since an older region was made, and have more fields in a newer one. */
static const char *misplaced(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end) {
    if (entry->alignment != TENON_LATEST_ALIGNMENT) {
        return "alignment";
    }
    if (!tenon_section_is_expected_size(entry, expected) ||
        entry->size % TENON_LATEST_BYTES(1) != 0) {
        return "size";
    }
    return tenon_section_misplaced_behind(sizeof(tenon_latest_header), entry, expected, end);
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    tenon_status status =
        tenon_section_allocate(&tenon_latest_section, entry, _Alignof(tenon_latest),
                               sizeof(tenon_latest), object);
    if (status != TENON_OK) {
        return status;
    }
    tenon_latest *latest = *object;
    latest->host = host;
    latest->header = (void *)(host->base + entry->offset);
    latest->slots = host->base + entry->data_offset;
    latest->stride = entry->size / TENON_LATEST_SLOTS;
    memcpy(latest->section, entry->name, sizeof latest->section);
    status = tenon_shared_waits_open(host, &latest->header->arrivals, &latest->arrivals);
    if (status != TENON_OK) {
        tenon_platform_free_aligned(latest);
    }
    return status;
}

static void leave(void *object) { (void)tenon_latest_leave_writer(object); }

static void let_go(void *object) {
    tenon_latest *latest = object;
    tenon_shared_waits_close(&latest->arrivals);
    tenon_platform_free_aligned(latest);
}

static bool ready(const void *object) { return tenon_latest_published(object) != 0; }

static const tenon_signal *wait_word(const void *object) {
    const tenon_latest *latest = object;
    return &latest->arrivals.signal;
}

const struct tenon_section_kind tenon_latest_section = {
    .kind = TENON_SECTION_KIND_LATEST,
    .name = "latest",
    .grows = true,
    .check = check,
    .extent = extent,
    .misplaced = misplaced,
    .open = open,
    .may_leave = tenon_section_may_always_leave,
    .leave = leave,
    .free = let_go,
    .ready = ready,
    .wait_word = wait_word,
};

tenon_latest *tenon_region_latest(tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_latest_section);
    return found != NULL ? found->object : NULL;
}
