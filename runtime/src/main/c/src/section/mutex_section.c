/* SPDX-License-Identifier: Apache-2.0 */
/* Mutexes: a header, and a ticket for each slot of a participant. */
#include <string.h>

#include "section/mutex/mutex_tickets.h"

static tenon_status check(const tenon_section_descriptor *section) {
    return tenon_section_check_words(&tenon_mutex_section, section, TENON_MUTEX_BYTES);
}

static bool extent(tenon_section_entry *entry, uint64_t *end) {
    return tenon_section_extent_behind(sizeof(tenon_mutex_header), entry, end);
}

static const char *misplaced(const tenon_section_entry *entry,
                             const tenon_section_expectation *expected, uint64_t *end) {
    return tenon_section_misplaced_words(sizeof(tenon_mutex_header), entry, expected, end);
}

static tenon_status open(const tenon_section_host *host, const tenon_section_entry *entry,
                         void **object) {
    tenon_status status =
        tenon_section_allocate(&tenon_mutex_section, entry, _Alignof(tenon_mutex),
                               sizeof(tenon_mutex), object);
    if (status != TENON_OK) {
        return status;
    }
    tenon_mutex *mutex = *object;
    mutex->host = host;
    mutex->header = (void *)(host->base + entry->offset);
    mutex->tickets = (void *)(host->base + entry->data_offset);
    mutex->is_recursive = (entry->flags & TENON_SECTION_FLAGS_RECURSIVE) != 0;
    mutex->is_fair = (entry->flags & TENON_SECTION_FLAGS_FAIR) != 0;
    memcpy(mutex->section, entry->name, sizeof mutex->section);
    status = tenon_shared_waits_open(host, &mutex->header->changes, &mutex->changes);
    if (status == TENON_OK) {
        status = tenon_thread_lock_open(host, &mutex->threads);
        if (status != TENON_OK) {
            tenon_shared_waits_close(&mutex->changes);
        }
    }
    if (status != TENON_OK) {
        tenon_platform_free_aligned(mutex);
    }
    return status;
}

/* Also while a thread holds the mutex, which counts as its death. */
static void leave(void *object) { tenon_mutex_abandon(object); }

static void let_go(void *object) {
    tenon_mutex *mutex = object;
    tenon_thread_lock_close(&mutex->threads);
    tenon_shared_waits_close(&mutex->changes);
    tenon_platform_free_aligned(mutex);
}

/* Whether a lock would find it free. */
static bool ready(const void *object) {
    const tenon_mutex *mutex = object;
    return tenon_load_acquire_u64(&mutex->header->owner) == 0;
}

static const tenon_signal *wait_word(const void *object) {
    const tenon_mutex *mutex = object;
    return &mutex->changes.signal;
}

const struct tenon_section_kind tenon_mutex_section = {
    .kind = TENON_SECTION_KIND_MUTEX,
    .name = "mutex",
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

tenon_mutex *tenon_region_mutex(tenon_region *region, uint32_t section) {
    const tenon_section *found = tenon_section_at(region, section, &tenon_mutex_section);
    return found != NULL ? found->object : NULL;
}
