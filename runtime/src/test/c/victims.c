/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "victims.h"

#include <signal.h>

#include <tenon/atomic.h>

#include "regions.h"
#include "stepping.h"

enum { HEADER_BYTES = 8, NUMBERS_BYTES = 16 };

uint32_t victim_extra(uint64_t number) { return (uint32_t)(number % 3 * 16); }

uint64_t victim_stride(uint64_t number) {
    return HEADER_BYTES + NUMBERS_BYTES + victim_extra(number);
}

victim_progress *victim_progress_of(tenon_region *region) {
    return tenon_region_struct(region, STATUS_SECTION);
}

/* ---- Producers ---- */

static void claim_sized(victim *self, uint32_t extra) {
    CHECK_STATUS(message_claim(self->queue, VICTIM_GENERATION, self->next, extra, 0), TENON_OK);
    self->next++;
}

static void claim(victim *self) { claim_sized(self, victim_extra(self->next)); }

static void publish(victim *self) {
    tenon_store_release_u64(&self->progress->due, self->next);
    tenon_queue_publish(self->queue);
    tenon_store_release_u64(&self->progress->published, self->next);
}

static void produce(victim *self) { CHECK_STATUS(tenon_queue_produce(self->queue), TENON_OK); }

static void produce_and_claim(victim *self) {
    produce(self);
    claim(self);
}

/* Larger than what is behind the lead of these scenes. */
static void claim_with_padding(victim *self) { claim_sized(self, 40); }

static void produce_and_claim_with_padding(victim *self) {
    produce(self);
    claim_with_padding(self);
}

static void claim_several_and_publish(victim *self) {
    claim(self);
    claim_with_padding(self);
    claim(self);
    publish(self);
}

static void claim_many_and_publish(victim *self) {
    uint64_t generation = VICTIM_GENERATION;
    void *payload;
    uint32_t stride;
    uint32_t claimed;
    CHECK_STATUS(tenon_queue_claim_many(self->queue, MESSAGE_ID, 1, NUMBERS_BYTES, 5, &payload,
                                        &stride, &claimed),
                 TENON_OK);
    CHECK_EQUAL(claimed, 5);
    for (uint32_t i = 0; i < claimed; i++) {
        uint8_t *message = (uint8_t *)payload + i * stride;
        memcpy(message, &generation, sizeof generation);
        memcpy(message + sizeof generation, &self->next, sizeof self->next);
        self->next++;
    }
    publish(self);
}

static void produce_and_claim_too_much(victim *self) {
    produce_and_claim(self);
    claim_with_padding(self);
}

static void trim_and_publish(victim *self) {
    CHECK_STATUS(tenon_queue_trim(self->queue, NUMBERS_BYTES + 24), TENON_OK);
    CHECK_STATUS(tenon_queue_trim(self->queue, NUMBERS_BYTES), TENON_OK);
    publish(self);
}

static void cancel_claim_and_publish(victim *self) {
    tenon_queue_cancel(self->queue);
    self->next = 0;
    claim(self);
    publish(self);
}

static void stream(victim *self) {
    for (uint32_t i = 0; i < 6; i++) {
        claim(self);
        publish(self);
    }
}

static void produce_and_stream(victim *self) {
    produce(self);
    claim(self);
    publish(self);
}

static void produce_publish_and_claim(victim *self) {
    produce_and_stream(self);
    claim(self);
}

static void leave_producer(victim *self) { tenon_queue_leave_producer(self->queue); }

static void wait_for_room(victim *self) {
    CHECK_STATUS(message_claim(self->queue, VICTIM_GENERATION, self->next, 400, -1), TENON_OK);
}

/* ---- Consumers ---- */

/* Short, because its instructions are stepped as well: the successor looks at every byte. */
static void handle(void *context, uint16_t message_id, uint16_t contract_version,
                   const void *payload, uint32_t size) {
    victim *self = context;
    uint64_t number;
    (void)message_id;
    (void)contract_version;
    (void)size;
    memcpy(&number, (const uint8_t *)payload + sizeof number, sizeof number);
    tenon_store_release_u64(&self->progress->handled, number + 1);
}

static void consume(victim *self) { CHECK_STATUS(tenon_queue_consume(self->queue), TENON_OK); }

static void consume_acknowledging_each(victim *self) {
    tenon_queue_acknowledge(self->queue, TENON_ACKNOWLEDGE_EACH);
    consume(self);
}

static void poll_all(victim *self) {
    CHECK(tenon_queue_poll(self->queue, handle, self, 100) > 0);
}

static void poll_batches(victim *self) {
    while (tenon_queue_poll(self->queue, handle, self, 3) > 0) {
    }
}

static void peek(victim *self) {
    message_log log = {VICTIM_GENERATION, 0, 0};
    CHECK_EQUAL(tenon_queue_peek(self->queue, message_receive, &log), 1);
}

static void skip(victim *self) {
    CHECK(tenon_queue_skip_to_newest(self->queue) > 0);
}

static void take(victim *self) {
    CHECK(tenon_queue_take(self->queue, handle, self, 3, -1) > 0);
}

/* Leaves something behind, so that nothing is released yet. */
static void consume_two(victim *self) {
    consume(self);
    CHECK_EQUAL(tenon_queue_poll(self->queue, handle, self, 2), 2);
}

static void leave_consumer(victim *self) {
    CHECK_STATUS(tenon_queue_leave_consumer(self->queue), TENON_OK);
}

static void nothing(victim *self) { (void)self; }

/* A lead of 976 has 48 bytes of the ring behind it. */
const victim_script victim_scripts[] = {
    {.name = "claim", .prepare = produce, .act = claim},
    {.name = "claim-with-padding", .prepare = produce, .act = claim_with_padding, .lead = 976},
    {.name = "claim-several", .prepare = produce, .act = claim_several_and_publish, .lead = 976},
    {.name = "claim-many", .prepare = produce, .act = claim_many_and_publish, .lead = 480},
    {.name = "publish", .prepare = produce_and_claim, .act = publish},
    {.name = "publish-with-padding", .prepare = produce_and_claim_with_padding, .act = publish,
     .lead = 976},
    {.name = "publish-over-old-bytes", .prepare = produce_and_claim_too_much, .act = publish,
     .lead = 1400},
    {.name = "publish-and-wake", .prepare = produce_and_claim, .act = publish,
     .wakes_the_dead = true},
    {.name = "trim", .prepare = produce_and_claim_too_much, .act = trim_and_publish, .lead = 976},
    {.name = "cancel", .prepare = produce_and_claim_too_much, .act = cancel_claim_and_publish,
     .lead = 976},
    {.name = "stream", .prepare = produce_and_stream, .act = stream, .lead = 976},
    {.name = "take-producer", .prepare = nothing, .act = produce, .lead = 976, .waiting = 5},
    {.name = "leave-producer", .prepare = produce_publish_and_claim, .act = leave_producer},
    {.name = "wait-for-room", .prepare = produce, .act = wait_for_room, .waiting = 24,
     .sleeps = true},
    {.name = "poll", .prepare = consume, .act = poll_all, .lead = 976, .waiting = 12,
     .consumes = true},
    {.name = "poll-batches", .prepare = consume, .act = poll_batches, .lead = 976, .waiting = 12,
     .consumes = true},
    {.name = "poll-and-wake", .prepare = consume, .act = poll_all, .waiting = 24,
     .consumes = true, .wakes_the_dead = true},
    {.name = "poll-acknowledging-each", .prepare = consume_acknowledging_each, .act = poll_batches,
     .lead = 976, .waiting = 8, .consumes = true, .repeats = REPEATS_ONE},
    {.name = "peek", .prepare = consume, .act = peek, .lead = 976, .waiting = 3, .consumes = true},
    {.name = "skip-to-newest", .prepare = consume, .act = skip, .lead = 976, .waiting = 6,
     .consumes = true, .repeats = REPEATS_ALL},
    {.name = "take", .prepare = consume, .act = take, .lead = 976, .waiting = 6, .consumes = true},
    {.name = "wait-for-message", .prepare = consume, .act = take, .consumes = true,
     .sleeps = true},
    {.name = "take-consumer", .prepare = nothing, .act = consume, .lead = 976, .waiting = 5,
     .consumes = true},
    {.name = "leave-consumer", .prepare = consume_two, .act = leave_consumer, .lead = 976,
     .waiting = 6, .consumes = true},
    {.name = NULL},
};

const victim_script *victim_script_named(const char *name) {
    for (const victim_script *script = victim_scripts; script->name != NULL; script++) {
        if (strcmp(script->name, name) == 0) {
            return script;
        }
    }
    harness_fail(__FILE__, __LINE__, "no victim does '%s'", name);
}

/* ---- Killing ---- */

static tenon_region *open_region(const char *path, test_opening *opening) {
    test_region_type type;
    test_region_type_init(&type, VICTIM_CAPACITY, 8);
    tenon_region *region;
    CHECK_STATUS(opening(&type.descriptor, path, &in_file, &region), TENON_OK);
    return region;
}

int victim_run(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    const victim_script *script = victim_script_named(arguments[1]);
    victim self = {.region = open_region(arguments[0], tenon_region_attach)};
    self.queue = tenon_region_queue(self.region, QUEUE_SECTION);
    self.progress = victim_progress_of(self.region);
    script->prepare(&self);
    be_stepped();
    mark();
    script->act(&self);
    mark();
    return 0;
}

static harness_child start_victim(const victim_script *script, const char *path) {
    harness_child child = harness_start("victim", path, script->name, NULL);
    CHECK_EQUAL(stop_of(&child), SIGSTOP);
    return child;
}

uint64_t victim_kill(const victim_script *script, const char *path, uint64_t instruction) {
    harness_child child = start_victim(script, path);
    return kill_before(&child, instruction, script->sleeps);
}

/* Leaves the ring empty and both positions at this many bytes. */
static void use_ring(tenon_queue *queue, uint32_t bytes) {
    message_log log = {LEAD_GENERATION, 0, 0};
    for (uint64_t number = 0; bytes != 0; number++) {
        uint32_t piece = bytes < 400 ? bytes : bytes - 400 < 24 ? 200 : 400;
        CHECK_STATUS(message_claim(queue, LEAD_GENERATION, number,
                                   piece - HEADER_BYTES - NUMBERS_BYTES, 0),
                     TENON_OK);
        tenon_queue_publish(queue);
        CHECK_EQUAL(tenon_queue_poll(queue, message_receive, &log, 1), 1);
        bytes -= piece;
    }
}

static void fill(tenon_queue *queue, const victim_script *script) {
    CHECK_STATUS(tenon_queue_produce(queue), TENON_OK);
    for (uint64_t number = 0; number < script->waiting; number++) {
        CHECK_STATUS(message_claim(queue, script->consumes ? VICTIM_GENERATION : LEAD_GENERATION,
                                   number, victim_extra(number), 0),
                     TENON_OK);
        tenon_queue_publish(queue);
    }
}

/* The bit of a sleeper stays where it was until somebody wakes it or leaves the role that would. */
static void kill_asleep(const char *script, const char *path) {
    harness_child child = start_victim(victim_script_named(script), path);
    let_sleep(&child);
    harness_kill(&child);
}

static void prepare_dead_sleeper(tenon_queue *queue, const victim_script *script,
                                 const char *path) {
    if (script->consumes) {
        fill(queue, script);
        tenon_queue_leave_producer(queue);
        kill_asleep("wait-for-room", path);
        CHECK_STATUS(tenon_queue_produce(queue), TENON_OK);
    } else {
        kill_asleep("wait-for-message", path);
        CHECK_STATUS(tenon_queue_consume(queue), TENON_OK);
    }
}

static void prepare_ring(tenon_queue *queue, const victim_script *script) {
    CHECK_STATUS(tenon_queue_produce(queue), TENON_OK);
    CHECK_STATUS(tenon_queue_consume(queue), TENON_OK);
    use_ring(queue, script->lead);
    fill(queue, script);
    if (script->consumes) {
        CHECK_STATUS(tenon_queue_leave_consumer(queue), TENON_OK);
    } else {
        tenon_queue_leave_producer(queue);
    }
}

tenon_region *victim_scene(const victim_script *script, const char *path) {
    /* Otherwise each victim would look up the functions that it calls first. */
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    tenon_region *region = open_region(path, tenon_region_create);
    tenon_queue *queue = tenon_region_queue(region, QUEUE_SECTION);
    if (script->wakes_the_dead) {
        prepare_dead_sleeper(queue, script, path);
    } else {
        prepare_ring(queue, script);
    }
    return region;
}
