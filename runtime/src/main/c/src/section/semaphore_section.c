/* SPDX-License-Identifier: Apache-2.0 */
/* Semaphores: a header, and a word for each permit. */
#include <inttypes.h>
#include <string.h>

#include "base/failure.h"
#include "section/semaphore/shared_semaphore.h"

static tenon_status check(const tenon_section_descriptor *section) {
    uint32_t permits = tenon_section_count(section);
    if (permits > TENON_MAX_PERMITS) {
        return tenon_fail(TENON_INVALID,
                          "semaphore '%s' has %" PRIu32 " permits, not 1 to %" PRIu32,
                          section->name, permits, TENON_MAX_PERMITS);
    }
    return tenon_section_check_words(&tenon_semaphore_section, section,
                                     TENON_SEMAPHORE_BYTES(permits));
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    return tenon_section_extent_behind(sizeof(tenon_semaphore_header), entry, end);
}

static const char *misplaced(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end) {
    return tenon_section_misplaced_words(sizeof(tenon_semaphore_header), entry, expected, end);
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    tenon_status status =
        tenon_section_allocate(&tenon_semaphore_section, entry, _Alignof(tenon_semaphore),
                               sizeof(tenon_semaphore), object);
    if (status != TENON_OK) {
        return status;
    }
    tenon_semaphore *semaphore = *object;
    semaphore->host = host;
    semaphore->header = (void *)(host->base + entry->offset);
    semaphore->owners = (void *)(host->base + entry->data_offset);
    semaphore->permits = entry->count;
    memcpy(semaphore->section, entry->name, sizeof semaphore->section);
    status = tenon_shared_waits_open(host, &semaphore->header->changes, &semaphore->changes);
    if (status != TENON_OK) {
        tenon_platform_free_aligned(semaphore);
    }
    return status;
}

/* Gives every permit of this attachment back. */
static void leave(void *object) {
    tenon_semaphore *semaphore = object;
    for (uint32_t i = 0; i < semaphore->permits; i++) {
        (void)tenon_compare_exchange_u64(&semaphore->owners[i], semaphore->host->attachment, 0);
    }
    tenon_shared_waits_wake(&semaphore->changes);
}

static void let_go(void *object) {
    tenon_semaphore *semaphore = object;
    tenon_shared_waits_close(&semaphore->changes);
    tenon_platform_free_aligned(semaphore);
}

static bool ready(const void *object) { return tenon_semaphore_available(object) != 0; }

static const tenon_signal *wait_word(const void *object) {
    const tenon_semaphore *semaphore = object;
    return &semaphore->changes.signal;
}

const struct tenon_section_kind tenon_semaphore_section = {
    .kind = TENON_SECTION_KIND_SEMAPHORE,
    .name = "semaphore",
    .grows = false,
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

tenon_semaphore *tenon_region_semaphore(tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_semaphore_section);
    return found != NULL ? found->object : NULL;
}
