/* SPDX-License-Identifier: Apache-2.0 */
#include "section/peer_watch.h"

#include <tenon/atomic.h>

#include "platform/platform.h"
#include "section/slice.h"

uint32_t tenon_peer_watch_leaver(tenon_peer_watch *watch, uint64_t now) {
    watch->owner = tenon_load_acquire_u64(&watch->role->owner);
    watch->last_owner = watch->owner != 0 ? watch->owner : watch->last_owner;
    uint32_t epoch = tenon_load_acquire_u32(&watch->role->epoch);
    /* Zero, before anybody came, is the epoch that a watch begins with. */
    if (epoch == watch->reported_epoch) {
        return 0;
    }
    if (watch->owner != 0) {
        if (now < watch->next_look) {
            return 0;
        }
        watch->next_look = now + TENON_LOOK_NANOSECONDS;
        if (tenon_platform_alive(watch->owner) != TENON_NO) {
            return 0;
        }
    }
    /* A successor that came meanwhile has its own epoch, or is about to have it. */
    if (tenon_load_acquire_u32(&watch->role->epoch) != epoch ||
        tenon_peer_watch_has_changed(watch)) {
        return 0;
    }
    return epoch;
}

bool tenon_peer_watch_can_wake(const tenon_peer_watch *watch) {
    return watch->owner != 0 &&
           (tenon_load_relaxed_u32(&watch->role->flags) & TENON_ROLE_FLAGS_CAN_WAKE) != 0;
}

bool tenon_peer_watch_needs_barrier(const tenon_peer_watch *watch) {
    return (tenon_load_relaxed_u32(&watch->role->flags) & TENON_ROLE_FLAGS_NEEDS_BARRIER) != 0;
}

bool tenon_peer_watch_has_changed(const tenon_peer_watch *watch) {
    return tenon_load_acquire_u64(&watch->role->owner) != watch->owner;
}
