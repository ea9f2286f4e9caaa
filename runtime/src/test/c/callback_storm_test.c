/* SPDX-License-Identifier: Apache-2.0 */
/* Many threads that call listeners while others add and remove them. */
#include <pthread.h>
#include <sched.h>

#include <tenon/atomic.h>

#include "harness.h"

#define EMITTERS    8
#define REGISTRARS  4
#define LISTENERS   64
#define MAX_CYCLES  20000
#define MAX_DEPTH   3

/* Work of a listener in its call besides being watched. */
enum kind {
    QUIET,
    REMOVES_ITSELF,
    EMITS,
    REGISTERS_ANOTHER,
    KINDS
};

typedef struct test_storm test_storm;

/* One registration; its memory is never used for another one. */
typedef struct test_visitor {
    test_storm *storm;
    tenon_registration registration;
    enum kind kind;
    uint32_t calling;  /* calls in flight */
    uint32_t called;   /* calls that began */
    uint32_t released; /* how often */
    uint32_t gone;     /* set when a removal has returned */
    struct test_visitor *child;
} test_visitor;

struct test_storm {
    tenon_listener listeners[LISTENERS];
    uint64_t order[LISTENERS];
    tenon_registry registry;
    uint32_t registrars_left;
    uint32_t turned_away; /* registrations that got TENON_LIMIT */
    uint32_t cycles;
    test_visitor (*visitors)[MAX_CYCLES];
};

/* Place that one emission has come to, for its order. */
typedef struct emission_view {
    uint64_t last;
    uint32_t depth;
} emission_view;

typedef void visitor_call(void *context, emission_view *view);

static uint32_t emit(test_storm *storm, uint32_t depth);
static void visit(void *context, emission_view *view);

static void released(void *context) {
    test_visitor *self = context;
    CHECK_EQUAL(tenon_load_acquire_u32(&self->calling), 0);
    CHECK_EQUAL(tenon_fetch_add_u32(&self->released, 1), 0);
    CHECK_EQUAL(tenon_load_acquire_u32(&self->gone), 0);
}

/* Registers a visitor, or tells that there was no room. */
static bool enter(test_storm *storm, test_visitor *visitor) {
    tenon_callback callback = {(void (*)(void))visit, released, visitor};
    tenon_status status =
        tenon_registry_add(&storm->registry, &callback, &visitor->registration);
    if (status == TENON_LIMIT) {
        (void)tenon_fetch_add_u32(&storm->turned_away, 1);
        return false;
    }
    CHECK_STATUS(status, TENON_OK);
    return true;
}

static void visit(void *context, emission_view *view) {
    test_visitor *self = context;
    test_storm *storm = self->storm;
    (void)tenon_fetch_add_u32(&self->calling, 1);
    CHECK_EQUAL(tenon_load_acquire_u32(&self->gone), 0);
    CHECK_EQUAL(tenon_load_acquire_u32(&self->released), 0);
    uint32_t before = tenon_fetch_add_u32(&self->called, 1);
    /* Written before the first call can begin; a data race if not. */
    CHECK(self->registration.id > view->last);
    view->last = self->registration.id;
    switch (self->kind) {
        case REMOVES_ITSELF: {
            tenon_status status = tenon_registry_remove(&storm->registry, &self->registration);
            CHECK(status == TENON_OK || status == TENON_NOT_FOUND);
            break;
        }
        case EMITS:
            if (view->depth < MAX_DEPTH) {
                (void)emit(storm, view->depth + 1);
            }
            break;
        case REGISTERS_ANOTHER:
            if (before == 0 && enter(storm, self->child)) {
                CHECK_STATUS(
                    tenon_registry_remove(&storm->registry, &self->child->registration), TENON_OK);
            }
            break;
        case QUIET:
        case KINDS:
            break;
    }
    CHECK_EQUAL(tenon_load_acquire_u32(&self->released), 0);
    (void)tenon_fetch_sub_u32(&self->calling, 1);
}

static uint32_t emit(test_storm *storm, uint32_t depth) {
    emission_view view = {0, depth};
    tenon_emission emission;
    const tenon_callback *callback;
    tenon_emission_begin(&emission, &storm->registry);
    while ((callback = tenon_emission_next(&emission)) != NULL) {
        ((visitor_call *)callback->call)(callback->context, &view);
    }
    CHECK(emission.called <= LISTENERS);
    return emission.called;
}

static void *emit_until_the_end(void *context) {
    test_storm *storm = context;
    uint64_t called = 0;
    while (tenon_load_acquire_u32(&storm->registrars_left) > 0) {
        uint32_t more = emit(storm, 0);
        called += more;
        /* There are fewer processors than threads: the others get their turn. */
        if (more == 0 || called % 16 == 0) {
            sched_yield();
        }
    }
    return (void *)(uintptr_t)called;
}

typedef struct test_registrar {
    test_storm *storm;
    uint32_t number;
} test_registrar;

static void *come_and_go(void *context) {
    const test_registrar *self = context;
    test_storm *storm = self->storm;
    uint64_t random = self->number;
    for (uint32_t i = 0; i + 1 < storm->cycles; i += 2) {
        test_visitor *visitor = &storm->visitors[self->number][i];
        visitor->storm = storm;
        visitor->kind = (enum kind)(harness_random(&random) % KINDS);
        visitor->child = visitor + 1;
        visitor->child->storm = storm;
        while (!enter(storm, visitor)) {
            sched_yield();
        }
        for (uint64_t spin = harness_random(&random) % 64; spin > 0; spin--) {
            tenon_pause();
        }
        if (harness_random(&random) % 8 == 0) {
            sched_yield();
        }
        tenon_status status = tenon_registry_remove(&storm->registry, &visitor->registration);
        CHECK(status == TENON_OK ||
              (status == TENON_NOT_FOUND && visitor->kind == REMOVES_ITSELF));
        /* Whoever removed it: it is over now. */
        CHECK_EQUAL(tenon_load_acquire_u32(&visitor->calling), 0);
        CHECK_EQUAL(tenon_load_acquire_u32(&visitor->released), 1);
        tenon_store_release_u32(&visitor->gone, 1);
    }
    (void)tenon_fetch_sub_u32(&storm->registrars_left, 1);
    return NULL;
}

static void blow(uint32_t capacity, uint32_t cycles) {
    test_storm *storm = calloc(1, sizeof *storm);
    CHECK(storm != NULL);
    tenon_registry empty = TENON_REGISTRY(storm->listeners, storm->order, capacity);
    storm->registry = empty;
    storm->registrars_left = REGISTRARS;
    storm->cycles = cycles;
    storm->visitors = calloc(REGISTRARS, sizeof *storm->visitors);
    CHECK(storm->visitors != NULL);
    pthread_t emitters[EMITTERS];
    pthread_t threads[REGISTRARS];
    test_registrar registrars[REGISTRARS];
    for (uint32_t i = 0; i < EMITTERS; i++) {
        CHECK_EQUAL(pthread_create(&emitters[i], NULL, emit_until_the_end, storm), 0);
    }
    for (uint32_t i = 0; i < REGISTRARS; i++) {
        registrars[i] = (test_registrar){storm, i};
        CHECK_EQUAL(pthread_create(&threads[i], NULL, come_and_go, &registrars[i]), 0);
    }
    uint64_t called = 0;
    for (int i = 0; i < REGISTRARS; i++) {
        CHECK_EQUAL(pthread_join(threads[i], NULL), 0);
    }
    for (int i = 0; i < EMITTERS; i++) {
        void *result;
        CHECK_EQUAL(pthread_join(emitters[i], &result), 0);
        called += (uint64_t)(uintptr_t)result;
    }
    for (int i = 0; i < REGISTRARS; i++) {
        for (uint32_t j = 0; j < cycles; j++) {
            const test_visitor *visitor = &storm->visitors[i][j];
            /* Each that came was released once; a child may never have come. */
            CHECK_EQUAL(visitor->released, visitor->registration.id != 0);
        }
    }
    CHECK_EQUAL(storm->registry.count, 0);
    CHECK_EQUAL(storm->registry.waiting, 0);
    CHECK_EQUAL(storm->registry.mutex, 0);
    CHECK_EQUAL(storm->registry.version % 2, 0);
    printf("  %" PRIu64 " registrations, %" PRIu32 " turned away, at least %" PRIu64 " calls\n",
           storm->registry.sequence, storm->turned_away, called);
    free(storm->visitors);
    free(storm);
}

static uint32_t cycles(void) { return harness_is_sanitized() ? MAX_CYCLES / 4 : MAX_CYCLES; }

static void listenersComeAndGoWhileAllAreCalled(void) { blow(LISTENERS, cycles()); }

static void listenersTakeTheFewPlacesFromOneAnother(void) { blow(3, cycles()); }

static void onePlaceIsUsedAgainAndAgain(void) { blow(1, cycles()); }

#define TEST(function) {#function, function}
const harness_role harness_roles[] = {{NULL, NULL}};
const harness_test harness_tests[] = {
    TEST(listenersComeAndGoWhileAllAreCalled),
    TEST(listenersTakeTheFewPlacesFromOneAnother),
    TEST(onePlaceIsUsedAgainAndAgain),
    {NULL, NULL},
};
