/* SPDX-License-Identifier: Apache-2.0 */
/* One side of a queue is killed before each of its instructions; the other side goes on, and a
 * successor takes over. Linked with a runtime whose sleeps last an hour: whatever a survivor had to
 * wait for would be a hang.
 *
 * Two roles let another program be the survivor:
 *
 *   kill_test --role scripts
 *   kill_test --role kill PATH SCRIPT KILLS
 *
 * The first says what there is, in lines of "name consumes repeats". The second makes a region,
 * kills a victim in it, says "published due handled waiting", and holds the region until it is told
 * to go on: so many times, spread over all instructions, or with 0 and in the shortest scripts
 * before each of them. Then it says "end". */
#define _GNU_SOURCE
#include <stdlib.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "messages.h"
#include "regions.h"
#include "stepping.h"
#include "victims.h"

/* Larger than the zero behind all records and what alignment takes. */
enum { ROOM_LOST = 64 };

/* A script of so many instructions has none left out, when another program survives. */
#define SHORT_FOR_ANOTHER 160

static tenon_queue *quotes(tenon_region *region) {
    return tenon_region_queue(region, QUEUE_SECTION);
}

/* ---- What a survivor sees ---- */

/* A handler's context, for a successor that may be given messages again. */
typedef struct succession {
    message_log log;
    uint64_t first; /* number of the first message; UINT64_MAX before it comes */
} succession;

static void receive_as_successor(void *context, uint16_t message_id, uint16_t contract_version,
                                 const void *payload, uint32_t size) {
    succession *seen = context;
    if (seen->first == UINT64_MAX) {
        CHECK(size >= 2 * sizeof(uint64_t));
        memcpy(&seen->first, (const uint8_t *)payload + sizeof(uint64_t), sizeof seen->first);
        seen->log.next = seen->first;
    }
    message_receive(&seen->log, message_id, contract_version, payload, size);
}

/* The ring can be filled to its end and emptied, again and again. */
static void go_on_with(tenon_queue *queue, message_log *log) {
    uint64_t number = log->generation == SURVIVOR_GENERATION ? log->next : 0;
    for (uint32_t round = 0; round < 3; round++) {
        uint64_t bytes = 0;
        while (message_claim(queue, SURVIVOR_GENERATION, number, victim_extra(number), 0) ==
               TENON_OK) {
            tenon_queue_publish(queue);
            bytes += victim_stride(number++);
        }
        CHECK(bytes + victim_stride(number) + ROOM_LOST >= VICTIM_CAPACITY);
        CHECK(tenon_queue_poll(queue, message_receive, log, UINT32_MAX) > 0);
        CHECK_EQUAL(log->next, number);
    }
}

/* Survives: kills a victim before an instruction, and returns how many it has executed. */
typedef uint64_t survivor(const victim_script *script, const char *path, uint64_t instruction);

/* All of a publish has come, or nothing of it. */
static void check_received(const victim_script *script, tenon_region *region,
                           const message_log *log, uint64_t received) {
    const victim_progress *progress = victim_progress_of(region);
    CHECK(received == progress->published || received == progress->due);
    CHECK_EQUAL(log->count, script->waiting + received);
}

static uint64_t consumer_survives(const victim_script *script, const char *path,
                                  uint64_t instruction) {
    tenon_region *region = victim_scene(script, path);
    tenon_queue *queue = quotes(region);
    uint64_t executed = victim_kill(script, path, instruction);
    message_log log = {0, 0, 0};
    CHECK(tenon_queue_poll(queue, message_receive, &log, UINT32_MAX) >= 0);
    check_received(script, region, &log, log.generation == VICTIM_GENERATION ? log.next : 0);
    CHECK_STATUS(tenon_queue_take(queue, message_receive, &log, 1, -1), TENON_PEER_LEFT);
    CHECK_EQUAL(tenon_queue_take(queue, message_receive, &log, 1, 0), 0);
    CHECK_STATUS(tenon_queue_produce(queue), TENON_OK);
    go_on_with(queue, &log);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    return executed;
}

/* Publishes before the consumer has seen more of what the victim left than one message, whose room
 * it has not given back when there are others behind it. */
static uint64_t producer_succeeds(const victim_script *script, const char *path,
                                  uint64_t instruction) {
    tenon_region *region = victim_scene(script, path);
    tenon_queue *queue = quotes(region);
    uint64_t executed = victim_kill(script, path, instruction);
    message_log log = {0, 0, 0};
    CHECK(tenon_queue_poll(queue, message_receive, &log, 1) >= 0);
    CHECK_STATUS(tenon_queue_produce(queue), TENON_OK);
    CHECK_STATUS(message_claim(queue, SURVIVOR_GENERATION, 0, 0, 0), TENON_OK);
    tenon_queue_publish(queue);
    CHECK(tenon_queue_poll(queue, message_receive, &log, UINT32_MAX) > 0);
    CHECK_EQUAL(log.generation, SURVIVOR_GENERATION);
    log.count--;
    check_received(script, region, &log, log.count - script->waiting);
    go_on_with(queue, &log);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    return executed;
}

/* Messages that a victim had handled and its successor is given again are no more than agreed. */
static void check_repeats(const victim_script *script, uint64_t first, uint64_t handled) {
    uint64_t bytes = 0;
    switch (script->repeats) {
        case REPEATS_AN_EIGHTH:
            for (uint64_t number = first; number + 1 < handled; number++) {
                bytes += victim_stride(number);
            }
            CHECK(bytes < VICTIM_CAPACITY / TENON_RELEASE_PARTS);
            break;
        case REPEATS_ONE:
            CHECK(first + 1 >= handled);
            break;
        default:
            CHECK(first == 0 || first + 1 == script->waiting);
    }
}

static uint64_t producer_survives(const victim_script *script, const char *path,
                                  uint64_t instruction) {
    tenon_region *region = victim_scene(script, path);
    tenon_queue *queue = quotes(region);
    uint64_t executed = victim_kill(script, path, instruction);
    uint64_t handled = script->repeats == REPEATS_ALL ? script->waiting - 1
                                                      : victim_progress_of(region)->handled;
    /* The producer goes on as long as there is room, and then learns why there is none. */
    uint64_t number = script->waiting;
    tenon_status status;
    while ((status = message_claim(queue, VICTIM_GENERATION, number, victim_extra(number), -1)) ==
           TENON_OK) {
        tenon_queue_publish(queue);
        number++;
    }
    CHECK_STATUS(status, TENON_PEER_LEFT);
    succession seen = {{VICTIM_GENERATION, 0, 0}, UINT64_MAX};
    CHECK(tenon_queue_poll(queue, receive_as_successor, &seen, UINT32_MAX) > 0);
    CHECK(seen.first <= handled);
    check_repeats(script, seen.first, handled);
    CHECK_EQUAL(seen.log.next, number);
    go_on_with(queue, &seen.log);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    return executed;
}

/* ---- Every instruction, or some ---- */

/* Each kill begins from the start, so every instruction of a long script takes minutes. */
typedef struct thoroughness {
    uint64_t kills;     /* about so many in a script, spread over its instructions */
    uint64_t short_one; /* a script of so many instructions has none left out */
} thoroughness;

static void kill_everywhere(const victim_script *script, const char *path, survivor *survive,
                            thoroughness how) {
    uint64_t instructions = survive(script, path, UINT64_MAX);
    CHECK(instructions > 0);
    /* An odd one meets every instruction of a loop of even length. */
    uint64_t stride = instructions <= how.short_one ? 1 : instructions / how.kills | 1;
    for (uint64_t i = stride / 2; i < instructions; i += stride) {
        harness_got_on();
        if (survive(script, path, i) < i) {
            /* The texts of the system that are read before a sleep are not always of one length. */
            CHECK(script->sleeps);
            break;
        }
    }
}

static void kill_in_test(const char *name, survivor *survive) {
    /* A single operation is short. */
    thoroughness how = {20, 256};
    if (harness_is_sanitized()) {
        how = (thoroughness){4, 0};
    } else if (harness_is_long()) {
        how.short_one = UINT64_MAX;
    }
    kill_everywhere(victim_script_named(name), harness_path(name), survive, how);
}

static void producer_killed(const char *name) {
    kill_in_test(name, consumer_survives);
    kill_in_test(name, producer_succeeds);
}

static void consumer_killed(const char *name) {
    kill_in_test(name, producer_survives);
}

#define KILLED(test, killed, script) \
    static void test(void) { killed(script); }

KILLED(producerKilledInAClaim, producer_killed, "claim")
KILLED(producerKilledInAClaimBehindPadding, producer_killed, "claim-with-padding")
KILLED(producerKilledInSeveralClaims, producer_killed, "claim-several")
KILLED(producerKilledInAClaimOfMany, producer_killed, "claim-many")
KILLED(producerKilledInAPublish, producer_killed, "publish")
KILLED(producerKilledInAPublishBehindPadding, producer_killed, "publish-with-padding")
KILLED(producerKilledInAPublishOverOldBytes, producer_killed, "publish-over-old-bytes")
KILLED(producerKilledInAPublishThatWakes, producer_killed, "publish-and-wake")
KILLED(producerKilledInATrim, producer_killed, "trim")
KILLED(producerKilledInACancel, producer_killed, "cancel")
KILLED(producerKilledInAStream, producer_killed, "stream")
KILLED(producerKilledTakingItsRole, producer_killed, "take-producer")
KILLED(producerKilledLeavingItsRole, producer_killed, "leave-producer")
KILLED(producerKilledFallingAsleep, producer_killed, "wait-for-room")
KILLED(consumerKilledInAPoll, consumer_killed, "poll")
KILLED(consumerKilledInBatches, consumer_killed, "poll-batches")
KILLED(consumerKilledInAPollThatWakes, consumer_killed, "poll-and-wake")
KILLED(consumerKilledAcknowledgingEach, consumer_killed, "poll-acknowledging-each")
KILLED(consumerKilledInAPeek, consumer_killed, "peek")
KILLED(consumerKilledInASkip, consumer_killed, "skip-to-newest")
KILLED(consumerKilledInATake, consumer_killed, "take")
KILLED(consumerKilledFallingAsleep, consumer_killed, "wait-for-message")
KILLED(consumerKilledTakingItsRole, consumer_killed, "take-consumer")
KILLED(consumerKilledLeavingItsRole, consumer_killed, "leave-consumer")

/* ---- Victims of another program ---- */

static int tell_scripts(int count, char **arguments) {
    (void)arguments;
    CHECK_EQUAL(count, 0);
    for (const victim_script *script = victim_scripts; script->name != NULL; script++) {
        printf("%s %d %d\n", script->name, (int)script->consumes, (int)script->repeats);
    }
    return 0;
}

static uint64_t other_survives(const char *path, const char *name, uint64_t instruction) {
    const victim_script *script = victim_script_named(name);
    tenon_region *region = victim_scene(script, path);
    uint64_t executed = victim_kill(script, path, instruction);
    /* The texts of the system that are read before a sleep are not always of one length. */
    CHECK(executed == instruction || instruction == UINT64_MAX || script->sleeps);
    tenon_queue_leave_producer(quotes(region));
    CHECK_STATUS(tenon_queue_leave_consumer(quotes(region)), TENON_OK);
    const victim_progress *progress = victim_progress_of(region);
    let_another_survive("%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu32 "\n", progress->published,
                        progress->due, progress->handled, script->waiting);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    return executed;
}

static int kill_for_java(int count, char **arguments) {
    return kill_for_another(count, arguments, SHORT_FOR_ANOTHER, other_survives);
}

const harness_role harness_roles[] = {{"victim", victim_run},
                                      {"scripts", tell_scripts},
                                      {"kill", kill_for_java},
                                      {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(producerKilledInAClaim),
    TEST(producerKilledInAClaimBehindPadding),
    TEST(producerKilledInSeveralClaims),
    TEST(producerKilledInAClaimOfMany),
    TEST(producerKilledInAPublish),
    TEST(producerKilledInAPublishBehindPadding),
    TEST(producerKilledInAPublishOverOldBytes),
    TEST(producerKilledInAPublishThatWakes),
    TEST(producerKilledInATrim),
    TEST(producerKilledInACancel),
    TEST(producerKilledInAStream),
    TEST(producerKilledTakingItsRole),
    TEST(producerKilledLeavingItsRole),
    TEST(producerKilledFallingAsleep),
    TEST(consumerKilledInAPoll),
    TEST(consumerKilledInBatches),
    TEST(consumerKilledInAPollThatWakes),
    TEST(consumerKilledAcknowledgingEach),
    TEST(consumerKilledInAPeek),
    TEST(consumerKilledInASkip),
    TEST(consumerKilledInATake),
    TEST(consumerKilledFallingAsleep),
    TEST(consumerKilledTakingItsRole),
    TEST(consumerKilledLeavingItsRole),
    {NULL, NULL},
};
