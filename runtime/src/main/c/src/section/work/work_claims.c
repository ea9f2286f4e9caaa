/* SPDX-License-Identifier: Apache-2.0 */
/* The hot path of the producer: claim, trim, publish. */
#include <inttypes.h>
#include <string.h>

#include "section/work/task_returns.h"
#include "section/work/work_producer.h"

TENON_COLD static tenon_status refuse_message(const tenon_work *work, uint16_t message_id,
                                              uint32_t size) {
    if (message_id == TENON_PADDING_MESSAGE_ID) {
        return tenon_fail(TENON_INVALID, "message id %u is not 1 to 65535", (unsigned)message_id);
    }
    return tenon_fail(TENON_TOO_LONG,
                      "a message of %" PRIu32 " bytes does not fit into work '%s' of %s, which"
                      " takes %" PRIu32,
                      size, work->section, work->host->path, work->largest_message);
}

static inline uint64_t index_of(const tenon_work *work, uint64_t position) {
    return position & (work->capacity - 1);
}

/* Bytes of the ring for a message. One that would cross its end begins behind what is left there,
 * and nothing is written to that. */
static inline uint64_t bytes_needed(const tenon_work *work, uint64_t stride) {
    uint64_t rest = work->capacity - index_of(work, work->producer.position);
    return TENON_LIKELY(stride <= rest) ? stride : rest + stride;
}

/* Whether there is room for so many bytes and a slot, when what is before these is given back. */
static inline bool has_room(const tenon_work *work, uint64_t needed, uint64_t base,
                            uint64_t released) {
    const tenon_work_producer *producer = &work->producer;
    return needed <= work->capacity - (producer->position - base) &&
           producer->next - released < work->task_slots;
}

static inline void write_header(const tenon_work *work) {
    const tenon_work_producer *producer = &work->producer;
    uint64_t word;
    memcpy(&word, &producer->last_header, sizeof word);
    tenon_store_relaxed_u64(&tenon_task_at(work, producer->next - 1)->header, word);
}

/* Claims, or finds that there is no room. */
static inline tenon_status try_claim(tenon_work *work, uint16_t message_id,
                                     uint16_t contract_version, uint32_t size, void **payload) {
    tenon_work_producer *producer = &work->producer;
    if (TENON_UNLIKELY(size > work->largest_message || message_id == TENON_PADDING_MESSAGE_ID)) {
        return refuse_message(work, message_id, size);
    }
    if (!tenon_work_holds(work)) {
        tenon_status status = tenon_work_produce(work);
        if (status != TENON_OK) {
            return status;
        }
    }
    uint64_t stride = tenon_work_stride(work, size);
    uint64_t needed = bytes_needed(work, stride);
    if (TENON_UNLIKELY(!has_room(work, needed, producer->base, producer->released))) {
        tenon_status status = tenon_work_release(work);
        if (status != TENON_OK) {
            return status;
        }
        if (!has_room(work, needed, producer->base, producer->released)) {
            return tenon_outcome(TENON_FULL, "there is no room for the message now");
        }
    }
    producer->position += needed;
    producer->last_position = producer->position - stride;
    producer->last_header = (tenon_record_header){size, message_id, contract_version};
    /* Nobody looks at these before the task is ready. */
    tenon_store_relaxed_u64(&tenon_task_at(work, producer->next)->position,
                            producer->last_position);
    producer->next++;
    write_header(work);
    *payload = work->ring + index_of(work, producer->last_position);
    return TENON_OK;
}

tenon_status tenon_work_claim(tenon_work *work, uint16_t message_id, uint16_t contract_version,
                              uint32_t size, void **payload) {
    tenon_status status = try_claim(work, message_id, contract_version, size, payload);
    if (TENON_UNLIKELY(status == TENON_FULL)) {
        tenon_work_count(&work->header->producer.refused, 1);
    }
    return status;
}

static bool is_first_over(const void *context) {
    const tenon_work *work = context;
    uint64_t number = work->producer.released;
    uint64_t state = tenon_task_load(work, number);
    return tenon_task_is(state, number) && tenon_task_is_over(state);
}

/* Waits for room: TENON_OK when there may be some, TENON_TIMED_OUT at the end of a slice or of the
 * wait, TENON_TRUNCATED. */
static tenon_status wait_for_room(tenon_work *work, tenon_wait_time *time) {
    tenon_work_producer *producer = &work->producer;
    const tenon_condition condition = {.is_met = is_first_over, .context = work};
    /* Workers have a fence each between a task's end and their look at who waits. */
    const tenon_sleeper sleeper = {.host = work->host,
                                   .signal = &work->space,
                                   .policy = &producer->policy,
                                   .waits = &work->header->producer.waits};
    tenon_sleep_end end;
    /* Before the announcement: who sees that we wait sees for which task. */
    tenon_store_relaxed_u64(&work->header->awaited, producer->released);
    tenon_wait_time part = tenon_wait_part_of(time, TENON_LOOK_NANOSECONDS);
    tenon_status status = tenon_sleeper_await(&sleeper, &condition, &part, &end);
    if (end.is_announced) {
        tenon_signal_reset(&work->space);
    }
    return status;
}

/* Takes what dead workers have, at most once a slice. */
static void look_after_workers(tenon_work *work) {
    tenon_work_producer *producer = &work->producer;
    uint64_t now = tenon_platform_now();
    if (now >= producer->next_look) {
        producer->next_look = now + TENON_LOOK_NANOSECONDS;
        (void)tenon_tasks_return_of_dead(work, producer->released, producer->published);
    }
}

tenon_status tenon_work_claim_wait(tenon_work *work, uint16_t message_id,
                                   uint16_t contract_version, uint32_t size, int64_t timeout_ns,
                                   void **payload) {
    tenon_status status = tenon_work_claim(work, message_id, contract_version, size, payload);
    if (TENON_LIKELY(status != TENON_FULL)) {
        return status;
    }
    tenon_work_producer *producer = &work->producer;
    if (!has_room(work, bytes_needed(work, tenon_work_stride(work, size)),
                  producer->shown_position, producer->published)) {
        return tenon_fail(TENON_FULL,
                          "unpublished claims take the room in work '%s' of %s: publish or "
                          "cancel them",
                          work->section, work->host->path);
    }
    tenon_wait_time time = {.timeout = timeout_ns};
    do {
        look_after_workers(work);
        status = wait_for_room(work, &time);
        if (status != TENON_OK && status != TENON_TIMED_OUT) {
            return status;
        }
        status = try_claim(work, message_id, contract_version, size, payload);
    } while (status == TENON_FULL && !tenon_wait_is_over(&time));
    return status != TENON_FULL ? status : tenon_outcome(TENON_TIMED_OUT, "the time-out passed");
}

tenon_status tenon_work_trim(tenon_work *work, uint32_t size) {
    tenon_work_producer *producer = &work->producer;
    if (!tenon_work_holds(work)) {
        tenon_status status = tenon_section_host_check(work->host);
        if (status != TENON_OK) {
            return status;
        }
    }
    if (TENON_UNLIKELY(producer->next == producer->published)) {
        return tenon_fail(TENON_INVALID, "nothing is claimed in work '%s' of %s", work->section,
                          work->host->path);
    }
    if (TENON_UNLIKELY(size > producer->last_header.size)) {
        return tenon_fail(TENON_TOO_LONG,
                          "a message of %" PRIu32
                          " bytes in work '%s' of %s cannot be trimmed to %" PRIu32,
                          producer->last_header.size, work->section, work->host->path, size);
    }
    producer->last_header.size = size;
    producer->position = producer->last_position + tenon_work_stride(work, size);
    write_header(work);
    return TENON_OK;
}

void tenon_work_publish(tenon_work *work) {
    tenon_work_producer *producer = &work->producer;
    if (TENON_UNLIKELY(producer->next == producer->published) || !tenon_work_holds(work)) {
        return;
    }
    /* From the last to the first, behind which no worker looks before it: all are seen at once.
     * Release: pairs with tenon_task_load(), who sees a task sees its message and those behind. */
    for (uint64_t number = producer->next; number-- != producer->published;) {
        tenon_store_release_u64(&tenon_task_at(work, number)->state,
                                tenon_task_state(number, 0, 0, TENON_TASK_READY));
    }
    producer->published = producer->next;
    producer->shown_position = producer->position;
    tenon_queue_end *own = &work->header->producer;
    tenon_store_relaxed_u64(&own->messages, producer->published);
    tenon_store_release_u64(&own->position, producer->position);
    if (TENON_UNLIKELY(tenon_role_wake(&work->arrivals.signal, producer->is_fenced))) {
        tenon_work_count(&own->wakes, 1);
    }
}

void tenon_work_cancel(tenon_work *work) { tenon_work_forget_claims(&work->producer); }
