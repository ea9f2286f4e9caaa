/* SPDX-License-Identifier: Apache-2.0 */
/* A process is killed before each of its instructions while it stores a field of a struct or falls
 * asleep waiting for one; others go on. Linked with a runtime whose sleeps last an hour: whatever a
 * survivor had to wait for would be a hang. */
#define _GNU_SOURCE
#include <pthread.h>

#include <tenon/atomic.h>
#include <tenon/struct.h>

#include "harness.h"
#include "regions.h"
#include "stepping.h"

#define FOR_EVER INT64_C(-1)
#define TURNS    6

/* An attachment of this process. */
typedef struct side {
    tenon_region *region;
    tenon_struct *section;
    uint32_t *turn;
} side;

static side open_side(const char *path) {
    side opened;
    CHECK_STATUS(test_open_with(tenon_region_open_or_create, path, &in_file, &opened.region),
                 TENON_OK);
    opened.section = tenon_region_struct_section(opened.region, STATUS_SECTION);
    opened.turn = tenon_region_struct(opened.region, STATUS_SECTION);
    return opened;
}

static uint64_t *waiting(const side *of) {
    tenon_struct_header *header = (void *)((uint8_t *)of->turn - sizeof(tenon_struct_header));
    return &header->changes.waiting;
}

static void set_turn(const side *of, uint32_t value) {
    tenon_store_release_u32(of->turn, value);
    tenon_struct_changed(of->section);
}

static void await_turn(const side *of, uint32_t value) {
    CHECK_STATUS(tenon_struct_wait_value(of->section, of->turn, &value, sizeof value, FOR_EVER),
                 TENON_OK);
}

/* ---- Victims ---- */

static int store(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    side own = open_side(arguments[0]);
    be_stepped();
    mark();
    set_turn(&own, 1);
    mark();
    return 0;
}

static int fall_asleep(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    side own = open_side(arguments[0]);
    be_stepped();
    mark();
    await_turn(&own, UINT32_MAX);
    mark();
    return 0;
}

/* ---- Survivors ---- */

static void *take_odd_turns(void *context) {
    const side *own = context;
    for (uint32_t turn = 1; turn < TURNS; turn += 2) {
        await_turn(own, turn);
        set_turn(own, turn + 1);
    }
    return NULL;
}

static void go_on_taking_turns(const side *one, side *other) {
    pthread_t thread;
    set_turn(one, 0);
    CHECK(pthread_create(&thread, NULL, take_odd_turns, other) == 0);
    for (uint32_t turn = 0; turn < TURNS; turn += 2) {
        await_turn(one, turn);
        set_turn(one, turn + 1);
    }
    await_turn(one, TURNS);
    CHECK(pthread_join(thread, NULL) == 0);
}

/* An attachment that a dead process has left its bit of, and that is woken with the others. */
#define DEAD_BIT (UINT64_C(1) << 40)

static uint64_t survive(const char *role, const char *path, uint64_t instruction) {
    side one = open_side(path);
    side other = open_side(path);
    tenon_store_release_u64(waiting(&one), DEAD_BIT);
    harness_child victim = start_stepped(role, path);
    /* A store calls the same function of the system as a wait, and returns. */
    uint64_t executed = kill_before(&victim, instruction, strcmp(role, "wait") == 0);
    uint32_t turn = tenon_load_acquire_u32(one.turn);
    CHECK(turn == 0 || (turn == 1 && strcmp(role, "store") == 0));
    go_on_taking_turns(&one, &other);
    CHECK((tenon_load_acquire_u64(waiting(&one)) & ~DEAD_BIT) == 0);
    CHECK_STATUS(tenon_region_close(other.region), TENON_OK);
    CHECK_STATUS(tenon_region_close(one.region), TENON_OK);
    return executed;
}

static void kill_everywhere(const char *role) {
    /* Otherwise each victim would look up the functions that it calls first. */
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    const char *path = harness_path(role);
    uint64_t instructions = survive(role, path, UINT64_MAX);
    CHECK(instructions > 0);
    uint64_t stride = harness_is_long() ? 1 : harness_is_sanitized() ? 97 : 7;
    for (uint64_t i = 0; i < instructions; i += stride) {
        harness_got_on();
        survive(role, path, i);
    }
}

static void othersGoOnWhereverAStoreIsKilled(void) { kill_everywhere("store"); }

static void othersGoOnWhereverAWaitIsKilled(void) { kill_everywhere("wait"); }

const harness_role harness_roles[] = {{"store", store}, {"wait", fall_asleep}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(othersGoOnWhereverAStoreIsKilled),
    TEST(othersGoOnWhereverAWaitIsKilled),
    {NULL, NULL},
};
