/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "harness.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Nothing waits this long; a hang ends here. */
#define WATCHDOG_SECONDS 120

static const char *program;
static const char *running = "";
/* Empty in a child: it belongs to the parent. */
static char directory[64];
static jmp_buf skipped;

static int remove_entry(const char *path, const struct stat *information, int type,
                        struct FTW *place) {
    (void)information;
    (void)type;
    (void)place;
    (void)remove(path);
    return 0;
}

/* With all that is in it, and without following links out of it. */
static void remove_directory(void) {
    enum { OPEN_FOLDERS = 8 };
    if (directory[0] != '\0') {
        (void)nftw(directory, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
    }
}

_Noreturn void harness_fail(const char *file, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: %s: ", file, line, running);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    remove_directory();
    _exit(1);
}

_Noreturn void harness_skip(const char *reason) {
    printf("  skipped: %s\n", reason);
    longjmp(skipped, 1);
}

const char *harness_path(const char *name) {
    static char paths[16][512];
    static unsigned next;
    char *path = paths[next++ % 16];
    snprintf(path, sizeof paths[0], "%s/%s", directory, name);
    return path;
}

void harness_got_on(void) { alarm(WATCHDOG_SECONDS); }

uint64_t harness_random(uint64_t *state) {
    /* SplitMix64, Steele, Lea and Flood 2014. */
    uint64_t value = *state += UINT64_C(0x9E3779B97F4A7C15);
    value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
    return value ^ (value >> 31);
}

bool harness_is_sanitized(void) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    return true;
#else
    return false;
#endif
#else
    return false;
#endif
}

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

/* Makes a directory of its own in a folder. */
static bool make_directory(const char *folder) {
    return snprintf(directory, sizeof directory, "%s/tenon-test-XXXXXX", folder) <
               (int)sizeof directory &&
           mkdtemp(directory) != NULL;
}

/* Below the folder that the environment names, for who removes what a killed test leaves. */
static bool make_own_directory(void) {
    const char *folder = getenv("TENON_TEST_FOLDER");
    return folder != NULL ? make_directory(folder)
                          : make_directory("/dev/shm") || make_directory("/tmp");
}

int main(int count, char **arguments) {
    program = "/proc/self/exe";
    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (count > 2 && strcmp(arguments[1], "--role") == 0) {
        return run_role(count - 2, arguments + 2);
    }
    CHECK(make_own_directory());
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
    remove_directory();
    if (ran == 0) {
        fprintf(stderr, "no test %s\n", count > 1 ? arguments[1] : "at all");
        return 1;
    }
    return 0;
}
