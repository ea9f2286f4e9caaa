/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of a wait for what others own, behind which the waiter looks whether they live: soon at
 * first, because an owner may have died long ago, then less and less often. */
#ifndef TENON_SRC_SECTION_OWNER_LOOK_H
#define TENON_SRC_SECTION_OWNER_LOOK_H

#include "base/arithmetic.h"
#include "section/slice.h"
#include "section/wait_policy.h"

typedef struct tenon_owner_look {
    uint64_t nanoseconds; /* of the next part */
} tenon_owner_look;

static inline tenon_owner_look tenon_owner_look_begin(void) {
    return (tenon_owner_look){TENON_FIRST_LOOK_NANOSECONDS};
}

/* The next part of a wait. */
static inline tenon_wait_time tenon_owner_look_next(tenon_owner_look *look,
                                                    tenon_wait_time *wait) {
    tenon_wait_time part = tenon_wait_part_of(wait, look->nanoseconds);
    look->nanoseconds = tenon_smaller(2 * look->nanoseconds, TENON_LOOK_NANOSECONDS);
    return part;
}

#endif
