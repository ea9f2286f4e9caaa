/* SPDX-License-Identifier: Apache-2.0 */
/* Every word that an event, a mutex or a semaphore is made of, set to every value that may break a
 * comparison or a sum: a status, and no access outside the section but to the header of the region.
 * What follows the header is out of bounds: by the pages that are wholly outside, and with
 * AddressSanitizer to the byte. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

#include <tenon/atomic.h>

#include "attacked.h"
#include "harness.h"
#include "lock_regions.h"
#include "regions.h"

#define SHORT INT64_C(20000) /* nanoseconds */

typedef struct target {
    lock_side own;
    lock_side other;
    uint8_t *bytes; /* a mapping of the attacker's own */
    size_t total;
    uint32_t section;
    tenon_section_entry entry;
    uint64_t *words; /* header and data of the section, in it */
    size_t count;
} target;

static target open_target(const char *path, uint32_t section) {
    target of = {.own = lock_open(path), .other = lock_open(path), .section = section};
    of.bytes = attacked_map(path, &of.total);
    of.entry = *test_entry(of.bytes, section);
    of.words = (void *)(of.bytes + of.entry.offset);
    of.count = (of.entry.data_offset + of.entry.size - of.entry.offset) / sizeof(uint64_t);
    return of;
}

static void close_target(target *of) {
    CHECK(munmap(of->bytes, of->total) == 0);
    lock_close(&of->other);
    lock_close(&of->own);
}

/* Forbids or allows what is neither the region's header nor the section. */
static void guard(const target *of, const uint8_t *base, bool forbidden) {
    attacked_forbid(base + sizeof(tenon_region_header), base + of->entry.offset, forbidden);
    attacked_forbid(base + of->entry.data_offset + of->entry.size, base + of->total, forbidden);
}

static void guard_both(const target *of, bool forbidden) {
    guard(of, of->own.base, forbidden);
    guard(of, of->other.base, forbidden);
}

/* ---- Uses ---- */

static void expect_one_of(tenon_status status, tenon_status a, tenon_status b, tenon_status c) {
    if (status != a && status != b && status != c) {
        harness_fail(__FILE__, __LINE__, "%d (%s) is no answer to a damaged section", (int)status,
                     tenon_status_detail());
    }
}

static void use_event(tenon_event *event, uint32_t bits) {
    static const int64_t timeouts[] = {0, SHORT};
    uint32_t given;
    for (size_t i = 0; i < 2; i++) {
        tenon_status status = tenon_event_wait_any(event, bits, timeouts[i], &given);
        expect_one_of(status, TENON_OK, TENON_TIMED_OUT, TENON_OK);
        CHECK((given != 0) == (status == TENON_OK) && (given & ~bits) == 0);
        expect_one_of(tenon_event_wait_all(event, bits, timeouts[i]), TENON_OK, TENON_TIMED_OUT,
                      TENON_OK);
        CHECK_STATUS(tenon_event_signal(event, bits), TENON_OK);
        CHECK_STATUS(tenon_event_signal_all(event, bits), TENON_OK);
        (void)tenon_event_bits(event);
    }
    CHECK_STATUS(tenon_event_reset(event, bits), TENON_OK);
}

static void use_mutex(tenon_mutex *mutex) {
    static const int64_t timeouts[] = {SHORT, 0};
    for (size_t i = 0; i < 2; i++) {
        tenon_status status = tenon_mutex_lock(mutex, timeouts[i]);
        expect_one_of(status, TENON_OK, TENON_OWNER_DIED, TENON_TIMED_OUT);
        CHECK(tenon_mutex_is_held(mutex) == (status != TENON_TIMED_OUT));
        if (status != TENON_TIMED_OUT) {
            expect_one_of(tenon_mutex_unlock(mutex), TENON_OK, TENON_CORRUPT, TENON_OK);
        }
        CHECK(!tenon_mutex_is_held(mutex));
    }
}

static void use_semaphore(tenon_semaphore *semaphore) {
    static const int64_t timeouts[] = {SHORT, 0};
    for (size_t i = 0; i < 2; i++) {
        uint32_t permit = UINT32_MAX;
        tenon_status status = tenon_semaphore_acquire(semaphore, timeouts[i], &permit);
        expect_one_of(status, TENON_OK, TENON_TIMED_OUT, TENON_OK);
        CHECK(tenon_semaphore_available(semaphore) <= LOCK_PERMITS);
        if (status == TENON_OK) {
            CHECK(permit < LOCK_PERMITS);
            expect_one_of(tenon_semaphore_release(semaphore, permit), TENON_OK, TENON_INVALID,
                          TENON_OK);
        }
    }
}

/* The table of sections is out of bounds, too. */
static void use(const lock_side *side, const target *of) {
    uint32_t section = of->section;
    switch (of->entry.kind) {
        case TENON_SECTION_KIND_EVENT:
            use_event(tenon_region_event(side->region, section),
                      section == LOCK_BELL || section == LOCK_GATE ? TENON_EVENT_BIT : UINT32_MAX);
            break;
        case TENON_SECTION_KIND_MUTEX:
            use_mutex(tenon_region_mutex(side->region, section));
            break;
        default:
            use_semaphore(tenon_region_semaphore(side->region, section));
            break;
    }
}

/* ---- Values ---- */

enum { EDGES = 19 };

static uint64_t edge(const target *of, uint32_t index, uint64_t own) {
    const tenon_region_header *header = (const void *)of->bytes;
    /* Attachments: this one, one that is dead, ones beyond the slots, one of another generation. */
    uint64_t first = (uint64_t)header->participants[0].generation << TENON_ATTACHMENT_SLOT_BITS | 1;
    const uint64_t edges[EDGES] = {0, 1, 2, UINT32_MAX, UINT64_MAX, UINT64_C(1) << 31,
                                   UINT64_C(1) << 32, UINT64_C(1) << 63, INT64_MAX, own + 1,
                                   own - 1, ~own, first, first + 1, first + (UINT64_C(1) << 32),
                                   TENON_PARTICIPANT_SLOTS, TENON_PARTICIPANT_SLOTS + 1,
                                   TENON_ATTACHMENT_GONE, header->participants[0].identity};
    return edges[index];
}

static const uint32_t attacked_sections[] = {LOCK_BELL,  LOCK_GATE,  LOCK_ALARMS, LOCK_STATES,
                                             LOCK_PLAIN, LOCK_AGAIN, LOCK_FAIR,   LOCK_SLOTS};
enum { ATTACKED = 8 };

static void anyValueOfAnyWordGivesAStatus(void) {
    for (size_t i = 0; i < ATTACKED; i++) {
        char name[16];
        snprintf(name, sizeof name, "words%zu", i);
        target of = open_target(harness_path(name), attacked_sections[i]);
        uint64_t *good = malloc(of.count * sizeof *good);
        CHECK(good != NULL);
        memcpy(good, of.words, of.count * sizeof *good);
        guard_both(&of, true);
        for (size_t at = 0; at < of.count; at++) {
            for (uint32_t j = 0; j < EDGES; j += ATTACKED_STEP) {
                memcpy(of.words, good, of.count * sizeof *good);
                tenon_store_relaxed_u64(&of.words[at], edge(&of, j, of.words[at]));
                use(&of.own, &of);
                use(&of.other, &of);
            }
            harness_got_on();
        }
        memcpy(of.words, good, of.count * sizeof *good);
        guard_both(&of, false);
        free(good);
        close_target(&of);
    }
}

/* Sets one word after the other until it is killed. */
static int attack_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    target of = {.section = (uint32_t)strtoul(arguments[1], NULL, 10)};
    of.bytes = attacked_map(arguments[0], &of.total);
    of.entry = *test_entry(of.bytes, of.section);
    of.words = (void *)(of.bytes + of.entry.offset);
    of.count = (of.entry.data_offset + of.entry.size - of.entry.offset) / sizeof(uint64_t);
    uint64_t random = 7;
    child_tell('r');
    for (;;) {
        uint64_t choice = harness_random(&random);
        uint64_t *word = &of.words[choice % of.count];
        tenon_store_relaxed_u64(word, edge(&of, (uint32_t)(harness_random(&random) % EDGES),
                                           tenon_load_relaxed_u64(word)));
        for (uint64_t i = choice / 65536 % 64; i != 0; i--) {
            tenon_pause();
        }
    }
}

static void wordsThatChangeMeanwhileGiveAStatus(void) {
    uint32_t uses = harness_is_long() ? 100000 : harness_is_sanitized() ? 300 : 1000;
    for (size_t i = 0; i < ATTACKED; i++) {
        char path_name[16];
        char section[8];
        snprintf(path_name, sizeof path_name, "live%zu", i);
        snprintf(section, sizeof section, "%u", (unsigned)attacked_sections[i]);
        const char *path = harness_path(path_name);
        target of = open_target(path, attacked_sections[i]);
        harness_child attacker = harness_start("attack", path, section, NULL);
        CHECK_EQUAL(harness_hear(&attacker), 'r');
        guard_both(&of, true);
        for (uint32_t j = 0; j < uses; j++) {
            use(j % 2 == 0 ? &of.own : &of.other, &of);
        }
        harness_kill(&attacker);
        guard_both(&of, false);
        memset(of.words, 0, of.count * sizeof *of.words);
        harness_got_on();
        close_target(&of);
    }
}

const harness_role harness_roles[] = {{"attack", attack_for_ever}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(anyValueOfAnyWordGivesAStatus),
    TEST(wordsThatChangeMeanwhileGiveAStatus),
    {NULL, NULL},
};
