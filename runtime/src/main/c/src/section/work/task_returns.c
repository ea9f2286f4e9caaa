/* SPDX-License-Identifier: Apache-2.0 */
#include "section/work/task_returns.h"

void tenon_task_wake_producer(tenon_work *work, uint64_t number) {
    /* Pairs with the fence of tenon_signal_announce() by the producer: either it sees that the task
     * is over when it looks once more, or we see that it is about to sleep, and for which task. */
    tenon_work_fence_behind_swap();
    if (TENON_UNLIKELY(tenon_signal_is_awaited(&work->space)) &&
        tenon_load_relaxed_u64(&work->header->awaited) == number) {
        tenon_signal_raise(&work->space);
    }
}

bool tenon_task_return(tenon_work *work, uint64_t number, uint64_t state, bool is_damaged) {
    uint64_t tries = tenon_task_tries(state);
    bool is_over = is_damaged || tries >= TENON_WORK_TRIES;
    uint64_t phase = is_over ? TENON_TASK_SET_ASIDE : TENON_TASK_READY;
    /* Pairs with the swap by which a worker takes it, or with the producer's load. */
    if (!tenon_compare_exchange_u64(&tenon_task_at(work, number)->state, state,
                                    tenon_task_state(number, 0, tries, phase))) {
        return false;
    }
    if (!is_damaged) {
        /* Behind the state: pairs with the load by which a worker begins to look for tasks. */
        (void)tenon_fetch_add_u64(&work->header->returned, 1);
    }
    if (is_over) {
        (void)tenon_fetch_add_u64(&work->header->set_aside, 1);
        tenon_task_wake_producer(work, number);
    } else {
        (void)tenon_role_wake(&work->arrivals.signal, false);
    }
    return true;
}

/* Whether nobody who lives has this worker's slot. Whoever has it has given back all that was taken
 * by it before, or is about to. */
static bool is_gone(const tenon_work *work, uint64_t worker) {
    if (worker >= work->worker_slots) {
        return true;
    }
    /* Behind the load of the state: the owner that had taken the task, or a later one. */
    uint64_t owner = tenon_load_acquire_u64(&work->workers[worker].role.owner);
    return owner == 0 ||
           (owner != work->host->identity && tenon_platform_alive(owner) == TENON_NO);
}

uint64_t tenon_tasks_return_of_dead(tenon_work *work, uint64_t begin, uint64_t end) {
    uint64_t first = end;
    for (uint64_t number = begin; number != end; number++) {
        uint64_t state = tenon_task_load(work, number);
        bool is_ready = tenon_task_phase(state) == TENON_TASK_READY;
        if (!tenon_task_is(state, number)) {
            continue;
        }
        if (tenon_task_phase(state) == TENON_TASK_TAKEN &&
            is_gone(work, tenon_task_worker(state))) {
            is_ready = tenon_task_return(work, number, state, false);
        }
        if (is_ready && first == end) {
            first = number;
        }
    }
    return first;
}

void tenon_tasks_return_of(tenon_work *work, uint32_t worker) {
    uint64_t number = tenon_load_acquire_u64(&work->header->released);
    for (uint64_t left = 2 * work->task_slots; left != 0; left--) {
        uint64_t state = tenon_task_load(work, number);
        if (!tenon_task_is(state, number)) {
            /* The end of what is published; or the room was given back, and not beyond a task that
             * somebody has. */
            uint64_t released = tenon_load_acquire_u64(&work->header->released);
            if ((int64_t)(released - number) <= 0) {
                return;
            }
            number = released;
            continue;
        }
        if (tenon_task_phase(state) == TENON_TASK_TAKEN && tenon_task_worker(state) == worker) {
            (void)tenon_task_return(work, number, state, false);
        }
        number++;
    }
}
