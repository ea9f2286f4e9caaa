/* SPDX-License-Identifier: Apache-2.0 */
/* A queue, with lanes and stamps, to whose control words and ring somebody else writes. */
#include "fuzz.h"

/* A small ring; lanes; stamps; both, with records as large as a cache line and one that begins and
 * ends with pages. */
static const tenon_section_descriptor shapes[] = {
    {"small", TENON_SECTION_KIND_QUEUE, 8, 256, NULL, 0, 1, 0},
    {"lanes", TENON_SECTION_KIND_QUEUE, 8, 256, NULL, 0, 3, 0},
    {"stamped", TENON_SECTION_KIND_QUEUE, 8, 512, NULL, 0, 1, TENON_SECTION_FLAGS_STAMPED},
    {"both", TENON_SECTION_KIND_QUEUE, 64, 1024, NULL, 0, 2, TENON_SECTION_FLAGS_STAMPED},
    {"pages", TENON_SECTION_KIND_QUEUE, 4096, 16384, NULL, 0, 1, 0}};
enum { SHAPES = sizeof shapes / sizeof *shapes };

typedef struct target {
    fuzz_region region;
    tenon_queue *queues[FUZZ_SIDES];
    uint32_t largest;
    uint32_t lanes;
    fuzz_input *input;
    uint32_t side;  /* that consumes */
    uint32_t count; /* messages that a call has handed over */
} target;

static target targets[SHAPES];

void fuzz_open(void) {
    for (uint32_t i = 0; i < SHAPES; i++) {
        target *of = &targets[i];
        of->lanes = shapes[i].count;
        fuzz_region_open(&of->region, shapes[i].name, &shapes[i],
                         of->lanes * sizeof(tenon_queue_header), of->lanes * shapes[i].size);
        for (uint32_t j = 0; j < FUZZ_SIDES; j++) {
            of->queues[j] = tenon_region_queue(of->region.sides[j], FUZZ_SECTION);
        }
        of->largest = tenon_queue_largest_message(of->queues[0]);
    }
}

static void reset(target *of) {
    for (uint32_t i = 0; i < FUZZ_SIDES; i++) {
        tenon_queue_leave_producer(of->queues[i]);
        CHECK_STATUS(tenon_queue_leave_consumer(of->queues[i]), TENON_OK);
    }
    fuzz_region_clear(&of->region);
}

void fuzz_close(void) {
    for (uint32_t i = 0; i < SHAPES; i++) {
        reset(&targets[i]);
        fuzz_region_close(&targets[i].region);
    }
}

#define ROLE (FUZZ_MAY(TENON_BUSY) | FUZZ_MAY(TENON_CORRUPT))

/* Meets what a handler must not do, or may. */
static void act_in_handler(target *of) {
    tenon_queue *queue = of->queues[of->side];
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
            CHECK_EQUAL(tenon_queue_poll(queue, NULL, NULL, 1), TENON_BUSY);
            CHECK_EQUAL(tenon_queue_leave_consumer(queue), TENON_BUSY);
            break;
        case 4:
            CHECK_EQUAL(tenon_queue_skip_to_newest(queue), TENON_BUSY);
            break;
        case 5:
            tenon_queue_refuse_size(queue, "data", "Message", 100, 50);
            break;
        case 6:
            tenon_queue_refuse_elements(queue, "data", "list", 7, 8, 6);
            break;
        case 7:
            tenon_queue_count_unhandled(queue);
            break;
        case 8:
            (void)tenon_queue_age(queue);
            break;
        case 9:
            tenon_queue_publish(queue);
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
    fuzz_check_payload(&of->region, of->side, payload, size);
    fuzz_read_all(payload, size);
    act_in_handler(of);
}

static void check_count(const target *of, int32_t result, uint32_t limit, uint32_t set) {
    FUZZ_EXPECT(result, set);
    fuzz_check_count(result, of->count, limit);
}

static void consume(target *of, uint32_t side, uint8_t how) {
    tenon_queue *queue = of->queues[side];
    uint32_t limit = fuzz_limit(how / 4);
    of->side = side;
    of->count = 0;
    switch (how % 4) {
        case 0:
            check_count(of, tenon_queue_poll(queue, receive, of, limit), limit, ROLE);
            break;
        case 1:
            check_count(of, tenon_queue_take(queue, receive, of, limit, 0), limit,
                        ROLE | FUZZ_MAY(TENON_PEER_LEFT));
            break;
        case 2:
            check_count(of, tenon_queue_peek(queue, receive, of), 1, ROLE);
            break;
        default:
            FUZZ_EXPECT(tenon_queue_skip_to_newest(queue), ROLE);
    }
}

static void claim(target *of, uint32_t side, uint8_t how) {
    tenon_queue *queue = of->queues[side];
    uint32_t size = fuzz_size(fuzz_byte(of->input), of->largest);
    uint16_t id = how % 16 == 0 ? 0 : 1;
    uint32_t set = fuzz_claim_statuses(id, size, of->largest);
    void *payload = NULL;
    uint32_t stride = 0;
    uint32_t claimed = 1;
    tenon_status status;
    if (how % 4 < 2) {
        status = tenon_queue_claim(queue, id, 1, size, &payload);
    } else if (how % 4 == 2) {
        uint32_t count = how / 16;
        status = tenon_queue_claim_many(queue, id, 1, size, count, &payload, &stride, &claimed);
        set |= count == 0 ? FUZZ_MAY(TENON_INVALID) : 0;
        CHECK(status != TENON_OK || (claimed >= 1 && claimed <= count));
    } else {
        status = tenon_queue_claim_wait(queue, id, 1, size, 0, &payload);
        set |= FUZZ_MAY(TENON_TIMED_OUT) | FUZZ_MAY(TENON_PEER_LEFT);
    }
    FUZZ_EXPECT(status, set);
    if (status == TENON_OK) {
        uint64_t bytes = (uint64_t)(claimed - 1) * stride + size;
        CHECK(size <= of->largest && id != 0);
        fuzz_check_payload(&of->region, side, payload, bytes);
        memset(payload, 0xA5, bytes);
    }
}

static void look(const target *of, uint32_t side) {
    const uint64_t all = of->region.data;
    tenon_queue_statistics seen;
    tenon_queue_read_statistics(of->queues[side], &seen);
    CHECK(seen.lag_bytes <= all && seen.used_bytes <= all);
    for (uint32_t i = 0; i <= of->lanes; i++) {
        (void)tenon_queue_lane_state(of->queues[side], i);
    }
    (void)tenon_queue_producer_state(of->queues[side]);
    (void)tenon_queue_consumer_state(of->queues[side]);
}

static void step(target *of) {
    uint8_t what = fuzz_byte(of->input);
    uint32_t side = what >> 7;
    tenon_queue *queue = of->queues[side];
    switch (what % 16) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4:
            fuzz_store(&of->region, of->input);
            break;
        case 5:
        case 6:
            consume(of, side, fuzz_byte(of->input));
            break;
        case 7:
        case 8:
            claim(of, side, fuzz_byte(of->input));
            break;
        case 9:
            tenon_queue_publish(queue);
            break;
        case 10:
            tenon_queue_cancel(queue);
            break;
        case 11:
            FUZZ_EXPECT(tenon_queue_trim(queue, fuzz_byte(of->input)),
                        FUZZ_MAY(TENON_TOO_LONG) | FUZZ_MAY(TENON_INVALID));
            break;
        case 12:
            FUZZ_EXPECT(what & 64 ? tenon_queue_produce(queue) : tenon_queue_consume(queue),
                        ROLE);
            break;
        case 13:
            tenon_queue_leave_producer(queue);
            break;
        case 14:
            CHECK_STATUS(tenon_queue_leave_consumer(queue), TENON_OK);
            break;
        default:
            look(of, side);
            tenon_queue_acknowledge(queue, what >> 4 & 1);
    }
}

/* Begins where the script says: the first lap, one that wraps within the records, the ends of 32,
 * 63 and 64 bits. */
static void prepare(target *of, uint8_t scene) {
    const uint64_t capacity = of->region.sections[FUZZ_SECTION].size;
    const uint64_t wraps = capacity - 2 * (uint64_t)of->region.sections[FUZZ_SECTION].alignment;
    const uint64_t starts[] = {0, wraps, (UINT64_C(1) << 32) - capacity + wraps,
                               (UINT64_C(1) << 63) - capacity + wraps, wraps - capacity};
    for (uint32_t i = 0; i < of->lanes; i++) {
        tenon_queue_header *header = fuzz_control(&of->region, i * sizeof *header);
        header->producer.position = starts[scene % 5];
        header->consumer.position = starts[scene % 5];
    }
    for (uint32_t i = scene / 5 % 4; i > 0; i--) {
        void *payload;
        if (tenon_queue_claim(of->queues[0], 1, 1, of->largest / 4, &payload) == TENON_OK) {
            memset(payload, 0x11, of->largest / 4);
            tenon_queue_publish(of->queues[0]);
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
