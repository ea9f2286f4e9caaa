/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The gate between threads of C and Java.
 *
 * A thread of C becomes one of the JVM with its first call, and a JVM that has begun to end accepts
 * no further threads: it ends the process instead. So Java closes the gate in a shutdown hook, and
 * waits for the first calls that are under way. Threads that have called before are known to the
 * JVM, so their calls cost no shared counter.
 */
#include "call/java_call.h"

#include <stddef.h>

#include <tenon/atomic.h>

#include "platform/platform.h"

/* Copies of Java's runtime in this process, one for each class loader that has it. */
#define MAX_RELEASES 16

typedef void (*release_function)(void *context);

/* All of these are written by Java, through tenon_java_functions, and never taken back. */
static release_function releases[MAX_RELEASES];
static uint32_t closed;

/* First calls of threads that have not returned. */
static uint32_t entering;

/* State of this thread. Needs nothing when it ends. */
static _Thread_local bool known;
static _Thread_local bool failed;
static _Thread_local uintptr_t stack_low; /* 0: not asked yet */

bool tenon_java_owns(const tenon_callback *callback) {
    for (uint32_t i = 0; callback->release != NULL && i < MAX_RELEASES; i++) {
        if (__atomic_load_n(&releases[i], __ATOMIC_ACQUIRE) == callback->release) {
            return true;
        }
    }
    return false;
}

static tenon_java_admission refuse(void) {
    failed = true;
    return TENON_JAVA_REFUSED;
}

/* Whether there is the stack that Java needs. On another stack than the thread's own, a coroutine's
 * or a signal handler's, it cannot be told. */
static bool has_stack(void) {
    if (stack_low == 0) {
        uintptr_t low = tenon_platform_stack_low();
        /* UINTPTR_MAX is below no address. */
        stack_low = low == 0 ? UINTPTR_MAX : low;
    }
    /* Wraps around where the address lies below this stack. */
    return (uintptr_t)__builtin_frame_address(0) - stack_low >= TENON_JAVA_STACK_BYTES;
}

tenon_java_admission tenon_java_call_begin(bool bound) {
    if (!bound || tenon_load_relaxed_u32(&closed) != 0 || !has_stack()) {
        return refuse();
    }
    if (known) {
        return TENON_JAVA_ADMITTED;
    }
    (void)tenon_fetch_add_u32(&entering, 1);
    /* Pairs with the fence in close_gate(): it sees this thread, or this thread sees it closed. */
    tenon_fence_full();
    if (tenon_load_acquire_u32(&closed) != 0) {
        (void)tenon_fetch_sub_u32(&entering, 1);
        return refuse();
    }
    known = true;
    return TENON_JAVA_FIRST;
}

void tenon_java_call_end(tenon_java_admission admission) {
    if (admission == TENON_JAVA_FIRST) {
        (void)tenon_fetch_sub_u32(&entering, 1);
    }
}

bool tenon_callback_failed(void) {
    bool result = failed;
    failed = false;
    return result;
}

static int32_t join(release_function release) {
    for (uint32_t i = 0; i < MAX_RELEASES; i++) {
        release_function none = NULL;
        if (__atomic_compare_exchange_n(&releases[i], &none, release, false, __ATOMIC_ACQ_REL,
                                        __ATOMIC_ACQUIRE) ||
            none == release) {
            return TENON_OK;
        }
    }
    return TENON_LIMIT;
}

static uint32_t close_gate(void) {
    tenon_store_release_u32(&closed, 1);
    /* Pairs with the fence in tenon_java_call_begin(). */
    tenon_fence_full();
    return tenon_load_acquire_u32(&entering);
}

static void fail(void) { failed = true; }

const tenon_java_functions tenon_java_side = {3, join, close_gate, fail};
