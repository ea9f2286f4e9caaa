/* SPDX-License-Identifier: Apache-2.0 */
/* A registry and listeners that write down what happens to them. For one thread at a time. */
#ifndef TENON_TEST_LISTENERS_H
#define TENON_TEST_LISTENERS_H

#include <pthread.h>

#include "harness.h"

typedef struct test_registry {
    tenon_registry registry;
    tenon_listener listeners[TENON_MAX_LISTENERS];
    uint64_t order[TENON_MAX_LISTENERS];
    char names[TENON_MAX_LISTENERS + 1]; /* of those called by the last emission */
    uint32_t calls;                      /* of the last emission */
} test_registry;

typedef struct test_listener test_listener;

struct test_listener {
    test_registry *registry;
    tenon_registration registration;
    char name;
    void (*action)(test_listener *self);         /* in its call; or NULL */
    void (*release_action)(test_listener *self); /* in its release; or NULL */
    test_listener *other;
    uint32_t called;
    uint32_t released;
    uint32_t turn; /* which in its last emission */
    uint32_t depth;
};

void test_registry_init(test_registry *registry, uint32_t capacity);

/* The call of a listener, with the listener as context. */
void (*test_listener_call(void))(void);

void test_listen(test_registry *registry, test_listener *listener, char name);

/* Removes a listener that is not being called, and sees it released. */
void test_unlisten(test_registry *registry, test_listener *listener);

/* Calls all listeners and returns how many. */
uint32_t test_emit(test_registry *registry);

/* The same, with the names of those that have to be called. */
void test_emit_expecting(test_registry *registry, const char *names);

#endif
