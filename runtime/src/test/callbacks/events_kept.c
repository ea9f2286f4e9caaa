/* SPDX-License-Identifier: Apache-2.0 */
/* Callbacks that C keeps, as it may and as it may not. */
#include <stdlib.h>

#include "events_threads.h"

/* Rewritten from the start when full: a test that makes very many releases each before the next. */
#define WATCHES 1024

static evt_on_tick watches[WATCHES];
static uint32_t next_watch;
static evt_on_tick stolen;

uint32_t evt_watch(const evt_on_tick *watcher)
{
    uint32_t watch = next_watch++ % WATCHES;
    watches[watch] = *watcher;
    return watch;
}

int32_t evt_watch_call(uint32_t watch, uint64_t sequence)
{
    evt_tick tick = EVT_TICK_INIT;
    tick.sequence = sequence;
    return watches[watch].call(watches[watch].context, &tick, sequence);
}

void evt_after_failure(const evt_on_tick *callback, uint32_t watch, int32_t *results,
                       uint32_t capacity)
{
    const evt_tick tick = EVT_TICK_INIT;
    if (capacity < 8) {
        return;
    }
    for (uint32_t i = 0; i < 4; i += 2) {
        results[i] = callback->call(callback->context, &tick, i);
        results[i + 1] = tenon_callback_failed();
    }
    evt_on_tick_emit(&tick, 4, &results[4], 1);
    results[5] = tenon_callback_failed();
    results[6] = evt_watch_call(watch, 6);
    results[7] = tenon_callback_failed();
}

void evt_call_two(const evt_on_tick *first, const evt_on_nest *second)
{
    const evt_tick tick = EVT_TICK_INIT;
    first->call(first->context, &tick, 0);
    second->call(second->context, 0);
    first->call(first->context, &tick, 1);
}

typedef struct watch_call {
    uint32_t watch;
    uint64_t sequence;
    int32_t result;
} watch_call;

static void *call_watch(void *argument)
{
    watch_call *call = argument;
    call->result = evt_watch_call(call->watch, call->sequence);
    return NULL;
}

int32_t evt_watch_call_elsewhere(uint32_t watch, uint64_t sequence)
{
    watch_call call = {watch, sequence, 0};
    events_run_thread(call_watch, &call, NULL, 0);
    return call.result;
}

void evt_watch_release(uint32_t watch)
{
    if (watches[watch].release != NULL) {
        watches[watch].release(watches[watch].context);
    }
}

void evt_steal(const evt_on_tick *callback)
{
    stolen = *callback;
}

int32_t evt_call_stolen(uint64_t sequence)
{
    evt_tick tick = EVT_TICK_INIT;
    return stolen.call(stolen.context, &tick, sequence);
}

int32_t evt_register_stolen(void)
{
    tenon_registration registration;
    tenon_status status = evt_on_tick_register(&stolen, &registration);
    if (status != TENON_OK) {
        return status;
    }
    int32_t result = -1000;
    evt_tick tick = EVT_TICK_INIT;
    evt_on_tick_emit(&tick, 0, &result, 1);
    status = evt_on_tick_unregister(&registration);
    return status != TENON_OK ? status : result;
}

int32_t evt_call_with_context(const evt_on_tick *callback, uint64_t context)
{
    evt_tick tick = EVT_TICK_INIT;
    return callback->call((void *)(uintptr_t)context, &tick, 0);
}

/* Counts of calls and releases of what C hands over. */
typedef struct handed {
    uint32_t calls;
    uint32_t releases;
} handed;

static handed counts;

static uint32_t count_call(void *context, uint32_t depth)
{
    handed *counter = context;
    __atomic_fetch_add(&counter->calls, 1, __ATOMIC_RELAXED);
    return depth + 1;
}

static void count_release(void *context)
{
    handed *counter = context;
    __atomic_fetch_add(&counter->releases, 1, __ATOMIC_RELAXED);
}

void evt_hand_over(const evt_on_handover *taker)
{
    const evt_on_nest callback = {count_call, count_release, &counts};
    taker->call(taker->context, &callback);
}

uint32_t evt_handed_calls(void)
{
    return __atomic_load_n(&counts.calls, __ATOMIC_RELAXED);
}

uint32_t evt_handed_releases(void)
{
    return __atomic_load_n(&counts.releases, __ATOMIC_RELAXED);
}
