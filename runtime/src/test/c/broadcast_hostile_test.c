/* SPDX-License-Identifier: Apache-2.0 */
/* Every word that a broadcast is made of, set to every value that may break a comparison or a sum:
 * a status, in bounded time, and no access outside of the broadcast's own section. The rest of the
 * region is out of bounds: by the pages that are wholly outside, and with AddressSanitizer to the
 * byte. */
#define _GNU_SOURCE
#include <stddef.h>

#include <tenon/atomic.h>

#include "attacked.h"
#include "broadcasts.h"

#define CAPACITY 4096
#define ALL      UINT32_MAX

/* A broadcast and another mapping of it, as a hostile process has one. */
typedef struct target {
    broadcast_side producing;
    broadcast_side consuming;
    tenon_broadcast_header *header;
    uint64_t *ring;
    uint64_t offset; /* of the header in the region */
    tenon_broadcast_consumer *consumer;
} target;

/* Bytes of a message count for nothing here, but each is read. */
static void read_all(void *context, uint16_t message_id, uint16_t contract_version,
                     const void *payload, uint32_t size) {
    volatile const uint8_t *bytes = payload;
    uint8_t sum = 0;
    (void)context;
    (void)contract_version;
    CHECK(message_id != TENON_PADDING_MESSAGE_ID);
    CHECK(size <= CAPACITY / 4 - 16);
    for (uint32_t i = 0; i < size; i++) {
        sum = (uint8_t)(sum + bytes[i]);
    }
    (void)sum;
}

/* Forbids or allows what is not the header or the ring, in one mapping of the region, but the
 * labels of participants, which may be read. */
static void guard_mapping(const broadcast_side *side, const target *of, bool forbidden) {
    const uint8_t *file = (const uint8_t *)of->header - of->offset;
    const tenon_region_header *region = (const void *)file;
    const uint8_t *status = (const uint8_t *)side->status;
    const uint8_t *base = status - test_entry(file, 0)->data_offset;
    const uint8_t *ring = base + of->offset + sizeof *of->header;
    attacked_forbid(base, base + offsetof(tenon_region_header, participants), forbidden);
    attacked_forbid(base + sizeof *region, base + of->offset, forbidden);
    attacked_forbid(ring + CAPACITY, base + region->total_size, forbidden);
}

static void guard(const target *of, bool forbidden) {
    guard_mapping(&of->producing, of, forbidden);
    guard_mapping(&of->consuming, of, forbidden);
}

static void end_attack(target *of) {
    guard(of, false);
    broadcast_close(&of->consuming);
    broadcast_close(&of->producing);
}

static target attack(const char *name) {
    const char *path = harness_path(name);
    target of = {.producing = broadcast_open(path, CAPACITY)};
    of.consuming = broadcast_open(path, CAPACITY);
    const uint8_t *file = test_map_region(path);
    const tenon_section_entry *entry = test_entry(file, 1);
    of.offset = entry->offset;
    of.header = (void *)(uintptr_t)(file + entry->offset);
    CHECK(entry->data_offset == entry->offset + sizeof *of.header);
    of.ring = (void *)((uint8_t *)of.header + sizeof *of.header);
    guard(&of, true);
    return of;
}

static void leave(target *of) {
    tenon_broadcast_leave_producer(of->producing.broadcast);
    CHECK_STATUS(tenon_broadcast_leave(of->consumer), TENON_OK);
    of->consumer = NULL;
}

/* A ring that has been round, a consumer in the middle of it, and a producer. */
static void prepare(target *of, uint64_t begin) {
    memset(of->header, 0, sizeof *of->header);
    memset(of->ring, 0, CAPACITY);
    /* Not from zero: every mark is that of its part. */
    of->header->published = begin;
    of->header->reached = begin;
    if (begin != 0) {
        for (uint64_t i = 1; i <= TENON_BROADCAST_MARKS; i++) {
            of->header->marks[(begin / (CAPACITY / TENON_BROADCAST_MARKS) - i) %
                              TENON_BROADCAST_MARKS] = begin - 8 * 32;
        }
        for (uint64_t i = 8; i > 0; i--) {
            uint64_t *record = of->ring + (begin - i * 32) % CAPACITY / 8;
            const tenon_record_header header = {16, BROADCAST_MESSAGE_ID, 1};
            memcpy(record, &header, sizeof header);
            record[1] = 100 - i;
        }
        of->header->marks[(begin / 256 - 5) % 16] = begin - 8 * 32;
    }
    CHECK_STATUS(tenon_broadcast_produce(of->producing.broadcast), TENON_OK);
    CHECK_STATUS(tenon_broadcast_join(of->consuming.broadcast, 4, &of->consumer), TENON_OK);
    for (uint32_t i = 0; i < 20; i++) {
        void *payload;
        CHECK_STATUS(tenon_broadcast_claim(of->producing.broadcast, BROADCAST_MESSAGE_ID, 1,
                                           i % 5 * 60, &payload),
                     TENON_OK);
        tenon_broadcast_publish(of->producing.broadcast);
    }
    CHECK(tenon_broadcast_poll(of->consumer, read_all, of, 5) > 0);
}

static void check_status(int32_t result) {
    CHECK(result >= 0 || result == TENON_CORRUPT || result == TENON_AGAIN ||
          result == TENON_PEER_LEFT || result == TENON_BUSY);
}

/* Everything that touches the words. */
static void use(target *of) {
    tenon_broadcast *in = of->consuming.broadcast;
    check_status(tenon_broadcast_poll(of->consumer, read_all, of, 3));
    check_status(tenon_broadcast_take(of->consumer, read_all, of, 3, 0));
    check_status(tenon_broadcast_skip_to_newest(of->consumer));
    check_status(tenon_broadcast_poll(of->consumer, read_all, of, ALL));
    for (uint64_t last = 0; last <= 100; last += 50) {
        tenon_broadcast_consumer *late;
        tenon_status status = tenon_broadcast_join(in, last, &late);
        check_status(status);
        CHECK((status == TENON_OK) == (late != NULL));
        if (late != NULL) {
            check_status(tenon_broadcast_poll(late, read_all, of, ALL));
            CHECK_STATUS(tenon_broadcast_leave(late), TENON_OK);
        }
    }
    for (uint32_t i = 0; i < 6; i++) {
        void *payload;
        tenon_status status = tenon_broadcast_claim(of->producing.broadcast, 9, 1, 1000, &payload);
        check_status(status);
        if (status == TENON_OK) {
            memset(payload, 1, 1000);
            tenon_broadcast_publish(of->producing.broadcast);
        }
        check_status(tenon_broadcast_poll(of->consumer, read_all, of, ALL));
        if (i == 3) {
            /* The role changes hands. */
            tenon_broadcast_leave_producer(of->producing.broadcast);
            check_status(tenon_broadcast_produce(of->producing.broadcast));
        }
    }
    (void)tenon_broadcast_published(in);
    (void)tenon_broadcast_producer_state(in);
}

static const uint64_t begins[] = {0, UINT64_C(1) << 32, UINT64_MAX - CAPACITY + 1 - 64,
                                  UINT64_C(1) << 63};
enum { BEGINS = sizeof begins / sizeof *begins };

enum { EDGES = 30 };

/* Values around a word's own, around the capacity and around the ends of its types. */
static uint64_t edge(uint32_t index, uint64_t own) {
    const uint64_t edges[EDGES] = {0, 1, 7, 8, INT32_MAX, UINT32_MAX, INT64_MAX, UINT64_MAX,
                                   UINT64_MAX - 7, UINT64_C(1) << 31, UINT64_C(1) << 32,
                                   UINT64_C(1) << 63, own + 1, own + 8, own - 8, own - 16,
                                   own + CAPACITY / 4, own + CAPACITY / 2, own + CAPACITY,
                                   own - CAPACITY, own + CAPACITY + 8, own - CAPACITY - 8,
                                   own + 2 * CAPACITY, CAPACITY, CAPACITY - 8, CAPACITY + 8,
                                   own ^ UINT64_C(1) << 63, own + CAPACITY / 16,
                                   own - CAPACITY / 16, ~own};
    return edges[index];
}

static void anyValueOfAnyControlWordGivesAStatus(void) {
    target of = attack("words");
    for (uint32_t b = 0; b < BEGINS; b++) {
        for (size_t at = 0; at < sizeof(tenon_broadcast_header) / 8; at++) {
            for (uint32_t i = 0; i < EDGES; i += ATTACKED_STEP) {
                prepare(&of, begins[b]);
                uint64_t *word = (uint64_t *)(void *)of.header + at;
                tenon_store_relaxed_u64(word, edge(i, *word));
                use(&of);
                memset(of.header, 0, sizeof *of.header);
                leave(&of);
            }
        }
        harness_got_on();
    }
    end_attack(&of);
}

enum { SIZES = 18, KINDS = 3 };

/* A header with a size around what ends within the ring, within a quarter, and within its type. */
static uint64_t record_edge(uint32_t index, uint64_t at) {
    static const tenon_record_header kinds[KINDS] = {
        {0, TENON_PADDING_MESSAGE_ID, TENON_PADDING_CONTRACT_VERSION},
        {0, TENON_PADDING_MESSAGE_ID, 0},
        {0, BROADCAST_MESSAGE_ID, 1}};
    uint64_t rest = CAPACITY - at;
    const uint64_t sizes[SIZES] = {0, 1, 8, rest - 8, rest - 16, rest - 15, rest - 24, rest,
                                   rest + 8, CAPACITY / 4 - 16, CAPACITY / 4 - 15,
                                   CAPACITY / 4 - 8, CAPACITY / 4, CAPACITY, INT32_MAX,
                                   UINT32_MAX, UINT32_MAX - 15, UINT32_MAX - 16};
    tenon_record_header header = kinds[index % KINDS];
    header.size = (uint32_t)sizes[index / KINDS];
    uint64_t word;
    memcpy(&word, &header, sizeof word);
    return word;
}

static void anyWordAtAnyPlaceOfTheRingGivesAStatus(void) {
    target of = attack("ring");
    for (uint32_t b = 0; b < BEGINS; b++) {
        for (uint64_t at = 0; at < CAPACITY; at += 8) {
            uint32_t step = harness_is_sanitized() ? 7 * ATTACKED_STEP : 1;
            for (uint32_t i = 0; i < SIZES * KINDS; i += step) {
                prepare(&of, begins[b]);
                tenon_store_relaxed_u64(&of.ring[at / 8], record_edge(i, at));
                use(&of);
                memset(of.header, 0, sizeof *of.header);
                leave(&of);
            }
        }
        harness_got_on();
    }
    end_attack(&of);
}

/* Sets one word after the other until it is killed. */
static int attack_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_broadcast_header *header = broadcast_map(arguments[0]);
    uint64_t *words = (void *)header;
    uint64_t *ring = (void *)(header + 1);
    uint64_t random = 7;
    child_tell('r');
    for (;;) {
        uint64_t choice = harness_random(&random);
        uint64_t value = harness_random(&random);
        if (choice % 2 == 0) {
            uint64_t *word = &words[choice / 2 % (sizeof *header / 8)];
            tenon_store_relaxed_u64(word, edge((uint32_t)(value % EDGES),
                                               tenon_load_relaxed_u64(word)));
        } else {
            uint64_t at = choice / 2 % (CAPACITY / 8) * 8;
            tenon_store_relaxed_u64(&ring[at / 8],
                                    record_edge((uint32_t)(value % (SIZES * KINDS)), at));
        }
        for (uint64_t i = choice / 65536 % 64; i != 0; i--) {
            tenon_pause();
        }
    }
}

static void wordsThatChangeMeanwhileGiveAStatus(void) {
    target of = attack("changing");
    const char *path = harness_path("changing");
    prepare(&of, 0);
    harness_child child = harness_start("attack", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    uint64_t turns = harness_is_long() ? 1000000 : 20000;
    for (uint64_t turn = 0; turn < turns; turn++) {
        use(&of);
        if (turn % 16 == 0) {
            memset(of.header, 0, sizeof *of.header);
            harness_got_on();
        }
    }
    harness_kill(&child);
    memset(of.header, 0, sizeof *of.header);
    leave(&of);
    end_attack(&of);
}

const harness_role harness_roles[] = {{"attack", attack_for_ever}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(anyValueOfAnyControlWordGivesAStatus),
    TEST(anyWordAtAnyPlaceOfTheRingGivesAStatus),
    TEST(wordsThatChangeMeanwhileGiveAStatus),
    {NULL, NULL},
};
