/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the machine can do at best, without a queue: two processes pass a number to and fro in a
 * mapped file, by two words that lie 128 bytes apart.
 *
 *   bare_worker drive|echo|wake-drive|wake-echo FILE
 *
 * "drive" measures round trips while both sides spin. With "wake" the echo sleeps in a futex, and
 * the driver waits a millisecond before each round trip so that it does.
 */
#define _GNU_SOURCE
#include <limits.h>
#include <linux/futex.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "worker.h"

#define IDLE_NANOSECONDS 1000000

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

static int64_t drive(void *state, int64_t count) {
    lines *shared = state;
    int64_t start = worker_now();
    for (int64_t i = 1; i <= count; i++) {
        __atomic_store_n(&shared->there.value, (uint32_t)i, __ATOMIC_RELEASE);
        spin_until(&shared->back.value, (uint32_t)i);
    }
    return worker_now() - start;
}

static int64_t echo(void *state, int64_t count) {
    lines *shared = state;
    for (int64_t i = 1; i <= count; i++) {
        spin_until(&shared->there.value, (uint32_t)i);
        __atomic_store_n(&shared->back.value, (uint32_t)i, __ATOMIC_RELEASE);
    }
    return 0;
}

static int64_t wake_drive(void *state, int64_t count) {
    lines *shared = state;
    int64_t total = 0;
    for (int64_t i = 1; i <= count; i++) {
        worker_sleep(IDLE_NANOSECONDS);
        int64_t start = worker_now();
        __atomic_store_n(&shared->there.value, (uint32_t)i, __ATOMIC_SEQ_CST);
        syscall(SYS_futex, &shared->there.value, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
        spin_until(&shared->back.value, (uint32_t)i);
        total += worker_now() - start;
    }
    return total;
}

static int64_t wake_echo(void *state, int64_t count) {
    lines *shared = state;
    uint32_t seen = __atomic_load_n(&shared->back.value, __ATOMIC_ACQUIRE);
    for (int64_t i = 1; i <= count; i++) {
        uint32_t value;
        while ((value = __atomic_load_n(&shared->there.value, __ATOMIC_ACQUIRE)) == seen) {
            syscall(SYS_futex, &shared->there.value, FUTEX_WAIT, seen, NULL, NULL, 0);
        }
        seen = value;
        __atomic_store_n(&shared->back.value, value, __ATOMIC_RELEASE);
    }
    return 0;
}

static const struct {
    const char *name;
    worker_task task;
} tasks[] = {
    {"drive", drive}, {"echo", echo}, {"wake-drive", wake_drive}, {"wake-echo", wake_echo}};

int main(int argc, char **argv) {
    if (argc != 3) {
        worker_fail("usage", "bare_worker TASK FILE");
    }
    lines *shared = worker_map(argv[2], sizeof *shared);
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
        if (strcmp(argv[1], tasks[i].name) == 0) {
            return worker_serve(tasks[i].task, shared);
        }
    }
    worker_fail("no such task", argv[1]);
}
