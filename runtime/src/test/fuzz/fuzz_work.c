/* SPDX-License-Identifier: Apache-2.0 */
/* Work to whose control words, slots and ring somebody else writes. */
#include "fuzz.h"

static const tenon_section_descriptor shapes[] = {
    {"small", TENON_SECTION_KIND_WORK, 8, 256, NULL, 0, 2, 0},
    {"lines", TENON_SECTION_KIND_WORK, 64, 1024, NULL, 0, 3, 0},
    {"pages", TENON_SECTION_KIND_WORK, 4096, 16384, NULL, 0, 1, 0}};
enum { SHAPES = sizeof shapes / sizeof *shapes, WORKERS = 3 };

typedef struct target {
    fuzz_region region;
    tenon_work *work[FUZZ_SIDES];
    tenon_worker *workers[WORKERS]; /* of either side */
    uint32_t sides[WORKERS];
    uint32_t largest;
    uint32_t slots;
    fuzz_input *input;
    uint32_t working; /* the worker that is polled */
    uint32_t count;   /* tasks that a call has handed over */
} target;

static target targets[SHAPES];

static uint32_t slots_of(uint64_t capacity) {
    uint64_t slots = capacity / TENON_TASK_SLOT_BYTES;
    return slots < TENON_MIN_TASK_SLOTS ? TENON_MIN_TASK_SLOTS : (uint32_t)slots;
}

void fuzz_open(void) {
    for (uint32_t i = 0; i < SHAPES; i++) {
        target *of = &targets[i];
        of->slots = slots_of(shapes[i].size);
        fuzz_region_open(&of->region, shapes[i].name, &shapes[i],
                         sizeof(tenon_work_header) + shapes[i].count * sizeof(tenon_worker_slot) +
                             of->slots * sizeof(tenon_task_slot),
                         shapes[i].size);
        for (uint32_t j = 0; j < FUZZ_SIDES; j++) {
            of->work[j] = tenon_region_work(of->region.sides[j], FUZZ_SECTION);
        }
        of->largest = tenon_work_largest_message(of->work[0]);
        CHECK_EQUAL(tenon_work_tasks(of->work[0]), of->slots);
    }
}

static void leave(target *of, uint32_t worker) {
    CHECK_STATUS(tenon_work_leave(of->workers[worker]), TENON_OK);
    of->workers[worker] = NULL;
}

static void reset(target *of) {
    for (uint32_t i = 0; i < FUZZ_SIDES; i++) {
        tenon_work_leave_producer(of->work[i]);
    }
    for (uint32_t i = 0; i < WORKERS; i++) {
        leave(of, i);
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
    tenon_worker *worker = of->workers[of->working];
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
            CHECK_EQUAL(tenon_work_poll(worker, NULL, NULL, 1), TENON_BUSY);
            CHECK_EQUAL(tenon_work_leave(worker), TENON_BUSY);
            break;
        case 4:
            tenon_work_refuse(worker);
            break;
        case 5:
            tenon_work_refuse_size(worker, "data", "Message", 100, 50);
            break;
        case 6:
            tenon_work_refuse_elements(worker, "data", "list", 7, 8, 6);
            break;
        case 7:
            tenon_work_count_unhandled(worker);
            break;
        case 8:
            tenon_work_publish(of->work[0]);
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
    fuzz_check_payload(&of->region, of->sides[of->working], payload, size);
    fuzz_read_all(payload, size);
    act_in_handler(of);
}

static void work(target *of, uint8_t how) {
    of->working = how % 4 % WORKERS;
    of->count = 0;
    tenon_worker *worker = of->workers[of->working];
    if (worker == NULL) {
        return;
    }
    uint32_t limit = fuzz_limit(how / 4);
    uint32_t most = limit < of->slots ? limit : of->slots;
    int32_t result;
    if (how / 16 % 2 == 0) {
        result = tenon_work_poll(worker, receive, of, limit);
        FUZZ_EXPECT(result, FUZZ_MAY(TENON_CORRUPT));
    } else {
        result = tenon_work_take(worker, receive, of, limit, 0);
        FUZZ_EXPECT(result, FUZZ_MAY(TENON_CORRUPT) | FUZZ_MAY(TENON_PEER_LEFT));
    }
    fuzz_check_count(result, of->count, most);
}

static void join(target *of, uint32_t side, uint8_t how) {
    uint32_t worker = how % WORKERS;
    leave(of, worker);
    of->sides[worker] = side;
    tenon_status status = tenon_work_join(of->work[side], &of->workers[worker]);
    FUZZ_EXPECT(status, FUZZ_MAY(TENON_BUSY));
    CHECK(status == TENON_OK || of->workers[worker] == NULL);
}

static void claim(target *of, uint32_t side, uint8_t how) {
    uint8_t choice = fuzz_byte(of->input);
    uint32_t size = fuzz_size(choice, of->largest);
    uint16_t id = choice == 3 ? 0 : 1;
    uint32_t set = fuzz_claim_statuses(id, size, of->largest);
    void *payload = NULL;
    tenon_status status;
    if (how % 4 != 0) {
        status = tenon_work_claim(of->work[side], id, 1, size, &payload);
    } else {
        status = tenon_work_claim_wait(of->work[side], id, 1, size, 0, &payload);
        set |= FUZZ_MAY(TENON_TIMED_OUT);
    }
    FUZZ_EXPECT(status, set);
    if (status == TENON_OK) {
        CHECK(size <= of->largest && id != 0);
        fuzz_check_payload(&of->region, side, payload, size);
        memset(payload, 0xA5, size);
    }
}

static void look(const target *of, uint32_t side) {
    tenon_work_statistics seen;
    tenon_work_read_statistics(of->work[side], &seen);
    CHECK(seen.used_bytes <= of->region.data);
    CHECK(seen.pending <= of->slots);
    CHECK(seen.workers <= tenon_work_workers(of->work[side]));
    (void)tenon_work_producer_state(of->work[side]);
}

static void step(target *of) {
    uint8_t what = fuzz_byte(of->input);
    uint32_t side = what >> 7;
    tenon_work *tasks = of->work[side];
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
            work(of, fuzz_byte(of->input));
            break;
        case 7:
        case 8:
            claim(of, side, what / 16);
            break;
        case 9:
            tenon_work_publish(tasks);
            break;
        case 10:
            tenon_work_cancel(tasks);
            break;
        case 11:
            FUZZ_EXPECT(tenon_work_trim(tasks, fuzz_byte(of->input)),
                        FUZZ_MAY(TENON_TOO_LONG) | FUZZ_MAY(TENON_INVALID));
            break;
        case 12:
            FUZZ_EXPECT(tenon_work_produce(tasks),
                        FUZZ_MAY(TENON_BUSY) | FUZZ_MAY(TENON_CORRUPT));
            break;
        case 13:
            tenon_work_leave_producer(tasks);
            break;
        case 14:
            join(of, side, what / 16);
            break;
        default:
            look(of, side);
    }
}

/* Begins with workers and some tasks, from the first one on or before a number that has an end. */
static void prepare(target *of, uint8_t scene) {
    static const uint64_t starts[] = {0, UINT64_C(0xFFFFFFFE), UINT64_MAX - 1,
                                      (UINT64_C(1) << 47) - 2};
    tenon_work_header *header = fuzz_control(&of->region, 0);
    header->producer.messages = starts[scene % 4];
    header->released = starts[scene % 4];
    header->producer.position = starts[scene % 4] * 4096;
    for (uint32_t i = 0; i < tenon_work_workers(of->work[0]); i++) {
        join(of, i % FUZZ_SIDES, (uint8_t)i);
    }
    for (uint32_t i = scene / 4 % 8; i > 0; i--) {
        void *payload;
        if (tenon_work_claim(of->work[0], 1, 1, of->largest / 4, &payload) == TENON_OK) {
            memset(payload, 0x11, of->largest / 4);
            tenon_work_publish(of->work[0]);
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
