/* SPDX-License-Identifier: Apache-2.0 */
/* The producer of a broadcast and its consumers come and go, and fork. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "broadcasts.h"

#define CAPACITY 1024
#define ALL UINT32_MAX
#define FOR_EVER (-1)

static int32_t poll_all(tenon_broadcast_consumer *consumer, broadcast_log *log) {
    return tenon_broadcast_poll(consumer, broadcast_receive, log, ALL);
}

static tenon_broadcast_consumer *join(const broadcast_side *side, uint64_t last) {
    tenon_broadcast_consumer *consumer;
    CHECK_STATUS(tenon_broadcast_join(side->broadcast, last, &consumer), TENON_OK);
    return consumer;
}

static void oneProducesAtATime(void) {
    const char *path = harness_path("one");
    broadcast_side side = broadcast_open(path, CAPACITY);
    broadcast_side other = broadcast_open(path, CAPACITY);
    CHECK_EQUAL(tenon_broadcast_producer_state(side.broadcast), TENON_PEER_STATE_NEVER_JOINED);
    broadcast_publish(side.broadcast, 1, 5, 1);
    CHECK_STATUS(tenon_broadcast_produce(other.broadcast), TENON_BUSY);
    CHECK_DETAIL("the producer of broadcast 'news'");
    CHECK_EQUAL(tenon_broadcast_producer_state(other.broadcast), TENON_PEER_STATE_PRESENT);
    CHECK_STATUS(broadcast_claim(side.broadcast, 6, 8), TENON_OK);
    tenon_broadcast_leave_producer(side.broadcast);
    CHECK_EQUAL(tenon_broadcast_producer_state(other.broadcast), TENON_PEER_STATE_LEFT);
    tenon_broadcast_consumer *consumer = join(&side, 2);
    broadcast_publish(other.broadcast, 6, 4, 1);
    broadcast_log log = {0};
    CHECK_EQUAL(poll_all(consumer, &log), 6);
    CHECK_EQUAL(log.first, 4);
    broadcast_check_exact(&log, consumer, 4, 0);
    broadcast_close(&other);
    broadcast_close(&side);
}

static void producerThatLeavesIsToldOnceAfterItsLastMessage(void) {
    const char *path = harness_path("left");
    broadcast_side side = broadcast_open(path, CAPACITY);
    broadcast_side other = broadcast_open(path, CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    broadcast_log log = {0};
    CHECK_STATUS(tenon_region_set_label(other.region, "feed"), TENON_OK);
    CHECK_EQUAL(tenon_broadcast_take(consumer, broadcast_receive, &log, 9, 0), 0);
    for (uint64_t number = 1; number <= 3; number++) {
        broadcast_publish(other.broadcast, number, 1, 1);
        CHECK_EQUAL(tenon_broadcast_take(consumer, broadcast_receive, &log, 9, 0), 1);
        broadcast_publish(other.broadcast, ++number, 1, 1);
        tenon_broadcast_leave_producer(other.broadcast);
        CHECK_EQUAL(tenon_broadcast_take(consumer, broadcast_receive, &log, 9, -1), 1);
        CHECK_STATUS(tenon_broadcast_take(consumer, broadcast_receive, &log, 9, -1),
                     TENON_PEER_LEFT);
        CHECK_DETAIL("the producer of broadcast 'news'");
        CHECK_DETAIL("('feed'), has gone");
        CHECK_EQUAL(tenon_broadcast_take(consumer, broadcast_receive, &log, 9, 0), 0);
    }
    broadcast_close(&other);
    broadcast_close(&side);
}

/* A consumer that sleeps in a thread of its own. */
typedef struct sleeper {
    tenon_broadcast_consumer *consumer;
    pthread_t thread;
} sleeper;

static void *sleep_until_the_producer_leaves(void *context) {
    sleeper *own = context;
    broadcast_log log = {0};
    CHECK_STATUS(tenon_broadcast_take(own->consumer, broadcast_receive, &log, ALL, FOR_EVER),
                 TENON_PEER_LEFT);
    return NULL;
}

/* Sleeps last an hour here: who is not woken hangs. */
static void sleeperIsWokenWhenTheProducerLeaves(void) {
    for (uint32_t closes = 0; closes < 2; closes++) {
        const char *path = harness_path("asleep");
        broadcast_side side = broadcast_open(path, CAPACITY);
        broadcast_side other = broadcast_open(path, CAPACITY);
        const tenon_broadcast_header *header = broadcast_map(path);
        sleeper own = {.consumer = join(&side, 0)};
        CHECK_STATUS(tenon_broadcast_produce(other.broadcast), TENON_OK);
        CHECK(pthread_create(&own.thread, NULL, sleep_until_the_producer_leaves, &own) == 0);
        while (tenon_load_acquire_u64(&header->arrivals.waiting) == 0) {
            sched_yield();
        }
        if (closes == 0) {
            tenon_broadcast_leave_producer(other.broadcast);
        } else {
            broadcast_close(&other);
        }
        CHECK(pthread_join(own.thread, NULL) == 0);
        if (closes == 0) {
            broadcast_close(&other);
        }
        broadcast_close(&side);
    }
}

static void be_refused_in_a_child(broadcast_side *side, tenon_broadcast_consumer *consumer) {
    tenon_broadcast *broadcast = side->broadcast;
    tenon_broadcast_consumer *joined;
    broadcast_log log = {0};
    CHECK_STATUS(poll_all(consumer, &log), TENON_INVALID);
    CHECK_DETAIL("open it again in the child");
    CHECK_STATUS(tenon_broadcast_take(consumer, broadcast_receive, &log, ALL, FOR_EVER),
                 TENON_INVALID);
    CHECK_STATUS(tenon_broadcast_skip_to_newest(consumer), TENON_INVALID);
    CHECK_STATUS(tenon_broadcast_leave(consumer), TENON_INVALID);
    CHECK_STATUS(tenon_broadcast_join(broadcast, 0, &joined), TENON_INVALID);
    CHECK_STATUS(tenon_broadcast_produce(broadcast), TENON_INVALID);
    CHECK_STATUS(broadcast_claim(broadcast, 3, 8), TENON_INVALID);
    CHECK_STATUS(tenon_broadcast_trim(broadcast, 8), TENON_INVALID);
    tenon_broadcast_publish(broadcast);
    tenon_broadcast_leave_producer(broadcast);
    broadcast_close(side);
}

static void childAfterForkIsRefused(void) {
    const char *path = harness_path("fork");
    broadcast_side side = broadcast_open(path, CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    broadcast_publish(side.broadcast, 1, 1, 1);
    /* One that the child must not publish. */
    CHECK_STATUS(broadcast_claim(side.broadcast, 2, 100), TENON_OK);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        be_refused_in_a_child(&side, consumer);
        _exit(0);
    }
    harness_child forked = {child, -1, -1};
    CHECK_EQUAL(harness_join(&forked), 0);
    CHECK_EQUAL(tenon_broadcast_producer_state(side.broadcast), TENON_PEER_STATE_PRESENT);
    broadcast_log log = {0};
    CHECK_EQUAL(poll_all(consumer, &log), 1);
    tenon_broadcast_publish(side.broadcast);
    CHECK_EQUAL(poll_all(consumer, &log), 1);
    broadcast_close(&side);
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(oneProducesAtATime),
    TEST(producerThatLeavesIsToldOnceAfterItsLastMessage),
    TEST(sleeperIsWokenWhenTheProducerLeaves),
    TEST(childAfterForkIsRefused),
    {NULL, NULL},
};
