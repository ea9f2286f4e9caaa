/* SPDX-License-Identifier: Apache-2.0 */
#include "region/membership.h"

#include <string.h>

#include <tenon/atomic.h>

#include "base/failure.h"
#include "platform/platform.h"

/* Lookers read at any time: a word is never half a word, a label may be half a label. */
void tenon_membership_label(tenon_participant *slots, uint32_t slot, const char *label,
                            size_t size) {
    uint64_t words[TENON_LABEL_BYTES / sizeof(uint64_t)] = {0};
    memcpy(words, label, size);
    uint64_t *shared = (void *)slots[slot].label;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        tenon_store_relaxed_u64(&shared[i], words[i]);
    }
}

void tenon_membership_announce_abilities(tenon_participant *slots, uint32_t slot) {
    tenon_store_relaxed_u32(&slots[slot].flags, TENON_PARTICIPANT_FLAGS_CAN_WAKE);
    tenon_platform_fence();
}

/* Whether the slot is the own one now. Its former holder's label must not become the own. */
static bool take(tenon_participant *slots, uint32_t slot, uint64_t holder, uint64_t identity) {
    if (!tenon_compare_exchange_u64(&slots[slot].identity, holder, identity)) {
        return false;
    }
    tenon_membership_label(slots, slot, "", 0);
    (void)tenon_fetch_add_u32(&slots[slot].generation, 1);
    tenon_membership_announce_abilities(slots, slot);
    return true;
}

/* The exchanges guard against a participant that closes without the lock after a time-out. */
tenon_status tenon_membership_join(tenon_participant *slots, uint64_t identity, uint32_t *slot) {
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        if (take(slots, i, 0, identity)) {
            *slot = i;
            return TENON_OK;
        }
    }
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        uint64_t holder = tenon_load_acquire_u64(&slots[i].identity);
        if ((holder == 0 || tenon_platform_alive(holder) == TENON_NO) &&
            take(slots, i, holder, identity)) {
            *slot = i;
            return TENON_OK;
        }
    }
    return tenon_fail(TENON_LIMIT, "all %u participant slots of the region are taken",
                      (unsigned)TENON_PARTICIPANT_SLOTS);
}

void tenon_membership_leave(tenon_participant *slots, uint32_t slot, uint64_t identity) {
    (void)tenon_compare_exchange_u64(&slots[slot].identity, identity, 0);
}

tenon_answer tenon_membership_lives(const tenon_participant *slots) {
    tenon_answer answer = TENON_NO;
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS && answer != TENON_YES; i++) {
        uint64_t identity = tenon_load_acquire_u64(&slots[i].identity);
        tenon_answer alive = identity != 0 ? tenon_platform_alive(identity) : TENON_NO;
        answer = alive != TENON_NO ? alive : answer;
    }
    return answer;
}
