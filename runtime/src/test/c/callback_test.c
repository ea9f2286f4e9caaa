/* SPDX-License-Identifier: Apache-2.0 */
/* Registries of callbacks, as one thread sees them. */
#include "listeners.h"

static void nobodyIsCalledWhenNobodyListens(void) {
    test_registry registry;
    test_registry_init(&registry, 4);
    CHECK_EQUAL(test_emit(&registry), 0);
}

static void listenersAreCalledInOrderOfRegistration(void) {
    test_registry registry;
    test_registry_init(&registry, 40);
    test_listener listeners[50] = {0};
    for (int i = 0; i < 30; i++) {
        test_listen(&registry, &listeners[i], (char)('a' + i));
    }
    test_emit_expecting(&registry, "abcdefghijklmnopqrstuvwxyz{|}~");
    for (int i = 0; i < 30; i += 3) {
        test_unlisten(&registry, &listeners[i]);
    }
    /* In the places of those removed, but behind all others. */
    for (int i = 30; i < 35; i++) {
        test_listen(&registry, &listeners[i], (char)('A' + i - 30));
    }
    test_emit_expecting(&registry, "bcefhiklnoqrtuwxz{}~ABCDE");
    for (int i = 0; i < 35; i++) {
        if (i >= 30 || i % 3 != 0) {
            test_unlisten(&registry, &listeners[i]);
        }
    }
    test_emit_expecting(&registry, "");
}

static void removedListenerIsReleasedOnceAndNotCalledAgain(void) {
    test_registry registry;
    test_registry_init(&registry, 4);
    test_listener one = {0};
    test_listener two = {0};
    test_listen(&registry, &one, '1');
    test_listen(&registry, &two, '2');
    test_emit_expecting(&registry, "12");
    CHECK_EQUAL(one.released, 0);
    CHECK_STATUS(tenon_registry_remove(&registry.registry, &one.registration), TENON_OK);
    CHECK_EQUAL(one.released, 1);
    test_emit_expecting(&registry, "2");
    CHECK_STATUS(tenon_registry_remove(&registry.registry, &one.registration), TENON_NOT_FOUND);
    CHECK_EQUAL(one.released, 1);
    test_unlisten(&registry, &two);
    CHECK_EQUAL(one.called, 1);
    CHECK_EQUAL(two.called, 2);
}

static void listenerNeedsNoRelease(void) {
    test_registry registry;
    test_registry_init(&registry, 1);
    test_listener listener = {.registry = &registry, .name = 'x'};
    tenon_callback callback = {test_listener_call(), NULL, &listener};
    tenon_registration registration;
    CHECK_STATUS(tenon_registry_add(&registry.registry, &callback, &registration), TENON_OK);
    /* It was copied. */
    memset(&callback, 0, sizeof callback);
    test_emit_expecting(&registry, "x");
    CHECK_STATUS(tenon_registry_remove(&registry.registry, &registration), TENON_OK);
    test_emit_expecting(&registry, "");
}

static void fullRegistryGivesLimit(void) {
    test_registry registry;
    test_registry_init(&registry, 2);
    test_listener listeners[3] = {0};
    test_listen(&registry, &listeners[0], '0');
    test_listen(&registry, &listeners[1], '1');
    tenon_callback callback = {test_listener_call(), NULL, &listeners[2]};
    tenon_registration registration = {99};
    CHECK_STATUS(tenon_registry_add(&registry.registry, &callback, &registration), TENON_LIMIT);
    CHECK_DETAIL("all of the 2 listeners are in use");
    CHECK_EQUAL(registration.id, 0);
    test_unlisten(&registry, &listeners[0]);
    test_listen(&registry, &listeners[2], '2');
    test_emit_expecting(&registry, "12");
}

static void wrongArgumentsAreRefused(void) {
    test_registry registry;
    test_registry_init(&registry, 1);
    tenon_registration registration = {99};
    tenon_callback callback = {test_listener_call(), NULL, NULL};
    tenon_callback without_call = {NULL, NULL, NULL};
    CHECK_STATUS(tenon_registry_add(NULL, &callback, &registration), TENON_INVALID);
    CHECK_EQUAL(registration.id, 0);
    CHECK_STATUS(tenon_registry_add(&registry.registry, NULL, &registration), TENON_INVALID);
    CHECK_STATUS(tenon_registry_add(&registry.registry, &callback, NULL), TENON_INVALID);
    CHECK_STATUS(tenon_registry_add(&registry.registry, &without_call, &registration),
                 TENON_INVALID);
    CHECK_STATUS(tenon_registry_remove(NULL, &registration), TENON_INVALID);
    CHECK_STATUS(tenon_registry_remove(&registry.registry, NULL), TENON_INVALID);
    tenon_registry too_large =
        TENON_REGISTRY(registry.listeners, registry.order, TENON_MAX_LISTENERS + 1);
    CHECK_STATUS(tenon_registry_add(&too_large, &callback, &registration), TENON_INVALID);
    CHECK_DETAIL("1024 listeners at most, not 1025");
}

static void idThatIsNotRegisteredIsNotFound(void) {
    test_registry registry;
    test_registry_init(&registry, 2);
    test_listener old = {0};
    test_listener young = {0};
    test_listen(&registry, &old, 'o');
    test_unlisten(&registry, &old);
    /* In the same place. */
    test_listen(&registry, &young, 'y');
    const uint64_t wrong[] = {0, 1, 1023, UINT64_MAX, old.registration.id,
                              young.registration.id + 1, young.registration.id + 1024};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        tenon_registration registration = {wrong[i]};
        CHECK_STATUS(tenon_registry_remove(&registry.registry, &registration), TENON_NOT_FOUND);
    }
    test_emit_expecting(&registry, "y");
    test_unlisten(&registry, &young);
}

static void largestRegistryCallsAllInOrder(void) {
    static test_listener listeners[TENON_MAX_LISTENERS];
    test_registry registry;
    test_registry_init(&registry, TENON_MAX_LISTENERS);
    for (uint32_t i = 0; i < TENON_MAX_LISTENERS; i++) {
        test_listen(&registry, &listeners[i], 'l');
    }
    CHECK_EQUAL(test_emit(&registry), TENON_MAX_LISTENERS);
    for (uint32_t i = 0; i < TENON_MAX_LISTENERS; i++) {
        CHECK_EQUAL(listeners[i].called, 1);
        CHECK_EQUAL(listeners[i].turn, i);
        test_unlisten(&registry, &listeners[i]);
    }
}

/* ---- Changes inside a listener ---- */

static void remove_itself(test_listener *self) {
    CHECK_STATUS(tenon_registry_remove(&self->registry->registry, &self->registration), TENON_OK);
    CHECK_EQUAL(self->released, 0);
    CHECK_STATUS(tenon_registry_remove(&self->registry->registry, &self->registration),
                 TENON_NOT_FOUND);
    CHECK_EQUAL(self->released, 0);
}

static void listenerThatRemovesItselfIsReleasedAfterItsCall(void) {
    test_registry registry;
    test_registry_init(&registry, 4);
    test_listener listeners[3] = {0};
    listeners[1].action = remove_itself;
    for (int i = 0; i < 3; i++) {
        test_listen(&registry, &listeners[i], (char)('0' + i));
    }
    test_emit_expecting(&registry, "012");
    CHECK_EQUAL(listeners[1].released, 1);
    test_emit_expecting(&registry, "02");
}

static void remove_other(test_listener *self) {
    test_listener *other = self->other;
    CHECK_STATUS(tenon_registry_remove(&self->registry->registry, &other->registration), TENON_OK);
    /* None of its calls is running, so there is nothing to wait for. */
    CHECK_EQUAL(other->released, 1);
    self->action = NULL;
}

static void removedBeforeItsTurnIsNotCalled(void) {
    test_registry registry;
    test_registry_init(&registry, 4);
    test_listener listeners[3] = {0};
    listeners[0].action = remove_other;
    listeners[0].other = &listeners[1];
    for (int i = 0; i < 3; i++) {
        test_listen(&registry, &listeners[i], (char)('0' + i));
    }
    test_emit_expecting(&registry, "02");
    listeners[2].action = remove_other;
    listeners[2].other = &listeners[0];
    test_emit_expecting(&registry, "02");
    test_emit_expecting(&registry, "2");
}

static void removedWhileItIsBeingCalledIsNotCalledAgain(void) {
    test_registry registry;
    test_registry_init(&registry, 2);
    test_listener first = {0};
    test_listener second = {0};
    test_listen(&registry, &first, 'f');
    test_listen(&registry, &second, 's');
    tenon_emission outer;
    tenon_emission inner;
    tenon_emission_begin(&outer, &registry.registry);
    CHECK(tenon_emission_next(&outer)->context == &first);
    tenon_emission_begin(&inner, &registry.registry);
    CHECK(tenon_emission_next(&inner)->context == &first);
    CHECK(tenon_emission_next(&inner)->context == &second);
    CHECK_STATUS(tenon_registry_remove(&registry.registry, &second.registration), TENON_OK);
    /* It is its turn in the outer one, its memory is still in use by the inner one. */
    CHECK(tenon_emission_next(&outer) == NULL);
    CHECK_EQUAL(second.released, 0);
    CHECK(tenon_emission_next(&inner) == NULL);
    CHECK_EQUAL(second.released, 1);
}

static void replace_other(test_listener *self) {
    test_listener *other = self->other;
    test_unlisten(self->registry, other);
    test_listen(self->registry, other->other, 'n');
    self->action = NULL;
}

static void addedDuringAnEmissionIsNotCalledByIt(void) {
    test_registry registry;
    test_registry_init(&registry, 2);
    test_listener first = {.action = replace_other};
    test_listener second = {0};
    test_listener third = {0};
    first.other = &second;
    second.other = &third;
    test_listen(&registry, &first, 'f');
    test_listen(&registry, &second, 's');
    /* The third takes the place that the emission has for the second. */
    test_emit_expecting(&registry, "f");
    CHECK_EQUAL(third.called, 0);
    test_emit_expecting(&registry, "fn");
    test_unlisten(&registry, &third);
    test_unlisten(&registry, &first);
}

static void addedDuringALongEmissionIsNotCalledByIt(void) {
    test_registry registry;
    test_registry_init(&registry, 30);
    test_listener listeners[21] = {0};
    listeners[0].action = replace_other;
    listeners[0].other = &listeners[19];
    listeners[19].other = &listeners[20];
    for (int i = 0; i < 20; i++) {
        test_listen(&registry, &listeners[i], (char)('a' + i));
    }
    /* The last one is gone, and the new one is where the emission has not looked yet. */
    test_emit_expecting(&registry, "abcdefghijklmnopqrs");
    test_emit_expecting(&registry, "abcdefghijklmnopqrsn");
}

static void remove_itself_and_add(test_listener *self) {
    remove_itself(self);
    tenon_callback callback = {test_listener_call(), NULL, self->other};
    CHECK_STATUS(tenon_registry_add(&self->registry->registry, &callback,
                                    &self->other->registration), TENON_LIMIT);
    CHECK_DETAIL("until its last call");
}

static void placeOfARunningListenerIsNotGivenAway(void) {
    test_registry registry;
    test_registry_init(&registry, 1);
    test_listener self = {.action = remove_itself_and_add};
    test_listener other = {0};
    self.other = &other;
    test_listen(&registry, &self, 's');
    test_emit_expecting(&registry, "s");
    CHECK_EQUAL(self.released, 1);
    test_listen(&registry, &other, 'o');
    test_emit_expecting(&registry, "o");
}

/* ---- Changes inside a release ---- */

static void change_everything(test_listener *self) {
    test_listener *other = self->other;
    test_listener *third = other->other;
    /* This one is not registered any more, and waiting for it here would never end. */
    CHECK_STATUS(tenon_registry_remove(&self->registry->registry, &self->registration),
                 TENON_NOT_FOUND);
    test_unlisten(self->registry, other);
    test_listen(self->registry, third, 't');
    test_emit_expecting(self->registry, "t");
}

static void releaseMayAddRemoveAndEmit(void) {
    test_registry registry;
    test_registry_init(&registry, 3);
    test_listener listeners[3] = {0};
    listeners[0].release_action = change_everything;
    listeners[0].other = &listeners[1];
    listeners[1].other = &listeners[2];
    test_listen(&registry, &listeners[0], '0');
    test_listen(&registry, &listeners[1], '1');
    test_unlisten(&registry, &listeners[0]);
    test_emit_expecting(&registry, "t");
    test_unlisten(&registry, &listeners[2]);

    /* The same when the release is run by an emission. */
    memset(listeners, 0, sizeof listeners);
    listeners[0].action = remove_itself;
    listeners[0].release_action = change_everything;
    listeners[0].other = &listeners[1];
    listeners[1].other = &listeners[2];
    test_listen(&registry, &listeners[0], '0');
    test_listen(&registry, &listeners[1], '1');
    CHECK_EQUAL(test_emit(&registry), 1);
    CHECK_EQUAL(listeners[1].called, 0);
    CHECK_EQUAL(listeners[2].called, 1);
    test_emit_expecting(&registry, "t");
}

/* ---- Emissions in emissions ---- */

#define DEPTH 64

static void descend(test_listener *self) {
    if (self->depth == DEPTH) {
        CHECK_STATUS(tenon_registry_remove(&self->registry->registry, &self->registration),
                     TENON_OK);
        return;
    }
    self->depth++;
    CHECK_EQUAL(test_emit(self->registry), self->depth <= DEPTH ? 1 : 0);
    /* The outer calls are still running. */
    CHECK_EQUAL(self->released, 0);
}

static void *descend_on_small_stack(void *context) {
    test_registry *registry = context;
    CHECK_EQUAL(test_emit(registry), 1);
    return NULL;
}

static void emissionsNestOnASmallStack(void) {
    test_registry registry;
    test_registry_init(&registry, TENON_MAX_LISTENERS);
    test_listener listener = {.action = descend};
    test_listen(&registry, &listener, 'd');
    pthread_attr_t attributes;
    CHECK_EQUAL(pthread_attr_init(&attributes), 0);
    /* 64 times a snapshot of 1024 ids would be half a megabyte. */
    CHECK_EQUAL(pthread_attr_setstacksize(&attributes, harness_is_sanitized() ? 262144 : 131072), 0);
    pthread_t thread;
    CHECK_EQUAL(pthread_create(&thread, &attributes, descend_on_small_stack, &registry), 0);
    CHECK_EQUAL(pthread_join(thread, NULL), 0);
    CHECK_EQUAL(pthread_attr_destroy(&attributes), 0);
    CHECK_EQUAL(listener.called, DEPTH + 1);
    CHECK_EQUAL(listener.released, 1);
    CHECK_EQUAL(test_emit(&registry), 0);
}

static void emissionThatIsEndedCallsNoMore(void) {
    test_registry registry;
    test_registry_init(&registry, 3);
    test_listener listeners[3] = {0};
    for (int i = 0; i < 3; i++) {
        test_listen(&registry, &listeners[i], (char)('0' + i));
    }
    tenon_emission emission;
    tenon_emission_begin(&emission, &registry.registry);
    CHECK(tenon_emission_next(&emission)->context == &listeners[0]);
    CHECK(tenon_emission_next(&emission)->context == &listeners[1]);
    test_unlisten(&registry, &listeners[0]);
    CHECK_STATUS(tenon_registry_remove(&registry.registry, &listeners[1].registration), TENON_OK);
    CHECK_EQUAL(listeners[1].released, 0);
    tenon_emission_end(&emission);
    CHECK_EQUAL(listeners[1].released, 1);
    CHECK_EQUAL(emission.called, 2);
    CHECK(tenon_emission_next(&emission) == NULL);
    tenon_emission_end(&emission);
    CHECK_EQUAL(emission.called, 2);
    test_emit_expecting(&registry, "2");
}

/* ---- Ids and room ---- */

static void idsAreNeverGivenTwice(void) {
    test_registry registry;
    test_registry_init(&registry, 1);
    test_listener listener = {0};
    registry.registry.sequence = (UINT64_C(1) << 53) - 2;
    test_listen(&registry, &listener, 'l');
    test_emit_expecting(&registry, "l");
    test_unlisten(&registry, &listener);
    tenon_callback callback = {test_listener_call(), NULL, &listener};
    CHECK_STATUS(tenon_registry_add(&registry.registry, &callback, &listener.registration),
                 TENON_LIMIT);
    CHECK_DETAIL("2^53");
    CHECK_EQUAL(test_emit(&registry), 0);
}

static void manyCyclesLeaveTheRegistryAsItWas(void) {
    test_registry registry;
    test_registry_init(&registry, 64);
    test_listener resident = {0};
    test_listen(&registry, &resident, 'r');
    test_listener guests[3] = {0};
    for (int cycle = 0; cycle < 100000; cycle++) {
        test_listen(&registry, &guests[cycle % 3], 'g');
        if (cycle % 3 == 2) {
            for (int i = 0; i < 3; i++) {
                test_unlisten(&registry, &guests[(cycle + i) % 3]);
            }
        }
        if (cycle % 1000 == 0) {
            CHECK_EQUAL(test_emit(&registry), registry.registry.count);
        }
    }
    test_unlisten(&registry, &guests[0]);
    CHECK_EQUAL(registry.registry.count, 1);
    CHECK_EQUAL(registry.registry.order[0], resident.registration.id);
    CHECK_EQUAL(registry.registry.used, 4);
    CHECK_EQUAL(registry.registry.mutex, 0);
    CHECK_EQUAL(registry.registry.waiting, 0);
    CHECK_EQUAL(registry.registry.version % 2, 0);
    test_emit_expecting(&registry, "r");
    /* All of the room is there again. */
    static test_listener all[63];
    for (int i = 0; i < 63; i++) {
        test_listen(&registry, &all[i], 'a');
    }
    CHECK_EQUAL(test_emit(&registry), 64);
}

#define TEST(function) {#function, function}
const harness_role harness_roles[] = {{NULL, NULL}};
const harness_test harness_tests[] = {
    TEST(nobodyIsCalledWhenNobodyListens),
    TEST(listenersAreCalledInOrderOfRegistration),
    TEST(removedListenerIsReleasedOnceAndNotCalledAgain),
    TEST(listenerNeedsNoRelease),
    TEST(fullRegistryGivesLimit),
    TEST(wrongArgumentsAreRefused),
    TEST(idThatIsNotRegisteredIsNotFound),
    TEST(largestRegistryCallsAllInOrder),
    TEST(listenerThatRemovesItselfIsReleasedAfterItsCall),
    TEST(removedBeforeItsTurnIsNotCalled),
    TEST(removedWhileItIsBeingCalledIsNotCalledAgain),
    TEST(addedDuringAnEmissionIsNotCalledByIt),
    TEST(addedDuringALongEmissionIsNotCalledByIt),
    TEST(placeOfARunningListenerIsNotGivenAway),
    TEST(releaseMayAddRemoveAndEmit),
    TEST(emissionsNestOnASmallStack),
    TEST(emissionThatIsEndedCallsNoMore),
    TEST(idsAreNeverGivenTwice),
    TEST(manyCyclesLeaveTheRegistryAsItWas),
    {NULL, NULL},
};
