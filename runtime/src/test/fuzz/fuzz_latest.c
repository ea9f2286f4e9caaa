/* SPDX-License-Identifier: Apache-2.0 */
/* A latest value to whose control words and slots somebody else writes. */
#include "fuzz.h"

#define SMALL 40
#define ODD   203
#define LARGE (2 * TENON_PAGE_BYTES - TENON_LATEST_SLOT_SIZE)

static const uint32_t sizes[] = {SMALL, ODD, LARGE};
static const tenon_section_descriptor shapes[] = {
    {"small", TENON_SECTION_KIND_LATEST, TENON_LATEST_ALIGNMENT, TENON_LATEST_BYTES(SMALL), NULL,
     0, 1, 0},
    {"odd", TENON_SECTION_KIND_LATEST, TENON_LATEST_ALIGNMENT, TENON_LATEST_BYTES(ODD), NULL, 0,
     1, 0},
    {"large", TENON_SECTION_KIND_LATEST, TENON_LATEST_ALIGNMENT, TENON_LATEST_BYTES(LARGE), NULL,
     0, 1, 0}};
enum { SHAPES = sizeof shapes / sizeof *shapes, READERS = 3 };

typedef struct target {
    fuzz_region region;
    tenon_latest *latest[FUZZ_SIDES];
    tenon_latest_reader readers[READERS];
    uint32_t size;
    fuzz_input *input;
} target;

static target targets[SHAPES];

void fuzz_open(void) {
    for (uint32_t i = 0; i < SHAPES; i++) {
        target *of = &targets[i];
        of->size = sizes[i];
        fuzz_region_open(&of->region, shapes[i].name, &shapes[i], sizeof(tenon_latest_header),
                         shapes[i].size);
        for (uint32_t j = 0; j < FUZZ_SIDES; j++) {
            of->latest[j] = tenon_region_latest(of->region.sides[j], FUZZ_SECTION);
        }
    }
}

static void reset(target *of) {
    for (uint32_t i = 0; i < FUZZ_SIDES; i++) {
        CHECK_STATUS(tenon_latest_leave_writer(of->latest[i]), TENON_OK);
    }
    memset(of->readers, 0, sizeof of->readers);
    fuzz_region_clear(&of->region);
}

void fuzz_close(void) {
    for (uint32_t i = 0; i < SHAPES; i++) {
        reset(&targets[i]);
        fuzz_region_close(&targets[i].region);
    }
}

/* A value's bytes on the heap, no more of them than it has: smaller than the slots, as large, or
 * larger. */
static uint32_t size_of(const target *of, uint8_t choice) {
    const uint32_t all[] = {of->size, of->size, of->size + 100, of->size / 2, 8, 1, 0, 13};
    return all[choice % 8];
}

static void read(target *of, uint32_t side, uint8_t how) {
    uint32_t size = size_of(of, how);
    tenon_latest_reader *reader = &of->readers[how / 8 % READERS];
    uint8_t *value = malloc(size != 0 ? size : 1);
    CHECK(value != NULL);
    memset(value, 0, size);
    uint32_t set = FUZZ_MAY(TENON_NOT_FOUND) | FUZZ_MAY(TENON_AGAIN);
    uint32_t version = how / 64;
    tenon_status status;
    if (how / 32 % 2 == 0) {
        status = tenon_latest_read(of->latest[side], reader, &version, value, size);
    } else {
        /* A deadline of a nanosecond, which has always passed, may end a wait for ever, too. */
        reader->deadline_ns = how / 64 % 2;
        status = tenon_latest_take(of->latest[side], reader, reader->deadline_ns != 0 ? -1 : 0,
                                   &version, value, size);
        set |= FUZZ_MAY(TENON_TIMED_OUT) | FUZZ_MAY(TENON_PEER_LEFT);
    }
    FUZZ_EXPECT(status, set);
    if (status == TENON_OK) {
        CHECK(version <= how / 64u && version <= 1);
        fuzz_read_all(value, size);
    }
    free(value);
}

static void publish(target *of, uint32_t side, uint8_t how) {
    static const uint32_t versions[] = {0, 1, 2, UINT32_MAX};
    uint32_t size = size_of(of, how);
    uint8_t *value = malloc(size != 0 ? size : 1);
    CHECK(value != NULL);
    memset(value, 0xA5, size);
    FUZZ_EXPECT(tenon_latest_publish(of->latest[side], versions[how / 64], value, size),
                FUZZ_MAY(TENON_BUSY));
    free(value);
}

static void step(target *of) {
    uint8_t what = fuzz_byte(of->input);
    uint32_t side = what >> 7;
    tenon_latest *latest = of->latest[side];
    switch (what % 16) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4:
        case 5:
            fuzz_store(&of->region, of->input);
            break;
        case 6:
        case 7:
        case 8:
        case 9:
            read(of, side, fuzz_byte(of->input));
            break;
        case 10:
        case 11:
            publish(of, side, fuzz_byte(of->input));
            break;
        case 12:
            FUZZ_EXPECT(tenon_latest_write(latest), FUZZ_MAY(TENON_BUSY));
            break;
        case 13:
            CHECK_STATUS(tenon_latest_leave_writer(latest), TENON_OK);
            break;
        case 14:
            (void)tenon_latest_silence(&of->readers[what / 16 % READERS]);
            break;
        default:
            (void)tenon_latest_published(latest);
            (void)tenon_latest_writer_state(latest);
    }
}

/* Begins with a number of values before, as many as pass 32, 63 and 64 bits by their doubles. */
static void prepare(target *of, uint8_t scene) {
    static const uint64_t starts[] = {0, UINT64_C(0x7FFFFFFE), UINT64_C(0x7FFFFFFFFFFFFFFE),
                                      UINT64_MAX - 1};
    tenon_latest_header *header = fuzz_control(&of->region, 0);
    header->published = starts[scene % 4];
    for (uint32_t i = scene / 4 % 4; i > 0; i--) {
        publish(of, 0, 64);
    }
}

void fuzz_run(fuzz_input *input) {
    target *of = &targets[fuzz_byte(input) % SHAPES];
    of->input = input;
    reset(of);
    prepare(of, fuzz_byte(input));
    for (uint32_t i = 0; i < FUZZ_STEPS && fuzz_has_more(input); i++) {
        step(of);
    }
}
