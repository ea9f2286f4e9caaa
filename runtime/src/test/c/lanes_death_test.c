/* SPDX-License-Identifier: Apache-2.0 */
/* Queues with several lanes whose producers are killed or stopped at random moments while others go
 * on. */
#define _GNU_SOURCE
#include <signal.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "regions.h"

#define LANES    4
#define CAPACITY UINT64_C(4096)
#define A_MINUTE INT64_C(60000000000)
#define MESSAGE  UINT16_C(1)

typedef struct numbered {
    uint64_t sender;
    uint64_t life; /* of the sender: each one that follows a killed one has the next */
    uint64_t number;
    uint64_t sum;  /* of the others */
} numbered;

/* In the struct section: messages that each sender has published in its life. */
typedef struct progress {
    uint64_t done[LANES];
} progress;

typedef struct seen {
    uint64_t life[LANES];
    uint64_t next[LANES];
    uint64_t count;
} seen;

static tenon_status open_lanes(test_opening *opening, const char *path, tenon_region **region) {
    test_region_type type;
    test_region_type_init(&type, CAPACITY, 8);
    type.sections[QUEUE_SECTION].count = LANES;
    return opening(&type.descriptor, path, &in_file, region);
}

static tenon_queue *queue_of(tenon_region *region) {
    return tenon_region_queue(region, QUEUE_SECTION);
}

static progress *progress_of(tenon_region *region) {
    return tenon_region_struct(region, STATUS_SECTION);
}

static int produce(int count, char **arguments) {
    CHECK_EQUAL(count, 3);
    tenon_region *region;
    CHECK_STATUS(open_lanes(tenon_region_attach, arguments[0], &region), TENON_OK);
    uint64_t sender = strtoull(arguments[1], NULL, 10);
    uint64_t life = strtoull(arguments[2], NULL, 10);
    uint64_t random = sender + life * LANES + 1;
    tenon_queue *queue = queue_of(region);
    CHECK_STATUS(tenon_region_set_label(region, arguments[1]), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(queue), TENON_OK);
    child_tell('r');
    for (uint64_t number = 0;; number++) {
        void *payload;
        tenon_status status = tenon_queue_claim(queue, MESSAGE, 1, sizeof(numbered), &payload);
        if (status == TENON_FULL) {
            tenon_queue_publish(queue);
            tenon_store_release_u64(&progress_of(region)->done[sender], number);
            status = tenon_queue_claim_wait(queue, MESSAGE, 1, sizeof(numbered), A_MINUTE,
                                            &payload);
        }
        CHECK_STATUS(status, TENON_OK);
        *(numbered *)payload = (numbered){sender, life, number, sender + life + number};
        if (harness_random(&random) % 3 == 0) {
            tenon_queue_publish(queue);
            tenon_store_release_u64(&progress_of(region)->done[sender], number + 1);
        }
    }
}

static void receive(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    seen *all = context;
    const numbered *message = payload;
    CHECK_EQUAL(message_id, MESSAGE);
    CHECK_EQUAL(contract_version, 1);
    CHECK_EQUAL(size, sizeof *message);
    CHECK(message->sender < LANES);
    CHECK_EQUAL(message->sum, message->sender + message->life + message->number);
    /* A killed sender's messages come before those of the one that has its lane now. */
    CHECK_EQUAL(message->life, all->life[message->sender]);
    CHECK_EQUAL(message->number, all->next[message->sender]);
    all->next[message->sender]++;
    all->count++;
}

static harness_child start(const char *path, uint64_t sender, uint64_t life) {
    char number[24];
    char text[24];
    snprintf(number, sizeof number, "%" PRIu64, sender);
    snprintf(text, sizeof text, "%" PRIu64, life);
    harness_child child = harness_start("produce", path, number, text, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    return child;
}

/* Takes at least so many messages; others that died or were stopped must not be in the way. */
static void consume(tenon_queue *queue, seen *all, uint64_t more) {
    uint64_t end = all->count + more;
    while (all->count < end) {
        int32_t taken = tenon_queue_take(queue, receive, all, 16, A_MINUTE);
        CHECK(taken > 0 || taken == TENON_PEER_LEFT);
    }
}

/* Everything that a killed sender had published. */
static void consume_all_of(tenon_queue *queue, seen *all, uint64_t sender, uint64_t published) {
    while (all->next[sender] < published) {
        CHECK(tenon_queue_poll(queue, receive, all, 1000) >= 0);
    }
    /* Messages shown in the moment it was killed may come, too; a round of its ring and the
     * lane has nothing of it left. */
    for (uint64_t i = 0; i < CAPACITY / sizeof(numbered); i++) {
        CHECK(tenon_queue_poll(queue, receive, all, LANES) >= 0);
    }
}

static void killedProducerLosesNothingAndIsInNobodysWay(void) {
    const char *path = harness_path("killed");
    tenon_region *region;
    CHECK_STATUS(open_lanes(tenon_region_create, path, &region), TENON_OK);
    tenon_queue *queue = queue_of(region);
    harness_child children[LANES];
    seen all = {0};
    uint64_t random = 7;
    for (uint64_t i = 0; i < LANES; i++) {
        children[i] = start(path, i, 0);
    }
    uint64_t rounds = harness_is_long() ? 25000 : harness_is_sanitized() ? 20 : 60;
    for (uint64_t round = 0; round < rounds; round++) {
        uint64_t victim = harness_random(&random) % LANES;
        uint64_t stopped = (victim + 1) % LANES;
        consume(queue, &all, harness_random(&random) % 500);
        /* One that is stopped keeps its lane, and is no leaver. */
        CHECK(kill(children[stopped].process, SIGSTOP) == 0);
        consume(queue, &all, harness_random(&random) % 200);
        harness_kill(&children[victim]);
        consume_all_of(queue, &all, victim,
                       tenon_load_acquire_u64(&progress_of(region)->done[victim]));
        CHECK(kill(children[stopped].process, SIGCONT) == 0);
        tenon_store_release_u64(&progress_of(region)->done[victim], 0);
        all.life[victim]++;
        all.next[victim] = 0;
        /* The only lane that is free is the dead one's. */
        children[victim] = start(path, victim, all.life[victim]);
        harness_got_on();
    }
    for (int i = 0; i < LANES; i++) {
        harness_kill(&children[i]);
    }
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

static void waitThatFindsNothingMoreNamesEachDeadProducerOnce(void) {
    const char *path = harness_path("named");
    tenon_region *region;
    CHECK_STATUS(open_lanes(tenon_region_create, path, &region), TENON_OK);
    tenon_queue *queue = queue_of(region);
    harness_child first = start(path, 0, 0);
    harness_child second = start(path, 1, 0);
    seen all = {0};
    harness_kill(&first);
    harness_kill(&second);
    uint32_t named = 0;
    while (named != 3) {
        int32_t taken = tenon_queue_take(queue, receive, &all, 16, A_MINUTE);
        if (taken == TENON_PEER_LEFT) {
            uint32_t who = strstr(tenon_status_detail(), "('0')") != NULL ? 1 : 2;
            CHECK_DETAIL(who == 1 ? "('0')" : "('1')");
            CHECK((named & who) == 0);
            named |= who;
        } else {
            CHECK(taken > 0);
        }
    }
    CHECK_EQUAL(tenon_queue_take(queue, receive, &all, 16, 1), 0);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

const harness_role harness_roles[] = {{"produce", produce}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(killedProducerLosesNothingAndIsInNobodysWay),
    TEST(waitThatFindsNothingMoreNamesEachDeadProducerOnce),
    {NULL, NULL},
};
