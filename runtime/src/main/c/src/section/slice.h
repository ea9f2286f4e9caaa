/* SPDX-License-Identifier: Apache-2.0 */
/* The longest time between two looks whether a peer lives. */
#ifndef TENON_SRC_SECTION_SLICE_H
#define TENON_SRC_SECTION_SLICE_H

#include <tenon_format/tenon_format.h>

/* The test of wake-ups makes it so long that a missed one shows. */
#ifndef TENON_LOOK_NANOSECONDS
#define TENON_LOOK_NANOSECONDS TENON_SLICE_NANOSECONDS
#endif

/* The time behind which a wait looks first whether the owner of what it waits for lives. */
#define TENON_FIRST_LOOK_NANOSECONDS                                                             \
    (TENON_LOOK_NANOSECONDS / (TENON_SLICE_NANOSECONDS / TENON_FIRST_OWNER_LOOK_NANOSECONDS))

#endif
