/* SPDX-License-Identifier: Apache-2.0 */
#include "section/semaphore/shared_semaphore.h"

#include <inttypes.h>

#include "base/failure.h"
#include "section/owner_look.h"

static tenon_status check(const tenon_semaphore *semaphore) {
    return semaphore->host->generation == tenon_platform_generation()
               ? TENON_OK
               : tenon_section_host_check(semaphore->host);
}

static bool is_any_free(const void *context) {
    const tenon_semaphore *semaphore = context;
    for (uint32_t i = 0; i < semaphore->permits; i++) {
        if (tenon_load_acquire_u64(&semaphore->owners[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Attachments begin at different permits, so that they do not meet at each. */
static uint32_t permit_at(const tenon_semaphore *semaphore, uint32_t step) {
    return (semaphore->host->slot + step) % semaphore->permits;
}

static bool take_free(tenon_semaphore *semaphore, uint32_t *permit) {
    for (uint32_t i = 0; i < semaphore->permits; i++) {
        *permit = permit_at(semaphore, i);
        uint64_t *owner = &semaphore->owners[*permit];
        if (tenon_load_relaxed_u64(owner) == 0 &&
            tenon_compare_exchange_u64(owner, 0, semaphore->host->attachment)) {
            return true;
        }
    }
    return false;
}

/* Takes a permit from an owner that has gone. Calls the system for each that is another's. */
static bool recover(tenon_semaphore *semaphore, uint32_t *permit) {
    for (uint32_t i = 0; i < semaphore->permits; i++) {
        *permit = permit_at(semaphore, i);
        uint64_t *word = &semaphore->owners[*permit];
        uint64_t owner = tenon_load_acquire_u64(word);
        if (owner != 0 && owner != semaphore->host->attachment &&
            tenon_section_host_is_gone(semaphore->host, owner) &&
            tenon_compare_exchange_u64(word, owner, semaphore->host->attachment)) {
            (void)tenon_fetch_add_u64(&semaphore->header->recovered, 1);
            return true;
        }
    }
    return false;
}

tenon_status tenon_semaphore_acquire(tenon_semaphore *semaphore, int64_t timeout_ns,
                                     uint32_t *permit) {
    tenon_status status = check(semaphore);
    if (status != TENON_OK || take_free(semaphore, permit)) {
        return status;
    }
    const tenon_condition condition = {.is_met = is_any_free, .context = semaphore};
    tenon_wait_time time = {.timeout = timeout_ns};
    tenon_owner_look look = tenon_owner_look_begin();
    do {
        tenon_wait_time part = tenon_owner_look_next(&look, &time);
        status = tenon_shared_waits_await(semaphore->host, &semaphore->changes, NULL, &condition,
                                          &part);
        if (status != TENON_OK && status != TENON_TIMED_OUT) {
            return status;
        }
        if (take_free(semaphore, permit) ||
            (status == TENON_TIMED_OUT && recover(semaphore, permit))) {
            return TENON_OK;
        }
    } while (!tenon_wait_is_over(&time));
    return tenon_outcome(TENON_TIMED_OUT, "the time-out passed");
}

tenon_status tenon_semaphore_release(tenon_semaphore *semaphore, uint32_t permit) {
    tenon_status status = check(semaphore);
    if (status != TENON_OK) {
        return status;
    }
    if (permit >= semaphore->permits ||
        !tenon_compare_exchange_u64(&semaphore->owners[permit], semaphore->host->attachment, 0)) {
        return tenon_fail(TENON_INVALID,
                          "permit %" PRIu32 " of semaphore '%s' of %s is not this handle's", permit,
                          semaphore->section, semaphore->host->path);
    }
    tenon_shared_waits_wake_behind_swap(&semaphore->changes);
    return TENON_OK;
}

uint32_t tenon_semaphore_available(const tenon_semaphore *semaphore) {
    uint32_t available = 0;
    for (uint32_t i = 0; i < semaphore->permits; i++) {
        available += tenon_load_acquire_u64(&semaphore->owners[i]) == 0;
    }
    return available;
}

uint32_t tenon_semaphore_permits(const tenon_semaphore *semaphore) { return semaphore->permits; }
