/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers for whoever looks: no role, no order, nothing trusted. */
#include <inttypes.h>

#include "section/work/shared_work.h"

/* Number of the first task that is not over, from the first whose room is not given back. */
static uint64_t first_pending(const tenon_work *work, uint64_t published) {
    uint64_t number = tenon_load_acquire_u64(&work->header->released);
    for (uint64_t left = work->task_slots; left != 0 && number != published; left--) {
        uint64_t state = tenon_task_load(work, number);
        if (!tenon_task_is(state, number) || !tenon_task_is_over(state)) {
            break;
        }
        number++;
    }
    return number;
}

static uint64_t used_bytes(const tenon_work *work, uint64_t published) {
    uint64_t number = first_pending(work, published);
    uint64_t position = tenon_load_acquire_u64(&work->header->producer.position);
    uint64_t begin = tenon_load_relaxed_u64(&tenon_task_at(work, number)->position);
    return number == published || position - begin > work->capacity ? 0 : position - begin;
}

void tenon_work_read_statistics(const tenon_work *work, tenon_work_statistics *statistics) {
    const tenon_work_header *header = work->header;
    const tenon_queue_end *producer = &header->producer;
    *statistics = (tenon_work_statistics){0};
    /* The workers' first: what they have finished was published before. */
    for (uint32_t i = 0; i < work->worker_slots; i++) {
        const tenon_worker_slot *worker = &work->workers[i];
        statistics->finished += tenon_load_acquire_u64(&worker->finished);
        statistics->worker_waits += tenon_load_relaxed_u64(&worker->waits);
        statistics->workers += tenon_load_relaxed_u64(&worker->role.owner) != 0;
    }
    statistics->set_aside = tenon_load_acquire_u64(&header->set_aside);
    statistics->returned = tenon_load_acquire_u64(&header->returned);
    uint64_t over = statistics->finished + statistics->set_aside;
    uint64_t published = tenon_load_acquire_u64(&producer->messages);
    statistics->published = published;
    statistics->pending =
        published - over <= work->task_slots ? published - over : 0;
    statistics->used_bytes = used_bytes(work, published);
    statistics->refused_claims = tenon_load_relaxed_u64(&producer->refused);
    statistics->producer_waits = tenon_load_relaxed_u64(&producer->waits);
    statistics->producer_wakes = tenon_load_relaxed_u64(&producer->wakes);
}

tenon_peer_state tenon_work_producer_state(const tenon_work *work) {
    return tenon_role_state(&work->header->producer.role);
}
