/* SPDX-License-Identifier: Apache-2.0 */
/* Waits and wake-ups of work. This program is linked with a runtime whose sleeps last an hour unless
 * somebody wakes them: a missed wake-up is a hang, which the watchdog ends. */
#include <pthread.h>
#include <sched.h>
#include <time.h>

#include <tenon/atomic.h>

#include "tasks.h"

#define WORKERS 8
#define THREADS 2 /* of a process */
#define LAST    UINT64_MAX

/* Words of the region: the number behind the task that was last done of those with the same
 * remainder, so that a task that is lost or comes twice is found at once. */
#define WORDS 4096

static task_region_type type;

static task_side open_side(const char *path) {
    /* Four tasks at most: everybody waits for everybody. */
    task_region_type_init(&type, WORDS, 256, 8, WORKERS);
    return task_side_open(path, &type);
}

static uint64_t turns(uint64_t few) {
    return harness_is_long() ? 10000000 : harness_is_sanitized() ? few / 5 : few;
}

/* A thread that works until it meets the last task. */
typedef struct hand {
    const task_side *side;
    tenon_worker *worker;
    uint64_t random;
    bool is_over;
    tenon_work_header *refuses; /* NULL for one that finishes its tasks */
} hand;

static void mark_done(const task_side *side, uint64_t number) {
    uint64_t before = tenon_exchange_u64(&side->words[number % WORDS], number + 1);
    CHECK_EQUAL(before, number < WORDS ? 0 : number + 1 - WORDS);
}

static void work_on(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    hand *own = context;
    (void)message_id;
    (void)contract_version;
    uint64_t number = task_number(payload, size);
    if (own->refuses != NULL) {
        /* Until somebody sleeps who has seen that it is taken. */
        while (tenon_load_acquire_u64(&own->refuses->tasks.waiting) == 0) {
            sched_yield();
        }
        tenon_work_refuse(own->worker);
    } else if (number == LAST) {
        own->is_over = true;
    } else {
        mark_done(own->side, number);
    }
}

/* Now and then slower than others. */
static void dawdle(uint64_t *random) {
    uint64_t choice = harness_random(random) % 128;
    if (choice == 0) {
        struct timespec pause = {0, 200000};
        nanosleep(&pause, NULL);
    } else if (choice < 8) {
        sched_yield();
    }
}

static void *work(void *context) {
    hand *own = context;
    own->worker = task_join(own->side);
    while (!own->is_over) {
        CHECK(tenon_work_take(own->worker, work_on, own, 1, -1) > 0);
        dawdle(&own->random);
    }
    CHECK_STATUS(tenon_work_leave(own->worker), TENON_OK);
    return NULL;
}

static void run_threads(const task_side *side, uint64_t seed, void (*meanwhile)(void)) {
    pthread_t threads[THREADS];
    hand hands[THREADS];
    for (uint64_t i = 0; i < THREADS; i++) {
        hands[i] = (hand){.side = side, .random = seed + i};
        CHECK(pthread_create(&threads[i], NULL, work, &hands[i]) == 0);
    }
    meanwhile();
    for (uint64_t i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
}

static void say_ready(void) { child_tell('r'); }

static int be_workers(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    task_side side = open_side(arguments[0]);
    /* One of it is not read before: the first take by each thread may come late. */
    run_threads(&side, strtoull(arguments[1], NULL, 10), say_ready);
    task_side_close(&side);
    return 0;
}

static const task_side *own_side;

static void produce(void) {
    uint64_t random = 9;
    uint64_t count = turns(100000);
    for (uint64_t number = 0; number < count; number++) {
        if (number % 1024 == 0) {
            harness_got_on();
        }
        task_send(own_side, number, (uint32_t)(harness_random(&random) % 60));
        if (number % 16 == 0) {
            dawdle(&random);
        }
    }
    /* One for each thread of the two processes. */
    for (uint64_t i = 0; i < 2 * THREADS; i++) {
        task_send(own_side, LAST, 0);
    }
}

static void workersOfTwoProcessesMissNoWakeUp(void) {
    const char *path = harness_path("storm");
    task_side side = open_side(path);
    own_side = &side;
    harness_child child = harness_start("workers", path, "17", NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    run_threads(&side, 3, produce);
    CHECK_EQUAL(harness_join(&child), 0);
    tenon_work_statistics read;
    tenon_work_read_statistics(side.work, &read);
    CHECK_EQUAL(read.finished, turns(100000) + 2 * THREADS);
    CHECK_EQUAL(read.returned + read.set_aside, 0);
    task_side_close(&side);
}

static void publishAtTheMomentOfFallingAsleepWakesUp(void) {
    const char *path = harness_path("falling-asleep");
    task_side side = open_side(path);
    own_side = &side;
    harness_child child = harness_start("workers", path, "17", NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    uint64_t random = 6;
    uint64_t count = turns(60000);
    for (uint64_t number = 0; number < count; number++) {
        harness_got_on();
        /* One has just finished and goes to sleep; this covers all moments of that. */
        for (uint64_t spin = harness_random(&random) % 32; spin > 0; spin--) {
            tenon_pause();
        }
        task_send(&side, number, 0);
        uint32_t looks = 0;
        while (tenon_load_acquire_u64(&side.words[number % WORDS]) != number + 1) {
            if (++looks > 1000) {
                sched_yield();
            }
        }
    }
    for (uint64_t i = 0; i < THREADS; i++) {
        task_send(&side, LAST, 0);
    }
    CHECK_EQUAL(harness_join(&child), 0);
    task_side_close(&side);
}

static void whatIsGivenBackWakesWhoSleeps(void) {
    const char *path = harness_path("given-back");
    task_side side = open_side(path);
    own_side = &side;
    harness_child child = harness_start("workers", path, "17", NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    hand own = {.side = &side, .worker = task_join(&side), .refuses = task_map_header(path)};
    uint64_t count = turns(30000);
    for (uint64_t number = 0; number < count; number++) {
        harness_got_on();
        task_send(&side, number, 0);
        /* Those who were woken are later, most of the time. */
        CHECK(tenon_work_poll(own.worker, work_on, &own, 1) >= 0);
        while (tenon_load_acquire_u64(&side.words[number % WORDS]) != number + 1) {
            sched_yield();
        }
    }
    for (uint64_t i = 0; i < THREADS; i++) {
        task_send(&side, LAST, 0);
    }
    CHECK_EQUAL(harness_join(&child), 0);
    tenon_work_statistics read;
    tenon_work_read_statistics(side.work, &read);
    CHECK(read.returned > 0);
    CHECK_EQUAL(read.set_aside, 0);
    task_side_close(&side);
}

const harness_role harness_roles[] = {{"workers", be_workers}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(workersOfTwoProcessesMissNoWakeUp),
    TEST(publishAtTheMomentOfFallingAsleepWakesUp),
    TEST(whatIsGivenBackWakesWhoSleeps),
    {NULL, NULL},
};
