/* SPDX-License-Identifier: Apache-2.0 */
/* The participants of a region: who is attached, by slot. */
#ifndef TENON_SRC_REGION_MEMBERSHIP_H
#define TENON_SRC_REGION_MEMBERSHIP_H

#include <tenon/status.h>
#include <tenon_format/tenon_format.h>

#include "platform/platform.h"

/* Takes a free slot, or that of a dead process. The registration lock is held. */
tenon_status tenon_membership_join(tenon_participant *slots, uint64_t identity, uint32_t *slot);

/* Says what the participant of a slot can do, before it does anything else. */
void tenon_membership_announce_abilities(tenon_participant *slots, uint32_t slot);

/* Replaces the label of a slot, which is that of this process. At most TENON_LABEL_BYTES. */
void tenon_membership_label(tenon_participant *slots, uint32_t slot, const char *label,
                            size_t size);

/* Frees the slot, unless somebody took it from this process. */
void tenon_membership_leave(tenon_participant *slots, uint32_t slot, uint64_t identity);

/* Whether anybody lives who is registered in shared memory, or in a copy of it. */
tenon_answer tenon_membership_lives(const tenon_participant *slots);

#endif
