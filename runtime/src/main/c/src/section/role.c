/* SPDX-License-Identifier: Apache-2.0 */
#include "section/role.h"

#include <inttypes.h>

#include <tenon/atomic.h>

/* Becomes the owner. An owner that changes again and again to one that is dead is no process's, and
 * must not keep us here. */
static tenon_status become_owner(const tenon_section_label *section, const char *title,
                                 tenon_role *role) {
    const tenon_section_host *host = section->host;
    for (uint32_t i = 0; i < TENON_ROLE_TRIES; i++) {
        uint64_t owner = tenon_load_acquire_u64(&role->owner);
        tenon_answer alive = owner != 0 ? tenon_platform_alive(owner) : TENON_NO;
        if (alive != TENON_NO) {
            return tenon_fail(TENON_BUSY, "the %s of %s '%s' of %s is process %" PRIu64 "%s",
                              title, section->kind, section->name, host->path,
                              tenon_platform_process_id_of(owner), tenon_platform_doubt(alive));
        }
        if (tenon_compare_exchange_u64(&role->owner, owner, host->identity)) {
            return TENON_OK;
        }
    }
    return tenon_fail(TENON_BUSY, "the %s of %s '%s' of %s changed %u times at a look", title,
                      section->kind, section->name, host->path, (unsigned)TENON_ROLE_TRIES);
}

/* Says what this holder can do, before it does anything else. */
static bool announce_abilities(const tenon_section_host *host, tenon_role *role) {
    bool is_fenced = !host->full_fences && tenon_platform_join_barriers();
    uint32_t flags = TENON_ROLE_FLAGS_CAN_WAKE;
    flags |= is_fenced ? TENON_ROLE_FLAGS_NEEDS_BARRIER : 0;
    flags |= host->wait == TENON_WAIT_LATENCY ? TENON_ROLE_FLAGS_SPINS : 0;
    tenon_store_relaxed_u32(&role->flags, flags);
    tenon_store_relaxed_u32(&role->participant, host->slot);
    (void)tenon_fetch_add_u32(&role->epoch, 1);
    /* Pairs with the fence of tenon_signal_announce(): a sleeper that does not see these flags has
     * set its bit before our first look at it. */
    tenon_platform_fence();
    return is_fenced;
}

tenon_status tenon_role_take(const tenon_section_label *section, const char *title,
                             tenon_role *role, bool *is_fenced) {
    tenon_status status = become_owner(section, title, role);
    if (status == TENON_OK) {
        *is_fenced = announce_abilities(section->host, role);
    }
    return status;
}

void tenon_role_leave(const tenon_section_host *host, tenon_role *role) {
    tenon_store_relaxed_u32(&role->flags, 0);
    /* Release: pairs with the acquire loads of the owner word by a successor and by a waiting
     * peer, which then see what the holder stored last, too. */
    (void)tenon_compare_exchange_u64(&role->owner, host->identity, 0);
}

void tenon_role_watch(tenon_peer_watch *watch, const tenon_role *role) {
    *watch = (tenon_peer_watch){.role = role,
                                .last_owner = tenon_load_relaxed_u64(&role->owner)};
}

tenon_status tenon_role_has_left(const tenon_section_label *section, const char *title,
                                 const tenon_peer_watch *watch) {
    const tenon_section_host *host = section->host;
    char label[TENON_PRINTABLE_ROOM];
    uint64_t process = tenon_platform_process_id_of(watch->last_owner);
    if (watch->last_owner == 0) {
        return tenon_fail(TENON_PEER_LEFT, "the %s of %s '%s' of %s has gone", title,
                          section->kind, section->name, host->path);
    }
    tenon_section_host_label(host, tenon_load_relaxed_u32(&watch->role->participant),
                             watch->last_owner, label);
    bool has_label = label[0] != '\0';
    return tenon_fail(TENON_PEER_LEFT,
                      "the %s of %s '%s' of %s, process %" PRIu64 "%s%s%s, has gone", title,
                      section->kind, section->name, host->path, process, has_label ? " ('" : "",
                      label, has_label ? "')" : "");
}

tenon_peer_state tenon_role_state(const tenon_role *role) {
    if (tenon_load_acquire_u32(&role->epoch) == 0) {
        return TENON_PEER_STATE_NEVER_JOINED;
    }
    uint64_t owner = tenon_load_acquire_u64(&role->owner);
    if (owner == 0 || tenon_platform_alive(owner) == TENON_NO) {
        return TENON_PEER_STATE_LEFT;
    }
    return tenon_platform_is_stopped(owner) ? TENON_PEER_STATE_STOPPED : TENON_PEER_STATE_PRESENT;
}
