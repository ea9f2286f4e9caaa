/* SPDX-License-Identifier: Apache-2.0 */
/* Generated exports without Java: functions of C take the place of Java's. */
#include <callbacks/callbacks_exports.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

#include "check.h"

#define EXPORTS 9

typedef void (*function)(void);

static int runs;

static double price_of(const cbk_quote *quote) {
    return quote == NULL ? -1.0 : quote->levels[1].price;
}

static const char *name_of(cbk_side side) {
    return side == CBK_SIDE_SELL ? "sell" : "other";
}

static cbk_level best_of(const cbk_level *levels, uint32_t count) {
    return levels[count - 1];
}

static cbk_rights rights_of(const char *user) {
    return strcmp(user, "root") == 0 ? CBK_RIGHTS_ADMINISTER : CBK_RIGHTS_TRADE;
}

static cbk_outcome outcome_of(cbk_level level, cbk_side side) {
    return level.quantity == 5 && side == CBK_SIDE_BUY ? CBK_OUTCOME_FILLED : CBK_OUTCOME_ACCEPTED;
}

static cbk_feed *feed_of(cbk_feed *feed, void *context) {
    return (void *)feed == context ? feed : NULL;
}

static bool adjust(cbk_quote *quote) {
    quote->sequence++;
    return true;
}

static void run_through(const cbk_decide *decide, const cbk_on_quote *watcher) {
    runs += decide == NULL && watcher == NULL;
}

static int64_t total(uint8_t a, int8_t b, uint16_t c, int16_t d, uint32_t e, int32_t f, uint64_t g,
                     int64_t h, float i, double j, bool k, char l) {
    return a + b + c + d + (int64_t)e + f + (int64_t)g + h + (int64_t)i + (int64_t)j + k + l;
}

static int64_t no_total(uint8_t a, int8_t b, uint16_t c, int16_t d, uint32_t e, int32_t f,
                        uint64_t g, int64_t h, float i, double j, bool k, char l) {
    return total(a, b, c, d, e, f, g, h, i, j, k, l) + 1;
}

static void java_that_is_not_bound_gives_the_values_of_the_schema(void) {
    cbk_quote quote = CBK_QUOTE_INIT;
    cbk_level level = CBK_LEVEL_INIT;
    int before = runs;
    CHECK(isnan(cbk_price_of(&quote)));
    CHECK(cbk_name_of(CBK_SIDE_BUY) == NULL);
    CHECK(isnan(cbk_best_of(&level, 1).price) && cbk_best_of(&level, 1).quantity == 0);
    CHECK(cbk_rights_of("root") == CBK_RIGHTS_READ);
    CHECK(cbk_outcome_of(level, CBK_SIDE_BUY) == CBK_OUTCOME_REJECTED);
    CHECK(cbk_feed_of(NULL, NULL) == NULL);
    CHECK(!cbk_adjust(&quote) && quote.sequence == 0);
    cbk_run_through(NULL, NULL);
    CHECK(runs == before);
    CHECK(cbk_total(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, true, 'l') == -1);
}

static void bound_functions_are_called(void) {
    cbk_quote quote = CBK_QUOTE_INIT;
    cbk_level levels[2] = {CBK_LEVEL_INIT, CBK_LEVEL_INIT};
    int before = runs;
    quote.levels[1].price = 2.5;
    levels[1].quantity = 5;
    CHECK(cbk_price_of(&quote) == 2.5 && cbk_price_of(NULL) == -1.0);
    CHECK(strcmp(cbk_name_of(CBK_SIDE_SELL), "sell") == 0);
    CHECK(cbk_best_of(levels, 2).quantity == 5);
    CHECK(cbk_rights_of("root") == CBK_RIGHTS_ADMINISTER);
    CHECK(cbk_outcome_of(levels[1], CBK_SIDE_BUY) == CBK_OUTCOME_FILLED);
    CHECK(cbk_feed_of((cbk_feed *)&quote, &quote) == (cbk_feed *)&quote);
    CHECK(cbk_adjust(&quote) && quote.sequence == 1);
    cbk_run_through(NULL, NULL);
    CHECK(runs == before + 1);
    CHECK(cbk_total(255, -128, 65535, -32768, UINT32_MAX, INT32_MIN, 1, -1, 0.5f, 2.0, true, 'A') ==
          255 - 128 + 65535 - 32768 + (int64_t)UINT32_MAX + INT32_MIN + 2 + 1 + 'A');
}

static const function functions[EXPORTS] = {
    (function)price_of, (function)name_of, (function)best_of,
    (function)rights_of, (function)outcome_of, (function)feed_of,
    (function)adjust, (function)run_through, (function)total,
};

static void *call(void *stop) {
    while (!__atomic_load_n((bool *)stop, __ATOMIC_ACQUIRE)) {
        cbk_quote quote = CBK_QUOTE_INIT;
        int64_t sum = cbk_total(0, 0, 0, 0, 0, 0, 40, 2, 0.0f, 0.0, false, '\0');
        CHECK(sum == -1 || sum == 42);
        bool adjusted = cbk_adjust(&quote);
        CHECK(quote.sequence == (adjusted ? 1 : 0));
    }
    return NULL;
}

/* Also binds what is bound: one of the two gets TENON_OK. */
static void *bind(void *won) {
    tenon_status status = cbk_exports_bind(functions, EXPORTS);
    CHECK(status == TENON_OK || status == TENON_EXISTS);
    if (status == TENON_OK) {
        __atomic_fetch_add((int *)won, 1, __ATOMIC_RELAXED);
    }
    CHECK(cbk_total(0, 0, 0, 0, 0, 0, 40, 2, 0.0f, 0.0, false, '\0') == 42);
    return NULL;
}

static void threads_bind_while_threads_call(void) {
    bool stop = false;
    pthread_t callers[2];
    int i;
    CHECK(pthread_create(&callers[0], NULL, call, &stop) == 0);
    CHECK(pthread_create(&callers[1], NULL, call, &stop) == 0);
    for (i = 0; i < 200; i++) {
        pthread_t binders[2];
        int won = 0;
        CHECK(pthread_create(&binders[0], NULL, bind, &won) == 0);
        CHECK(pthread_create(&binders[1], NULL, bind, &won) == 0);
        CHECK(pthread_join(binders[0], NULL) == 0 && pthread_join(binders[1], NULL) == 0);
        CHECK(won == 1);
        CHECK(cbk_java_stop() == TENON_OK);
    }
    __atomic_store_n(&stop, true, __ATOMIC_RELEASE);
    CHECK(pthread_join(callers[0], NULL) == 0 && pthread_join(callers[1], NULL) == 0);
}

static void functions_that_java_does_not_have_give_the_values_of_the_schema(void) {
    function some[EXPORTS];
    memcpy(some, functions, sizeof some);
    some[0] = NULL;
    some[3] = NULL;
    CHECK(cbk_exports_bind(some, EXPORTS) == TENON_OK);
    CHECK(isnan(cbk_price_of(NULL)) && tenon_callback_failed());
    CHECK(cbk_rights_of("root") == CBK_RIGHTS_READ && tenon_callback_failed());
    CHECK(strcmp(cbk_name_of(CBK_SIDE_SELL), "sell") == 0 && !tenon_callback_failed());
    CHECK(cbk_exports_bind(functions, EXPORTS) == TENON_EXISTS);
    CHECK(cbk_java_stop() == TENON_OK);
}

int main(void) {
    function others[EXPORTS];
    const tenon_java_options no_java = {.libjvm = "/nonexistent/libjvm.so"};
    java_that_is_not_bound_gives_the_values_of_the_schema();
    CHECK(cbk_java_start(&no_java) == TENON_NOT_FOUND);
    java_that_is_not_bound_gives_the_values_of_the_schema();
    CHECK(cbk_exports_bind(functions, EXPORTS - 1) == TENON_MISMATCH);
    CHECK(strstr(tenon_status_detail(), "9 exports") != NULL);
    java_that_is_not_bound_gives_the_values_of_the_schema();

    CHECK(cbk_exports_bind(functions, EXPORTS) == TENON_OK);
    bound_functions_are_called();
    memcpy(others, functions, sizeof others);
    others[EXPORTS - 1] = (function)no_total;
    CHECK(cbk_exports_bind(others, EXPORTS) == TENON_EXISTS);
    CHECK(cbk_java_start(&no_java) == TENON_OK); /* they are bound: nothing to start */
    bound_functions_are_called();

    CHECK(cbk_java_stop() == TENON_OK);
    CHECK(cbk_java_stop() == TENON_OK);
    java_that_is_not_bound_gives_the_values_of_the_schema();
    CHECK(cbk_exports_bind(functions, EXPORTS) == TENON_OK);
    bound_functions_are_called();
    CHECK(cbk_java_stop() == TENON_OK);
    functions_that_java_does_not_have_give_the_values_of_the_schema();
    threads_bind_while_threads_call();
    puts("done");
    return 0;
}
