/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* pthread_setname_np */
#include "events_threads.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void require(int error)
{
    if (error != 0) {
        abort();
    }
}

void events_start_thread(pthread_t *thread, void *(*body)(void *), void *argument, uint64_t stack)
{
    pthread_attr_t attributes;
    require(pthread_attr_init(&attributes));
    if (stack > 0) {
        require(pthread_attr_setstacksize(&attributes, (size_t)stack));
    }
    require(pthread_create(thread, &attributes, body, argument));
    require(pthread_attr_destroy(&attributes));
}

typedef struct named_body {
    void *(*body)(void *);
    void *argument;
    const char *name;
} named_body;

static void *run_named(void *argument)
{
    const named_body *named = argument;
    if (named->name != NULL) {
        require(pthread_setname_np(pthread_self(), named->name));
    }
    return named->body(named->argument);
}

void events_run_thread(void *(*body)(void *), void *argument, const char *name, uint64_t stack)
{
    named_body named = {body, argument, name};
    pthread_t thread;
    events_start_thread(&thread, run_named, &named, stack);
    require(pthread_join(thread, NULL));
}

typedef struct stack_use {
    uint64_t used;
    uint32_t times;
    uint32_t called;
} stack_use;

static void *emit_deep(void *argument)
{
    stack_use *use = argument;
    volatile char room[use->used + 1];
    const evt_tick tick = EVT_TICK_INIT;
    for (uint64_t i = 0; i < use->used; i += 1024) {
        room[use->used - i] = 1;
    }
    for (uint32_t i = 0; i < use->times; i++) {
        use->called += evt_on_tick_emit(&tick, i + (room[0] == 1), NULL, 0);
    }
    use->called |= tenon_callback_failed() ? EVT_CALL_FAILED : 0;
    return NULL;
}

uint32_t evt_emit_on_stack(uint64_t stack, uint64_t used, uint32_t times)
{
    stack_use use = {used, times, 0};
    events_run_thread(emit_deep, &use, NULL, stack);
    return use.called;
}

uint32_t evt_emit_deep(uint64_t used)
{
    stack_use use = {used, 1, 0};
    (void)emit_deep(&use);
    return use.called;
}

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t gate_changes = PTHREAD_COND_INITIALIZER;
static uint32_t waiting;
static uint64_t openings;

void evt_gate_wait(void)
{
    require(pthread_mutex_lock(&gate));
    uint64_t before = openings;
    waiting++;
    while (openings == before) {
        require(pthread_cond_wait(&gate_changes, &gate));
    }
    waiting--;
    require(pthread_mutex_unlock(&gate));
}

void evt_gate_open(void)
{
    require(pthread_mutex_lock(&gate));
    openings++;
    require(pthread_cond_broadcast(&gate_changes));
    require(pthread_mutex_unlock(&gate));
}

uint32_t evt_gate_waiting(void)
{
    require(pthread_mutex_lock(&gate));
    uint32_t result = waiting;
    require(pthread_mutex_unlock(&gate));
    return result;
}
