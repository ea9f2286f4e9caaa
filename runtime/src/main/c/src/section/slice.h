/* SPDX-License-Identifier: Apache-2.0 */
/* The longest time between two looks whether a peer lives. */
#ifndef TENON_SRC_SECTION_SLICE_H
#define TENON_SRC_SECTION_SLICE_H

/* The test of wake-ups makes it so long that a missed one shows. */
#ifndef TENON_SLICE_NANOSECONDS
#define TENON_SLICE_NANOSECONDS UINT64_C(100000000)
#endif

#endif
