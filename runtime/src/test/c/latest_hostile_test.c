/* SPDX-License-Identifier: Apache-2.0 */
/* Every word that a latest value is made of, set to every value that may break a comparison or a
 * sum: a status, and no access outside the value's own section. The rest of the region is out of
 * bounds: by the pages that are wholly outside, and with AddressSanitizer to the byte. */
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

#include <tenon/atomic.h>

#include "attacked.h"
#include "harness.h"
#include "latest_regions.h"
#include "regions.h"

/* A value that lies among others, and one whose slots begin and end with a page. */
typedef struct geometry {
    const char *name;
    uint32_t size; /* of the value */
    bool is_on_pages;
} geometry;

static const geometry geometries[] = {
    {"small", POSITION_SIZE, false},
    {"pages", 2 * TENON_PAGE_BYTES - TENON_LATEST_SLOT_SIZE, true}};
enum { PAGES = 1, GEOMETRIES = 2 };

/* ---- Regions ---- */

typedef struct target {
    latest_side writing;
    latest_side reading;
    uint8_t *bytes; /* a mapping of the attacker's own */
    size_t total;
    tenon_latest_header *header; /* in it, as what follows */
    uint8_t *slots;
    uint64_t slots_size;
    tenon_section_entry entry;
    uint32_t size;
    uint64_t identity; /* of this process */
} target;

static void describe(latest_region_type *type, const geometry *shape) {
    latest_region_type_init(type, FRAME_SIZE);
    tenon_section_descriptor *status = &type->sections[LATEST_STATUS];
    type->sections[LATEST_POSITION].size = TENON_LATEST_BYTES(shape->size);
    if (shape->is_on_pages) {
        /* Leaves room on its last page for the control words of the latest value. */
        status->alignment = TENON_PAGE_BYTES;
        status->size = TENON_PAGE_BYTES - sizeof(tenon_latest_header);
    }
}

/* Finds the section in the attacker's mapping. */
static void map_target(target *of, const char *path) {
    of->bytes = attacked_map(path, &of->total);
    of->entry = *test_entry(of->bytes, LATEST_POSITION);
    of->header = (void *)(of->bytes + of->entry.offset);
    of->slots = of->bytes + of->entry.data_offset;
    of->slots_size = of->entry.size;
}

static void open_target(target *of, const char *path, const geometry *shape) {
    latest_region_type type;
    describe(&type, shape);
    of->writing = latest_open_with(path, &type, &in_file);
    of->reading = latest_open_with(path, &type, &in_file);
    map_target(of, path);
    of->size = shape->size;
    of->identity = test_own_identity((const void *)of->bytes);
    CHECK((of->entry.data_offset % TENON_PAGE_BYTES == 0 &&
           of->entry.size % TENON_PAGE_BYTES == 0) == shape->is_on_pages);
}

static void close_target(target *of) {
    CHECK(munmap(of->bytes, of->total) == 0);
    latest_close(&of->writing);
    latest_close(&of->reading);
}

static void reset(target *of) {
    CHECK_STATUS(tenon_latest_leave_writer(of->writing.position), TENON_OK);
    memset(of->header, 0, sizeof *of->header);
    memset(of->slots, 0, of->slots_size);
}

/* ---- Guards ---- */

/* Forbids or allows what is not the value's header or slots, in one mapping of the region. The
 * labels of participants may be read, so the page that most of them lie in is read-only. */
static void guard_mapping(const target *of, const uint8_t *base, bool forbidden) {
    const uint8_t *labels = base + offsetof(tenon_region_header, participants);
    const uint8_t *labels_end = base + sizeof(tenon_region_header);
    const uint8_t *header = base + of->entry.offset;
    const uint8_t *slots = base + of->entry.data_offset;
    attacked_forbid(base, labels, forbidden);
    attacked_forbid(labels_end, header, forbidden);
    CHECK(mprotect((void *)(uintptr_t)base, TENON_PAGE_BYTES,
                   forbidden ? PROT_READ : PROT_READ | PROT_WRITE) == 0);
    attacked_forbid(header + sizeof(tenon_latest_header), slots, forbidden);
    attacked_forbid(slots + of->slots_size, base + of->total, forbidden);
}

static void guard(const target *of, bool forbidden) {
    guard_mapping(of, of->writing.base, forbidden);
    guard_mapping(of, of->reading.base, forbidden);
}

/* A role: reads a byte behind the slots, or writes to the region's first one. */
static int stray(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    target of;
    open_target(&of, arguments[0], &geometries[PAGES]);
    const volatile uint8_t *behind =
        of.reading.base + of.entry.data_offset + of.slots_size;
    volatile uint8_t *first = of.writing.base;
    const uint8_t value = *first;
    (void)*behind;
    *first = value;
    guard(&of, true);
    /* Hides the sanitizer's report, which is expected. */
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

/* ---- All that a latest value offers ---- */

static void expect_one_of(tenon_status status, const tenon_status *answers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (status == answers[i]) {
            return;
        }
    }
    harness_fail(__FILE__, __LINE__, "%d (%s) is no answer to a damaged value", (int)status,
                 tenon_status_detail());
}

static void expect_read(tenon_status status, uint32_t version) {
    static const tenon_status answers[] = {TENON_OK, TENON_NOT_FOUND, TENON_AGAIN};
    expect_one_of(status, answers, sizeof answers / sizeof *answers);
    CHECK(status != TENON_OK || version <= LATEST_CONTRACT);
}

static void expect_taken(tenon_status status, uint32_t version) {
    static const tenon_status answers[] = {TENON_OK, TENON_NOT_FOUND, TENON_AGAIN,
                                           TENON_TIMED_OUT, TENON_PEER_LEFT};
    expect_one_of(status, answers, sizeof answers / sizeof *answers);
    CHECK(status != TENON_OK || version <= LATEST_CONTRACT);
}

static void expect_written(tenon_status status) {
    static const tenon_status answers[] = {TENON_OK, TENON_BUSY};
    expect_one_of(status, answers, sizeof answers / sizeof *answers);
}

/* Reads and waits; what the words say may end no wait, but the deadline does. */
static void read_in_all_ways(target *of, uint8_t *value, uint32_t size) {
    tenon_latest *latest = of->reading.position;
    static const int64_t timeouts[] = {0, 20000, -1};
    const uint64_t numbers[] = {0, tenon_latest_published(latest), UINT64_MAX};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        tenon_latest_reader reader = {.number = numbers[i]};
        for (size_t j = 0; j < sizeof timeouts / sizeof *timeouts; j++) {
            /* Newer than the region, whose version the values have then. */
            uint32_t version = LATEST_CONTRACT + 1;
            reader.deadline_ns = timeouts[j] < 0 ? 20000 : 0;
            tenon_status status =
                tenon_latest_take(latest, &reader, timeouts[j], &version, value, size);
            expect_taken(status, version);
        }
        uint32_t version = LATEST_CONTRACT + 1;
        tenon_status status = tenon_latest_read(latest, &reader, &version, value, size);
        expect_read(status, version);
        (void)tenon_latest_silence(&reader);
    }
    (void)tenon_latest_writer_state(latest);
}

static void write_in_all_ways(target *of, const uint8_t *value, uint32_t size) {
    tenon_latest *latest = of->writing.position;
    expect_written(tenon_latest_publish(latest, LATEST_CONTRACT, value, size));
    expect_written(tenon_latest_publish(latest, UINT32_MAX, value, size));
    expect_written(tenon_latest_write(latest));
    (void)tenon_latest_writer_state(latest);
}

static void use(target *of) {
    /* Larger than the slots have room for; its ends are those of its own memory. */
    const uint32_t larger = of->size + TENON_LATEST_ALIGNMENT;
    uint8_t *value = calloc(1, larger);
    uint8_t *exact = calloc(1, of->size);
    CHECK(value != NULL && exact != NULL);
    read_in_all_ways(of, exact, of->size);
    write_in_all_ways(of, exact, of->size);
    read_in_all_ways(of, value, larger);
    write_in_all_ways(of, value, larger);
    CHECK_STATUS(tenon_latest_leave_writer(of->writing.position), TENON_OK);
    read_in_all_ways(of, exact, of->size);
    write_in_all_ways(of, exact, of->size);
    free(value);
    free(exact);
}

/* ---- Scenes ---- */

/* Numbers of values before: none, and those by which they or their doubles pass 32, 63, 64 bits. */
static const uint64_t starts[] = {0, UINT64_C(0x7FFFFFFE), UINT64_C(0x7FFFFFFFFFFFFFFE),
                                  UINT64_MAX - 1};
enum { SCENES = 2 * sizeof starts / sizeof *starts };

/* Two values; in every second scene their writer has gone. */
static void prepare(target *of, uint32_t scene) {
    uint8_t value[2 * TENON_PAGE_BYTES] = {0};
    reset(of);
    tenon_store_relaxed_u64(&of->header->published, starts[scene / 2]);
    for (uint32_t i = 0; i < 2 && scene != 0; i++) {
        CHECK_STATUS(tenon_latest_publish(of->writing.position, LATEST_CONTRACT, value, of->size),
                     TENON_OK);
    }
    if (scene % 2 == 0) {
        CHECK_STATUS(tenon_latest_leave_writer(of->writing.position), TENON_OK);
    }
}

/* ---- Values ---- */

enum { EDGES = 36 };

/* Values around a word's own, around the number of the newest, around the ends of its types, and
 * processes: this one, and one that there is not. */
static uint64_t edge(const target *of, uint32_t index, uint64_t own) {
    static const uint64_t fixed[] = {0,          1,         7,          8,
                                     INT32_MAX,  UINT32_MAX, INT64_MAX, UINT64_MAX,
                                     UINT64_MAX - 7, UINT64_C(1) << 31, UINT64_C(1) << 32,
                                     UINT64_C(1) << 63};
    enum { FIXED = sizeof fixed / sizeof *fixed };
    uint64_t newest = tenon_load_relaxed_u64(&of->header->published);
    const uint64_t near[] = {own + 1,        own - 1,        own + 2,        own - 2,
                             ~own,           2 * newest,     2 * newest - 1, 2 * newest + 1,
                             2 * newest + 2, newest + 1,     of->identity,
                             UINT64_C(4194302) << TENON_IDENTITY_START_BITS};
    enum { NEAR = sizeof near / sizeof *near };
    _Static_assert(EDGES == 2 * FIXED + NEAR, "each is used");
    if (index < FIXED) {
        return fixed[index];
    }
    /* The lower half alone, for words of four bytes; as a whole those set two. */
    return index < 2 * FIXED ? (own & ~(uint64_t)UINT32_MAX) | (uint32_t)fixed[index - FIXED]
                             : near[index - 2 * FIXED];
}

/* ---- Tests ---- */

static void with_each_geometry(void (*attack)(target *)) {
    for (size_t i = 0; i < GEOMETRIES; i++) {
        target of;
        open_target(&of, harness_path(geometries[i].name), &geometries[i]);
        guard(&of, true);
        attack(&of);
        reset(&of);
        guard(&of, false);
        close_target(&of);
    }
}

/* Sets a word to each edge, in each scene. */
static void attack_word(target *of, uint8_t *at, uint32_t stride) {
    harness_got_on();
    for (uint32_t scene = 0; scene < SCENES; scene++) {
        for (uint32_t i = 0; i < EDGES; i += stride) {
            prepare(of, scene);
            uint64_t *word = (void *)at;
            tenon_store_relaxed_u64(word, edge(of, i, *word));
            use(of);
        }
    }
}

static void attack_header(target *of) {
    for (size_t at = 0; at < sizeof(tenon_latest_header); at += sizeof(uint64_t)) {
        attack_word(of, (uint8_t *)of->header + at, ATTACKED_STEP);
    }
}

static void anyValueOfAnyControlWordGivesAStatus(void) { with_each_geometry(attack_header); }

static void attack_slots(target *of) {
    uint64_t stride = of->slots_size / TENON_LATEST_SLOTS;
    /* Nobody looks into the value but its programs. */
    bool all = harness_is_long() || of->slots_size < TENON_PAGE_BYTES;
    for (uint64_t at = 0; at < of->slots_size; at += sizeof(uint64_t)) {
        bool is_header = at % stride < TENON_LATEST_SLOT_SIZE;
        if (is_header || all || at % 512 == 0 || at % stride == stride - sizeof(uint64_t)) {
            attack_word(of, of->slots + at, is_header ? ATTACKED_STEP : 11);
        }
    }
}

static void anyValueOfAnyWordOfTheSlotsGivesAStatus(void) { with_each_geometry(attack_slots); }

/* Sets one word after the other, mostly of those that steer something, until it is killed. */
static int attack_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    target of = {.identity = strtoull(arguments[1], NULL, 10)};
    map_target(&of, arguments[0]);
    uint64_t stride = of.slots_size / TENON_LATEST_SLOTS;
    uint64_t random = stride;
    child_tell('r');
    for (;;) {
        uint64_t choice = harness_random(&random);
        uint64_t value = harness_random(&random);
        uint8_t *at;
        switch (choice % 4) {
            case 0:
                at = of.slots + choice / 4 % TENON_LATEST_SLOTS * stride;
                break;
            case 1:
                at = of.slots + choice / 4 % (of.slots_size / 8) * 8;
                break;
            default:
                at = (uint8_t *)of.header + choice / 4 % sizeof(tenon_latest_header) / 8 * 8;
        }
        uint64_t *word = (void *)at;
        tenon_store_relaxed_u64(word, edge(&of, (uint32_t)(value % EDGES),
                                           tenon_load_relaxed_u64(word)));
        for (uint64_t i = choice / 65536 % 64; i != 0; i--) {
            tenon_pause();
        }
    }
}

/* Each time begins with a value as it should be, so that there is something to break. */
static void wordsThatChangeMeanwhileGiveAStatus(void) {
    uint32_t turns = harness_is_long() ? 200000 : harness_is_sanitized() ? 1000 : 3000;
    for (size_t i = 0; i < GEOMETRIES; i++) {
        const char *path = harness_path(geometries[i].name);
        target of;
        open_target(&of, path, &geometries[i]);
        char identity[32];
        snprintf(identity, sizeof identity, "%" PRIu64, of.identity);
        guard(&of, true);
        harness_child child = harness_start("attack", path, identity, NULL);
        CHECK_EQUAL(harness_hear(&child), 'r');
        for (uint32_t turn = 0; turn < turns; turn++) {
            if (turn % 1000 == 0) {
                harness_got_on();
            }
            reset(&of);
            use(&of);
        }
        harness_kill(&child);
        reset(&of);
        guard(&of, false);
        close_target(&of);
    }
}

const harness_role harness_roles[] = {
    {"stray", stray}, {"attack", attack_for_ever}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(accessOutsideTheSectionEndsTheProcess),
    TEST(anyValueOfAnyControlWordGivesAStatus),
    TEST(anyValueOfAnyWordOfTheSlotsGivesAStatus),
    TEST(wordsThatChangeMeanwhileGiveAStatus),
    {NULL, NULL},
};
