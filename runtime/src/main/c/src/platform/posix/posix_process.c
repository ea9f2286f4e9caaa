/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of processes on any POSIX system. */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <unistd.h>

#include "platform/posix/posix.h"

uint64_t tenon_platform_process_id(void) { return (uint64_t)getpid(); }

bool tenon_posix_process_exists(uint64_t process_id) {
    return process_id > INT_MAX || kill((pid_t)process_id, 0) == 0 || errno != ESRCH;
}
