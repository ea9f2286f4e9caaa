/* SPDX-License-Identifier: Apache-2.0 */
/* A process is killed before each of its instructions while it publishes or reads a latest value,
 * becomes or ceases to be the writer, or falls asleep waiting for a value; others go on. Linked
 * with a runtime whose sleeps last an hour: whatever a survivor had to wait for would be a hang. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "latest_regions.h"
#include "regions.h"
#include "stepping.h"

#define FOR_EVER INT64_C(-1)
#define TURNS    6

/* Values before a victim acts, of which the last is the one that must not be lost. */
#define BEFORE 3

/* Who publishes. */
enum { VICTIM = 7, SURVIVOR = 8 };

/* The odd size lets the last word be a part of one. */
#define SIZE FRAME_SIZE

/* ---- Victims ---- */

static void publish_before(tenon_latest *latest, uint64_t writer) {
    for (uint64_t i = 0; i < BEFORE; i++) {
        (void)latest_publish_next(latest, SIZE, writer);
    }
}

/* What the victim publishes while it is stepped through, with a value that is ready before. */
static void publish_once(tenon_latest *latest) {
    uint8_t value[SIZE];
    latest_fill(value, sizeof value, latest_mark(VICTIM, BEFORE + 1));
    mark();
    CHECK_STATUS(tenon_latest_publish(latest, LATEST_CONTRACT, value, sizeof value), TENON_OK);
    mark();
}

static int publish(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    publish_before(own.frame, VICTIM);
    be_stepped();
    publish_once(own.frame);
    return 0;
}

/* Its role is the first thing that it takes. */
static int take_role(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    be_stepped();
    publish_once(own.frame);
    return 0;
}

static int leave(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    publish_before(own.frame, VICTIM);
    be_stepped();
    mark();
    CHECK_STATUS(tenon_latest_leave_writer(own.frame), TENON_OK);
    mark();
    return 0;
}

static int read_once(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    tenon_latest_reader reader = {.deadline_ns = UINT32_MAX};
    uint8_t value[SIZE];
    uint32_t version = LATEST_CONTRACT;
    be_stepped();
    mark();
    CHECK_STATUS(tenon_latest_read(own.frame, &reader, &version, value, sizeof value), TENON_OK);
    mark();
    return 0;
}

static int fall_asleep(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    tenon_latest_reader reader = {.number = BEFORE};
    uint8_t value[SIZE];
    uint32_t version = LATEST_CONTRACT;
    be_stepped();
    mark();
    (void)tenon_latest_take(own.frame, &reader, FOR_EVER, &version, value, sizeof value);
    mark();
    return 0;
}

/* Who has published the values before. */
typedef enum first_writer {
    THE_VICTIM,
    A_SURVIVOR,          /* who is still the writer */
    A_SURVIVOR_THAT_LEFT,
    A_DEAD_ONE           /* another victim of the same kind */
} first_writer;

typedef struct script {
    const char *name;
    const char *role;
    first_writer first;
    bool publishes; /* one value more */
    bool sleeps;
} script;

static const script scripts[] = {
    {"publish", "publish", THE_VICTIM, true, false},
    {"take-role", "take-role", A_SURVIVOR_THAT_LEFT, true, false},
    {"succeed", "take-role", A_DEAD_ONE, true, false},
    {"leave", "leave", THE_VICTIM, false, false},
    {"read", "read", A_SURVIVOR, false, false},
    {"wait", "wait", A_SURVIVOR, false, true},
};

/* ---- Survivors ---- */

/* The bit of a participant that died before, and that is woken with the others. */
#define DEAD_BIT (UINT64_C(1) << 40)

/* Values that a survivor publishes in its turns, the first when the other one sleeps. */
static void *write_turns(void *context) {
    latest_side *own = context;
    tenon_latest_reader reader = {0};
    uint64_t seen;
    while (!is_asleep(getpid())) {
        sched_yield();
    }
    for (uint32_t turn = 0; turn < TURNS; turn++) {
        (void)latest_publish_next(own->frame, SIZE, SURVIVOR);
        /* The other one has the value: it answers each. */
        CHECK_STATUS(latest_take_mark(own->answer, &reader, FOR_EVER, POSITION_SIZE, &seen),
                     TENON_OK);
    }
    return NULL;
}

/* Sleeps before there is a new writer, who then wakes it and those that are dead. */
static void go_on_taking_turns(latest_side *one, latest_side *other,
                               tenon_latest_reader *reader) {
    pthread_t thread;
    uint64_t seen;
    uint64_t before = reader->number;
    (void)tenon_fetch_or_u64(&latest_header_of(one, LATEST_FRAME)->arrivals.waiting, DEAD_BIT);
    CHECK_STATUS(tenon_latest_write(one->answer), TENON_OK);
    CHECK(pthread_create(&thread, NULL, write_turns, other) == 0);
    for (uint32_t turn = 1; turn <= TURNS; turn++) {
        CHECK_STATUS(latest_take_mark(one->frame, reader, FOR_EVER, SIZE, &seen), TENON_OK);
        CHECK_EQUAL(reader->number, before + turn);
        CHECK_EQUAL(latest_writer_of(seen), SURVIVOR);
        (void)latest_publish_next(one->answer, POSITION_SIZE, SURVIVOR);
    }
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK_EQUAL(latest_waiting(one, LATEST_FRAME), 0);
    CHECK_EQUAL(latest_waiting(one, LATEST_ANSWER), 0);
}

/* The value before or the one that the victim published, whole, as long as nobody writes. */
static void expect_whole(const script *played, latest_side *own, tenon_latest_reader *reader) {
    uint64_t seen;
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(latest_read_mark(own->frame, reader, SIZE, &seen), TENON_OK);
        CHECK(reader->number == BEFORE || (reader->number == BEFORE + 1 && played->publishes));
        bool is_survivors = played->first == A_SURVIVOR || played->first == A_SURVIVOR_THAT_LEFT;
        CHECK_EQUAL(latest_writer_of(seen),
                    is_survivors && reader->number == BEFORE ? SURVIVOR : VICTIM);
    }
}

/* The end of a writer is reported once: the victim's or, if it was not writer yet, the one's before
 * it. */
static void expect_end(const script *played, latest_side *own, tenon_latest_reader *reader) {
    uint64_t seen;
    CHECK_STATUS(latest_take_mark(own->frame, reader, 0, SIZE, &seen),
                 played->first == A_SURVIVOR ? TENON_TIMED_OUT : TENON_PEER_LEFT);
    CHECK_STATUS(latest_take_mark(own->frame, reader, 0, SIZE, &seen), TENON_TIMED_OUT);
}

static void prepare(const script *played, const char *path, latest_side *survivor) {
    if (played->first == A_DEAD_ONE) {
        harness_child first = start_stepped("publish", path);
        harness_kill(&first);
    } else if (played->first != THE_VICTIM) {
        publish_before(survivor->frame, SURVIVOR);
    }
    if (played->first == A_SURVIVOR_THAT_LEFT) {
        CHECK_STATUS(tenon_latest_leave_writer(survivor->frame), TENON_OK);
    }
}

static uint64_t survive(const script *played, const char *path, uint64_t instruction) {
    latest_side one = latest_open(path);
    latest_side other = latest_open(path);
    prepare(played, path, &other);
    harness_child victim = start_stepped(played->role, path);
    tenon_store_release_u64(&latest_header_of(&one, LATEST_FRAME)->arrivals.waiting, DEAD_BIT);
    uint64_t executed = kill_before(&victim, instruction, played->sleeps);
    tenon_latest_reader reader = {0};
    expect_whole(played, &one, &reader);
    expect_end(played, &one, &reader);
    go_on_taking_turns(&one, &other, &reader);
    latest_close(&other);
    latest_close(&one);
    return executed;
}

static void kill_everywhere(const char *name) {
    /* Otherwise each victim would look up the functions that it calls first. */
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    const script *played = scripts;
    while (strcmp(played->name, name) != 0) {
        played++;
    }
    const char *path = harness_path(name);
    uint64_t instructions = survive(played, path, UINT64_MAX);
    CHECK(instructions > 0);
    uint64_t stride = harness_is_long() ? 1 : harness_is_sanitized() ? 97 : 7;
    for (uint64_t i = 0; i < instructions; i += stride) {
        harness_got_on();
        survive(played, path, i);
    }
}

static void othersGoOnWhereverAPublishIsKilled(void) { kill_everywhere("publish"); }

static void othersGoOnWhereverANewWriterIsKilled(void) { kill_everywhere("take-role"); }

static void othersGoOnWhereverASuccessorOfADeadWriterIsKilled(void) { kill_everywhere("succeed"); }

static void othersGoOnWhereverALeavingWriterIsKilled(void) { kill_everywhere("leave"); }

static void othersGoOnWhereverAReadIsKilled(void) { kill_everywhere("read"); }

static void othersGoOnWhereverAWaitIsKilled(void) { kill_everywhere("wait"); }

const harness_role harness_roles[] = {{"publish", publish},   {"take-role", take_role},
                                      {"leave", leave},       {"read", read_once},
                                      {"wait", fall_asleep},  {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(othersGoOnWhereverAPublishIsKilled),
    TEST(othersGoOnWhereverANewWriterIsKilled),
    TEST(othersGoOnWhereverASuccessorOfADeadWriterIsKilled),
    TEST(othersGoOnWhereverALeavingWriterIsKilled),
    TEST(othersGoOnWhereverAReadIsKilled),
    TEST(othersGoOnWhereverAWaitIsKilled),
    {NULL, NULL},
};
