/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of services.tenon.yaml, for Java that loads them and for a C program alike. */
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
