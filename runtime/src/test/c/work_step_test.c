/* SPDX-License-Identifier: Apache-2.0 */
/* Interleavings of work on purpose: a worker is stopped before each of its instructions while
 * another one takes what is there. */
#define _GNU_SOURCE
#include <tenon/atomic.h>

#include "stepping.h"
#include "tasks.h"

#define WORKERS 2

/* Words of the region: how many tasks each of the two was given. */
enum { OWN = 0, OTHER = 1, WORDS = 2 };

static task_region_type type;

static task_side open_side(const char *path) {
    task_region_type_init(&type, WORDS, 1024, 8, WORKERS);
    return task_side_open(path, &type);
}

static void count_one(void *context, uint16_t message_id, uint16_t contract_version,
                      const void *payload, uint32_t size) {
    uint64_t *word = context;
    (void)message_id;
    (void)contract_version;
    (void)payload;
    (void)size;
    tenon_store_release_u64(word, tenon_load_acquire_u64(word) + 1);
}

/* Polls from mark to mark until it is killed. */
static int poll_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    task_side side = open_side(arguments[0]);
    tenon_worker *worker = task_join(&side);
    be_stepped();
    for (;;) {
        mark();
        CHECK(tenon_work_poll(worker, count_one, &side.words[OTHER], 1) >= 0);
    }
}

static void eachTaskIsTakenOnceAtAnyInstructionOfAnotherWorker(void) {
    const char *path = harness_path("step");
    /* Otherwise the child would look up the functions that it calls first. */
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    task_side side = open_side(path);
    tenon_worker *worker = task_join(&side);
    harness_child child = start_stepped("poll", path);
    uint64_t stride = harness_is_sanitized() ? 29 : 1;
    uint64_t sent = 0;
    bool has_ended = false;
    for (uint64_t instruction = 0; !has_ended; instruction += stride) {
        task_send(&side, sent++, 0);
        for (uint64_t i = 0; i < instruction && !has_ended; i++) {
            has_ended = !step(&child);
        }
        CHECK(tenon_work_poll(worker, count_one, &side.words[OWN], 1) >= 0);
        if (!has_ended) {
            run_to_mark(&child);
        }
        CHECK_EQUAL(tenon_load_acquire_u64(&side.words[OWN]) +
                        tenon_load_acquire_u64(&side.words[OTHER]),
                    sent);
        harness_got_on();
    }
    /* Neither was always the faster one. */
    CHECK(tenon_load_acquire_u64(&side.words[OWN]) != 0);
    CHECK(tenon_load_acquire_u64(&side.words[OTHER]) != 0);
    harness_kill(&child);
    task_side_close(&side);
}

const harness_role harness_roles[] = {{"poll", poll_stepped}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(eachTaskIsTakenOnceAtAnyInstructionOfAnotherWorker),
    {NULL, NULL},
};
