/* SPDX-License-Identifier: Apache-2.0 */
/* Fixture of the tests of Java in C programs. A process has one JVM in its life, so each test has
 * processes of its own. */
#ifndef TENON_TEST_JAVA_FIXTURE_H
#define TENON_TEST_JAVA_FIXTURE_H

#include <tenon/java.h>

#include "harness.h"

#define ABI "tenon-abi 1\nschema test\n"
#define CLASS(name) "dev/tenon/test/Binders$" name

typedef int32_t add_function(int32_t left, int32_t right);
typedef int32_t call_function(int64_t function);
typedef void exit_function(int32_t status);
typedef void hook_function(int64_t function);

/* Functions that Binders.Working fills in. */
enum { ADD, CALL, EXIT, HOOK, FUNCTIONS };

/* Options that find the JVM and the classes of this build. */
extern const tenon_java_options working;

/* Filled by bind(). */
extern void (*functions[FUNCTIONS])(void);

tenon_status bind_class(const char *class_name);

/* Starts Java, binds Binders.Working and calls a function of it. */
void start_and_bind(void);

/* Address of a function that Java calls back. */
int64_t address_of(int32_t (*function)(void));

/* Lets Java call a function, which thus has Java code below it on the stack. */
int32_t call_from_java(int32_t (*function)(void));

/* Runs a role and expects its exit status. */
void expect(int status, const char *role, const char *argument);

/* Everything that the process prints goes to a file from here on. */
void redirect_output(const char *path);

void read_text(const char *path, char text[2048]);

#endif
