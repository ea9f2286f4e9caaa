/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define NANOSECONDS_OF_SECOND INT64_C(1000000000)
#define SHORTEST_SLEEP_NANOSECONDS 100000

worker_task worker_find(const worker_named_task *tasks, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(tasks[i].name, name) == 0) {
            return tasks[i].task;
        }
    }
    return NULL;
}

static void answer(worker_task task, void *state, const worker_request *request) {
    /* C has no heap of Java's to allocate on, and no task here misses any: hence the zeros. */
    printf("%" PRId64 " 0 0", task(state, request));
    for (int64_t i = 0; request->times != NULL && i < request->count; i++) {
        printf(" %" PRId64, request->times[i]);
    }
    puts("");
    fflush(stdout);
}

int worker_serve(worker_task task, void *state) {
    char line[64];
    puts("");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL) {
        worker_request request = {0, 0, NULL};
        char *rest;
        request.count = strtoll(line, &rest, 10);
        request.silence = strtoll(rest, &rest, 10);
        int each = strtoll(rest, NULL, 10) != 0;
        if (request.count <= 0 || request.silence < 0) {
            worker_fail("not a request", line);
        }
        if (each) {
            /* Touched before, so that no page faults are measured. */
            size_t bytes = (size_t)request.count * sizeof *request.times;
            request.times = malloc(bytes);
            if (request.times == NULL) {
                worker_fail_errno("malloc");
            }
            memset(request.times, 0xff, bytes);
        }
        answer(task, state, &request);
        free(request.times);
    }
    return ferror(stdin) || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

void worker_fail(const char *what, const char *detail) {
    fprintf(stderr, "worker: %s: %s\n", what, detail);
    exit(EXIT_FAILURE);
}

void worker_fail_errno(const char *what) {
    worker_fail(what, strerror(errno));
}

void worker_check_sum(int64_t sum, int64_t count, int64_t words) {
    if (sum != words * (count * (count - 1) / 2) + count * (words * (words - 1) / 2)) {
        worker_fail("receive", "what arrived is not what was sent");
    }
}

void *worker_map(const char *file, size_t bytes) {
    int descriptor = open(file, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) {
        worker_fail_errno(file);
    }
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (memory == MAP_FAILED) {
        worker_fail_errno("mmap");
    }
    close(descriptor);
    return memory;
}

void *worker_map_ring(const char *file, size_t bytes, bool first) {
    void *memory = worker_map(file, bytes);
    if (first) {
        memset(memory, 0, bytes);
    }
    return memory;
}

int64_t worker_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * NANOSECONDS_OF_SECOND + now.tv_nsec;
}

void worker_be_silent(int64_t nanoseconds) {
    if (nanoseconds < SHORTEST_SLEEP_NANOSECONDS) {
        for (int64_t end = worker_now() + nanoseconds; worker_now() < end;) {
            worker_pause();
        }
        return;
    }
    struct timespec time = {(time_t)(nanoseconds / NANOSECONDS_OF_SECOND),
                            (long)(nanoseconds % NANOSECONDS_OF_SECOND)};
    nanosleep(&time, NULL);
}
