/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the machine can do at best, without a queue: two processes pass a number to and fro in a
 * mapped file, by two words that lie 128 bytes apart.
 *
 *   bare_worker drive|echo|wake-drive|wake-echo|idle FILE
 *
 * "drive" and "echo" spin. "wake-echo" sleeps in a futex until "wake-drive" wakes it. "idle" sleeps
 * in a futex that nobody wakes, for as many milliseconds as there are operations.
 */
#define _GNU_SOURCE
#include <limits.h>
#include <linux/futex.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "worker.h"

typedef struct line {
    _Alignas(128) uint32_t value;
} line;

typedef struct lines {
    line there;
    line back;
} lines;

static void spin_until(const uint32_t *word, uint32_t value) {
    while (__atomic_load_n(word, __ATOMIC_ACQUIRE) != value) {
        worker_pause();
    }
}

static void exchange(void *state, int64_t number) {
    lines *shared = state;
    uint32_t value = (uint32_t)number + 1;
    __atomic_store_n(&shared->there.value, value, __ATOMIC_RELEASE);
    spin_until(&shared->back.value, value);
}

static int64_t drive(void *state, const worker_request *request) {
    return worker_drive(exchange, state, request);
}

static int64_t echo(void *state, const worker_request *request) {
    lines *shared = state;
    for (int64_t i = 1; i <= request->count; i++) {
        spin_until(&shared->there.value, (uint32_t)i);
        __atomic_store_n(&shared->back.value, (uint32_t)i, __ATOMIC_RELEASE);
    }
    return 0;
}

static void waking_exchange(void *state, int64_t number) {
    lines *shared = state;
    uint32_t value = (uint32_t)number + 1;
    __atomic_store_n(&shared->there.value, value, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, &shared->there.value, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
    spin_until(&shared->back.value, value);
}

static int64_t wake_drive(void *state, const worker_request *request) {
    return worker_drive(waking_exchange, state, request);
}

static int64_t wake_echo(void *state, const worker_request *request) {
    lines *shared = state;
    uint32_t seen = __atomic_load_n(&shared->back.value, __ATOMIC_ACQUIRE);
    for (int64_t i = 1; i <= request->count; i++) {
        uint32_t value;
        while ((value = __atomic_load_n(&shared->there.value, __ATOMIC_ACQUIRE)) == seen) {
            syscall(SYS_futex, &shared->there.value, FUTEX_WAIT, seen, NULL, NULL, 0);
        }
        seen = value;
        __atomic_store_n(&shared->back.value, value, __ATOMIC_RELEASE);
    }
    return 0;
}

static int64_t idle(void *state, const worker_request *request) {
    lines *shared = state;
    struct timespec time = {(time_t)(request->count / 1000),
                            (long)(request->count % 1000 * 1000000)};
    int64_t start = worker_now();
    syscall(SYS_futex, &shared->there.value, FUTEX_WAIT, shared->there.value, &time, NULL, 0);
    return worker_now() - start;
}

static const worker_named_task tasks[] = {{"drive", drive},
                                          {"echo", echo},
                                          {"wake-drive", wake_drive},
                                          {"wake-echo", wake_echo},
                                          {"idle", idle}};

int main(int argc, char **argv) {
    if (argc != 3) {
        worker_fail("usage", "bare_worker TASK FILE");
    }
    worker_task task = worker_find(tasks, sizeof tasks / sizeof tasks[0], argv[1]);
    if (task == NULL) {
        worker_fail("no such task", argv[1]);
    }
    return worker_serve(task, worker_map(argv[2], sizeof(lines)));
}
