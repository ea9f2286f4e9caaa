/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arithmetic.h"
#include "section/latest/shared_latest.h"
#include "section/words.h"

static inline bool holds(const tenon_latest *latest) {
    return TENON_LIKELY(latest->held_in == tenon_platform_generation());
}

tenon_status tenon_latest_write(tenon_latest *latest) {
    if (holds(latest)) {
        return TENON_OK;
    }
    tenon_status status = tenon_section_host_check(latest->host);
    if (status == TENON_OK) {
        status = tenon_section_host_require_whole(latest->host);
    }
    if (status == TENON_OK) {
        const tenon_section_label label = tenon_latest_label(latest);
        status = tenon_role_take(&label, "writer", &latest->header->writer, &latest->is_fenced);
    }
    if (status == TENON_OK) {
        latest->held_in = latest->host->generation;
        /* A value that a killed writer had not shown is overwritten. */
        latest->published = tenon_load_acquire_u64(&latest->header->published);
    }
    return status;
}

tenon_status tenon_latest_publish(tenon_latest *latest, uint32_t contract_version,
                                  const void *value, uint64_t size) {
    if (!holds(latest)) {
        tenon_status status = tenon_latest_write(latest);
        if (status != TENON_OK) {
            return status;
        }
    }
    tenon_latest_header *header = latest->header;
    uint64_t number = latest->published + 1;
    tenon_latest_slot *slot = tenon_latest_slot_of(latest, number);
    tenon_store_relaxed_u64(&slot->sequence, 2 * number - 1);
    /* Pairs with tenon_fence_loads() in copy() of the reader: who sees one of the stores below sees
     * that one, too, when it looks at the sequence again. */
    tenon_fence_stores();
    uint64_t version = tenon_smaller(contract_version, latest->host->contract_version);
    tenon_store_relaxed_u32(&slot->contract_version, (uint32_t)version);
    tenon_words_store(tenon_latest_words(slot), value,
                      tenon_smaller(size, tenon_latest_room(latest)));
    /* Release, both: pair with the acquire loads of the reader. Who sees the number sees the
     * sequence, and who sees that sees the value. */
    tenon_store_release_u64(&slot->sequence, 2 * number);
    tenon_store_release_u64(&header->published, number);
    latest->published = number;
    if (tenon_role_wake(&latest->arrivals.signal, latest->is_fenced)) {
        tenon_store_relaxed_u64(&header->wakes, tenon_load_relaxed_u64(&header->wakes) + 1);
    }
    return TENON_OK;
}

tenon_status tenon_latest_leave_writer(tenon_latest *latest) {
    if (!holds(latest)) {
        return TENON_OK;
    }
    latest->held_in = 0;
    tenon_status status = tenon_section_host_require_whole(latest->host);
    if (status == TENON_OK) {
        tenon_role_leave(latest->host, &latest->header->writer);
        /* A fence in any case: the flags say no more that somebody else has to run it. */
        (void)tenon_role_wake(&latest->arrivals.signal, false);
    }
    return status;
}
