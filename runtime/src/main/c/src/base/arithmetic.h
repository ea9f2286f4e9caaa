/* SPDX-License-Identifier: Apache-2.0 */
/* Arithmetic of sizes and alignments. */
#ifndef TENON_SRC_BASE_ARITHMETIC_H
#define TENON_SRC_BASE_ARITHMETIC_H

#include <stdbool.h>
#include <stdint.h>

static inline bool tenon_is_power_of_two(uint64_t value) {
    return value != 0 && (value & (value - 1)) == 0;
}

static inline uint64_t tenon_larger(uint64_t a, uint64_t b) { return a > b ? a : b; }

static inline uint64_t tenon_smaller(uint64_t a, uint64_t b) { return a < b ? a : b; }

/* Rounds up to a multiple of a power of two; false when the result does not fit into a file
 * offset. */
static inline bool tenon_align_up(uint64_t value, uint64_t alignment, uint64_t *result) {
    if (value > INT64_MAX - alignment) {
        return false;
    }
    *result = (value + alignment - 1) & ~(alignment - 1);
    return true;
}

#endif
