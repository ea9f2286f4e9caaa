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

int worker_serve(worker_task task, void *state) {
    char line[32];
    puts("");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL) {
        int64_t count = strtoll(line, NULL, 10);
        if (count <= 0) {
            worker_fail("not a count", line);
        }
        printf("%" PRId64 "\n", task(state, count));
        fflush(stdout);
    }
    return ferror(stdin) || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

void worker_fail(const char *what, const char *detail) {
    fprintf(stderr, "worker: %s: %s\n", what, detail);
    exit(EXIT_FAILURE);
}

void worker_check_sum(int64_t sum, int64_t count, int64_t words) {
    if (sum != words * (count * (count - 1) / 2) + count * (words * (words - 1) / 2)) {
        worker_fail("receive", "what arrived is not what was sent");
    }
}

void *worker_map(const char *file, size_t bytes) {
    int descriptor = open(file, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) {
        worker_fail(file, strerror(errno));
    }
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (memory == MAP_FAILED) {
        worker_fail("mmap", strerror(errno));
    }
    close(descriptor);
    return memory;
}

int64_t worker_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void worker_sleep(int64_t nanoseconds) {
    struct timespec time = {0, (long)nanoseconds};
    nanosleep(&time, NULL);
}
