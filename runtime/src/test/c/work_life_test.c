/* SPDX-License-Identifier: Apache-2.0 */
/* The producer of work and its workers come and go, and fork. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "tasks.h"

#define WORKERS 3
#define MOST 10
#define FOR_EVER (-1)

static task_region_type type;

static task_side open_shop(void) {
    task_region_type_init(&type, 16, 1024, 8, WORKERS);
    return task_side_open(harness_path("shop"), &type);
}

static void work_on(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    (void)context;
    CHECK_EQUAL(message_id, TASK_ID);
    CHECK_EQUAL(contract_version, task_number(payload, size) % 7);
}

static int32_t take(tenon_worker *worker, int64_t timeout_ns) {
    return tenon_work_take(worker, work_on, NULL, MOST, timeout_ns);
}

static tenon_work_statistics numbers(const task_side *side) {
    tenon_work_statistics statistics;
    tenon_work_read_statistics(side->work, &statistics);
    return statistics;
}

static void asManyWorkersAsTheSectionTakesAreThereAtATime(void) {
    task_side side = open_shop();
    tenon_worker *workers[WORKERS];
    for (uint32_t i = 0; i < WORKERS; i++) {
        workers[i] = task_join(&side);
    }
    tenon_worker *more;
    CHECK_STATUS(tenon_work_join(side.work, &more), TENON_BUSY);
    CHECK_DETAIL("has 3 live workers");
    CHECK_STATUS(tenon_work_leave(workers[1]), TENON_OK);
    CHECK_STATUS(tenon_work_join(side.work, &more), TENON_OK);
    CHECK_EQUAL(numbers(&side).workers, 3);
    CHECK_STATUS(tenon_work_leave(NULL), TENON_OK);
    task_side_close(&side);
}

static void eachWorkerIsToldOnceThatAProducerHasLeft(void) {
    task_side side = open_shop();
    tenon_worker *one = task_join(&side);
    tenon_worker *other = task_join(&side);
    task_send(&side, 0, 0);
    CHECK_EQUAL(tenon_work_producer_state(side.work), TENON_PEER_STATE_PRESENT);
    tenon_work_leave_producer(side.work);
    CHECK_EQUAL(tenon_work_producer_state(side.work), TENON_PEER_STATE_LEFT);
    CHECK_EQUAL(take(one, -1), 1);
    CHECK_STATUS(take(one, -1), TENON_PEER_LEFT);
    CHECK_DETAIL("the producer of work 'jobs' of");
    CHECK_STATUS(take(other, -1), TENON_PEER_LEFT);
    CHECK_EQUAL(take(one, 1000), 0);
    task_send(&side, 1, 0);
    CHECK_EQUAL(take(one, -1), 1);
    tenon_work_leave_producer(side.work);
    CHECK_STATUS(take(one, -1), TENON_PEER_LEFT);
    CHECK_STATUS(take(other, -1), TENON_PEER_LEFT);
    task_side_close(&side);
}

/* A worker that sleeps in a thread of its own. */
typedef struct sleeper {
    tenon_worker *worker;
    pthread_t thread;
} sleeper;

static void *sleep_until_the_producer_leaves(void *context) {
    sleeper *own = context;
    CHECK_STATUS(take(own->worker, FOR_EVER), TENON_PEER_LEFT);
    return NULL;
}

/* Sleeps last an hour here: who is not woken hangs. */
static void aSleeperIsWokenWhenTheProducerLeaves(void) {
    for (uint32_t closes = 0; closes < 2; closes++) {
        task_side side = open_shop();
        task_side other = open_shop();
        const tenon_work_header *header = task_map_header(harness_path("shop"));
        sleeper own = {.worker = task_join(&side)};
        CHECK_STATUS(tenon_work_produce(other.work), TENON_OK);
        CHECK(pthread_create(&own.thread, NULL, sleep_until_the_producer_leaves, &own) == 0);
        while (tenon_load_acquire_u64(&header->tasks.waiting) == 0) {
            sched_yield();
        }
        if (closes == 0) {
            tenon_work_leave_producer(other.work);
        } else {
            task_side_close(&other);
        }
        CHECK(pthread_join(own.thread, NULL) == 0);
        if (closes == 0) {
            task_side_close(&other);
        }
        task_side_close(&side);
    }
}

static void be_refused_in_a_child(task_side *side, tenon_worker *worker) {
    tenon_worker *joined;
    void *payload;
    CHECK_STATUS(tenon_work_poll(worker, work_on, NULL, 1), TENON_INVALID);
    CHECK_DETAIL("open it again in the child");
    CHECK_STATUS(take(worker, 0), TENON_INVALID);
    CHECK_STATUS(tenon_work_leave(worker), TENON_INVALID);
    CHECK_STATUS(tenon_work_join(side->work, &joined), TENON_INVALID);
    CHECK_STATUS(tenon_work_produce(side->work), TENON_INVALID);
    CHECK_STATUS(tenon_work_claim(side->work, 1, 1, 8, &payload), TENON_INVALID);
    CHECK_STATUS(tenon_work_trim(side->work, 8), TENON_INVALID);
    tenon_work_publish(side->work);
    tenon_work_leave_producer(side->work);
    task_side_close(side);
}

static void aChildAfterForkIsRefused(void) {
    task_side side = open_shop();
    tenon_worker *worker = task_join(&side);
    task_send(&side, 0, 0);
    /* One that the child must not publish. */
    CHECK_STATUS(task_claim(&side, 1, 0, FOR_EVER), TENON_OK);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        be_refused_in_a_child(&side, worker);
        _exit(0);
    }
    harness_child forked = {child, -1, -1};
    CHECK_EQUAL(harness_join(&forked), 0);
    CHECK_EQUAL(tenon_work_producer_state(side.work), TENON_PEER_STATE_PRESENT);
    CHECK_EQUAL(take(worker, 0), 1);
    tenon_work_publish(side.work);
    CHECK_EQUAL(take(worker, 0), 1);
    task_side_close(&side);
}

/* A handler that forks; what its child returns to. */
typedef struct forking {
    pid_t child; /* zero in the child */
    uint32_t count;
} forking;

static void fork_once(void *context, uint16_t message_id, uint16_t contract_version,
                      const void *payload, uint32_t size) {
    forking *own = context;
    work_on(NULL, message_id, contract_version, payload, size);
    if (own->count++ == 0) {
        own->child = fork();
        CHECK(own->child >= 0);
        if (own->child != 0) {
            /* The child comes back from the handler first. */
            harness_child forked = {own->child, -1, -1};
            CHECK_EQUAL(harness_join(&forked), 0);
        }
    }
}

static void aTaskIsNotEndedByAChildOfItsHandler(void) {
    task_side side = open_shop();
    tenon_worker *worker = task_join(&side);
    task_send(&side, 0, 0);
    task_send(&side, 1, 0);
    forking own = {0, 0};
    int32_t result = tenon_work_poll(worker, fork_once, &own, MOST);
    if (own.child == 0) {
        CHECK_STATUS(result, TENON_INVALID);
        CHECK_DETAIL("open it again in the child");
        CHECK_EQUAL(own.count, 1);
        _exit(0);
    }
    CHECK_EQUAL(result, 2);
    CHECK_EQUAL(own.count, 2);
    CHECK_EQUAL(numbers(&side).finished, 2);
    CHECK_EQUAL(numbers(&side).pending, 0);
    task_side_close(&side);
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(asManyWorkersAsTheSectionTakesAreThereAtATime),
    TEST(eachWorkerIsToldOnceThatAProducerHasLeft),
    TEST(aSleeperIsWokenWhenTheProducerLeaves),
    TEST(aChildAfterForkIsRefused),
    TEST(aTaskIsNotEndedByAChildOfItsHandler),
    {NULL, NULL},
};
