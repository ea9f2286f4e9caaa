/* SPDX-License-Identifier: Apache-2.0 */
/* Answers to the question whether a process lives, from a /proc that may hide some. */
#ifndef TENON_SRC_PLATFORM_LINUX_LIVENESS_H
#define TENON_SRC_PLATFORM_LINUX_LIVENESS_H

#include "platform/platform.h"

/* The real one; tests have others. */
#define TENON_LINUX_PROC "/proc"

/* Whether any process of the own process-id namespace has this number. */
typedef bool tenon_linux_exists(uint64_t process_id);

/* The start of the calling process in clock ticks since boot, as other processes see it; zero, or
 * an error number. */
int tenon_linux_own_start(const char *proc, uint64_t *start);

/* Whether the process with this identity can still run. "No" is proved: by the kernel, which has
 * no process of that number; by the stat file of another process; or by the absence of a stat file
 * where none is hidden. */
tenon_answer tenon_linux_alive(const char *proc, tenon_linux_exists *exists, uint64_t identity);

/* Whether the process with this identity lives and is stopped, or one of a control group that is
 * frozen, as files below the two folders tell; false in doubt. */
bool tenon_linux_is_stopped(const char *proc, const char *cgroups, uint64_t identity);

#endif
