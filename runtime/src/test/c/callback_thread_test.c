/* SPDX-License-Identifier: Apache-2.0 */
/* Registries of callbacks with a few threads, each stopped where it matters. Nothing but a
 * wake-up ends a sleep: a missed one is a hang, which the watchdog ends. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "stepping.h"

#define CAPACITY 4

/* Threads wait at it until it is opened. */
typedef struct test_gate {
    uint32_t open;
} test_gate;

static void pass(const test_gate *gate) {
    while (tenon_load_acquire_u32(&gate->open) == 0) {
        sched_yield();
    }
}

static void open_gate(test_gate *gate) { tenon_store_release_u32(&gate->open, 1); }

typedef struct test_room {
    tenon_listener listeners[CAPACITY];
    uint64_t order[CAPACITY];
    tenon_registry registry;
} test_room;

static void open_room(test_room *room) {
    memset(room, 0, sizeof *room);
    tenon_registry empty = TENON_REGISTRY(room->listeners, room->order, CAPACITY);
    room->registry = empty;
}

/* A listener whose call stays until it may go, and may remove another before. */
typedef struct test_guest {
    test_room *home;
    tenon_registration registration;
    test_gate entered;
    test_gate may_leave;
    struct test_guest *removes;
    tenon_status removed;
    uint32_t released;
} test_guest;

typedef void guest_call(void *context);

static void stay(void *context) {
    test_guest *self = context;
    open_gate(&self->entered);
    pass(&self->may_leave);
    if (self->removes != NULL) {
        self->removed = tenon_registry_remove(&self->removes->home->registry,
                                              &self->removes->registration);
    }
}

static void leave_for_good(void *context) {
    test_guest *self = context;
    (void)tenon_fetch_add_u32(&self->released, 1);
}

static void come(test_room *room, test_guest *guest) {
    tenon_callback callback = {(void (*)(void))stay, leave_for_good, guest};
    guest->home = room;
    CHECK_STATUS(tenon_registry_add(&room->registry, &callback, &guest->registration), TENON_OK);
}

static void *emit(void *context) {
    test_room *room = context;
    tenon_emission emission;
    const tenon_callback *callback;
    tenon_emission_begin(&emission, &room->registry);
    while ((callback = tenon_emission_next(&emission)) != NULL) {
        ((guest_call *)callback->call)(callback->context);
    }
    return NULL;
}

/* A thread that removes a guest. */
typedef struct test_remover {
    test_guest *guest;
    uint32_t thread;   /* its id */
    uint32_t returned; /* whether remove has */
    tenon_status status;
    uint32_t released; /* of the guest, at the return */
} test_remover;

static void *remove_guest(void *context) {
    test_remover *self = context;
    tenon_store_release_u32(&self->thread, (uint32_t)syscall(SYS_gettid));
    self->status =
        tenon_registry_remove(&self->guest->home->registry, &self->guest->registration);
    self->released = tenon_load_acquire_u32(&self->guest->released);
    tenon_store_release_u32(&self->returned, 1);
    return NULL;
}

static pthread_t begin(void *(*run)(void *), void *context) {
    pthread_t thread;
    CHECK_EQUAL(pthread_create(&thread, NULL, run, context), 0);
    return thread;
}

static void end(pthread_t thread) { CHECK_EQUAL(pthread_join(thread, NULL), 0); }

static void see_asleep(const test_remover *remover) {
    uint32_t thread;
    while ((thread = tenon_load_acquire_u32(&remover->thread)) == 0 ||
           !is_asleep((pid_t)thread)) {
        CHECK_EQUAL(tenon_load_acquire_u32(&remover->returned), 0);
        sched_yield();
    }
}

static void removeWaitsForCallsInFlightAndForTheRelease(void) {
    test_room room;
    open_room(&room);
    test_guest guest = {0};
    come(&room, &guest);
    pthread_t emitters[2] = {begin(emit, &room), begin(emit, &room)};
    pass(&guest.entered);
    test_remover remover = {.guest = &guest};
    pthread_t thread = begin(remove_guest, &remover);
    see_asleep(&remover);
    CHECK_EQUAL(tenon_load_acquire_u32(&guest.released), 0);
    open_gate(&guest.may_leave);
    end(thread);
    CHECK_STATUS(remover.status, TENON_OK);
    CHECK_EQUAL(remover.released, 1);
    end(emitters[0]);
    end(emitters[1]);
    CHECK_EQUAL(guest.released, 1);
}

static void ofManyRemovalsOneSucceedsAndAllWait(void) {
    test_room room;
    open_room(&room);
    test_guest guest = {0};
    come(&room, &guest);
    pthread_t emitter = begin(emit, &room);
    pass(&guest.entered);
    test_remover removers[4];
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        removers[i] = (test_remover){.guest = &guest};
        threads[i] = begin(remove_guest, &removers[i]);
    }
    for (int i = 0; i < 4; i++) {
        see_asleep(&removers[i]);
    }
    open_gate(&guest.may_leave);
    int succeeded = 0;
    for (int i = 0; i < 4; i++) {
        end(threads[i]);
        CHECK_EQUAL(removers[i].released, 1);
        succeeded += removers[i].status == TENON_OK;
        CHECK(removers[i].status == TENON_OK || removers[i].status == TENON_NOT_FOUND);
    }
    CHECK_EQUAL(succeeded, 1);
    end(emitter);
}

static void listenersThatRemoveOneAnotherDoNotWait(void) {
    test_room rooms[2];
    test_guest guests[2];
    memset(guests, 0, sizeof guests);
    pthread_t emitters[2];
    for (int i = 0; i < 2; i++) {
        open_room(&rooms[i]);
        guests[i].removes = &guests[1 - i];
        come(&rooms[i], &guests[i]);
    }
    for (int i = 0; i < 2; i++) {
        emitters[i] = begin(emit, &rooms[i]);
    }
    for (int i = 0; i < 2; i++) {
        pass(&guests[i].entered);
    }
    /* Both are in their call now, each removes the other. */
    for (int i = 0; i < 2; i++) {
        open_gate(&guests[i].may_leave);
    }
    for (int i = 0; i < 2; i++) {
        end(emitters[i]);
    }
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(guests[i].removed, TENON_OK);
        CHECK_EQUAL(guests[i].released, 1);
    }
}

static void lastCallOutReleasesWhatWasRemovedInside(void) {
    test_room home;
    test_room elsewhere;
    open_room(&home);
    open_room(&elsewhere);
    test_guest busy = {0};
    test_guest remover_inside = {.removes = &busy};
    come(&home, &busy);
    come(&elsewhere, &remover_inside);
    pthread_t emitter = begin(emit, &home);
    pass(&busy.entered);
    open_gate(&remover_inside.may_leave);
    (void)emit(&elsewhere);
    CHECK_STATUS(remover_inside.removed, TENON_OK);
    CHECK_EQUAL(tenon_load_acquire_u32(&busy.released), 0);
    /* Whoever removes it now from outside still waits. */
    test_remover remover = {.guest = &busy};
    pthread_t thread = begin(remove_guest, &remover);
    see_asleep(&remover);
    open_gate(&busy.may_leave);
    end(thread);
    CHECK_STATUS(remover.status, TENON_NOT_FOUND);
    CHECK_EQUAL(remover.released, 1);
    end(emitter);
}

/* After an emission the thread is outside again: what it removes is waited for. */
static void *emit_and_remove(void *context) {
    test_remover *self = context;
    test_guest passing = {0};
    test_room room;
    open_room(&room);
    come(&room, &passing);
    open_gate(&passing.may_leave);
    (void)emit(&room);
    CHECK_STATUS(tenon_registry_remove(&room.registry, &passing.registration), TENON_OK);
    return remove_guest(self);
}

static void threadThatHasEmittedWaitsAgain(void) {
    test_room room;
    open_room(&room);
    test_guest guest = {0};
    come(&room, &guest);
    pthread_t emitter = begin(emit, &room);
    pass(&guest.entered);
    test_remover remover = {.guest = &guest};
    pthread_t thread = begin(emit_and_remove, &remover);
    see_asleep(&remover);
    open_gate(&guest.may_leave);
    end(thread);
    CHECK_STATUS(remover.status, TENON_OK);
    CHECK_EQUAL(remover.released, 1);
    end(emitter);
}

/* A change of the order that stands still, as when its thread was interrupted in the middle. */
static void emissionWaitsForAnInterruptedChange(void) {
    test_room room;
    open_room(&room);
    test_guest guest = {0};
    come(&room, &guest);
    open_gate(&guest.may_leave);
    tenon_store_relaxed_u32(&room.registry.mutex, 1);
    tenon_store_release_u64(&room.registry.version, room.registry.version + 1);
    pthread_t emitter = begin(emit, &room);
    /* It sleeps on the mutex rather than to spin, and has marked it as wanted. */
    while (tenon_load_acquire_u32(&room.registry.mutex) != 2) {
        sched_yield();
    }
    CHECK_EQUAL(tenon_load_acquire_u32(&guest.entered.open), 0);
    /* The end of the change: any other change does it. */
    tenon_store_release_u64(&room.registry.version, room.registry.version + 1);
    tenon_store_release_u32(&room.registry.mutex, 0);
    (void)syscall(SYS_futex, &room.registry.mutex, 129 /* FUTEX_WAKE_PRIVATE */, 1, NULL, NULL, 0);
    end(emitter);
    CHECK_EQUAL(guest.entered.open, 1);
}

#define TEST(function) {#function, function}
const harness_role harness_roles[] = {{NULL, NULL}};
const harness_test harness_tests[] = {
    TEST(removeWaitsForCallsInFlightAndForTheRelease),
    TEST(ofManyRemovalsOneSucceedsAndAllWait),
    TEST(listenersThatRemoveOneAnotherDoNotWait),
    TEST(lastCallOutReleasesWhatWasRemovedInside),
    TEST(threadThatHasEmittedWaitsAgain),
    TEST(emissionWaitsForAnInterruptedChange),
    {NULL, NULL},
};
