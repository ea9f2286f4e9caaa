/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files of vectors, which the tests of both languages walk: see vectors/README.md. A test gives a
 * table of steps; every step of every case is run, and what it says is compared with the file.
 */
#ifndef TENON_TEST_VECTORS_H
#define TENON_TEST_VECTORS_H

#include "harness.h"

#define VECTOR_WORDS 8

/* One step, taken apart. */
typedef struct vector_step {
    const char *words[VECTOR_WORDS]; /* behind the step's name; empty when there are fewer */
    const char *rest;                /* the same, as one text without escapes */
    size_t rest_size;
    const char *text; /* lines that follow with a bar, each with its LF */
    size_t text_size;
} vector_step;

/* Name and work of a step. */
typedef struct vector_verb {
    const char *name;
    void (*run)(const vector_step *step);
} vector_verb;

/* Walks a file: begin() before each case, the steps, end() behind it. The verbs end with one
 * without a name. The path is put in place of {region} in what is expected. */
void vectors_walk(const char *file, const vector_verb *verbs, void (*begin)(void),
                  void (*end)(void));

/* Runs one more step within another one. */
void vector_run(const vector_verb *verbs, const char *line);

/* Says a line, that the file must expect next. */
void vector_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says the status that a call ended with: its word and, when it has one, the detail text. */
void vector_say_status(tenon_status status);

/* Ends the case as failed. */
_Noreturn void vector_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A word as a number, decimal or with 0x. */
uint64_t vector_number(const vector_step *step, size_t word);

/* The place of the region of the present case, another one each. */
const char *vector_path(void);

#endif
