/* SPDX-License-Identifier: Apache-2.0 */
/* Course of a wait: spin, yield, then sleep in slices up to a deadline. */
#ifndef TENON_SRC_SECTION_WAIT_POLICY_H
#define TENON_SRC_SECTION_WAIT_POLICY_H

#include <stdbool.h>
#include <stdint.h>

/* Number of looks of a wait before it sleeps. */
typedef struct tenon_wait_policy {
    uint32_t spins;  /* with nothing but a pause in between */
    uint32_t yields; /* after that, with a yield each */
} tenon_wait_policy;

/* The end of a wait that begins now and takes timeout_ns; UINT64_MAX for ever. */
uint64_t tenon_wait_deadline(int64_t timeout_ns);
bool tenon_wait_is_over(uint64_t deadline);

/* Spins and yields until the word differs from seen; false when it does not. */
bool tenon_wait_awake(const tenon_wait_policy *policy, const uint64_t *word, uint64_t seen);

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
