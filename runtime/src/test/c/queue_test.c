/* SPDX-License-Identifier: Apache-2.0 */
/* The queue's rules, both ends in one process. */
#include "harness.h"
#include "regions.h"

/* Two handles of one region: the producer's and the consumer's. */
typedef struct pair {
    tenon_region *producing;
    tenon_region *consuming;
    tenon_queue *out;
    tenon_queue *in;
} pair;

static pair open_pair(uint64_t capacity, uint32_t alignment) {
    test_region_type type;
    test_region_type_init(&type, capacity, alignment);
    const char *path = harness_path("queue");
    pair opened;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &opened.producing),
                 TENON_OK);
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &opened.consuming),
                 TENON_OK);
    opened.out = tenon_region_queue(opened.producing, QUEUE_SECTION);
    opened.in = tenon_region_queue(opened.consuming, QUEUE_SECTION);
    CHECK(opened.out != NULL && opened.in != NULL);
    return opened;
}

static void close_pair(pair *opened) {
    tenon_region_close(opened->producing);
    tenon_region_close(opened->consuming);
}

/* A payload of any size that tells its number: every byte follows from it. */
static uint8_t pattern(uint64_t number, uint32_t i) { return (uint8_t)(number * 31 + i); }

static tenon_status send(tenon_queue *queue, uint64_t number, uint32_t size) {
    void *payload;
    uint16_t id = (uint16_t)(number % 65535 + 1);
    tenon_status status = tenon_queue_claim(queue, id, (uint16_t)(number % 7), size, &payload);
    if (status == TENON_OK) {
        for (uint32_t i = 0; i < size; i++) {
            ((uint8_t *)payload)[i] = pattern(number, i);
        }
    }
    return status;
}

typedef struct receiver {
    uint64_t next;       /* number expected next */
    uint32_t last_size;
    uintptr_t alignment; /* of payloads */
} receiver;

static void receive(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    receiver *to = context;
    CHECK_EQUAL(message_id, to->next % 65535 + 1);
    CHECK_EQUAL(contract_version, to->next % 7);
    CHECK_EQUAL((uintptr_t)payload % to->alignment, 0);
    for (uint32_t i = 0; i < size; i++) {
        CHECK_EQUAL(((const uint8_t *)payload)[i], pattern(to->next, i));
    }
    to->last_size = size;
    to->next++;
}

static void wrapsAtEveryOffsetWithMixedSizes(void) {
    static const uint32_t alignments[] = {1, 8, 64};
    for (size_t a = 0; a < sizeof alignments / sizeof *alignments; a++) {
        pair opened = open_pair(1024, alignments[a]);
        uint32_t largest = tenon_queue_largest_message(opened.out);
        CHECK_EQUAL(largest, 512 - (alignments[a] < 8 ? 8 : alignments[a]));
        receiver to = {0, 0, alignments[a]};
        uint64_t number = 0;
        uint64_t random = 1;
        /* One long and one odd step reach every index; random sizes mix the strides. */
        for (uint32_t round = 0; round < 40000; round++) {
            uint32_t size = round % 3 == 0
                                ? round / 3 % (largest + 1)
                                : (uint32_t)(harness_random(&random) % (largest + 1));
            while (send(opened.out, number, size) == TENON_FULL) {
                tenon_queue_publish(opened.out);
                CHECK(tenon_queue_poll(opened.in, receive, &to, 1 + round % 5) > 0);
            }
            number++;
            if (round % 4 == 0) {
                tenon_queue_publish(opened.out);
            }
        }
        tenon_queue_publish(opened.out);
        while (tenon_queue_poll(opened.in, receive, &to, UINT32_MAX) > 0) {
        }
        CHECK_EQUAL(to.next, number);
        close_pair(&opened);
    }
}

static void fullQueueRefusesUntilConsumerMakesRoom(void) {
    pair opened = open_pair(1024, 8);
    receiver to = {0, 0, 8};
    /* 24 bytes and the header: 31 records and the zero behind the last one fill the ring. */
    for (uint64_t number = 0; number < 31; number++) {
        CHECK_STATUS(send(opened.out, number, 24), TENON_OK);
    }
    CHECK_STATUS(send(opened.out, 31, 24), TENON_FULL);
    CHECK_STATUS(send(opened.out, 31, 16), TENON_OK);
    CHECK_STATUS(send(opened.out, 32, 0), TENON_FULL);
    tenon_queue_publish(opened.out);
    CHECK_STATUS(send(opened.out, 32, 0), TENON_FULL);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 1), 1);
    CHECK_STATUS(send(opened.out, 32, 24), TENON_FULL);
    CHECK_STATUS(send(opened.out, 32, 16), TENON_OK);
    CHECK_STATUS(send(opened.out, 33, 0), TENON_FULL);
    tenon_queue_publish(opened.out);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 100), 32);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 100), 0);
    close_pair(&opened);
}

static void largestMessageAlwaysFitsIntoEmptyQueue(void) {
    pair opened = open_pair(256, 8);
    receiver to = {0, 0, 8};
    uint32_t largest = tenon_queue_largest_message(opened.out);
    uint64_t number = 0;
    for (uint32_t size = 0; size <= largest; size++) {
        CHECK_STATUS(send(opened.out, number++, size), TENON_OK);
        tenon_queue_publish(opened.out);
        CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 10), 1);
        CHECK_STATUS(send(opened.out, number++, largest), TENON_OK);
        tenon_queue_publish(opened.out);
        CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 10), 1);
        CHECK_EQUAL(to.last_size, largest);
    }
    CHECK_STATUS(send(opened.out, number, largest + 1), TENON_TOO_LONG);
    CHECK_STATUS(send(opened.out, number, UINT32_MAX), TENON_TOO_LONG);
    void *payload;
    CHECK_STATUS(tenon_queue_claim(opened.out, 0, 1, 8, &payload), TENON_INVALID);
    close_pair(&opened);
}

static void batchAppearsAtOnceOnPublish(void) {
    pair opened = open_pair(4096, 8);
    receiver to = {0, 0, 8};
    for (uint64_t number = 0; number < 10; number++) {
        CHECK_STATUS(send(opened.out, number, 40), TENON_OK);
        CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 10), 0);
    }
    tenon_queue_publish(opened.out);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 3), 3);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 0), 0);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, UINT32_MAX), 7);
    close_pair(&opened);
}

static void cancelledClaimsAreNeverSeen(void) {
    pair opened = open_pair(512, 8);
    receiver to = {0, 0, 8};
    uint64_t number = 0;
    for (uint32_t round = 0; round < 2000; round++) {
        for (uint32_t i = 0; i < round % 4; i++) {
            (void)send(opened.out, 999, 24 + round % 100);
        }
        tenon_queue_cancel(opened.out);
        CHECK_STATUS(send(opened.out, number++, round % 200), TENON_OK);
        tenon_queue_publish(opened.out);
        tenon_queue_cancel(opened.out);
        CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 10), 1);
    }
    close_pair(&opened);
}

static void roleHeldByLiveHandleIsBusy(void) {
    pair opened = open_pair(1024, 8);
    CHECK_STATUS(tenon_queue_produce(opened.out), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(opened.out), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(opened.in), TENON_BUSY);
    CHECK_DETAIL("producer of queue 'quotes'");
    void *payload;
    CHECK_STATUS(tenon_queue_claim(opened.in, 1, 1, 8, &payload), TENON_BUSY);
    CHECK_STATUS(tenon_queue_consume(opened.in), TENON_OK);
    receiver to = {0, 0, 8};
    CHECK_STATUS(tenon_queue_poll(opened.out, receive, &to, 1), TENON_BUSY);
    tenon_queue_leave_producer(opened.out);
    CHECK_STATUS(tenon_queue_produce(opened.in), TENON_OK);
    tenon_queue_leave_consumer(opened.in);
    CHECK_STATUS(tenon_queue_consume(opened.out), TENON_OK);
    close_pair(&opened);
}

static void unpublishedClaimsOfALeavingProducerAreDropped(void) {
    pair opened = open_pair(1024, 8);
    receiver to = {0, 0, 8};
    CHECK_STATUS(send(opened.out, 0, 16), TENON_OK);
    tenon_queue_publish(opened.out);
    CHECK_STATUS(send(opened.out, 77, 16), TENON_OK);
    tenon_queue_leave_producer(opened.out);
    CHECK_STATUS(send(opened.in, 1, 16), TENON_OK);
    tenon_queue_publish(opened.in);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &to, 10), 2);
    close_pair(&opened);
}

static void ownUnpublishedClaimsNeverBlockForEver(void) {
    pair opened = open_pair(256, 8);
    void *payload;
    while (tenon_queue_claim(opened.out, 1, 1, 24, &payload) == TENON_OK) {
    }
    CHECK_STATUS(tenon_queue_claim_wait(opened.out, 1, 1, 24, -1, &payload), TENON_FULL);
    CHECK_DETAIL("publish or cancel");
    close_pair(&opened);
}

static void waitsEndAtTheirTimeOut(void) {
    pair opened = open_pair(256, 8);
    receiver to = {0, 0, 8};
    CHECK_EQUAL(tenon_queue_take(opened.in, receive, &to, 10, 0), 0);
    CHECK_EQUAL(tenon_queue_take(opened.in, receive, &to, 10, 3000000), 0);
    void *payload;
    uint64_t number = 0;
    while (send(opened.out, number, 24) == TENON_OK) {
        number++;
    }
    tenon_queue_publish(opened.out);
    CHECK_STATUS(tenon_queue_claim_wait(opened.out, 1, 1, 24, 0, &payload), TENON_TIMED_OUT);
    CHECK_STATUS(tenon_queue_claim_wait(opened.out, 1, 1, 24, 3000000, &payload),
                 TENON_TIMED_OUT);
    CHECK_EQUAL(tenon_queue_take(opened.in, receive, &to, 100, -1), number);
    CHECK_STATUS(tenon_queue_claim_wait(opened.out, 1, 1, 24, -1, &payload), TENON_OK);
    close_pair(&opened);
}

static void structSectionIsSharedAndZeroAtFirst(void) {
    pair opened = open_pair(256, 8);
    uint8_t *written = tenon_region_struct(opened.producing, STATUS_SECTION);
    const uint8_t *read = tenon_region_struct(opened.consuming, STATUS_SECTION);
    CHECK(written != NULL && read != NULL && written != read);
    for (int i = 0; i < STATUS_SIZE; i++) {
        CHECK_EQUAL(read[i], 0);
        written[i] = (uint8_t)i;
        CHECK_EQUAL(read[i], i);
    }
    CHECK(tenon_region_struct(opened.producing, QUEUE_SECTION) == NULL);
    CHECK(tenon_region_struct(opened.producing, 3) == NULL);
    CHECK(tenon_region_queue(opened.producing, STATUS_SECTION) == NULL);
    CHECK(tenon_region_queue(opened.producing, 3) == NULL);
    CHECK_EQUAL(tenon_queue_capacity(opened.out), 256);
    close_pair(&opened);
}

const harness_role harness_roles[] = {{NULL, NULL}};

static void takenRoleLearnsAnewThatThePeerHasLeft(void) {
    pair queue = open_pair(4096, 8);
    receiver to = {0, 0, 8};
    CHECK_STATUS(tenon_queue_produce(queue.out), TENON_OK);
    tenon_queue_leave_producer(queue.out);
    for (int taken = 0; taken < 2; taken++) {
        CHECK_STATUS(tenon_queue_take(queue.in, receive, &to, 1, 0), TENON_PEER_LEFT);
        CHECK_EQUAL(tenon_queue_take(queue.in, receive, &to, 1, 0), 0);
        tenon_queue_leave_consumer(queue.in);
    }
    close_pair(&queue);
}

/* As generated code does for a message whose member of the handler is NULL. */
static void count(void *context, uint16_t message_id, uint16_t contract_version,
                  const void *payload, uint32_t size) {
    tenon_queue *queue = context;
    (void)contract_version;
    (void)payload;
    (void)size;
    if (message_id % 2 == 0) {
        tenon_queue_count_unhandled(queue);
    }
}

static void unhandledMessagesAreCountedByTheirHandle(void) {
    pair opened = open_pair(1024, 8);
    CHECK_EQUAL(tenon_queue_unhandled(opened.in), 0);
    for (uint64_t number = 0; number < 5; number++) {
        CHECK_STATUS(send(opened.out, number, 8), TENON_OK);
    }
    tenon_queue_publish(opened.out);
    CHECK_EQUAL(tenon_queue_poll(opened.in, count, opened.in, 4), 4);
    CHECK_EQUAL(tenon_queue_unhandled(opened.in), 2);
    CHECK_EQUAL(tenon_queue_poll(opened.in, count, opened.in, 4), 1);
    CHECK_STATUS(tenon_queue_leave_consumer(opened.in), TENON_OK);
    CHECK_EQUAL(tenon_queue_unhandled(opened.in), 2);
    CHECK_EQUAL(tenon_queue_unhandled(opened.out), 0);
    close_pair(&opened);
}

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(wrapsAtEveryOffsetWithMixedSizes),
    TEST(fullQueueRefusesUntilConsumerMakesRoom),
    TEST(largestMessageAlwaysFitsIntoEmptyQueue),
    TEST(batchAppearsAtOnceOnPublish),
    TEST(cancelledClaimsAreNeverSeen),
    TEST(roleHeldByLiveHandleIsBusy),
    TEST(unpublishedClaimsOfALeavingProducerAreDropped),
    TEST(ownUnpublishedClaimsNeverBlockForEver),
    TEST(waitsEndAtTheirTimeOut),
    TEST(takenRoleLearnsAnewThatThePeerHasLeft),
    TEST(unhandledMessagesAreCountedByTheirHandle),
    TEST(structSectionIsSharedAndZeroAtFirst),
    {NULL, NULL},
};
