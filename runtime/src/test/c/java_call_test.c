/* SPDX-License-Identifier: Apache-2.0 */
/* The gate between threads of C and Java, with a Java that is played by C. */
#include <pthread.h>
#include <sched.h>

#include <tenon/atomic.h>

#include "harness.h"

#define NEWCOMERS 4

/* Counts of one listener. */
typedef struct counted {
    uint32_t calls;
    uint32_t releases;
} counted;

static tenon_listener listeners[4];
static uint64_t order[4];
static tenon_registry registry = TENON_REGISTRY(listeners, order, 4);

/* Set when Java has ended: no thread may come to it for the first time then. */
static uint32_t ended;
static uint32_t stopped;

static void call_c(void *context) { (void)tenon_fetch_add_u32(&((counted *)context)->calls, 1); }

static void call_java(void *context) {
    static _Thread_local bool known;
    CHECK(known || tenon_load_acquire_u32(&ended) == 0);
    call_c(context);
    /* Time for the gate to close meanwhile. */
    sched_yield();
    CHECK(known || tenon_load_acquire_u32(&ended) == 0);
    known = true;
}

static void release_java(void *context) {
    (void)tenon_fetch_add_u32(&((counted *)context)->releases, 1);
}

static tenon_registration listen(counted *listener, void (*call)(void *), void (*release)(void *)) {
    tenon_callback callback = {(void (*)(void))call, release, listener};
    tenon_registration registration;
    CHECK_STATUS(tenon_registry_add(&registry, &callback, &registration), TENON_OK);
    return registration;
}

static uint32_t emit(void) {
    tenon_emission emission;
    const tenon_callback *callback;
    tenon_emission_begin(&emission, &registry);
    while ((callback = tenon_emission_next(&emission)) != NULL) {
        ((void (*)(void *))callback->call)(callback->context);
    }
    return emission.called;
}

typedef struct answer {
    uint32_t called;
    bool failed;
} answer;

static void *emit_once(void *argument) {
    answer *result = argument;
    result->called = emit();
    result->failed = tenon_callback_failed();
    CHECK(!tenon_callback_failed());
    return NULL;
}

static answer on_stack(size_t bytes) {
    answer result = {0, false};
    pthread_attr_t attributes;
    pthread_t thread;
    CHECK_EQUAL(pthread_attr_init(&attributes), 0);
    CHECK_EQUAL(pthread_attr_setstacksize(&attributes, bytes), 0);
    CHECK_EQUAL(pthread_create(&thread, &attributes, emit_once, &result), 0);
    CHECK_EQUAL(pthread_join(thread, NULL), 0);
    CHECK_EQUAL(pthread_attr_destroy(&attributes), 0);
    return result;
}

static void smallStackKeepsListenersOfJavaFromBeingCalled(void) {
    counted java = {0, 0};
    counted c = {0, 0};
    CHECK_STATUS(tenon_java_side.join(release_java), TENON_OK);
    CHECK_STATUS(tenon_java_side.join(release_java), TENON_OK);
    tenon_registration registrations[2] = {listen(&java, call_java, release_java),
                                           listen(&c, call_c, NULL)};
    /* The thread sanitizer makes small stacks larger. */
    if (!TENON_THREAD_SANITIZER) {
        answer small = on_stack((size_t)96 << 10);
        CHECK_EQUAL(small.called, 1);
        CHECK(small.failed);
        CHECK_EQUAL(java.calls, 0);
        CHECK_EQUAL(c.calls, 1);
    }
    answer large = on_stack((size_t)1 << 20);
    CHECK_EQUAL(large.called, 2);
    CHECK(!large.failed);
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(tenon_registry_remove(&registry, &registrations[i]), TENON_OK);
    }
    CHECK_EQUAL(java.releases, 1);
}

static void callIsAdmittedWhenThereIsAFunction(void) {
    CHECK_EQUAL(tenon_java_call_begin(false), TENON_JAVA_REFUSED);
    CHECK(tenon_callback_failed());
    CHECK_EQUAL(tenon_java_call_begin(true), TENON_JAVA_FIRST);
    CHECK_EQUAL(tenon_java_call_begin(true), TENON_JAVA_ADMITTED);
    tenon_java_call_end(TENON_JAVA_ADMITTED);
    tenon_java_call_end(TENON_JAVA_FIRST);
    CHECK_EQUAL(tenon_java_call_begin(true), TENON_JAVA_ADMITTED);
    tenon_java_call_end(TENON_JAVA_ADMITTED);
    CHECK(!tenon_callback_failed());
}

static void *come_again_and_again(void *argument) {
    while (tenon_load_acquire_u32(&stopped) == 0) {
        answer result = {0, false};
        pthread_t thread;
        CHECK_EQUAL(pthread_create(&thread, NULL, emit_once, &result), 0);
        CHECK_EQUAL(pthread_join(thread, NULL), 0);
        CHECK_EQUAL(result.called, result.failed ? 1 : 2);
    }
    return argument;
}

/* The last test: the gate does not open again. */
static void closedGateLetsNoNewThreadIn(void) {
    counted java = {0, 0};
    counted c = {0, 0};
    pthread_t threads[NEWCOMERS];
    CHECK_STATUS(tenon_java_side.join(release_java), TENON_OK);
    listen(&java, call_java, release_java);
    listen(&c, call_c, NULL);
    CHECK_EQUAL(emit(), 2);
    for (int i = 0; i < NEWCOMERS; i++) {
        CHECK_EQUAL(pthread_create(&threads[i], NULL, come_again_and_again, NULL), 0);
    }
    while (tenon_load_acquire_u32(&java.calls) < 200) {
        sched_yield();
    }
    while (tenon_java_side.close() != 0) {
        sched_yield();
    }
    tenon_store_release_u32(&ended, 1);
    const uint32_t calls = tenon_load_acquire_u32(&java.calls);
    const uint32_t calls_of_c = tenon_load_acquire_u32(&c.calls);
    while (tenon_load_acquire_u32(&c.calls) < calls_of_c + 200) {
        sched_yield();
    }
    tenon_store_release_u32(&stopped, 1);
    for (int i = 0; i < NEWCOMERS; i++) {
        CHECK_EQUAL(pthread_join(threads[i], NULL), 0);
    }
    CHECK_EQUAL(java.calls, calls);
    /* A thread that Java knows is refused, too: what it called would not return. */
    CHECK_EQUAL(emit(), 1);
    CHECK(tenon_callback_failed());
    CHECK_EQUAL(tenon_java_call_begin(true), TENON_JAVA_REFUSED);
}

#define TEST(function) {#function, function}
const harness_role harness_roles[] = {{NULL, NULL}};
const harness_test harness_tests[] = {
    TEST(callIsAdmittedWhenThereIsAFunction),
    TEST(smallStackKeepsListenersOfJavaFromBeingCalled),
    TEST(closedGateLetsNoNewThreadIn),
    {NULL, NULL},
};
