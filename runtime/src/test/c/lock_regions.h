/* SPDX-License-Identifier: Apache-2.0 */
/* Regions with events, mutexes and semaphores, described as generated code would describe them. */
#ifndef TENON_TEST_LOCK_REGIONS_H
#define TENON_TEST_LOCK_REGIONS_H

#include <tenon/tenon.h>

/* Sections of every such region. */
enum {
    LOCK_STATUS,
    LOCK_BELL,   /* an event that resets itself */
    LOCK_GATE,   /* one that is reset by hand */
    LOCK_ALARMS, /* one that resets itself, with named bits */
    LOCK_STATES, /* one that is reset by hand, with named bits */
    LOCK_PLAIN,
    LOCK_AGAIN, /* a recursive mutex */
    LOCK_FAIR,
    LOCK_SLOTS,
    LOCK_SECTIONS
};

/* Permits of the semaphore. */
#define LOCK_PERMITS 3u

/* The struct, as the tests use it. */
typedef struct lock_status {
    uint64_t first;  /* guarded by a mutex: as large as the second whenever that is free */
    uint64_t second;
    uint64_t words[14]; /* atomic, of the test's own use */
} lock_status;

/* An attachment of this process. */
typedef struct lock_side {
    tenon_region *region;
    uint8_t *base; /* of its own mapping */
    lock_status *status;
    tenon_event *bell;
    tenon_event *gate;
    tenon_event *alarms;
    tenon_event *states;
    tenon_mutex *plain;
    tenon_mutex *again;
    tenon_mutex *fair;
    tenon_semaphore *slots;
} lock_side;

/* Opens or creates a region in a file. */
lock_side lock_open(const char *path);
lock_side lock_open_with(const char *path, const tenon_region_options *options);
void lock_close(lock_side *side);

/* The entry and the header of a section, in the own mapping. */
const tenon_section_entry *lock_entry(const lock_side *side, uint32_t section);
void *lock_header(const lock_side *side, uint32_t section);

/* The mutex of a section. */
tenon_mutex *lock_mutex(const lock_side *side, uint32_t section);

/* The words that whoever waits for a section sleeps on. */
tenon_wait_words *lock_waits(const lock_side *side, uint32_t section);

/* Waits until a participant has announced a sleep there. */
void lock_await_waiting(const lock_side *side, uint32_t section);

/* Changes what a mutex guards, as its holder; nobody else must be there. */
void lock_work(const lock_side *side);

#endif
