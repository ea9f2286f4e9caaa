/* SPDX-License-Identifier: Apache-2.0 */
/* Queues between two processes, of which one leaves or is killed. */
#define _GNU_SOURCE
#include <signal.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "messages.h"
#include "regions.h"

#define CAPACITY 4096
#define A_MINUTE INT64_C(60000000000)

/* The struct section, as these tests use it. */
typedef struct progress {
    uint64_t done; /* messages of this generation published, or handled */
} progress;

static tenon_region *attach(const char *path) {
    test_region_type type;
    test_region_type_init(&type, CAPACITY, 8);
    tenon_region *region;
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &region), TENON_OK);
    return region;
}

static tenon_region *create(const char *path) {
    test_region_type type;
    test_region_type_init(&type, CAPACITY, 8);
    tenon_region *region;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region), TENON_OK);
    return region;
}

static tenon_queue *quotes(tenon_region *region) {
    return tenon_region_queue(region, QUEUE_SECTION);
}

static progress *progress_of(tenon_region *region) {
    return tenon_region_struct(region, STATUS_SECTION);
}

/* Publishes batches of random messages until it is killed; records how many were published. */
static int produce_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    tenon_region *region = attach(arguments[0]);
    uint64_t generation = strtoull(arguments[1], NULL, 10);
    uint64_t random = generation;
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    child_tell('r');
    for (uint64_t number = 0;; number++) {
        uint32_t extra = (uint32_t)(harness_random(&random) % 500);
        tenon_status status = message_claim(quotes(region), generation, number, extra, 0);
        if (status == TENON_TIMED_OUT || status == TENON_FULL) {
            tenon_queue_publish(quotes(region));
            tenon_store_release_u64(&progress_of(region)->done, number);
            status = message_claim(quotes(region), generation, number, extra, A_MINUTE);
        }
        CHECK_STATUS(status, TENON_OK);
        if (harness_random(&random) % 4 == 0) {
            tenon_queue_publish(quotes(region));
            tenon_store_release_u64(&progress_of(region)->done, number + 1);
        }
    }
}

static void producerKilledAtRandomMomentsLosesNothingPublished(void) {
    const char *path = harness_path("killed");
    tenon_region *region = create(path);
    message_log log = {0, 0, 0};
    uint64_t random = 42;
    uint64_t rounds = harness_is_sanitized() ? 20 : 60;
    for (uint64_t generation = 1; generation <= rounds; generation++) {
        char text[32];
        snprintf(text, sizeof text, "%" PRIu64, generation);
        tenon_store_release_u64(&progress_of(region)->done, 0);
        harness_child child = harness_start("produce", path, text, NULL);
        CHECK_EQUAL(harness_hear(&child), 'r');
        /* Sometimes the producer is caught writing, sometimes waiting for room. */
        uint64_t until = log.count + harness_random(&random) % 3000;
        while (log.count < until) {
            CHECK(tenon_queue_take(quotes(region), message_receive, &log,
                                   (uint32_t)(1 + harness_random(&random) % 8), A_MINUTE) > 0);
        }
        harness_kill(&child);
        int32_t result;
        do {
            result = tenon_queue_take(quotes(region), message_receive, &log, 100, A_MINUTE);
        } while (result > 0);
        CHECK_STATUS(result, TENON_PEER_LEFT);
        uint64_t published = tenon_load_acquire_u64(&progress_of(region)->done);
        CHECK((log.generation == generation ? log.next : 0) >= published);
        CHECK_EQUAL(tenon_queue_take(quotes(region), message_receive, &log, 100, 0), 0);
    }
    tenon_region_close(region);
}

/* Publishes two messages, half writes a third, and dies there. */
static int die_while_writing(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = attach(arguments[0]);
    CHECK_STATUS(tenon_region_set_label(region, "writer\x01"), TENON_OK);
    CHECK_STATUS(message_claim(quotes(region), 1, 0, 10, 0), TENON_OK);
    CHECK_STATUS(message_claim(quotes(region), 1, 1, 20, 0), TENON_OK);
    tenon_queue_publish(quotes(region));
    void *payload;
    CHECK_STATUS(tenon_queue_claim(quotes(region), 3, 1, 400, &payload), TENON_OK);
    memset(payload, 0xFF, 200);
    raise(SIGKILL);
    return 0;
}

static void producerKilledMidWriteLeavesQueueReadable(void) {
    const char *path = harness_path("mid-write");
    tenon_region *region = create(path);
    message_log log = {0, 0, 0};
    harness_child child = harness_start("die-while-writing", path, NULL);
    CHECK_EQUAL(harness_join(&child), 256 + SIGKILL);
    CHECK_EQUAL(tenon_queue_take(quotes(region), message_receive, &log, 100, A_MINUTE), 2);
    CHECK_STATUS(tenon_queue_take(quotes(region), message_receive, &log, 100, A_MINUTE),
                 TENON_PEER_LEFT);
    char who[64];
    snprintf(who, sizeof who, "process %d ('writer?'), has gone", (int)child.process);
    CHECK_DETAIL(who);
    /* The next producer writes over what was never published. */
    CHECK_STATUS(message_claim(quotes(region), 1, 2, 30, 0), TENON_OK);
    tenon_queue_publish(quotes(region));
    CHECK_EQUAL(tenon_queue_take(quotes(region), message_receive, &log, 100, A_MINUTE), 1);
    tenon_region_close(region);
}

static void handle_slowly(void *context, uint16_t message_id, uint16_t contract_version,
                          const void *payload, uint32_t size) {
    progress *to = context;
    uint64_t number;
    (void)message_id;
    (void)contract_version;
    CHECK(size >= 16);
    memcpy(&number, (const uint8_t *)payload + 8, sizeof number);
    tenon_store_release_u64(&to->done, number);
}

/* Messages of a batch, and those that a consumer with more to come need not have released. */
enum { BATCH = 5, MESSAGE_BYTES = 24 };
enum { UNRELEASED = CAPACITY / TENON_RELEASE_PARTS / (MESSAGE_BYTES + TENON_RECORD_HEADER_SIZE) };

/* Consumes until it is killed, in batches; records the last number handled. */
static int consume_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = attach(arguments[0]);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    child_tell('r');
    for (;;) {
        CHECK(tenon_queue_take(quotes(region), handle_slowly, progress_of(region), BATCH,
                               A_MINUTE) > 0);
    }
}

/* Remembers only the first number. */
static void note_first(void *context, uint16_t message_id, uint16_t contract_version,
                       const void *payload, uint32_t size) {
    (void)message_id;
    (void)contract_version;
    (void)size;
    memcpy(context, (const uint8_t *)payload + 8, sizeof(uint64_t));
}

static void killedConsumerRedeliversAtMostWhatItHadNotReleased(void) {
    const char *path = harness_path("consumer");
    tenon_region *region = create(path);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    uint64_t random = 7;
    uint64_t number = 0;
    uint64_t rounds = harness_is_sanitized() ? 15 : 150;
    for (uint64_t round = 0; round < rounds; round++) {
        harness_child child = harness_start("consume", path, NULL);
        CHECK_EQUAL(harness_hear(&child), 'r');
        uint64_t until = number + 100 + harness_random(&random) % 2000;
        for (; number < until; number++) {
            CHECK_STATUS(message_claim(quotes(region), 1, number, MESSAGE_BYTES, A_MINUTE),
                         TENON_OK);
            tenon_queue_publish(quotes(region));
        }
        harness_kill(&child);
        uint64_t handled = tenon_load_acquire_u64(&progress_of(region)->done);
        uint64_t first = number;
        tenon_status status = tenon_queue_consume(quotes(region));
        CHECK_STATUS(status, TENON_OK);
        if (tenon_queue_poll(quotes(region), note_first, &first, 1) == 1) {
            /* No gap, and not more again than it had not released. */
            CHECK(first <= handled + 1);
            CHECK(first + UNRELEASED + BATCH > handled);
        } else {
            CHECK_EQUAL(handled, number - 1);
        }
        uint64_t next = first;
        while (tenon_queue_poll(quotes(region), note_first, &first, 1) == 1) {
            CHECK_EQUAL(first, ++next);
        }
        tenon_queue_leave_consumer(quotes(region));
    }
    tenon_region_close(region);
}

static void producerLearnsOnceThatItsConsumerDied(void) {
    const char *path = harness_path("no-consumer");
    tenon_region *region = create(path);
    harness_child child = harness_start("consume", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    harness_kill(&child);
    tenon_status status;
    uint64_t number = 0;
    do {
        status = message_claim(quotes(region), 1, number++, 100, A_MINUTE);
        tenon_queue_publish(quotes(region));
    } while (status == TENON_OK);
    CHECK_STATUS(status, TENON_PEER_LEFT);
    CHECK_STATUS(message_claim(quotes(region), 1, number, 100, 0), TENON_TIMED_OUT);
    tenon_region_close(region);
}

/* Publishes some messages and leaves cleanly; by closing, or only the role. */
static int produce_and_leave(int count, char **arguments) {
    CHECK_EQUAL(count, 3);
    tenon_region *region = attach(arguments[0]);
    uint64_t generation = strtoull(arguments[1], NULL, 10);
    for (uint64_t number = 0; number < generation % 5; number++) {
        CHECK_STATUS(message_claim(quotes(region), generation, number, 8, 0), TENON_OK);
    }
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    tenon_queue_publish(quotes(region));
    child_tell('r');
    CHECK_EQUAL(child_hear(), 'x');
    if (strcmp(arguments[2], "role") == 0) {
        tenon_queue_leave_producer(quotes(region));
        child_tell('l');
        CHECK_EQUAL(child_hear(), 'x');
    }
    tenon_region_close(region);
    return 0;
}

static void leavingIsReportedOnceForEachProducerAfterItsMessages(void) {
    const char *path = harness_path("leave");
    tenon_region *region = create(path);
    message_log log = {0, 0, 0};
    /* Nobody has come yet, so nobody has left. */
    CHECK_EQUAL(tenon_queue_take(quotes(region), message_receive, &log, 10, 2000000), 0);
    for (uint64_t generation = 1; generation <= 10; generation++) {
        char text[32];
        snprintf(text, sizeof text, "%" PRIu64, generation);
        bool role_only = generation % 2 == 0;
        harness_child child =
            harness_start("leave", path, text, role_only ? "role" : "close", NULL);
        CHECK_EQUAL(harness_hear(&child), 'r');
        harness_tell(&child, 'x');
        int32_t result;
        uint64_t received = 0;
        while ((result = tenon_queue_take(quotes(region), message_receive, &log, 1, A_MINUTE)) >
               0) {
            received += (uint64_t)result;
        }
        CHECK_STATUS(result, TENON_PEER_LEFT);
        CHECK_EQUAL(received, generation % 5);
        CHECK_EQUAL(tenon_queue_take(quotes(region), message_receive, &log, 1, 1000000), 0);
        if (role_only) {
            CHECK_EQUAL(harness_hear(&child), 'l');
            harness_tell(&child, 'x');
        }
        CHECK_EQUAL(harness_join(&child), 0);
    }
    tenon_region_close(region);
}

/* Takes a role and keeps it until it is told, or killed. */
static int hold_role(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = attach(arguments[0]);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    child_tell('r');
    return child_hear() == 'x' ? 0 : 1;
}

static void roleOfAnotherProcessIsBusyUntilItDies(void) {
    const char *path = harness_path("busy");
    tenon_region *region = create(path);
    harness_child child = harness_start("hold", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    char holder[64];
    snprintf(holder, sizeof holder, "is process %d", (int)child.process);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_BUSY);
    CHECK_DETAIL(holder);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_BUSY);
    /* A stopped process is slow, not dead. */
    kill(child.process, SIGSTOP);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_BUSY);
    kill(child.process, SIGCONT);
    harness_kill(&child);
    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_OK);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    tenon_region_close(region);
}

static void exitedProcessThatNobodyReapedIsDead(void) {
    const char *path = harness_path("zombie");
    tenon_region *region = create(path);
    harness_child child = harness_start("hold", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    kill(child.process, SIGKILL);
    /* End of file on its output: it is a zombie, and stays one until it is joined. */
    CHECK_EQUAL(harness_hear(&child), -1);
    tenon_status status;
    do {
        /* The descriptors close a moment before the state changes. */
        status = tenon_queue_produce(quotes(region));
    } while (status == TENON_BUSY);
    CHECK_STATUS(status, TENON_OK);
    CHECK_EQUAL(harness_join(&child), 256 + SIGKILL);
    tenon_region_close(region);
}

const harness_role harness_roles[] = {
    {"produce", produce_for_ever},      {"die-while-writing", die_while_writing},
    {"consume", consume_for_ever},      {"leave", produce_and_leave},
    {"hold", hold_role},                {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(producerKilledAtRandomMomentsLosesNothingPublished),
    TEST(producerKilledMidWriteLeavesQueueReadable),
    TEST(killedConsumerRedeliversAtMostWhatItHadNotReleased),
    TEST(producerLearnsOnceThatItsConsumerDied),
    TEST(leavingIsReportedOnceForEachProducerAfterItsMessages),
    TEST(roleOfAnotherProcessIsBusyUntilItDies),
    TEST(exitedProcessThatNobodyReapedIsDead),
    {NULL, NULL},
};
