/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is written by hand, without Tenon, for the same work as in market.c: loops over a bare
 * function pointer, and a loop over a JNI callback. JNI has no other way to say which Java method
 * a function belongs to than its name.
 */
#include <jni.h>
#include <market/market.h>
#include <stdint.h>

#define QUANTITY_MASK 127
#define PEER_API __attribute__((visibility("default")))

PEER_API int64_t peer_drive_call(int32_t (*call)(void *context, const mkt_quote *quote,
                                                 uint64_t sequence),
                                 void *context, uint64_t count);
PEER_API double peer_drive_price_of(double (*price_of)(const mkt_quote *quote), uint64_t count);
JNIEXPORT jlong JNICALL Java_dev_tenon_benchmarks_calls_JniCalls_drive(JNIEnv *env, jclass type,
                                                                       jobject listener,
                                                                       jlong count);

int64_t peer_drive_call(int32_t (*call)(void *context, const mkt_quote *quote, uint64_t sequence),
                        void *context, uint64_t count) {
    mkt_quote quote = {.price = 1.0};
    int64_t sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        quote.quantity = (int64_t)(i & QUANTITY_MASK);
        sum += call(context, &quote, i);
    }
    return sum;
}

double peer_drive_price_of(double (*price_of)(const mkt_quote *quote), uint64_t count) {
    mkt_quote quote = {.price = 1.0};
    double sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        quote.quantity = (int64_t)(i & QUANTITY_MASK);
        sum += price_of(&quote);
    }
    return sum;
}

/* With all that JNI lets a caller keep between calls: the environment of the thread, the method's
 * id, a reference to the listener. The look for an exception after each call is not optional. */
jlong Java_dev_tenon_benchmarks_calls_JniCalls_drive(JNIEnv *env, jclass type, jobject listener,
                                                     jlong count) {
    (void)type;
    jclass listener_type = (*env)->GetObjectClass(env, listener);
    jmethodID on_quote = (*env)->GetMethodID(env, listener_type, "onQuote", "(JJ)I");
    if (on_quote == NULL) {
        return -1;
    }
    mkt_quote quote = {.price = 1.0};
    jlong sum = 0;
    for (jlong i = 0; i < count; i++) {
        quote.quantity = (int64_t)(i & QUANTITY_MASK);
        jint answer =
            (*env)->CallIntMethod(env, listener, on_quote, (jlong)(intptr_t)&quote, i);
        if ((*env)->ExceptionCheck(env)) {
            return -1;
        }
        sum += answer;
    }
    return sum;
}
