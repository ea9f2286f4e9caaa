/* SPDX-License-Identifier: Apache-2.0 */
#include "listeners.h"

typedef void listener_call(void *context);

static void called(void *context) {
    test_listener *self = context;
    CHECK_EQUAL(self->released, 0);
    self->called++;
    self->turn = self->registry->calls;
    self->registry->names[self->registry->calls++] = self->name;
    if (self->action != NULL) {
        self->action(self);
        CHECK_EQUAL(self->released, 0);
    }
}

static void released(void *context) {
    test_listener *self = context;
    self->released++;
    CHECK_EQUAL(self->released, 1);
    if (self->release_action != NULL) {
        self->release_action(self);
    }
}

void test_registry_init(test_registry *registry, uint32_t capacity) {
    memset(registry, 0, sizeof *registry);
    tenon_registry empty = TENON_REGISTRY(registry->listeners, registry->order, capacity);
    registry->registry = empty;
}

void (*test_listener_call(void))(void) { return (void (*)(void))called; }

void test_listen(test_registry *registry, test_listener *listener, char name) {
    tenon_callback callback = {test_listener_call(), released, listener};
    listener->registry = registry;
    listener->name = name;
    listener->released = 0;
    CHECK_STATUS(tenon_registry_add(&registry->registry, &callback, &listener->registration),
                 TENON_OK);
    CHECK(listener->registration.id != 0);
}

void test_unlisten(test_registry *registry, test_listener *listener) {
    CHECK_STATUS(tenon_registry_remove(&registry->registry, &listener->registration), TENON_OK);
    CHECK_EQUAL(listener->released, 1);
}

uint32_t test_emit(test_registry *registry) {
    tenon_emission emission;
    const tenon_callback *callback;
    registry->calls = 0;
    tenon_emission_begin(&emission, &registry->registry);
    while ((callback = tenon_emission_next(&emission)) != NULL) {
        ((listener_call *)callback->call)(callback->context);
    }
    return emission.called;
}

void test_emit_expecting(test_registry *registry, const char *names) {
    uint32_t count = test_emit(registry);
    registry->names[registry->calls] = '\0';
    if (strcmp(registry->names, names) != 0) {
        harness_fail(__FILE__, __LINE__, "'%s' were called, not '%s'", registry->names, names);
    }
    CHECK_EQUAL(count, strlen(names));
}
