/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A small harness: tests and roles of child processes by name, checks that end the process with
 * the place and both values, children that run the same program in another role.
 */
#ifndef TENON_TEST_HARNESS_H
#define TENON_TEST_HARNESS_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include <tenon/tenon.h>

/* A test returns normally when it passed. */
typedef struct harness_test {
    const char *name;
    void (*run)(void);
} harness_test;

/* Work of a child process; its result is the exit status. */
typedef struct harness_role {
    const char *name;
    int (*run)(int count, char **arguments);
} harness_role;

/* Defined by each test program, ended by an entry without a name. */
extern const harness_test harness_tests[];
extern const harness_role harness_roles[];

/* Ends the process as failed. */
_Noreturn void harness_fail(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Says why the running test cannot run here, and goes on with the next. */
_Noreturn void harness_skip(const char *reason);

#define CHECK(condition)                                                          \
    do {                                                                          \
        if (!(condition)) {                                                       \
            harness_fail(__FILE__, __LINE__, "%s is false", #condition);          \
        }                                                                         \
    } while (0)

#define CHECK_EQUAL(actual, expected)                                             \
    do {                                                                          \
        int64_t actual_value = (int64_t)(actual);                                 \
        int64_t expected_value = (int64_t)(expected);                             \
        if (actual_value != expected_value) {                                     \
            harness_fail(__FILE__, __LINE__, "%s is %" PRId64 ", not %" PRId64,   \
                         #actual, actual_value, expected_value);                  \
        }                                                                         \
    } while (0)

/* The status a call must have; a wrong one is shown with its detail. */
#define CHECK_STATUS(call, expected)                                              \
    do {                                                                          \
        tenon_status actual_status = (tenon_status)(call);                        \
        if (actual_status != (expected)) {                                        \
            harness_fail(__FILE__, __LINE__, "%s is %d (%s), not %s", #call,      \
                         (int)actual_status, tenon_status_detail(), #expected);   \
        }                                                                         \
    } while (0)

/* The detail text of the last failure contains a text. */
#define CHECK_DETAIL(part)                                                        \
    do {                                                                          \
        if (strstr(tenon_status_detail(), (part)) == NULL) {                      \
            harness_fail(__FILE__, __LINE__, "'%s' does not contain '%s'",        \
                         tenon_status_detail(), (part));                          \
        }                                                                         \
    } while (0)

/* A test or a role that has got on; one that does not for minutes is ended. */
void harness_got_on(void);

/* Makes the folder of this run, below the one that the environment names for who removes what a
 * killed test leaves, or in shared memory; and removes it with all that is in it. */
bool harness_make_folder(const char *prefix);
void harness_remove_folder(void);

/* A fresh path in the folder of this run, which is removed at its end. The text is valid until 16
 * further calls. */
const char *harness_path(const char *name);

/* A pseudo-random number; the sequence is the same in every run. */
uint64_t harness_random(uint64_t *state);

/* 1 when the program is built with that sanitizer, 0 otherwise. GCC defines a macro, clang knows a
 * feature. */
#if defined(__SANITIZE_ADDRESS__)
#define HARNESS_CHECKS_ADDRESSES 1
#elif defined(__SANITIZE_THREAD__)
#define HARNESS_CHECKS_RACES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HARNESS_CHECKS_ADDRESSES 1
#elif __has_feature(thread_sanitizer)
#define HARNESS_CHECKS_RACES 1
#endif
#endif
#ifndef HARNESS_CHECKS_ADDRESSES
#define HARNESS_CHECKS_ADDRESSES 0
#endif
#ifndef HARNESS_CHECKS_RACES
#define HARNESS_CHECKS_RACES 0
#endif

/* Tells if the program was built with a sanitizer: everything is several times slower. */
bool harness_is_sanitized(void);

/* Tells if the program may take minutes: TENON_TEST_LONG is `true` in the environment. */
bool harness_is_long(void);

/* A process that runs this program in a role. */
typedef struct harness_child {
    pid_t process;
    int from; /* its standard output */
    int to;   /* its standard input */
} harness_child;

/* Starts a role; the arguments end with NULL. */
harness_child harness_start(const char *role, ...);
/* Starts a role in a new process-id namespace; the process is -1 where that is not permitted. */
harness_child harness_start_in_new_pid_namespace(const char *role, const char *argument);
/* Waits for one byte that the child told; -1 when it ended instead. */
int harness_hear(const harness_child *child);
/* Gives the child one byte. */
void harness_tell(const harness_child *child, char byte);
/* Waits for the end; exit status, or 256 + signal. */
int harness_join(harness_child *child);
/* SIGKILL and wait. */
void harness_kill(harness_child *child);

/* In a child: tell the parent one byte; wait for one byte of the parent. */
void child_tell(char byte);
int child_hear(void);

#endif
