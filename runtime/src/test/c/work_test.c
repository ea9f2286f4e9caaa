/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of work, all in one process. */
#include <tenon/atomic.h>

#include "tasks.h"

#define WORKERS 3

static task_region_type type;

static task_side open_shop(uint64_t capacity, uint32_t alignment) {
    task_region_type_init(&type, 16, capacity, alignment, WORKERS);
    return task_side_open(harness_path("shop"), &type);
}

/* State of a handler: what it has seen and is to do. */
typedef struct hands {
    const task_side *side;
    tenon_worker *worker;
    uint64_t next;     /* number expected next; UINT64_MAX for any */
    uint64_t count;    /* of messages */
    uint64_t last;     /* number of the last one */
    uint32_t refusals; /* messages to give back from now on */
    bool is_damaged;   /* whether to say that it is too short */
    uintptr_t alignment;
} hands;

static void work_on(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    hands *own = context;
    CHECK_EQUAL(message_id, TASK_ID);
    own->last = task_number(payload, size);
    CHECK_EQUAL(contract_version, own->last % 7);
    if (own->alignment != 0) {
        CHECK_EQUAL((uintptr_t)payload % own->alignment, 0);
    }
    if (own->next != UINT64_MAX) {
        CHECK_EQUAL(own->last, own->next);
        own->next++;
    }
    own->count++;
    if (own->refusals != 0) {
        own->refusals--;
        tenon_work_refuse(own->worker);
    }
    if (own->is_damaged) {
        tenon_work_refuse_size(own->worker, "Shop.jobs", "Job", 100, size);
    }
}

static hands hands_of(const task_side *side, uint64_t next) {
    return (hands){.side = side, .worker = task_join(side), .next = next};
}

static int32_t poll(hands *own, uint32_t limit) {
    return tenon_work_poll(own->worker, work_on, own, limit);
}

static int32_t take(hands *own, uint32_t limit, int64_t timeout_ns) {
    return tenon_work_take(own->worker, work_on, own, limit, timeout_ns);
}

static tenon_work_statistics numbers(const task_side *side) {
    tenon_work_statistics statistics;
    tenon_work_read_statistics(side->work, &statistics);
    return statistics;
}

static void wrapsAtEveryOffsetWithMixedSizes(void) {
    static const uint32_t alignments[] = {1, 8, 64};
    for (size_t a = 0; a < sizeof alignments / sizeof *alignments; a++) {
        task_side side = open_shop(1024, alignments[a]);
        CHECK_EQUAL(tenon_work_largest_message(side.work), 512);
        CHECK_EQUAL(tenon_work_tasks(side.work), 16);
        hands own = hands_of(&side, 0);
        own.alignment = alignments[a];
        uint64_t number = 0;
        uint64_t random = 1;
        for (uint32_t round = 0; round < 30000; round++) {
            uint32_t size = round % 3 == 0 ? round / 3 % 505
                                           : (uint32_t)(harness_random(&random) % 64);
            while (task_claim(&side, number, size, 0) == TENON_TIMED_OUT) {
                CHECK(poll(&own, 2) >= 0);
            }
            number++;
            tenon_work_publish(side.work);
        }
        while (poll(&own, 100) > 0) {
        }
        CHECK_EQUAL(own.count, number);
        tenon_work_statistics read = numbers(&side);
        CHECK_EQUAL(read.published, number);
        CHECK_EQUAL(read.finished, number);
        CHECK_EQUAL(read.pending, 0);
        CHECK_EQUAL(read.used_bytes, 0);
        CHECK_EQUAL(read.set_aside + read.returned, 0);
        task_side_close(&side);
    }
}

static void eachTaskIsTakenByOneWorker(void) {
    task_side side = open_shop(4096, 8);
    hands one = hands_of(&side, UINT64_MAX);
    hands other = hands_of(&side, UINT64_MAX);
    for (uint64_t i = 0; i < 10; i++) {
        CHECK_STATUS(task_claim(&side, i, 8, 0), TENON_OK);
    }
    CHECK_EQUAL(poll(&one, 10), 0);
    tenon_work_publish(side.work);
    CHECK_EQUAL(poll(&one, 4), 4);
    CHECK_EQUAL(poll(&other, 3), 3);
    CHECK_EQUAL(other.last, 6);
    CHECK_EQUAL(poll(&one, 0), 0);
    CHECK_EQUAL(poll(&one, 100), 3);
    CHECK_EQUAL(poll(&other, 100), 0);
    CHECK_EQUAL(one.count + other.count, 10);
    CHECK_EQUAL(numbers(&side).workers, 2);
    task_side_close(&side);
}

static void aLateWorkerBeginsWithTheFirstUnfinishedTask(void) {
    task_side side = open_shop(1024, 8);
    hands one = hands_of(&side, 0);
    hands late = hands_of(&side, UINT64_MAX);
    for (uint64_t i = 0; i < 100; i++) {
        task_send(&side, i, 0);
        CHECK_EQUAL(poll(&one, 1), 1);
    }
    /* Its place in the ring has been overwritten several times. */
    task_send(&side, 100, 0);
    CHECK_EQUAL(poll(&late, 10), 1);
    CHECK_EQUAL(late.last, 100);
    hands later = hands_of(&side, UINT64_MAX);
    task_send(&side, 101, 0);
    CHECK_EQUAL(poll(&later, 10), 1);
    CHECK_EQUAL(later.last, 101);
    task_side_close(&side);
}

static void aTaskThatIsGivenBackComesAgain(void) {
    task_side side = open_shop(1024, 8);
    hands one = hands_of(&side, UINT64_MAX);
    hands other = hands_of(&side, UINT64_MAX);
    task_send(&side, 0, 0);
    task_send(&side, 1, 0);
    CHECK_EQUAL(poll(&other, 0), 0);
    one.refusals = 1;
    CHECK_EQUAL(poll(&one, 10), 1);
    CHECK_EQUAL(poll(&other, 10), 2);
    CHECK_EQUAL(other.last, 1);
    CHECK_EQUAL(poll(&one, 10), 0);
    CHECK_EQUAL(numbers(&side).returned, 1);
    CHECK_EQUAL(numbers(&side).finished, 2);
    task_side_close(&side);
}

static void aTaskThatIsGivenBackThreeTimesIsSetAside(void) {
    task_side side = open_shop(1024, 8);
    hands own = hands_of(&side, UINT64_MAX);
    own.refusals = TENON_WORK_TRIES;
    /* Nothing else has room. */
    task_send(&side, 0, 504);
    CHECK_STATUS(task_claim(&side, 1, 504, 0), TENON_OK);
    tenon_work_publish(side.work);
    for (uint32_t i = 0; i < TENON_WORK_TRIES; i++) {
        CHECK_EQUAL(poll(&own, 10), 1);
        CHECK_EQUAL(own.last, 0);
    }
    tenon_work_statistics read = numbers(&side);
    CHECK_EQUAL(read.returned, TENON_WORK_TRIES);
    CHECK_EQUAL(read.set_aside, 1);
    CHECK_EQUAL(read.finished, 0);
    CHECK_EQUAL(read.pending, 1);
    CHECK_EQUAL(read.used_bytes, 512);
    CHECK_EQUAL(poll(&own, 10), 1);
    CHECK_EQUAL(own.last, 1);
    /* Its room is there again. */
    CHECK_STATUS(task_claim(&side, 2, 504, 0), TENON_OK);
    task_side_close(&side);
}

static void aTaskThatIsTooShortIsSetAsideAtOnce(void) {
    task_side side = open_shop(1024, 8);
    hands own = hands_of(&side, 0);
    task_send(&side, 0, 0);
    task_send(&side, 1, 0);
    own.is_damaged = true;
    CHECK_STATUS(poll(&own, 10), TENON_CORRUPT);
    CHECK_DETAIL("Shop.jobs: Job has 100 bytes, the record 8");
    own.is_damaged = false;
    CHECK_EQUAL(poll(&own, 10), 1);
    CHECK_EQUAL(numbers(&side).set_aside, 1);
    CHECK_EQUAL(numbers(&side).returned, 0);
    task_side_close(&side);
}

static void theProducerWaitsForTheOldestTask(void) {
    task_side side = open_shop(1024, 8);
    hands own = hands_of(&side, 0);
    for (uint64_t i = 0; i < 4; i++) {
        task_send(&side, i, 248);
    }
    CHECK_STATUS(task_claim(&side, 4, 248, 1000), TENON_TIMED_OUT);
    CHECK_EQUAL(numbers(&side).refused_claims, 1);
    CHECK_EQUAL(poll(&own, 1), 1);
    CHECK_STATUS(task_claim(&side, 4, 248, -1), TENON_OK);
    tenon_work_cancel(side.work);
    CHECK_STATUS(task_claim(&side, 4, 248, 0), TENON_OK);
    tenon_work_publish(side.work);
    CHECK_EQUAL(poll(&own, 10), 4);
    CHECK_EQUAL(own.next, 5);
    task_side_close(&side);
}

static void slotsLimitTasksOfAnySize(void) {
    task_side side = open_shop(1024, 8);
    hands own = hands_of(&side, 0);
    for (uint64_t i = 0; i < 16; i++) {
        task_send(&side, i, 0);
    }
    CHECK_STATUS(task_claim(&side, 16, 0, 0), TENON_TIMED_OUT);
    CHECK_EQUAL(poll(&own, 1), 1);
    CHECK_STATUS(task_claim(&side, 16, 0, 0), TENON_OK);
    task_side_close(&side);
}

static void claimsThatTakeAllTheRoomAreToldAtOnce(void) {
    task_side side = open_shop(1024, 8);
    for (uint64_t i = 0; i < 4; i++) {
        CHECK_STATUS(task_claim(&side, i, 248, 0), TENON_OK);
    }
    CHECK_STATUS(task_claim(&side, 4, 0, -1), TENON_FULL);
    CHECK_DETAIL("unpublished claims take the room in work 'jobs'");
    void *payload;
    CHECK_STATUS(tenon_work_claim(side.work, TASK_ID, 1, 8, &payload), TENON_FULL);
    CHECK_STATUS(tenon_work_claim(side.work, TASK_ID, 1, 513, &payload), TENON_TOO_LONG);
    CHECK_STATUS(tenon_work_claim(side.work, 0, 1, 8, &payload), TENON_INVALID);
    task_side_close(&side);
}

static void trimGivesRoomBack(void) {
    task_side side = open_shop(1024, 8);
    hands own = hands_of(&side, 0);
    CHECK_STATUS(tenon_work_trim(side.work, 8), TENON_INVALID);
    for (uint64_t i = 0; i < 12; i++) {
        CHECK_STATUS(task_claim(&side, i, 400, 0), TENON_OK);
        CHECK_STATUS(tenon_work_trim(side.work, 409), TENON_TOO_LONG);
        CHECK_STATUS(tenon_work_trim(side.work, 20), TENON_OK);
        CHECK_STATUS(tenon_work_trim(side.work, 16), TENON_OK);
        tenon_work_publish(side.work);
    }
    CHECK_EQUAL(numbers(&side).used_bytes, 12 * 16);
    CHECK_EQUAL(poll(&own, 100), 12);
    task_side_close(&side);
}

static void aTakeEndsWhenTheTimeIsOver(void) {
    task_side side = open_shop(1024, 8);
    hands own = hands_of(&side, 0);
    CHECK_STATUS(tenon_work_produce(side.work), TENON_OK);
    CHECK_EQUAL(take(&own, 1, 0), 0);
    CHECK_EQUAL(take(&own, 1, 1000000), 0);
    task_send(&side, 0, 0);
    CHECK_EQUAL(take(&own, 0, -1), 0);
    CHECK_EQUAL(take(&own, 10, -1), 1);
    task_side_close(&side);
}

static void aSuccessorGoesOnBehindTheLastTask(void) {
    task_side side = open_shop(1024, 8);
    hands own = hands_of(&side, 0);
    for (uint64_t i = 0; i < 300; i++) {
        task_send(&side, i, (uint32_t)(i % 100));
        CHECK_STATUS(task_claim(&side, 1000, 8, 0), TENON_OK);
        tenon_work_leave_producer(side.work);
        if (i % 3 != 0) {
            CHECK(poll(&own, 2) >= 1);
        }
    }
    while (poll(&own, 10) > 0) {
    }
    CHECK_EQUAL(own.next, 300);
    CHECK_EQUAL(numbers(&side).published, 300);
    task_side_close(&side);
}

static void aSuccessorForgetsABatchThatWasNotShown(void) {
    task_side side = open_shop(1024, 8);
    hands own = hands_of(&side, 0);
    task_send(&side, 0, 0);
    tenon_work_leave_producer(side.work);
    /* A producer that was killed while it published tasks 1 to 3 stored the last ones. */
    tenon_task_slot *slots = task_map_slots(harness_path("shop"), WORKERS);
    uint64_t ready = tenon_load_acquire_u64(&slots[0].state);
    uint64_t unit = UINT64_C(1) << (TENON_TASK_PHASE_BITS + TENON_TASK_TRIES_BITS +
                                    TENON_TASK_WORKER_BITS);
    tenon_store_release_u64(&slots[3].state, ready + 3 * unit);
    tenon_store_release_u64(&slots[2].state, ready + 2 * unit);
    task_send(&side, 1, 0);
    CHECK_EQUAL(poll(&own, 10), 2);
    CHECK_EQUAL(poll(&own, 10), 0);
    task_send(&side, 2, 0);
    task_send(&side, 3, 0);
    CHECK_EQUAL(poll(&own, 10), 2);
    task_side_close(&side);
}

/* Tries calls that are refused in a handler. */
static void try_everything(void *context, uint16_t message_id, uint16_t contract_version,
                           const void *payload, uint32_t size) {
    hands *own = context;
    CHECK_STATUS(poll(own, 1), TENON_BUSY);
    CHECK_DETAIL("cannot be polled, left or closed while its handler runs");
    CHECK_STATUS(take(own, 1, 0), TENON_BUSY);
    CHECK_STATUS(tenon_work_leave(own->worker), TENON_BUSY);
    CHECK_STATUS(tenon_region_close(own->side->region), TENON_BUSY);
    /* Sending is another role, and so is another worker. */
    task_send(own->side, 5, 0);
    tenon_worker *other = task_join(own->side);
    CHECK_STATUS(tenon_work_leave(other), TENON_OK);
    tenon_work_count_unhandled(own->worker);
    work_on(context, message_id, contract_version, payload, size);
}

static void aHandlerCannotUseItsOwnWorker(void) {
    task_side side = open_shop(1024, 8);
    hands own = hands_of(&side, UINT64_MAX);
    task_send(&side, 4, 0);
    CHECK_EQUAL(tenon_work_poll(own.worker, try_everything, &own, 1), 1);
    CHECK_EQUAL(tenon_work_unhandled(own.worker), 1);
    CHECK_EQUAL(poll(&own, 10), 1);
    CHECK_EQUAL(own.last, 5);
    task_side_close(&side);
}

static void anotherNumberOfWorkersIsRefused(void) {
    task_side side = open_shop(1024, 8);
    task_region_type other;
    task_region_type_init(&other, 16, 1024, 8, WORKERS + 1);
    tenon_region *region;
    CHECK_STATUS(
        tenon_region_attach(&other.descriptor, harness_path("shop"), &in_file, &region),
        TENON_CORRUPT);
    CHECK_DETAIL("wrong count");
    static const struct {
        uint64_t capacity;
        uint32_t alignment;
        uint32_t workers;
    } bad[] = {{1000, 8, 1}, {8, 8, 1}, {64, 64, 1}, {1024, 8, TENON_MAX_WORKERS + 1}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        task_region_type_init(&other, 16, bad[i].capacity, bad[i].alignment, bad[i].workers);
        CHECK_STATUS(
            tenon_region_create(&other.descriptor, harness_path("bad"), &in_file, &region),
            TENON_INVALID);
    }
    task_side_close(&side);
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(wrapsAtEveryOffsetWithMixedSizes),
    TEST(eachTaskIsTakenByOneWorker),
    TEST(aLateWorkerBeginsWithTheFirstUnfinishedTask),
    TEST(aTaskThatIsGivenBackComesAgain),
    TEST(aTaskThatIsGivenBackThreeTimesIsSetAside),
    TEST(aTaskThatIsTooShortIsSetAsideAtOnce),
    TEST(theProducerWaitsForTheOldestTask),
    TEST(slotsLimitTasksOfAnySize),
    TEST(claimsThatTakeAllTheRoomAreToldAtOnce),
    TEST(trimGivesRoomBack),
    TEST(aTakeEndsWhenTheTimeIsOver),
    TEST(aSuccessorGoesOnBehindTheLastTask),
    TEST(aSuccessorForgetsABatchThatWasNotShown),
    TEST(aHandlerCannotUseItsOwnWorker),
    TEST(anotherNumberOfWorkersIsRefused),
    {NULL, NULL},
};
