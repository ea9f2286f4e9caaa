/* SPDX-License-Identifier: Apache-2.0 */
/* Threads that C makes. */
#ifndef EVENTS_THREADS_H
#define EVENTS_THREADS_H

#include <pthread.h>

#include <events/events_callbacks.h>

/* Starts a thread; stack is its size in bytes, 0 for the system's choice. Aborts when the system
 * refuses. */
void events_start_thread(pthread_t *thread, void *(*body)(void *), void *argument, uint64_t stack);

/* Runs body on a thread of this name, which may be NULL, and waits for its end. */
void events_run_thread(void *(*body)(void *), void *argument, const char *name, uint64_t stack);

#endif
