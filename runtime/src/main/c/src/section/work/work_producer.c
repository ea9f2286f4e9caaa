/* SPDX-License-Identifier: Apache-2.0 */
/* Taking and leaving the producer's role, and room that it gets back. */
#include "section/work/work_producer.h"

#include <inttypes.h>
#include <string.h>

TENON_COLD static tenon_status corrupt_numbers(const tenon_work *work, uint64_t published,
                                               uint64_t released) {
    return tenon_fail(TENON_CORRUPT,
                      "work '%s' of %s is corrupt: %" PRIu64 " tasks are published, %" PRIu64
                      " released, with %" PRIu64 " slots",
                      work->section, work->host->path, published, released, work->task_slots);
}

TENON_COLD static tenon_status corrupt_positions(const tenon_work *work, uint64_t end,
                                                 uint64_t begin) {
    return tenon_fail(TENON_CORRUPT,
                      "work '%s' of %s is corrupt: its tasks are from position %" PRIu64
                      " to %" PRIu64 ", with capacity %" PRIu64 " and alignment %" PRIu64,
                      work->section, work->host->path, begin, end, work->capacity,
                      work->alignment);
}

static tenon_status check_positions(const tenon_work *work, uint64_t end, uint64_t begin) {
    return end - begin <= work->capacity && (end | begin) % work->alignment == 0
               ? TENON_OK
               : corrupt_positions(work, end, begin);
}

/* Start of the message of a task that is published and not released. */
static uint64_t position_of(const tenon_work *work, uint64_t number) {
    return tenon_load_relaxed_u64(&tenon_task_at(work, number)->position);
}

tenon_status tenon_work_release(tenon_work *work) {
    tenon_work_producer *producer = &work->producer;
    uint64_t number = producer->released;
    while (number != producer->published) {
        uint64_t state = tenon_task_load(work, number);
        if (!tenon_task_is(state, number) || !tenon_task_is_over(state)) {
            break;
        }
        number++;
    }
    if (number == producer->released) {
        return TENON_OK;
    }
    uint64_t base = number == producer->published ? producer->shown_position
                                                  : position_of(work, number);
    tenon_status status = check_positions(work, producer->position, base);
    if (status == TENON_OK) {
        producer->released = number;
        producer->base = base;
        /* Before the tasks that come into these slots are ready: a worker that sees one of those
         * where it looks for an earlier task finds this number behind that. */
        tenon_store_release_u64(&work->header->released, number);
    }
    return status;
}

/* Goes on behind the last task that a producer has published. Tasks behind one that is not
 * published are those of a batch that nobody has seen: its producer was killed before it stored the
 * first. */
static tenon_status resume(tenon_work *work) {
    tenon_work_producer *producer = &work->producer;
    tenon_work_header *header = work->header;
    uint64_t released = tenon_load_acquire_u64(&header->released);
    uint64_t next = tenon_load_acquire_u64(&header->producer.messages);
    if (next - released > work->task_slots) {
        return corrupt_numbers(work, next, released);
    }
    while (next - released < work->task_slots &&
           tenon_task_is(tenon_task_load(work, next), next)) {
        next++;
    }
    uint64_t position = tenon_load_acquire_u64(&header->producer.position);
    uint64_t base = position;
    if (next != released) {
        base = position_of(work, released);
        uint64_t word = tenon_load_relaxed_u64(&tenon_task_at(work, next - 1)->header);
        tenon_record_header last;
        memcpy(&last, &word, sizeof last);
        position = position_of(work, next - 1) + tenon_work_stride(work, last.size);
    }
    tenon_status status = check_positions(work, position, base);
    if (status != TENON_OK) {
        return status;
    }
    for (uint64_t number = next; number != released + work->task_slots; number++) {
        if (tenon_task_is(tenon_task_load(work, number), number)) {
            tenon_store_relaxed_u64(&tenon_task_at(work, number)->state, TENON_TASK_NONE);
        }
    }
    producer->released = released;
    producer->base = base;
    producer->next = producer->published = next;
    producer->position = producer->shown_position = position;
    tenon_store_relaxed_u64(&header->producer.messages, next);
    tenon_store_release_u64(&header->producer.position, position);
    return tenon_work_release(work);
}

tenon_status tenon_work_produce(tenon_work *work) {
    if (tenon_work_holds(work)) {
        return TENON_OK;
    }
    tenon_status status = tenon_section_host_check(work->host);
    if (status == TENON_OK) {
        status = tenon_section_host_require_whole(work->host);
    }
    if (status == TENON_OK) {
        const tenon_section_label label = tenon_work_label(work);
        status = tenon_role_take(&label, "producer", &work->header->producer.role,
                                 &work->producer.is_fenced);
    }
    if (status != TENON_OK) {
        return status;
    }
    work->producer.held_in = work->host->generation;
    work->producer.policy = (tenon_wait_policy){.kind = work->host->wait};
    status = resume(work);
    if (status != TENON_OK) {
        (void)tenon_work_give_up_producer(work);
    }
    return status;
}

tenon_status tenon_work_give_up_producer(tenon_work *work) {
    if (!tenon_work_holds(work)) {
        return TENON_OK;
    }
    work->producer.held_in = 0;
    tenon_work_forget_claims(&work->producer);
    tenon_status status = tenon_section_host_require_whole(work->host);
    if (status == TENON_OK) {
        tenon_role_leave(work->host, &work->header->producer.role);
        /* A fence in any case: the flags say no more that somebody else has to run it. */
        (void)tenon_role_wake(&work->arrivals.signal, false);
    }
    return status;
}

void tenon_work_leave_producer(tenon_work *work) { (void)tenon_work_give_up_producer(work); }
