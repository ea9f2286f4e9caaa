/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of services.tenon.yaml, for Java that loads them and for a C program alike. */
#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include <services/services_callbacks.h>
#include <services/services_exports.h>

/* Tests build this file against changed schemas, too. */
#ifndef ID_TYPE
#define ID_TYPE uint64_t
#endif

int32_t svc_start_java(void)
{
    return svc_java_start(NULL);
}

int32_t svc_stop_java(void)
{
    return svc_java_stop();
}

static uint64_t newcomers;

static void *call_once(void *argument)
{
    svc_starts();
    __atomic_fetch_add(&newcomers, 1, __ATOMIC_RELEASE);
    return argument;
}

/* The process ends: for as long as it takes a hundred new threads to call, which is when the JVM
 * accepts none any more. Those that the JVM has stopped are not waited for. */
__attribute__((destructor)) static void end_slowly(void)
{
    const uint64_t before = __atomic_load_n(&newcomers, __ATOMIC_ACQUIRE);
    for (int i = 0; before > 0 && i < 1000; i++) {
        const struct timespec millisecond = {0, 1000000};
        nanosleep(&millisecond, NULL);
        if (__atomic_load_n(&newcomers, __ATOMIC_ACQUIRE) - before >= 100) {
            break;
        }
    }
}

static void start_thread(pthread_t *thread, void *(*body)(void *))
{
    if (pthread_create(thread, NULL, body, NULL) != 0) {
        abort();
    }
}

static void *start_newcomers(void *argument)
{
    for (;;) {
        pthread_t thread;
        start_thread(&thread, call_once);
        pthread_join(thread, NULL);
    }
    return argument;
}

void svc_newcomers_start(uint32_t threads)
{
    for (uint32_t i = 0; i < threads; i++) {
        pthread_t thread;
        start_thread(&thread, start_newcomers);
        pthread_detach(thread);
    }
}

const char *svc_detail(void)
{
    return tenon_status_detail();
}

double svc_price_through(ID_TYPE id, double price, uint32_t quantity)
{
    svc_order order = SVC_ORDER_INIT;
    order.id = id;
    order.price = price;
    order.quantity = quantity;
    return svc_price_of(&order);
}

#ifndef WITHOUT_GREETING
const char *svc_greet_through(const char *name)
{
    return svc_greet(name);
}
#endif
