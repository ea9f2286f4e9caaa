/* SPDX-License-Identifier: Apache-2.0 */
/* Waits for values of fields of a struct. The library has no slices here, so that a wake-up that is
 * missed is a hang, which the watchdog ends. */
#include <pthread.h>
#include <unistd.h>

#include <tenon/atomic.h>
#include <tenon/struct.h>

#include "harness.h"
#include "regions.h"

#define FOR_EVER INT64_C(-1)
#define MILLISECOND INT64_C(1000000)

/* Fields that the tests wait for. */
typedef struct flags {
    uint8_t ready;
    uint8_t unused;
    uint16_t half;
    uint32_t turn;
    uint64_t count;
} flags;

/* An attachment of this process. */
typedef struct side {
    tenon_region *region;
    tenon_struct *section;
    flags *shared;
} side;

static side open_side(const char *path) {
    side opened;
    CHECK_STATUS(test_open_with(tenon_region_open_or_create, path, &in_file, &opened.region),
                 TENON_OK);
    opened.section = tenon_region_struct_section(opened.region, STATUS_SECTION);
    CHECK(opened.section != NULL);
    opened.shared = tenon_region_struct(opened.region, STATUS_SECTION);
    return opened;
}

static void close_side(side *opened) {
    CHECK_STATUS(tenon_region_close(opened->region), TENON_OK);
}

/* The bits of participants that wait for a change of the struct. */
static uint64_t waiting(const side *of) {
    const tenon_struct_header *header = (const void *)((const uint8_t *)of->shared -
                                                       sizeof(tenon_struct_header));
    return tenon_load_acquire_u64(&header->changes.waiting);
}

static void set_turn(const side *of, uint32_t value) {
    tenon_store_release_u32(&of->shared->turn, value);
    tenon_struct_changed(of->section);
}

static tenon_status await_turn(const side *of, uint32_t value, int64_t timeout_ns) {
    return tenon_struct_wait_value(of->section, &of->shared->turn, &value, sizeof value,
                                   timeout_ns);
}

static void valueThatIsThereIsSeenWithoutWaiting(void) {
    side own = open_side(harness_path("there"));
    CHECK_STATUS(await_turn(&own, 0, 0), TENON_OK);
    CHECK_STATUS(await_turn(&own, 1, 0), TENON_TIMED_OUT);
    CHECK_DETAIL("time-out");
    close_side(&own);
}

static void waitThatTimesOutLeavesNobodyWaiting(void) {
    side own = open_side(harness_path("late"));
    CHECK_STATUS(await_turn(&own, 1, MILLISECOND), TENON_TIMED_OUT);
    CHECK(waiting(&own) == 0);
    close_side(&own);
}

static void fieldsOfAllSizesAreWaitedFor(void) {
    side own = open_side(harness_path("sizes"));
    flags *shared = own.shared;
    *shared = (flags){0x81, 0, 0x8182, UINT32_C(0x81828384), UINT64_C(0x8182838485868788)};
    const flags value = *shared;
    CHECK_STATUS(tenon_struct_wait_value(own.section, &shared->ready, &value.ready, 1, 0),
                 TENON_OK);
    CHECK_STATUS(tenon_struct_wait_value(own.section, &shared->half, &value.half, 2, 0), TENON_OK);
    CHECK_STATUS(tenon_struct_wait_value(own.section, &shared->turn, &value.turn, 4, 0), TENON_OK);
    CHECK_STATUS(tenon_struct_wait_value(own.section, &shared->count, &value.count, 8, 0),
                 TENON_OK);
    CHECK_STATUS(tenon_struct_wait_value(own.section, &shared->turn, &value.turn, 3, 0),
                 TENON_INVALID);
    CHECK_STATUS(tenon_struct_wait_value(own.section, &shared->count, &value.count, 16, 0),
                 TENON_INVALID);
    CHECK_STATUS(tenon_struct_wait_value(own.section, &shared->unused, &value.half, 2, 0),
                 TENON_INVALID);
    close_side(&own);
}

static uint32_t turns(void) {
    return harness_is_long() ? 10000000 : harness_is_sanitized() ? 20000 : 100000;
}

/* Has every second turn. */
static void take_turns(const side *own, uint32_t first) {
    for (uint32_t turn = first; turn < turns(); turn += 2) {
        CHECK_STATUS(await_turn(own, turn, FOR_EVER), TENON_OK);
        set_turn(own, turn + 1);
        if (turn % 10000 == first) {
            harness_got_on();
        }
    }
}

static int take_odd_turns(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    side own = open_side(arguments[0]);
    child_tell('r');
    take_turns(&own, 1);
    close_side(&own);
    return 0;
}

static void noChangeIsMissedBetweenProcesses(void) {
    const char *path = harness_path("turns");
    side own = open_side(path);
    harness_child child = harness_start("odd", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    take_turns(&own, 0);
    CHECK_EQUAL(harness_join(&child), 0);
    close_side(&own);
}

/* Is awake all the time, so that it stores when the other is about to fall asleep. */
static void storeAtTheNarrowestMomentIsNotMissed(void) {
    const char *path = harness_path("narrow");
    side own = open_side(path);
    harness_child child = harness_start("odd", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    uint64_t random = 1;
    for (uint32_t turn = 0; turn < turns(); turn += 2) {
        while (tenon_load_acquire_u32(&own.shared->turn) != turn) {
            tenon_pause();
        }
        for (uint64_t i = harness_random(&random) % 10000; i != 0; i--) {
            tenon_fence_compiler();
        }
        set_turn(&own, turn + 1);
        if (turn % 10000 == 0) {
            harness_got_on();
        }
    }
    CHECK_EQUAL(harness_join(&child), 0);
    close_side(&own);
}

static int wait_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    side own = open_side(arguments[0]);
    child_tell('r');
    CHECK_STATUS(await_turn(&own, UINT32_MAX, FOR_EVER), TENON_OK);
    return 1;
}

static void await_waiting(const side *of) {
    while (waiting(of) == 0) {
        usleep(100);
    }
}

static void killedWaiterCostsOneWakeUpAndNothingElse(void) {
    const char *path = harness_path("killed");
    side own = open_side(path);
    harness_child child = harness_start("ever", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    await_waiting(&own);
    harness_kill(&child);
    CHECK(waiting(&own) != 0);
    harness_child other = harness_start("odd", path, NULL);
    CHECK_EQUAL(harness_hear(&other), 'r');
    take_turns(&own, 0);
    CHECK_EQUAL(harness_join(&other), 0);
    CHECK(waiting(&own) == 0);
    close_side(&own);
}

#define THREADS 4

/* Waits for each value of the counter, which changes when all have seen it. */
static void *see_each_turn(void *context) {
    const side *own = context;
    for (uint32_t turn = 1; turn <= turns() / 20; turn++) {
        CHECK_STATUS(await_turn(own, turn, FOR_EVER), TENON_OK);
        if (__atomic_add_fetch(&own->shared->count, 1, __ATOMIC_ACQ_REL) % THREADS == 0) {
            tenon_struct_changed(own->section);
        }
    }
    return NULL;
}

/* Ends waits all the time, beside others of the same participant that go on. */
static void *give_up_again_and_again(void *context) {
    const side *own = context;
    while (__atomic_load_n(&own->shared->ready, __ATOMIC_ACQUIRE) == 0) {
        tenon_status status = await_turn(own, UINT32_MAX, MILLISECOND / 100);
        CHECK(status == TENON_TIMED_OUT);
    }
    return NULL;
}

static bool have_all_seen(const void *context) {
    const flags *shared = context;
    return tenon_load_acquire_u64(&shared->count) ==
           (uint64_t)THREADS * tenon_load_relaxed_u32(&shared->turn);
}

static void threadsOfOneParticipantAreAllWoken(void) {
    const char *path = harness_path("threads");
    side own = open_side(path);
    side theirs = open_side(path);
    pthread_t threads[THREADS + 1];
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_create(&threads[i], NULL, see_each_turn, &theirs) == 0);
    }
    CHECK(pthread_create(&threads[THREADS], NULL, give_up_again_and_again, &theirs) == 0);
    for (uint32_t turn = 1; turn <= turns() / 20; turn++) {
        set_turn(&own, turn);
        CHECK_STATUS(tenon_struct_wait(own.section, have_all_seen, own.shared, FOR_EVER), TENON_OK);
        harness_got_on();
    }
    __atomic_store_n(&own.shared->ready, 1, __ATOMIC_RELEASE);
    for (int i = 0; i <= THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    CHECK(waiting(&own) == 0);
    close_side(&theirs);
    close_side(&own);
}

/* Stores and tells nobody. */
static void *change_silently(void *context) {
    const side *own = context;
    await_waiting(own);
    tenon_store_release_u32(&own->shared->turn, 1);
    return NULL;
}

static void changeByOneWhoCannotWakeIsFoundByLookingAgain(void) {
    const char *path = harness_path("silent");
    side own = open_side(path);
    side theirs = open_side(path);
    tenon_region_header *header = test_map_header(path);
    CHECK(header->participants[0].flags == TENON_PARTICIPANT_FLAGS_CAN_WAKE);
    CHECK(header->participants[1].flags == TENON_PARTICIPANT_FLAGS_CAN_WAKE);
    tenon_store_relaxed_u32(&header->participants[1].flags, 0);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, change_silently, &theirs) == 0);
    CHECK_STATUS(await_turn(&own, 1, FOR_EVER), TENON_OK);
    CHECK(pthread_join(thread, NULL) == 0);
    close_side(&theirs);
    close_side(&own);
}

static void childAfterForkDoesNotWait(void) {
    side own = open_side(harness_path("fork"));
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        CHECK_STATUS(await_turn(&own, 0, 0), TENON_INVALID);
        tenon_struct_changed(own.section);
        _exit(0);
    }
    harness_child forked = {child, -1, -1};
    CHECK_EQUAL(harness_join(&forked), 0);
    close_side(&own);
}

const harness_role harness_roles[] = {
    {"odd", take_odd_turns}, {"ever", wait_for_ever}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(valueThatIsThereIsSeenWithoutWaiting),
    TEST(waitThatTimesOutLeavesNobodyWaiting),
    TEST(fieldsOfAllSizesAreWaitedFor),
    TEST(noChangeIsMissedBetweenProcesses),
    TEST(storeAtTheNarrowestMomentIsNotMissed),
    TEST(killedWaiterCostsOneWakeUpAndNothingElse),
    TEST(threadsOfOneParticipantAreAllWoken),
    TEST(changeByOneWhoCannotWakeIsFoundByLookingAgain),
    TEST(childAfterForkDoesNotWait),
    {NULL, NULL},
};
