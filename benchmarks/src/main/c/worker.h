/* SPDX-License-Identifier: Apache-2.0 */
/* A process of the benchmarks: does what the harness asks for on standard input. */
#ifndef BENCHMARKS_WORKER_H
#define BENCHMARKS_WORKER_H

#include <stddef.h>
#include <stdint.h>

/* Does count operations; returns the nanoseconds that they took, or 0 when another process of the
 * same contender measures. */
typedef int64_t (*worker_task)(void *state, int64_t count);

/* Says that the process is ready, then answers requests until standard input ends. Returns the
 * status to exit with. */
int worker_serve(worker_task task, void *state);

/* Prints "worker: <what>: <detail>" to standard error and ends the process with status 1. */
_Noreturn void worker_fail(const char *what, const char *detail);

/* Fails unless sum is that of all words of the messages 0 to count - 1, where the words of message
 * n are n, n + 1 and so on: nothing is measured that did not arrive. */
void worker_check_sum(int64_t sum, int64_t count, int64_t words);

/* Maps the first bytes of a file for reading and writing, shared; fails if that cannot be done. */
void *worker_map(const char *file, size_t bytes);

/* Nanoseconds of the monotonic clock. */
int64_t worker_now(void);

/* Sleeps for that many nanoseconds, less than a second. */
void worker_sleep(int64_t nanoseconds);

/* A hint to the processor that we spin. */
static inline void worker_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("isb" ::: "memory");
#endif
}

#endif
