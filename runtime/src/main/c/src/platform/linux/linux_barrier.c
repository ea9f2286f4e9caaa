/* SPDX-License-Identifier: Apache-2.0 */
/* Fences in other processes: membarrier(2), since Linux 4.16. A kernel or a sandbox may refuse. */
#define _GNU_SOURCE

#include <sys/syscall.h>
#include <unistd.h>

#include "platform/platform.h"

/* linux/membarrier.h, which older C libraries lack. */
#define GLOBAL_EXPEDITED (1L << 1)
#define REGISTER_GLOBAL_EXPEDITED (1L << 2)

static bool call(long command) {
#ifdef SYS_membarrier
    return syscall(SYS_membarrier, command, 0L, 0L) == 0;
#else
    (void)command;
    return false;
#endif
}

bool tenon_platform_join_barriers(void) { return call(REGISTER_GLOBAL_EXPEDITED); }

bool tenon_platform_barrier(void) { return call(GLOBAL_EXPEDITED); }
