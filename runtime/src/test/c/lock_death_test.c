/* SPDX-License-Identifier: Apache-2.0 */
/* Processes that use mutexes and semaphores are killed and stopped at random moments. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "lock_regions.h"

#define SECOND INT64_C(1000000000)

enum { CHILDREN = 4, MUTEXES = 3 };

static const uint32_t mutexes[MUTEXES] = {LOCK_PLAIN, LOCK_AGAIN, LOCK_FAIR};

/* Words of the region. */
enum { PAIRS = 0, INSIDE = 2 * MUTEXES, DEATHS = INSIDE + LOCK_PERMITS, DONE };

/* Changes two words one after the other, so that a holder that is killed leaves them different. */
static void work(const lock_side *side, uint32_t mutex, bool owner_died) {
    uint64_t *pair = &side->status->words[PAIRS + 2 * mutex];
    uint64_t first = tenon_load_relaxed_u64(&pair[0]);
    uint64_t second = tenon_load_relaxed_u64(&pair[1]);
    if (owner_died) {
        CHECK(first == second || first == second + 1);
        (void)tenon_fetch_add_u64(&side->status->words[DEATHS], 1);
    } else {
        CHECK_EQUAL(first, second);
    }
    tenon_store_relaxed_u64(&pair[1], first);
    tenon_store_relaxed_u64(&pair[0], first + 1);
    sched_yield();
    tenon_store_relaxed_u64(&pair[1], first + 1);
}

static void lock_once(const lock_side *side, uint32_t index, int64_t timeout_ns) {
    tenon_mutex *mutex = lock_mutex(side, mutexes[index]);
    tenon_status status = tenon_mutex_lock(mutex, timeout_ns);
    if (status != TENON_TIMED_OUT) {
        CHECK(status == TENON_OK || status == TENON_OWNER_DIED);
        work(side, index, status == TENON_OWNER_DIED);
        CHECK_STATUS(tenon_mutex_unlock(mutex), TENON_OK);
    }
}

static void enter_once(const lock_side *side) {
    uint32_t permit;
    tenon_status status = tenon_semaphore_acquire(side->slots, SECOND / 20, &permit);
    if (status != TENON_TIMED_OUT) {
        CHECK_STATUS(status, TENON_OK);
        uint64_t *inside = &side->status->words[INSIDE + permit];
        uint64_t own = (uint64_t)getpid();
        tenon_store_release_u64(inside, own);
        sched_yield();
        CHECK_EQUAL(tenon_load_acquire_u64(inside), own);
        CHECK_STATUS(tenon_semaphore_release(side->slots, permit), TENON_OK);
    }
}

/* A role: uses everything for ever. */
static int toil(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    lock_side side = lock_open(arguments[0]);
    uint64_t random = (uint64_t)getpid();
    child_tell('r');
    for (;;) {
        uint64_t choice = harness_random(&random);
        if (choice % 4 == MUTEXES) {
            enter_once(&side);
        } else {
            lock_once(&side, (uint32_t)(choice % 4), choice / 4 % 2 == 0 ? SECOND / 20 : -1);
        }
        (void)tenon_fetch_add_u64(&side.status->words[DONE], 1);
    }
}

static harness_child start(const char *path) {
    harness_child child = harness_start("toil", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    return child;
}

static void pass(uint64_t *random) {
    for (uint64_t i = harness_random(random) % 20; i > 0; i--) {
        sched_yield();
    }
}

static void disturb(harness_child *child, const char *path, uint64_t *random) {
    int status;
    /* Otherwise it has found something wrong, and said so. */
    CHECK(waitpid(child->process, &status, WNOHANG) == 0);
    uint64_t choice = harness_random(random);
    if (choice % 4 == 0) {
        kill(child->process, SIGSTOP);
        pass(random);
        if (choice % 8 == 0) {
            kill(child->process, SIGCONT);
            return;
        }
    }
    harness_kill(child);
    *child = start(path);
}

static void mutexesAndPermitsOutliveTheirHolders(void) {
    const char *path = harness_path("plant");
    lock_side side = lock_open(path);
    harness_child children[CHILDREN];
    for (size_t i = 0; i < CHILDREN; i++) {
        children[i] = start(path);
    }
    uint64_t random = 5;
    uint64_t rounds = harness_is_long() ? 100000 : harness_is_sanitized() ? 100 : 400;
    for (uint64_t i = 0; i < rounds; i++) {
        harness_got_on();
        pass(&random);
        disturb(&children[harness_random(&random) % CHILDREN], path, &random);
        if (i % 16 == 0) {
            for (uint32_t j = 0; j < MUTEXES; j++) {
                lock_once(&side, j, -1);
            }
        }
    }
    for (size_t i = 0; i < CHILDREN; i++) {
        harness_kill(&children[i]);
    }
    for (uint32_t i = 0; i < MUTEXES; i++) {
        lock_once(&side, i, 0);
        lock_once(&side, i, 0);
        const uint64_t *pair = &side.status->words[PAIRS + 2 * i];
        CHECK_EQUAL(pair[0], pair[1]);
    }
    uint32_t permits[LOCK_PERMITS];
    for (uint32_t i = 0; i < LOCK_PERMITS; i++) {
        CHECK_STATUS(tenon_semaphore_acquire(side.slots, 0, &permits[i]), TENON_OK);
    }
    const tenon_semaphore_header *header = lock_header(&side, LOCK_SLOTS);
    printf("  %" PRIu64 " rounds, %" PRIu64 " steps, %" PRIu64 " owners died, %" PRIu64
           " permits recovered\n",
           rounds, side.status->words[DONE], side.status->words[DEATHS], header->recovered);
    CHECK(side.status->words[DEATHS] > 0);
    lock_close(&side);
}

const harness_role harness_roles[] = {{"toil", toil}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(mutexesAndPermitsOutliveTheirHolders),
    {NULL, NULL},
};
