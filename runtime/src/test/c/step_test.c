/* SPDX-License-Identifier: Apache-2.0 */
/* Interleavings on purpose: one process is stopped before each of its instructions, while its
 * peer does what may matter. Linked with a runtime whose sleeps last an hour unless somebody
 * wakes them, so that a missed wake-up is a hang. */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>

#include <tenon/atomic.h>

#include "attacked.h"
#include "messages.h"
#include "regions.h"
#include "stepping.h"

#define CAPACITY 1024

static tenon_region *open_region(const char *path, bool creates) {
    test_region_type type;
    test_region_type_init(&type, CAPACITY, 8);
    tenon_region *region;
    CHECK_STATUS(creates ? tenon_region_create(&type.descriptor, path, &in_file, &region)
                         : tenon_region_attach(&type.descriptor, path, &in_file, &region),
                 TENON_OK);
    return region;
}

static tenon_queue *quotes(tenon_region *region) {
    return tenon_region_queue(region, QUEUE_SECTION);
}

static uint64_t *done_of(tenon_region *region) {
    return tenon_region_struct(region, STATUS_SECTION);
}

/* ---- Producer and consumer, stepped ---- */

enum { MESSAGES = 40 };

/* Of the ring, by a message without extra bytes. */
enum { RECORD_BYTES = 24 };

static uint32_t extra_of(uint64_t number) { return (uint32_t)(number * 37 % 100); }

static int produce_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = open_region(arguments[0], false);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    be_stepped();
    mark();
    for (uint64_t number = 0; number < MESSAGES; number++) {
        if (number % 7 == 0) {
            tenon_queue_publish(quotes(region));
            CHECK_STATUS(message_claim(quotes(region), 9, 99, 50, 0), TENON_OK);
            tenon_queue_cancel(quotes(region));
        }
        CHECK_STATUS(message_claim(quotes(region), 1, number, extra_of(number), 0), TENON_OK);
        if (number % 3 != 0) {
            tenon_queue_publish(quotes(region));
            tenon_store_release_u64(done_of(region), number + 1);
        }
    }
    tenon_queue_publish(quotes(region));
    mark();
    return 0;
}

static void queueIsReadableAtEveryInstructionOfTheProducer(void) {
    const char *path = harness_path("producer");
    tenon_region *region = open_region(path, true);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    harness_child child = start_stepped("produce", path);
    message_log log = {1, 0, 0};
    while (step(&child)) {
        CHECK(tenon_queue_poll(quotes(region), message_receive, &log, 100) >= 0);
        CHECK(log.next >= tenon_load_acquire_u64(done_of(region)));
    }
    CHECK(tenon_queue_poll(quotes(region), message_receive, &log, 100) >= 0);
    CHECK(log.count >= MESSAGES);
    harness_kill(&child);
    tenon_region_close(region);
}

static int consume_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = open_region(arguments[0], false);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    be_stepped();
    mark();
    message_log log = {1, 0, 0};
    while (log.count < MESSAGES) {
        CHECK(tenon_queue_poll(quotes(region), message_receive, &log, 2) >= 0);
    }
    mark();
    return 0;
}

static void nothingUnreadIsOverwrittenAtAnyInstructionOfTheConsumer(void) {
    const char *path = harness_path("consumer");
    tenon_region *region = open_region(path, true);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    harness_child child = start_stepped("consume", path);
    uint64_t number = 0;
    do {
        /* Always as full as can be. */
        while (message_claim(quotes(region), 1, number, extra_of(number), 0) == TENON_OK) {
            tenon_queue_publish(quotes(region));
            number++;
        }
    } while (step(&child));
    CHECK(number >= MESSAGES);
    harness_kill(&child);
    tenon_region_close(region);
}

/* ---- Looking at a header, stepped, while it changes ---- */

static int peek_and_poll_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = open_region(arguments[0], false);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    be_stepped();
    message_log log = {1, 0, 0};
    for (;;) {
        mark();
        message_log peeked = log;
        int32_t result = tenon_queue_peek(quotes(region), message_receive, &peeked);
        CHECK(result >= 0 || result == TENON_CORRUPT);
        result = tenon_queue_poll(quotes(region), message_receive, &log, 1);
        CHECK(result >= 0 || result == TENON_CORRUPT);
    }
}

static void publish_one(tenon_region *region, uint64_t number) {
    CHECK_STATUS(message_claim(quotes(region), 1, number, 0, 0), TENON_OK);
    tenon_queue_publish(quotes(region));
}

/* A header that was checked is the one used: a second look would see a size that was not. */
static void headerIsLookedAtOnceAtEveryInstruction(void) {
    const char *path = harness_path("header");
    tenon_region *region = open_region(path, true);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    size_t size;
    uint8_t *bytes = attacked_map(path, &size);
    const tenon_section_entry *entry = test_entry(bytes, QUEUE_SECTION);
    const tenon_queue_header *header = (void *)(bytes + entry->offset);
    harness_child child = start_stepped("peek-and-poll", path);
    uint64_t distance = harness_is_sanitized() ? 71 : 1;
    uint64_t rounds = 0;
    for (bool finished = false; !finished; rounds++) {
        publish_one(region, rounds);
        uint64_t begin = tenon_load_relaxed_u64(&header->producer.position) - RECORD_BYTES;
        uint64_t *word = (void *)(bytes + entry->data_offset + begin % CAPACITY);
        uint64_t good = tenon_load_relaxed_u64(word);
        for (uint64_t i = 0; i < rounds * distance && !finished; i++) {
            finished = !step(&child);
        }
        tenon_store_relaxed_u64(word, good | INT32_MAX);
        if (!finished) {
            run_to_mark(&child);
        }
        tenon_store_relaxed_u64(word, good);
        run_to_mark(&child);
    }
    CHECK(rounds > 10);
    harness_kill(&child);
    CHECK(munmap(bytes, size) == 0);
    tenon_region_close(region);
}

/* ---- Falling asleep, stepped ---- */

static int take_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = open_region(arguments[0], false);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    be_stepped();
    message_log log = {1, 0, 0};
    for (;;) {
        mark();
        int32_t result = tenon_queue_take(quotes(region), message_receive, &log, 1, -1);
        CHECK(result == 1 || result == TENON_PEER_LEFT);
    }
}

/* Takes the sleeper to its instruction number `steps` in a wait; false when it is about to sleep
 * before that. */
static bool advance(const harness_child *child, uint64_t steps) {
    for (uint64_t i = 0; i < steps; i++) {
        if (is_about_to_sleep(child)) {
            return false;
        }
        CHECK(step(child));
    }
    return true;
}

/* Not every instruction: the time grows with their square, and each order of memory accesses
 * is met all the same. A sanitizer makes many instructions of one. */
static uint64_t stride(void) { return harness_is_sanitized() ? 71 : 2; }

static void publishWakesAtEveryInstructionOfFallingAsleep(void) {
    const char *path = harness_path("asleep");
    tenon_region *region = open_region(path, true);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    harness_child child = start_stepped("take", path);
    uint64_t number = 0;
    /* The first wait also looks whether the producer lives. */
    go_on(&child);
    publish_one(region, number++);
    CHECK_EQUAL(stop_of(&child), SIGSTOP);
    for (uint64_t steps = 0;; steps += stride()) {
        bool awake = advance(&child, steps);
        publish_one(region, number++);
        run_to_mark(&child);
        if (!awake) {
            break;
        }
    }
    CHECK(number > 20);
    harness_kill(&child);
    tenon_region_close(region);
}

static void leavingWakesAtEveryInstructionOfFallingAsleep(void) {
    const char *path = harness_path("leaving");
    tenon_region *region = open_region(path, true);
    size_t size;
    uint8_t *bytes = attacked_map(path, &size);
    const tenon_queue_header *header =
        (void *)(bytes + test_entry(bytes, QUEUE_SECTION)->offset);
    harness_child child = start_stepped("take", path);
    uint64_t rounds = 0;
    for (uint64_t steps = 0;; steps += 3 * stride()) {
        CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
        bool awake = advance(&child, steps);
        bool announced = tenon_load_acquire_u64(&header->data.waiting) != 0;
        uint64_t sleeps = tenon_load_relaxed_u64(&header->consumer.waits);
        tenon_queue_leave_producer(quotes(region));
        run_to_mark(&child);
        /* Nobody wakes who had not said that it sleeps: it looks itself, and does not. */
        CHECK(announced || tenon_load_relaxed_u64(&header->consumer.waits) == sleeps);
        rounds++;
        if (!awake) {
            break;
        }
    }
    CHECK(rounds > 10);
    harness_kill(&child);
    CHECK(munmap(bytes, size) == 0);
    tenon_region_close(region);
}

static int look_twice_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = open_region(arguments[0], false);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    be_stepped();
    message_log log = {1, 0, 0};
    for (;;) {
        mark();
        CHECK_STATUS(tenon_queue_take(quotes(region), message_receive, &log, 1, 0),
                     TENON_PEER_LEFT);
        mark();
        CHECK_EQUAL(tenon_queue_take(quotes(region), message_receive, &log, 1, 0), 0);
    }
}

/* A look at the owner first, and at the epoch behind that, would take one for the other. */
static void successorHasNotLeftThatCameAtAnyInstructionOfALook(void) {
    const char *path = harness_path("successor");
    tenon_region *region = open_region(path, true);
    harness_child child = start_stepped("look-twice", path);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    tenon_queue_leave_producer(quotes(region));
    uint64_t rounds = 0;
    for (bool finished = false; !finished; rounds++) {
        run_to_mark(&child);
        for (uint64_t i = 0; i < rounds * stride() && !finished; i++) {
            finished = !step(&child);
        }
        CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
        if (!finished) {
            run_to_mark(&child);
        }
        tenon_queue_leave_producer(quotes(region));
    }
    CHECK(rounds > 10);
    harness_kill(&child);
    tenon_region_close(region);
}

static int take_last_words_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = open_region(arguments[0], false);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    be_stepped();
    message_log log = {1, 0, 0};
    for (;;) {
        mark();
        CHECK_STATUS(tenon_queue_take(quotes(region), message_receive, &log, 9, -1), 1);
        CHECK_STATUS(tenon_queue_take(quotes(region), message_receive, &log, 9, -1),
                     TENON_PEER_LEFT);
    }
}

static void lastMessageComesBeforeTheEndAtEveryInstruction(void) {
    const char *path = harness_path("last-words");
    tenon_region *region = open_region(path, true);
    harness_child child = start_stepped("take-last-words", path);
    uint64_t number = 0;
    for (uint64_t steps = 0;; steps += 2 * stride()) {
        CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
        bool awake = advance(&child, steps);
        publish_one(region, number++);
        tenon_queue_leave_producer(quotes(region));
        run_to_mark(&child);
        if (!awake) {
            break;
        }
    }
    CHECK(number > 10);
    harness_kill(&child);
    tenon_region_close(region);
}

/* ---- Publishing, stepped, against a peer that falls asleep meanwhile ---- */

static int take_when_told(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = open_region(arguments[0], false);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    child_tell('r');
    message_log log = {1, 0, 0};
    while (child_hear() == 't') {
        CHECK_EQUAL(tenon_queue_take(quotes(region), message_receive, &log, 1, -1), 1);
        tenon_store_release_u64(done_of(region), log.count);
        child_tell('d');
    }
    return 0;
}

static int publish_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = open_region(arguments[0], false);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    be_stepped();
    for (uint64_t number = 0;; number++) {
        CHECK_STATUS(message_claim(quotes(region), 1, number, 0, 0), TENON_OK);
        mark();
        tenon_queue_publish(quotes(region));
        mark();
    }
}

static void sleeperIsWokenByAPublishThatBeganBeforeItSlept(void) {
    const char *path = harness_path("publishing");
    tenon_region *region = open_region(path, true);
    harness_child taker = harness_start("take-when-told", path, NULL);
    CHECK_EQUAL(harness_hear(&taker), 'r');
    harness_child publisher = start_stepped("publish", path);
    uint64_t rounds = 0;
    for (bool finished = false; !finished; rounds++) {
        for (uint64_t i = 0; i < rounds * stride() && !finished; i++) {
            finished = !step(&publisher);
        }
        harness_tell(&taker, 't');
        /* Either the message is there already, or the taker goes to sleep. */
        while (!is_asleep(taker.process) &&
               tenon_load_acquire_u64(done_of(region)) != rounds + 1) {
            sched_yield();
        }
        if (!finished) {
            run_to_mark(&publisher);
        }
        CHECK_EQUAL(harness_hear(&taker), 'd');
        run_to_mark(&publisher);
    }
    CHECK(rounds > 3);
    harness_kill(&publisher);
    harness_kill(&taker);
    tenon_region_close(region);
}

const harness_role harness_roles[] = {
    {"produce", produce_stepped}, {"consume", consume_stepped},
    {"peek-and-poll", peek_and_poll_stepped},
    {"take-last-words", take_last_words_stepped},
    {"look-twice", look_twice_stepped},
    {"take", take_stepped},       {"take-when-told", take_when_told},
    {"publish", publish_stepped}, {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(queueIsReadableAtEveryInstructionOfTheProducer),
    TEST(nothingUnreadIsOverwrittenAtAnyInstructionOfTheConsumer),
    TEST(headerIsLookedAtOnceAtEveryInstruction),
    TEST(publishWakesAtEveryInstructionOfFallingAsleep),
    TEST(leavingWakesAtEveryInstructionOfFallingAsleep),
    TEST(successorHasNotLeftThatCameAtAnyInstructionOfALook),
    TEST(lastMessageComesBeforeTheEndAtEveryInstruction),
    TEST(sleeperIsWokenByAPublishThatBeganBeforeItSlept),
    {NULL, NULL},
};
