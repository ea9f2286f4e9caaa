/* SPDX-License-Identifier: Apache-2.0 */
/* A broadcast to whose control words and ring somebody else writes. */
#include "fuzz.h"

static const tenon_section_descriptor shapes[] = {
    {"small", TENON_SECTION_KIND_BROADCAST, TENON_BROADCAST_ALIGNMENT, 1024, NULL, 0, 1, 0},
    {"large", TENON_SECTION_KIND_BROADCAST, TENON_BROADCAST_ALIGNMENT, 16384, NULL, 0, 1, 0}};
enum { SHAPES = sizeof shapes / sizeof *shapes, CONSUMERS = 3 };

typedef struct target {
    fuzz_region region;
    tenon_broadcast *broadcasts[FUZZ_SIDES];
    tenon_broadcast_consumer *consumers[CONSUMERS];
    uint32_t largest;
    fuzz_input *input;
    tenon_broadcast_consumer *consuming;
    uint32_t count; /* messages that a call has handed over */
} target;

static target targets[SHAPES];

void fuzz_open(void) {
    for (uint32_t i = 0; i < SHAPES; i++) {
        target *of = &targets[i];
        fuzz_region_open(&of->region, shapes[i].name, &shapes[i], sizeof(tenon_broadcast_header),
                         shapes[i].size);
        for (uint32_t j = 0; j < FUZZ_SIDES; j++) {
            of->broadcasts[j] = tenon_region_broadcast(of->region.sides[j], FUZZ_SECTION);
        }
        of->largest = tenon_broadcast_largest_message(of->broadcasts[0]);
    }
}

static void reset(target *of) {
    for (uint32_t i = 0; i < FUZZ_SIDES; i++) {
        tenon_broadcast_leave_producer(of->broadcasts[i]);
    }
    for (uint32_t i = 0; i < CONSUMERS; i++) {
        CHECK_STATUS(tenon_broadcast_leave(of->consumers[i]), TENON_OK);
        of->consumers[i] = NULL;
    }
    fuzz_region_clear(&of->region);
}

void fuzz_close(void) {
    for (uint32_t i = 0; i < SHAPES; i++) {
        reset(&targets[i]);
        fuzz_region_close(&targets[i].region);
    }
}

static void act_in_handler(target *of) {
    if (!fuzz_has_more(of->input)) {
        return;
    }
    switch (fuzz_byte(of->input) % 16) {
        case 0:
        case 1:
        case 2:
            fuzz_store(&of->region, of->input);
            break;
        case 3:
            CHECK_EQUAL(tenon_broadcast_poll(of->consuming, NULL, NULL, 1), TENON_BUSY);
            CHECK_EQUAL(tenon_broadcast_skip_to_newest(of->consuming), TENON_BUSY);
            break;
        case 4:
            CHECK_EQUAL(tenon_broadcast_leave(of->consuming), TENON_BUSY);
            break;
        case 5:
            tenon_broadcast_refuse_size(of->consuming, "data", "Message", 100, 50);
            break;
        case 6:
            tenon_broadcast_refuse_elements(of->consuming, "data", "list", 7, 8, 6);
            break;
        case 7:
            tenon_broadcast_count_unhandled(of->consuming);
            break;
        case 8:
            tenon_broadcast_publish(of->broadcasts[0]);
            break;
        default:
            break;
    }
}

static void receive(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    target *of = context;
    (void)contract_version;
    of->count++;
    CHECK(message_id != TENON_PADDING_MESSAGE_ID);
    CHECK(size <= of->largest);
    CHECK((uintptr_t)payload % TENON_PAGE_BYTES == 0);
    fuzz_read_all(payload, size);
    act_in_handler(of);
}

static void check_count(const target *of, int32_t result, uint32_t limit, uint32_t set) {
    FUZZ_EXPECT(result, set);
    fuzz_check_count(result, of->count, limit);
}

static void consume(target *of, uint8_t how) {
    tenon_broadcast_consumer *consumer = of->consumers[how % CONSUMERS];
    uint32_t limit = fuzz_limit(how / 4);
    of->consuming = consumer;
    of->count = 0;
    if (consumer == NULL) {
        return;
    }
    switch (how / 16 % 4) {
        case 0:
        case 1:
            check_count(of, tenon_broadcast_poll(consumer, receive, of, limit), limit,
                        FUZZ_MAY(TENON_CORRUPT));
            break;
        case 2:
            check_count(of, tenon_broadcast_take(consumer, receive, of, limit, 0), limit,
                        FUZZ_MAY(TENON_CORRUPT) | FUZZ_MAY(TENON_PEER_LEFT));
            break;
        default:
            FUZZ_EXPECT(tenon_broadcast_skip_to_newest(consumer), FUZZ_MAY(TENON_CORRUPT));
    }
    (void)tenon_broadcast_missed(consumer);
}

static void join(target *of, uint32_t side, uint8_t how) {
    static const uint64_t last[] = {0, 1, 5, UINT64_MAX};
    tenon_broadcast_consumer **consumer = &of->consumers[how % CONSUMERS];
    CHECK_STATUS(tenon_broadcast_leave(*consumer), TENON_OK);
    tenon_status status = tenon_broadcast_join(of->broadcasts[side], last[how / 4 % 4], consumer);
    FUZZ_EXPECT(status, FUZZ_MAY(TENON_AGAIN) | FUZZ_MAY(TENON_CORRUPT));
    CHECK((status == TENON_OK) == (*consumer != NULL));
}

static void claim(target *of, uint32_t side) {
    uint8_t choice = fuzz_byte(of->input);
    uint32_t size = fuzz_size(choice, of->largest);
    uint16_t id = choice == 3 ? 0 : 1;
    uint32_t set = fuzz_claim_statuses(id, size, of->largest);
    void *payload = NULL;
    tenon_status status =
        tenon_broadcast_claim(of->broadcasts[side], id, 1, size, &payload);
    FUZZ_EXPECT(status, set);
    if (status == TENON_OK) {
        CHECK(size <= of->largest && id != 0);
        /* For every type of that size: the largest power of two in it, from 8 to a page. */
        uint32_t alignment = size & (~size + 1);
        alignment = alignment < 8 ? 8 : alignment;
        CHECK_EQUAL((uintptr_t)payload %
                        (alignment < TENON_PAGE_BYTES ? alignment : TENON_PAGE_BYTES),
                    0);
        memset(payload, 0xA5, size);
    }
}

static void step(target *of) {
    uint8_t what = fuzz_byte(of->input);
    uint32_t side = what >> 7;
    tenon_broadcast *broadcast = of->broadcasts[side];
    switch (what % 16) {
        case 0:
        case 1:
        case 2:
        case 3:
            fuzz_store(&of->region, of->input);
            break;
        case 4:
        case 5:
        case 6:
            consume(of, fuzz_byte(of->input));
            break;
        case 7:
        case 8:
            claim(of, side);
            break;
        case 9:
            tenon_broadcast_publish(broadcast);
            break;
        case 10:
            tenon_broadcast_cancel(broadcast);
            break;
        case 11:
            FUZZ_EXPECT(tenon_broadcast_trim(broadcast, fuzz_byte(of->input)),
                        FUZZ_MAY(TENON_TOO_LONG) | FUZZ_MAY(TENON_INVALID));
            break;
        case 12:
            FUZZ_EXPECT(tenon_broadcast_produce(broadcast),
                        FUZZ_MAY(TENON_BUSY) | FUZZ_MAY(TENON_CORRUPT));
            break;
        case 13:
            tenon_broadcast_leave_producer(broadcast);
            break;
        case 14:
            join(of, side, fuzz_byte(of->input));
            break;
        default:
            (void)tenon_broadcast_published(broadcast);
            (void)tenon_broadcast_producer_state(broadcast);
    }
}

/* Begins where the script says, as in a region that has been used, with messages and consumers. */
static void prepare(target *of, uint8_t scene) {
    const uint64_t capacity = tenon_broadcast_capacity(of->broadcasts[0]);
    const uint64_t starts[] = {0, (UINT64_C(1) << 32) - capacity, (UINT64_C(1) << 63) - capacity,
                               0 - capacity};
    uint64_t start = starts[scene % 4];
    tenon_broadcast_header *header = fuzz_control(&of->region, 0);
    if (start != 0) {
        /* A message that ends there, for who looks for the number of the next. */
        uint64_t *record = (uint64_t *)(void *)(of->region.bytes + of->region.entry.data_offset +
                                                capacity - 24);
        const tenon_record_header message = {8, 1, 1};
        memcpy(record, &message, sizeof message);
        record[1] = 100;
        for (uint32_t i = 0; i < TENON_BROADCAST_MARKS; i++) {
            header->marks[i] = start - 24;
        }
        header->published = start;
        header->reached = start;
    }
    for (uint32_t i = 0; i < CONSUMERS; i++) {
        join(of, 0, (uint8_t)(i * 5));
    }
    for (uint32_t i = scene / 4 % 32; i > 0; i--) {
        void *payload;
        if (tenon_broadcast_claim(of->broadcasts[0], 1, 1, i * 37 % of->largest, &payload) ==
            TENON_OK) {
            memset(payload, 0x11, i * 37 % of->largest);
            tenon_broadcast_publish(of->broadcasts[0]);
        }
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
