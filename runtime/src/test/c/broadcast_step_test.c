/* SPDX-License-Identifier: Apache-2.0 */
/* Interleavings of broadcasts on purpose: a process is stopped or killed before each of its
 * instructions while others do what may matter. Linked with a runtime whose sleeps last an hour:
 * whatever a survivor had to wait for would be a hang.
 *
 * The role "kill PATH ROLE KILLS" lets another program be the survivor of a role that is killed. */
#define _GNU_SOURCE
#include <inttypes.h>

#include <tenon/atomic.h>

#include "broadcasts.h"
#include "stepping.h"

/* Small, because each byte of a message takes instructions. */
#define CAPACITY 256
#define FOR_EVER INT64_C(-1)
#define ALL      UINT32_MAX

/* Words of the region's struct: the last number that a victim was about to publish, and has. */
enum { DUE = 0, DONE = 1 };

static tenon_broadcast_consumer *join(const broadcast_side *side, uint64_t last) {
    tenon_broadcast_consumer *consumer;
    CHECK_STATUS(tenon_broadcast_join(side->broadcast, last, &consumer), TENON_OK);
    return consumer;
}

static void poll_all(tenon_broadcast_consumer *consumer, broadcast_log *log) {
    CHECK(tenon_broadcast_poll(consumer, broadcast_receive, log, ALL) >= 0);
}

/* Publishes messages of this size, behind those that there are. */
static void publish_some(const broadcast_side *side, uint64_t count, uint32_t size) {
    CHECK_STATUS(tenon_broadcast_produce(side->broadcast), TENON_OK);
    uint64_t number = tenon_broadcast_published(side->broadcast);
    for (uint64_t i = 0; i < count; i++) {
        CHECK_STATUS(broadcast_claim(side->broadcast, ++number, size), TENON_OK);
        tenon_broadcast_publish(side->broadcast);
    }
}

/* ---- Producers, stepped ---- */

/* Publishes what is claimed, up to the message of this number. */
static void publish(const broadcast_side *side, uint64_t number) {
    tenon_store_release_u64(&side->status[DUE], number);
    tenon_broadcast_publish(side->broadcast);
    tenon_store_release_u64(&side->status[DONE], number);
}

/* Registering for barriers takes a process longer than all that it is killed in. */
static const tenon_region_options with_fences = {
    .backing = TENON_BACKING_FILE, .wait = TENON_WAIT_FRUGAL, .full_fences = true};

static int produce_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    broadcast_side side = broadcast_open_with(arguments[0], CAPACITY, &with_fences);
    CHECK_STATUS(tenon_broadcast_produce(side.broadcast), TENON_OK);
    be_stepped();
    mark();
    uint64_t number = tenon_broadcast_published(side.broadcast);
    /* Once round the ring, with padding, batches, a cancel and a trim. */
    static const uint32_t sizes[] = {8, 40, 9, 40, 24, 16, 40, 8, 12};
    for (uint32_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        tenon_status status = broadcast_claim(side.broadcast, ++number, sizes[i]);
        if (status == TENON_FULL) {
            publish(&side, number - 1);
            status = broadcast_claim(side.broadcast, number, sizes[i]);
        }
        CHECK_STATUS(status, TENON_OK);
        if (i == 3) {
            tenon_broadcast_cancel(side.broadcast);
            number = tenon_broadcast_published(side.broadcast);
        } else if (i == 5) {
            CHECK_STATUS(tenon_broadcast_trim(side.broadcast, 8), TENON_OK);
        }
        if (i % 3 != 0) {
            publish(&side, number);
        }
    }
    mark();
    return 0;
}

static int take_role_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    broadcast_side side = broadcast_open_with(arguments[0], CAPACITY, &with_fences);
    be_stepped();
    mark();
    CHECK_STATUS(tenon_broadcast_produce(side.broadcast), TENON_OK);
    tenon_broadcast_leave_producer(side.broadcast);
    mark();
    return 0;
}

/* A region in which the ring has been round, and the consumer has seen nothing of that. */
static broadcast_side scene(const char *path) {
    /* Otherwise each victim would look up the functions that it calls first. */
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    broadcast_side side = broadcast_open(path, CAPACITY);
    publish_some(&side, 25, 12);
    tenon_store_release_u64(&side.status[DUE], 25);
    tenon_store_release_u64(&side.status[DONE], 25);
    tenon_broadcast_leave_producer(side.broadcast);
    return side;
}

static void ringIsReadableAtEveryInstructionOfTheProducer(void) {
    const char *path = harness_path("readable");
    broadcast_side side = scene(path);
    tenon_broadcast_consumer *eager = join(&side, 0);
    tenon_broadcast_consumer *lazy = join(&side, 0);
    broadcast_log eager_log = {0};
    broadcast_log lazy_log = {0};
    harness_child child = start_stepped("produce", path);
    uint64_t stride = harness_is_sanitized() ? 311 : 1;
    for (uint64_t steps = 0; step(&child); steps++) {
        if (steps % stride != 0) {
            continue;
        }
        uint64_t done = tenon_load_acquire_u64(&side.status[DONE]);
        poll_all(eager, &eager_log);
        CHECK(eager_log.last >= done || done == 25);
        if (steps % 397 == 0) {
            poll_all(lazy, &lazy_log);
        }
        if (steps % 7 == 0) {
            tenon_broadcast_consumer *late = join(&side, 2);
            broadcast_log log = {0};
            poll_all(late, &log);
            CHECK_EQUAL(log.count, 2);
            CHECK(log.last >= done);
            CHECK_STATUS(tenon_broadcast_leave(late), TENON_OK);
        }
    }
    poll_all(eager, &eager_log);
    poll_all(lazy, &lazy_log);
    broadcast_check_exact(&eager_log, eager, 26, 0);
    broadcast_check_exact(&lazy_log, lazy, 26, 0);
    CHECK_EQUAL(eager_log.last, tenon_load_acquire_u64(&side.status[DONE]));
    CHECK_EQUAL(eager_log.last, lazy_log.last);
    harness_kill(&child);
    broadcast_close(&side);
}

/* ---- Killing ---- */

/* Others go on, whoever was killed where. */
static void survive(const broadcast_side *side, tenon_broadcast_consumer *eager) {
    broadcast_log log = {0};
    uint64_t done = tenon_load_acquire_u64(&side->status[DONE]);
    poll_all(eager, &log);
    uint64_t seen = log.last != 0 ? log.last : 25;
    CHECK(seen >= done && seen <= tenon_load_acquire_u64(&side->status[DUE]));
    tenon_broadcast_consumer *late = join(side, 2);
    broadcast_log late_log = {0};
    poll_all(late, &late_log);
    CHECK_EQUAL(late_log.count, 2);
    CHECK_EQUAL(late_log.last, seen);
    publish_some(side, 3, 30);
    CHECK_EQUAL(tenon_broadcast_published(side->broadcast), seen + 3);
    CHECK_EQUAL(tenon_broadcast_take(eager, broadcast_receive, &log, 9, FOR_EVER), 3);
    broadcast_check_exact(&log, eager, 26, 0);
    publish_some(side, 30, 14);
    poll_all(late, &late_log);
    poll_all(eager, &log);
    broadcast_check_exact(&log, eager, 26, 0);
    CHECK_EQUAL(late_log.last, seen + 33);
    CHECK_EQUAL(late_log.count + tenon_broadcast_missed(late), 2 + 33);
}

static uint64_t kill_victim(const broadcast_side *side, const char *role, const char *path,
                            uint64_t instruction) {
    if (strcmp(role, "take") == 0 || strcmp(role, "consume") == 0) {
        CHECK_STATUS(tenon_broadcast_produce(side->broadcast), TENON_OK);
    }
    harness_child victim = start_stepped(role, path);
    return kill_before(&victim, instruction, strcmp(role, "take") == 0);
}

static uint64_t kill_one(const char *role, const char *path, uint64_t instruction) {
    broadcast_side side = scene(path);
    tenon_broadcast_consumer *eager = join(&side, 0);
    uint64_t executed = kill_victim(&side, role, path, instruction);
    survive(&side, eager);
    CHECK_EQUAL(tenon_load_acquire_u64(&broadcast_map(path)->arrivals.waiting), 0);
    broadcast_close(&side);
    return executed;
}

/* Before each instruction if it takes long, or before one of so many. */
static void kill_everywhere(const char *role, uint64_t stride, uint64_t stride_if_long) {
    const char *path = harness_path(role);
    uint64_t instructions = kill_one(role, path, UINT64_MAX);
    CHECK(instructions > 0);
    stride = harness_is_long() ? stride_if_long : harness_is_sanitized() ? 311 * stride : stride;
    for (uint64_t i = 0; i < instructions; i += stride) {
        harness_got_on();
        kill_one(role, path, i);
    }
}

static void othersGoOnWhereverAProducerIsKilled(void) {
    kill_everywhere("produce", 29, 1);
    kill_everywhere("take-role", 997, 17);
}

static int consume_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    broadcast_side side = broadcast_open(arguments[0], CAPACITY);
    broadcast_log log = {0};
    be_stepped();
    mark();
    tenon_broadcast_consumer *consumer = join(&side, 3);
    poll_all(consumer, &log);
    CHECK_STATUS(tenon_broadcast_leave(consumer), TENON_OK);
    mark();
    return 0;
}

static void othersGoOnWhereverAConsumerIsKilled(void) { kill_everywhere("consume", 37, 1); }

static int take_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    broadcast_side side = broadcast_open(arguments[0], CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    broadcast_log log = {0};
    be_stepped();
    for (;;) {
        mark();
        CHECK(tenon_broadcast_take(consumer, broadcast_receive, &log, 1, FOR_EVER) > 0);
    }
}

static void othersGoOnWhereverASleeperIsKilled(void) { kill_everywhere("take", 29, 1); }

/* ---- Consumers, stepped ---- */

/* Takes the child to its instruction of that number; false when it is about to sleep before. */
static bool advance(const harness_child *child, uint64_t steps) {
    for (uint64_t i = 0; i < steps; i++) {
        if (is_about_to_sleep(child)) {
            return false;
        }
        CHECK(step(child));
    }
    return true;
}

static void publishWakesAtEveryInstructionOfFallingAsleep(void) {
    const char *path = harness_path("asleep");
    broadcast_side side = broadcast_open(path, CAPACITY);
    CHECK_STATUS(tenon_broadcast_produce(side.broadcast), TENON_OK);
    harness_child child = start_stepped("take", path);
    uint64_t stride = harness_is_sanitized() ? 233 : 3;
    uint64_t rounds = 0;
    bool awake = true;
    for (uint64_t steps = 0; awake; steps += stride) {
        awake = advance(&child, steps);
        publish_some(&side, 1, 20);
        run_to_mark(&child);
        rounds++;
    }
    CHECK(rounds > 7);
    harness_kill(&child);
    broadcast_close(&side);
}

/* Polls or joins again and again. What it has counted is told to be right by itself. */
static int poll_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    broadcast_side side = broadcast_open(arguments[0], CAPACITY);
    tenon_broadcast_consumer *consumer = join(&side, 0);
    uint64_t first = tenon_broadcast_published(side.broadcast) + 1;
    broadcast_log log = {0};
    be_stepped();
    for (uint64_t skipped = 0;;) {
        mark();
        if (log.count % 5 == 4) {
            int32_t result = tenon_broadcast_skip_to_newest(consumer);
            CHECK(result >= 0);
            skipped += (uint64_t)result;
        }
        CHECK(tenon_broadcast_poll(consumer, broadcast_receive, &log, 2) >= 0);
        mark();
        if (log.count != 0) {
            broadcast_check_exact(&log, consumer, first, skipped);
        }
    }
}

static int join_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    broadcast_side side = broadcast_open(arguments[0], CAPACITY);
    be_stepped();
    for (;;) {
        broadcast_log log = {0};
        uint64_t before = tenon_broadcast_published(side.broadcast);
        tenon_broadcast_consumer *consumer;
        mark();
        CHECK_STATUS(tenon_broadcast_join(side.broadcast, before % 2 == 0 ? 2 : 0, &consumer),
                     TENON_OK);
        mark();
        uint64_t after = tenon_broadcast_published(side.broadcast);
        publish_some(&side, 40, 20);
        poll_all(consumer, &log);
        tenon_broadcast_leave_producer(side.broadcast);
        uint64_t all = log.count + tenon_broadcast_missed(consumer);
        uint64_t first = log.last + 1 - all;
        uint64_t earlier = before % 2 == 0 ? 2 : 0;
        CHECK(first + earlier >= before + 1 && first <= after + 1);
        CHECK(first + earlier == before + 1 || after != before);
        CHECK_STATUS(tenon_broadcast_leave(consumer), TENON_OK);
    }
}

/* So many messages come at every instruction. */
static void interfere(const char *role, uint64_t burst, uint32_t size, uint64_t stride) {
    char name[32];
    snprintf(name, sizeof name, "%s%d", role, (int)burst);
    const char *path = harness_path(name);
    broadcast_side side = broadcast_open(path, CAPACITY);
    publish_some(&side, 7, 14);
    tenon_broadcast_leave_producer(side.broadcast);
    harness_child child = start_stepped(role, path);
    stride *= harness_is_sanitized() ? 67 : harness_is_long() ? 1 : 3;
    uint64_t rounds = 0;
    for (bool finished = false; !finished; rounds++) {
        publish_some(&side, 3, 12);
        for (uint64_t i = 0; i < rounds * stride && !finished; i++) {
            finished = !step(&child);
        }
        publish_some(&side, burst, size);
        tenon_broadcast_leave_producer(side.broadcast);
        if (!finished) {
            run_to_mark(&child);
        }
        run_to_mark(&child);
        harness_got_on();
    }
    CHECK(rounds > 4);
    harness_kill(&child);
    broadcast_close(&side);
}

static void messageThatIsOverwrittenAtAnyInstructionOfAPollIsMissedAndNotTorn(void) {
    interfere("poll", 1, 40, 2);
    interfere("poll", 4, 30, 2);
    interfere("poll", 17, 12, 2);
}

static void joinerCountsExactlyWhateverComesAtAnyInstruction(void) {
    interfere("join", 1, 40, 5);
    interfere("join", 5, 24, 5);
    interfere("join", 30, 12, 5);
}

/* ---- Victims of another program ---- */

static uint64_t other_survives(const char *path, const char *role, uint64_t instruction) {
    broadcast_side side = scene(path);
    uint64_t executed = kill_victim(&side, role, path, instruction);
    tenon_broadcast_leave_producer(side.broadcast);
    let_another_survive("%" PRIu64 " %" PRIu64 "\n", tenon_load_acquire_u64(&side.status[DONE]),
                        tenon_load_acquire_u64(&side.status[DUE]));
    broadcast_close(&side);
    return executed;
}

static int kill_for_java(int count, char **arguments) {
    return kill_for_another(count, arguments, 0, other_survives);
}

const harness_role harness_roles[] = {
    {"produce", produce_stepped}, {"take-role", take_role_stepped},
    {"consume", consume_stepped}, {"take", take_stepped},
    {"poll", poll_stepped},       {"join", join_stepped},
    {"kill", kill_for_java},      {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(ringIsReadableAtEveryInstructionOfTheProducer),
    TEST(othersGoOnWhereverAProducerIsKilled),
    TEST(othersGoOnWhereverAConsumerIsKilled),
    TEST(othersGoOnWhereverASleeperIsKilled),
    TEST(publishWakesAtEveryInstructionOfFallingAsleep),
    TEST(messageThatIsOverwrittenAtAnyInstructionOfAPollIsMissedAndNotTorn),
    TEST(joinerCountsExactlyWhateverComesAtAnyInstruction),
    {NULL, NULL},
};
