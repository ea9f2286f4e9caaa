/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Makes the samples of a test signal. */
#ifndef TONE_H
#define TONE_H

#include <stdbool.h>

#include <level_meter/level_meter.h>

struct tone {
    lm_tone tone;
    double step;     /* part of a period from sample to sample */
    double phase;    /* of the next sample, from 0 to 1 */
    uint64_t random; /* state of the noise */
};

/** Returns false when the tone has a waveform, frequency or amplitude that cannot be. */
bool tone_begin(struct tone *tone, const lm_tone *what, uint32_t rate);

/** Makes the next samples. */
void tone_fill(struct tone *tone, float *samples, uint32_t count);

#endif
