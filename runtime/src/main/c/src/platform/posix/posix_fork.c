/* SPDX-License-Identifier: Apache-2.0 */
/* Telling a child after fork() from its parent, without a system call. */
#define _XOPEN_SOURCE 700

#include <pthread.h>

#include <tenon/atomic.h>

#include "base/failure.h"
#include "platform/platform.h"

/* Written by fork() in a child that has one thread, and there before anything of the runtime's. */
uint32_t tenon_platform_generation_word = 1;

static void count_generation(void) {
    tenon_store_relaxed_u32(&tenon_platform_generation_word, tenon_platform_generation() + 1);
}

tenon_status tenon_platform_watch_forks(void) {
    /* Two threads that install it at the same time make each child count twice, which does no harm;
     * a lock here could be held for ever in a child. A failure is not kept: the next call tries
     * again. */
    static uint32_t installed;
    if (tenon_load_acquire_u32(&installed) != 0) {
        return TENON_OK;
    }
    int error = pthread_atfork(NULL, NULL, count_generation);
    if (error != 0) {
        return tenon_fail_system(error, "cannot watch for forks of this process");
    }
    tenon_store_release_u32(&installed, 1);
    return TENON_OK;
}
