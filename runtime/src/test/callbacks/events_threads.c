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
