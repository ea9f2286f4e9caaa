/* SPDX-License-Identifier: Apache-2.0 */
/* The vectors of work: workers, producers and the words that they find. */
#include <stddef.h>

#include "section_vectors.h"

#define MOST_JOINED 8

static tenon_work *work;
static tenon_worker *joined[MOST_JOINED];
static size_t joined_count;
static tenon_worker *worker; /* one of these */

static const section_word words[] = {
    {"position", offsetof(tenon_work_header, producer.position)},
    {"messages", offsetof(tenon_work_header, producer.messages)},
    {"released", offsetof(tenon_work_header, released)},
    {"awaited", offsetof(tenon_work_header, awaited)},
    {"returned", offsetof(tenon_work_header, returned)},
    {"set-aside", offsetof(tenon_work_header, set_aside)},
    {NULL, 0}};

static const char *const phases[] = {[TENON_TASK_NONE] = "none",
                                     [TENON_TASK_READY] = "ready",
                                     [TENON_TASK_TAKEN] = "taken",
                                     [TENON_TASK_DONE] = "done",
                                     [TENON_TASK_SET_ASIDE] = "set-aside"};
enum {
    PHASES = sizeof phases / sizeof *phases,
    TRIES_SHIFT = TENON_TASK_PHASE_BITS,
    WORKER_SHIFT = TRIES_SHIFT + TENON_TASK_TRIES_BITS,
    NUMBER_SHIFT = WORKER_SHIFT + TENON_TASK_WORKER_BITS
};

/* work CAPACITY ALIGNMENT WORKERS */
static void make_work(const vector_step *step) {
    section_make(&(tenon_section_descriptor){.name = "jobs",
                                             .kind = TENON_SECTION_KIND_WORK,
                                             .alignment = (uint32_t)vector_number(step, 1),
                                             .size = vector_number(step, 0),
                                             .count = (uint32_t)vector_number(step, 2)});
    work = tenon_region_work(section.region, 1);
    joined_count = 0;
    worker = NULL;
}

static tenon_worker_slot *worker_slots(void) {
    return (void *)((tenon_work_header *)section.header + 1);
}

static tenon_task_slot *task_at(uint64_t number) {
    tenon_task_slot *tasks = (void *)(worker_slots() + tenon_work_workers(work));
    return &tasks[number & (tenon_work_tasks(work) - 1)];
}

/* task NUMBER PHASE TRIES WORKER: a state; a phase that has no name is a number */
static void set_task(const vector_step *step) {
    uint64_t number = vector_number(step, 0);
    uint64_t phase = 0;
    while (phase < PHASES && strcmp(phases[phase], step->words[1]) != 0) {
        phase++;
    }
    phase = phase < PHASES ? phase : vector_number(step, 1);
    task_at(number)->state = number << NUMBER_SHIFT | vector_number(step, 3) << WORKER_SHIFT |
                             vector_number(step, 2) << TRIES_SHIFT | phase;
}

/* message NUMBER POSITION ID VERSION SIZE [HEX] */
static void set_message(const vector_step *step) {
    tenon_task_slot *task = task_at(vector_number(step, 0));
    tenon_record_header header = {(uint32_t)vector_number(step, 4),
                                  (uint16_t)vector_number(step, 2),
                                  (uint16_t)vector_number(step, 3)};
    task->position = vector_number(step, 1);
    memcpy(&task->header, &header, sizeof header);
    section_write_hex(step->words[5],
                      section.data + (task->position & (section.capacity - 1)));
}

/* read NUMBER: says the slot of the task */
static void say_task(const vector_step *step) {
    uint64_t number = vector_number(step, 0);
    const tenon_task_slot *task = task_at(number);
    uint64_t state = task->state;
    uint64_t phase = state & ((1U << TRIES_SHIFT) - 1);
    tenon_record_header header;
    memcpy(&header, &task->header, sizeof header);
    if (state == 0) {
        vector_say("no task");
        return;
    }
    vector_say("task %" PRIu64 " %s tries %" PRIu64 " worker %" PRIu64 " at %" PRIu64
               " record %u %u %" PRIu32,
               state >> NUMBER_SHIFT, phase < PHASES ? phases[phase] : "impossible",
               state >> TRIES_SHIFT & ((1U << TENON_TASK_TRIES_BITS) - 1),
               state >> WORKER_SHIFT & ((1U << TENON_TASK_WORKER_BITS) - 1), task->position,
               (unsigned)header.message_id, (unsigned)header.contract_version, header.size);
}

/* owner WORKER NUMBER, or that of the worker of this process that has slot 0: own; also behind the
 * last slot */
static void set_owner(const vector_step *step) {
    tenon_worker_slot *slots = worker_slots();
    slots[vector_number(step, 0)].role.owner =
        strcmp(step->words[1], "own") == 0 ? slots[0].role.owner : vector_number(step, 1);
}

static void join(const vector_step *step) {
    (void)step;
    tenon_worker *other;
    tenon_status status = tenon_work_join(work, &other);
    if (status == TENON_OK) {
        CHECK(joined_count < MOST_JOINED);
        worker = joined[joined_count++] = other;
    }
    vector_say_status(status);
}

/* worker NUMBER: the one that joined as that, from zero, does what follows */
static void choose_worker(const vector_step *step) {
    CHECK(vector_number(step, 0) < joined_count);
    worker = joined[vector_number(step, 0)];
}

static void leave(const vector_step *step) {
    (void)step;
    vector_say_status(tenon_work_leave(worker));
}

static void refuse_size(const char *where, const char *message, uint64_t needed, uint64_t size) {
    tenon_work_refuse_size(worker, where, message, needed, size);
}

static void refuse_elements(const char *where, const char *list, uint64_t count, uint64_t capacity,
                            uint64_t room) {
    tenon_work_refuse_elements(worker, where, list, count, capacity, room);
}

static void on_record(void *context, uint16_t message_id, uint16_t version, const void *payload,
                      uint32_t size) {
    static const section_kind kind = {"Feed.jobs", refuse_size, refuse_elements};
    (void)context;
    section_receive(&kind, message_id, version, payload, size);
}

static void poll(const vector_step *step) {
    uint32_t limit = (uint32_t)vector_number(step, 0);
    section_say_count(tenon_work_poll(worker, on_record, NULL, limit));
}

/* take LIMIT MILLISECONDS */
static void take(const vector_step *step) {
    section_say_count(tenon_work_take(worker, on_record, NULL, (uint32_t)vector_number(step, 0),
                                      (int64_t)vector_number(step, 1) * 1000000));
}

/* In a handler: gives the task back. */
static void refuse(const vector_step *step) {
    (void)step;
    tenon_work_refuse(worker);
}

static void say_statistics(const vector_step *step) {
    (void)step;
    tenon_work_statistics read;
    tenon_work_read_statistics(work, &read);
    vector_say("published %" PRIu64 " finished %" PRIu64 " set aside %" PRIu64
               " returned %" PRIu64 " pending %" PRIu64 " used %" PRIu64 " refused %" PRIu64
               " waits %" PRIu64 " workers %" PRIu32,
               read.published, read.finished, read.set_aside, read.returned, read.pending,
               read.used_bytes, read.refused_claims, read.worker_waits, read.workers);
}

static tenon_status try_claim(uint16_t message_id, uint16_t version, uint32_t size,
                              void **payload) {
    return tenon_work_claim(work, message_id, version, size, payload);
}

static void publish_all(void) { tenon_work_publish(work); }

static void claim(const vector_step *step) {
    void *payload = NULL;
    tenon_status status = section_claim_and_fill(step, try_claim, &payload);
    section_say_claim(status, payload, section.own_data);
}

static void send(const vector_step *step) { section_send(step, try_claim, publish_all); }

/* claim-wait ID VERSION SIZE MILLISECONDS */
static void claim_wait(const vector_step *step) {
    void *payload = NULL;
    tenon_status status = tenon_work_claim_wait(
        work, (uint16_t)vector_number(step, 0), (uint16_t)vector_number(step, 1),
        (uint32_t)vector_number(step, 2), (int64_t)vector_number(step, 3) * 1000000, &payload);
    section_say_claim_wait(status, payload, section.own_data);
}

static void trim(const vector_step *step) {
    vector_say_status(tenon_work_trim(work, (uint32_t)vector_number(step, 0)));
}

static void publish(const vector_step *step) {
    (void)step;
    publish_all();
}

static void cancel(const vector_step *step) {
    (void)step;
    tenon_work_cancel(work);
}

static void leave_producer(const vector_step *step) {
    (void)step;
    tenon_work_leave_producer(work);
}

static const vector_verb verbs[] = {{"work", make_work},
                                    {"task", set_task},
                                    {"message", set_message},
                                    {"read", say_task},
                                    {"owner", set_owner},
                                    {"join", join},
                                    {"worker", choose_worker},
                                    {"leave", leave},
                                    {"poll", poll},
                                    {"take", take},
                                    {"refuse", refuse},
                                    {"statistics", say_statistics},
                                    {"claim", claim},
                                    {"claim-wait", claim_wait},
                                    {"send", send},
                                    {"trim", trim},
                                    {"publish", publish},
                                    {"cancel", cancel},
                                    {"leave-producer", leave_producer},
                                    {NULL, NULL}};

static void tasks(void) { section_walk("tasks.txt", words, verbs); }

const harness_test harness_tests[] = {{"tasks", tasks}, {NULL, NULL}};
const harness_role harness_roles[] = {{NULL, NULL}};
