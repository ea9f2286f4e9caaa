/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "harness.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Nothing waits this long; a hang ends here. */
#define WATCHDOG_SECONDS 120

static const char *program;
static const char *running = "";
static jmp_buf skipped;

_Noreturn void harness_fail(const char *file, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: %s: ", file, line, running);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    harness_remove_folder();
    _exit(1);
}

_Noreturn void harness_skip(const char *reason) {
    printf("  skipped: %s\n", reason);
    longjmp(skipped, 1);
}

/* A child of a test has no watchdog: it dies with the test, and may be stopped or stepped as long
 * as that gets on. */
static bool dies_with_its_parent(void) {
    int signal_number = 0;
    return prctl(PR_GET_PDEATHSIG, &signal_number) == 0 && signal_number != 0;
}

void harness_got_on(void) {
    if (!dies_with_its_parent()) {
        alarm(WATCHDOG_SECONDS);
    }
}

bool harness_is_sanitized(void) { return HARNESS_CHECKS_ADDRESSES || HARNESS_CHECKS_RACES; }

bool harness_is_long(void) {
    const char *wanted = getenv("TENON_TEST_LONG");
    return wanted != NULL && strcmp(wanted, "true") == 0;
}

/* In the child: becomes the role. */
_Noreturn static void become(const int to_child[2], const int from_child[2], char **arguments) {
    /* A parent that fails leaves no child behind. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(to_child[0], STDIN_FILENO);
    dup2(from_child[1], STDOUT_FILENO);
    execv(program, arguments);
    _exit(127);
}

static harness_child start(char **arguments, int unshare_flags) {
    int to_child[2];
    int from_child[2];
    CHECK(pipe2(to_child, O_CLOEXEC) == 0 && pipe2(from_child, O_CLOEXEC) == 0);
    fflush(NULL);
    pid_t process = fork();
    CHECK(process >= 0);
    if (process == 0) {
        if (unshare_flags != 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (unshare(unshare_flags) != 0) {
                _exit(126);
            }
            pid_t inner = fork();
            if (inner != 0) {
                int status = 0;
                waitpid(inner, &status, 0);
                _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 125);
            }
        }
        become(to_child, from_child, arguments);
    }
    close(to_child[0]);
    close(from_child[1]);
    return (harness_child){process, from_child[0], to_child[1]};
}

harness_child harness_start(const char *role, ...) {
    char *arguments[16] = {(char *)(uintptr_t)program, (char *)(uintptr_t) "--role",
                           (char *)(uintptr_t)role};
    va_list list;
    va_start(list, role);
    for (size_t i = 3; i < 15; i++) {
        arguments[i] = va_arg(list, char *);
        if (arguments[i] == NULL) {
            break;
        }
    }
    va_end(list);
    return start(arguments, 0);
}

harness_child harness_start_in_new_pid_namespace(const char *role, const char *argument) {
    char *arguments[5] = {(char *)(uintptr_t)program, (char *)(uintptr_t) "--role",
                          (char *)(uintptr_t)role, (char *)(uintptr_t)argument, NULL};
    return start(arguments, CLONE_NEWPID);
}

static int read_byte(int descriptor) {
    char byte;
    ssize_t count;
    do {
        count = read(descriptor, &byte, 1);
    } while (count < 0 && errno == EINTR);
    return count == 1 ? byte : -1;
}

int harness_hear(const harness_child *child) { return read_byte(child->from); }

void harness_tell(const harness_child *child, char byte) {
    CHECK(write(child->to, &byte, 1) == 1);
}

int harness_join(harness_child *child) {
    int status = 0;
    close(child->to);
    while (waitpid(child->process, &status, 0) < 0) {
        CHECK(errno == EINTR);
    }
    close(child->from);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

void harness_kill(harness_child *child) {
    kill(child->process, SIGKILL);
    CHECK_EQUAL(harness_join(child), 256 + SIGKILL);
}

void child_tell(char byte) {
    if (write(STDOUT_FILENO, &byte, 1) != 1) {
        _exit(3);
    }
}

int child_hear(void) { return read_byte(STDIN_FILENO); }

static int run_role(int count, char **arguments) {
    for (const harness_role *role = harness_roles; role->name != NULL; role++) {
        if (strcmp(role->name, arguments[0]) == 0) {
            running = role->name;
            harness_got_on();
            return role->run(count - 1, arguments + 1);
        }
    }
    harness_fail(__FILE__, __LINE__, "no role %s", arguments[0]);
}

int main(int count, char **arguments) {
    program = "/proc/self/exe";
    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (count > 2 && strcmp(arguments[1], "--role") == 0) {
        return run_role(count - 2, arguments + 2);
    }
    CHECK(harness_make_folder("tenon-test"));
    int ran = 0;
    for (const harness_test *test = harness_tests; test->name != NULL; test++) {
        if (count < 2 || strcmp(arguments[1], test->name) == 0) {
            running = test->name;
            printf("%s\n", test->name);
            harness_got_on();
            if (setjmp(skipped) == 0) {
                test->run();
            }
            ran++;
        }
    }
    harness_remove_folder();
    if (ran == 0) {
        fprintf(stderr, "no test %s\n", count > 1 ? arguments[1] : "at all");
        return 1;
    }
    return 0;
}
