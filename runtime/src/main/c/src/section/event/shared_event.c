/* SPDX-License-Identifier: Apache-2.0 */
#include "section/event/shared_event.h"

#include <inttypes.h>

#include "base/failure.h"

static tenon_status check(const tenon_event *event, uint32_t bits) {
    if (event->host->generation != tenon_platform_generation()) {
        return tenon_section_host_check(event->host);
    }
    return bits != 0 && (bits & ~event->possible) == 0
               ? TENON_OK
               : tenon_fail(TENON_INVALID,
                            "event '%s' of %s has bits 0x%" PRIx32 ", not 0x%" PRIx32,
                            event->section, event->host->path, event->possible, bits);
}

uint32_t tenon_event_bits(const tenon_event *event) {
    return (uint32_t)tenon_load_acquire_u64(&event->header->set) & event->possible;
}

/* ---- Giving ---- */

static void give_to_all(tenon_event *event, uint32_t bits) {
    for (uint32_t i = 0; i < TENON_EVENT_BITS; i++) {
        if ((bits >> i & 1) != 0) {
            (void)tenon_fetch_add_u32(&event->pulses[i], 1);
        }
    }
}

tenon_status tenon_event_signal(tenon_event *event, uint32_t bits) {
    tenon_status status = check(event, bits);
    if (status == TENON_OK) {
        (void)tenon_fetch_or_u64(&event->header->set, bits);
        if (event->is_manual) {
            /* For a wait that has begun and looks after they were cleared again. */
            give_to_all(event, bits);
        }
        tenon_shared_waits_wake_behind_swap(&event->changes);
    }
    return status;
}

tenon_status tenon_event_signal_all(tenon_event *event, uint32_t bits) {
    tenon_status status = check(event, bits);
    if (status == TENON_OK) {
        give_to_all(event, bits);
        tenon_shared_waits_wake_behind_swap(&event->changes);
    }
    return status;
}

tenon_status tenon_event_reset(tenon_event *event, uint32_t bits) {
    tenon_status status = check(event, bits);
    if (status == TENON_OK) {
        (void)tenon_fetch_and_u64(&event->header->set, ~(uint64_t)bits);
    }
    return status;
}

/* ---- Waiting ---- */

typedef struct event_wait {
    tenon_event *event;
    uint32_t wanted;
    bool wants_all;
    uint32_t pulses[TENON_EVENT_BITS]; /* of the wanted bits, when the wait began */
} event_wait;

static void begin(event_wait *wait) {
    for (uint32_t i = 0; i < TENON_EVENT_BITS; i++) {
        if ((wait->wanted >> i & 1) != 0) {
            wait->pulses[i] = tenon_load_acquire_u32(&wait->event->pulses[i]);
        }
    }
}

/* The wanted bits that were given to all since the wait began. */
static uint32_t given_since(const event_wait *wait) {
    uint32_t given = 0;
    for (uint32_t i = 0; i < TENON_EVENT_BITS; i++) {
        if ((wait->wanted >> i & 1) != 0 &&
            tenon_load_acquire_u32(&wait->event->pulses[i]) != wait->pulses[i]) {
            given |= UINT32_C(1) << i;
        }
    }
    return given;
}

static bool is_enough(const event_wait *wait, uint32_t found) {
    return wait->wants_all ? found == wait->wanted : found != 0;
}

static bool is_met(const void *context) {
    const event_wait *wait = context;
    uint32_t set = tenon_event_bits(wait->event) & wait->wanted;
    return is_enough(wait, set) || is_enough(wait, set | given_since(wait));
}

/* Takes some of the wanted bits that are set; none when there are none any more. */
static uint32_t take_any(const event_wait *wait) {
    uint64_t *set = &wait->event->header->set;
    uint32_t found = (uint32_t)tenon_load_acquire_u64(set) & wait->wanted;
    if (found == 0 || wait->event->is_manual) {
        return found;
    }
    return (uint32_t)tenon_fetch_and_u64(set, ~(uint64_t)wait->wanted) & wait->wanted;
}

/* Takes each of these bits, or nothing and returns false. */
static bool take_all(const event_wait *wait, uint32_t bits) {
    uint64_t *set = &wait->event->header->set;
    for (uint32_t i = 0; i < TENON_ROLE_TRIES; i++) {
        uint64_t found = tenon_load_acquire_u64(set);
        if ((found & bits) != bits) {
            return false;
        }
        if (wait->event->is_manual || bits == 0 ||
            tenon_compare_exchange_u64(set, found, found & ~(uint64_t)bits)) {
            return true;
        }
    }
    return false;
}

/* Ends the wait with what is there, which is taken; false when that is not enough. */
static bool take(const event_wait *wait, uint32_t given, uint32_t *ended_by) {
    if (wait->wants_all) {
        *ended_by = wait->wanted;
        return take_all(wait, wait->wanted & ~given);
    }
    /* Bits that were given to all are nobody's to take, and one of the wanted bits is enough. */
    *ended_by = given != 0 ? given : take_any(wait);
    return *ended_by != 0;
}

static tenon_status wait_for(event_wait *wait, int64_t timeout_ns, uint32_t *ended_by) {
    tenon_event *event = wait->event;
    tenon_status status = check(event, wait->wanted);
    if (status != TENON_OK || take(wait, 0, ended_by)) {
        return status;
    }
    begin(wait);
    const tenon_condition condition = {.is_met = is_met, .context = wait};
    tenon_wait_time time = {.timeout = timeout_ns};
    do {
        status = tenon_shared_waits_await(event->host, &event->changes, NULL, &condition, &time);
        if (status == TENON_OK && take(wait, given_since(wait), ended_by)) {
            return TENON_OK;
        }
        /* Another wait took it first. */
    } while (status == TENON_OK && !tenon_wait_is_over(&time));
    return status == TENON_OK || status == TENON_TIMED_OUT
               ? tenon_outcome(TENON_TIMED_OUT, "the time-out passed")
               : status;
}

tenon_status tenon_event_wait_any(tenon_event *event, uint32_t bits, int64_t timeout_ns,
                                  uint32_t *given) {
    event_wait wait = {.event = event, .wanted = bits};
    uint32_t ended_by = 0;
    tenon_status status = wait_for(&wait, timeout_ns, &ended_by);
    if (given != NULL) {
        *given = status == TENON_OK ? ended_by : 0;
    }
    return status;
}

tenon_status tenon_event_wait_all(tenon_event *event, uint32_t bits, int64_t timeout_ns) {
    event_wait wait = {.event = event, .wanted = bits, .wants_all = true};
    uint32_t ended_by = 0;
    return wait_for(&wait, timeout_ns, &ended_by);
}
