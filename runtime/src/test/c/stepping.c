/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "stepping.h"

#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

void be_stepped(void) {
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) {
        _exit(126);
    }
}

void mark(void) { raise(SIGSTOP); }

int stop_of(const harness_child *child) {
    int status;
    CHECK(waitpid(child->process, &status, 0) == child->process);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 126) {
        harness_skip("no permission to trace a child");
    }
    CHECK(WIFSTOPPED(status));
    return WSTOPSIG(status);
}

bool step(const harness_child *child) {
    CHECK(ptrace(PTRACE_SINGLESTEP, child->process, NULL, NULL) == 0);
    int signal_number = stop_of(child);
    CHECK(signal_number == SIGTRAP || signal_number == SIGSTOP);
    return signal_number == SIGTRAP;
}

bool step_system_call(const harness_child *child) {
    CHECK(ptrace(PTRACE_SYSCALL, child->process, NULL, NULL) == 0);
    return stop_of(child) != SIGSTOP;
}

void go_on(const harness_child *child) {
    CHECK(ptrace(PTRACE_CONT, child->process, NULL, NULL) == 0);
}

void run_to_mark(const harness_child *child) {
    go_on(child);
    CHECK_EQUAL(stop_of(child), SIGSTOP);
}

harness_child start_stepped(const char *role, const char *path) {
    harness_child child = harness_start(role, path, NULL);
    CHECK_EQUAL(stop_of(&child), SIGSTOP);
    return child;
}

bool is_about_to_sleep(const harness_child *child) {
#if defined(__x86_64__)
    struct user_regs_struct registers;
    CHECK(ptrace(PTRACE_GETREGS, child->process, NULL, &registers) == 0);
    if (registers.rax != SYS_futex) {
        return false;
    }
    long code = ptrace(PTRACE_PEEKTEXT, child->process, (void *)(uintptr_t)registers.rip, NULL);
    return (code & 0xFFFF) == 0x050F;
#else
    (void)child;
    harness_skip("the system call instruction of this processor is not known");
#endif
}

bool is_asleep(pid_t process) {
    char path[64];
    char text[64] = "";
    snprintf(path, sizeof path, "/proc/%d/syscall", (int)process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    CHECK(file >= 0);
    ssize_t size = read(file, text, sizeof text - 1);
    close(file);
    return size > 0 && strtol(text, NULL, 10) == SYS_futex && text[0] != 'r';
}

void let_sleep(const harness_child *child) {
    go_on(child);
    while (!is_asleep(child->process)) {
        sched_yield();
    }
}

uint64_t kill_before(harness_child *child, uint64_t instruction, bool may_sleep) {
    uint64_t executed = 0;
    while (executed < instruction) {
        if (may_sleep && is_about_to_sleep(child)) {
            let_sleep(child);
            break;
        }
        if (!step(child)) {
            break;
        }
        executed++;
    }
    harness_kill(child);
    return executed;
}

int kill_for_another(int count, char **arguments, uint64_t short_one, killing *kill) {
    CHECK_EQUAL(count, 3);
    const char *path = arguments[0];
    const char *script = arguments[1];
    uint64_t kills = strtoull(arguments[2], NULL, 10);
    /* Otherwise each victim would look up the functions that it calls first. */
    CHECK(setenv("LD_BIND_NOW", "1", 1) == 0);
    uint64_t instructions = kill(path, script, UINT64_MAX);
    CHECK(instructions > 0);
    /* An odd one meets every instruction of a loop of even length. */
    uint64_t stride = kills == 0 || instructions <= short_one ? 1 : instructions / kills | 1;
    for (uint64_t i = stride / 2; i < instructions; i += stride) {
        harness_got_on();
        (void)kill(path, script, i);
    }
    printf("end\n");
    return 0;
}

void let_another_survive(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    fflush(stdout);
    CHECK_EQUAL(child_hear(), 'n');
}
