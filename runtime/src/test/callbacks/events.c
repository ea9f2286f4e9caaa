/* SPDX-License-Identifier: Apache-2.0 */
/* The library of events.tenon.yaml: emits, keeps callbacks longer or shorter than it may, and calls
 * from threads that Java has never heard of. */
#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include "events_threads.h"
#include "newcomers.h"

static int32_t failed = -1000;

static evt_tick tick_of(uint64_t sequence, uint32_t emitter)
{
    evt_tick tick = EVT_TICK_INIT;
    tick.sequence = sequence;
    tick.price = (double)sequence / 4;
    tick.emitter = emitter;
    return tick;
}

uint64_t evt_emit_ticks(uint64_t count)
{
    uint64_t calls = 0;
    for (uint64_t sequence = 0; sequence < count; sequence++) {
        evt_tick tick = tick_of(sequence, 0);
        calls += evt_on_tick_emit(&tick, sequence, NULL, 0);
    }
    return calls;
}

uint32_t evt_emit_results(uint64_t sequence, int32_t *results, uint32_t capacity)
{
    evt_tick tick = tick_of(sequence, 0);
    return evt_on_tick_emit(&tick, sequence, results, capacity);
}

uint32_t evt_emit_signal(uint64_t number)
{
    return evt_on_signal_emit(number);
}

int32_t evt_emit_same(uint64_t number)
{
    int32_t result = failed;
    evt_on_same_emit(number, &result, 1);
    return result;
}

typedef struct same_call {
    uint64_t number;
    const evt_on_same *callback;
    int32_t result;
} same_call;

static void *emit_same_on_thread(void *argument)
{
    same_call *call = argument;
    call->result = call->callback == NULL
                       ? evt_emit_same(call->number)
                       : call->callback->call(call->callback->context, call->number);
    return NULL;
}

int32_t evt_emit_same_elsewhere(uint64_t number)
{
    same_call call = {number, NULL, failed};
    events_run_thread(emit_same_on_thread, &call, NULL, 0);
    return call.result;
}

int32_t evt_call_same_elsewhere(const evt_on_same *callback, uint64_t number)
{
    same_call call = {number, callback, failed};
    events_run_thread(emit_same_on_thread, &call, NULL, 0);
    return call.result;
}

#define MOST_THREADS 16

static pthread_t storm[MOST_THREADS];
static uint32_t storm_threads;
static uint64_t storm_calls;
static int storm_ends;

static void *emit_until_the_storm_ends(void *argument)
{
    uint32_t emitter = (uint32_t)(uintptr_t)argument;
    uint64_t calls = 0;
    for (uint64_t sequence = 0; !__atomic_load_n(&storm_ends, __ATOMIC_ACQUIRE); sequence++) {
        evt_tick tick = tick_of(sequence, emitter);
        calls += evt_on_tick_emit(&tick, sequence, NULL, 0);
    }
    __atomic_fetch_add(&storm_calls, calls, __ATOMIC_RELAXED);
    return NULL;
}

void evt_storm_start(uint32_t threads)
{
    storm_threads = threads < MOST_THREADS ? threads : MOST_THREADS;
    storm_calls = 0;
    __atomic_store_n(&storm_ends, 0, __ATOMIC_RELEASE);
    for (uint32_t i = 0; i < storm_threads; i++) {
        events_start_thread(&storm[i], emit_until_the_storm_ends, (void *)(uintptr_t)(i + 1), 0);
    }
}

uint64_t evt_storm_stop(void)
{
    __atomic_store_n(&storm_ends, 1, __ATOMIC_RELEASE);
    for (uint32_t i = 0; i < storm_threads; i++) {
        pthread_join(storm[i], NULL);
    }
    storm_threads = 0;
    return storm_calls;
}

static void *emit_once(void *argument)
{
    evt_tick tick = tick_of(0, 0);
    evt_on_tick_emit(&tick, 0, NULL, 0);
    newcomer_has_called();
    return argument;
}

static void *start_newcomers(void *argument)
{
    for (;;) {
        events_run_thread(emit_once, NULL, NULL, 0);
    }
    return argument;
}

void evt_newcomers_start(uint32_t threads)
{
    for (uint32_t i = 0; i < threads; i++) {
        pthread_t thread;
        events_start_thread(&thread, start_newcomers, NULL, 0);
    }
}

typedef struct tick_calls {
    const evt_on_tick *callback;
    uint64_t times;
    int32_t expected;
    uint64_t as_expected;
} tick_calls;

static void *call_ticks(void *argument)
{
    tick_calls *calls = argument;
    for (uint64_t sequence = 0; sequence < calls->times; sequence++) {
        evt_tick tick = tick_of(sequence, 0);
        int32_t result = calls->callback->call(calls->callback->context, &tick, sequence);
        calls->as_expected += result == calls->expected;
    }
    return NULL;
}

static uint64_t last_as_expected;

uint64_t evt_call_tick(const evt_on_tick *callback, uint64_t times, int32_t expected)
{
    tick_calls calls = {callback, times, expected, 0};
    call_ticks(&calls);
    last_as_expected = calls.as_expected;
    return calls.as_expected;
}

uint64_t evt_as_expected(void)
{
    return last_as_expected;
}

uint64_t evt_call_tick_elsewhere(const evt_on_tick *callback, uint64_t times, int32_t expected)
{
    tick_calls calls = {callback, times, expected, 0};
    events_run_thread(call_ticks, &calls, NULL, 0);
    return calls.as_expected;
}

static void *do_work(void *argument)
{
    const evt_on_work *work = argument;
    work->call(work->context);
    return NULL;
}

void evt_run_on_thread(const evt_on_work *work, const char *name, uint64_t stack)
{
    evt_on_work copy = *work;
    events_run_thread(do_work, &copy, name, stack);
}

void evt_run_blocking(const evt_on_work *work)
{
    work->call(work->context);
}

uint32_t evt_nest(const evt_on_nest *callback, uint32_t depth)
{
    return callback->call(callback->context, depth);
}

static evt_on_events_batch batch;

void evt_batch_add(uint64_t sequence)
{
    evt_tick tick = tick_of(sequence, 0);
    evt_on_events_batch_add(&batch, &tick, (uint8_t)sequence, sequence % 2 == 1);
}

uint32_t evt_batch_flush(void)
{
    return evt_on_events_batch_flush(&batch);
}

uint32_t evt_batch_tick(uint64_t now, uint64_t max_age)
{
    return evt_on_events_batch_tick(&batch, now, max_age);
}
