/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Adds samples up to a level. */
#ifndef LOUDNESS_H
#define LOUDNESS_H

#include <level_meter/level_meter.h>

/** A level in the making. All zero: no samples yet. For one thread. */
struct loudness {
    uint64_t samples;
    double peak;
    double sum_of_squares;
};

void loudness_add(struct loudness *loudness, const float *samples, uint32_t count);

/** Adds all samples of another one. */
void loudness_merge(struct loudness *loudness, const struct loudness *other);

/** The level so far; silence when there are no samples. */
lm_level loudness_level(const struct loudness *loudness);

#endif
