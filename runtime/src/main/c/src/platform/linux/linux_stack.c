/* SPDX-License-Identifier: Apache-2.0 */
/* The stack of a thread. */
#define _GNU_SOURCE /* pthread_getattr_np */

#include <pthread.h>

#include "platform/platform.h"

/* An older glibc has it in libpthread only, which a program may be without. */
extern int pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes) __attribute__((weak));

uintptr_t tenon_platform_stack_low(void) {
    pthread_attr_t attributes;
    if (pthread_getattr_np == NULL || pthread_getattr_np(pthread_self(), &attributes) != 0) {
        return 0;
    }
    void *low = NULL;
    size_t size = 0;
    int error = pthread_attr_getstack(&attributes, &low, &size);
    (void)pthread_attr_destroy(&attributes);
    return error == 0 ? (uintptr_t)low : 0;
}
