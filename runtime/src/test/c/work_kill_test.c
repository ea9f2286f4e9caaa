/* SPDX-License-Identifier: Apache-2.0 */
/* A worker or a producer is killed before each of its instructions; others go on, nothing is lost,
 * and only what the killed one had comes again. Or a worker is overtaken there, and goes on, too.
 * Linked with a runtime whose sleeps last an hour: whatever a survivor had to wait for would be a
 * hang.
 *
 * Two roles let another program be the survivor: "scripts" names what victims do, and
 * "kill PATH SCRIPT KILLS" kills them. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <signal.h>

#include <tenon/atomic.h>

#include "stepping.h"
#include "tasks.h"

#define CAPACITY   1024
#define WORKERS    3
#define EXTRA      92 /* bytes of a message behind its number */
#define LEAD       7  /* tasks that were there before */
#define SCENE      3  /* tasks that a victim may take */
#define AFTERWARDS 40 /* tasks of the survivors */

/* Words of the region: how often each task was begun, and was done. */
enum { BEGUN = 0, DONE = 64, WORDS = 128 };

static task_region_type type;

static task_side open_side(const char *path) {
    task_region_type_init(&type, WORDS, CAPACITY, 8, WORKERS);
    return task_side_open(path, &type);
}

/* A worker of this process and how it handles tasks. */
typedef struct hands {
    const task_side *side;
    tenon_worker *worker;
    bool refuses;
} hands;

static void work_on(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    const hands *own = context;
    (void)message_id;
    (void)contract_version;
    uint64_t number = task_number(payload, size);
    CHECK(number < DONE - BEGUN);
    (void)tenon_fetch_add_u64(&own->side->words[BEGUN + number], 1);
    if (own->refuses) {
        tenon_work_refuse(own->worker);
    } else {
        (void)tenon_fetch_add_u64(&own->side->words[DONE + number], 1);
    }
}

static hands hands_of(const task_side *side) { return (hands){side, task_join(side), false}; }

/* ---- Victims ---- */

static void finish_two(const task_side *side, hands *own) {
    (void)side;
    CHECK_EQUAL(tenon_work_poll(own->worker, work_on, own, 2), 2);
}

static void give_back(const task_side *side, hands *own) {
    (void)side;
    own->refuses = true;
    CHECK_EQUAL(tenon_work_poll(own->worker, work_on, own, 2), 1);
}

static void join_and_leave(const task_side *side, hands *own) {
    tenon_worker *worker;
    (void)own;
    CHECK_STATUS(tenon_work_join(side->work, &worker), TENON_OK);
    CHECK_STATUS(tenon_work_leave(worker), TENON_OK);
}

static void fall_asleep(const task_side *side, hands *own) {
    while (tenon_work_take(own->worker, work_on, own, 1, -1) > 0) {
    }
    (void)side;
}

/* A ring full of tasks that are over, and two messages in one batch. */
static void publish_two(const task_side *side, hands *own) {
    (void)own;
    CHECK_STATUS(task_claim(side, LEAD, EXTRA, 0), TENON_OK);
    CHECK_STATUS(task_claim(side, LEAD + 1, EXTRA, 0), TENON_OK);
    tenon_work_publish(side->work);
}

static void take_the_role(const task_side *side, hands *own) {
    (void)own;
    CHECK_STATUS(tenon_work_produce(side->work), TENON_OK);
    tenon_work_leave_producer(side->work);
}

typedef struct script {
    const char *name;
    void (*act)(const task_side *side, hands *own);
    bool produces; /* otherwise it is a worker, and has joined before */
    bool has_role; /* before it acts */
    bool sleeps;
} script;

static const script scripts[] = {
    {"finish", finish_two, false, true, false},   {"give-back", give_back, false, true, false},
    {"join", join_and_leave, false, false, false}, {"sleep", fall_asleep, false, true, true},
    {"publish", publish_two, true, true, false},  {"role", take_the_role, true, false, false},
};

static const script *script_named(const char *name) {
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (strcmp(scripts[i].name, name) == 0) {
            return &scripts[i];
        }
    }
    harness_fail(__FILE__, __LINE__, "no script %s", name);
}

static int be_victim(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    const script *own = script_named(arguments[1]);
    task_side side = open_side(arguments[0]);
    hands hand = {&side, NULL, false};
    if (own->has_role && own->produces) {
        CHECK_STATUS(tenon_work_produce(side.work), TENON_OK);
    } else if (own->has_role) {
        hand.worker = task_join(&side);
    }
    be_stepped();
    mark();
    own->act(&side, &hand);
    mark();
    return 0;
}

/* ---- Survivors ---- */

static uint64_t word(const task_side *side, uint64_t index) {
    return tenon_load_acquire_u64(&side->words[index]);
}

static void send_next(const task_side *side, uint64_t *number) {
    task_send(side, *number % (DONE - BEGUN), EXTRA);
    (*number)++;
}

/* Works on all that is there; what is there may be taken at once. */
static void work_off(hands *own) {
    int32_t count;
    while ((count = tenon_work_poll(own->worker, work_on, own, 100)) != 0) {
        CHECK(count > 0);
    }
}

/* Tasks are handed over, and their room comes back. */
static void carry_on(const task_side *side, hands *own, uint64_t *number) {
    for (uint64_t i = 0; i < AFTERWARDS; i++) {
        tenon_store_release_u64(&side->words[DONE + *number % (DONE - BEGUN)], 0);
        send_next(side, number);
        work_off(own);
        CHECK_EQUAL(word(side, DONE + (*number - 1) % (DONE - BEGUN)), 1);
    }
    tenon_work_statistics read;
    tenon_work_read_statistics(side->work, &read);
    CHECK_EQUAL(read.published, *number);
    CHECK_EQUAL(read.used_bytes, 0);
    CHECK_EQUAL(read.set_aside, 0);
}

/* A region in which a victim was killed, and those that were there before. */
typedef struct remains {
    task_side side;
    hands early;
    uint64_t number;   /* of the next task */
    uint64_t executed; /* instructions of the victim */
} remains;

static void kill_one(const script *of, const char *path, uint64_t instruction, remains *left) {
    *left = (remains){.side = open_side(path)};
    left->early = hands_of(&left->side);
    for (uint64_t i = 0; i < LEAD; i++) {
        send_next(&left->side, &left->number);
        work_off(&left->early);
    }
    for (uint64_t i = 0; i < SCENE && !of->produces && !of->sleeps; i++) {
        send_next(&left->side, &left->number);
    }
    if (of->produces) {
        tenon_work_leave_producer(left->side.work);
    }
    harness_child victim = harness_start("victim", path, of->name, NULL);
    CHECK_EQUAL(stop_of(&victim), SIGSTOP);
    if (of->sleeps) {
        send_next(&left->side, &left->number);
    }
    left->executed = kill_before(&victim, instruction, of->sleeps);
}

static uint64_t survive(const script *of, const char *path, uint64_t instruction) {
    remains left;
    kill_one(of, path, instruction, &left);
    task_side side = left.side;
    hands early = left.early;
    early.side = &side;
    uint64_t number = left.number;
    uint64_t shown = number;
    if (of->produces) {
        /* Both tasks or none. */
        work_off(&early);
        bool is_shown = word(&side, DONE + LEAD) == 1;
        CHECK_EQUAL(word(&side, DONE + LEAD + 1), is_shown);
        shown += is_shown ? 2 : 0;
        number = shown;
    }
    uint64_t repeated = 0;
    uint64_t had = 0;
    for (uint64_t i = LEAD; i < shown; i++) {
        had += word(&side, BEGUN + i);
    }
    hands late = hands_of(&side);
    work_off(&late);
    work_off(&early);
    for (uint64_t i = LEAD; i < shown; i++) {
        CHECK(word(&side, DONE + i) == 1 || word(&side, DONE + i) == 2);
        repeated += word(&side, DONE + i) - 1;
    }
    /* One task at a time is a worker's. */
    CHECK(repeated <= (had > 0 && !of->produces));
    carry_on(&side, &early, &number);
    carry_on(&side, &late, &number);
    task_side_close(&side);
    return left.executed;
}

static void kill_everywhere(const char *name) {
    /* Otherwise each victim would look up the functions that it calls first. */
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    const script *of = script_named(name);
    const char *path = harness_path(name);
    uint64_t instructions = survive(of, path, UINT64_MAX);
    CHECK(instructions > 0);
    uint64_t stride = harness_is_long() ? 1 : harness_is_sanitized() ? 1999 : 41;
    for (uint64_t i = 0; i < instructions; i += stride) {
        harness_got_on();
        survive(of, path, i);
    }
}

static void nothingIsLostWhereverAWorkerIsKilled(void) { kill_everywhere("finish"); }

static void nothingIsLostWhereverAGiverIsKilled(void) { kill_everywhere("give-back"); }

static void othersGoOnWhereverANewWorkerIsKilled(void) { kill_everywhere("join"); }

static void othersGoOnWhereverAWaitIsKilled(void) { kill_everywhere("sleep"); }

static void aBatchIsShownWhollyOrNotWhereverItsProducerIsKilled(void) {
    kill_everywhere("publish");
}

static void anotherProducerGoesOnWhereverOneIsKilledThatComes(void) { kill_everywhere("role"); }

/* ---- Overtaken workers ---- */

/* A role: polls again and again, stepped. */
static int poll_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    task_side side = open_side(arguments[0]);
    hands hand = hands_of(&side);
    be_stepped();
    for (;;) {
        mark();
        int32_t result = tenon_work_poll(hand.worker, work_on, &hand, 1);
        CHECK_STATUS(result < 0 ? result : 0, TENON_OK);
    }
}

/* More tasks come and go than there are slots. */
static void overtake(const task_side *side, hands *own, uint64_t *number) {
    for (uint32_t i = 0; i < 2 * tenon_work_tasks(side->work); i++) {
        send_next(side, number);
        work_off(own);
    }
}

static void aWorkerThatIsOvertakenAnywhereInAPollGoesOn(void) {
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    const char *path = harness_path("overtaken");
    task_side side = open_side(path);
    hands own = hands_of(&side);
    uint64_t number = 0;
    harness_child victim = start_stepped("poll", path);
    bool is_over = false;
    for (uint64_t i = 0; !is_over; i += harness_is_sanitized() ? 29 : 1) {
        harness_got_on();
        overtake(&side, &own, &number);
        uint64_t executed = 0;
        while (executed < i && !is_over) {
            is_over = !step(&victim);
            executed++;
        }
        overtake(&side, &own, &number);
        if (!is_over) {
            run_to_mark(&victim);
        }
    }
    harness_kill(&victim);
    task_side_close(&side);
}

/* ---- Victims of another program ---- */

/* "lead shown produces": tasks that were over, all that were published before, and whether two more
 * may be there. */
static uint64_t other_survives(const char *path, const char *name, uint64_t instruction) {
    const script *played = script_named(name);
    remains left;
    kill_one(played, path, instruction, &left);
    CHECK_STATUS(tenon_work_leave(left.early.worker), TENON_OK);
    tenon_work_leave_producer(left.side.work);
    let_another_survive("%d %" PRIu64 " %d\n", LEAD, left.number, (int)played->produces);
    task_side_close(&left.side);
    return left.executed;
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

const harness_role harness_roles[] = {{"victim", be_victim}, {"poll", poll_stepped},
                                      {"kill", kill_for_java}, {"scripts", tell_scripts},
                                      {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(nothingIsLostWhereverAWorkerIsKilled),
    TEST(nothingIsLostWhereverAGiverIsKilled),
    TEST(othersGoOnWhereverANewWorkerIsKilled),
    TEST(othersGoOnWhereverAWaitIsKilled),
    TEST(aBatchIsShownWhollyOrNotWhereverItsProducerIsKilled),
    TEST(anotherProducerGoesOnWhereverOneIsKilledThatComes),
    TEST(aWorkerThatIsOvertakenAnywhereInAPollGoesOn),
    {NULL, NULL},
};
