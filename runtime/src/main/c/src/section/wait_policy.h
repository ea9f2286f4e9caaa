/* SPDX-License-Identifier: Apache-2.0 */
/* Course of a wait: spin where that has been worth it lately, then sleep in slices up to a
 * deadline. */
#ifndef TENON_SRC_SECTION_WAIT_POLICY_H
#define TENON_SRC_SECTION_WAIT_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include "section/backoff.h"
#include "section/condition.h"

/* The time that one wait may take. Begins to run when a clock is looked at first: a wait that ends
 * at once looks at none. */
typedef struct tenon_wait_time {
    int64_t timeout;   /* nanoseconds; negative for ever */
    uint64_t deadline; /* zero before it runs; UINT64_MAX for ever */
} tenon_wait_time;

/* Now; sets the deadline if that is not set yet. */
uint64_t tenon_wait_now(tenon_wait_time *time);
bool tenon_wait_is_over(tenon_wait_time *time);

/* A part of a wait that takes so long at most, behind which who waits looks whether others live. */
tenon_wait_time tenon_wait_part_of(tenon_wait_time *wait, uint64_t nanoseconds);

/* Behaviour of one waiter, and its lessons. For one thread. */
typedef struct tenon_wait_policy {
    uint32_t kind; /* a TENON_WAIT_ */
    tenon_backoff backoff; /* an occasion is a wait, a try is a spin */
} tenon_wait_policy;

/* Spins, if that is to be done, until the condition is met; false when it still is not. */
bool tenon_wait_awake(tenon_wait_policy *policy, tenon_wait_time *time,
                      const tenon_condition *condition);

/* Whether a sleep follows then; otherwise another spin. */
bool tenon_wait_sleeps(const tenon_wait_policy *policy);

/* Learns from a wait that ended after a sleep. */
void tenon_wait_slept(tenon_wait_policy *policy, uint64_t nanoseconds);

/* The slices of one wait. */
typedef struct tenon_wait_slices {
    uint64_t shortest; /* of the next slice that nobody can end */
} tenon_wait_slices;

tenon_wait_slices tenon_wait_slices_begin(void);

/* Until when to sleep from now on. A sleeper that somebody can wake looks at its peer once a
 * slice; one that nobody can wake looks again soon, then less and less often. */
uint64_t tenon_wait_slice_end(tenon_wait_slices *slices, bool can_be_woken, uint64_t now,
                              uint64_t deadline);

#endif
