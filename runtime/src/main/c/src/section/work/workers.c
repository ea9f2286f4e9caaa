/* SPDX-License-Identifier: Apache-2.0 */
/* Joining and leaving. */
#include <inttypes.h>
#include <string.h>

#include "platform/private_lock.h"
#include "section/work/task_returns.h"
#include "section/work/worker.h"

tenon_status tenon_worker_refuse_in_handler(const tenon_work *work) {
    return tenon_fail(TENON_BUSY,
                      "work '%s' of %s cannot be polled, left or closed while its handler runs",
                      work->section, work->host->path);
}

/* Takes a slot: a free one if there is any, otherwise a dead worker's. TENON_BUSY; another failure
 * is that of the last slot. */
static tenon_status take_slot(tenon_work *work, uint32_t *index) {
    const tenon_section_label label = tenon_work_label(work);
    for (uint32_t i = 0; i < 2 * work->worker_slots; i++) {
        *index = i % work->worker_slots;
        tenon_role *role = &work->workers[*index].role;
        bool is_fenced;
        if ((i >= work->worker_slots || tenon_load_relaxed_u64(&role->owner) == 0) &&
            tenon_role_take(&label, "worker", role, &is_fenced) == TENON_OK) {
            return TENON_OK;
        }
    }
    return tenon_fail(TENON_BUSY,
                      "work '%s' of %s has %" PRIu32 " live workers, as many as it takes",
                      work->section, work->host->path, work->worker_slots);
}

static void enter(tenon_work *work, tenon_worker *worker) {
    tenon_private_lock(&work->mutex);
    worker->following = work->joined;
    work->joined = worker;
    tenon_private_unlock(&work->mutex);
}

static void withdraw(tenon_work *work, tenon_worker *worker) {
    tenon_private_lock(&work->mutex);
    tenon_worker **link = &work->joined;
    while (*link != worker) {
        link = &(*link)->following;
    }
    *link = worker->following;
    tenon_private_unlock(&work->mutex);
}

static tenon_status check(const tenon_work *work) {
    tenon_status status = tenon_section_host_check(work->host);
    return status == TENON_OK ? tenon_section_host_require_whole(work->host) : status;
}

tenon_status tenon_work_join(tenon_work *work, tenon_worker **worker) {
    tenon_status status = check(work);
    if (status != TENON_OK) {
        return status;
    }
    tenon_worker *joined = tenon_platform_allocate_aligned(_Alignof(tenon_worker), sizeof *joined);
    if (joined == NULL) {
        return tenon_fail(TENON_SYSTEM, "no memory for a worker of '%s'", work->section);
    }
    memset(joined, 0, sizeof *joined);
    status = take_slot(work, &joined->index);
    if (status != TENON_OK) {
        tenon_platform_free_aligned(joined);
        return status;
    }
    joined->work = work;
    joined->own = &work->workers[joined->index];
    joined->held_in = work->host->generation;
    /* Before it takes anything: what is taken by this slot is a dead worker's. */
    tenon_tasks_return_of(work, joined->index);
    joined->returned = tenon_load_acquire_u64(&work->header->returned);
    joined->cursor = tenon_load_acquire_u64(&work->header->released);
    joined->low = joined->cursor;
    tenon_role_watch(&joined->producer, &work->header->producer.role);
    enter(work, joined);
    *worker = joined;
    return TENON_OK;
}

tenon_status tenon_work_leave(tenon_worker *worker) {
    if (worker == NULL) {
        return TENON_OK;
    }
    tenon_work *work = worker->work;
    tenon_status status = tenon_section_host_check(work->host);
    if (status == TENON_OK && worker->in_handler) {
        status = tenon_worker_refuse_in_handler(work);
    }
    if (status != TENON_OK) {
        return status;
    }
    withdraw(work, worker);
    status = tenon_section_host_require_whole(work->host);
    if (status == TENON_OK) {
        /* It has no task: it only has one in its handler. */
        tenon_role_leave(work->host, &worker->own->role);
    }
    tenon_platform_free_aligned(worker);
    return status;
}

tenon_status tenon_workers_check_handlers(const tenon_work *work) {
    for (const tenon_worker *worker = work->joined; worker != NULL; worker = worker->following) {
        if (worker->in_handler) {
            return tenon_worker_refuse_in_handler(work);
        }
    }
    return TENON_OK;
}

void tenon_workers_leave(tenon_work *work) {
    tenon_status status = TENON_OK;
    /* In a child after fork() they are the parent's. */
    while (work->joined != NULL && (status == TENON_OK || status == TENON_TRUNCATED)) {
        status = tenon_work_leave(work->joined);
    }
}

void tenon_workers_free(tenon_work *work) {
    while (work->joined != NULL) {
        tenon_worker *worker = work->joined;
        work->joined = worker->following;
        tenon_platform_free_aligned(worker);
    }
}
