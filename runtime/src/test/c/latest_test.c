/* SPDX-License-Identifier: Apache-2.0 */
/* Latest values between live writers and readers. The library has no slices here, so that a wake-up
 * that is missed is a hang, which the watchdog ends. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <tenon/atomic.h>
#include <tenon/struct.h>

#include "harness.h"
#include "latest_regions.h"
#include "regions.h"

#define FOR_EVER    INT64_C(-1)
#define MILLISECOND INT64_C(1000000)
#define SECOND      INT64_C(1000000000)

/* ---- One value after the other ---- */

static void nothingIsFoundBeforeTheFirstValue(void) {
    latest_side own = latest_open(harness_path("nothing"));
    tenon_latest_reader reader = {0};
    uint64_t mark;
    CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_NOT_FOUND);
    CHECK_DETAIL("no value has been published yet");
    CHECK_EQUAL(tenon_latest_writer_state(own.position), TENON_PEER_STATE_NEVER_JOINED);
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    CHECK_EQUAL(tenon_latest_writer_state(own.position), TENON_PEER_STATE_PRESENT);
    CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_NOT_FOUND);
    CHECK_STATUS(latest_take_mark(own.position, &reader, 0, POSITION_SIZE, &mark),
                 TENON_TIMED_OUT);
    CHECK_EQUAL(tenon_latest_published(own.position), 0);
    CHECK_EQUAL(reader.number, 0);
    latest_close(&own);
}

static void newestValueWinsAndIsReadAsOftenAsOneLikes(void) {
    latest_side own = latest_open(harness_path("newest"));
    tenon_latest_reader reader = {0};
    tenon_latest_reader other = {0};
    uint64_t mark;
    for (uint64_t number = 1; number <= 5; number++) {
        CHECK_EQUAL(latest_publish_next(own.position, POSITION_SIZE, 7), number);
        CHECK_EQUAL(tenon_latest_published(own.position), number);
    }
    for (uint32_t i = 0; i < 3; i++) {
        CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_OK);
        CHECK_EQUAL(mark, latest_mark(7, 5));
        CHECK_EQUAL(reader.number, 5);
    }
    CHECK_STATUS(latest_take_mark(own.position, &reader, 0, POSITION_SIZE, &mark),
                 TENON_TIMED_OUT);
    CHECK_STATUS(latest_take_mark(own.position, &other, 0, POSITION_SIZE, &mark), TENON_OK);
    CHECK_EQUAL(mark, latest_mark(7, 5));
    (void)latest_publish_next(own.position, POSITION_SIZE, 8);
    CHECK_STATUS(latest_take_mark(own.position, &reader, 0, POSITION_SIZE, &mark), TENON_OK);
    CHECK_EQUAL(mark, latest_mark(8, 6));
    latest_close(&own);
}

static void valueThatIsOverwrittenAtEachTryIsToBeReadAgain(void) {
    latest_side own = latest_open(harness_path("again"));
    tenon_latest_reader reader = {0};
    uint64_t mark;
    (void)latest_publish_next(own.position, POSITION_SIZE, 1);
    uint64_t *sequence = &latest_slot_of(&own, LATEST_POSITION, 1)->sequence;
    CHECK_EQUAL(*sequence, 2);
    tenon_store_relaxed_u64(sequence, 5);
    CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_AGAIN);
    CHECK_DETAIL("overwritten each time");
    CHECK_STATUS(latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                 TENON_AGAIN);
    CHECK_EQUAL(reader.number, 0);
    tenon_store_relaxed_u64(sequence, 2);
    CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_OK);
    latest_close(&own);
}

/* ---- Sizes ---- */

enum { UNTOUCHED = 0xEE, BEHIND = 100 };

static void fill_bytes(uint8_t *bytes, size_t size, uint64_t *random) {
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (uint8_t)harness_random(random);
    }
}

static void check_untouched(const uint8_t *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        CHECK_EQUAL(bytes[i], UNTOUCHED);
    }
}

static void copy_exactly(uint64_t size) {
    latest_region_type type;
    latest_region_type_init(&type, size);
    latest_side own = latest_open_with(harness_path("size"), &type, &in_file);
    tenon_latest_reader reader = {0};
    uint64_t random = size;
    uint8_t *value = malloc(size);
    uint8_t *copy = malloc(size + BEHIND);
    CHECK(value != NULL && copy != NULL);
    /* Writes into each slot, and once more over the value that is there. */
    for (uint64_t number = 1; number <= 2 * TENON_LATEST_SLOTS; number++) {
        fill_bytes(value, size, &random);
        CHECK_STATUS(tenon_latest_publish(own.frame, LATEST_CONTRACT, value, size), TENON_OK);
        /* A reader with a smaller type has its part. */
        const uint64_t sizes[] = {0, size / 2, size - 1, size};
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            uint32_t version = LATEST_CONTRACT;
            memset(copy, UNTOUCHED, size + BEHIND);
            CHECK_STATUS(tenon_latest_read(own.frame, &reader, &version, copy, sizes[i]),
                         TENON_OK);
            CHECK(memcmp(copy, value, sizes[i]) == 0);
            check_untouched(copy + sizes[i], size + BEHIND - sizes[i]);
        }
        const uint8_t *words = (const void *)(latest_slot_of(&own, LATEST_FRAME, number) + 1);
        for (uint64_t at = size; at % sizeof(uint64_t) != 0; at++) {
            CHECK_EQUAL(words[at], 0);
        }
    }
    free(value);
    free(copy);
    latest_close(&own);
}

static void valuesOfEverySizeAreCopiedExactly(void) {
    for (uint64_t size = 1; size <= 80; size++) {
        copy_exactly(size);
    }
    copy_exactly(1003);
    copy_exactly(TENON_MAX_LATEST_BYTES - 1);
    copy_exactly(TENON_MAX_LATEST_BYTES);
}

/* Bytes of the region without those of one section. */
static void check_others(const latest_side *own, const uint8_t *before, size_t size,
                         uint32_t section) {
    const tenon_section_entry *entry = test_entry(own->base, section);
    for (size_t i = 0; i < size; i++) {
        if (i < entry->offset || i >= entry->data_offset + entry->size) {
            CHECK_EQUAL(own->base[i], before[i]);
        }
    }
}

static void whatTheRegionHasNoRoomForIsLeftOut(void) {
    latest_side own = latest_open(harness_path("room"));
    tenon_latest_reader reader = {0};
    const size_t room = TENON_LATEST_SLOT_BYTES(POSITION_SIZE) - TENON_LATEST_SLOT_SIZE;
    uint8_t value[512];
    uint8_t copy[sizeof value];
    const tenon_section_entry *last = test_entry(own.base, LATEST_FRAME);
    size_t size = last->data_offset + last->size;
    uint8_t *before = malloc(size);
    CHECK(before != NULL);
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    memcpy(before, own.base, size);
    for (uint64_t number = 1; number <= TENON_LATEST_SLOTS; number++) {
        memset(value, (int)number, sizeof value);
        CHECK_STATUS(tenon_latest_publish(own.position, LATEST_CONTRACT, value, sizeof value),
                     TENON_OK);
        check_others(&own, before, size, LATEST_POSITION);
        uint32_t version = LATEST_CONTRACT;
        memset(copy, UNTOUCHED, sizeof copy);
        CHECK_STATUS(tenon_latest_read(own.position, &reader, &version, copy, sizeof copy),
                     TENON_OK);
        CHECK(memcmp(copy, value, room) == 0);
        check_untouched(copy + room, sizeof copy - room);
    }
    /* The second value did not reach from the first slot into the next one. */
    CHECK_EQUAL(latest_slot_of(&own, LATEST_POSITION, 1)->sequence, 2);
    free(before);
    latest_close(&own);
}

/* ---- The writer ---- */

static void secondWriterIsRefusedAndToldTheFirst(void) {
    const char *path = harness_path("second");
    latest_side own = latest_open(path);
    latest_side other = latest_open(path);
    const uint8_t value[POSITION_SIZE] = {0};
    char expected[600];
    snprintf(expected, sizeof expected, "the writer of latest 'position' of %s is process %d",
             path, (int)getpid());
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    CHECK_STATUS(tenon_latest_write(other.position), TENON_BUSY);
    CHECK_DETAIL(expected);
    CHECK_STATUS(tenon_latest_publish(other.position, LATEST_CONTRACT, value, sizeof value),
                 TENON_BUSY);
    CHECK_DETAIL(expected);
    CHECK_EQUAL(tenon_latest_published(own.position), 0);
    /* Leaves the role alone, which is another handle's. */
    CHECK_STATUS(tenon_latest_leave_writer(other.position), TENON_OK);
    CHECK_STATUS(tenon_latest_write(other.position), TENON_BUSY);
    /* Each latest value has a writer of its own. */
    CHECK_STATUS(tenon_latest_write(other.answer), TENON_OK);
    latest_close(&other);
    latest_close(&own);
}

static void successorGoesOnCounting(void) {
    const char *path = harness_path("successor");
    latest_side own = latest_open(path);
    latest_side other = latest_open(path);
    tenon_latest_reader reader = {0};
    uint64_t mark;
    for (uint64_t number = 1; number <= 9; number += 3) {
        tenon_latest *latest = number % 2 != 0 ? own.position : other.position;
        for (uint64_t i = 0; i < 3; i++) {
            CHECK_EQUAL(latest_publish_next(latest, POSITION_SIZE, number), number + i);
        }
        CHECK_EQUAL(tenon_latest_writer_state(own.position), TENON_PEER_STATE_PRESENT);
        CHECK_STATUS(tenon_latest_leave_writer(latest), TENON_OK);
        CHECK_EQUAL(tenon_latest_writer_state(own.position), TENON_PEER_STATE_LEFT);
        CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_OK);
        CHECK_EQUAL(mark, latest_mark(number, number + 2));
    }
    /* Closing gives the role up, too. */
    CHECK_STATUS(tenon_latest_write(other.position), TENON_OK);
    latest_close(&other);
    CHECK_EQUAL(latest_publish_next(own.position, POSITION_SIZE, 1), 10);
    latest_close(&own);
}

static void childAfterForkIsRefused(void) {
    latest_side own = latest_open(harness_path("fork"));
    (void)latest_publish_next(own.position, POSITION_SIZE, 1);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        tenon_latest_reader reader = {0};
        const uint8_t value[POSITION_SIZE] = {0};
        uint64_t mark;
        CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_INVALID);
        CHECK_DETAIL("open it again in the child");
        CHECK_STATUS(latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                     TENON_INVALID);
        CHECK_STATUS(tenon_latest_write(own.position), TENON_INVALID);
        CHECK_STATUS(tenon_latest_write(own.answer), TENON_INVALID);
        CHECK_STATUS(tenon_latest_publish(own.position, LATEST_CONTRACT, value, sizeof value),
                     TENON_INVALID);
        CHECK_STATUS(tenon_latest_leave_writer(own.position), TENON_OK);
        CHECK_STATUS(tenon_region_close(own.region), TENON_OK);
        _exit(0);
    }
    harness_child forked = {child, -1, -1};
    CHECK_EQUAL(harness_join(&forked), 0);
    CHECK_EQUAL(tenon_latest_writer_state(own.position), TENON_PEER_STATE_PRESENT);
    CHECK_EQUAL(latest_publish_next(own.position, POSITION_SIZE, 1), 2);
    latest_close(&own);
}

/* ---- Waits ---- */

static void *take_one(void *context) {
    latest_side *own = context;
    tenon_latest_reader reader = {0};
    uint64_t mark;
    CHECK_STATUS(latest_take_mark(own->position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                 TENON_OK);
    CHECK_EQUAL(reader.number, 1);
    return NULL;
}

static void sleeperIsWokenByTheNextValue(void) {
    const char *path = harness_path("woken");
    latest_side own = latest_open(path);
    latest_side theirs = latest_open(path);
    pthread_t thread;
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    CHECK(pthread_create(&thread, NULL, take_one, &theirs) == 0);
    latest_await_waiting(&own, LATEST_POSITION);
    (void)latest_publish_next(own.position, POSITION_SIZE, 1);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK_EQUAL(latest_header_of(&own, LATEST_POSITION)->wakes, 1);
    CHECK_EQUAL(latest_waiting(&own, LATEST_POSITION), 0);
    /* Nobody else is called. */
    (void)latest_publish_next(own.position, POSITION_SIZE, 1);
    CHECK_EQUAL(latest_header_of(&own, LATEST_POSITION)->wakes, 1);
    latest_close(&theirs);
    latest_close(&own);
}

static void waitThatTimesOutLeavesNobodyWaiting(void) {
    latest_side own = latest_open(harness_path("late"));
    tenon_latest_reader reader = {0};
    uint64_t mark;
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(latest_take_mark(own.position, &reader, MILLISECOND, POSITION_SIZE, &mark),
                     TENON_TIMED_OUT);
        CHECK_DETAIL("the time-out passed");
        CHECK_EQUAL(latest_waiting(&own, LATEST_POSITION), 0);
        CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    }
    CHECK_EQUAL(reader.missed_deadlines, 0);
    latest_close(&own);
}

static int wait_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    tenon_latest_reader reader = {0};
    uint64_t mark;
    (void)latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark);
    return 1;
}

static void killedReaderCostsOneWakeUpAndNothingElse(void) {
    const char *path = harness_path("killed");
    latest_side own = latest_open(path);
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    harness_child child = harness_start("ever", path, NULL);
    latest_await_waiting(&own, LATEST_POSITION);
    harness_kill(&child);
    CHECK(latest_waiting(&own, LATEST_POSITION) != 0);
    (void)latest_publish_next(own.position, POSITION_SIZE, 1);
    (void)latest_publish_next(own.position, POSITION_SIZE, 1);
    CHECK_EQUAL(latest_header_of(&own, LATEST_POSITION)->wakes, 1);
    CHECK_EQUAL(latest_waiting(&own, LATEST_POSITION), 0);
    latest_close(&own);
}

/* ---- Silence and deadlines ---- */

static void silenceGrowsUntilAValueIsRead(void) {
    latest_side own = latest_open(harness_path("silence"));
    const uint64_t long_ago = 30 * (uint64_t)SECOND;
    uint64_t mark;
    for (uint64_t deadline = 0; deadline <= UINT64_MAX / 4; deadline += UINT64_MAX / 4) {
        tenon_latest_reader reader = {.deadline_ns = deadline};
        CHECK_EQUAL(tenon_latest_silence(&reader), 0);
        while (tenon_latest_silence(&reader) == 0) {
        }
        uint64_t first = tenon_latest_silence(&reader);
        while (tenon_latest_silence(&reader) <= first) {
        }
        reader.since -= long_ago;
        CHECK(tenon_latest_silence(&reader) >= long_ago);
        (void)latest_publish_next(own.position, POSITION_SIZE, 1);
        CHECK(tenon_latest_silence(&reader) >= long_ago);
        CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_OK);
        CHECK(tenon_latest_silence(&reader) < long_ago);
        /* Reading the value once more does not break it. */
        reader.since -= long_ago;
        CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_OK);
        CHECK(tenon_latest_silence(&reader) >= long_ago);
    }
    latest_close(&own);
}

static void eachDeadlineEndsAWaitThatGoesOnForEver(void) {
    latest_side own = latest_open(harness_path("deadline"));
    tenon_latest_reader reader = {.deadline_ns = 2 * (uint64_t)MILLISECOND};
    uint64_t mark;
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    for (uint32_t round = 0; round < 3; round++) {
        uint64_t missed = reader.missed_deadlines;
        /* Those of before count no more when a value has come. */
        for (uint32_t i = 1; i <= 5; i++) {
            CHECK_STATUS(latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                         TENON_TIMED_OUT);
            CHECK_DETAIL("the deadline passed without a newer value");
            CHECK_EQUAL(reader.missed_deadlines, missed + i);
            CHECK(tenon_latest_silence(&reader) >= i * reader.deadline_ns);
            CHECK_EQUAL(latest_waiting(&own, LATEST_POSITION), 0);
        }
        (void)latest_publish_next(own.position, POSITION_SIZE, 1);
        CHECK_STATUS(latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                     TENON_OK);
        CHECK_EQUAL(reader.missed_deadlines, missed + 5);
    }
    latest_close(&own);
}

static void deadlinesThatPassedTogetherCountOnce(void) {
    latest_side own = latest_open(harness_path("together"));
    tenon_latest_reader reader = {.deadline_ns = 30 * (uint64_t)SECOND};
    uint64_t mark;
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    (void)tenon_latest_silence(&reader);
    /* Half of a deadline remains of the third one. */
    reader.since -= 75 * (uint64_t)SECOND;
    CHECK_STATUS(latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                 TENON_TIMED_OUT);
    CHECK_DETAIL("the deadline passed");
    CHECK_EQUAL(reader.missed_deadlines, 1);
    for (int64_t timeout = 0; timeout <= MILLISECOND; timeout += MILLISECOND) {
        CHECK_STATUS(latest_take_mark(own.position, &reader, timeout, POSITION_SIZE, &mark),
                     TENON_TIMED_OUT);
        CHECK_DETAIL("the time-out passed");
        CHECK_EQUAL(reader.missed_deadlines, 1);
    }
    /* One that only looks misses it, too. */
    reader.since -= 30 * (uint64_t)SECOND;
    CHECK_STATUS(latest_take_mark(own.position, &reader, 0, POSITION_SIZE, &mark),
                 TENON_TIMED_OUT);
    CHECK_DETAIL("the deadline passed");
    CHECK_EQUAL(reader.missed_deadlines, 2);
    latest_close(&own);
}

/* ---- Writers that leave ---- */

/* Has read the last value. */
static void expect_left(tenon_latest *latest, tenon_latest_reader *reader, const char *path,
                        const char *who) {
    char expected[700];
    uint64_t mark;
    snprintf(expected, sizeof expected,
             "the writer of latest 'position' of %s, process %d%s, has gone", path, (int)getpid(),
             who);
    CHECK_STATUS(latest_take_mark(latest, reader, FOR_EVER, POSITION_SIZE, &mark),
                 TENON_PEER_LEFT);
    CHECK_DETAIL(expected);
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(latest_take_mark(latest, reader, 0, POSITION_SIZE, &mark), TENON_TIMED_OUT);
    }
}

static void writerThatLeavesIsReportedOnceAfterItsLastValue(void) {
    const char *path = harness_path("left");
    latest_side own = latest_open(path);
    tenon_latest_reader reader = {0};
    tenon_latest_reader late = {0};
    uint64_t mark;
    for (uint32_t round = 1; round <= 4; round++) {
        latest_side theirs = latest_open(path);
        const bool has_label = round % 2 == 0;
        CHECK_STATUS(tenon_region_set_label(theirs.region, has_label ? "navi\x01gator" : ""),
                     TENON_OK);
        CHECK_STATUS(tenon_latest_write(theirs.position), TENON_OK);
        CHECK_STATUS(latest_take_mark(own.position, &reader, 0, POSITION_SIZE, &mark),
                     TENON_TIMED_OUT);
        /* The first one publishes nothing, and is reported all the same. */
        for (uint32_t i = 1; i < round; i++) {
            (void)latest_publish_next(theirs.position, POSITION_SIZE, round);
        }
        CHECK_STATUS(tenon_latest_leave_writer(theirs.position), TENON_OK);
        if (round > 1) {
            CHECK_STATUS(latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                         TENON_OK);
            CHECK_EQUAL(latest_writer_of(mark), round);
        }
        expect_left(own.position, &reader, path, has_label ? " ('navi?gator')" : "");
        latest_close(&theirs);
    }
    /* One that came later was not there when the others left, but for the last. */
    CHECK_STATUS(latest_take_mark(own.position, &late, 0, POSITION_SIZE, &mark), TENON_OK);
    CHECK_STATUS(latest_take_mark(own.position, &late, 0, POSITION_SIZE, &mark), TENON_PEER_LEFT);
    CHECK_STATUS(latest_take_mark(own.position, &late, 0, POSITION_SIZE, &mark), TENON_TIMED_OUT);
    latest_close(&own);
}

static void *wait_until_it_leaves(void *context) {
    latest_side *own = context;
    tenon_latest_reader reader = {0};
    uint64_t mark;
    CHECK_STATUS(latest_take_mark(own->position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                 TENON_PEER_LEFT);
    CHECK_DETAIL("has gone");
    return NULL;
}

static void sleeperIsWokenWhenTheWriterLeaves(void) {
    for (uint32_t closes = 0; closes < 2; closes++) {
        const char *path = harness_path("leaves");
        latest_side own = latest_open(path);
        latest_side theirs = latest_open(path);
        pthread_t thread;
        CHECK_STATUS(tenon_latest_write(theirs.position), TENON_OK);
        CHECK(pthread_create(&thread, NULL, wait_until_it_leaves, &own) == 0);
        latest_await_waiting(&own, LATEST_POSITION);
        if (closes != 0) {
            latest_close(&theirs);
        } else {
            CHECK_STATUS(tenon_latest_leave_writer(theirs.position), TENON_OK);
        }
        CHECK(pthread_join(thread, NULL) == 0);
        if (closes == 0) {
            latest_close(&theirs);
        }
        latest_close(&own);
    }
}

static int hold_role(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    child_tell('r');
    (void)child_hear();
    return 1;
}

/* Asking is slow. Here a slice is an hour. */
static void readerAsksTheSystemOnceASliceWhetherItsWriterLives(void) {
    const char *path = harness_path("asks");
    latest_side own = latest_open(path);
    tenon_latest_reader reader = {0};
    tenon_latest_reader other = {0};
    uint64_t mark;
    harness_child child = harness_start("hold", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    CHECK_STATUS(latest_take_mark(own.position, &reader, 0, POSITION_SIZE, &mark),
                 TENON_TIMED_OUT);
    harness_kill(&child);
    CHECK_STATUS(latest_take_mark(own.position, &reader, 0, POSITION_SIZE, &mark),
                 TENON_TIMED_OUT);
    CHECK_STATUS(latest_take_mark(own.position, &other, 0, POSITION_SIZE, &mark),
                 TENON_PEER_LEFT);
    latest_close(&own);
}

/* ---- Files cut short ---- */

/* Readers of values and a writer that is there look at no file: the cut leaves what they touch. */
static int use_truncated(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    const char *path = arguments[0];
    latest_side own = latest_open(path);
    const tenon_section_entry *last = test_entry(own.base, LATEST_FRAME);
    off_t size = (off_t)(last->data_offset + last->size);
    tenon_latest_reader reader = {0};
    const uint8_t value[POSITION_SIZE] = {0};
    uint64_t mark;
    CHECK_STATUS(tenon_latest_write(own.answer), TENON_OK);
    CHECK(truncate(path, size - 1) == 0);
    for (int64_t timeout = FOR_EVER; timeout <= 0; timeout++) {
        CHECK_STATUS(latest_take_mark(own.position, &reader, timeout, POSITION_SIZE, &mark),
                     TENON_TRUNCATED);
        CHECK_DETAIL("was truncated");
    }
    CHECK_STATUS(tenon_latest_write(own.position), TENON_TRUNCATED);
    CHECK_DETAIL("was truncated");
    CHECK_STATUS(tenon_latest_publish(own.position, LATEST_CONTRACT, value, sizeof value),
                 TENON_TRUNCATED);
    CHECK(truncate(path, 0) == 0);
    CHECK_STATUS(tenon_latest_write(own.position), TENON_TRUNCATED);
    CHECK_STATUS(tenon_latest_leave_writer(own.answer), TENON_TRUNCATED);
    /* The handle has given it up nevertheless. */
    CHECK_STATUS(tenon_latest_leave_writer(own.answer), TENON_OK);
    CHECK_STATUS(tenon_latest_write(own.answer), TENON_TRUNCATED);
    CHECK_STATUS(tenon_region_close(own.region), TENON_TRUNCATED);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_OK);
    return 0;
}

static void fileThatIsCutShortIsToldToWaitsAndWriters(void) {
    harness_child child = harness_start("truncated", harness_path("cut"), NULL);
    CHECK_EQUAL(harness_join(&child), 0);
}

/* ---- Descriptors ---- */

static void descriptorOfAnotherSizeOrAlignmentIsInvalid(void) {
    const char *path = harness_path("descriptor");
    static const struct {
        uint64_t size;
        uint32_t alignment;
    } wrong[] = {
        {0, TENON_LATEST_ALIGNMENT},
        {TENON_LATEST_BYTES(1) / 2, TENON_LATEST_ALIGNMENT},
        {TENON_LATEST_BYTES(1) - 1, TENON_LATEST_ALIGNMENT},
        {TENON_LATEST_BYTES(1) + 1, TENON_LATEST_ALIGNMENT},
        {TENON_LATEST_BYTES(1) * 3 / 2, TENON_LATEST_ALIGNMENT},
        {TENON_LATEST_BYTES(TENON_MAX_LATEST_BYTES) + TENON_LATEST_BYTES(1),
         TENON_LATEST_ALIGNMENT},
        {UINT64_MAX - TENON_LATEST_BYTES(1) + 1, TENON_LATEST_ALIGNMENT},
        {TENON_LATEST_BYTES(1), TENON_LATEST_ALIGNMENT / 2},
        {TENON_LATEST_BYTES(1), TENON_LATEST_ALIGNMENT * 2},
        {TENON_LATEST_BYTES(1), 8},
    };
    latest_region_type type;
    tenon_region *region;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        latest_region_type_init(&type, FRAME_SIZE);
        type.sections[LATEST_ANSWER].size = wrong[i].size;
        type.sections[LATEST_ANSWER].alignment = wrong[i].alignment;
        CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region),
                     TENON_INVALID);
        CHECK_DETAIL("latest 'answer' has");
    }
    CHECK(!test_exists(path));
}

static void sectionOfAnotherKindIsNoLatestValue(void) {
    latest_side own = latest_open(harness_path("kind"));
    CHECK(tenon_region_latest(own.region, LATEST_STATUS) == NULL);
    CHECK(tenon_region_latest(own.region, LATEST_FRAME + 1) == NULL);
    CHECK(tenon_region_struct(own.region, LATEST_POSITION) == NULL);
    CHECK(tenon_region_queue(own.region, LATEST_POSITION) == NULL);
    CHECK_EQUAL(tenon_region_struct_size(own.region, LATEST_POSITION), 0);
    latest_close(&own);
}

/* ---- Values that have grown ---- */

static tenon_region *open_version(const char *path, uint32_t version) {
    latest_version type;
    latest_version_init(&type, version);
    tenon_region *region;
    CHECK_STATUS(tenon_region_open_or_create(&type.descriptor, path, &in_file, &region), TENON_OK);
    return region;
}

static uint32_t smallest(uint32_t one, uint32_t two, uint32_t three) {
    uint32_t smaller = one < two ? one : two;
    return smaller < three ? smaller : three;
}

/* The slot of a value in a region that is mapped there. */
static tenon_latest_slot *grown_slot(const uint8_t *base, uint64_t number) {
    const tenon_section_entry *entry = test_entry(base, GROWN_POSITION);
    uint64_t offset = number % TENON_LATEST_SLOTS * (entry->size / TENON_LATEST_SLOTS);
    return (void *)(uintptr_t)(base + entry->data_offset + offset);
}

/* A writer and a reader of any versions in the region of a third. */
static void exchange_versions(uint32_t regions, uint32_t writers, uint32_t readers) {
    const char *path = harness_path("versions");
    tenon_region *created = open_version(path, regions);
    tenon_region *writing = open_version(path, writers);
    tenon_region *reading = open_version(path, readers);
    const uint64_t size = latest_version_size(readers);
    const uint64_t room =
        TENON_LATEST_SLOT_BYTES(latest_version_size(regions)) - TENON_LATEST_SLOT_SIZE;
    const uint32_t common = smallest(writers, regions, readers);
    const uint8_t *base = test_map_region(path);
    uint8_t value[256];
    uint8_t copy[256];
    tenon_latest_reader reader = {0};
    for (uint64_t number = 1; number <= 3; number++) {
        latest_fill(value, sizeof value, latest_mark(writers, number));
        CHECK_STATUS(tenon_latest_publish(tenon_region_latest(writing, GROWN_POSITION), writers,
                                          value, latest_version_size(writers)),
                     TENON_OK);
        CHECK_EQUAL(grown_slot(base, number)->contract_version,
                    smallest(writers, regions, regions));
        memset(copy, UNTOUCHED, sizeof copy);
        uint32_t version = readers;
        CHECK_STATUS(tenon_latest_read(tenon_region_latest(reading, GROWN_POSITION), &reader,
                                       &version, copy, size),
                     TENON_OK);
        CHECK_EQUAL(version, common);
        CHECK(memcmp(copy, value, latest_version_size(common)) == 0);
        check_untouched(copy + size, sizeof copy - size);
        if (size > room) {
            check_untouched(copy + room, size - room);
        }
    }
    CHECK_STATUS(tenon_region_close(reading), TENON_OK);
    CHECK_STATUS(tenon_region_close(writing), TENON_OK);
    CHECK_STATUS(tenon_region_close(created), TENON_OK);
}

static void programsOfAllVersionsReadWhatTheyHaveInCommon(void) {
    for (uint32_t regions = 1; regions <= LATEST_LAST_VERSION; regions++) {
        for (uint32_t writers = 1; writers <= LATEST_LAST_VERSION; writers++) {
            for (uint32_t readers = 1; readers <= LATEST_LAST_VERSION; readers++) {
                exchange_versions(regions, writers, readers);
            }
        }
    }
}

static void regionOfAnOlderProgramLacksALaterValue(void) {
    const char *path = harness_path("lacks");
    tenon_region *created = open_version(path, 1);
    tenon_region *joined = open_version(path, 3);
    CHECK(!tenon_region_has_section(joined, GROWN_GOAL));
    CHECK(tenon_region_latest(joined, GROWN_GOAL) == NULL);
    CHECK_STATUS(tenon_region_require_section(joined, GROWN_GOAL), TENON_NOT_FOUND);
    CHECK_STATUS(tenon_region_close(joined), TENON_OK);
    CHECK_STATUS(tenon_region_close(created), TENON_OK);
}

/* Version in the slot set to those of a writer that is wrong. */
static void readerIsToldNoVersionThatItOrTheRegionHasNot(void) {
    static const uint32_t found[] = {0, 1, 2, 3, 4, TENON_MAX_CONTRACT_VERSION, UINT32_MAX};
    for (uint32_t regions = 1; regions <= LATEST_LAST_VERSION; regions++) {
        for (uint32_t own = 0; own <= LATEST_LAST_VERSION + 1; own++) {
            for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
                const char *path = harness_path("told");
                tenon_region *region = open_version(path, regions);
                tenon_latest *latest = tenon_region_latest(region, GROWN_POSITION);
                tenon_latest_reader reader = {0};
                uint8_t value[40] = {0};
                CHECK_STATUS(tenon_latest_publish(latest, regions, value, sizeof value), TENON_OK);
                tenon_latest_slot *slot = grown_slot(test_map_region(path), 1);
                CHECK_EQUAL(slot->sequence, 2);
                CHECK_EQUAL(slot->contract_version, regions);
                tenon_store_relaxed_u32(&slot->contract_version, found[i]);
                uint32_t version = own;
                CHECK_STATUS(tenon_latest_read(latest, &reader, &version, value, sizeof value),
                             TENON_OK);
                CHECK_EQUAL(version, smallest(found[i], regions, own));
                CHECK_STATUS(tenon_region_close(region), TENON_OK);
            }
        }
    }
}

/* Attaches after the entry of the value was changed. */
static tenon_status attach_changed(const latest_version *type, const char *path, uint64_t size,
                                   uint32_t alignment) {
    uint8_t *base = test_map_region(path);
    tenon_section_entry *entry = (void *)(uintptr_t)test_entry(base, GROWN_POSITION);
    const tenon_section_entry before = *entry;
    entry->size = size;
    entry->alignment = alignment;
    tenon_region *region;
    tenon_status status = tenon_region_attach(&type->descriptor, path, &in_file, &region);
    if (status == TENON_OK) {
        CHECK_STATUS(tenon_region_close(region), TENON_OK);
    }
    *entry = before;
    return status;
}

static void entryOfAValueIsAsItsVersionSays(void) {
    for (uint32_t creators = 1; creators <= 3; creators++) {
        const char *path = harness_path("entry");
        tenon_region *created = open_version(path, creators);
        const uint64_t right = TENON_LATEST_BYTES(latest_version_size(creators));
        for (uint32_t joining = 1; joining <= 3; joining++) {
            latest_version type;
            latest_version_init(&type, joining);
            const uint64_t own = TENON_LATEST_BYTES(latest_version_size(joining));
            for (uint64_t size = 0; size <= right; size += 8) {
                /* A newer program may have made it larger than this one knows it. */
                bool fits = creators > joining
                                ? size >= own && size % TENON_LATEST_BYTES(1) == 0
                                : size == right;
                CHECK_STATUS(attach_changed(&type, path, size, TENON_LATEST_ALIGNMENT),
                             fits ? TENON_OK : TENON_CORRUPT);
            }
            CHECK_STATUS(attach_changed(&type, path, UINT64_MAX - 127, TENON_LATEST_ALIGNMENT),
                         TENON_CORRUPT);
            CHECK_STATUS(attach_changed(&type, path, right, 8), TENON_CORRUPT);
            CHECK_STATUS(attach_changed(&type, path, right, 128), TENON_CORRUPT);
        }
        CHECK_STATUS(tenon_region_close(created), TENON_OK);
    }
}

/* ---- One writer, many readers ---- */

enum { STORM_READERS = 3, STORM_WRITER = 5 };

typedef struct storm {
    latest_side side;
    latest_typed in;
    bool sleeps;
} storm;

/* A position when no size of a frame is given. */
static storm open_storm(const char *path, uint64_t frame_size, bool sleeps) {
    latest_region_type type;
    latest_region_type_init(&type, frame_size != 0 ? frame_size : FRAME_SIZE);
    storm opened = {.side = latest_open_with(path, &type, &in_file), .sleeps = sleeps};
    opened.in = latest_in(&opened.side, frame_size != 0 ? LATEST_FRAME : LATEST_POSITION);
    return opened;
}

/* Number of values; fewer of the largest, so that they take no longer than the others. */
static uint64_t storm_values(const storm *of) {
    uint64_t values = harness_is_long() ? 200000000 : harness_is_sanitized() ? 100000 : 2000000;
    return of->in.size == TENON_MAX_LATEST_BYTES ? values / 100 : values;
}

/* Reads until the last value, and each value or the newest at a time. */
static void *read_storm(void *context) {
    const storm *of = context;
    tenon_latest *latest = of->in.latest;
    const size_t size = of->in.size;
    tenon_latest_reader reader = {0};
    uint64_t mark;
    for (uint64_t i = 0; reader.number != storm_values(of); i++) {
        uint64_t before = reader.number;
        tenon_status status =
            of->sleeps ? latest_take_mark(latest, &reader, FOR_EVER, size, &mark)
                       : latest_read_mark(latest, &reader, size, &mark);
        CHECK(status == TENON_OK || status == TENON_AGAIN ||
              (status == TENON_NOT_FOUND && before == 0 && !of->sleeps));
        if (status != TENON_OK) {
            CHECK_EQUAL(reader.number, before);
        } else {
            CHECK_EQUAL(latest_writer_of(mark), STORM_WRITER);
            CHECK(reader.number > before || (reader.number == before && !of->sleeps));
        }
        if (i % 4096 == 0) {
            harness_got_on();
        }
    }
    return NULL;
}

static int read_storm_in_process(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    storm own = open_storm(arguments[0], strtoull(arguments[1], NULL, 10), false);
    child_tell('r');
    read_storm(&own);
    latest_close(&own.side);
    return 0;
}

static void readers_in_a_storm(const char *name, uint64_t frame_size) {
    const char *path = harness_path(name);
    storm own = open_storm(path, frame_size, false);
    storm readers[STORM_READERS];
    pthread_t threads[STORM_READERS];
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, frame_size);
    harness_child child = harness_start("storm", path, text, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    for (int i = 0; i < STORM_READERS; i++) {
        readers[i] = open_storm(path, frame_size, i == 0);
        CHECK(pthread_create(&threads[i], NULL, read_storm, &readers[i]) == 0);
    }
    for (uint64_t i = 0; i < storm_values(&own); i++) {
        (void)latest_publish_next(own.in.latest, own.in.size, STORM_WRITER);
        if (i % 10000 == 0) {
            harness_got_on();
        }
    }
    for (int i = 0; i < STORM_READERS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        latest_close(&readers[i].side);
    }
    CHECK_EQUAL(harness_join(&child), 0);
    latest_close(&own.side);
}

static void smallValuesAreNeverTornAndNeverGoBack(void) { readers_in_a_storm("small", 0); }

static void oddValuesAreNeverTornAndNeverGoBack(void) { readers_in_a_storm("odd", FRAME_SIZE); }

static void largeValuesAreNeverTornAndNeverGoBack(void) {
    readers_in_a_storm("large", TENON_MAX_LATEST_BYTES);
}

/* ---- No wake-up is missed ---- */

typedef struct way {
    const char *name;
    tenon_region_options options;
    bool sleeps;
} way;

static const way ways[] = {
    {"barriers", {.backing = TENON_BACKING_FILE, .wait = TENON_WAIT_FRUGAL}, true},
    {"fences",
     {.backing = TENON_BACKING_FILE, .wait = TENON_WAIT_FRUGAL, .full_fences = true},
     true},
    {"awake", {.backing = TENON_BACKING_FILE, .wait = TENON_WAIT_LATENCY}, false},
};

static const way *way_named(const char *name) {
    const way *found = ways;
    while (strcmp(found->name, name) != 0) {
        found++;
    }
    return found;
}

static uint64_t rounds(void) {
    return harness_is_long() ? 5000000 : harness_is_sanitized() ? 10000 : 50000;
}

static latest_side open_way(const char *path, const way *how) {
    latest_region_type type;
    latest_region_type_init(&type, FRAME_SIZE);
    return latest_open_with(path, &type, &how->options);
}

/* The next value, and no other. */
static void expect_next(tenon_latest *latest, tenon_latest_reader *reader, uint64_t number) {
    uint64_t mark;
    CHECK_STATUS(latest_take_mark(latest, reader, FOR_EVER, POSITION_SIZE, &mark), TENON_OK);
    CHECK_EQUAL(reader->number, number);
    if (number % 10000 == 0) {
        harness_got_on();
    }
}

/* Has every second turn. */
static int answer(int count, char **arguments) {
    CHECK_EQUAL(count, 3);
    latest_side own = open_way(arguments[0], way_named(arguments[1]));
    uint64_t last = strtoull(arguments[2], NULL, 10);
    tenon_latest_reader reader = {0};
    CHECK_STATUS(tenon_latest_write(own.answer), TENON_OK);
    child_tell('r');
    for (uint64_t number = 1; number <= last; number++) {
        expect_next(own.position, &reader, number);
        CHECK_EQUAL(latest_publish_next(own.answer, POSITION_SIZE, 2), number);
    }
    latest_close(&own);
    return 0;
}

/* The side that begins each turn. */
typedef struct beginner {
    latest_side side;
    tenon_latest_reader reader;
    tenon_latest_header *header; /* of what it publishes */
    uint64_t random;
    uint64_t delay; /* looks between an answer and the next value */
    uint64_t wakes; /* before the last value */
} beginner;

typedef void begin_turn(beginner *own, uint64_t number);

static void exchange_turns(const way *how, begin_turn *begin, uint64_t last) {
    const char *path = harness_path(how->name);
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, last);
    beginner own = {.side = open_way(path, how)};
    own.header = latest_header_of(&own.side, LATEST_POSITION);
    CHECK_STATUS(tenon_latest_write(own.side.position), TENON_OK);
    harness_child child = harness_start("answer", path, how->name, text, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    for (uint64_t number = 1; number <= last; number++) {
        begin(&own, number);
        CHECK_EQUAL(latest_publish_next(own.side.position, POSITION_SIZE, 1), number);
    }
    /* One that was awake has read no answer yet. */
    while (own.reader.number != last) {
        uint64_t mark;
        CHECK_STATUS(latest_take_mark(own.side.answer, &own.reader, FOR_EVER, POSITION_SIZE,
                                      &mark),
                     TENON_OK);
    }
    CHECK_EQUAL(harness_join(&child), 0);
    CHECK((own.header->wakes != 0) == how->sleeps);
    CHECK_EQUAL(latest_waiting(&own.side, LATEST_POSITION), 0);
    CHECK_EQUAL(latest_waiting(&own.side, LATEST_ANSWER), 0);
    latest_close(&own.side);
}

/* Sleeps until the other has answered. */
static void sleep_for_answer(beginner *own, uint64_t number) {
    if (number > 1) {
        expect_next(own->side.answer, &own->reader, number - 1);
    }
}

/* Is awake all the time, and takes aim at the moment at which the other is about to fall asleep:
 * sooner after an answer when the last value came so late that it had to be woken. */
static void watch_for_answer(beginner *own, uint64_t number) {
    enum { AIM = 16 };
    while (tenon_latest_published(own->side.answer) != number - 1) {
        tenon_pause();
    }
    if (number % 10000 == 0) {
        harness_got_on();
    }
    uint64_t wakes = tenon_load_relaxed_u64(&own->header->wakes);
    if (wakes == own->wakes) {
        own->delay += AIM;
    } else if (own->delay >= AIM) {
        own->delay -= AIM;
    }
    own->wakes = wakes;
    /* The nearer the word is, the earlier the look at it that follows the store. */
    for (uint64_t i = own->delay + harness_random(&own->random) % (8 * AIM); i != 0; i--) {
        (void)tenon_load_relaxed_u64(&own->header->arrivals.waiting);
    }
}

static void sleepersThatAnswerEachOtherMissNothing(void) {
    exchange_turns(way_named("barriers"), sleep_for_answer, rounds());
}

static void sleepersMissNothingWhenWritersHaveFences(void) {
    exchange_turns(way_named("fences"), sleep_for_answer, rounds());
}

static void readersThatNeverSleepMissNothing(void) {
    /* Few, because each needs a processor, which the system does not always give it. */
    exchange_turns(way_named("awake"), sleep_for_answer, rounds() / 50);
}

static void valueAtTheNarrowestMomentIsNotMissed(void) {
    exchange_turns(way_named("barriers"), watch_for_answer, 4 * rounds());
}

static void valueAtTheNarrowestMomentIsNotMissedWithFences(void) {
    exchange_turns(way_named("fences"), watch_for_answer, 10 * rounds());
}

static uint64_t handovers(void) { return rounds() / 5; }

/* Is the writer for a few values each time. The next value follows when the reader has the last. */
static int write_in_turns(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    latest_side own = open_way(arguments[0], way_named(arguments[1]));
    uint64_t last = handovers();
    child_tell('r');
    while (tenon_latest_published(own.position) < last) {
        tenon_status status = tenon_latest_write(own.position);
        CHECK(status == TENON_OK || status == TENON_BUSY);
        for (uint64_t i = 0; status == TENON_OK && i < 3; i++) {
            uint64_t number = tenon_latest_published(own.position);
            while (tenon_load_acquire_u64(&own.status->done) != number) {
                tenon_pause();
            }
            if (number < last) {
                (void)latest_publish_next(own.position, POSITION_SIZE, 1);
            }
        }
        CHECK_STATUS(tenon_latest_leave_writer(own.position), TENON_OK);
    }
    latest_close(&own);
    return 0;
}

/* One needs the sleeper's barriers, the other has fences: what the sleeper has to do changes while
 * it falls asleep. */
static void writersThatChangeHandsMissNoWakeUp(void) {
    const char *path = harness_path("hands");
    latest_side own = latest_open(path);
    tenon_latest_reader reader = {0};
    harness_child first = harness_start("in-turns", path, "fences", NULL);
    harness_child second = harness_start("in-turns", path, "barriers", NULL);
    CHECK_EQUAL(harness_hear(&first), 'r');
    CHECK_EQUAL(harness_hear(&second), 'r');
    uint64_t mark;
    for (uint64_t number = 1; number <= handovers(); number++) {
        tenon_status status;
        do {
            status =
                latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark);
        } while (status == TENON_PEER_LEFT);
        CHECK_STATUS(status, TENON_OK);
        CHECK_EQUAL(reader.number, number);
        tenon_store_release_u64(&own.status->done, number);
        if (number % 1000 == 0) {
            harness_got_on();
        }
    }
    CHECK_EQUAL(harness_join(&first), 0);
    CHECK_EQUAL(harness_join(&second), 0);
    latest_close(&own);
}

#define THREADS 4

static uint64_t calls(void) { return rounds() / 10; }

/* Waits for each value; the next comes when all have seen it. */
static void *take_each(void *context) {
    latest_side *own = context;
    tenon_struct *status = tenon_region_struct_section(own->region, LATEST_STATUS);
    tenon_latest_reader reader = {0};
    for (uint64_t number = 1; number <= calls(); number++) {
        expect_next(own->position, &reader, number);
        if (__atomic_add_fetch(&own->status->count, 1, __ATOMIC_ACQ_REL) % THREADS == 0) {
            tenon_struct_changed(status);
        }
    }
    return NULL;
}

/* Ends waits all the time, beside others of the same participant that go on. */
static void *give_up_again_and_again(void *context) {
    latest_side *own = context;
    tenon_latest_reader reader = {0};
    uint64_t mark;
    while (tenon_load_acquire_u32(&own->status->over) == 0) {
        tenon_status status = latest_take_mark(own->position, &reader, MILLISECOND / 100,
                                               POSITION_SIZE, &mark);
        CHECK(status == TENON_OK || status == TENON_TIMED_OUT);
    }
    return NULL;
}

static bool have_all_seen(const void *context) {
    const latest_status *status = context;
    return tenon_load_acquire_u64(&status->count) ==
           (uint64_t)THREADS * tenon_load_relaxed_u32(&status->turn);
}

static void threadsOfOneParticipantAreAllWoken(void) {
    const char *path = harness_path("threads");
    latest_side own = latest_open(path);
    latest_side theirs = latest_open(path);
    tenon_struct *status = tenon_region_struct_section(own.region, LATEST_STATUS);
    pthread_t threads[THREADS + 1];
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_create(&threads[i], NULL, take_each, &theirs) == 0);
    }
    CHECK(pthread_create(&threads[THREADS], NULL, give_up_again_and_again, &theirs) == 0);
    for (uint32_t turn = 1; turn <= calls(); turn++) {
        tenon_store_relaxed_u32(&own.status->turn, turn);
        (void)latest_publish_next(own.position, POSITION_SIZE, 1);
        CHECK_STATUS(tenon_struct_wait(status, have_all_seen, own.status, FOR_EVER), TENON_OK);
    }
    tenon_store_release_u32(&own.status->over, 1);
    for (int i = 0; i <= THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    CHECK_EQUAL(latest_waiting(&own, LATEST_POSITION), 0);
    latest_close(&theirs);
    latest_close(&own);
}

const harness_role harness_roles[] = {{"ever", wait_for_ever},
                                      {"hold", hold_role},
                                      {"truncated", use_truncated},
                                      {"storm", read_storm_in_process},
                                      {"answer", answer},
                                      {"in-turns", write_in_turns},
                                      {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(nothingIsFoundBeforeTheFirstValue),
    TEST(newestValueWinsAndIsReadAsOftenAsOneLikes),
    TEST(valueThatIsOverwrittenAtEachTryIsToBeReadAgain),
    TEST(valuesOfEverySizeAreCopiedExactly),
    TEST(whatTheRegionHasNoRoomForIsLeftOut),
    TEST(secondWriterIsRefusedAndToldTheFirst),
    TEST(successorGoesOnCounting),
    TEST(childAfterForkIsRefused),
    TEST(sleeperIsWokenByTheNextValue),
    TEST(waitThatTimesOutLeavesNobodyWaiting),
    TEST(killedReaderCostsOneWakeUpAndNothingElse),
    TEST(silenceGrowsUntilAValueIsRead),
    TEST(eachDeadlineEndsAWaitThatGoesOnForEver),
    TEST(deadlinesThatPassedTogetherCountOnce),
    TEST(writerThatLeavesIsReportedOnceAfterItsLastValue),
    TEST(sleeperIsWokenWhenTheWriterLeaves),
    TEST(readerAsksTheSystemOnceASliceWhetherItsWriterLives),
    TEST(fileThatIsCutShortIsToldToWaitsAndWriters),
    TEST(descriptorOfAnotherSizeOrAlignmentIsInvalid),
    TEST(sectionOfAnotherKindIsNoLatestValue),
    TEST(programsOfAllVersionsReadWhatTheyHaveInCommon),
    TEST(regionOfAnOlderProgramLacksALaterValue),
    TEST(readerIsToldNoVersionThatItOrTheRegionHasNot),
    TEST(entryOfAValueIsAsItsVersionSays),
    TEST(smallValuesAreNeverTornAndNeverGoBack),
    TEST(oddValuesAreNeverTornAndNeverGoBack),
    TEST(largeValuesAreNeverTornAndNeverGoBack),
    TEST(sleepersThatAnswerEachOtherMissNothing),
    TEST(sleepersMissNothingWhenWritersHaveFences),
    TEST(readersThatNeverSleepMissNothing),
    TEST(valueAtTheNarrowestMomentIsNotMissed),
    TEST(valueAtTheNarrowestMomentIsNotMissedWithFences),
    TEST(writersThatChangeHandsMissNoWakeUp),
    TEST(threadsOfOneParticipantAreAllWoken),
    {NULL, NULL},
};
