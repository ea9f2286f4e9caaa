/* SPDX-License-Identifier: Apache-2.0 */
/* A process is killed before each of its instructions while it uses an event, a mutex or a
 * semaphore; others go on. Linked with a runtime whose sleeps last an hour: whatever a survivor had
 * to wait for would be a hang. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "lock_regions.h"
#include "stepping.h"

#define FOR_EVER INT64_C(-1)

enum { TURNS = 6 };

/* Bits that victims use, and those that survivors do. */
enum { HEAT = 1, COLD = 2, PING = 4, PONG = 8 };

/* ---- Victims ---- */

static void signal_one(const lock_side *side) {
    CHECK_STATUS(tenon_event_signal(side->alarms, HEAT), TENON_OK);
}

static void signal_state(const lock_side *side) {
    CHECK_STATUS(tenon_event_signal(side->states, HEAT | COLD), TENON_OK);
    CHECK_STATUS(tenon_event_reset(side->states, COLD), TENON_OK);
}

static void signal_all(const lock_side *side) {
    CHECK_STATUS(tenon_event_signal_all(side->alarms, HEAT | COLD), TENON_OK);
}

static void set_bits(const lock_side *side) {
    CHECK_STATUS(tenon_event_signal(side->alarms, HEAT | COLD), TENON_OK);
}

static void take_bits(const lock_side *side) {
    uint32_t given;
    CHECK_STATUS(tenon_event_wait_any(side->alarms, HEAT, FOR_EVER, &given), TENON_OK);
    CHECK_STATUS(tenon_event_wait_all(side->alarms, COLD, FOR_EVER), TENON_OK);
}

static void wait_for_bits(const lock_side *side) {
    CHECK_STATUS(tenon_event_wait_all(side->alarms, HEAT, FOR_EVER), TENON_OK);
}

static void lock_and_unlock(const lock_side *side) {
    CHECK_STATUS(tenon_mutex_lock(side->again, FOR_EVER), TENON_OK);
    CHECK_STATUS(tenon_mutex_lock(side->again, FOR_EVER), TENON_OK);
    CHECK_STATUS(tenon_mutex_unlock(side->again), TENON_OK);
    CHECK_STATUS(tenon_mutex_unlock(side->again), TENON_OK);
}

static void lock_fair(const lock_side *side) {
    CHECK_STATUS(tenon_mutex_lock(side->fair, FOR_EVER), TENON_OK);
    CHECK_STATUS(tenon_mutex_unlock(side->fair), TENON_OK);
}

/* Holds both mutexes, as whoever locks next sees it: has gone. */
static void leave_locked(const lock_side *side) {
    lock_side gone = lock_open(harness_path("region"));
    CHECK_STATUS(tenon_mutex_lock(gone.again, 0), TENON_OK);
    CHECK_STATUS(tenon_mutex_lock(gone.fair, 0), TENON_OK);
    (void)side;
    lock_close(&gone);
}

static void lock_what_was_left(const lock_side *side) {
    CHECK_STATUS(tenon_mutex_lock(side->again, 0), TENON_OWNER_DIED);
    CHECK_STATUS(tenon_mutex_unlock(side->again), TENON_OK);
    CHECK_STATUS(tenon_mutex_lock(side->fair, 0), TENON_OWNER_DIED);
    CHECK_STATUS(tenon_mutex_unlock(side->fair), TENON_OK);
}

static void hold(const lock_side *side) {
    CHECK_STATUS(tenon_mutex_lock(side->again, 0), TENON_OK);
    CHECK_STATUS(tenon_mutex_lock(side->fair, 0), TENON_OK);
}

static void release(const lock_side *side) {
    CHECK_STATUS(tenon_mutex_unlock(side->again), TENON_OK);
    CHECK_STATUS(tenon_mutex_unlock(side->fair), TENON_OK);
}

static void wait_for_mutex(const lock_side *side) {
    CHECK_STATUS(tenon_mutex_lock(side->again, FOR_EVER), TENON_OK);
}

static void wait_in_order(const lock_side *side) {
    CHECK_STATUS(tenon_mutex_lock(side->fair, FOR_EVER), TENON_OK);
}

static void give_up_waiting(const lock_side *side) {
    CHECK_STATUS(tenon_mutex_lock(side->fair, 0), TENON_TIMED_OUT);
}

static void use_permit(const lock_side *side) {
    uint32_t permit;
    CHECK_STATUS(tenon_semaphore_acquire(side->slots, FOR_EVER, &permit), TENON_OK);
    CHECK_STATUS(tenon_semaphore_release(side->slots, permit), TENON_OK);
}

static void take_all_permits(const lock_side *side) {
    uint32_t permit;
    for (uint32_t i = 0; i < LOCK_PERMITS; i++) {
        CHECK_STATUS(tenon_semaphore_acquire(side->slots, 0, &permit), TENON_OK);
    }
}

static void give_all_permits(const lock_side *side) {
    for (uint32_t i = 0; i < LOCK_PERMITS; i++) {
        CHECK_STATUS(tenon_semaphore_release(side->slots, i), TENON_OK);
    }
}

/* A permit whose owner is nobody: slot and generation were never had. */
static void lose_permits(const lock_side *side) {
    uint64_t *owners = (void *)(side->base + lock_entry(side, LOCK_SLOTS)->data_offset);
    for (uint32_t i = 0; i < LOCK_PERMITS; i++) {
        tenon_store_release_u64(&owners[i], UINT64_C(77) << TENON_ATTACHMENT_SLOT_BITS | 30);
    }
}

static void find_lost_permit(const lock_side *side) {
    uint32_t permit;
    CHECK_STATUS(tenon_semaphore_acquire(side->slots, 0, &permit), TENON_OK);
    CHECK_STATUS(tenon_semaphore_release(side->slots, permit), TENON_OK);
}

static void do_nothing(const lock_side *side) { (void)side; }

typedef struct script {
    const char *name;
    void (*prepare)(const lock_side *survivor);
    void (*play)(const lock_side *victim);
    void (*end)(const lock_side *survivor);
    bool sleeps;
} script;

static const script scripts[] = {
    {"signal", do_nothing, signal_one, do_nothing, false},
    {"signal-state", do_nothing, signal_state, do_nothing, false},
    {"signal-all", do_nothing, signal_all, do_nothing, false},
    {"take", set_bits, take_bits, do_nothing, false},
    {"wait", do_nothing, wait_for_bits, do_nothing, true},
    {"lock", do_nothing, lock_and_unlock, do_nothing, false},
    {"lock-fair", do_nothing, lock_fair, do_nothing, false},
    {"recover", leave_locked, lock_what_was_left, do_nothing, false},
    {"wait-mutex", hold, wait_for_mutex, release, true},
    {"wait-fair", hold, wait_in_order, release, true},
    {"give-up", hold, give_up_waiting, release, false},
    {"permit", do_nothing, use_permit, do_nothing, false},
    {"lost-permit", lose_permits, find_lost_permit, do_nothing, false},
    {"wait-permit", take_all_permits, use_permit, give_all_permits, true},
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

static const script *script_named(const char *name) {
    for (size_t i = 0; i < SCRIPTS; i++) {
        if (strcmp(scripts[i].name, name) == 0) {
            return &scripts[i];
        }
    }
    harness_fail(__FILE__, __LINE__, "no script %s", name);
}

/* A role: PATH/NAME, of which the last part is the script. */
static int victim(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    char *name = strrchr(arguments[0], ':');
    CHECK(name != NULL);
    *name++ = '\0';
    const script *of = script_named(name);
    lock_side side = lock_open(arguments[0]);
    be_stepped();
    mark();
    of->play(&side);
    mark();
    return 0;
}

/* ---- Survivors ---- */

static void *answer(void *context) {
    const lock_side *side = context;
    for (uint32_t i = 0; i < TURNS; i++) {
        CHECK_STATUS(tenon_event_wait_any(side->alarms, PING, FOR_EVER, NULL), TENON_OK);
        CHECK_STATUS(tenon_mutex_lock(side->again, FOR_EVER), TENON_OK);
        lock_work(side);
        CHECK_STATUS(tenon_mutex_unlock(side->again), TENON_OK);
        CHECK_STATUS(tenon_mutex_lock(side->fair, FOR_EVER), TENON_OK);
        CHECK_STATUS(tenon_mutex_unlock(side->fair), TENON_OK);
        use_permit(side);
        CHECK_STATUS(tenon_event_signal(side->alarms, PONG), TENON_OK);
    }
    return NULL;
}

static void take_turns(const lock_side *one, lock_side *other) {
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, answer, other) == 0);
    for (uint32_t i = 0; i < TURNS; i++) {
        CHECK_STATUS(tenon_mutex_lock(one->fair, FOR_EVER), TENON_OK);
        CHECK_STATUS(tenon_event_signal(one->alarms, PING), TENON_OK);
        CHECK_STATUS(tenon_mutex_unlock(one->fair), TENON_OK);
        CHECK_STATUS(tenon_event_wait_all(one->alarms, PONG, FOR_EVER), TENON_OK);
    }
    CHECK(pthread_join(thread, NULL) == 0);
}

/* Takes what a victim may have had. It counts as died only where it had it. */
static void take_over(const lock_side *side) {
    tenon_mutex *both[] = {side->again, side->fair};
    for (size_t i = 0; i < 2; i++) {
        tenon_status status = tenon_mutex_lock(both[i], 0);
        CHECK(status == TENON_OK || status == TENON_OWNER_DIED);
        CHECK_STATUS(tenon_mutex_unlock(both[i]), TENON_OK);
        CHECK_STATUS(tenon_mutex_lock(both[i], 0), TENON_OK);
        CHECK_STATUS(tenon_mutex_unlock(both[i]), TENON_OK);
    }
    take_all_permits(side);
    give_all_permits(side);
    uint32_t left = tenon_event_bits(side->alarms) | tenon_event_bits(side->states);
    CHECK((left & ~(uint32_t)(HEAT | COLD)) == 0);
    CHECK_STATUS(tenon_event_reset(side->alarms, HEAT | COLD), TENON_OK);
    CHECK_STATUS(tenon_event_reset(side->states, HEAT | COLD), TENON_OK);
}

static uint64_t survive(const script *of, const char *path, uint64_t instruction) {
    lock_side one = lock_open(path);
    lock_side other = lock_open(path);
    of->prepare(&one);
    char argument[512];
    snprintf(argument, sizeof argument, "%s:%s", path, of->name);
    harness_child child = start_stepped("victim", argument);
    uint64_t executed = kill_before(&child, instruction, of->sleeps);
    of->end(&one);
    take_over(&one);
    take_turns(&one, &other);
    lock_close(&other);
    lock_close(&one);
    return executed;
}

static void kill_everywhere(const script *of) {
    /* Otherwise each victim would look up the functions that it calls first. */
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    const char *path = harness_path("region");
    uint64_t instructions = survive(of, path, UINT64_MAX);
    CHECK(instructions > 0);
    /* An odd one meets every instruction of a loop of even length. */
    uint64_t stride = harness_is_long() ? 1
                                        : instructions / (harness_is_sanitized() ? 8 : 60) | 1;
    for (uint64_t i = 0; i < instructions; i += stride) {
        harness_got_on();
        survive(of, path, i);
    }
}

static void kill_all(size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        kill_everywhere(&scripts[i]);
    }
}

enum { EVENTS = 5, MUTEXES = 11 };

static void othersGoOnWhereverAUserOfAnEventIsKilled(void) { kill_all(0, EVENTS); }

static void othersGoOnWhereverAUserOfAMutexIsKilled(void) { kill_all(EVENTS, MUTEXES); }

static void othersGoOnWhereverAUserOfASemaphoreIsKilled(void) { kill_all(MUTEXES, SCRIPTS); }

const harness_role harness_roles[] = {{"victim", victim}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(othersGoOnWhereverAUserOfAnEventIsKilled),
    TEST(othersGoOnWhereverAUserOfAMutexIsKilled),
    TEST(othersGoOnWhereverAUserOfASemaphoreIsKilled),
    {NULL, NULL},
};
