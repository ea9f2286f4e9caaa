/* SPDX-License-Identifier: Apache-2.0 */
/* Workers and producers that are killed or stopped at any moment: no task is lost, none is torn,
 * none is another worker's as long as its worker lives, and none comes again but after its worker
 * was killed. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "tasks.h"

#define CAPACITY 2048
#define WORKERS  6
#define CHILDREN 4
#define TASKS    UINT64_C(400) /* of a round */

/* Words of the region: of each task of a round, who has it or had it last, how often it was begun,
 * and how often it was done. */
enum { HOLDER = 0, BEGUN = TASKS, DONE = 2 * TASKS, ROUND = 3 * TASKS, WORDS };

#define IS_OVER (UINT64_C(1) << 32) /* in HOLDER, above the process: its handler has returned */

static task_region_type type;

static task_side open_side(const char *path) {
    task_region_type_init(&type, WORDS, CAPACITY, 8, WORKERS);
    return task_side_open(path, &type);
}

/* Tells if the process does not run any more; its parent may not have noticed. */
static bool is_dead(pid_t process) {
    char path[64];
    char text[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t size = file < 0 ? -1 : read(file, text, sizeof text - 1);
    if (file >= 0) {
        close(file);
    }
    text[size > 0 ? size : 0] = '\0';
    const char *state = strrchr(text, ')');
    return state == NULL || state[2] == 'Z' || state[2] == 'X';
}

typedef struct hand {
    const task_side *side;
    uint64_t random; /* zero for one that is fast */
} hand;

/* Takes some time, so that a kill comes in between. */
static void dawdle(hand *own, uint64_t most) {
    if (own->random != 0) {
        for (uint64_t spin = harness_random(&own->random) % most; spin > 0; spin--) {
            tenon_pause();
        }
    }
}

static void work_on(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    hand *own = context;
    (void)message_id;
    (void)contract_version;
    uint64_t number = task_number(payload, size);
    uint64_t *words = own->side->words;
    CHECK(number < TASKS);
    uint64_t process = (uint64_t)getpid();
    uint64_t before = tenon_exchange_u64(&words[HOLDER + number], process);
    /* Whoever had it before has been killed, in its handler or right behind it. */
    CHECK(before == 0 || is_dead((pid_t)(before & (IS_OVER - 1))));
    CHECK(tenon_fetch_add_u64(&words[BEGUN + number], 1) < TENON_WORK_TRIES);
    dawdle(own, 20000);
    (void)task_number(payload, size);
    (void)tenon_fetch_add_u64(&words[DONE + number], 1);
    dawdle(own, 4000);
    CHECK_EQUAL(tenon_exchange_u64(&words[HOLDER + number], process | IS_OVER), process);
}

/* Works until it is killed. */
static int toil(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    task_side side = open_side(arguments[0]);
    hand own = {&side, (uint64_t)getpid()};
    tenon_worker *worker = task_join(&side);
    child_tell('r');
    for (;;) {
        int32_t result = tenon_work_take(worker, work_on, &own, 3, -1);
        CHECK(result > 0 || result == TENON_PEER_LEFT);
    }
}

/* Publishes what is missing of a round, in batches. Task numbers of the section go on from round to
 * round, and so a successor knows what was shown. */
static void produce_rest(const task_side *side, uint64_t first) {
    CHECK_STATUS(tenon_work_produce(side->work), TENON_OK);
    tenon_work_statistics read;
    tenon_work_read_statistics(side->work, &read);
    uint64_t number = read.published - first;
    while (number < TASKS) {
        uint64_t batch = 1 + number % 3;
        for (; batch != 0 && number < TASKS; batch--, number++) {
            CHECK_STATUS(task_claim(side, number, (uint32_t)(number * 7 % 120), -1), TENON_OK);
        }
        tenon_work_publish(side->work);
    }
}

static int produce(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    task_side side = open_side(arguments[0]);
    child_tell('r');
    produce_rest(&side, tenon_load_acquire_u64(&side.words[ROUND]));
    child_tell('d');
    (void)child_hear();
    return 0;
}

/* Lets others run for a while. */
static void pass(uint64_t *random) {
    for (uint64_t spin = harness_random(random) % 20000; spin > 0; spin--) {
        tenon_pause();
    }
    usleep((useconds_t)(harness_random(random) % 1500));
}

typedef struct cast {
    const char *path;
    task_side side;
    harness_child workers[CHILDREN];
    harness_child producer;
    uint64_t random;
    uint64_t kills;
    uint64_t repeats;
    uint64_t set_aside;
} cast;

static harness_child start(const cast *of, const char *role) {
    harness_child child = harness_start(role, of->path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    return child;
}

/* Kills one, which may be stopped, and starts another one. */
static void replace(cast *of, harness_child *child, const char *role) {
    harness_kill(child);
    of->kills++;
    *child = start(of, role);
}

static void disturb(cast *of) {
    uint64_t choice = harness_random(&of->random);
    harness_child *worker = &of->workers[choice / 16 % CHILDREN];
    switch (choice % 16) {
        case 0:
        case 1:
            kill(worker->process, SIGSTOP);
            pass(&of->random);
            kill(worker->process, SIGCONT);
            break;
        case 2:
            kill(worker->process, SIGSTOP);
            pass(&of->random);
            replace(of, worker, "toil");
            break;
        case 3:
        case 4:
        case 5:
            replace(of, &of->producer, "produce");
            break;
        default:
            replace(of, worker, "toil");
            break;
    }
}

/* Finishes what is left, when nobody is disturbed any more. */
static void finish(cast *of, uint64_t first) {
    hand own = {&of->side, 0};
    harness_kill(&of->producer);
    produce_rest(&of->side, first);
    tenon_work_statistics read;
    tenon_worker *worker = task_join(&of->side);
    do {
        harness_got_on();
        CHECK(tenon_work_take(worker, work_on, &own, 100, 1000000) >= 0);
        tenon_work_read_statistics(of->side.work, &read);
    } while (read.used_bytes != 0);
    CHECK_STATUS(tenon_work_leave(worker), TENON_OK);
    tenon_work_leave_producer(of->side.work);
    CHECK_EQUAL(read.published, first + TASKS);
}

static void check_round(cast *of) {
    uint64_t undone = 0;
    for (uint64_t i = 0; i < TASKS; i++) {
        uint64_t begun = tenon_load_acquire_u64(&of->side.words[BEGUN + i]);
        uint64_t done = tenon_load_acquire_u64(&of->side.words[DONE + i]);
        /* Three workers were killed that had it, before or in their handlers. */
        undone += done == 0;
        of->repeats += done > 1;
        CHECK(done <= begun);
    }
    tenon_work_statistics read;
    tenon_work_read_statistics(of->side.work, &read);
    CHECK(undone <= read.set_aside - of->set_aside);
    of->set_aside = read.set_aside;
}

static void nothingIsLostTornOrSharedWhateverIsKilledOrStopped(void) {
    cast of = {.path = harness_path("shop"), .random = 11};
    of.side = open_side(of.path);
    uint64_t kills = harness_is_long() ? 100000 : harness_is_sanitized() ? 100 : 400;
    for (size_t i = 0; i < CHILDREN; i++) {
        of.workers[i] = start(&of, "toil");
    }
    uint64_t first = 0;
    while (of.kills < kills) {
        harness_got_on();
        memset(of.side.words, 0, ROUND * sizeof(uint64_t));
        tenon_store_release_u64(&of.side.words[ROUND], first);
        of.producer = start(&of, "produce");
        for (uint64_t i = harness_random(&of.random) % 30; i > 0; i--) {
            pass(&of.random);
            disturb(&of);
        }
        finish(&of, first);
        check_round(&of);
        first += TASKS;
    }
    for (size_t i = 0; i < CHILDREN; i++) {
        harness_kill(&of.workers[i]);
    }
    tenon_work_statistics read;
    tenon_work_read_statistics(of.side.work, &read);
    printf("  %" PRIu64 " kills, %" PRIu64 " tasks, %" PRIu64 " came back, %" PRIu64
           " done again, %" PRIu64 " set aside\n",
           of.kills, first, read.returned, of.repeats, of.set_aside);
    CHECK(read.returned > 0);
    task_side_close(&of.side);
}

/* ---- One worker that has died with a task ---- */

/* Takes a task and keeps it. */
static void keep(void *context, uint16_t message_id, uint16_t contract_version,
                 const void *payload, uint32_t size) {
    (void)context;
    (void)message_id;
    (void)contract_version;
    (void)task_number(payload, size);
    child_tell('t');
    (void)child_hear();
}

static int take_and_keep(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    task_side side = open_side(arguments[0]);
    tenon_worker *worker = task_join(&side);
    child_tell('r');
    (void)tenon_work_take(worker, keep, NULL, 1, -1);
    return 0;
}

static harness_child keeper(const char *path) {
    harness_child child = harness_start("keep", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    CHECK_EQUAL(harness_hear(&child), 't');
    return child;
}

static void aTaskOfAStoppedWorkerStaysItsOwn(void) {
    const char *path = harness_path("stopped");
    task_side side = open_side(path);
    hand own = {&side, 0};
    task_send(&side, 0, 8);
    harness_child child = keeper(path);
    kill(child.process, SIGSTOP);
    tenon_worker *worker = task_join(&side);
    CHECK_EQUAL(tenon_work_take(worker, work_on, &own, 1, 300000000), 0);
    harness_kill(&child);
    CHECK_EQUAL(tenon_work_take(worker, work_on, &own, 1, -1), 1);
    CHECK_EQUAL(tenon_work_poll(worker, work_on, &own, 1), 0);
    task_side_close(&side);
}

static void aProducerWithoutRoomTakesWhatADeadWorkerHas(void) {
    const char *path = harness_path("no-room");
    task_side side = open_side(path);
    hand own = {&side, 0};
    tenon_worker *worker = task_join(&side);
    task_send(&side, 0, 1000);
    harness_child child = keeper(path);
    task_send(&side, 1, 1000);
    CHECK_EQUAL(tenon_work_poll(worker, work_on, &own, 10), 1);
    harness_kill(&child);
    CHECK_STATUS(task_claim(&side, 2, 1000, 1), TENON_TIMED_OUT);
    CHECK_EQUAL(tenon_work_poll(worker, work_on, &own, 10), 1);
    CHECK_STATUS(task_claim(&side, 2, 1000, -1), TENON_OK);
    task_side_close(&side);
}

static void aTaskThatKillsItsWorkersIsSetAside(void) {
    const char *path = harness_path("deadly");
    task_side side = open_side(path);
    task_send(&side, 0, 1000);
    for (uint32_t i = 0; i < TENON_WORK_TRIES; i++) {
        harness_child child = keeper(path);
        harness_kill(&child);
    }
    hand own = {&side, 0};
    tenon_worker *worker = task_join(&side);
    CHECK_EQUAL(tenon_work_poll(worker, work_on, &own, 1), 0);
    tenon_work_statistics read;
    tenon_work_read_statistics(side.work, &read);
    CHECK_EQUAL(read.set_aside, 1);
    CHECK_EQUAL(read.returned, TENON_WORK_TRIES);
    CHECK_EQUAL(read.used_bytes, 0);
    task_send(&side, 1, 1000);
    task_send(&side, 2, 1000);
    CHECK_EQUAL(tenon_work_poll(worker, work_on, &own, 10), 2);
    task_side_close(&side);
}

const harness_role harness_roles[] = {
    {"toil", toil}, {"produce", produce}, {"keep", take_and_keep}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(aTaskOfAStoppedWorkerStaysItsOwn),
    TEST(aProducerWithoutRoomTakesWhatADeadWorkerHas),
    TEST(aTaskThatKillsItsWorkersIsSetAside),
    TEST(nothingIsLostTornOrSharedWhateverIsKilledOrStopped),
    {NULL, NULL},
};
