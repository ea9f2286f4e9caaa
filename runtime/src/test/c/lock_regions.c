/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "lock_regions.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "regions.h"

static const char layout_text[] =
    "tenon-layout 1\nschema plant\nregion Plant\nPlant.bell event auto\nPlant.gate event manual\n"
    "Plant.alarms event auto bits Alarm\nPlant.states event manual bits Alarm\n"
    "Plant.plain mutex plain\nPlant.again mutex recursive\nPlant.fair mutex plain fair true\n"
    "Plant.slots semaphore 3\nPlant.status struct Status size 128 align 8\n";

#define EVENT(name, flags) \
    {name, TENON_SECTION_KIND_EVENT, 8, TENON_EVENT_BYTES, NULL, 0, 1, flags}
#define MUTEX(name, flags) \
    {name, TENON_SECTION_KIND_MUTEX, 8, TENON_MUTEX_BYTES, NULL, 0, 1, flags}

static const tenon_section_descriptor sections[LOCK_SECTIONS] = {
    {"status", TENON_SECTION_KIND_STRUCT, 8, sizeof(lock_status), NULL, 0, 1, 0},
    EVENT("bell", 0),
    EVENT("gate", TENON_SECTION_FLAGS_MANUAL),
    EVENT("alarms", TENON_SECTION_FLAGS_NAMED_BITS),
    EVENT("states", TENON_SECTION_FLAGS_MANUAL | TENON_SECTION_FLAGS_NAMED_BITS),
    MUTEX("plain", 0),
    MUTEX("again", TENON_SECTION_FLAGS_RECURSIVE),
    MUTEX("fair", TENON_SECTION_FLAGS_FAIR),
    {"slots", TENON_SECTION_KIND_SEMAPHORE, 8, TENON_SEMAPHORE_BYTES(LOCK_PERMITS), NULL, 0,
     LOCK_PERMITS, 0},
};

/* Stays as it is while a region is open that was opened with it. */
static const tenon_region_descriptor *descriptor(void) {
    static tenon_region_descriptor plant;
    static bool is_made;
    if (!is_made) {
        plant = (tenon_region_descriptor){.schema = "plant",
                                          .region = "Plant",
                                          .tool = "tenon 0.1.0",
                                          .contract_version = 1,
                                          .section_count = LOCK_SECTIONS,
                                          .sections = sections,
                                          .layout_text = layout_text,
                                          .layout_text_size = sizeof layout_text - 1};
        test_layout_hash(layout_text, plant.layout_hash);
        is_made = true;
    }
    return &plant;
}

lock_side lock_open_with(const char *path, const tenon_region_options *options) {
    lock_side side;
    CHECK_STATUS(tenon_region_open_or_create(descriptor(), path, options, &side.region), TENON_OK);
    side.base = test_base_of(side.region, path);
    side.status = tenon_region_struct(side.region, LOCK_STATUS);
    side.bell = tenon_region_event(side.region, LOCK_BELL);
    side.gate = tenon_region_event(side.region, LOCK_GATE);
    side.alarms = tenon_region_event(side.region, LOCK_ALARMS);
    side.states = tenon_region_event(side.region, LOCK_STATES);
    side.plain = tenon_region_mutex(side.region, LOCK_PLAIN);
    side.again = tenon_region_mutex(side.region, LOCK_AGAIN);
    side.fair = tenon_region_mutex(side.region, LOCK_FAIR);
    side.slots = tenon_region_semaphore(side.region, LOCK_SLOTS);
    CHECK(side.bell != NULL && side.states != NULL && side.fair != NULL && side.slots != NULL);
    return side;
}

lock_side lock_open(const char *path) { return lock_open_with(path, &in_file); }

void lock_close(lock_side *side) { CHECK_STATUS(tenon_region_close(side->region), TENON_OK); }

const tenon_section_entry *lock_entry(const lock_side *side, uint32_t section) {
    return test_entry(side->base, section);
}

void *lock_header(const lock_side *side, uint32_t section) {
    return side->base + lock_entry(side, section)->offset;
}

tenon_mutex *lock_mutex(const lock_side *side, uint32_t section) {
    return tenon_region_mutex(side->region, section);
}

tenon_wait_words *lock_waits(const lock_side *side, uint32_t section) {
    void *header = lock_header(side, section);
    switch (lock_entry(side, section)->kind) {
        case TENON_SECTION_KIND_EVENT:
            return &((tenon_event_header *)header)->changes;
        case TENON_SECTION_KIND_MUTEX:
            return &((tenon_mutex_header *)header)->changes;
        default:
            return &((tenon_semaphore_header *)header)->changes;
    }
}

void lock_await_waiting(const lock_side *side, uint32_t section) {
    while (tenon_load_acquire_u64(&lock_waits(side, section)->waiting) == 0) {
        usleep(100);
    }
}

void lock_work(const lock_side *side) {
    volatile lock_status *guarded = side->status;
    CHECK(guarded->first == guarded->second);
    guarded->first = guarded->first + 1;
    guarded->second = guarded->second + 1;
    CHECK(guarded->first == guarded->second);
}
