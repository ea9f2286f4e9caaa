/* SPDX-License-Identifier: Apache-2.0 */
/* Latest values whose writer is killed or stopped, and what a sleeper finds out by itself. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "latest_regions.h"
#include "regions.h"
#include "stepping.h"

#define FOR_EVER INT64_C(-1)

/* Frames that take so long to write that most deaths come in between. */
#define LARGE TENON_MAX_LATEST_BYTES

/* The writer whose value ends a test. */
#define LAST_WRITER UINT64_C(0xFFFFFF)

static latest_side open_side(const char *path) {
    latest_region_type type;
    latest_region_type_init(&type, LARGE);
    return latest_open_with(path, &type, &in_file);
}

static latest_typed typed(const latest_side *side, const char *name) {
    return latest_in(side, strcmp(name, "frame") == 0 ? LATEST_FRAME : LATEST_POSITION);
}

/* ---- Deaths ---- */

/* Publishes so many values, and waits until it is killed. */
static int publish_some(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    latest_side own = open_side(arguments[0]);
    uint64_t values = strtoull(arguments[1], NULL, 10);
    CHECK_STATUS(tenon_region_set_label(own.region, values % 2 != 0 ? "navi\x01gator" : ""),
                 TENON_OK);
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    for (uint64_t i = 0; i < values; i++) {
        (void)latest_publish_next(own.position, POSITION_SIZE, values);
    }
    child_tell('r');
    (void)child_hear();
    return 1;
}

static harness_child start_writer(const char *path, uint32_t values) {
    char text[16];
    snprintf(text, sizeof text, "%" PRIu32, values);
    harness_child child = harness_start("publish", path, text, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    return child;
}

static void writerThatDiesIsReportedOnceAfterItsLastValue(void) {
    const char *path = harness_path("dies");
    latest_side own = open_side(path);
    tenon_latest_reader reader = {0};
    uint64_t mark;
    for (uint32_t values = 0; values < 4; values++) {
        harness_child child = start_writer(path, values);
        harness_kill(&child);
        if (values != 0) {
            CHECK_STATUS(latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                         TENON_OK);
            CHECK_EQUAL(latest_writer_of(mark), values);
        }
        CHECK_STATUS(latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                     TENON_PEER_LEFT);
        char expected[600];
        snprintf(expected, sizeof expected,
                 "the writer of latest 'position' of %s, process %d%s, has gone", path,
                 (int)child.process, values % 2 != 0 ? " ('navi?gator')" : "");
        CHECK_DETAIL(expected);
        CHECK_EQUAL(tenon_latest_writer_state(own.position), TENON_PEER_STATE_LEFT);
        for (int64_t timeout = 0; timeout < 2; timeout++) {
            CHECK_STATUS(
                latest_take_mark(own.position, &reader, timeout, POSITION_SIZE, &mark),
                TENON_TIMED_OUT);
        }
        /* The value outlives its writer. */
        if (values != 0) {
            CHECK_STATUS(latest_read_mark(own.position, &reader, POSITION_SIZE, &mark), TENON_OK);
        }
    }
    latest_close(&own);
}

typedef struct sleeper {
    latest_side side;
    uint64_t number; /* of the last value that it has read */
    tenon_status status;
} sleeper;

static void *sleep_once(void *context) {
    sleeper *of = context;
    tenon_latest_reader reader = {.number = of->number};
    uint64_t mark;
    of->status =
        latest_take_mark(of->side.position, &reader, FOR_EVER, POSITION_SIZE, &mark);
    return NULL;
}

static void sleeperIsToldThatTheWriterDied(void) {
    const char *path = harness_path("asleep");
    sleeper own = {.side = open_side(path), .number = 1};
    pthread_t thread;
    harness_child child = start_writer(path, 1);
    CHECK(pthread_create(&thread, NULL, sleep_once, &own) == 0);
    latest_await_waiting(&own.side, LATEST_POSITION);
    harness_kill(&child);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK_STATUS(own.status, TENON_PEER_LEFT);
    CHECK_EQUAL(latest_waiting(&own.side, LATEST_POSITION), 0);
    latest_close(&own.side);
}

static void roleOfAnotherProcessIsBusyUntilItDies(void) {
    const char *path = harness_path("busy");
    latest_side own = open_side(path);
    harness_child child = start_writer(path, 3);
    char holder[64];
    snprintf(holder, sizeof holder, "is process %d", (int)child.process);
    CHECK_STATUS(tenon_latest_write(own.position), TENON_BUSY);
    CHECK_DETAIL(holder);
    CHECK_EQUAL(tenon_latest_writer_state(own.position), TENON_PEER_STATE_PRESENT);
    harness_kill(&child);
    CHECK_EQUAL(latest_publish_next(own.position, POSITION_SIZE, 1), 4);
    latest_close(&own);
}

/* State that a writer leaves behind which was killed when it had taken the sleepers' bits and not
 * changed the sequence yet. */
static void wakeUpThatADeadWriterOwesCostsASlice(void) {
    const char *path = harness_path("owes");
    sleeper own = {.side = open_side(path), .number = 0};
    latest_side theirs = open_side(path);
    pthread_t thread;
    CHECK_STATUS(tenon_latest_write(theirs.position), TENON_OK);
    CHECK(pthread_create(&thread, NULL, sleep_once, &own) == 0);
    latest_await_waiting(&own.side, LATEST_POSITION);
    tenon_latest_header *header = latest_header_of(&own.side, LATEST_POSITION);
    (void)tenon_exchange_u64(&header->arrivals.waiting, 0);
    (void)latest_publish_next(theirs.position, POSITION_SIZE, 1);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK_STATUS(own.status, TENON_OK);
    latest_close(&theirs);
    latest_close(&own.side);
}

/* ---- Files cut short ---- */

static int sleep_in_region(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = open_side(arguments[0]);
    tenon_latest_reader reader = {0};
    uint64_t mark;
    CHECK_STATUS(tenon_latest_write(own.answer), TENON_OK);
    CHECK_STATUS(latest_take_mark(own.position, &reader, FOR_EVER, POSITION_SIZE, &mark),
                 TENON_TRUNCATED);
    CHECK_DETAIL("was truncated");
    CHECK_STATUS(tenon_region_close(own.region), TENON_TRUNCATED);
    return 0;
}

static void sleeperIsToldOfAFileThatIsCutShort(void) {
    const char *path = harness_path("cut");
    latest_side own = open_side(path);
    /* With a writer who can wake it, it sleeps for a whole slice and touches nothing meanwhile. */
    CHECK_STATUS(tenon_latest_write(own.position), TENON_OK);
    harness_child child = harness_start("sleep", path, NULL);
    latest_await_waiting(&own, LATEST_POSITION);
    while (!is_asleep(child.process)) {
        sched_yield();
    }
    CHECK(truncate(path, 0) == 0);
    CHECK_EQUAL(harness_join(&child), 0);
    CHECK_STATUS(tenon_region_close(own.region), TENON_TRUNCATED);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_OK);
}

/* ---- Random moments ---- */

static uint64_t rounds(void) {
    return harness_is_long() ? 100000 : harness_is_sanitized() ? 20 : 60;
}

/* Publishes until it is killed, and records what it has published. */
static int publish_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 3);
    latest_side own = open_side(arguments[0]);
    latest_typed out = typed(&own, arguments[1]);
    uint64_t writer = strtoull(arguments[2], NULL, 10);
    CHECK_STATUS(tenon_region_set_label(own.region, "victim"), TENON_OK);
    CHECK_STATUS(tenon_latest_write(out.latest), TENON_OK);
    child_tell('r');
    for (;;) {
        uint64_t number = latest_publish_next(out.latest, out.size, writer);
        tenon_store_release_u64(&own.status->done, number);
    }
}

static harness_child start_victim(const char *path, const char *name, uint64_t writer) {
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, writer);
    harness_child child = harness_start("for-ever", path, name, text, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    return child;
}

/* Sleeps, beside what the test does, and sees numbers that only grow. */
typedef struct companion {
    latest_side side;
    const char *name;
    uint64_t left; /* writers whose end was reported */
} companion;

static void *accompany(void *context) {
    companion *of = context;
    latest_typed in = typed(&of->side, of->name);
    tenon_latest_reader reader = {0};
    uint64_t mark = 0;
    while (latest_writer_of(mark) != LAST_WRITER) {
        uint64_t before = reader.number;
        uint64_t writer = latest_writer_of(mark);
        tenon_status status =
            latest_take_mark(in.latest, &reader, FOR_EVER, in.size, &mark);
        if (status == TENON_OK) {
            CHECK(reader.number > before);
            CHECK(latest_writer_of(mark) >= writer);
        } else {
            CHECK(status == TENON_PEER_LEFT || status == TENON_AGAIN);
            of->left += status == TENON_PEER_LEFT;
        }
    }
    return NULL;
}

/* Does so as a process of its own, until the last value has come. */
static int listen_to_writers(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    companion own = {.side = open_side(arguments[0]), .name = arguments[1]};
    child_tell('r');
    (void)accompany(&own);
    latest_close(&own.side);
    return 0;
}

/* Reads until that number has come; a writer that is alive may be faster than each read. */
static void read_up_to(const latest_typed *in, tenon_latest_reader *reader, uint64_t number) {
    uint64_t mark;
    while (reader->number < number) {
        uint64_t before = reader->number;
        tenon_status status = latest_read_mark(in->latest, reader, in->size, &mark);
        CHECK(status == TENON_OK || status == TENON_AGAIN ||
              (status == TENON_NOT_FOUND && before == 0));
        CHECK(reader->number >= before);
        CHECK(status == TENON_OK || reader->number == before);
    }
}

static void spin(uint64_t times) {
    for (; times != 0; times--) {
        tenon_pause();
    }
}

/* Reads when nobody writes: a whole value at the first try, no older one than was seen, and none
 * lost that was published. Returns its mark. */
static uint64_t read_in_peace(const latest_side *own, const latest_typed *in,
                              tenon_latest_reader *reader) {
    uint64_t before = reader->number;
    uint64_t mark;
    CHECK_STATUS(latest_read_mark(in->latest, reader, in->size, &mark), TENON_OK);
    CHECK(reader->number >= before);
    uint64_t done = tenon_load_acquire_u64(&own->status->done);
    CHECK(reader->number == done || reader->number == done + 1);
    return mark;
}

/* Tells that a value was begun and not shown. */
static bool was_interrupted(const latest_side *own, const latest_typed *in, uint64_t number) {
    return tenon_load_relaxed_u64(&latest_slot_of(own, in->section, number + 1)->sequence) ==
           2 * (number + 1) - 1;
}

static void expect_victim_left(const latest_typed *in, const harness_child *victim,
                               tenon_latest_reader *reader) {
    uint64_t mark;
    char who[64];
    snprintf(who, sizeof who, "process %d ('victim'), has gone", (int)victim->process);
    CHECK_STATUS(latest_take_mark(in->latest, reader, FOR_EVER, in->size, &mark),
                 TENON_PEER_LEFT);
    CHECK_DETAIL(who);
    CHECK_STATUS(latest_take_mark(in->latest, reader, 0, in->size, &mark), TENON_TIMED_OUT);
}

static void kill_writers_of(const char *name) {
    const char *path = harness_path(name);
    latest_side own = open_side(path);
    latest_typed in = typed(&own, name);
    companion other = {.side = open_side(path), .name = name};
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, accompany, &other) == 0);
    /* There is a value from the beginning. */
    tenon_latest_reader reader = {.number = latest_publish_next(in.latest, in.size, 0)};
    CHECK_STATUS(tenon_latest_leave_writer(in.latest), TENON_OK);
    uint64_t random = 42;
    uint64_t interrupted = 0;
    for (uint64_t round = 1; round <= rounds(); round++) {
        harness_got_on();
        uint64_t before = reader.number;
        /* Makes up for the record that the victim before did not come to. */
        tenon_store_release_u64(&own.status->done, before);
        harness_child victim = start_victim(path, name, round);
        uint64_t choice = harness_random(&random);
        read_up_to(&in, &reader, before + choice % 3 * (choice / 4 % 100));
        spin(choice / 1024 % 2000);
        harness_kill(&victim);
        uint64_t mark = read_in_peace(&own, &in, &reader);
        CHECK(latest_writer_of(mark) == round || reader.number == before);
        interrupted += was_interrupted(&own, &in, reader.number);
        /* One that asks for the first time need not wait for the next look at the victim. */
        tenon_latest_reader late = {.number = reader.number};
        expect_victim_left(&in, &victim, &late);
    }
    CHECK(interrupted != 0 || in.section != LATEST_FRAME);
    (void)latest_publish_next(in.latest, in.size, LAST_WRITER);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK(other.left <= rounds() + 1);
    latest_close(&other.side);
    latest_close(&own);
}

static void writersKilledAtRandomMomentsLoseNothing(void) { kill_writers_of("position"); }

static void writersKilledInTheMiddleOfAValueLoseNothing(void) { kill_writers_of("frame"); }

static void stop(const harness_child *victim) {
    int status;
    CHECK(kill(victim->process, SIGSTOP) == 0);
    CHECK(waitpid(victim->process, &status, WUNTRACED) == victim->process);
    CHECK(WIFSTOPPED(status));
}

static void stop_a_writer_of(const char *name) {
    const char *path = harness_path(name);
    latest_side own = open_side(path);
    latest_typed in = typed(&own, name);
    tenon_latest_reader reader = {0};
    uint64_t random = 43;
    uint64_t interrupted = 0;
    uint64_t mark;
    harness_child victim = start_victim(path, name, 1);
    for (uint64_t round = 1; round <= rounds(); round++) {
        harness_got_on();
        uint64_t choice = harness_random(&random);
        read_up_to(&in, &reader, reader.number + 1 + choice % 100);
        spin(choice / 1024 % 2000);
        stop(&victim);
        (void)read_in_peace(&own, &in, &reader);
        interrupted += was_interrupted(&own, &in, reader.number);
        CHECK_EQUAL(tenon_latest_writer_state(in.latest), TENON_PEER_STATE_STOPPED);
        CHECK_STATUS(tenon_latest_write(in.latest), TENON_BUSY);
        /* A stopped writer is late, but has not left. */
        CHECK_STATUS(latest_take_mark(in.latest, &reader, 1000, in.size, &mark),
                     TENON_TIMED_OUT);
        CHECK(kill(victim.process, SIGCONT) == 0);
    }
    CHECK(interrupted != 0 || in.section != LATEST_FRAME);
    read_up_to(&in, &reader, reader.number + 1);
    harness_kill(&victim);
    latest_close(&own);
}

static void writerStoppedAtRandomMomentsHoldsNobodyUp(void) { stop_a_writer_of("position"); }

static void writerStoppedInTheMiddleOfAValueHoldsNobodyUp(void) { stop_a_writer_of("frame"); }

const harness_role harness_roles[] = {{"publish", publish_some},
                                      {"sleep", sleep_in_region},
                                      {"for-ever", publish_for_ever},
                                      {"listen", listen_to_writers},
                                      {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(writerThatDiesIsReportedOnceAfterItsLastValue),
    TEST(sleeperIsToldThatTheWriterDied),
    TEST(roleOfAnotherProcessIsBusyUntilItDies),
    TEST(wakeUpThatADeadWriterOwesCostsASlice),
    TEST(sleeperIsToldOfAFileThatIsCutShort),
    TEST(writersKilledAtRandomMomentsLoseNothing),
    TEST(writersKilledInTheMiddleOfAValueLoseNothing),
    TEST(writerStoppedAtRandomMomentsHoldsNobodyUp),
    TEST(writerStoppedInTheMiddleOfAValueHoldsNobodyUp),
    {NULL, NULL},
};
