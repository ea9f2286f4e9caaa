/* SPDX-License-Identifier: Apache-2.0 */
/* Waiting for a peer: how to wait, and who must live meanwhile, brought together. */
#ifndef TENON_SRC_SECTION_SLEEPER_H
#define TENON_SRC_SECTION_SLEEPER_H

#include "section/peer_watch.h"
#include "section/section.h"
#include "section/wait_policy.h"

/* One that waits. */
typedef struct tenon_sleeper {
    const tenon_section_host *host;
    const tenon_signal *signal; /* where it sleeps */
    tenon_peer_watch *peers;    /* those who wake it; none for any participant, who then has a
                                   fence between its store and its look at who waits */
    uint32_t peer_count;
    tenon_wait_policy *policy;
    uint64_t *waits; /* counts its sleeps; NULL when nobody does */
} tenon_sleeper;

/* End of a wait. */
typedef struct tenon_sleep_end {
    bool is_announced;            /* whether what was announced at the signal stands */
    const tenon_peer_watch *left; /* the peer that has left, if that ended the wait */
} tenon_sleep_end;

/* Waits until the condition is met. TENON_OK, TENON_TIMED_OUT or, once for each epoch of a peer,
 * TENON_PEER_LEFT, all without a detail text; TENON_TRUNCATED, looked for at first and after each
 * slice. */
tenon_status tenon_sleeper_await(const tenon_sleeper *sleeper, const tenon_condition *condition,
                                 tenon_wait_time *time, tenon_sleep_end *end);

#endif
