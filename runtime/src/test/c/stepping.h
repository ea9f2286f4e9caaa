/* SPDX-License-Identifier: Apache-2.0 */
/* A child that is stopped before each of its instructions or system calls. */
#ifndef TENON_TEST_STEPPING_H
#define TENON_TEST_STEPPING_H

#include "harness.h"

/* In the child: from here on the parent steps. */
void be_stepped(void);

/* In the child: stops until the parent goes on. */
void mark(void);

/* Starts a role that is stepped, up to its first mark; skips the test where that is forbidden. */
harness_child start_stepped(const char *role, const char *path);

/* Waits for the child's next stop and returns its signal. */
int stop_of(const harness_child *child);

/* Executes one instruction of the child; false when it came to its next mark. */
bool step(const harness_child *child);

/* Runs the child to the begin or end of its next system call; false when it came to its next
 * mark. */
bool step_system_call(const harness_child *child);

/* Lets the child run. */
void go_on(const harness_child *child);

/* Lets the child run to its next mark. */
void run_to_mark(const harness_child *child);

/* Tells if the next instruction of the child is a system call that waits on a futex. */
bool is_about_to_sleep(const harness_child *child);

/* Tells if the process sleeps on a futex in the kernel. */
bool is_asleep(pid_t process);

/* Lets a child fall asleep that is about to. */
void let_sleep(const harness_child *child);

/* Kills a victim that plays a script in the region of this path, before that instruction; lets
 * others survive, and returns how many the victim has executed. */
typedef uint64_t killing(const char *path, const char *script, uint64_t instruction);

/* Plays a role with the arguments PATH SCRIPT KILLS: kills victims for another program, whose part
 * is to survive. About so many, spread over all instructions; none is left out with 0, or in a
 * script of at most `short_one` instructions. Says "end" at last. */
int kill_for_another(int count, char **arguments, uint64_t short_one, killing *kill);

/* Says a line about a victim that was killed, and waits until the other program has survived. */
void let_another_survive(const char *format, ...);

/* Kills a child before that instruction from here on, at its next mark or, if it may sleep, when it
 * does; how many it has executed. */
uint64_t kill_before(harness_child *child, uint64_t instruction, bool may_sleep);

#endif
