/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * A meter and its thread: take a block of samples, measure it, tell the listeners. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include <level_meter/level_meter_callbacks.h>

#include "clock.h"
#include "loudness.h"
#include "tone.h"

/* Longest time that a level waits for others that go to Java in one batch. */
#define MAX_AGE_NS (NANOSECONDS_PER_SECOND / 25)

/* As many as the schema lets listen. */
#define CLIP_LISTENERS 16

struct lm_meter {
    char name[LM_MAX_NAME + 1];
    uint32_t number;
    uint32_t rate;
    bool paced;

    /* One of the two gives the samples: source.call is NULL when it is the tone. */
    struct tone tone;
    lm_source source;

    pthread_t thread;
    atomic_bool stopping;
    bool closed_from_within; /* then the thread frees the meter; touched by the thread only */
    pthread_mutex_t join_lock;
    bool joined;

    /* The next members belong to the thread ... */
    lm_on_block_batch batch;
    struct loudness total;
    lm_statistics statistics;
    /* ... and this is the copy for others. */
    pthread_mutex_t copy_lock;
    lm_statistics copy;
};

static _Atomic uint32_t last_number;

/* Fills a block. Returns how many samples there are, or -1 when the source failed. */
static int32_t take(lm_meter *meter, float *samples)
{
    if (meter->source.call == NULL) {
        tone_fill(&meter->tone, samples, LM_BLOCK_FRAMES);
        return LM_BLOCK_FRAMES;
    }
    const int32_t filled = meter->source.call(meter->source.context, samples, LM_BLOCK_FRAMES,
                                              meter->total.samples);
    return filled > (int32_t)LM_BLOCK_FRAMES ? -1 : filled;
}

/* Asks all listeners; one is enough to stop. */
static bool carry_on_after_clip(const lm_meter *meter, uint64_t position, double peak)
{
    lm_clip_action wanted[CLIP_LISTENERS];
    const uint32_t asked =
        lm_on_clip_emit(meter->number, position, peak, wanted, CLIP_LISTENERS);
    for (uint32_t i = 0; i < asked; i++) {
        if (wanted[i] == LM_CLIP_ACTION_STOP) {
            return false;
        }
    }
    return true;
}

/* Returns whether to carry on. */
static bool measure(lm_meter *meter, const float *samples, uint32_t count)
{
    const uint64_t position = meter->total.samples;
    struct loudness block = {0};
    loudness_add(&block, samples, count);
    const lm_level level = loudness_level(&block);
    const bool clipped = level.peak >= 1;

    loudness_merge(&meter->total, &block);
    meter->statistics.frames = meter->total.samples;
    meter->statistics.blocks++;
    meter->statistics.clips += clipped;
    meter->statistics.total = loudness_level(&meter->total);
    pthread_mutex_lock(&meter->copy_lock);
    meter->copy = meter->statistics;
    pthread_mutex_unlock(&meter->copy_lock);

    lm_on_block_batch_add(&meter->batch, meter->number, position, &level);
    lm_on_block_batch_tick(&meter->batch, clock_now_ns(), MAX_AGE_NS);
    return !clipped || carry_on_after_clip(meter, position, level.peak);
}

static lm_ending run(lm_meter *meter)
{
    float samples[LM_BLOCK_FRAMES];
    const uint64_t start_ns = clock_now_ns();
    while (!atomic_load(&meter->stopping)) {
        const int32_t taken = take(meter, samples);
        if (taken < 0) {
            return LM_ENDING_SOURCE_FAILED;
        }
        if (taken > 0 && !measure(meter, samples, (uint32_t)taken)) {
            return LM_ENDING_STOPPED;
        }
        if (taken < (int32_t)LM_BLOCK_FRAMES) {
            return LM_ENDING_SOURCE_ENDED;
        }
        if (meter->paced) {
            const uint64_t seconds = meter->total.samples / meter->rate;
            const uint64_t frames = meter->total.samples % meter->rate;
            clock_sleep_until(start_ns + seconds * NANOSECONDS_PER_SECOND +
                              frames * NANOSECONDS_PER_SECOND / meter->rate);
        }
    }
    return LM_ENDING_CLOSED;
}

static void release(lm_source *source)
{
    if (source->release != NULL) {
        source->release(source->context);
    }
    *source = (lm_source){0};
}

static void free_meter(lm_meter *meter)
{
    pthread_mutex_destroy(&meter->copy_lock);
    pthread_mutex_destroy(&meter->join_lock);
    free(meter);
}

static void *thread_main(void *argument)
{
    lm_meter *meter = argument;
    const lm_ending ending = run(meter);
    lm_on_block_batch_flush(&meter->batch);
    lm_on_end_emit(meter->number, ending);
    /* By the thread that called it: after this nobody does. */
    release(&meter->source);
    if (meter->closed_from_within) {
        free_meter(meter);
    }
    return NULL;
}

/* Takes the source over in any case. Returns NULL and sets errno. */
static lm_meter *open_meter(const char *name, const lm_tone *tone, lm_source source, uint32_t rate,
                            bool paced)
{
    int error = 0;
    lm_meter *meter = calloc(1, sizeof *meter);
    if (meter == NULL) {
        error = ENOMEM;
    } else if (rate < LM_MIN_RATE || rate > LM_MAX_RATE ||
               (tone != NULL && !tone_begin(&meter->tone, tone, rate))) {
        error = EINVAL;
    } else if (strlen(name) > LM_MAX_NAME) {
        error = ENAMETOOLONG;
    } else {
        strcpy(meter->name, name);
        meter->number = atomic_fetch_add(&last_number, 1) + 1;
        meter->rate = rate;
        meter->paced = paced;
        meter->source = source;
        pthread_mutex_init(&meter->copy_lock, NULL);
        pthread_mutex_init(&meter->join_lock, NULL);
        error = pthread_create(&meter->thread, NULL, thread_main, meter);
        if (error != 0) {
            pthread_mutex_destroy(&meter->join_lock);
            pthread_mutex_destroy(&meter->copy_lock);
        }
    }
    if (error != 0) {
        free(meter);
        release(&source);
        errno = error; /* last: what was called above may have set it */
        return NULL;
    }
    return meter;
}

lm_meter *lm_open_tone(const char *name, lm_tone tone, uint32_t rate, bool paced)
{
    return open_meter(name, &tone, (lm_source){0}, rate, paced);
}

lm_meter *lm_open_source(const char *name, const lm_source *source, uint32_t rate, bool paced)
{
    return open_meter(name, NULL, *source, rate, paced);
}

uint32_t lm_meter_number(lm_meter *meter)
{
    return meter->number;
}

const char *lm_meter_name(lm_meter *meter)
{
    return meter->name;
}

void lm_meter_statistics(lm_meter *meter, lm_statistics *statistics)
{
    pthread_mutex_lock(&meter->copy_lock);
    *statistics = meter->copy;
    pthread_mutex_unlock(&meter->copy_lock);
}

static bool is_own_thread(const lm_meter *meter)
{
    return pthread_equal(meter->thread, pthread_self());
}

void lm_meter_stop(lm_meter *meter)
{
    atomic_store(&meter->stopping, true);
    if (is_own_thread(meter)) {
        return; /* it is in one of its callbacks, and cannot wait for itself */
    }
    pthread_mutex_lock(&meter->join_lock);
    if (!meter->joined) {
        pthread_join(meter->thread, NULL);
        meter->joined = true;
    }
    pthread_mutex_unlock(&meter->join_lock);
}

void lm_meter_close(lm_meter *meter)
{
    lm_meter_stop(meter);
    if (is_own_thread(meter)) {
        meter->closed_from_within = true;
        pthread_detach(meter->thread);
    } else {
        free_meter(meter);
    }
}
