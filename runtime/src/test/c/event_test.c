/* SPDX-License-Identifier: Apache-2.0 */
/* Events that are signalled and waited for. The library has no slices here, so that a wake-up that
 * is missed is a hang, which the watchdog ends. */
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "lock_regions.h"

#define FOR_EVER    INT64_C(-1)
#define MILLISECOND INT64_C(1000000)

enum { HEAT = 1, DOOR = 2, SMOKE = 4 };

static uint32_t bit_count(uint64_t bits) {
    uint32_t count = 0;
    for (; bits != 0; bits &= bits - 1) {
        count++;
    }
    return count;
}

static tenon_status wait_bell(const lock_side *side, int64_t timeout_ns) {
    return tenon_event_wait_any(side->bell, TENON_EVENT_BIT, timeout_ns, NULL);
}

/* ---- One thread ---- */

static void signalEndsOneWaitOfAnEventThatResetsItself(void) {
    lock_side side = lock_open(harness_path("one"));
    CHECK_STATUS(wait_bell(&side, 0), TENON_TIMED_OUT);
    CHECK_DETAIL("time-out");
    CHECK_STATUS(tenon_event_signal(side.bell, TENON_EVENT_BIT), TENON_OK);
    CHECK_STATUS(tenon_event_signal(side.bell, TENON_EVENT_BIT), TENON_OK);
    CHECK_EQUAL(tenon_event_bits(side.bell), 1);
    CHECK_STATUS(wait_bell(&side, 0), TENON_OK);
    CHECK_STATUS(wait_bell(&side, MILLISECOND), TENON_TIMED_OUT);
    CHECK_EQUAL(tenon_event_bits(side.bell), 0);
    lock_close(&side);
}

static void eventThatIsResetByHandEndsEveryWaitUntilThen(void) {
    lock_side side = lock_open(harness_path("manual"));
    CHECK_STATUS(tenon_event_signal(side.gate, TENON_EVENT_BIT), TENON_OK);
    for (int i = 0; i < 3; i++) {
        CHECK_STATUS(tenon_event_wait_any(side.gate, TENON_EVENT_BIT, 0, NULL), TENON_OK);
        CHECK_STATUS(tenon_event_wait_all(side.gate, TENON_EVENT_BIT, 0), TENON_OK);
    }
    CHECK_STATUS(tenon_event_reset(side.gate, TENON_EVENT_BIT), TENON_OK);
    CHECK_STATUS(tenon_event_wait_any(side.gate, TENON_EVENT_BIT, 0, NULL), TENON_TIMED_OUT);
    CHECK_STATUS(tenon_event_wait_all(side.gate, TENON_EVENT_BIT, 0), TENON_TIMED_OUT);
    lock_close(&side);
}

static void waitTakesWhatItAskedForAndNothingElse(void) {
    lock_side side = lock_open(harness_path("bits"));
    uint32_t given = 7;
    CHECK_STATUS(tenon_event_signal(side.alarms, HEAT | DOOR | 1u << 31), TENON_OK);
    CHECK_STATUS(tenon_event_wait_any(side.alarms, HEAT | SMOKE, 0, &given), TENON_OK);
    CHECK_EQUAL(given, HEAT);
    CHECK_EQUAL(tenon_event_bits(side.alarms), DOOR | 1u << 31);
    CHECK_STATUS(tenon_event_wait_any(side.alarms, HEAT | SMOKE, 0, &given), TENON_TIMED_OUT);
    CHECK_EQUAL(given, 0);
    CHECK_STATUS(tenon_event_wait_any(side.alarms, UINT32_MAX, 0, &given), TENON_OK);
    CHECK_EQUAL(given, DOOR | 1u << 31);
    CHECK_EQUAL(tenon_event_bits(side.alarms), 0);
    lock_close(&side);
}

static void waitForAllTakesAllBitsOrNone(void) {
    lock_side side = lock_open(harness_path("all"));
    CHECK_STATUS(tenon_event_signal(side.alarms, HEAT | SMOKE), TENON_OK);
    CHECK_STATUS(tenon_event_wait_all(side.alarms, HEAT | DOOR, MILLISECOND), TENON_TIMED_OUT);
    CHECK_EQUAL(tenon_event_bits(side.alarms), HEAT | SMOKE);
    CHECK_STATUS(tenon_event_signal(side.alarms, DOOR), TENON_OK);
    CHECK_STATUS(tenon_event_wait_all(side.alarms, HEAT | DOOR, 0), TENON_OK);
    CHECK_EQUAL(tenon_event_bits(side.alarms), SMOKE);
    lock_close(&side);
}

static void resetClearsTheBitsGiven(void) {
    lock_side side = lock_open(harness_path("reset"));
    CHECK_STATUS(tenon_event_signal(side.states, HEAT | DOOR), TENON_OK);
    CHECK_STATUS(tenon_event_reset(side.states, DOOR | SMOKE), TENON_OK);
    CHECK_EQUAL(tenon_event_bits(side.states), HEAT);
    lock_close(&side);
}

static void signalToAllIsNotThereForALaterWait(void) {
    lock_side side = lock_open(harness_path("later"));
    tenon_event *events[] = {side.alarms, side.states};
    for (size_t i = 0; i < 2; i++) {
        CHECK_STATUS(tenon_event_signal_all(events[i], HEAT), TENON_OK);
        CHECK_EQUAL(tenon_event_bits(events[i]), 0);
        CHECK_STATUS(tenon_event_wait_any(events[i], HEAT, MILLISECOND, NULL), TENON_TIMED_OUT);
    }
    lock_close(&side);
}

static void impossibleBitsAreRefused(void) {
    lock_side side = lock_open(harness_path("refused"));
    const uint32_t wrong[] = {0, 2, 3, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        CHECK_STATUS(tenon_event_signal(side.bell, wrong[i]), TENON_INVALID);
        CHECK_DETAIL("event 'bell' of ");
        CHECK_DETAIL("has bits 0x1, not 0x");
        CHECK_STATUS(tenon_event_signal_all(side.bell, wrong[i]), TENON_INVALID);
        CHECK_STATUS(tenon_event_reset(side.bell, wrong[i]), TENON_INVALID);
        CHECK_STATUS(tenon_event_wait_any(side.bell, wrong[i], 0, NULL), TENON_INVALID);
        CHECK_STATUS(tenon_event_wait_all(side.bell, wrong[i], 0), TENON_INVALID);
    }
    CHECK_STATUS(tenon_event_signal(side.alarms, 0), TENON_INVALID);
    CHECK_EQUAL(tenon_event_bits(side.bell), 0);
    CHECK(tenon_region_event(side.region, LOCK_PLAIN) == NULL);
    lock_close(&side);
}

static void childAfterForkIsRefused(void) {
    lock_side side = lock_open(harness_path("fork"));
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        bool refused = tenon_event_signal(side.bell, TENON_EVENT_BIT) == TENON_INVALID &&
                       wait_bell(&side, 0) == TENON_INVALID &&
                       tenon_mutex_lock(side.plain, 0) == TENON_INVALID &&
                       tenon_mutex_unlock(side.plain) == TENON_INVALID;
        uint32_t permit;
        refused = refused && tenon_semaphore_acquire(side.slots, 0, &permit) == TENON_INVALID &&
                  tenon_semaphore_release(side.slots, 0) == TENON_INVALID;
        _exit(refused ? 0 : 1);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK_EQUAL(tenon_event_bits(side.bell), 0);
    lock_close(&side);
}

/* ---- Several threads ---- */

typedef struct waiter {
    lock_side side;
    tenon_event *event;
    uint32_t bits;
    bool wants_all;
    uint32_t given;
    tenon_status status;
} waiter;

static void *wait_once(void *context) {
    waiter *own = context;
    own->status = own->wants_all
                      ? tenon_event_wait_all(own->event, own->bits, FOR_EVER)
                      : tenon_event_wait_any(own->event, own->bits, FOR_EVER, &own->given);
    return NULL;
}

/* All of them, each of an attachment of its own. */
static void await_bits(const lock_side *side, uint32_t section, uint32_t count) {
    uint64_t *waiting = &lock_waits(side, section)->waiting;
    while (bit_count(tenon_load_acquire_u64(waiting)) < count) {
        usleep(100);
    }
}

static void signalToAllEndsEveryWaitThatHasBegun(void) {
    enum { WAITERS = 5 };
    const char *path = harness_path("everybody");
    lock_side side = lock_open(path);
    waiter waiters[WAITERS] = {0};
    pthread_t threads[WAITERS];
    for (uint32_t i = 0; i < WAITERS; i++) {
        waiters[i].side = lock_open(path);
        waiters[i].event = waiters[i].side.alarms;
        waiters[i].bits = i == 0 ? HEAT | DOOR : HEAT | SMOKE;
        waiters[i].wants_all = i == 0;
        CHECK(pthread_create(&threads[i], NULL, wait_once, &waiters[i]) == 0);
    }
    await_bits(&side, LOCK_ALARMS, WAITERS);
    CHECK_STATUS(tenon_event_signal_all(side.alarms, HEAT), TENON_OK);
    for (uint32_t i = 1; i < WAITERS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        CHECK_STATUS(waiters[i].status, TENON_OK);
        CHECK_EQUAL(waiters[i].given, HEAT);
    }
    /* The first one waits for another bit, too. */
    CHECK_STATUS(tenon_event_signal(side.alarms, DOOR | SMOKE), TENON_OK);
    CHECK(pthread_join(threads[0], NULL) == 0);
    CHECK_STATUS(waiters[0].status, TENON_OK);
    CHECK_EQUAL(tenon_event_bits(side.alarms), SMOKE);
    for (uint32_t i = 0; i < WAITERS; i++) {
        lock_close(&waiters[i].side);
    }
    lock_close(&side);
}

/* A wait ends that had begun before the bit was set, although it is cleared at once. */
static void noWaitMissesAStateThatIsSetForAMomentOnly(void) {
    const char *path = harness_path("moment");
    lock_side side = lock_open(path);
    for (int round = 0; round < 200; round++) {
        waiter own = {.side = lock_open(path), .bits = HEAT};
        own.event = own.side.states;
        pthread_t thread;
        CHECK(pthread_create(&thread, NULL, wait_once, &own) == 0);
        lock_await_waiting(&side, LOCK_STATES);
        CHECK_STATUS(tenon_event_signal(side.states, HEAT), TENON_OK);
        CHECK_STATUS(tenon_event_reset(side.states, HEAT), TENON_OK);
        CHECK(pthread_join(thread, NULL) == 0);
        CHECK_STATUS(own.status, TENON_OK);
        CHECK_EQUAL(own.given, HEAT);
        lock_close(&own.side);
    }
    lock_close(&side);
}

static uint64_t turns(void) {
    return harness_is_long() ? 10000000 : harness_is_sanitized() ? 10000 : 100000;
}

static void answer(const lock_side *side, uint64_t count) {
    for (uint64_t i = 0; i < count; i++) {
        CHECK_STATUS(tenon_event_wait_any(side->alarms, HEAT, FOR_EVER, NULL), TENON_OK);
        CHECK_STATUS(tenon_event_signal(side->alarms, DOOR), TENON_OK);
    }
}

static void *answer_all(void *context) {
    answer(context, turns());
    return NULL;
}

/* A role: PATH TURNS, of which another program begins each. */
static int answer_another(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    lock_side side = lock_open(arguments[0]);
    answer(&side, strtoull(arguments[1], NULL, 10));
    lock_close(&side);
    return 0;
}

static void noWakeUpIsMissedInTurns(void) {
    const char *path = harness_path("turns");
    lock_side side = lock_open(path);
    lock_side other = lock_open(path);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, answer_all, &other) == 0);
    for (uint64_t i = 0; i < turns(); i++) {
        CHECK_STATUS(tenon_event_signal(side.alarms, HEAT), TENON_OK);
        CHECK_STATUS(tenon_event_wait_any(side.alarms, DOOR, FOR_EVER, NULL), TENON_OK);
        if (i % 10000 == 0) {
            harness_got_on();
        }
    }
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK_EQUAL(tenon_event_bits(side.alarms), 0);
    lock_close(&other);
    lock_close(&side);
}

/* Takes tokens: each is a signal of a bit, and nobody signals it again before it was taken. */
typedef struct taker {
    const lock_side *side;
    uint64_t taken;
} taker;

static void *take_tokens(void *context) {
    taker *own = context;
    const lock_side *side = own->side;
    for (;;) {
        uint32_t given = 0;
        CHECK_STATUS(tenon_event_wait_any(side->alarms, HEAT | SMOKE, FOR_EVER, &given),
                     TENON_OK);
        if ((given & SMOKE) != 0) {
            /* The end, for the next one, too. */
            CHECK_STATUS(tenon_event_signal(side->alarms, SMOKE), TENON_OK);
            return NULL;
        }
        own->taken++;
        CHECK_STATUS(tenon_event_signal(side->alarms, DOOR), TENON_OK);
    }
}

static void eachSignalIsTakenByOneOfManyWaiters(void) {
    enum { TAKERS = 4 };
    const char *path = harness_path("takers");
    lock_side sides[2] = {lock_open(path), lock_open(path)};
    taker takers[TAKERS];
    pthread_t threads[TAKERS];
    for (uint32_t i = 0; i < TAKERS; i++) {
        takers[i] = (taker){&sides[i % 2], 0};
        CHECK(pthread_create(&threads[i], NULL, take_tokens, &takers[i]) == 0);
    }
    uint64_t tokens = turns() / 10;
    for (uint64_t i = 0; i < tokens; i++) {
        CHECK_STATUS(tenon_event_signal(sides[0].alarms, HEAT), TENON_OK);
        CHECK_STATUS(tenon_event_wait_any(sides[0].alarms, DOOR, FOR_EVER, NULL), TENON_OK);
        if (i % 1000 == 0) {
            harness_got_on();
        }
    }
    CHECK_STATUS(tenon_event_signal(sides[0].alarms, SMOKE), TENON_OK);
    uint64_t taken = 0;
    for (uint32_t i = 0; i < TAKERS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
        taken += takers[i].taken;
    }
    CHECK_EQUAL(taken, tokens);
    lock_close(&sides[1]);
    lock_close(&sides[0]);
}

const harness_role harness_roles[] = {{"answer", answer_another}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(signalEndsOneWaitOfAnEventThatResetsItself),
    TEST(eventThatIsResetByHandEndsEveryWaitUntilThen),
    TEST(waitTakesWhatItAskedForAndNothingElse),
    TEST(waitForAllTakesAllBitsOrNone),
    TEST(resetClearsTheBitsGiven),
    TEST(signalToAllIsNotThereForALaterWait),
    TEST(impossibleBitsAreRefused),
    TEST(childAfterForkIsRefused),
    TEST(signalToAllEndsEveryWaitThatHasBegun),
    TEST(noWaitMissesAStateThatIsSetForAMomentOnly),
    TEST(noWakeUpIsMissedInTurns),
    TEST(eachSignalIsTakenByOneOfManyWaiters),
    {NULL, NULL},
};
