/* SPDX-License-Identifier: Apache-2.0 */
/* A C program that calls Java.
 *
 *   services_host all CLASS_PATH            starts Java, calls everything from four threads, stops,
 *                                           sees on_error, starts again, shuts down
 *   services_host start CLASS_PATH          starts Java and says how it went
 *   services_host libjvm CLASS_PATH FILE    the same with a given libjvm
 *   services_host home CLASS_PATH FOLDER    the same with a given Java
 *   services_host java CLASS_PATH FILE      the same with a given java command
 *   services_host option CLASS_PATH OPTION  the same with an option for the JVM
 *   services_host storm CLASS_PATH ROUNDS   four threads call while one stops and starts
 *   services_host forget CLASS_PATH         starts, calls once, and ends without stopping
 *   services_host end CLASS_PATH            ends Java while new threads call it all the time
 *
 * Exit status: 0 when everything was as expected; what start said is on standard output. */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <services/services_callbacks.h>
#include <services/services_exports.h>

/* With characters of two and of four bytes. */
#define NAME "Z\xC3\xBCrich \xF0\x9D\x84\x9E"

/* Failure that takes its time on a stack of eight megabytes: once is enough. */
#define OVERFLOW_THE_STACK 5

static void expect(bool condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "%s\n", what);
        exit(1);
    }
}

static void require_ok(tenon_status status, const char *what)
{
    if (status != TENON_OK) {
        fprintf(stderr, "%s: %s (%s)\n", what, tenon_status_text(status), tenon_status_detail());
        exit(1);
    }
}

static svc_order order_of(uint64_t id)
{
    svc_order order = SVC_ORDER_INIT;
    order.id = id;
    order.price = (double)id / 2;
    order.quantity = (uint32_t)id * 3;
    return order;
}

static int32_t add_up(void *context, int32_t number)
{
    *(int64_t *)context += number;
    return number + 1;
}

static void call_everything(uint64_t id)
{
    svc_order order = order_of(id);
    expect(svc_price_of(&order) == order.price * order.quantity, "price_of");
    expect(isnan(svc_price_of(NULL)), "price_of is refused NULL and C gets NaN");
    expect(strcmp(svc_greet(NAME), "Hello " NAME) == 0, "greet");
    expect(strcmp(svc_greet(NULL), "nobody") == 0, "greet is refused NULL");
    svc_order orders[3] = {order_of(1), order_of(2), order_of(3)};
    expect(svc_scale(orders, 3, 4.0) == 3, "scale");
    expect(orders[2].price == 6.0 && orders[2].id == 3, "scaled in place");
    expect(svc_scale(NULL, 0, 1.0) == 0, "scale of nothing");
    expect(svc_order_of(id).price == order.price, "order_of");
    int64_t sum = 0;
    const svc_on_step step = {add_up, NULL, &sum};
    expect(svc_visit(&step, 10) == 10 && sum == 45, "visit calls C back");
    const char *name = svc_thread_name();
    expect(name != NULL && name[0] != '\0', "thread_name");
    for (int32_t kind = 0; kind < OVERFLOW_THE_STACK; kind++) {
        expect(svc_fail(kind) == -77, "fail");
    }
}

static void expect_nothing_bound(void)
{
    svc_order order = order_of(1);
    expect(isnan(svc_price_of(&order)), "price_of when stopped");
    expect(strcmp(svc_greet("x"), "nobody") == 0, "greet when stopped");
    expect(svc_fail(0) == -77, "fail when stopped");
    expect(svc_starts() == -1, "starts when stopped");
    expect(svc_order_of(7).id == 0, "order_of when stopped");
}

static void *call_often(void *argument)
{
    for (uint64_t i = 1; i <= 200; i++) {
        call_everything(i);
    }
    (void)argument;
    return NULL;
}

static void run_threads(void *(*body)(void *), void *argument)
{
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        expect(pthread_create(&threads[i], NULL, body, argument) == 0, "pthread_create");
    }
    for (int i = 0; i < 4; i++) {
        expect(pthread_join(threads[i], NULL) == 0, "pthread_join");
    }
}

static int all(const tenon_java_options *options)
{
    expect_nothing_bound();
    require_ok(svc_java_start(options), "start");
    require_ok(svc_java_start(options), "start when started");
    call_everything(5);
    run_threads(call_often, NULL);
    expect(svc_fail(OVERFLOW_THE_STACK) == -77, "a stack that overflows");
    int32_t starts = svc_starts();
    require_ok(svc_java_stop(), "stop");
    expect_nothing_bound();
    require_ok(svc_java_start(options), "start again");
    call_everything(6);
    run_threads(call_often, NULL);
    printf("made %d then %d\n", (int)starts, (int)svc_starts());
    require_ok(svc_java_stop(), "stop again");
    require_ok(tenon_java_shutdown(), "shut down");
    printf("after shutdown %d %s\n", (int)svc_java_start(options), tenon_status_detail());
    expect_nothing_bound();
    return 0;
}

static int start(const tenon_java_options *options)
{
    tenon_status status = svc_java_start(options);
    printf("%d\n%s\n%s\n", (int)status, tenon_status_text(status),
           status == TENON_OK ? "" : tenon_status_detail());
    if (status == TENON_OK) {
        call_everything(5);
        require_ok(svc_java_stop(), "stop");
    } else {
        expect_nothing_bound();
    }
    return 0;
}

static int storm_is_over;

/* Until the end of the storm, when Java is bound, and this thread has had an answer. */
static void *call_prices(void *argument)
{
    uint64_t answered = 0;
    for (uint64_t i = 1; answered == 0 || !__atomic_load_n(&storm_is_over, __ATOMIC_ACQUIRE); i++) {
        svc_order order = order_of(i % 1000 + 1);
        double price = svc_price_of(&order);
        expect(isnan(price) || price == order.price * order.quantity, "a price or none");
        answered += isnan(price) ? 0 : 1;
    }
    (void)argument;
    return NULL;
}

/* Stops and starts while four threads call. */
static int storm(const tenon_java_options *options, uint64_t rounds)
{
    pthread_t threads[4];
    require_ok(svc_java_start(options), "start");
    for (int i = 0; i < 4; i++) {
        expect(pthread_create(&threads[i], NULL, call_prices, NULL) == 0, "pthread_create");
    }
    for (uint64_t i = 0; i < rounds; i++) {
        require_ok(svc_java_stop(), "stop");
        require_ok(svc_java_start(options), "start again");
    }
    __atomic_store_n(&storm_is_over, 1, __ATOMIC_RELEASE);
    for (int i = 0; i < 4; i++) {
        expect(pthread_join(threads[i], NULL) == 0, "pthread_join");
    }
    call_everything(5);
    require_ok(svc_java_stop(), "stop at the end");
    return 0;
}

/* Returns its argument when it got an answer. */
static void *ask_starts(void *argument)
{
    return svc_starts() == -1 ? NULL : argument;
}

/* Java ends, the threads and the program go on. */
static int end(const tenon_java_options *options)
{
    require_ok(svc_java_start(options), "start");
    svc_newcomers_start(4);
    call_everything(5);
    expect(tenon_callback_failed(), "what failed is told");
    expect(svc_starts() == 1 && !tenon_callback_failed(), "what went well is not");
    require_ok(tenon_java_shutdown(), "shut down");
    expect(svc_starts() == -1 && tenon_callback_failed(), "on_error after the end of Java");
    pthread_t thread;
    void *answer = NULL;
    expect(pthread_create(&thread, NULL, ask_starts, &answer) == 0, "pthread_create");
    expect(pthread_join(thread, &answer) == 0 && answer == NULL, "a new thread is refused");
    printf("ended\n");
    return 0;
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: services_host COMMAND CLASS_PATH [ARGUMENT]\n");
        return 2;
    }
    const char *command = arguments[1];
    const char *argument = count > 3 ? arguments[3] : NULL;
    tenon_java_options options = {0};
    const char *jvm_options[] = {"--enable-native-access=ALL-UNNAMED", "-Xmx64m", argument};
    options.class_path = arguments[2];
    options.jvm_options = jvm_options;
    options.jvm_option_count = 2;
    if (strcmp(command, "all") == 0) {
        return all(&options);
    } else if (strcmp(command, "storm") == 0) {
        return storm(&options, strtoull(argument == NULL ? "0" : argument, NULL, 10));
    } else if (strcmp(command, "end") == 0) {
        return end(&options);
    } else if (strcmp(command, "forget") == 0) {
        require_ok(svc_java_start(&options), "start");
        call_everything(5);
        return 0;
    } else if (strcmp(command, "libjvm") == 0) {
        options.libjvm = argument;
    } else if (strcmp(command, "home") == 0) {
        options.java_home = argument;
    } else if (strcmp(command, "java") == 0) {
        options.java = argument;
    } else if (strcmp(command, "option") == 0) {
        options.jvm_option_count = 3;
    }
    return start(&options);
}
