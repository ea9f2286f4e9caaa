/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * The library as a C program sees it, through what it exports. */
#include <errno.h>
#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include <level_meter/level_meter_callbacks.h>

#include "check.h"

#define RATE 48000
#define BLOCKS 100

static bool is_near(double value, double expected)
{
    return fabs(value - expected) < 0.01;
}

/* A source of BLOCKS blocks of direct current, which counts what happens to it. */
struct source {
    float value;
    int32_t error; /* returned instead of samples, when not zero */
    atomic_int released;
};

static int32_t give(void *context, float *samples, uint32_t count, uint64_t position)
{
    const struct source *source = context;
    const uint64_t rest = (uint64_t)BLOCKS * LM_BLOCK_FRAMES - position;
    const uint32_t filled = rest < count ? (uint32_t)rest : count;
    for (uint32_t i = 0; i < filled; i++) {
        samples[i] = source->value;
    }
    return source->error != 0 ? source->error : (int32_t)filled;
}

static void release(void *context)
{
    struct source *source = context;
    atomic_fetch_add(&source->released, 1);
}

/* Calls that the listeners got, of one meter at a time. */
struct heard {
    atomic_uint blocks;
    atomic_uint calls;
    atomic_uint clips;
    atomic_int ending;
    lm_clip_action answer;
};

static void on_block(void *context, const lm_on_block_event *events, uint32_t count)
{
    struct heard *heard = context;
    for (uint32_t i = 0; i < count; i++) {
        const unsigned before = atomic_fetch_add(&heard->blocks, 1);
        CHECK(events[i].position == (uint64_t)before * LM_BLOCK_FRAMES);
        CHECK(is_near(events[i].level.peak, events[i].level.rms));
    }
    atomic_fetch_add(&heard->calls, 1);
}

static lm_clip_action on_clip(void *context, uint32_t meter, uint64_t position, double peak)
{
    struct heard *heard = context;
    CHECK(meter > 0 && position % LM_BLOCK_FRAMES == 0 && peak >= 1);
    atomic_fetch_add(&heard->clips, 1);
    return heard->answer;
}

static void on_end(void *context, uint32_t meter, lm_ending ending)
{
    struct heard *heard = context;
    CHECK(meter > 0);
    atomic_store(&heard->ending, ending);
}

/* Lets a meter run to its end with listeners; returns its statistics. */
static lm_statistics run(struct source *source, struct heard *heard)
{
    tenon_registration registrations[3];
    const lm_on_block block = {.call = on_block, .context = heard};
    const lm_on_clip clip = {.call = on_clip, .context = heard};
    const lm_on_end end = {.call = on_end, .context = heard};
    CHECK(lm_on_block_register(&block, &registrations[0]) == TENON_OK);
    CHECK(lm_on_clip_register(&clip, &registrations[1]) == TENON_OK);
    CHECK(lm_on_end_register(&end, &registrations[2]) == TENON_OK);

    const lm_source samples = {.call = give, .release = release, .context = source};
    lm_meter *meter = lm_open_source("test", &samples, RATE, false);
    CHECK(meter != NULL);
    CHECK(strcmp(lm_meter_name(meter), "test") == 0);
    while (atomic_load(&source->released) == 0) {
        /* the thread of the meter does this last */
    }
    lm_meter_stop(meter);
    lm_statistics statistics;
    lm_meter_statistics(meter, &statistics);
    lm_meter_close(meter);

    CHECK(lm_on_block_unregister(&registrations[0]) == TENON_OK);
    CHECK(lm_on_clip_unregister(&registrations[1]) == TENON_OK);
    CHECK(lm_on_end_unregister(&registrations[2]) == TENON_OK);
    CHECK(atomic_load(&source->released) == 1);
    return statistics;
}

static void every_block_is_handed_over_in_batches(void)
{
    struct source source = {.value = 0.25f};
    struct heard heard = {.answer = LM_CLIP_ACTION_CARRY_ON};
    const lm_statistics statistics = run(&source, &heard);
    CHECK(statistics.blocks == BLOCKS && atomic_load(&heard.blocks) == BLOCKS);
    CHECK(statistics.frames == (uint64_t)BLOCKS * LM_BLOCK_FRAMES);
    CHECK(atomic_load(&heard.calls) < BLOCKS);
    CHECK(atomic_load(&heard.clips) == 0);
    CHECK(atomic_load(&heard.ending) == LM_ENDING_SOURCE_ENDED);
    CHECK(is_near(statistics.total.rms, 0.25));
}

static void listener_decides_what_follows_clipping(void)
{
    struct source hot = {.value = -1.5f};
    struct heard patient = {.answer = LM_CLIP_ACTION_CARRY_ON};
    CHECK(run(&hot, &patient).clips == BLOCKS);
    CHECK(atomic_load(&patient.clips) == BLOCKS);

    struct source again = {.value = -1.5f};
    struct heard strict = {.answer = LM_CLIP_ACTION_STOP};
    CHECK(run(&again, &strict).clips == 1);
    CHECK(atomic_load(&strict.blocks) == 1);
    CHECK(atomic_load(&strict.ending) == LM_ENDING_STOPPED);
}

static void source_that_fails_ends_its_meter(void)
{
    struct source source = {.error = -1};
    struct heard heard = {.answer = LM_CLIP_ACTION_CARRY_ON};
    CHECK(run(&source, &heard).blocks == 0);
    CHECK(atomic_load(&heard.ending) == LM_ENDING_SOURCE_FAILED);

    /* More samples than there is room for. */
    struct source liar = {.error = INT32_MAX};
    CHECK(run(&liar, &heard).blocks == 0);
    CHECK(atomic_load(&heard.ending) == LM_ENDING_SOURCE_FAILED);
}

static void meter_that_cannot_be_opened_says_why_and_releases_its_source(void)
{
    struct source source = {.value = 0};
    const lm_source samples = {.call = give, .release = release, .context = &source};
    char name[LM_MAX_NAME + 2] = {0};
    memset(name, 'n', sizeof name - 1);
    CHECK(lm_open_source(name, &samples, RATE, false) == NULL && errno == ENAMETOOLONG);
    CHECK(lm_open_source("slow", &samples, LM_MIN_RATE - 1, false) == NULL && errno == EINVAL);
    CHECK(atomic_load(&source.released) == 2);

    lm_tone tone = LM_TONE_INIT;
    tone.frequency = RATE / 2.0;
    CHECK(lm_open_tone("high", tone, RATE, false) == NULL && errno == EINVAL);
    tone.frequency = NAN;
    CHECK(lm_open_tone("none", tone, RATE, false) == NULL && errno == EINVAL);
}

static atomic_int closed_within;

static void close_from_within(void *context, uint32_t meter, lm_ending ending)
{
    lm_meter *_Atomic *opened = context;
    (void)meter;
    (void)ending;
    while (atomic_load(opened) == NULL) {
        /* until the other thread has it */
    }
    lm_meter_close(atomic_load(opened));
    atomic_store(&closed_within, 1);
}

static void meter_can_be_closed_by_its_own_callback(void)
{
    lm_meter *_Atomic opened = NULL;
    tenon_registration registration;
    const lm_on_end end = {.call = close_from_within, .context = (void *)&opened};
    CHECK(lm_on_end_register(&end, &registration) == TENON_OK);
    struct source source = {.value = 0};
    const lm_source samples = {.call = give, .release = release, .context = &source};
    atomic_store(&opened, lm_open_source("closes itself", &samples, RATE, false));
    while (atomic_load(&source.released) == 0) {
        /* the last thing that the meter's thread does with what is ours */
    }
    CHECK(atomic_load(&closed_within) == 1);
    CHECK(lm_on_end_unregister(&registration) == TENON_OK);
}

static void tones_have_the_levels_that_theory_gives_them(void)
{
    static const struct {
        lm_waveform waveform;
        double rms;
    } expected[] = {
        {LM_WAVEFORM_SINE, 0.5 * 0.70710678},
        {LM_WAVEFORM_SQUARE, 0.5},
        {LM_WAVEFORM_NOISE, 0.5 * 0.57735027},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        lm_tone tone = LM_TONE_INIT;
        tone.waveform = expected[i].waveform;
        lm_meter *meter = lm_open_tone("tone", tone, RATE, false);
        CHECK(meter != NULL);
        lm_statistics statistics;
        do {
            lm_meter_statistics(meter, &statistics);
        } while (statistics.frames < RATE);
        lm_meter_close(meter);
        CHECK(is_near(statistics.total.peak, 0.5));
        CHECK(is_near(statistics.total.rms, expected[i].rms));
    }
}

static void levels_of_samples_in_memory(void)
{
    const float samples[] = {0.5f, -1, 0.5f, 0};
    CHECK(lm_measure(samples, 4).peak == 1);
    CHECK(is_near(lm_measure(samples, 4).rms, sqrt(1.5 / 4)));
    CHECK(lm_measure(NULL, 0).peak == 0);
    CHECK(is_near(lm_decibels(0.5), -6.02));
    CHECK(isinf(lm_decibels(0)));

    struct source source = {.value = 0.25f};
    const lm_source all = {.call = give, .context = &source};
    lm_level level;
    CHECK(lm_measure_source(&all, 1000, &level) == 1000);
    CHECK(is_near(level.rms, 0.25));
    CHECK(lm_measure_source(&all, UINT64_MAX, &level) == BLOCKS * (int64_t)LM_BLOCK_FRAMES);
    source.error = -1;
    CHECK(lm_measure_source(&all, 1000, &level) == -1);
}

int main(void)
{
    levels_of_samples_in_memory();
    tones_have_the_levels_that_theory_gives_them();
    every_block_is_handed_over_in_batches();
    listener_decides_what_follows_clipping();
    source_that_fails_ends_its_meter();
    meter_that_cannot_be_opened_says_why_and_releases_its_source();
    meter_can_be_closed_by_its_own_callback();
    return EXIT_SUCCESS;
}
