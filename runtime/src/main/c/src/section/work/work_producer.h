/* SPDX-License-Identifier: Apache-2.0 */
/* The producer's role of a work section. */
#ifndef TENON_SRC_SECTION_WORK_WORK_PRODUCER_H
#define TENON_SRC_SECTION_WORK_WORK_PRODUCER_H

#include "section/work/shared_work.h"

/* Whether this handle has the role, in this process. */
static inline bool tenon_work_holds(const tenon_work *work) {
    return TENON_LIKELY(work->producer.held_in == tenon_platform_generation());
}

/* Forgets what is claimed and not published. */
static inline void tenon_work_forget_claims(tenon_work_producer *producer) {
    producer->position = producer->shown_position;
    producer->next = producer->published;
}

/* Looks which tasks are over, and gives their room back; TENON_CORRUPT. */
tenon_status tenon_work_release(tenon_work *work);

/* Gives the role up; TENON_TRUNCATED when nobody can be told any more. */
tenon_status tenon_work_give_up_producer(tenon_work *work);

#endif
