/* SPDX-License-Identifier: Apache-2.0 */
/* Broadcasts among threads and processes that run, sleep, stop and die at any moment. Linked with a
 * runtime whose sleeps last an hour unless somebody wakes them: a missed wake-up is a hang, which
 * the watchdog ends. Each consumer counts: what it was given, missed and skipped is everything. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "broadcasts.h"

#define CAPACITY 2048
#define FOR_EVER INT64_C(-1)

/* Words of the struct: numbers that are about to be published, and are; and the last one. */
enum { DUE = 0, DONE = 1, END = 2 };

/* Now and then slower than others. */
static void dawdle(uint64_t *random) {
    uint64_t choice = harness_random(random) % 64;
    if (choice == 0) {
        struct timespec pause = {0, 200000};
        nanosleep(&pause, NULL);
    } else if (choice < 8) {
        sched_yield();
    }
}

static void tell_due(const broadcast_side *side, uint64_t number) {
    tenon_store_release_u64(&side->status[DUE], number);
}

/* Publishes what is claimed, up to the message of this number. */
static void publish(const broadcast_side *side, uint64_t number) {
    tell_due(side, number);
    tenon_broadcast_publish(side->broadcast);
    tenon_store_release_u64(&side->status[DONE], number);
}

/* Publishes batches of random length, from the number that comes next to the last one. */
static void produce(const broadcast_side *side, uint64_t last, uint64_t seed, bool dawdles) {
    uint64_t random = seed;
    CHECK_STATUS(tenon_broadcast_produce(side->broadcast), TENON_OK);
    uint64_t number = tenon_broadcast_published(side->broadcast);
    while (number < last) {
        uint64_t batch = 1 + harness_random(&random) % 4;
        for (uint64_t i = 0; i < batch && number < last; i++) {
            uint32_t size = (uint32_t)(8 + harness_random(&random) % (CAPACITY / 5));
            tenon_status status = broadcast_claim(side->broadcast, number + 1, size);
            if (status == TENON_FULL) {
                break;
            }
            CHECK_STATUS(status, TENON_OK);
            number++;
            if (harness_random(&random) % 8 == 0) {
                CHECK_STATUS(tenon_broadcast_trim(side->broadcast, 8 + (size - 8) / 2), TENON_OK);
            }
        }
        publish(side, number);
        if (dawdles) {
            dawdle(&random);
        }
    }
}

/* ---- Storm ---- */

/* One that consumes until the producer has left. */
typedef struct listener {
    const char *path;
    uint64_t seed;
    bool skips;
    bool rejoins; /* comes and goes */
} listener;

/* The first number that a consumer was to have, by what it has counted in the end. */
static void check_begin(const broadcast_log *log, const tenon_broadcast_consumer *consumer,
                        uint64_t skipped, uint64_t before, uint64_t after) {
    uint64_t all = log->count + tenon_broadcast_missed(consumer) + skipped;
    uint64_t first = log->last + 1 - all;
    if (first < before + 1 || first > after + 1) {
        harness_fail(__FILE__, __LINE__,
                     "a consumer that joined between %" PRIu64 " and %" PRIu64 " counts from %"
                     PRIu64,
                     before, after, first);
    }
}

static void *listen(void *context) {
    const listener *self = context;
    broadcast_side side = broadcast_open(self->path, CAPACITY);
    uint64_t random = self->seed;
    int32_t result = 0;
    while (result != TENON_PEER_LEFT) {
        tenon_broadcast_consumer *consumer;
        uint64_t before = tenon_load_acquire_u64(&side.status[DONE]);
        tenon_status status = tenon_broadcast_join(side.broadcast, 0, &consumer);
        if (status == TENON_AGAIN) {
            continue;
        }
        CHECK_STATUS(status, TENON_OK);
        uint64_t after = tenon_load_acquire_u64(&side.status[DUE]);
        broadcast_log log = {0};
        uint64_t skipped = 0;
        uint64_t turns = self->rejoins ? 1 + harness_random(&random) % 200 : UINT64_MAX;
        for (uint64_t turn = 0; turn < turns && result != TENON_PEER_LEFT; turn++) {
            dawdle(&random);
            if (self->skips && harness_random(&random) % 4 == 0) {
                int32_t passed = tenon_broadcast_skip_to_newest(consumer);
                CHECK(passed >= 0);
                skipped += (uint64_t)passed;
            }
            result = tenon_broadcast_take(consumer, broadcast_receive, &log,
                                          (uint32_t)(1 + harness_random(&random) % 5), FOR_EVER);
            CHECK(result > 0 || result == TENON_PEER_LEFT);
        }
        if (log.count != 0) {
            check_begin(&log, consumer, skipped, before, after);
        }
        if (result == TENON_PEER_LEFT && log.count != 0) {
            CHECK_EQUAL(log.last, tenon_load_acquire_u64(&side.status[END]));
        }
        CHECK_STATUS(tenon_broadcast_leave(consumer), TENON_OK);
    }
    broadcast_close(&side);
    return NULL;
}

static int listen_alone(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    uint64_t seed = strtoull(arguments[1], NULL, 10);
    listener self = {arguments[0], seed, seed % 2 == 0, seed % 3 == 0};
    child_tell('r');
    (void)listen(&self);
    return 0;
}

static void storm(const char *name, bool dawdles) {
    enum { CHILDREN = 3, THREADS = 3 };
    const char *path = harness_path(name);
    broadcast_side side = broadcast_open(path, CAPACITY);
    uint64_t messages = harness_is_long() ? 10000000 : harness_is_sanitized() ? 30000 : 200000;
    messages = dawdles ? messages / 10 : messages;
    tenon_store_release_u64(&side.status[END], messages);
    harness_child children[CHILDREN];
    pthread_t threads[THREADS];
    listener listeners[THREADS];
    CHECK_STATUS(tenon_broadcast_produce(side.broadcast), TENON_OK);
    for (uint64_t i = 0; i < CHILDREN; i++) {
        char seed[8];
        snprintf(seed, sizeof seed, "%d", (int)i + 1);
        children[i] = harness_start("listen", path, seed, NULL);
        CHECK_EQUAL(harness_hear(&children[i]), 'r');
    }
    for (uint64_t i = 0; i < THREADS; i++) {
        listeners[i] = (listener){path, i + 10, i == 0, i == 1};
        CHECK(pthread_create(&threads[i], NULL, listen, &listeners[i]) == 0);
    }
    for (uint64_t last = 1; last <= messages; last += 1 + messages / 20) {
        produce(&side, last, last, dawdles);
        harness_got_on();
    }
    produce(&side, messages, 1, dawdles);
    /* Whoever comes after the end has nobody to wait for. */
    tenon_broadcast_leave_producer(side.broadcast);
    for (uint64_t i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    for (uint64_t i = 0; i < CHILDREN; i++) {
        CHECK_EQUAL(harness_join(&children[i]), 0);
    }
    broadcast_close(&side);
}

static void everyConsumerOfAFastProducerCountsEverything(void) { storm("fast", false); }

static void everyConsumerOfASlowProducerCountsEverything(void) { storm("slow", true); }

/* ---- Wake-ups ---- */

static uint64_t turns(void) {
    return harness_is_long() ? 10000000 : harness_is_sanitized() ? 10000 : 60000;
}

/* Answers each message on another broadcast. */
static int answer(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    broadcast_side forth = broadcast_open(arguments[0], CAPACITY);
    broadcast_side back = broadcast_open(arguments[1], CAPACITY);
    tenon_broadcast_consumer *consumer;
    CHECK_STATUS(tenon_broadcast_join(forth.broadcast, 0, &consumer), TENON_OK);
    CHECK_STATUS(tenon_broadcast_produce(back.broadcast), TENON_OK);
    child_tell('r');
    broadcast_log log = {0};
    int32_t result;
    while ((result = tenon_broadcast_take(consumer, broadcast_receive, &log, 1, FOR_EVER)) > 0) {
        CHECK_STATUS(broadcast_claim(back.broadcast, log.last, 8), TENON_OK);
        tenon_broadcast_publish(back.broadcast);
        if (log.last % 10000 == 0) {
            harness_got_on();
        }
    }
    CHECK_STATUS(result, TENON_PEER_LEFT);
    CHECK_EQUAL(tenon_broadcast_missed(consumer), 0);
    broadcast_close(&forth);
    broadcast_close(&back);
    return 0;
}

/* Sleeps on the same words as all others, in the process of the producer. */
static void *overhear(void *context) {
    tenon_broadcast_consumer *consumer = context;
    broadcast_log log = {0};
    while (log.last < turns()) {
        CHECK(tenon_broadcast_take(consumer, broadcast_receive, &log, 1, FOR_EVER) > 0);
    }
    broadcast_check_exact(&log, consumer, 1, 0);
    return NULL;
}

static void take_turns(const char *name, bool is_narrow) {
    char names[2][32];
    snprintf(names[0], sizeof names[0], "%s-forth", name);
    snprintf(names[1], sizeof names[1], "%s-back", name);
    const char *paths[2] = {harness_path(names[0]), harness_path(names[1])};
    broadcast_side forth = broadcast_open(paths[0], CAPACITY);
    broadcast_side back = broadcast_open(paths[1], CAPACITY);
    tenon_broadcast_consumer *consumers[3];
    pthread_t threads[2];
    for (uint32_t i = 0; i < 2; i++) {
        CHECK_STATUS(tenon_broadcast_join(forth.broadcast, 0, &consumers[i]), TENON_OK);
    }
    CHECK_STATUS(tenon_broadcast_join(back.broadcast, 0, &consumers[2]), TENON_OK);
    CHECK_STATUS(tenon_broadcast_produce(forth.broadcast), TENON_OK);
    harness_child child = harness_start("answer", paths[0], paths[1], NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    for (uint32_t i = 0; i < 2; i++) {
        CHECK(pthread_create(&threads[i], NULL, overhear, consumers[i]) == 0);
    }
    broadcast_log log = {0};
    uint64_t random = 5;
    for (uint64_t number = 1; number <= turns(); number++) {
        CHECK_STATUS(broadcast_claim(forth.broadcast, number, 8), TENON_OK);
        /* The peer has just answered and goes to sleep; this covers all moments of that. */
        for (uint64_t i = is_narrow ? harness_random(&random) % 32 : 0; i > 0; i--) {
            tenon_pause();
        }
        tenon_broadcast_publish(forth.broadcast);
        while (is_narrow && tenon_broadcast_published(back.broadcast) < number) {
            sched_yield();
        }
        CHECK_EQUAL(
            tenon_broadcast_take(consumers[2], broadcast_receive, &log, 1, FOR_EVER), 1);
        if (number % 10000 == 0) {
            harness_got_on();
        }
    }
    for (uint32_t i = 0; i < 2; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    broadcast_close(&forth);
    CHECK_EQUAL(harness_join(&child), 0);
    broadcast_close(&back);
}

static void sleepersMissNoWakeUp(void) { take_turns("turns", false); }

static void publishAtTheMomentOfFallingAsleepWakesUp(void) { take_turns("narrow", true); }

/* ---- Deaths ---- */

/* Publishes until it is killed. */
static int produce_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    broadcast_side side = broadcast_open(arguments[0], CAPACITY);
    CHECK_STATUS(tenon_broadcast_produce(side.broadcast), TENON_OK);
    child_tell('r');
    produce(&side, UINT64_MAX, strtoull(arguments[1], NULL, 10), false);
    return 1;
}

/* Takes until it is killed. */
static int consume_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    listener self = {arguments[0], strtoull(arguments[1], NULL, 10), true, true};
    child_tell('r');
    for (;;) {
        (void)listen(&self);
    }
}

static harness_child start_seeded(const char *role, const char *path, uint64_t seed) {
    char text[24];
    snprintf(text, sizeof text, "%" PRIu64, seed);
    harness_child child = harness_start(role, path, text, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    return child;
}

static void spin(uint64_t turns_to_spin) {
    for (uint64_t i = 0; i < turns_to_spin; i++) {
        tenon_pause();
    }
}

static uint64_t deaths(void) {
    return harness_is_long() ? 100000 : harness_is_sanitized() ? 60 : 400;
}

static void killedProducerLosesRepeatsAndTearsNothing(void) {
    const char *path = harness_path("killed");
    broadcast_side side = broadcast_open(path, CAPACITY);
    tenon_broadcast_consumer *eager;
    tenon_broadcast_consumer *lazy;
    CHECK_STATUS(tenon_broadcast_join(side.broadcast, 0, &eager), TENON_OK);
    CHECK_STATUS(tenon_broadcast_join(side.broadcast, 0, &lazy), TENON_OK);
    broadcast_log eager_log = {0};
    broadcast_log lazy_log = {0};
    uint64_t random = 42;
    for (uint64_t round = 0; round < deaths(); round++) {
        harness_child child = start_seeded("produce", path, round);
        uint64_t moment = harness_random(&random) % 3000;
        bool is_stopped = harness_random(&random) % 8 == 0;
        while (moment > 0 && harness_random(&random) % 4 != 0) {
            CHECK(tenon_broadcast_poll(eager, broadcast_receive, &eager_log, 8) >= 0);
            moment--;
        }
        spin(moment);
        if (is_stopped) {
            CHECK(kill(child.process, SIGSTOP) == 0);
            while (tenon_broadcast_producer_state(side.broadcast) != TENON_PEER_STATE_STOPPED) {
                sched_yield();
            }
            CHECK_STATUS(tenon_broadcast_produce(side.broadcast), TENON_BUSY);
            /* Its messages are there, and nobody waits for it. */
            CHECK(tenon_broadcast_poll(eager, broadcast_receive, &eager_log, UINT32_MAX) >= 0);
            CHECK(tenon_broadcast_poll(lazy, broadcast_receive, &lazy_log, 3) >= 0);
            CHECK(kill(child.process, SIGCONT) == 0);
            spin(moment);
        }
        harness_kill(&child);
        /* The next one finds where it stopped, and goes on. */
        CHECK_STATUS(tenon_broadcast_produce(side.broadcast), TENON_OK);
        uint64_t published = tenon_broadcast_published(side.broadcast);
        CHECK(published >= tenon_load_acquire_u64(&side.status[DONE]));
        CHECK(published <= tenon_load_acquire_u64(&side.status[DUE]));
        if (round % 2 == 0) {
            produce(&side, published + 1 + round % 5, round, false);
            published = published + 1 + round % 5;
        }
        tenon_broadcast_leave_producer(side.broadcast);
        CHECK(tenon_broadcast_poll(eager, broadcast_receive, &eager_log, UINT32_MAX) >= 0);
        if (published != 0) {
            CHECK_EQUAL(eager_log.last, published);
            broadcast_check_exact(&eager_log, eager, 1, 0);
        }
        if (round % 8 == 0 && published != 0) {
            CHECK(tenon_broadcast_poll(lazy, broadcast_receive, &lazy_log, UINT32_MAX) >= 0);
            CHECK_EQUAL(lazy_log.last, published);
            broadcast_check_exact(&lazy_log, lazy, 1, 0);
        }
        harness_got_on();
    }
    CHECK(eager_log.count > deaths());
    broadcast_close(&side);
}

static void killedAndStoppedConsumersKeepNobodyWaiting(void) {
    const char *path = harness_path("consumers");
    broadcast_side side = broadcast_open(path, CAPACITY);
    tenon_broadcast_consumer *consumer;
    CHECK_STATUS(tenon_broadcast_join(side.broadcast, 0, &consumer), TENON_OK);
    broadcast_log log = {0};
    uint64_t random = 43;
    uint64_t published = 0;
    for (uint64_t round = 0; round < deaths() / 4; round++) {
        harness_child child = start_seeded("consume", path, round);
        uint64_t messages = 1 + harness_random(&random) % 300;
        if (harness_random(&random) % 2 == 0) {
            CHECK(kill(child.process, SIGSTOP) == 0);
        }
        for (uint64_t i = 0; i < messages; i++) {
            published++;
            produce(&side, published, published, false);
            CHECK_EQUAL(tenon_broadcast_take(consumer, broadcast_receive, &log, 9, FOR_EVER), 1);
        }
        harness_kill(&child);
        broadcast_check_exact(&log, consumer, 1, 0);
        harness_got_on();
    }
    CHECK_EQUAL(tenon_broadcast_missed(consumer), 0);
    broadcast_close(&side);
}

const harness_role harness_roles[] = {{"listen", listen_alone},
                                      {"answer", answer},
                                      {"produce", produce_for_ever},
                                      {"consume", consume_for_ever},
                                      {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(everyConsumerOfAFastProducerCountsEverything),
    TEST(everyConsumerOfASlowProducerCountsEverything),
    TEST(sleepersMissNoWakeUp),
    TEST(publishAtTheMomentOfFallingAsleepWakesUp),
    TEST(killedProducerLosesRepeatsAndTearsNothing),
    TEST(killedAndStoppedConsumersKeepNobodyWaiting),
    {NULL, NULL},
};
