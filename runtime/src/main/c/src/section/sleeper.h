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
    tenon_peer_watch *peer;
    tenon_wait_policy *policy;
    uint64_t *waits; /* counts its sleeps */
} tenon_sleeper;

/* Waits until the peer has stored something else than seen in the word. TENON_OK,
 * TENON_TIMED_OUT or, once for each epoch of the peer, TENON_PEER_LEFT, all without a detail text;
 * TENON_TRUNCATED, looked for at first and after each slice. */
tenon_status tenon_sleeper_await(const tenon_sleeper *sleeper, const uint64_t *word, uint64_t seen,
                                 tenon_wait_time *time);

#endif
