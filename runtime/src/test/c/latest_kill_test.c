/* SPDX-License-Identifier: Apache-2.0 */
/* A process is killed before each of its instructions while it publishes or reads a latest value,
 * becomes or ceases to be the writer, or falls asleep waiting for a value; others go on. Linked
 * with a runtime whose sleeps last an hour: whatever a survivor had to wait for would be a hang.
 *
 * Two roles let another program be the survivor: "scripts" names what victims do, and
 * "kill PATH SCRIPT KILLS" kills them. */
#define _GNU_SOURCE
#include <inttypes.h>
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

/* A script of so many instructions has none left out. */
#define SHORT_ONE 128

/* Writers, as values name them. */
enum { VICTIM = 7, SURVIVOR = 8 };

/* ---- Victims ---- */

static void publish_before(const latest_typed *of, uint64_t writer) {
    for (uint64_t i = 0; i < BEFORE; i++) {
        (void)latest_publish_next(of->latest, of->size, writer);
    }
}

/* Publishes while it is stepped through, with a value that is ready before. */
static void publish_once(const latest_typed *of) {
    uint8_t value[FRAME_SIZE];
    latest_fill(value, of->size, latest_mark(VICTIM, BEFORE + 1));
    mark();
    CHECK_STATUS(tenon_latest_publish(of->latest, LATEST_CONTRACT, value, of->size), TENON_OK);
    mark();
}

static int publish_as_writer(int count, char **arguments, uint32_t section) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    latest_typed of = latest_in(&own, section);
    publish_before(&of, VICTIM);
    be_stepped();
    publish_once(&of);
    return 0;
}

static int publish(int count, char **arguments) {
    return publish_as_writer(count, arguments, LATEST_POSITION);
}

static int publish_frame(int count, char **arguments) {
    return publish_as_writer(count, arguments, LATEST_FRAME);
}

/* Takes the role within the publish that is stepped through. */
static int take_role(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    latest_typed of = latest_in(&own, LATEST_POSITION);
    be_stepped();
    publish_once(&of);
    return 0;
}

static int leave(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    latest_typed of = latest_in(&own, LATEST_POSITION);
    publish_before(&of, VICTIM);
    be_stepped();
    mark();
    CHECK_STATUS(tenon_latest_leave_writer(of.latest), TENON_OK);
    mark();
    return 0;
}

static int read_once(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    tenon_latest_reader reader = {.deadline_ns = UINT32_MAX};
    uint8_t value[POSITION_SIZE];
    uint32_t version = LATEST_CONTRACT;
    be_stepped();
    mark();
    CHECK_STATUS(tenon_latest_read(own.position, &reader, &version, value, sizeof value),
                 TENON_OK);
    mark();
    return 0;
}

static int fall_asleep(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    latest_side own = latest_open(arguments[0]);
    tenon_latest_reader reader = {.number = BEFORE};
    uint8_t value[POSITION_SIZE];
    uint32_t version = LATEST_CONTRACT;
    be_stepped();
    mark();
    (void)tenon_latest_take(own.position, &reader, FOR_EVER, &version, value, sizeof value);
    mark();
    return 0;
}

/* Publisher of the values before. */
typedef enum first_writer {
    THE_VICTIM,
    A_SURVIVOR,          /* who is still the writer */
    A_SURVIVOR_THAT_LEFT,
    A_DEAD_ONE           /* another victim of the same kind */
} first_writer;

typedef struct script {
    const char *name;
    const char *role; /* of the victim */
    first_writer first;
    bool publishes; /* one value more */
    bool sleeps;
    uint32_t section;
} script;

static const script scripts[] = {
    {"publish", "publish", THE_VICTIM, true, false, LATEST_POSITION},
    {"publish-frame", "publish-frame", THE_VICTIM, true, false, LATEST_FRAME},
    {"take-role", "take-role", A_SURVIVOR_THAT_LEFT, true, false, LATEST_POSITION},
    {"succeed", "take-role", A_DEAD_ONE, true, false, LATEST_POSITION},
    {"leave", "leave", THE_VICTIM, false, false, LATEST_POSITION},
    {"read", "read", A_SURVIVOR, false, false, LATEST_POSITION},
    {"wait", "wait", A_SURVIVOR, false, true, LATEST_POSITION},
};

/* ---- Survivors ---- */

/* The bit of a participant that died before, and that is woken with the others. */
#define DEAD_BIT (UINT64_C(1) << 40)

/* Two attachments of this process, each with the value that the victim used. */
typedef struct survivors {
    latest_side reading;
    latest_side writing;
    latest_typed in;
    latest_typed out;
    tenon_latest_reader reader;
} survivors;

/* The reader's value follows when it has the one before; the first when it sleeps. */
static void *write_turns(void *context) {
    survivors *of = context;
    tenon_latest_reader reader = {0};
    uint64_t seen;
    while (!is_asleep(getpid())) {
        sched_yield();
    }
    for (uint32_t turn = 0; turn < TURNS; turn++) {
        (void)latest_publish_next(of->out.latest, of->out.size, SURVIVOR);
        CHECK_STATUS(latest_take_mark(of->writing.answer, &reader, FOR_EVER, POSITION_SIZE,
                                      &seen),
                     TENON_OK);
    }
    return NULL;
}

/* Sleeps before there is a new writer, who then wakes it and those that are dead. */
static void go_on_taking_turns(survivors *of) {
    pthread_t thread;
    uint64_t seen;
    uint64_t before = of->reader.number;
    tenon_latest_header *header = latest_header_of(&of->reading, of->in.section);
    (void)tenon_fetch_or_u64(&header->arrivals.waiting, DEAD_BIT);
    CHECK_STATUS(tenon_latest_write(of->reading.answer), TENON_OK);
    CHECK(pthread_create(&thread, NULL, write_turns, of) == 0);
    for (uint32_t turn = 1; turn <= TURNS; turn++) {
        CHECK_STATUS(latest_take_mark(of->in.latest, &of->reader, FOR_EVER, of->in.size, &seen),
                     TENON_OK);
        CHECK_EQUAL(of->reader.number, before + turn);
        CHECK_EQUAL(latest_writer_of(seen), SURVIVOR);
        (void)latest_publish_next(of->reading.answer, POSITION_SIZE, SURVIVOR);
    }
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK_EQUAL(latest_waiting(&of->reading, of->in.section), 0);
    CHECK_EQUAL(latest_waiting(&of->reading, LATEST_ANSWER), 0);
}

/* The value before or the one that the victim published, whole, as long as nobody writes. */
static void expect_whole(const script *played, survivors *of) {
    uint64_t seen;
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(latest_read_mark(of->in.latest, &of->reader, of->in.size, &seen), TENON_OK);
        bool is_new = of->reader.number == BEFORE + 1;
        CHECK(of->reader.number == BEFORE || (is_new && played->publishes));
        bool is_survivors = played->first == A_SURVIVOR || played->first == A_SURVIVOR_THAT_LEFT;
        CHECK_EQUAL(latest_writer_of(seen), is_survivors && !is_new ? SURVIVOR : VICTIM);
    }
}

/* The end of a writer is reported once: the victim's or, if it was not writer yet, the one's before
 * it. */
static void expect_end(const script *played, survivors *of) {
    uint64_t seen;
    CHECK_STATUS(latest_take_mark(of->in.latest, &of->reader, 0, of->in.size, &seen),
                 played->first == A_SURVIVOR ? TENON_TIMED_OUT : TENON_PEER_LEFT);
    CHECK_STATUS(latest_take_mark(of->in.latest, &of->reader, 0, of->in.size, &seen),
                 TENON_TIMED_OUT);
}

static void prepare(const script *played, const char *path, survivors *of) {
    *of = (survivors){.reading = latest_open(path), .writing = latest_open(path)};
    of->in = latest_in(&of->reading, played->section);
    of->out = latest_in(&of->writing, played->section);
    if (played->first == A_DEAD_ONE) {
        harness_child first = start_stepped("publish", path);
        harness_kill(&first);
    } else if (played->first != THE_VICTIM) {
        publish_before(&of->out, SURVIVOR);
    }
    if (played->first == A_SURVIVOR_THAT_LEFT) {
        CHECK_STATUS(tenon_latest_leave_writer(of->out.latest), TENON_OK);
    }
}

static uint64_t kill_one(const script *played, const char *path, uint64_t instruction,
                         survivors *of) {
    prepare(played, path, of);
    harness_child victim = start_stepped(played->role, path);
    tenon_latest_header *header = latest_header_of(&of->reading, of->in.section);
    tenon_store_release_u64(&header->arrivals.waiting, DEAD_BIT);
    return kill_before(&victim, instruction, played->sleeps);
}

static uint64_t survive(const script *played, const char *path, uint64_t instruction) {
    survivors of;
    uint64_t executed = kill_one(played, path, instruction, &of);
    expect_whole(played, &of);
    expect_end(played, &of);
    go_on_taking_turns(&of);
    latest_close(&of.writing);
    latest_close(&of.reading);
    return executed;
}

static const script *script_named(const char *name) {
    const script *played = scripts;
    while (strcmp(played->name, name) != 0) {
        played++;
        CHECK(played < scripts + sizeof scripts / sizeof *scripts);
    }
    return played;
}

static void kill_everywhere(const char *name) {
    /* Otherwise each victim would look up the functions that it calls first. */
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    const script *played = script_named(name);
    const char *path = harness_path(name);
    uint64_t instructions = survive(played, path, UINT64_MAX);
    CHECK(instructions > 0);
    uint64_t stride = harness_is_sanitized() ? 397 : instructions <= SHORT_ONE ? 1 : 7;
    stride = harness_is_long() ? 1 : stride;
    for (uint64_t i = 0; i < instructions; i += stride) {
        harness_got_on();
        survive(played, path, i);
    }
}

static void othersGoOnWhereverAPublishIsKilled(void) { kill_everywhere("publish"); }

static void othersGoOnWhereverAPublishOfManyWordsIsKilled(void) {
    kill_everywhere("publish-frame");
}

static void othersGoOnWhereverANewWriterIsKilled(void) { kill_everywhere("take-role"); }

static void othersGoOnWhereverASuccessorOfADeadWriterIsKilled(void) { kill_everywhere("succeed"); }

static void othersGoOnWhereverALeavingWriterIsKilled(void) { kill_everywhere("leave"); }

static void othersGoOnWhereverAReadIsKilled(void) { kill_everywhere("read"); }

static void othersGoOnWhereverAWaitIsKilled(void) { kill_everywhere("wait"); }

/* ---- Victims of another program ---- */

/* "section before more": the value that was published last, or one more. */
static uint64_t other_survives(const char *path, const char *name, uint64_t instruction) {
    const script *played = script_named(name);
    survivors of;
    uint64_t executed = kill_one(played, path, instruction, &of);
    latest_close(&of.writing);
    let_another_survive("%" PRIu32 " %d %d\n", played->section, BEFORE, (int)played->publishes);
    latest_close(&of.reading);
    return executed;
}

static int kill_for_java(int count, char **arguments) {
    return kill_for_another(count, arguments, 0, other_survives);
}

static int tell_scripts(int count, char **arguments) {
    (void)arguments;
    CHECK_EQUAL(count, 0);
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        printf("%s\n", scripts[i].name);
    }
    return 0;
}

const harness_role harness_roles[] = {{"publish", publish}, {"publish-frame", publish_frame},
                                      {"take-role", take_role}, {"leave", leave},
                                      {"read", read_once}, {"wait", fall_asleep},
                                      {"kill", kill_for_java}, {"scripts", tell_scripts},
                                      {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(othersGoOnWhereverAPublishIsKilled),
    TEST(othersGoOnWhereverAPublishOfManyWordsIsKilled),
    TEST(othersGoOnWhereverANewWriterIsKilled),
    TEST(othersGoOnWhereverASuccessorOfADeadWriterIsKilled),
    TEST(othersGoOnWhereverALeavingWriterIsKilled),
    TEST(othersGoOnWhereverAReadIsKilled),
    TEST(othersGoOnWhereverAWaitIsKilled),
    {NULL, NULL},
};
