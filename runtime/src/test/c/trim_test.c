/* SPDX-License-Identifier: Apache-2.0 */
/* Messages that are shortened after they were claimed. */
#include "harness.h"
#include "regions.h"

#define CAPACITY 1024u

/* Two handles of one region: the producer's and the consumer's. */
typedef struct pair {
    tenon_region *producing;
    tenon_region *consuming;
    tenon_queue *out;
    tenon_queue *in;
} pair;

static pair open_pair(uint32_t alignment) {
    test_region_type type;
    test_region_type_init(&type, CAPACITY, alignment);
    const char *path = harness_path("trim");
    pair opened;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &opened.producing),
                 TENON_OK);
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &opened.consuming),
                 TENON_OK);
    opened.out = tenon_region_queue(opened.producing, QUEUE_SECTION);
    opened.in = tenon_region_queue(opened.consuming, QUEUE_SECTION);
    return opened;
}

static void close_pair(pair *opened) {
    tenon_region_close(opened->producing);
    tenon_region_close(opened->consuming);
}

/* Claims a message, trims it to size and writes it, and 0xEE before that into all it had claimed. */
static tenon_status send(tenon_queue *queue, uint64_t number, uint32_t claimed, uint32_t size) {
    void *payload;
    tenon_status status = tenon_queue_claim(queue, (uint16_t)(number % 65535 + 1),
                                            (uint16_t)(number % 7), claimed, &payload);
    if (status == TENON_OK) {
        memset(payload, 0xEE, claimed);
        CHECK_STATUS(tenon_queue_trim(queue, size), TENON_OK);
        memset(payload, (int)(number % 251), size);
    }
    return status;
}

/* The sizes that were sent and not yet received. */
typedef struct ledger {
    uint32_t sizes[CAPACITY];
    uint64_t sent;
    uint64_t received;
} ledger;

static void receive(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    ledger *of = context;
    uint64_t number = of->received++;
    CHECK_EQUAL(message_id, number % 65535 + 1);
    CHECK_EQUAL(contract_version, number % 7);
    CHECK_EQUAL(size, of->sizes[number % CAPACITY]);
    for (uint32_t i = 0; i < size; i++) {
        CHECK_EQUAL(((const uint8_t *)payload)[i], number % 251);
    }
}

static void trimmedMessagesArriveWithTheirSizesAllAroundTheRing(void) {
    static const uint32_t alignments[] = {1, 8, 16, 64};
    for (size_t a = 0; a < sizeof alignments / sizeof *alignments; a++) {
        pair opened = open_pair(alignments[a]);
        uint32_t largest = tenon_queue_largest_message(opened.out);
        static ledger all;
        all.sent = 0;
        all.received = 0;
        uint64_t random = a;
        for (uint32_t round = 0; round < 40000; round++) {
            uint32_t claimed = (uint32_t)(harness_random(&random) % (largest + 1));
            uint32_t size = (uint32_t)(harness_random(&random) % (claimed + 1));
            size = round % 3 == 0 ? size % 40 : size;
            size = size < claimed ? size : claimed;
            while (send(opened.out, all.sent, claimed, size) == TENON_FULL) {
                tenon_queue_publish(opened.out);
                CHECK(tenon_queue_poll(opened.in, receive, &all, 1 + round % 5) > 0);
            }
            if (round % 8 == 1) {
                uint32_t less = (uint32_t)(harness_random(&random) % (size + 1));
                CHECK_STATUS(tenon_queue_trim(opened.out, less), TENON_OK);
                size = less;
            }
            all.sizes[all.sent++ % CAPACITY] = size;
            if (round % 4 == 0) {
                tenon_queue_publish(opened.out);
            }
        }
        tenon_queue_publish(opened.out);
        while (tenon_queue_poll(opened.in, receive, &all, UINT32_MAX) > 0) {
        }
        CHECK_EQUAL(all.received, all.sent);
        close_pair(&opened);
    }
}

static void roomBehindATrimmedMessageIsThereAgain(void) {
    pair opened = open_pair(8);
    static ledger all;
    all.sent = 0;
    all.received = 0;
    /* 31 records of 24 bytes and one of 16, a header each, and the zero behind them fill the ring
     * to the last byte, whatever was claimed. */
    for (; all.sent < 32; all.sent++) {
        uint32_t claimed = all.sent < 15 ? 504 : all.sent < 31 ? 24 : 16;
        uint32_t size = all.sent < 31 ? 24 : 16;
        CHECK_STATUS(send(opened.out, all.sent, claimed, size), TENON_OK);
        all.sizes[all.sent % CAPACITY] = size;
    }
    void *payload;
    CHECK_STATUS(tenon_queue_claim(opened.out, 1, 1, 0, &payload), TENON_FULL);
    /* The last one gives room for as much as it gave up. */
    CHECK_STATUS(tenon_queue_trim(opened.out, 8), TENON_OK);
    all.sizes[31] = 8;
    CHECK_STATUS(send(opened.out, all.sent, 0, 0), TENON_OK);
    all.sizes[all.sent++] = 0;
    CHECK_STATUS(tenon_queue_claim(opened.out, 1, 1, 0, &payload), TENON_FULL);
    tenon_queue_publish(opened.out);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &all, 100), 33);
    close_pair(&opened);
}

static void messageThatWrappedStaysBehindItsPadding(void) {
    pair opened = open_pair(8);
    for (uint32_t rest = 8; rest <= 256; rest += 8) {
        /* A new pair of positions at the same place of the ring. */
        tenon_region_close(opened.producing);
        tenon_region_close(opened.consuming);
        opened = open_pair(8);
        static ledger all;
        all.sent = 0;
        all.received = 0;
        uint32_t before[] = {504, 504 - rest};
        for (int i = 0; i < 2; i++) {
            CHECK_STATUS(send(opened.out, all.sent, before[i], before[i]), TENON_OK);
            all.sizes[all.sent++] = before[i];
        }
        tenon_queue_publish(opened.out);
        CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &all, 10), 2);
        /* Claimed with more than the rest, trimmed to what would have fitted before the end. */
        CHECK_STATUS(send(opened.out, all.sent, rest, 0), TENON_OK);
        all.sizes[all.sent++] = 0;
        /* The whole ring but the padding and one header is left, 8 bytes of it for the zero. */
        uint32_t left = CAPACITY - rest - 8;
        for (; left > 32; left -= 32) {
            CHECK_STATUS(send(opened.out, all.sent, 24, 24), TENON_OK);
            all.sizes[all.sent++] = 24;
        }
        CHECK_STATUS(send(opened.out, all.sent, left, 0), TENON_FULL);
        tenon_queue_publish(opened.out);
        CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &all, 100), all.sent - 2);
    }
    close_pair(&opened);
}

static void onlyTheLastUnpublishedMessageCanBeTrimmedAndOnlyMadeShorter(void) {
    pair opened = open_pair(8);
    static ledger all;
    all.sent = 0;
    all.received = 0;
    CHECK_STATUS(tenon_queue_trim(opened.out, 0), TENON_INVALID);
    CHECK_DETAIL("nothing is claimed");
    for (uint32_t i = 0; i < 2; i++) {
        CHECK_STATUS(send(opened.out, all.sent, 100, 100), TENON_OK);
        all.sizes[all.sent++] = 100;
    }
    CHECK_STATUS(tenon_queue_trim(opened.out, 101), TENON_TOO_LONG);
    CHECK_DETAIL("cannot be trimmed to 101");
    CHECK_STATUS(tenon_queue_trim(opened.out, 60), TENON_OK);
    CHECK_STATUS(tenon_queue_trim(opened.out, 61), TENON_TOO_LONG);
    CHECK_STATUS(tenon_queue_trim(opened.out, 60), TENON_OK);
    CHECK_STATUS(tenon_queue_trim(opened.out, 50), TENON_OK);
    all.sizes[1] = 50;
    tenon_queue_publish(opened.out);
    CHECK_STATUS(tenon_queue_trim(opened.out, 0), TENON_INVALID);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &all, 10), 2);
    CHECK_STATUS(send(opened.out, 999, 10, 10), TENON_OK);
    tenon_queue_cancel(opened.out);
    CHECK_STATUS(tenon_queue_trim(opened.out, 0), TENON_INVALID);
    close_pair(&opened);
}

static void headerChangedBySomebodyElseIsWrittenAnew(void) {
    pair opened = open_pair(8);
    static ledger all;
    all.sent = 1;
    all.received = 0;
    all.sizes[0] = 16;
    void *payload;
    CHECK_STATUS(tenon_queue_claim(opened.out, 1, 0, 100, &payload), TENON_OK);
    memset(payload, 0, 100);
    memset((uint8_t *)payload - sizeof(tenon_record_header), 0xFF, sizeof(tenon_record_header));
    CHECK_STATUS(tenon_queue_trim(opened.out, 200), TENON_TOO_LONG);
    CHECK_STATUS(tenon_queue_trim(opened.out, 16), TENON_OK);
    tenon_queue_publish(opened.out);
    CHECK_EQUAL(tenon_queue_poll(opened.in, receive, &all, 10), 1);
    close_pair(&opened);
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(trimmedMessagesArriveWithTheirSizesAllAroundTheRing),
    TEST(roomBehindATrimmedMessageIsThereAgain),
    TEST(messageThatWrappedStaysBehindItsPadding),
    TEST(onlyTheLastUnpublishedMessageCanBeTrimmedAndOnlyMadeShorter),
    TEST(headerChangedBySomebodyElseIsWrittenAnew),
    {NULL, NULL},
};
