/* SPDX-License-Identifier: Apache-2.0 */
/* Every word that a queue is made of, set to every value that may break a comparison or a sum: a
 * status, and no access outside the queue's own section. The rest of the region is out of bounds:
 * by the pages that are wholly outside, and with AddressSanitizer to the byte. */
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

#include <tenon/atomic.h>

#include "attacked.h"
#include "regions.h"

/* A ring of small records, and one whose header and ring begin and end with a page. */
typedef struct geometry {
    const char *name;
    uint64_t capacity;
    uint32_t alignment;
    uint32_t message; /* bytes, so that some fit and some need padding */
} geometry;

static const geometry geometries[] = {{"small", 512, 8, 56},
                                      {"pages", 16 * TENON_PAGE_BYTES, TENON_PAGE_BYTES, 5000}};
enum { PAGES = 1, GEOMETRIES = 2 };

/* ---- Guards ---- */

/* Forbids or allows what is not the queue's header or ring, in one mapping of the region. The labels
 * of participants may be read, so the page that most of them lie in is read-only. */
static void guard_mapping(const attacked *of, const uint8_t *own_ring, bool forbidden) {
    const tenon_section_entry *entry = test_entry(of->bytes, QUEUE_SECTION);
    const uint8_t *base = own_ring - entry->data_offset;
    const uint8_t *header_end = base + entry->offset + sizeof(tenon_queue_header);
    const uint8_t *labels = base + offsetof(tenon_region_header, participants);
    const uint8_t *labels_end = base + sizeof(tenon_region_header);
    attacked_forbid(base, labels, forbidden);
    attacked_forbid(labels_end, base + entry->offset, forbidden);
    CHECK(mprotect((void *)(uintptr_t)base, TENON_PAGE_BYTES,
                   forbidden ? PROT_READ : PROT_READ | PROT_WRITE) == 0);
    attacked_forbid(header_end, own_ring, forbidden);
    attacked_forbid(own_ring + of->capacity, base + of->size, forbidden);
}

static void guard(const attacked *of, bool forbidden) {
    guard_mapping(of, of->out_ring, forbidden);
    guard_mapping(of, of->in_ring, forbidden);
}

/* A role: reads a byte behind the ring of the consumer, or writes to the region's first one. */
static int stray(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    attacked of;
    const geometry *shape = &geometries[PAGES];
    attacked_open(&of, arguments[0], shape->capacity, shape->alignment);
    const volatile uint8_t *behind = of.in_ring + of.capacity;
    const uint8_t *base = of.in_ring - test_entry(of.bytes, QUEUE_SECTION)->data_offset;
    volatile uint8_t *first = (uint8_t *)(uintptr_t)base;
    const uint8_t value = *first;
    (void)*behind;
    *first = value;
    guard(&of, true);
    /* Reports of the sanitizer about it are no news. */
    CHECK(freopen("/dev/null", "w", stderr) != NULL);
    child_tell('g');
    if (strcmp(arguments[1], "behind") == 0) {
        (void)*behind;
    } else {
        *first = value;
    }
    return 0;
}

static void accessOutsideTheSectionEndsTheProcess(void) {
    static const char *const places[] = {"behind", "before"};
    for (size_t i = 0; i < 2; i++) {
        harness_child child = harness_start("stray", harness_path(places[i]), places[i], NULL);
        CHECK_EQUAL(harness_hear(&child), 'g');
        CHECK(harness_join(&child) != 0);
    }
}

/* ---- All that a queue offers ---- */

/* Requires an answer that a queue may give, whatever its words say. */
static void expect_status(int32_t result) {
    static const tenon_status answers[] = {TENON_CORRUPT, TENON_FULL,    TENON_TIMED_OUT,
                                           TENON_BUSY,    TENON_INVALID, TENON_TOO_LONG,
                                           TENON_PEER_LEFT};
    bool is_one = result >= 0;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        is_one |= result == answers[i];
    }
    if (!is_one) {
        harness_fail(__FILE__, __LINE__, "%d (%s) is no answer to a damaged queue", (int)result,
                     tenon_status_detail());
    }
}

/* Reads all of a message, where there is somebody who watches. */
static void read_all(void *context, uint16_t message_id, uint16_t contract_version,
                     const void *payload, uint32_t size) {
    attacked_receive(context, message_id, contract_version, payload, size);
    const volatile uint8_t *bytes = payload;
    uint32_t step = size > 256 ? 64 : 1;
    for (uint32_t i = 0; i < size; i += step) {
        (void)bytes[i];
    }
    if (size != 0) {
        (void)bytes[size - 1];
    }
}

static void write_all(const attacked *of, void *payload, size_t size) {
    const uint8_t *bytes = payload;
    CHECK(bytes >= of->out_ring && size <= (size_t)(of->out_ring + of->capacity - bytes));
    memset(payload, 0xA5, size);
}

static void consume_in_all_ways(attacked *of) {
    expect_status(tenon_queue_peek(of->in, read_all, of));
    expect_status(tenon_queue_poll(of->in, read_all, of, 1));
    expect_status(tenon_queue_take(of->in, read_all, of, 1, 0));
    expect_status(tenon_queue_skip_to_newest(of->in));
    expect_status(tenon_queue_poll(of->in, read_all, of, 100));
}

static void produce_in_all_ways(attacked *of, uint32_t size) {
    void *payload;
    tenon_status status = tenon_queue_claim(of->out, 1, 1, size, &payload);
    expect_status(status);
    if (status == TENON_OK) {
        write_all(of, payload, size);
    }
    uint32_t stride = 0;
    uint32_t claimed = 0;
    status = tenon_queue_claim_many(of->out, 1, 1, size, 3, &payload, &stride, &claimed);
    expect_status(status);
    if (status == TENON_OK) {
        CHECK(claimed >= 1 && claimed <= 3);
        write_all(of, payload, (size_t)(claimed - 1) * stride + size);
    }
    expect_status(tenon_queue_trim(of->out, size / 2));
    tenon_queue_publish(of->out);
    status = tenon_queue_claim_wait(of->out, 1, 1, size, 0, &payload);
    expect_status(status);
    if (status == TENON_OK) {
        write_all(of, payload, size);
    }
    tenon_queue_cancel(of->out);
}

static void look(const attacked *of) {
    tenon_queue_statistics seen;
    tenon_queue_read_statistics(of->out, &seen);
    CHECK(seen.lag_bytes <= of->capacity && seen.used_bytes <= of->capacity);
    tenon_queue_read_statistics(of->in, &seen);
    CHECK(seen.lag_bytes <= of->capacity && seen.used_bytes <= of->capacity);
}

static void use(attacked *of, uint32_t size) {
    look(of);
    /* A claim is never so large, whatever its header in the ring says. */
    CHECK(tenon_queue_trim(of->out, UINT32_MAX) < 0);
    consume_in_all_ways(of);
    produce_in_all_ways(of, size);
    look(of);
    tenon_queue_leave_producer(of->out);
    expect_status(tenon_queue_leave_consumer(of->in));
    expect_status(tenon_queue_produce(of->out));
    expect_status(tenon_queue_consume(of->in));
    produce_in_all_ways(of, size);
    consume_in_all_ways(of);
}

/* ---- Scenes ---- */

/* Where the positions are: the first lap, one that wraps within the records, the ends of 32 and of
 * 64 bits. */
static uint64_t start_of(const geometry *shape, uint32_t scene) {
    uint64_t wraps = shape->capacity - 2 * (uint64_t)shape->alignment;
    switch (scene / 2) {
        case 0:
            return 0;
        case 1:
            return wraps;
        case 2:
            return (UINT64_C(1) << 32) - shape->capacity + wraps;
        default:
            return wraps - shape->capacity;
    }
}
enum { SCENES = 8 };

/* Records in the ring; in every second scene both roles are held, with a message consumed and not
 * released and one claimed and not published. */
static void prepare(attacked *of, const geometry *shape, uint32_t scene) {
    attacked_reset(of);
    uint64_t start = start_of(shape, scene);
    tenon_store_relaxed_u64(&of->header->producer.position, start);
    tenon_store_relaxed_u64(&of->header->consumer.position, start);
    void *payload;
    for (uint32_t i = 0; i < 3; i++) {
        CHECK_STATUS(tenon_queue_claim(of->out, 1, 1, shape->message, &payload), TENON_OK);
        tenon_queue_publish(of->out);
    }
    if (scene % 2 == 0) {
        tenon_queue_leave_producer(of->out);
    } else {
        CHECK_EQUAL(tenon_queue_poll(of->in, read_all, of, 1), 1);
        CHECK_STATUS(tenon_queue_claim(of->out, 1, 1, 8, &payload), TENON_OK);
    }
}

/* ---- Values ---- */

enum { EDGES = 36 };

/* Values around a word's own, around the capacity and around the ends of its types. */
static uint64_t edge(uint32_t index, uint64_t own, uint64_t capacity) {
    static const uint64_t fixed[] = {0,         1,          7,         8,          INT32_MAX,
                                     UINT32_MAX, INT64_MAX, UINT64_MAX, UINT64_MAX - 7,
                                     UINT64_C(1) << 31, UINT64_C(1) << 32, UINT64_C(1) << 63};
    enum { FIXED = sizeof fixed / sizeof *fixed };
    const uint64_t near[] = {own + 1, own + 8, own - 8, own + capacity / 2, own + capacity,
                             own - capacity, own + capacity + 8, own - capacity - 8,
                             own + 2 * capacity, capacity, capacity - 8, capacity + 8};
    enum { NEAR = sizeof near / sizeof *near };
    _Static_assert(EDGES == 2 * FIXED + NEAR, "each is used");
    if (index < FIXED) {
        return fixed[index];
    }
    /* The lower half alone, for words of four bytes; as a whole those set two. */
    return index < 2 * FIXED ? (own & ~(uint64_t)UINT32_MAX) | (uint32_t)fixed[index - FIXED]
                             : near[index - 2 * FIXED];
}

enum { SIZES = 20, KINDS = 4 };

/* A header with a size around what ends within the ring, within half of it, and within its type. */
static uint64_t record_edge(uint32_t size_index, uint32_t kind, uint64_t index,
                            const geometry *shape) {
    static const tenon_record_header kinds[KINDS] = {
        {0, TENON_PADDING_MESSAGE_ID, TENON_PADDING_CONTRACT_VERSION},
        {0, TENON_PADDING_MESSAGE_ID, 0},
        {0, 1, 1},
        {0, UINT16_MAX, UINT16_MAX}};
    uint64_t rest = shape->capacity - index;
    uint64_t half = shape->capacity / 2;
    uint64_t a = shape->alignment;
    const uint64_t sizes[] = {0, 1, 8, rest - 8, rest - 7, rest - 9, rest - a, rest - a + 1, rest,
                              half - 8, half - a, half - a + 1, half, shape->capacity - 8,
                              shape->capacity - a, shape->capacity, INT32_MAX, UINT32_MAX,
                              UINT32_MAX - a, UINT32_MAX - 2 * a + 2};
    _Static_assert(sizeof sizes / sizeof *sizes == SIZES, "each is used");
    tenon_record_header header = kinds[kind];
    header.size = (uint32_t)sizes[size_index];
    uint64_t word;
    memcpy(&word, &header, sizeof word);
    return word;
}

/* ---- Tests ---- */

static void with_each_geometry(void (*attack)(attacked *, const geometry *)) {
    for (size_t i = 0; i < GEOMETRIES; i++) {
        attacked of;
        attacked_open(&of, harness_path(geometries[i].name), geometries[i].capacity,
                      geometries[i].alignment);
        guard(&of, true);
        attack(&of, &geometries[i]);
        attacked_reset(&of);
        guard(&of, false);
        attacked_close(&of);
    }
}

static void attack_control_words(attacked *of, const geometry *shape) {
    for (uint32_t scene = 0; scene < SCENES; scene++) {
        for (size_t at = 0; at < sizeof(tenon_queue_header); at += sizeof(uint64_t)) {
            for (uint32_t i = 0; i < EDGES; i += ATTACKED_STEP) {
                prepare(of, shape, scene);
                uint64_t *word = (void *)((uint8_t *)of->header + at);
                tenon_store_relaxed_u64(word, edge(i, *word, shape->capacity));
                use(of, shape->message);
            }
        }
    }
}

static void anyValueOfAnyControlWordGivesAStatus(void) {
    with_each_geometry(attack_control_words);
}

static void attack_headers(attacked *of, const geometry *shape) {
    for (uint32_t scene = 0; scene < SCENES; scene++) {
        for (uint64_t index = 0; index < shape->capacity; index += shape->alignment) {
            for (uint32_t i = 0; i < SIZES * KINDS; i += ATTACKED_STEP) {
                prepare(of, shape, scene);
                tenon_store_relaxed_u64((void *)(of->ring + index),
                                        record_edge(i / KINDS, i % KINDS, index, shape));
                use(of, shape->message);
            }
        }
    }
}

static void anyHeaderAtAnyPlaceOfTheRingGivesAStatus(void) { with_each_geometry(attack_headers); }

/* Sets one word after the other, of the control words and of the headers, until it is killed. */
static int attack_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    const geometry *shape = &geometries[strtoul(arguments[1], NULL, 10)];
    size_t size;
    uint8_t *bytes = attacked_map(arguments[0], &size);
    const tenon_section_entry *entry = test_entry(bytes, QUEUE_SECTION);
    uint64_t random = shape->capacity;
    child_tell('r');
    for (;;) {
        uint64_t choice = harness_random(&random);
        uint64_t value = harness_random(&random);
        if (choice % 2 == 0) {
            uint64_t *word = (void *)(bytes + entry->offset +
                                      choice / 2 % sizeof(tenon_queue_header) / 8 * 8);
            uint64_t own = tenon_load_relaxed_u64(word);
            tenon_store_relaxed_u64(word, edge((uint32_t)(value % EDGES), own, shape->capacity));
        } else {
            uint64_t index =
                choice / 2 % (shape->capacity / shape->alignment) * shape->alignment;
            tenon_store_relaxed_u64((void *)(bytes + entry->data_offset + index),
                                    record_edge((uint32_t)(value % SIZES),
                                                (uint32_t)(value / SIZES % KINDS), index, shape));
        }
        for (uint64_t i = choice / 65536 % 64; i != 0; i--) {
            tenon_pause();
        }
    }
}

/* Each time begins with a queue as it should be, so that there is something to break. */
static void wordsThatChangeMeanwhileGiveAStatus(void) {
    for (size_t i = 0; i < GEOMETRIES; i++) {
        char number[8];
        snprintf(number, sizeof number, "%zu", i);
        const char *path = harness_path(number);
        attacked of;
        attacked_open(&of, path, geometries[i].capacity, geometries[i].alignment);
        guard(&of, true);
        harness_child child = harness_start("attack", path, number, NULL);
        CHECK_EQUAL(harness_hear(&child), 'r');
        for (uint32_t turn = 0; turn < 20000; turn++) {
            attacked_reset(&of);
            use(&of, geometries[i].message);
        }
        harness_kill(&child);
        attacked_reset(&of);
        guard(&of, false);
        attacked_close(&of);
    }
}

const harness_role harness_roles[] = {
    {"stray", stray}, {"attack", attack_for_ever}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(accessOutsideTheSectionEndsTheProcess),
    TEST(anyValueOfAnyControlWordGivesAStatus),
    TEST(anyHeaderAtAnyPlaceOfTheRingGivesAStatus),
    TEST(wordsThatChangeMeanwhileGiveAStatus),
    {NULL, NULL},
};
