/* SPDX-License-Identifier: Apache-2.0 */
/* Watch over the process that holds a role. */
#ifndef TENON_SRC_SECTION_PEER_WATCH_H
#define TENON_SRC_SECTION_PEER_WATCH_H

#include <stdbool.h>

#include <tenon_format/tenon_format.h>

/* Last known state of the peer. Used by one thread at a time. */
typedef struct tenon_peer_watch {
    const tenon_role *role;     /* the words of the role */
    uint64_t owner;             /* who held the role at the last look; zero for nobody */
    uint64_t last_owner;        /* who was the last one that was seen to hold it */
    uint64_t next_look;         /* when to ask the system again whether that one lives */
    uint32_t reported_epoch;    /* the last epoch whose end was reported */
} tenon_peer_watch;

/* Looks who holds the role. The epoch of a holder that has gone and is not reported yet, or zero.
 * Asking the system whether a process lives is slow, so that is done once a slice at most. */
uint32_t tenon_peer_watch_leaver(tenon_peer_watch *watch, uint64_t now);

/* Whether the holder that the last look found can wake a sleeping peer. */
bool tenon_peer_watch_can_wake(const tenon_peer_watch *watch);

/* Whether a holder, whoever it is by now, relies on others for its fences. */
bool tenon_peer_watch_needs_barrier(const tenon_peer_watch *watch);

/* Whether the role has changed hands since the last look. */
bool tenon_peer_watch_has_changed(const tenon_peer_watch *watch);

#endif
