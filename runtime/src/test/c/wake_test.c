/* SPDX-License-Identifier: Apache-2.0 */
/* Waits and wake-ups. This program is linked with a runtime whose sleeps last an hour unless
 * somebody wakes them: a missed wake-up is a hang, which the watchdog ends. */
#define _GNU_SOURCE
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "messages.h"
#include "regions.h"

#define CAPACITY 512

static tenon_region *open_region(const char *path, bool creates,
                                 const tenon_region_options *options) {
    test_region_type type;
    test_region_type_init(&type, CAPACITY, 8);
    tenon_region *region;
    CHECK_STATUS(creates ? tenon_region_create(&type.descriptor, path, options, &region)
                         : tenon_region_attach(&type.descriptor, path, options, &region),
                 TENON_OK);
    return region;
}

static tenon_queue *forth(tenon_region *region) {
    return tenon_region_queue(region, QUEUE_SECTION);
}

static tenon_queue *back(tenon_region *region) { return tenon_region_queue(region, BACK_SECTION); }

/* Answers each message, until its peer leaves. */
static int answer(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = open_region(arguments[0], false, &in_file);
    CHECK_STATUS(tenon_queue_consume(forth(region)), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(back(region)), TENON_OK);
    child_tell('r');
    message_log log = {1, 0, 0};
    int32_t result;
    while ((result = tenon_queue_take(forth(region), message_receive, &log, 1, -1)) > 0) {
        CHECK_STATUS(message_claim(back(region), 1, log.next - 1, 0, -1), TENON_OK);
        tenon_queue_publish(back(region));
    }
    CHECK_STATUS(result, TENON_PEER_LEFT);
    tenon_region_close(region);
    return 0;
}

static void sleepingPingPongMissesNoWakeUp(void) {
    const char *path = harness_path("ping-pong");
    tenon_region *region = open_region(path, true, &in_file);
    CHECK_STATUS(tenon_queue_produce(forth(region)), TENON_OK);
    CHECK_STATUS(tenon_queue_consume(back(region)), TENON_OK);
    harness_child child = harness_start("answer", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    message_log log = {1, 0, 0};
    uint64_t rounds = harness_is_sanitized() ? 10000 : 20000;
    for (uint64_t number = 0; number < rounds; number++) {
        CHECK_STATUS(message_claim(forth(region), 1, number, 0, -1), TENON_OK);
        tenon_queue_publish(forth(region));
        CHECK_EQUAL(tenon_queue_take(back(region), message_receive, &log, 1, -1), 1);
    }
    /* Leaving wakes the sleeping peer too. */
    tenon_region_close(region);
    CHECK_EQUAL(harness_join(&child), 0);
}

static void publishAtTheMomentOfFallingAsleepWakesUp(void) {
    const char *path = harness_path("falling-asleep");
    tenon_region *region = open_region(path, true, &in_file);
    CHECK_STATUS(tenon_queue_produce(forth(region)), TENON_OK);
    CHECK_STATUS(tenon_queue_consume(back(region)), TENON_OK);
    harness_child child = harness_start("answer", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    message_log log = {1, 0, 0};
    uint64_t random = 6;
    uint64_t rounds = harness_is_sanitized() ? 20000 : 100000;
    for (uint64_t number = 0; number < rounds; number++) {
        CHECK_STATUS(message_claim(forth(region), 1, number, 0, -1), TENON_OK);
        /* The peer has just answered and goes to sleep; this covers all moments of that. */
        for (uint64_t spin = harness_random(&random) % 32; spin > 0; spin--) {
            tenon_pause();
        }
        tenon_queue_publish(forth(region));
        uint32_t polls = 0;
        while (tenon_queue_poll(back(region), message_receive, &log, 1) == 0) {
            if (++polls > 1000) {
                sched_yield();
            }
        }
    }
    tenon_region_close(region);
    CHECK_EQUAL(harness_join(&child), 0);
}

/* Now and then slower than its peer. */
static void dawdle(uint64_t *random) {
    uint64_t choice = harness_random(random) % 64;
    if (choice == 0) {
        struct timespec pause = {0, 200000};
        nanosleep(&pause, NULL);
    } else if (choice < 4) {
        sched_yield();
    }
}

/* Produces a number of messages, now and then slowly. */
static int produce(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    tenon_region *region = open_region(arguments[0], false, &in_file);
    uint64_t messages = strtoull(arguments[1], NULL, 10);
    uint64_t random = 3;
    CHECK_STATUS(tenon_queue_produce(forth(region)), TENON_OK);
    child_tell('r');
    for (uint64_t number = 0; number < messages; number++) {
        dawdle(&random);
        CHECK_STATUS(message_claim(forth(region), 1, number,
                                   (uint32_t)(harness_random(&random) % 100), -1),
                     TENON_OK);
        tenon_queue_publish(forth(region));
    }
    tenon_region_close(region);
    return 0;
}

static void slowProducerAndSlowConsumerWakeEachOther(void) {
    const char *path = harness_path("slow");
    tenon_region *region = open_region(path, true, &in_file);
    CHECK_STATUS(tenon_queue_consume(forth(region)), TENON_OK);
    uint64_t messages = harness_is_sanitized() ? 20000 : 50000;
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, messages);
    harness_child child = harness_start("produce", path, text, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    message_log log = {1, 0, 0};
    uint64_t random = 4;
    int32_t result;
    while ((result = tenon_queue_take(forth(region), message_receive, &log, 3, -1)) > 0) {
        dawdle(&random);
    }
    CHECK_STATUS(result, TENON_PEER_LEFT);
    CHECK_EQUAL(log.count, messages);
    CHECK_EQUAL(harness_join(&child), 0);
    tenon_region_close(region);
}

/* Takes the role again and again, for a few messages each time. */
static int produce_in_turns(int count, char **arguments) {
    CHECK_EQUAL(count, 3);
    tenon_region_options options = in_file;
    options.full_fences = strcmp(arguments[2], "fences") == 0;
    tenon_region *region = open_region(arguments[0], false, &options);
    uint64_t messages = strtoull(arguments[1], NULL, 10);
    child_tell('r');
    for (uint64_t sent = 0; sent < messages;) {
        tenon_status status = tenon_queue_produce(forth(region));
        CHECK(status == TENON_OK || status == TENON_BUSY);
        for (uint64_t i = sent % 3; status == TENON_OK && i < 3 && sent < messages; i++) {
            CHECK_STATUS(message_claim(forth(region), 1, sent, 0, -1), TENON_OK);
            tenon_queue_publish(forth(region));
            sent++;
        }
        tenon_queue_leave_producer(forth(region));
    }
    tenon_region_close(region);
    return 0;
}

static void count_message(void *context, uint16_t message_id, uint16_t contract_version,
                          const void *payload, uint32_t size) {
    (void)message_id;
    (void)contract_version;
    (void)payload;
    (void)size;
    ++*(uint64_t *)context;
}

/* One needs the sleeper's barriers, the other has fences: what the sleeper has to do changes while
 * it falls asleep. */
static void producersThatChangeHandsMissNoWakeUp(void) {
    const char *path = harness_path("hands");
    tenon_region *region = open_region(path, true, &in_file);
    CHECK_STATUS(tenon_queue_consume(forth(region)), TENON_OK);
    uint64_t messages = harness_is_sanitized() ? 2000 : 20000;
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, messages);
    harness_child first = harness_start("produce-in-turns", path, text, "fences", NULL);
    harness_child second = harness_start("produce-in-turns", path, text, "barriers", NULL);
    CHECK_EQUAL(harness_hear(&first), 'r');
    CHECK_EQUAL(harness_hear(&second), 'r');
    uint64_t received = 0;
    while (received < 2 * messages) {
        int32_t result = tenon_queue_take(forth(region), count_message, &received, 1, -1);
        CHECK(result == 1 || result == TENON_PEER_LEFT);
    }
    CHECK_EQUAL(received, 2 * messages);
    CHECK_EQUAL(harness_join(&first), 0);
    CHECK_EQUAL(harness_join(&second), 0);
    tenon_region_close(region);
}

typedef struct thread_work {
    const char *path;
    const tenon_region_options *options;
    uint64_t messages;
} thread_work;

static void *produce_in_thread(void *context) {
    const thread_work *work = context;
    tenon_region *region = open_region(work->path, false, work->options);
    for (uint64_t number = 0; number < work->messages; number++) {
        CHECK_STATUS(message_claim(forth(region), 1, number, (uint32_t)(number % 60), -1),
                     TENON_OK);
        if (number % 3 != 0 || number + 1 == work->messages) {
            tenon_queue_publish(forth(region));
        } else {
            /* A consumer that waits for these must not wait for a full ring. */
            tenon_queue_publish(forth(region));
            sched_yield();
        }
    }
    tenon_region_close(region);
    return NULL;
}

/* Two threads, so that a thread sanitizer sees both sides. */
static void exchange_between_threads(const tenon_region_options *options) {
    const char *path = harness_path("threads");
    tenon_region *region = open_region(path, true, options);
    CHECK_STATUS(tenon_queue_consume(forth(region)), TENON_OK);
    thread_work work = {path, options, harness_is_sanitized() ? 30000 : 50000};
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, produce_in_thread, &work) == 0);
    message_log log = {1, 0, 0};
    while (log.count < work.messages) {
        CHECK(tenon_queue_take(forth(region), message_receive, &log, 16, -1) > 0);
    }
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK_EQUAL(tenon_queue_poll(forth(region), message_receive, &log, 16), 0);
    tenon_region_close(region);
}

static void sleepingThreadsExchangeEverythingInOrder(void) { exchange_between_threads(&in_file); }

static void spinningThreadsExchangeEverythingInOrder(void) {
    tenon_region_options spinning = {.backing = TENON_BACKING_FILE};
    exchange_between_threads(&spinning);
}

static void *take_one(void *context) {
    tenon_region *region = context;
    message_log log = {1, 0, 0};
    CHECK_EQUAL(tenon_queue_take(forth(region), message_receive, &log, 1, -1), 1);
    return NULL;
}

/* As a waker does whose message was taken before it came to wake for it. */
static void wake_for_nothing(tenon_wait_words *words) {
    CHECK(tenon_exchange_u64(&words->waiting, 0) != 0);
    (void)tenon_fetch_add_u32(&words->sequence, 1);
    CHECK(syscall(SYS_futex, &words->sequence, FUTEX_WAKE, INT_MAX, NULL, NULL, 0) >= 0);
}

static void sleeperThatWasWokenForNothingSaysAgainThatItSleeps(void) {
    enum { WAKE_UPS = 100, MANY_SLEEPS = 100 * WAKE_UPS };
    const char *path = harness_path("nothing");
    tenon_region *region = open_region(path, true, &in_file);
    tenon_region *taking = open_region(path, false, &in_file);
    uint8_t *bytes = test_map_region(path);
    tenon_queue_header *header = (void *)(bytes + test_entry(bytes, QUEUE_SECTION)->offset);
    pthread_t thread;
    CHECK_STATUS(tenon_queue_produce(forth(region)), TENON_OK);
    CHECK(pthread_create(&thread, NULL, take_one, taking) == 0);
    for (int i = 0; i <= WAKE_UPS; i++) {
        while (tenon_load_acquire_u64(&header->data.waiting) == 0) {
            /* A consumer that does not set its bit does not sleep, either. */
            CHECK(tenon_load_relaxed_u64(&header->consumer.waits) < MANY_SLEEPS);
            sched_yield();
        }
        if (i < WAKE_UPS) {
            wake_for_nothing(&header->data);
        }
    }
    CHECK_STATUS(message_claim(forth(region), 1, 0, 0, 0), TENON_OK);
    tenon_queue_publish(forth(region));
    CHECK(pthread_join(thread, NULL) == 0);
    tenon_region_close(taking);
    tenon_region_close(region);
}

const harness_role harness_roles[] = {{"answer", answer}, {"produce", produce},
                                      {"produce-in-turns", produce_in_turns}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(sleepingPingPongMissesNoWakeUp),
    TEST(publishAtTheMomentOfFallingAsleepWakesUp),
    TEST(slowProducerAndSlowConsumerWakeEachOther),
    TEST(producersThatChangeHandsMissNoWakeUp),
    TEST(sleeperThatWasWokenForNothingSaysAgainThatItSleeps),
    TEST(sleepingThreadsExchangeEverythingInOrder),
    TEST(spinningThreadsExchangeEverythingInOrder),
    {NULL, NULL},
};
