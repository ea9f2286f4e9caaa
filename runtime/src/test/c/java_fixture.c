/* SPDX-License-Identifier: Apache-2.0 */
#include "java_fixture.h"

#include <fcntl.h>
#include <unistd.h>

/* Options that the sanitizers ask a program for. HotSpot is not built for them: it takes SIGSEGV,
 * keeps memory where the leak checker does not look, and has atomic accesses that they do not
 * see. */
const char *__asan_default_options(void);
const char *__tsan_default_options(void);
const char *__tsan_default_suppressions(void);

const char *__asan_default_options(void) { return "detect_leaks=0:handle_segv=0"; }

const char *__tsan_default_options(void) { return "handle_segv=0"; }

const char *__tsan_default_suppressions(void) {
    return "called_from_lib:" TENON_TEST_JAVA_HOME "/lib/server/libjvm.so\n"
           "called_from_lib:" TENON_TEST_JAVA_HOME "/lib/libjimage.so\n"
           "called_from_lib:" TENON_TEST_JAVA_HOME "/lib/libjava.so\n"
           "race:libjvm.so\n";
}

const tenon_java_options working = {.java_home = TENON_TEST_JAVA_HOME,
                                    .class_path = TENON_TEST_CLASSES};

void (*functions[FUNCTIONS])(void);

tenon_status bind_class(const char *class_name) {
    return tenon_java_bind(class_name, ABI, functions, FUNCTIONS);
}

void start_and_bind(void) {
    CHECK_STATUS(tenon_java_start(&working), TENON_OK);
    CHECK_STATUS(bind_class(CLASS("Working")), TENON_OK);
    CHECK_EQUAL(((add_function *)functions[ADD])(40, 2), 42);
}

int64_t address_of(int32_t (*function)(void)) { return (int64_t)(intptr_t)function; }

int32_t call_from_java(int32_t (*function)(void)) {
    return ((call_function *)functions[CALL])(address_of(function));
}

void expect(int status, const char *role, const char *argument) {
    harness_child child = harness_start(role, argument, NULL);
    CHECK_EQUAL(harness_join(&child), status);
}

void redirect_output(const char *path) {
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    CHECK(file >= 0);
    CHECK(dup2(file, STDOUT_FILENO) >= 0 && dup2(file, STDERR_FILENO) >= 0);
}

void read_text(const char *path, char text[2048]) {
    int file = open(path, O_RDONLY);
    CHECK(file >= 0);
    ssize_t length = read(file, text, 2047);
    CHECK(length >= 0);
    text[length] = '\0';
    close(file);
}
