/* SPDX-License-Identifier: Apache-2.0 */
#include "section/mutex/shared_mutex.h"

#include "base/failure.h"
#include "section/mutex/mutex_tickets.h"
#include "section/owner_look.h"

static tenon_status check(const tenon_mutex *mutex) {
    return mutex->host->generation == tenon_platform_generation()
               ? TENON_OK
               : tenon_section_host_check(mutex->host);
}

/* Whether nobody has the mutex, as its words say; an owner that left with it says so, too. */
static bool is_nobody(uint64_t owner) { return owner == 0 || owner == TENON_ATTACHMENT_GONE; }

static bool is_next(const tenon_mutex *mutex) {
    return !mutex->is_fair || tenon_mutex_is_next(mutex);
}

static bool is_free(const void *context) {
    const tenon_mutex *mutex = context;
    return is_nobody(tenon_load_acquire_u64(&mutex->header->owner)) && is_next(mutex);
}

static void count(uint64_t *counter) {
    tenon_store_relaxed_u64(counter, tenon_load_relaxed_u64(counter) + 1);
}

/* Takes the mutex from that owner; TENON_RESTART when it has changed. */
static tenon_status swap_owner(tenon_mutex *mutex, uint64_t owner) {
    if (!tenon_compare_exchange_u64(&mutex->header->owner, owner, mutex->host->attachment)) {
        return TENON_RESTART;
    }
    count(&mutex->header->taken);
    if (mutex->is_fair) {
        /* Nobody waits for that alone: the mutex is not free. */
        (void)tenon_mutex_drop_ticket(mutex);
    }
    if (owner == 0) {
        return TENON_OK;
    }
    count(&mutex->header->deaths);
    return TENON_OWNER_DIED;
}

/* Takes the mutex from nobody: TENON_OK, TENON_OWNER_DIED; TENON_RESTART when somebody has it. */
static tenon_status take_free(tenon_mutex *mutex) {
    uint64_t owner = tenon_load_acquire_u64(&mutex->header->owner);
    return is_nobody(owner) && is_next(mutex) ? swap_owner(mutex, owner) : TENON_RESTART;
}

/* Takes the mutex from an owner that has gone, as take_free(). */
static tenon_status recover(tenon_mutex *mutex) {
    uint64_t owner = tenon_load_acquire_u64(&mutex->header->owner);
    return owner != 0 && owner != mutex->host->attachment &&
                   tenon_section_host_is_gone(mutex->host, owner) && is_next(mutex)
               ? swap_owner(mutex, owner)
               : TENON_RESTART;
}

/* Gives up waiting; whoever comes next is next. */
static void stop_waiting(tenon_mutex *mutex) {
    if (mutex->is_fair && tenon_mutex_drop_ticket(mutex)) {
        tenon_shared_waits_wake(&mutex->changes);
    }
}

static tenon_status wait_and_take(tenon_mutex *mutex, tenon_wait_time *time) {
    const tenon_condition condition = {.is_met = is_free, .context = mutex};
    tenon_owner_look look = tenon_owner_look_begin();
    do {
        if (mutex->is_fair) {
            tenon_mutex_draw_ticket(mutex);
        }
        tenon_wait_time part = tenon_owner_look_next(&look, time);
        tenon_status status =
            tenon_shared_waits_await(mutex->host, &mutex->changes, NULL, &condition, &part);
        if (status != TENON_OK && status != TENON_TIMED_OUT) {
            return status;
        }
        if (status == TENON_TIMED_OUT && mutex->is_fair &&
            tenon_mutex_drop_dead_tickets(mutex)) {
            /* Another one may be next now, which has looked before. */
            tenon_shared_waits_wake(&mutex->changes);
        }
        tenon_status taken = take_free(mutex);
        if (taken == TENON_RESTART && status == TENON_TIMED_OUT) {
            taken = recover(mutex);
        }
        if (taken != TENON_RESTART) {
            return taken;
        }
    } while (!tenon_wait_is_over(time));
    return tenon_outcome(TENON_TIMED_OUT, "the time-out passed");
}

/* Takes the mutex for this attachment, one thread of which has all others wait. */
static tenon_status take(tenon_mutex *mutex, tenon_wait_time *time) {
    tenon_status status = take_free(mutex);
    if (status == TENON_RESTART) {
        status = wait_and_take(mutex, time);
    }
    if (status < TENON_OK && status != TENON_TRUNCATED) {
        stop_waiting(mutex);
    }
    return status;
}

static tenon_status lock_again(tenon_mutex *mutex) {
    if (!mutex->is_recursive) {
        return tenon_fail(TENON_BUSY, "this thread holds mutex '%s' of %s, which is not recursive",
                          mutex->section, mutex->host->path);
    }
    if (mutex->depth == UINT32_MAX) {
        return tenon_fail(TENON_LIMIT, "this thread has locked mutex '%s' of %s 2^32 - 1 times",
                          mutex->section, mutex->host->path);
    }
    mutex->depth++;
    return TENON_OK;
}

tenon_status tenon_mutex_lock(tenon_mutex *mutex, int64_t timeout_ns) {
    tenon_status status = check(mutex);
    if (status != TENON_OK) {
        return status;
    }
    if (tenon_thread_lock_is_held(&mutex->threads)) {
        return lock_again(mutex);
    }
    tenon_wait_time time = {.timeout = timeout_ns};
    status = tenon_thread_lock_take(&mutex->threads, &time);
    if (status != TENON_OK) {
        return status == TENON_TIMED_OUT ? tenon_outcome(status, "the time-out passed") : status;
    }
    status = take(mutex, &time);
    if (status < TENON_OK) {
        tenon_thread_lock_give(&mutex->threads);
    } else {
        mutex->depth = 1;
    }
    return status;
}

/* Gives the mutex to whoever waits. False when another has it, against all rules. */
static bool give(tenon_mutex *mutex, uint64_t next) {
    bool had = tenon_compare_exchange_u64(&mutex->header->owner, mutex->host->attachment, next);
    tenon_shared_waits_wake_behind_swap(&mutex->changes);
    return had;
}

tenon_status tenon_mutex_unlock(tenon_mutex *mutex) {
    tenon_status status = check(mutex);
    if (status != TENON_OK) {
        return status;
    }
    if (!tenon_thread_lock_is_held(&mutex->threads)) {
        return tenon_fail(TENON_INVALID, "this thread does not hold mutex '%s' of %s",
                          mutex->section, mutex->host->path);
    }
    mutex->depth--;
    if (mutex->depth != 0) {
        return TENON_OK;
    }
    if (!give(mutex, 0)) {
        status = tenon_fail(TENON_CORRUPT, "mutex '%s' of %s was taken from its holder",
                            mutex->section, mutex->host->path);
    }
    tenon_thread_lock_give(&mutex->threads);
    return status;
}

bool tenon_mutex_is_held(const tenon_mutex *mutex) {
    return tenon_thread_lock_is_held(&mutex->threads);
}

void tenon_mutex_abandon(tenon_mutex *mutex) {
    if (tenon_load_acquire_u64(&mutex->header->owner) == mutex->host->attachment) {
        (void)give(mutex, TENON_ATTACHMENT_GONE);
    }
}
