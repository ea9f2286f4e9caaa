/* SPDX-License-Identifier: Apache-2.0 */
/* The hot path of a worker: take a task, hand it over, end it. */
#include <inttypes.h>
#include <string.h>

#include "section/work/task_returns.h"
#include "section/work/worker.h"

/* Tasks that a worker takes between two looks at the clock. */
#define TURNS_A_CLOCK 256

/* A task that this worker has taken. */
typedef struct taken_task {
    uint64_t number;
    uint64_t state;
    uint64_t index; /* of its message in the ring */
    tenon_record_header header;
} taken_task;

TENON_COLD static tenon_status corrupt_state(const tenon_work *work, uint64_t number,
                                             uint64_t state) {
    return tenon_fail(TENON_CORRUPT,
                      "work '%s' of %s: task %" PRIu64 " has the state 0x%" PRIx64, work->section,
                      work->host->path, number, state);
}

TENON_COLD static tenon_status corrupt_release(const tenon_work *work, uint64_t published,
                                               uint64_t released) {
    return tenon_fail(TENON_CORRUPT,
                      "work '%s' of %s is corrupt: %" PRIu64 " tasks are published, %" PRIu64
                      " released, with %" PRIu64 " slots",
                      work->section, work->host->path, published, released, work->task_slots);
}

TENON_COLD static tenon_status corrupt_message(const tenon_work *work, uint64_t number,
                                               uint64_t position, tenon_record_header header) {
    return tenon_fail(TENON_CORRUPT,
                      "work '%s' of %s: task %" PRIu64 " at position %" PRIu64 " (index %" PRIu64
                      " of %" PRIu64 ") has message id %u and size %" PRIu32,
                      work->section, work->host->path, number, position,
                      position & (work->capacity - 1), work->capacity,
                      (unsigned)header.message_id, header.size);
}

/* Goes on where room was given back beyond the cursor; TENON_RESTART when it did, or when that goes
 * on meanwhile; TENON_OK when the cursor is at the end of what is published. */
static tenon_status catch_up(tenon_worker *worker) {
    const tenon_work_header *header = worker->work->header;
    uint64_t slots = worker->work->task_slots;
    uint64_t released = tenon_load_acquire_u64(&header->released);
    if ((int64_t)(released - worker->cursor) <= 0) {
        return TENON_OK;
    }
    uint64_t published = tenon_load_acquire_u64(&header->producer.messages);
    if (published - released + slots > 2 * slots) {
        /* The two are of one moment only if released is the same: a producer may go on. */
        if (tenon_load_acquire_u64(&header->released) != released) {
            return TENON_RESTART;
        }
        return corrupt_release(worker->work, published, released);
    }
    worker->cursor = released;
    worker->low = released;
    return TENON_RESTART;
}

/* Looks at the task at the cursor; TENON_OK with a state that the cursor was left at because it is
 * ready or not there, TENON_RESTART when it has gone on. */
static inline tenon_status look(tenon_worker *worker, uint64_t *state) {
    *state = tenon_task_load(worker->work, worker->cursor);
    if (!tenon_task_is(*state, worker->cursor)) {
        return catch_up(worker);
    }
    switch (tenon_task_phase(*state)) {
        case TENON_TASK_READY:
            return TENON_LIKELY(tenon_task_tries(*state) < TENON_WORK_TRIES)
                       ? TENON_OK
                       : corrupt_state(worker->work, worker->cursor, *state);
        case TENON_TASK_DONE:
        case TENON_TASK_SET_ASIDE:
            worker->low += worker->low == worker->cursor;
            worker->cursor++;
            return TENON_RESTART;
        case TENON_TASK_TAKEN:
            worker->cursor++;
            return TENON_RESTART;
        default:
            return corrupt_state(worker->work, worker->cursor, *state);
    }
}

/* Takes the first task that is ready at or behind the cursor: TENON_OK, TENON_NOT_FOUND,
 * TENON_CORRUPT. */
static tenon_status take_ready(tenon_worker *worker, uint64_t *taken) {
    tenon_work *work = worker->work;
    for (uint64_t left = 2 * work->task_slots; left != 0; left--) {
        uint64_t state;
        tenon_status status = look(worker, &state);
        if (status == TENON_RESTART) {
            continue;
        }
        if (status != TENON_OK) {
            return status;
        }
        if (!tenon_task_is(state, worker->cursor)) {
            worker->seen = state;
            return TENON_NOT_FOUND;
        }
        *taken = tenon_task_state(worker->cursor, worker->index, tenon_task_tries(state) + 1,
                                  TENON_TASK_TAKEN);
        /* Of all that see it ready one succeeds. Pairs with what made it ready. */
        if (TENON_LIKELY(tenon_compare_exchange_u64(
                &tenon_task_at(work, worker->cursor)->state, state, *taken))) {
            return TENON_OK;
        }
    }
    worker->seen = tenon_task_load(work, worker->cursor);
    return TENON_NOT_FOUND;
}

/* Looks after other workers, at most once a slice: true when a task has come back, or one was met
 * whose giver did not say so. */
static bool look_after_workers(tenon_worker *worker) {
    tenon_work *work = worker->work;
    uint64_t released = tenon_load_acquire_u64(&work->header->released);
    if (worker->cursor - released < worker->cursor - worker->low) {
        worker->low = released;
    }
    while (worker->low != worker->cursor) {
        uint64_t state = tenon_task_load(work, worker->low);
        if (tenon_task_is(state, worker->low) && !tenon_task_is_over(state)) {
            break;
        }
        /* One that is not in its slot any more was over. */
        worker->low++;
    }
    if (worker->low == worker->cursor) {
        return false;
    }
    uint64_t now = tenon_platform_now();
    if (now < worker->next_look) {
        return false;
    }
    worker->next_look = now + TENON_LOOK_NANOSECONDS;
    uint64_t first = tenon_tasks_return_of_dead(work, worker->low, worker->cursor);
    bool has_found = first != worker->cursor;
    worker->cursor = first;
    return has_found;
}

/* Checks the message of a task that this worker has. What is damaged is set aside. */
static tenon_status open_task(tenon_worker *worker, uint64_t state, taken_task *opened) {
    tenon_work *work = worker->work;
    const tenon_task_slot *slot = tenon_task_at(work, worker->cursor);
    uint64_t position = tenon_load_relaxed_u64(&slot->position);
    uint64_t word = tenon_load_relaxed_u64(&slot->header);
    opened->number = worker->cursor++;
    opened->state = state;
    opened->index = position & (work->capacity - 1);
    memcpy(&opened->header, &word, sizeof word);
    if (TENON_UNLIKELY(opened->header.message_id == TENON_PADDING_MESSAGE_ID ||
                       opened->header.size > work->largest_message ||
                       opened->header.size > work->capacity - opened->index ||
                       opened->index % work->alignment != 0)) {
        (void)tenon_task_return(work, opened->number, state, true);
        return corrupt_message(work, opened->number, position, opened->header);
    }
    return TENON_OK;
}

/* Takes the next task there is: TENON_OK, TENON_NOT_FOUND, TENON_CORRUPT. */
static tenon_status take_task(tenon_worker *worker, taken_task *taken) {
    /* Pairs with tenon_task_return(): the tasks that came back are ready. */
    uint64_t returned = tenon_load_acquire_u64(&worker->work->header->returned);
    if (TENON_UNLIKELY(returned != worker->returned)) {
        worker->returned = returned;
        worker->cursor = worker->low;
    }
    if (TENON_UNLIKELY(worker->turns++ == TURNS_A_CLOCK)) {
        worker->turns = 0;
        (void)look_after_workers(worker);
    }
    uint64_t state;
    tenon_status status = take_ready(worker, &state);
    if (status == TENON_NOT_FOUND && look_after_workers(worker)) {
        status = take_ready(worker, &state);
    }
    return TENON_LIKELY(status == TENON_OK) ? open_task(worker, state, taken) : status;
}

/* A task that is handed over. */
typedef struct handling {
    tenon_worker *worker;
    const taken_task *task;
    tenon_task_end end; /* unless the handler returns: by a C++ exception it gives the task back */
    /* TENON_CORRUPT when somebody who does not keep rules has changed its state, TENON_INVALID in a
     * child that the handler forked. */
    tenon_status status;
} handling;

/* Runs also when a C++ exception leaves the handler. */
static void end_handling(handling *ended) {
    tenon_worker *worker = ended->worker;
    tenon_work *work = worker->work;
    const taken_task *task = ended->task;
    worker->in_handler = false;
    /* Not in a child that its handler forked: the task is the parent's. */
    if (worker->held_in != tenon_platform_generation()) {
        ended->status = TENON_INVALID;
        return;
    }
    if (TENON_UNLIKELY(ended->end != TENON_TASK_FINISH)) {
        bool is_damaged = ended->end == TENON_TASK_REFUSE;
        ended->status = tenon_task_return(work, task->number, task->state, is_damaged)
                            ? TENON_OK
                            : TENON_CORRUPT;
        return;
    }
    uint64_t done =
        tenon_task_state(task->number, 0, tenon_task_tries(task->state), TENON_TASK_DONE);
    /* Pairs with the load of the producer, which then overwrites the message. */
    if (TENON_UNLIKELY(!tenon_compare_exchange_u64(&tenon_task_at(work, task->number)->state,
                                                   task->state, done))) {
        ended->status = TENON_CORRUPT;
        return;
    }
    tenon_work_count(&worker->own->finished, 1);
    tenon_task_wake_producer(work, task->number);
}

static void end_guard(handling **ended) { end_handling(*ended); }

TENON_COLD static tenon_status lost(const tenon_work *work, uint64_t number) {
    return tenon_fail(TENON_CORRUPT,
                      "work '%s' of %s: task %" PRIu64 " was taken from its worker", work->section,
                      work->host->path, number);
}

/* Hands a task over and ends it: TENON_OK when it is finished, TENON_RESTART when it was given
 * back, TENON_CORRUPT, TENON_INVALID. */
static tenon_status hand_over(tenon_worker *worker, const taken_task *task,
                              tenon_record_handler handler, void *context) {
    handling current = {worker, task, TENON_TASK_GIVE_BACK, TENON_OK};
    {
        TENON_CLEANUP(end_guard) handling *guard = &current;
        worker->end = TENON_TASK_FINISH;
        worker->in_handler = true;
        handler(context, task->header.message_id, task->header.contract_version,
                worker->work->ring + task->index, task->header.size);
        guard->end = worker->end;
    }
    if (TENON_UNLIKELY(current.status != TENON_OK)) {
        return current.status == TENON_CORRUPT ? lost(worker->work, task->number)
                                               : tenon_section_host_check(worker->work->host);
    }
    switch (current.end) {
        case TENON_TASK_FINISH:
            return TENON_OK;
        case TENON_TASK_GIVE_BACK:
            return TENON_RESTART;
        case TENON_TASK_REFUSE:
            break;
    }
    /* The handler has said why. */
    return TENON_CORRUPT;
}

static tenon_status check(const tenon_worker *worker) {
    const tenon_work *work = worker->work;
    if (TENON_UNLIKELY(worker->held_in != tenon_platform_generation())) {
        return tenon_section_host_check(work->host);
    }
    return TENON_LIKELY(!worker->in_handler) ? TENON_OK : tenon_worker_refuse_in_handler(work);
}

/* Hands over what is there, at most as many tasks as there are slots. */
static int32_t drain(tenon_worker *worker, tenon_record_handler handler, void *context,
                     uint32_t limit) {
    int32_t count = 0;
    int32_t most = (int32_t)tenon_smaller(limit, worker->work->task_slots);
    tenon_status status = TENON_OK;
    while (count < most && status == TENON_OK) {
        taken_task taken;
        status = take_task(worker, &taken);
        if (status == TENON_OK) {
            status = hand_over(worker, &taken, handler, context);
            count++;
        }
    }
    return status == TENON_CORRUPT || status == TENON_INVALID ? status : count;
}

int32_t tenon_work_poll(tenon_worker *worker, tenon_record_handler handler, void *context,
                        uint32_t limit) {
    tenon_status status = check(worker);
    return TENON_LIKELY(status == TENON_OK) ? drain(worker, handler, context, limit) : status;
}

/* Whether a look may find a task now. */
static bool has_changed(const void *context) {
    const tenon_worker *worker = context;
    return tenon_task_load(worker->work, worker->cursor) != worker->seen ||
           tenon_load_acquire_u64(&worker->work->header->returned) != worker->returned;
}

int32_t tenon_work_take(tenon_worker *worker, tenon_record_handler handler, void *context,
                        uint32_t limit, int64_t timeout_ns) {
    int32_t count = tenon_work_poll(worker, handler, context, limit);
    if (count != 0 || limit == 0) {
        return count;
    }
    tenon_work *work = worker->work;
    const tenon_condition condition = {.is_met = has_changed, .context = worker};
    tenon_wait_time time = {.timeout = timeout_ns};
    tenon_work_count(&worker->own->waits, 1);
    do {
        tenon_wait_time part = tenon_wait_part_of(&time, TENON_LOOK_NANOSECONDS);
        tenon_status status = tenon_shared_waits_await(work->host, &work->arrivals,
                                                       &worker->producer, &condition, &part);
        if (status == TENON_PEER_LEFT) {
            const tenon_section_label label = tenon_work_label(work);
            return tenon_role_has_left(&label, "producer", &worker->producer);
        }
        if (status != TENON_OK && status != TENON_TIMED_OUT) {
            return status;
        }
        count = tenon_work_poll(worker, handler, context, limit);
    } while (count == 0 && !tenon_wait_is_over(&time));
    return count;
}

void tenon_work_refuse(tenon_worker *worker) { worker->end = TENON_TASK_GIVE_BACK; }

/* The detail is this thread's, and nothing between here and the poll's return sets another. */
void tenon_work_refuse_size(tenon_worker *worker, const char *where, const char *message,
                            uint64_t needed, uint64_t size) {
    worker->end = TENON_TASK_REFUSE;
    (void)tenon_fail(TENON_CORRUPT, "%s: %s has %" PRIu64 " bytes, the record %" PRIu64, where,
                     message, needed, size);
}

void tenon_work_refuse_elements(tenon_worker *worker, const char *where, const char *list,
                                uint64_t count, uint64_t capacity, uint64_t room) {
    worker->end = TENON_TASK_REFUSE;
    (void)tenon_fail(TENON_CORRUPT,
                     "%s: %s counts %" PRIu64 " elements, the record has %" PRIu64, where, list,
                     count, tenon_smaller(capacity, room));
}

/* Only the worker's thread writes it. */
void tenon_work_count_unhandled(tenon_worker *worker) {
    tenon_store_relaxed_u64(&worker->unhandled, worker->unhandled + 1);
}

uint64_t tenon_work_unhandled(const tenon_worker *worker) {
    return tenon_load_relaxed_u64(&worker->unhandled);
}
