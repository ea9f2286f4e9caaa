/* SPDX-License-Identifier: Apache-2.0 */
#include "tone.h"

#include <math.h>

#define TWO_PI 6.283185307179586

bool tone_begin(struct tone *tone, const lm_tone *what, uint32_t rate)
{
    const bool known = what->waveform == LM_WAVEFORM_SINE ||
                       what->waveform == LM_WAVEFORM_SQUARE || what->waveform == LM_WAVEFORM_NOISE;
    const bool audible = what->frequency > 0 && what->frequency < rate / 2.0;
    /* Written so that not-a-number is refused, too. */
    if (!known || !audible || !(what->amplitude >= 0 && what->amplitude <= 1e6)) {
        return false;
    }
    *tone = (struct tone){
        .tone = *what,
        .step = what->frequency / rate,
        .random = UINT64_C(0x9e3779b97f4a7c15),
    };
    return true;
}

/* From -1 to 1, by Marsaglia's xorshift64 ("Xorshift RNGs", 2003): no good for secrets. */
static double noise(uint64_t *state)
{
    uint64_t bits = *state;
    bits ^= bits << 13;
    bits ^= bits >> 7;
    bits ^= bits << 17;
    *state = bits;
    return (double)(bits >> 11) * 0x1p-52 - 1;
}

static double next(struct tone *tone)
{
    const double phase = tone->phase;
    tone->phase = fmod(phase + tone->step, 1);
    switch (tone->tone.waveform) {
    case LM_WAVEFORM_SINE:
        return sin(TWO_PI * phase);
    case LM_WAVEFORM_SQUARE:
        return phase < 0.5 ? 1 : -1;
    default:
        return noise(&tone->random);
    }
}

void tone_fill(struct tone *tone, float *samples, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        samples[i] = (float)(tone->tone.amplitude * next(tone));
    }
}
