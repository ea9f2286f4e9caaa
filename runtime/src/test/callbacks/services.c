/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of services.tenon.yaml, for Java that loads them and for a C program alike. */
#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include <pthread.h>
#include <stdlib.h>

#include <services/services_callbacks.h>
#include <services/services_exports.h>

#include "newcomers.h"

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

static void *call_once(void *argument)
{
    svc_starts();
    newcomer_has_called();
    return argument;
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
