/* SPDX-License-Identifier: Apache-2.0 */
#include "loudness.h"

#include <math.h>

#include <level_meter/level_meter_callbacks.h>

void loudness_add(struct loudness *loudness, const float *samples, uint32_t count)
{
    double peak = loudness->peak;
    double sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        const double sample = samples[i];
        peak = fmax(peak, fabs(sample));
        sum += sample * sample;
    }
    loudness->samples += count;
    loudness->peak = peak;
    loudness->sum_of_squares += sum;
}

void loudness_merge(struct loudness *loudness, const struct loudness *other)
{
    loudness->samples += other->samples;
    loudness->peak = fmax(loudness->peak, other->peak);
    loudness->sum_of_squares += other->sum_of_squares;
}

lm_level loudness_level(const struct loudness *loudness)
{
    lm_level level = LM_LEVEL_INIT;
    if (loudness->samples > 0) {
        level.peak = loudness->peak;
        level.rms = sqrt(loudness->sum_of_squares / (double)loudness->samples);
    }
    return level;
}

/* The functions of the schema that need no meter. */

const char *lm_library_name(void)
{
    return "level meter 1.0";
}

double lm_decibels(double amplitude)
{
    return 20 * log10(amplitude);
}

lm_level lm_measure(const float *samples, uint32_t count)
{
    struct loudness loudness = {0};
    loudness_add(&loudness, samples, count);
    return loudness_level(&loudness);
}

int64_t lm_measure_source(const lm_source *source, uint64_t frames, lm_level *level)
{
    struct loudness loudness = {0};
    float samples[LM_BLOCK_FRAMES];
    while (loudness.samples < frames) {
        const uint64_t missing = frames - loudness.samples;
        const uint32_t wanted = missing < LM_BLOCK_FRAMES ? (uint32_t)missing : LM_BLOCK_FRAMES;
        const int32_t filled = source->call(source->context, samples, wanted, loudness.samples);
        if (filled < 0 || (uint32_t)filled > wanted) {
            return -1;
        }
        loudness_add(&loudness, samples, (uint32_t)filled);
        if ((uint32_t)filled < wanted) {
            break;
        }
    }
    if (level != NULL) {
        *level = loudness_level(&loudness);
    }
    return (int64_t)loudness.samples;
}
