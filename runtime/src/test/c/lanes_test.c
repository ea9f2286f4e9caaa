/* SPDX-License-Identifier: Apache-2.0 */
/* Queues with several lanes: many producers, one consumer. The library has no slices here, so that
 * a wake-up that is missed is a hang, which the watchdog ends. */
#include <pthread.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "regions.h"

#define LANES    4
#define CAPACITY UINT64_C(4096)
#define FOR_EVER INT64_C(-1)
#define MESSAGE  UINT16_C(1)

/* A message: who sent it, and its number among those of that sender. */
typedef struct numbered {
    uint64_t sender;
    uint64_t number;
} numbered;

typedef struct seen {
    uint64_t next[LANES + 1]; /* number expected of each sender */
    uint64_t count;
    uint64_t last_sender;
} seen;

static tenon_status open_lanes(test_opening *opening, const char *path,
                               const tenon_region_options *options, tenon_region **region) {
    test_region_type type;
    test_region_type_init(&type, CAPACITY, 8);
    type.sections[QUEUE_SECTION].count = LANES;
    type.sections[QUEUE_SECTION].flags = TENON_SECTION_FLAGS_STAMPED;
    return opening(&type.descriptor, path, options, region);
}

static tenon_region *create(const char *path) {
    tenon_region *region;
    CHECK_STATUS(open_lanes(tenon_region_create, path, &in_file, &region), TENON_OK);
    return region;
}

static tenon_region *attach(const char *path) {
    tenon_region *region;
    CHECK_STATUS(open_lanes(tenon_region_attach, path, &in_file, &region), TENON_OK);
    return region;
}

static tenon_queue *queue_of(tenon_region *region) {
    return tenon_region_queue(region, QUEUE_SECTION);
}

static tenon_status claim(tenon_queue *queue, uint64_t sender, uint64_t number) {
    void *payload;
    tenon_status status = tenon_queue_claim(queue, MESSAGE, 1, sizeof(numbered), &payload);
    if (status == TENON_OK) {
        *(numbered *)payload = (numbered){sender, number};
    }
    return status;
}

static void send(tenon_region *region, uint64_t sender, uint64_t number) {
    CHECK_STATUS(claim(queue_of(region), sender, number), TENON_OK);
    tenon_queue_publish(queue_of(region));
}

static void receive(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    seen *all = context;
    const numbered *message = payload;
    CHECK_EQUAL(message_id, MESSAGE);
    CHECK_EQUAL(contract_version, 1);
    CHECK_EQUAL(size, sizeof *message);
    CHECK(message->sender <= LANES);
    CHECK_EQUAL(message->number, all->next[message->sender]);
    all->next[message->sender]++;
    all->last_sender = message->sender;
    all->count++;
}

static void eachProducerHasALaneAndTheConsumerGetsAll(void) {
    const char *path = harness_path("all");
    tenon_region *consumer = create(path);
    tenon_region *producers[LANES];
    seen all = {0};
    CHECK_EQUAL(tenon_queue_lanes(queue_of(consumer)), LANES);
    for (uint64_t i = 0; i < LANES; i++) {
        producers[i] = attach(path);
        send(producers[i], i, 0);
    }
    for (uint64_t i = 0; i < LANES; i++) {
        send(producers[i], i, 1);
    }
    CHECK_EQUAL(tenon_queue_poll(queue_of(consumer), receive, &all, 100), 2 * LANES);
    for (uint64_t i = 0; i < LANES; i++) {
        CHECK_EQUAL(all.next[i], 2);
        CHECK_EQUAL(tenon_queue_lane_state(queue_of(consumer), (uint32_t)i),
                    TENON_PEER_STATE_PRESENT);
        CHECK_STATUS(tenon_region_close(producers[i]), TENON_OK);
    }
    CHECK_EQUAL(tenon_queue_producer_state(queue_of(consumer)), TENON_PEER_STATE_LEFT);
    CHECK_STATUS(tenon_region_close(consumer), TENON_OK);
}

static void oneProducerMoreThanLanesIsRefusedUntilOneLeaves(void) {
    const char *path = harness_path("more");
    tenon_region *producers[LANES + 1];
    producers[0] = create(path);
    for (int i = 1; i <= LANES; i++) {
        producers[i] = attach(path);
    }
    for (int i = 0; i < LANES; i++) {
        CHECK_STATUS(tenon_queue_produce(queue_of(producers[i])), TENON_OK);
        CHECK_STATUS(tenon_queue_produce(queue_of(producers[i])), TENON_OK);
    }
    CHECK_STATUS(tenon_queue_produce(queue_of(producers[LANES])), TENON_BUSY);
    CHECK_DETAIL("all 4 producers of queue 'quotes'");
    tenon_queue_leave_producer(queue_of(producers[2]));
    CHECK_STATUS(tenon_queue_produce(queue_of(producers[LANES])), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(queue_of(producers[2])), TENON_BUSY);
    for (int i = 0; i <= LANES; i++) {
        CHECK_STATUS(tenon_region_close(producers[i]), TENON_OK);
    }
}

static void noLaneIsServedMoreThanItsPartOfALimit(void) {
    const char *path = harness_path("fair");
    tenon_region *consumer = create(path);
    tenon_region *producers[LANES];
    seen all = {0};
    for (uint64_t i = 0; i < LANES; i++) {
        producers[i] = attach(path);
        /* The first one has sent much more than the others. */
        for (uint64_t number = 0; number < (i == 0 ? 60 : 4); number++) {
            send(producers[i], i, number);
        }
    }
    CHECK_EQUAL(tenon_queue_poll(queue_of(consumer), receive, &all, 8), 8);
    for (uint64_t i = 0; i < LANES; i++) {
        CHECK_EQUAL(all.next[i], 2);
    }
    /* Where others have nothing more, the first one gets the rest. */
    CHECK_EQUAL(tenon_queue_poll(queue_of(consumer), receive, &all, 40), 40);
    CHECK_EQUAL(all.next[1] + all.next[2] + all.next[3], 12);
    CHECK_EQUAL(tenon_queue_poll(queue_of(consumer), receive, &all, 1), 1);
    CHECK_EQUAL(tenon_queue_poll(queue_of(consumer), receive, &all, UINT32_MAX), 23);
    CHECK_EQUAL(tenon_queue_poll(queue_of(consumer), receive, &all, UINT32_MAX), 0);
    for (int i = 0; i < LANES; i++) {
        CHECK_STATUS(tenon_region_close(producers[i]), TENON_OK);
    }
    CHECK_STATUS(tenon_region_close(consumer), TENON_OK);
}

static void messageThatWasPeekedAtIsPolledNext(void) {
    const char *path = harness_path("peek");
    tenon_region *consumer = create(path);
    tenon_region *producers[LANES];
    for (int i = 0; i < LANES; i++) {
        producers[i] = attach(path);
        CHECK_STATUS(tenon_queue_produce(queue_of(producers[i])), TENON_OK);
    }
    send(producers[2], 2, 0);
    send(producers[1], 1, 0);
    for (int i = 0; i < 2; i++) {
        seen peeked = {0};
        seen polled = {.next = {0}};
        CHECK_EQUAL(tenon_queue_peek(queue_of(consumer), receive, &peeked), 1);
        CHECK_EQUAL(tenon_queue_peek(queue_of(consumer), receive, &(seen){0}), 1);
        CHECK_EQUAL(tenon_queue_poll(queue_of(consumer), receive, &polled, 1), 1);
        CHECK_EQUAL(polled.last_sender, peeked.last_sender);
    }
    CHECK_EQUAL(tenon_queue_peek(queue_of(consumer), receive, &(seen){0}), 0);
    for (int i = 0; i < LANES; i++) {
        CHECK_STATUS(tenon_region_close(producers[i]), TENON_OK);
    }
    CHECK_STATUS(tenon_region_close(consumer), TENON_OK);
}

static void ageOfAMessageAndOfTheOldestOneAreKnown(void) {
    const char *path = harness_path("age");
    tenon_region *region = create(path);
    tenon_queue *queue = queue_of(region);
    tenon_queue_statistics statistics;
    seen all = {0};
    tenon_queue_read_statistics(queue, &statistics);
    CHECK_EQUAL(statistics.lag_ns, 0);
    CHECK_STATUS(claim(queue, 0, 0), TENON_OK);
    CHECK_STATUS(claim(queue, 0, 1), TENON_OK);
    CHECK_STATUS(claim(queue, 0, 2), TENON_OK);
    tenon_queue_publish(queue);
    tenon_queue_read_statistics(queue, &statistics);
    uint64_t first = statistics.lag_ns;
    CHECK(first > 0 && first < UINT64_C(600000000000));
    CHECK_EQUAL(statistics.lag_messages, 3);
    CHECK_EQUAL(tenon_queue_poll(queue, receive, &all, 2), 2);
    /* All records of a batch have its time, and time goes on. */
    CHECK(tenon_queue_age(queue) >= first);
    tenon_queue_read_statistics(queue, &statistics);
    CHECK(statistics.lag_ns >= first);
    CHECK_EQUAL(tenon_queue_poll(queue, receive, &all, 2), 1);
    CHECK(tenon_queue_age(queue) >= first && tenon_queue_age(queue) < UINT64_C(600000000000));
    tenon_queue_read_statistics(queue, &statistics);
    CHECK_EQUAL(statistics.lag_ns, 0);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

static void statisticsAreSumsOfAllLanes(void) {
    const char *path = harness_path("sums");
    tenon_region *consumer = create(path);
    tenon_region *other = attach(path);
    tenon_queue_statistics statistics;
    seen all = {0};
    send(consumer, 0, 0);
    send(consumer, 0, 1);
    send(other, 1, 0);
    CHECK_EQUAL(tenon_queue_poll(queue_of(consumer), receive, &all, 1), 1);
    tenon_queue_read_statistics(queue_of(other), &statistics);
    CHECK_EQUAL(statistics.published, 3);
    CHECK_EQUAL(statistics.consumed, 1);
    CHECK_EQUAL(statistics.lag_messages, 2);
    CHECK_STATUS(tenon_region_close(other), TENON_OK);
    CHECK_STATUS(tenon_region_close(consumer), TENON_OK);
}

/* ---- Several processes ---- */

static uint64_t messages(void) {
    return harness_is_long() ? 2000000 : harness_is_sanitized() ? 5000 : 50000;
}

/* Sends its messages, some of them several at a time, and waits for room. */
static int produce(int count, char **arguments) {
    CHECK_EQUAL(count, 3);
    tenon_region *region = attach(arguments[0]);
    tenon_queue *queue = queue_of(region);
    uint64_t sender = strtoull(arguments[1], NULL, 10);
    uint64_t total = strtoull(arguments[2], NULL, 10);
    uint64_t random = sender + 1;
    CHECK_STATUS(tenon_queue_produce(queue), TENON_OK);
    child_tell('r');
    for (uint64_t number = 0; number < total; number++) {
        void *payload;
        tenon_status status = tenon_queue_claim(queue, MESSAGE, 1, sizeof(numbered), &payload);
        if (status == TENON_FULL) {
            tenon_queue_publish(queue);
            status = tenon_queue_claim_wait(queue, MESSAGE, 1, sizeof(numbered), FOR_EVER,
                                            &payload);
        }
        CHECK_STATUS(status, TENON_OK);
        *(numbered *)payload = (numbered){sender, number};
        if (harness_random(&random) % 3 == 0) {
            tenon_queue_publish(queue);
        }
        if (number % 1000 == 0) {
            harness_got_on();
        }
    }
    tenon_queue_publish(queue);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    return 0;
}

static harness_child start_producer(const char *path, uint64_t sender, uint64_t total) {
    char number[24];
    char text[24];
    snprintf(number, sizeof number, "%" PRIu64, sender);
    snprintf(text, sizeof text, "%" PRIu64, total);
    harness_child child = harness_start("produce", path, number, text, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    return child;
}

/* A wait that is not ended by a message that comes in any lane would hang. */
static void messagesOfManyProcessesArriveInTheOrderOfEach(void) {
    const char *path = harness_path("many");
    tenon_region *consumer = create(path);
    harness_child children[LANES];
    seen all = {0};
    for (uint64_t i = 0; i < LANES; i++) {
        children[i] = start_producer(path, i, messages());
    }
    uint32_t leavers = 0;
    while (all.count < LANES * messages() || leavers < LANES) {
        int32_t taken = tenon_queue_take(queue_of(consumer), receive, &all, 64, FOR_EVER);
        if (taken == TENON_PEER_LEFT) {
            leavers++;
        } else {
            CHECK(taken > 0);
        }
        harness_got_on();
    }
    CHECK_EQUAL(all.count, LANES * messages());
    for (int i = 0; i < LANES; i++) {
        CHECK_EQUAL(harness_join(&children[i]), 0);
    }
    CHECK_EQUAL(tenon_queue_take(queue_of(consumer), receive, &all, 1, 0), 0);
    CHECK_STATUS(tenon_region_close(consumer), TENON_OK);
}

/* Takes turns with the consumer in its own lane: each message answers one of the back queue. */
static int answer(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    tenon_region *region = attach(arguments[0]);
    uint64_t total = strtoull(arguments[1], NULL, 10);
    tenon_queue *back = tenon_region_queue(region, BACK_SECTION);
    seen all = {0};
    child_tell('r');
    for (uint64_t number = 0; number < total; number++) {
        while (tenon_queue_take(back, receive, &all, 1, FOR_EVER) != 1) {
        }
        send(region, 0, number);
        if (number % 1000 == 0) {
            harness_got_on();
        }
    }
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    return 0;
}

static void noWakeUpIsMissedWhereOthersHoldLanesThatAreSilent(void) {
    const char *path = harness_path("turns");
    char text[24];
    tenon_region *consumer = create(path);
    tenon_region *silent[LANES - 1];
    uint64_t turns = harness_is_long() ? 10000000 : harness_is_sanitized() ? 3000 : 30000;
    seen all = {0};
    for (int i = 0; i < LANES - 1; i++) {
        silent[i] = attach(path);
        CHECK_STATUS(tenon_queue_produce(queue_of(silent[i])), TENON_OK);
    }
    snprintf(text, sizeof text, "%" PRIu64, turns);
    harness_child child = harness_start("answer", path, text, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    tenon_queue *back = tenon_region_queue(consumer, BACK_SECTION);
    for (uint64_t number = 0; number < turns; number++) {
        CHECK_STATUS(claim(back, 0, number), TENON_OK);
        tenon_queue_publish(back);
        while (tenon_queue_take(queue_of(consumer), receive, &all, 1, FOR_EVER) != 1) {
        }
        if (number % 1000 == 0) {
            harness_got_on();
        }
    }
    CHECK_EQUAL(harness_join(&child), 0);
    for (int i = 0; i < LANES - 1; i++) {
        CHECK_STATUS(tenon_region_close(silent[i]), TENON_OK);
    }
    CHECK_STATUS(tenon_region_close(consumer), TENON_OK);
}

const harness_role harness_roles[] = {{"produce", produce}, {"answer", answer}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(eachProducerHasALaneAndTheConsumerGetsAll),
    TEST(oneProducerMoreThanLanesIsRefusedUntilOneLeaves),
    TEST(noLaneIsServedMoreThanItsPartOfALimit),
    TEST(messageThatWasPeekedAtIsPolledNext),
    TEST(ageOfAMessageAndOfTheOldestOneAreKnown),
    TEST(statisticsAreSumsOfAllLanes),
    TEST(messagesOfManyProcessesArriveInTheOrderOfEach),
    TEST(noWakeUpIsMissedWhereOthersHoldLanesThatAreSilent),
    {NULL, NULL},
};
