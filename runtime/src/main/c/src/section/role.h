/* SPDX-License-Identifier: Apache-2.0 */
/* Roles of sections: parts that one process at a time has. */
#ifndef TENON_SRC_SECTION_ROLE_H
#define TENON_SRC_SECTION_ROLE_H

#include <stdbool.h>

#include <tenon/region.h>

#include "base/compiler.h"
#include "base/failure.h"
#include "section/peer_watch.h"
#include "section/section.h"

/* A section in messages: queue 'quotes' of /dev/shm/acme.market. */
typedef struct tenon_section_label {
    const tenon_section_host *host;
    const char *kind;
    const char *name;
} tenon_section_label;

/* Becomes the holder of a free role or of a dead holder's, and says what this process can do:
 * TENON_OK or TENON_BUSY. Receives whether who is about to sleep runs the fences of the holder.
 * The title of the role is for messages: producer. */
tenon_status tenon_role_take(const tenon_section_label *section, const char *title,
                             tenon_role *role, bool *is_fenced);

/* Gives the role up. Wake who waits for the holder then, with a fence before the look. */
void tenon_role_leave(const tenon_section_host *host, tenon_role *role);

/* Looks whether somebody waits, after the store that is waited for, and wakes all that do; true
 * when it has. */
static inline bool tenon_role_wake(const tenon_signal *signal, bool is_fenced) {
    if (TENON_LIKELY(is_fenced)) {
        /* The compiler alone must not look first: see tenon_platform_barrier(). */
        tenon_fence_compiler();
    } else {
        /* Pairs with the fence of tenon_signal_announce(): either the sleeper sees the store that
         * came before, or the look here sees that it is about to sleep. */
        tenon_platform_fence();
    }
    if (TENON_LIKELY(!tenon_signal_is_awaited(signal))) {
        return false;
    }
    tenon_signal_raise(signal);
    return true;
}

/* Begins to watch a role whose holders were not watched before. */
void tenon_role_watch(tenon_peer_watch *watch, const tenon_role *role);

/* TENON_PEER_LEFT, with who has gone. The title of the holder is for messages: other end. */
TENON_COLD tenon_status tenon_role_has_left(const tenon_section_label *section, const char *title,
                                            const tenon_peer_watch *watch);

/* State of the holder. */
tenon_peer_state tenon_role_state(const tenon_role *role);

#endif
