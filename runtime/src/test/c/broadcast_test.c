/* SPDX-License-Identifier: Apache-2.0 */
/* Broadcasts through the functions that everybody calls. */
#include <pthread.h>

#include <tenon/atomic.h>

#include "broadcasts.h"

#define CAPACITY 1024
#define ALL UINT32_MAX

static int32_t poll_all(tenon_broadcast_consumer *consumer, broadcast_log *log) {
    return tenon_broadcast_poll(consumer, broadcast_receive, log, ALL);
}

static tenon_broadcast_consumer *join(const broadcast_side *side, uint64_t last) {
    tenon_broadcast_consumer *consumer;
    CHECK_STATUS(tenon_broadcast_join(side->broadcast, last, &consumer), TENON_OK);
    return consumer;
}

/* Claims and publishes one message of so many bytes. */
static void publish_sized(const broadcast_side *side, uint64_t number, uint32_t size) {
    CHECK_STATUS(broadcast_claim(side->broadcast, number, size), TENON_OK);
    tenon_broadcast_publish(side->broadcast);
}

static void eachConsumerGetsEachMessage(void) {
    broadcast_side side = broadcast_open(harness_path("each"), CAPACITY);
    tenon_broadcast_consumer *one = join(&side, 0);
    tenon_broadcast_consumer *other = join(&side, 0);
    broadcast_log logs[2] = {{0}};
    for (uint64_t number = 1; number <= 1000; number += 3) {
        broadcast_publish(side.broadcast, number, 3, 3);
        CHECK_EQUAL(poll_all(one, &logs[0]), 3);
        CHECK_EQUAL(poll_all(one, &logs[0]), 0);
        CHECK_EQUAL(tenon_broadcast_poll(other, broadcast_receive, &logs[1], 1), 1);
        CHECK_EQUAL(poll_all(other, &logs[1]), 2);
    }
    CHECK_EQUAL(logs[0].count, 1002);
    CHECK_EQUAL(logs[1].count, 1002);
    CHECK_EQUAL(tenon_broadcast_missed(one) + tenon_broadcast_missed(other), 0);
    CHECK_EQUAL(tenon_broadcast_published(side.broadcast), 1002);
    CHECK_STATUS(tenon_broadcast_leave(other), TENON_OK);
    broadcast_close(&side);
}

static void nothingIsSeenBeforeItIsPublished(void) {
    broadcast_side side = broadcast_open(harness_path("unseen"), CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    broadcast_log log = {0};
    CHECK_STATUS(broadcast_claim(side.broadcast, 1, 40), TENON_OK);
    CHECK_EQUAL(poll_all(consumer, &log), 0);
    tenon_broadcast_cancel(side.broadcast);
    tenon_broadcast_publish(side.broadcast);
    CHECK_EQUAL(poll_all(consumer, &log), 0);
    CHECK_STATUS(broadcast_claim(side.broadcast, 1, 40), TENON_OK);
    CHECK_STATUS(broadcast_claim(side.broadcast, 2, 40), TENON_OK);
    CHECK_EQUAL(poll_all(consumer, &log), 0);
    tenon_broadcast_publish(side.broadcast);
    CHECK_EQUAL(poll_all(consumer, &log), 2);
    broadcast_close(&side);
}

static void messageIsAsLongAsItWasTrimmed(void) {
    broadcast_side side = broadcast_open(harness_path("trim"), CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    broadcast_log log = {0};
    CHECK_STATUS(tenon_broadcast_trim(side.broadcast, 8), TENON_INVALID);
    uint64_t number = 1;
    for (uint32_t size = 8; size < 200; size++) {
        CHECK_STATUS(broadcast_claim(side.broadcast, number++, 200), TENON_OK);
        CHECK_STATUS(tenon_broadcast_trim(side.broadcast, size), TENON_OK);
        CHECK_STATUS(tenon_broadcast_trim(side.broadcast, size + 1), TENON_TOO_LONG);
        CHECK_STATUS(broadcast_claim(side.broadcast, number++, 9), TENON_OK);
        tenon_broadcast_publish(side.broadcast);
        CHECK_EQUAL(poll_all(consumer, &log), 2);
    }
    broadcast_check_exact(&log, consumer, 1, 0);
    broadcast_close(&side);
}

static void consumerThatIsOverrunKnowsHowManyItMissed(void) {
    for (uint64_t at_a_time = 1; at_a_time <= 5; at_a_time++) {
        char name[16];
        snprintf(name, sizeof name, "overrun%d", (int)at_a_time);
        broadcast_side side = broadcast_open(harness_path(name), CAPACITY);
        tenon_broadcast_consumer *consumer = join(&side, 0);
        broadcast_log log = {0};
        uint64_t published = 0;
        for (uint64_t burst = 1; burst < 200; burst++) {
            broadcast_publish(side.broadcast, published + 1, burst, at_a_time);
            published += burst;
            CHECK(tenon_broadcast_poll(consumer, broadcast_receive, &log, 3) > 0);
            broadcast_check_exact(&log, consumer, 1, 0);
            if (burst % 3 == 0) {
                CHECK(poll_all(consumer, &log) >= 0);
                CHECK_EQUAL(log.last, published);
            }
            broadcast_check_exact(&log, consumer, 1, 0);
        }
        CHECK(tenon_broadcast_missed(consumer) > published / 2);
        broadcast_close(&side);
    }
}

static void overrunConsumerGoesOnAnEighthToAQuarterBehindTheNewest(void) {
    broadcast_side side = broadcast_open(harness_path("behind"), CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    broadcast_log log = {0};
    uint32_t stride = 32;
    for (uint64_t number = 1; number <= 1000; number++) {
        publish_sized(&side, number, stride - 16);
    }
    CHECK_EQUAL(tenon_broadcast_poll(consumer, broadcast_receive, &log, 1), 1);
    uint64_t behind = (1000 - log.first + 1) * stride;
    CHECK(behind >= CAPACITY / 8 && behind <= CAPACITY / 4);
    broadcast_close(&side);
}

static void lateJoinerGetsTheLastMessages(void) {
    broadcast_side side = broadcast_open(harness_path("late"), CAPACITY);
    for (uint64_t published = 0; published < 300; published++) {
        for (uint64_t last = 0; last <= 12; last++) {
            tenon_broadcast_consumer *consumer = join(&side, last);
            broadcast_log log = {0};
            uint64_t count = last < published ? last : published;
            int32_t given = poll_all(consumer, &log);
            /* All that fits into three quarters of the ring is there. */
            CHECK(given <= (int32_t)count && (given == (int32_t)count || count * 64 > 600));
            CHECK(given == 0 || log.last == published);
            CHECK_EQUAL(tenon_broadcast_missed(consumer), 0);
            publish_sized(&side, published + 1, 40);
            CHECK_EQUAL(poll_all(consumer, &log), 1);
            CHECK_EQUAL(log.last, published + 1);
            CHECK_STATUS(tenon_broadcast_leave(consumer), TENON_OK);
            published++;
        }
    }
    broadcast_close(&side);
}

static void joinerIsToldExactlyWhatItMissesAfterwards(void) {
    broadcast_side side = broadcast_open(harness_path("joiner"), CAPACITY);
    uint64_t published = 0;
    for (uint64_t burst = 0; burst < 100; burst++) {
        broadcast_publish(side.broadcast, published + 1, burst % 7, 2);
        published += burst % 7;
        tenon_broadcast_consumer *now = join(&side, 0);
        tenon_broadcast_consumer *before = join(&side, 3);
        broadcast_publish(side.broadcast, published + 1, burst, 3);
        broadcast_log logs[2] = {{0}};
        (void)poll_all(now, &logs[0]);
        (void)poll_all(before, &logs[1]);
        if (burst != 0) {
            broadcast_check_exact(&logs[0], now, published + 1, 0);
            uint64_t earlier = published < 3 ? published : 3;
            CHECK(logs[1].count + tenon_broadcast_missed(before) <= earlier + burst);
            CHECK(logs[1].count + tenon_broadcast_missed(before) >= burst);
        }
        published += burst;
        CHECK_STATUS(tenon_broadcast_leave(now), TENON_OK);
        CHECK_STATUS(tenon_broadcast_leave(before), TENON_OK);
    }
    broadcast_close(&side);
}

static void skippedMessagesAreNeitherGivenNorMissed(void) {
    broadcast_side side = broadcast_open(harness_path("skip"), CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    CHECK_EQUAL(tenon_broadcast_skip_to_newest(consumer), 0);
    broadcast_log log = {0};
    uint64_t published = 0;
    uint64_t skipped = 0;
    for (uint64_t burst = 1; burst < 100; burst++) {
        broadcast_publish(side.broadcast, published + 1, burst, 2);
        published += burst;
        int32_t result = tenon_broadcast_skip_to_newest(consumer);
        CHECK(result >= 0);
        skipped += (uint64_t)result;
        CHECK_EQUAL(tenon_broadcast_skip_to_newest(consumer), 0);
        CHECK_EQUAL(poll_all(consumer, &log), 1);
        CHECK_EQUAL(log.last, published);
        broadcast_check_exact(&log, consumer, 1, skipped);
    }
    CHECK(skipped != 0 && tenon_broadcast_missed(consumer) != 0);
    broadcast_close(&side);
}

static void anythingUpToAQuarterOfTheRingFits(void) {
    for (uint64_t capacity = 128; capacity <= 4096; capacity *= 2) {
        char name[16];
        snprintf(name, sizeof name, "large%d", (int)capacity);
        broadcast_side side = broadcast_open(harness_path(name), capacity);
        uint32_t largest = tenon_broadcast_largest_message(side.broadcast);
        CHECK_EQUAL(largest, capacity / 4 - 16);
        tenon_broadcast_consumer *consumer = join(&side, 0);
        tenon_broadcast_consumer *slow = join(&side, 0);
        broadcast_log log = {0};
        for (uint64_t number = 1; number < 300; number++) {
            uint32_t size = number % 3 == 0 ? 8 : number % 7 == 0 ? 13 : largest;
            publish_sized(&side, number, size < 8 ? 8 : size);
            CHECK_EQUAL(poll_all(consumer, &log), 1);
            tenon_broadcast_consumer *late = join(&side, 1);
            broadcast_log last = {0};
            CHECK_EQUAL(poll_all(late, &last), 1);
            CHECK_EQUAL(last.last, number);
            CHECK_STATUS(tenon_broadcast_leave(late), TENON_OK);
        }
        broadcast_log slow_log = {0};
        CHECK(poll_all(slow, &slow_log) > 0);
        broadcast_check_exact(&slow_log, slow, 1, 0);
        CHECK_EQUAL(slow_log.last, 299);
        void *payload;
        CHECK_STATUS(
            tenon_broadcast_claim(side.broadcast, 1, 1, largest + 1, &payload), TENON_TOO_LONG);
        CHECK_DETAIL("broadcast 'news'");
        CHECK_STATUS(tenon_broadcast_claim(side.broadcast, 0, 1, 8, &payload), TENON_INVALID);
        broadcast_close(&side);
    }
}

static void claimsAreFullAtAQuarterOfTheRing(void) {
    broadcast_side side = broadcast_open(harness_path("full"), CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    broadcast_log log = {0};
    uint64_t number = 1;
    for (uint32_t turn = 0; turn < 50; turn++) {
        uint64_t bytes = 0;
        while (broadcast_claim(side.broadcast, number, 40) == TENON_OK) {
            number++;
            bytes += 56;
        }
        CHECK(bytes <= CAPACITY / 4 && bytes + 56 > CAPACITY / 4);
        tenon_broadcast_publish(side.broadcast);
        CHECK_EQUAL(poll_all(consumer, &log), bytes / 56);
    }
    broadcast_check_exact(&log, consumer, 1, 0);
    broadcast_close(&side);
}

static void payloadsAreAlignedAsTheirSizesAllow(void) {
    broadcast_side side = broadcast_open(harness_path("aligned"), 1 << 16);
    for (uint32_t size = 8; size <= 8192; size += 8) {
        void *payload;
        CHECK_STATUS(tenon_broadcast_claim(side.broadcast, 1, 1, 24, &payload), TENON_OK);
        CHECK_STATUS(tenon_broadcast_claim(side.broadcast, 1, 1, size, &payload), TENON_OK);
        uint32_t bits = size | 4096;
        CHECK_EQUAL((uintptr_t)payload % (bits & (~bits + 1)), 0);
        tenon_broadcast_cancel(side.broadcast);
    }
    broadcast_close(&side);
}

static void emptyMessagesArrive(void) {
    broadcast_side side = broadcast_open(harness_path("empty"), 128);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    for (uint32_t i = 0; i < 100; i++) {
        void *payload;
        CHECK_STATUS(tenon_broadcast_claim(side.broadcast, BROADCAST_MESSAGE_ID, 1, 0, &payload),
                     TENON_OK);
        tenon_broadcast_publish(side.broadcast);
        CHECK_EQUAL(tenon_broadcast_skip_to_newest(consumer), i == 0 ? 0 : 1);
    }
    broadcast_close(&side);
}

typedef struct handling {
    broadcast_side *side;
    tenon_broadcast_consumer *consumer;
    tenon_broadcast_consumer *other;
    uint32_t calls;
} handling;

static void refuse_all(void *context, uint16_t message_id, uint16_t contract_version,
                       const void *payload, uint32_t size) {
    handling *in = context;
    broadcast_log log = {0};
    (void)message_id;
    (void)contract_version;
    (void)payload;
    (void)size;
    CHECK_STATUS(poll_all(in->consumer, &log), TENON_BUSY);
    CHECK_DETAIL("while its handler runs");
    CHECK_STATUS(tenon_broadcast_take(in->consumer, broadcast_receive, &log, 1, -1), TENON_BUSY);
    CHECK_STATUS(tenon_broadcast_skip_to_newest(in->consumer), TENON_BUSY);
    CHECK_STATUS(tenon_broadcast_leave(in->consumer), TENON_BUSY);
    CHECK_STATUS(tenon_region_close(in->side->region), TENON_BUSY);
    /* Another one is free, and so is the producer. */
    CHECK_EQUAL(poll_all(in->other, &log), 1);
    publish_sized(in->side, log.last + 1, 8);
    in->calls++;
}

static void handlerCannotPollLeaveOrClose(void) {
    broadcast_side side = broadcast_open(harness_path("handler"), CAPACITY);
    handling in = {&side, join(&side, 0), join(&side, 0), 0};
    publish_sized(&side, 1, 8);
    CHECK_EQUAL(tenon_broadcast_poll(in.consumer, refuse_all, &in, 1), 1);
    CHECK_EQUAL(tenon_broadcast_poll(in.consumer, refuse_all, &in, 1), 1);
    CHECK_EQUAL(in.calls, 2);
    broadcast_close(&side);
}

static void refuse_size(void *context, uint16_t message_id, uint16_t contract_version,
                        const void *payload, uint32_t size) {
    (void)message_id;
    (void)contract_version;
    (void)payload;
    tenon_broadcast_count_unhandled(context);
    if (size < 16) {
        tenon_broadcast_refuse_size(context, "News.news", "Item", 16, size);
    } else {
        tenon_broadcast_refuse_elements(context, "News.news", "Item.list", 9, 8, 3);
    }
}

static void refusedMessageEndsThePollAndIsConsumed(void) {
    broadcast_side side = broadcast_open(harness_path("refused"), CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    publish_sized(&side, 1, 8);
    publish_sized(&side, 2, 16);
    CHECK_STATUS(tenon_broadcast_poll(consumer, refuse_size, consumer, 9), TENON_CORRUPT);
    CHECK_DETAIL("News.news: Item has 16 bytes, the record 8");
    CHECK_STATUS(tenon_broadcast_poll(consumer, refuse_size, consumer, 9), TENON_CORRUPT);
    CHECK_DETAIL("News.news: Item.list counts 9 elements, the record has 3");
    CHECK_EQUAL(tenon_broadcast_poll(consumer, refuse_size, consumer, 9), 0);
    CHECK_EQUAL(tenon_broadcast_unhandled(consumer), 2);
    broadcast_close(&side);
}

static void limitOfZeroNeitherGivesNorWaits(void) {
    broadcast_side side = broadcast_open(harness_path("zero"), CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    broadcast_log log = {0};
    CHECK_EQUAL(tenon_broadcast_take(consumer, broadcast_receive, &log, 0, -1), 0);
    publish_sized(&side, 1, 8);
    CHECK_EQUAL(tenon_broadcast_take(consumer, broadcast_receive, &log, 0, -1), 0);
    CHECK_EQUAL(log.count, 0);
    broadcast_close(&side);
}

static void capacityIsAPowerOfTwoWithRoomForMarks(void) {
    static const uint64_t capacities[] = {0, 64, 127, 192, UINT64_C(1) << 49};
    for (size_t i = 0; i < sizeof capacities / sizeof *capacities; i++) {
        tenon_section_descriptor section = {.name = "news",
                                            .kind = TENON_SECTION_KIND_BROADCAST,
                                            .alignment = TENON_BROADCAST_ALIGNMENT,
                                            .size = capacities[i]};
        const tenon_region_descriptor descriptor = {.schema = "market",
                                                    .region = "News",
                                                    .tool = "test",
                                                    .section_count = 1,
                                                    .sections = &section,
                                                    .layout_text = "x",
                                                    .layout_text_size = 1};
        tenon_region *region;
        CHECK_STATUS(tenon_region_create(&descriptor, harness_path("bad"), &in_file, &region),
                     TENON_INVALID);
        CHECK_DETAIL("not a power of two from 128 to");
        section.size = 128;
        section.alignment = 8;
        CHECK_STATUS(tenon_region_create(&descriptor, harness_path("bad"), &in_file, &region),
                     TENON_INVALID);
        CHECK_DETAIL("alignment 8, not 64");
    }
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(eachConsumerGetsEachMessage),
    TEST(nothingIsSeenBeforeItIsPublished),
    TEST(messageIsAsLongAsItWasTrimmed),
    TEST(consumerThatIsOverrunKnowsHowManyItMissed),
    TEST(overrunConsumerGoesOnAnEighthToAQuarterBehindTheNewest),
    TEST(lateJoinerGetsTheLastMessages),
    TEST(joinerIsToldExactlyWhatItMissesAfterwards),
    TEST(skippedMessagesAreNeitherGivenNorMissed),
    TEST(anythingUpToAQuarterOfTheRingFits),
    TEST(claimsAreFullAtAQuarterOfTheRing),
    TEST(payloadsAreAlignedAsTheirSizesAllow),
    TEST(emptyMessagesArrive),
    TEST(handlerCannotPollLeaveOrClose),
    TEST(refusedMessageEndsThePollAndIsConsumed),
    TEST(limitOfZeroNeitherGivesNorWaits),
    TEST(capacityIsAPowerOfTwoWithRoomForMarks),
    {NULL, NULL},
};
