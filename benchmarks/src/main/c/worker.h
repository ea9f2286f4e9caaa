/* SPDX-License-Identifier: Apache-2.0 */
/* A process of the benchmarks: does what the harness asks for on standard input. */
#ifndef BENCHMARKS_WORKER_H
#define BENCHMARKS_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most messages that one look hands over, as in Receiver.java. */
#define WORKER_LIMIT 256

/* What the harness asks for; as in Request.java. */
typedef struct worker_request {
    int64_t count;   /* operations to do */
    int64_t silence; /* nanoseconds to be idle before each of them; they are not counted */
    int64_t *times;  /* room for the nanoseconds of each operation; NULL when nobody asks */
} worker_request;

/* Does count operations; returns the nanoseconds that they took, or 0 when another process of the
 * same contender measures. */
typedef int64_t (*worker_task)(void *state, const worker_request *request);

/* A task by its name. */
typedef struct worker_named_task {
    const char *name;
    worker_task task;
} worker_named_task;

/* Finds a task among count of them; NULL if none has the name. */
worker_task worker_find(const worker_named_task *tasks, size_t count, const char *name);

/* Says that the process is ready, then answers requests until standard input ends. Returns the
 * status to exit with. */
int worker_serve(worker_task task, void *state);

/* Prints "worker: <what>: <detail>" to standard error and ends the process with status 1. */
_Noreturn void worker_fail(const char *what, const char *detail);

/* As worker_fail, with the text of errno as the detail. */
_Noreturn void worker_fail_errno(const char *what);

/* Fails unless sum is that of all words of the messages 0 to count - 1, where the words of message
 * n are n, n + 1 and so on: nothing is measured that did not arrive. */
void worker_check_sum(int64_t sum, int64_t count, int64_t words);

/* Maps the first bytes of a file for reading and writing, shared; fails if that cannot be done. */
void *worker_map(const char *file, size_t bytes);

/* As worker_map; the process that is started first clears what processes before it have left. */
void *worker_map_ring(const char *file, size_t bytes, bool first);

/* Nanoseconds of the monotonic clock. */
int64_t worker_now(void);

/* Is idle for that many nanoseconds: spins through short ones, for which a timer is too coarse,
 * and sleeps through others. */
void worker_be_silent(int64_t nanoseconds);

/* A hint to the processor that we spin. */
static inline void worker_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("isb" ::: "memory");
#endif
}

/* Sends the messages 0 to count - 1. */
static inline int64_t worker_send_all(void (*send)(void *state, int64_t number), void *state,
                                      const worker_request *request) {
    for (int64_t number = 0; number < request->count; number++) {
        send(state, number);
    }
    return 0;
}

/* Looks until count messages have arrived; returns the nanoseconds from the arrival of the first
 * one to that of the last one, as the Java side does. */
static inline int64_t worker_receive_all(uint32_t (*look)(void *state), void *state,
                                         const worker_request *request) {
    int64_t received = 0;
    int64_t start = 0;
    while (received < request->count) {
        uint32_t arrived = look(state);
        if (arrived == 0) {
            worker_pause();
        } else if (received == 0) {
            start = worker_now();
        }
        received += arrived;
    }
    return worker_now() - start;
}

/* Does round trips one after the other and measures them together or, if asked to, each. */
static inline int64_t worker_drive(void (*exchange)(void *state, int64_t number), void *state,
                                   const worker_request *request) {
    int64_t start = worker_now();
    if (request->silence == 0 && request->times == NULL) {
        for (int64_t number = 0; number < request->count; number++) {
            exchange(state, number);
        }
        return worker_now() - start;
    }
    int64_t total = 0;
    for (int64_t number = 0; number < request->count; number++) {
        if (request->silence != 0) {
            worker_be_silent(request->silence);
            start = worker_now();
        }
        exchange(state, number);
        /* The end of one is the start of the next: one look at the clock for each. */
        int64_t end = worker_now();
        if (request->times != NULL) {
            request->times[number] = end - start;
        }
        total += end - start;
        start = end;
    }
    return total;
}

#endif
