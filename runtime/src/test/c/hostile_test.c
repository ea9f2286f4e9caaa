/* SPDX-License-Identifier: Apache-2.0 */
/* Queues whose bytes are not what a correct peer writes: a status, never a crash, a hang or an
 * access outside the ring. */
#include <tenon/atomic.h>

#include "attacked.h"
#include "messages.h"
#include "regions.h"

#define CAPACITY 1024

/* Polls until the queue is empty or corrupt, or for some rounds: a ring without a zero has no end,
 * as if somebody published all the time, but each poll has one. */
static tenon_status drain(attacked *of) {
    for (uint32_t polls = 0; polls < 16; polls++) {
        int32_t result = tenon_queue_poll(of->in, attacked_receive, of, 3);
        if (result < 0) {
            CHECK_STATUS(result, TENON_CORRUPT);
            return TENON_CORRUPT;
        }
        if (result == 0) {
            return TENON_OK;
        }
    }
    return TENON_OK;
}

static void fill(attacked *of, uint64_t *random) {
    uint64_t number = 0;
    uint32_t messages = (uint32_t)(harness_random(random) % 20);
    while (number < messages &&
           message_claim(of->out, 1, number, (uint32_t)(harness_random(random) % 100), 0) ==
               TENON_OK) {
        number++;
    }
    tenon_queue_publish(of->out);
}

/* Values that find mistakes in comparisons and sums. */
static uint64_t nasty(uint64_t *random, uint64_t near) {
    static const uint64_t values[] = {0, 1, 7, 8, CAPACITY, CAPACITY - 8, UINT32_MAX, INT64_MAX,
                                      UINT64_MAX, UINT64_MAX - 7, UINT64_C(1) << 63};
    uint64_t choice = harness_random(random);
    switch (choice % 4) {
        case 0:
            return values[choice / 4 % (sizeof values / sizeof *values)];
        case 1:
            return near + choice / 4 % (2 * CAPACITY) - CAPACITY;
        case 2:
            return near + 8 * (choice / 4 % (CAPACITY / 2)) - 2 * CAPACITY;
        default:
            return choice;
    }
}

static void corruptPositionsGiveAStatus(void) {
    attacked of;
    attacked_open(&of, harness_path("positions"), CAPACITY, 8);
    uint64_t random = 1;
    uint32_t refused = 0;
    for (int round = 0; round < 20000; round++) {
        attacked_reset(&of);
        /* Taking a role looks at both positions, having the consumer's at none. */
        if (round % 4 < 2) {
            CHECK_STATUS(tenon_queue_consume(of.in), TENON_OK);
        }
        fill(&of, &random);
        uint64_t *position = round % 2 == 0 ? &of.header->producer.position
                                            : &of.header->consumer.position;
        tenon_store_relaxed_u64(position, nasty(&random, *position));
        refused += drain(&of) == TENON_CORRUPT;
        for (int i = 0; i < 40; i++) {
            void *payload;
            tenon_status status = tenon_queue_claim(of.out, 1, 1, 100, &payload);
            if (status == TENON_OK) {
                memset(payload, 0xAA, 100);
                tenon_queue_publish(of.out);
            } else if (status != TENON_FULL) {
                CHECK_STATUS(status, TENON_CORRUPT);
                refused++;
                break;
            }
        }
        /* Whoever takes a role meets the same positions. */
        tenon_queue_leave_producer(of.out);
        tenon_status status = tenon_queue_produce(of.out);
        CHECK(status == TENON_OK || status == TENON_CORRUPT);
    }
    CHECK(refused > 5000);
    attacked_reset(&of);
    attacked_close(&of);
}

static void corruptRecordsGiveAStatus(void) {
    attacked of;
    attacked_open(&of, harness_path("records"), CAPACITY, 8);
    uint64_t random = 2;
    uint32_t refused = 0;
    for (int round = 0; round < 20000; round++) {
        attacked_reset(&of);
        /* Start anywhere, so that wraps are met. */
        uint64_t start = harness_random(&random) % CAPACITY / 8 * 8;
        tenon_store_relaxed_u64(&of.header->producer.position, start);
        tenon_store_relaxed_u64(&of.header->consumer.position, start);
        fill(&of, &random);
        for (uint64_t i = harness_random(&random) % 4; i < 4; i++) {
            uint64_t at = harness_random(&random) % (CAPACITY / 8) * 8;
            uint64_t word;
            switch (harness_random(&random) % 3) {
                case 0: /* a size that is off */
                    word = nasty(&random, 64) & UINT32_MAX;
                    memcpy(of.ring + at, &word, 4);
                    break;
                case 1: /* a padding record that reaches the end of the ring, or nearly */
                    word = (CAPACITY - at - 8 + harness_random(&random) % 4 / 3) |
                           (uint64_t)TENON_PADDING_CONTRACT_VERSION << 48;
                    memcpy(of.ring + at, &word, 8);
                    break;
                default:
                    word = harness_random(&random);
                    memcpy(of.ring + at, &word, 8);
            }
        }
        refused += drain(&of) == TENON_CORRUPT;
    }
    CHECK(refused > 2000);
    attacked_reset(&of);
    attacked_close(&of);
}

static void positionBetweenRecordsIsRefused(void) {
    attacked of;
    attacked_open(&of, harness_path("between"), CAPACITY, 8);
    CHECK_STATUS(message_claim(of.out, 1, 0, 100, 0), TENON_OK);
    tenon_queue_publish(of.out);
    tenon_store_relaxed_u64(&of.header->producer.position, 12);
    CHECK_STATUS(tenon_queue_poll(of.in, attacked_receive, &of, 10), TENON_CORRUPT);
    CHECK_DETAIL("the producer is at 12");
    tenon_store_relaxed_u64(&of.header->consumer.position, 4);
    tenon_status status;
    do {
        status = message_claim(of.out, 1, 0, 100, 0);
    } while (status == TENON_OK);
    CHECK_STATUS(status, TENON_CORRUPT);
    CHECK_DETAIL("the consumer at 4");
    attacked_close(&of);
}

static void corruptRecordIsReportedWithItsPlaceAfterWhatCameBefore(void) {
    attacked of;
    attacked_open(&of, harness_path("report"), CAPACITY, 8);
    CHECK_STATUS(message_claim(of.out, 1, 0, 0, 0), TENON_OK);
    CHECK_STATUS(message_claim(of.out, 1, 1, 0, 0), TENON_OK);
    tenon_queue_publish(of.out);
    uint32_t size = 5000;
    memcpy(of.ring + 24, &size, sizeof size);
    for (int i = 0; i < 3; i++) {
        CHECK_STATUS(tenon_queue_poll(of.in, attacked_receive, &of, 10), TENON_CORRUPT);
        CHECK_DETAIL("the record at position 24");
        CHECK_DETAIL("size 5000");
    }
    attacked_close(&of);
}

static void positionsPastTheirSignAndTheirEndAreOrdinary(void) {
    static const uint64_t edges[] = {UINT64_C(1) << 31, UINT64_C(1) << 32, UINT64_C(1) << 63, 0};
    attacked of;
    attacked_open(&of, harness_path("edges"), CAPACITY, 8);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        attacked_reset(&of);
        uint64_t start = edges[i] - 10 * CAPACITY;
        tenon_store_relaxed_u64(&of.header->producer.position, start);
        tenon_store_relaxed_u64(&of.header->consumer.position, start);
        uint64_t random = i;
        message_log log = {1, 0, 0};
        for (uint64_t number = 0; number < 2000; number++) {
            uint32_t extra = (uint32_t)(harness_random(&random) % 480);
            tenon_status status;
            while ((status = message_claim(of.out, 1, number, extra, 0)) != TENON_OK) {
                CHECK(status == TENON_TIMED_OUT || status == TENON_PEER_LEFT);
                CHECK(tenon_queue_poll(of.in, message_receive, &log, 2) > 0);
            }
            tenon_queue_publish(of.out);
            if (number % 100 == 50) {
                /* Successors start from the words in shared memory. */
                tenon_queue_leave_producer(of.out);
                tenon_queue_leave_consumer(of.in);
            }
        }
        while (tenon_queue_poll(of.in, message_receive, &log, 100) > 0) {
        }
        CHECK_EQUAL(log.count, 2000);
        uint64_t end = of.header->producer.position;
        CHECK(end - start > 20 * CAPACITY && end == of.header->consumer.position);
    }
    attacked_reset(&of);
    attacked_close(&of);
}

/* Writes garbage into the queue's words and its ring until it is killed. */
static int vandalise(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    size_t size;
    uint8_t *bytes = attacked_map(arguments[0], &size);
    const tenon_section_entry *entry = test_entry(bytes, QUEUE_SECTION);
    tenon_queue_header *header = (void *)(bytes + entry->offset);
    uint64_t *ring = (void *)(bytes + entry->data_offset);
    uint64_t *words[] = {&header->producer.position, &header->consumer.position};
    uint64_t random = strtoull(arguments[1], NULL, 10);
    child_tell('r');
    for (;;) {
        uint64_t choice = harness_random(&random);
        uint64_t *word = choice % 8 == 0 ? words[choice / 8 % 2]
                                         : &ring[choice / 8 % (CAPACITY / sizeof *ring)];
        uint64_t value = choice % 3 == 0 ? harness_random(&random)
                                         : tenon_load_relaxed_u64(word) + choice % 64 * 8 - 256;
        if (choice % 5 == 0) {
            value = UINT64_C(0x0001000100000000) + choice / 8 % 200;
        }
        tenon_store_relaxed_u64(word, value);
        if (choice % 64 == 0) {
            tenon_store_relaxed_u32(&header->data.sequence, (uint32_t)choice);
            tenon_store_relaxed_u64(&header->data.waiting, (uint32_t)(choice % 2));
            tenon_store_relaxed_u64(&header->space.waiting, (uint32_t)(choice % 2));
        }
        /* Slow enough for messages to come through between two of these. */
        for (uint64_t i = choice / 512 % 16; i != 0; i--) {
            tenon_pause();
        }
    }
}

/* An empty queue somewhere in the ring: whoever met garbage would meet it for ever. */
static void start_over(attacked *of, uint64_t *random) {
    tenon_queue_leave_consumer(of->in);
    tenon_queue_leave_producer(of->out);
    for (size_t i = 0; i < CAPACITY; i += sizeof(uint64_t)) {
        tenon_store_relaxed_u64((void *)(of->ring + i), 0);
    }
    uint64_t position = harness_random(random) & ~UINT64_C(7);
    tenon_store_relaxed_u64(&of->header->producer.position, position);
    tenon_store_relaxed_u64(&of->header->consumer.position, position);
}

static void garbageWrittenMeanwhileGivesAStatus(void) {
    const char *path = harness_path("vandal");
    attacked of;
    attacked_open(&of, path, CAPACITY, 8);
    uint64_t random = 3;
    for (int round = 0; round < 3; round++) {
        char seed[12];
        snprintf(seed, sizeof seed, "%d", round);
        harness_child child = harness_start("vandalise", path, seed, NULL);
        CHECK_EQUAL(harness_hear(&child), 'r');
        uint32_t refused = 0;
        uint32_t delivered = 0;
        uint32_t enough = harness_is_sanitized() ? 1000 : 5000;
        /* As often as both have been seen, however little of a processor the vandal gets. */
        for (uint32_t turn = 0; refused < enough || delivered < enough; turn++) {
            if (turn % 16 == 0) {
                start_over(&of, &random);
            }
            int32_t result = turn % 1024 == 0
                                 ? tenon_queue_take(of.in, attacked_receive, &of, 4, 100000)
                                 : tenon_queue_poll(of.in, attacked_receive, &of, 4);
            CHECK(result >= 0 || result == TENON_CORRUPT || result == TENON_PEER_LEFT);
            refused += result < 0;
            delivered += result > 0;
            void *payload;
            tenon_status status =
                turn % 1024 == 1 ? tenon_queue_claim_wait(of.out, 1, 1, 200, 100000, &payload)
                                 : tenon_queue_claim(of.out, 1, 1, 40, &payload);
            CHECK(status == TENON_OK || status == TENON_FULL || status == TENON_CORRUPT ||
                  status == TENON_TIMED_OUT || status == TENON_PEER_LEFT);
            if (turn % 3 == 0) {
                tenon_queue_publish(of.out);
            }
        }
        harness_kill(&child);
    }
    attacked_reset(&of);
    attacked_close(&of);
}

const harness_role harness_roles[] = {{"vandalise", vandalise}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(corruptPositionsGiveAStatus),
    TEST(corruptRecordsGiveAStatus),
    TEST(positionBetweenRecordsIsRefused),
    TEST(corruptRecordIsReportedWithItsPlaceAfterWhatCameBefore),
    TEST(positionsPastTheirSignAndTheirEndAreOrdinary),
    TEST(garbageWrittenMeanwhileGivesAStatus),
    {NULL, NULL},
};
