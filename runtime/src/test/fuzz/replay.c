/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a target without libFuzzer: inputs of files, and pseudo-random ones made of them.
 *
 * usage: TARGET [--runs N] [--seconds N] [--seed N] [FILE...]
 *
 * A file whose name ends with .txt holds an input on each line, in hexadecimal digits; any other
 * file is an input. */
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"

#define LONGEST   1024
#define MOST      4096
#define WATCHDOG_SECONDS 120

typedef struct sample {
    size_t size;
    uint8_t bytes[LONGEST];
} sample;

static sample *samples;
static size_t count;

static void add(const uint8_t *bytes, size_t size) {
    CHECK(count < MOST);
    samples[count].size = size < LONGEST ? size : LONGEST;
    memcpy(samples[count++].bytes, bytes, size < LONGEST ? size : LONGEST);
}

static void read_line(const char *line) {
    uint8_t bytes[LONGEST];
    size_t size = 0;
    if (line[0] == '#' || line[0] == '\n') {
        return;
    }
    for (const char *at = line; at[0] != '\n' && at[0] != '\0'; at += 2) {
        const char digits[3] = {at[0], at[1], '\0'};
        CHECK(size < LONGEST && strspn(digits, "0123456789abcdef") == 2);
        bytes[size++] = (uint8_t)strtoul(digits, NULL, 16);
    }
    add(bytes, size);
}

static void read_file(const char *path) {
    static char text[2 * LONGEST + 2];
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL);
    size_t length = strlen(path);
    if (length > 4 && strcmp(path + length - 4, ".txt") == 0) {
        while (fgets(text, sizeof text, file) != NULL) {
            read_line(text);
        }
    } else {
        size_t size = fread(text, 1, LONGEST, file);
        add((const uint8_t *)text, size);
    }
    fclose(file);
}

static void run(const sample *of) {
    alarm(WATCHDOG_SECONDS);
    /* On the heap and no larger than it is, so that a read behind it is found. */
    uint8_t *copy = malloc(of->size != 0 ? of->size : 1);
    CHECK(copy != NULL);
    memcpy(copy, of->bytes, of->size);
    (void)LLVMFuzzerTestOneInput(copy, of->size);
    free(copy);
}

/* A sample with some bytes changed and others behind it, or none of any sample's. */
static void make(sample *made, uint64_t *state) {
    made->size = 0;
    if (count != 0 && harness_random(state) % 4 != 0) {
        *made = samples[harness_random(state) % count];
        for (uint64_t i = harness_random(state) % 4; i > 0 && made->size != 0; i--) {
            made->bytes[harness_random(state) % made->size] = (uint8_t)harness_random(state);
        }
    }
    for (uint64_t i = harness_random(state) % 64; i > 0 && made->size < LONGEST; i--) {
        made->bytes[made->size++] = (uint8_t)harness_random(state);
    }
}

/* The input that runs, for who wants to add it to the samples. */
static const sample *running;

static void show(int signal) {
    static const char digits[] = "0123456789abcdef";
    static char text[2 * LONGEST + 1];
    (void)signal;
    for (size_t i = 0; i < running->size; i++) {
        text[2 * i] = digits[running->bytes[i] >> 4];
        text[2 * i + 1] = digits[running->bytes[i] & 15];
    }
    text[2 * running->size] = '\n';
    (void)!write(STDERR_FILENO, text, 2 * running->size + 1);
    _exit(1);
}

int main(int argument_count, char **arguments) {
    uint64_t runs = 0;
    uint64_t seconds = 0;
    uint64_t seed = 1;
    samples = calloc(MOST, sizeof *samples);
    CHECK(samples != NULL);
    for (int i = 1; i < argument_count; i++) {
        bool has_value = i + 1 < argument_count;
        if (has_value && strcmp(arguments[i], "--runs") == 0) {
            runs = strtoull(arguments[++i], NULL, 10);
        } else if (has_value && strcmp(arguments[i], "--seconds") == 0) {
            seconds = strtoull(arguments[++i], NULL, 10);
        } else if (has_value && strcmp(arguments[i], "--seed") == 0) {
            seed = strtoull(arguments[++i], NULL, 10);
        } else {
            read_file(arguments[i]);
        }
    }
    (void)LLVMFuzzerInitialize(&argument_count, &arguments);
    static sample made;
    running = &made;
    (void)signal(SIGABRT, show);
    (void)signal(SIGALRM, show);
    for (size_t i = 0; i < count; i++) {
        made = samples[i];
        run(&made);
    }
    const time_t begin = time(NULL);
    uint64_t done = 0;
    while (done < runs || (uint64_t)(time(NULL) - begin) < seconds) {
        make(&made, &seed);
        run(&made);
        done++;
    }
    printf("%zu samples, %" PRIu64 " other inputs\n", count, done);
    free(samples);
    return 0;
}
