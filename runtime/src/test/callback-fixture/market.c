/* SPDX-License-Identifier: Apache-2.0 */
#include "market.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

const char mkt_abi[] = "tenon-abi 1\n"
                       "schema market\n"
                       "version 2\n"
                       "Feed handle release feed_close\n"
                       "OnQuote callback (const Quote* quote, u64 sequence) -> i32 threads any\n"
                       "feed_each function (OnQuote visitor, u32 times) -> i64\n"
                       "Quote struct size 32 align 8\n"
                       "Quote.bid f64 offset 0 size 8\n"
                       "Quote.ask f64 offset 8 size 8\n"
                       "Quote.sequence u64 offset 16 size 8\n"
                       "Quote.size u32 offset 24 size 4\n";

#define CAPACITY 64

static tenon_listener listeners[CAPACITY];
static uint64_t order[CAPACITY];
static tenon_registry registry = TENON_REGISTRY(listeners, order, CAPACITY);

tenon_status mkt_on_quote_register(const mkt_on_quote *callback, tenon_registration *out) {
    tenon_callback plain = {(void (*)(void))callback->call, callback->release, callback->context};
    return tenon_registry_add(&registry, &plain, out);
}

tenon_status mkt_on_quote_unregister(const tenon_registration *registration) {
    return tenon_registry_remove(&registry, registration);
}

uint32_t mkt_on_quote_emit(const mkt_quote *quote, uint64_t sequence, int32_t *results,
                           uint32_t capacity) {
    tenon_emission emission;
    const tenon_callback *listener;
    uint32_t called = 0;
    tenon_emission_begin(&emission, &registry);
    while ((listener = tenon_emission_next(&emission)) != NULL) {
        int32_t (*call)(void *, const mkt_quote *, uint64_t) =
            (int32_t(*)(void *, const mkt_quote *, uint64_t))listener->call;
        int32_t result = call(listener->context, quote, sequence);
        if (called < capacity) {
            results[called] = result;
        }
        called++;
    }
    return called;
}

static mkt_quote quote_of(uint64_t sequence) {
    mkt_quote quote = {1.0, 2.0, sequence, 100, {0}};
    return quote;
}

int64_t mkt_feed_each(const mkt_on_quote *visitor, uint32_t times) {
    int64_t sum = 0;
    mkt_quote quote = quote_of(0);
    for (uint32_t i = 0; i < times; i++) {
        quote.sequence = i;
        sum += visitor->call(visitor->context, &quote, i);
    }
    return sum;
}

int64_t mkt_bare_each(int32_t (*call)(const mkt_quote *quote, uint64_t sequence), uint32_t times) {
    int64_t sum = 0;
    mkt_quote quote = quote_of(0);
    for (uint32_t i = 0; i < times; i++) {
        quote.sequence = i;
        sum += call(&quote, i);
    }
    return sum;
}

int64_t mkt_feed_each_deep(const mkt_on_quote *visitor, uint32_t times, uint32_t bytes) {
    volatile char room[bytes + 1];
    for (uint32_t i = 0; i <= bytes; i += 1024) {
        room[i] = 1;
    }
    return mkt_feed_each(visitor, times) + room[0] - 1;
}

int64_t mkt_feed_emit(uint32_t times) {
    int64_t sum = 0;
    int32_t results[CAPACITY];
    for (uint32_t i = 0; i < times; i++) {
        mkt_quote quote = quote_of(i);
        uint32_t called = mkt_on_quote_emit(&quote, i, results, CAPACITY);
        for (uint32_t k = 0; k < called && k < CAPACITY; k++) {
            sum += results[k];
        }
    }
    return sum;
}

typedef struct storm {
    uint32_t times;
    int64_t sum;
} storm;

static void *storm_thread(void *argument) {
    storm *work = argument;
    work->sum = mkt_feed_emit(work->times);
    return NULL;
}

int64_t mkt_feed_storm(uint32_t threads, uint32_t times) {
    pthread_t *ids = calloc(threads, sizeof *ids);
    storm *work = calloc(threads, sizeof *work);
    int64_t sum = 0;
    for (uint32_t i = 0; i < threads; i++) {
        work[i].times = times;
        if (pthread_create(&ids[i], NULL, storm_thread, &work[i]) != 0) {
            abort();
        }
    }
    for (uint32_t i = 0; i < threads; i++) {
        (void)pthread_join(ids[i], NULL);
        sum += work[i].sum;
    }
    free(work);
    free(ids);
    return sum;
}

#define MAX_RUNNING 16

static pthread_t running[MAX_RUNNING];
static uint32_t running_count;
static uint64_t running_calls;
static int stopping;

static void *run_thread(void *argument) {
    (void)argument;
    for (uint64_t i = 0; !__atomic_load_n(&stopping, __ATOMIC_ACQUIRE); i++) {
        mkt_quote quote = quote_of(i);
        uint32_t called = mkt_on_quote_emit(&quote, i, NULL, 0);
        (void)__atomic_fetch_add(&running_calls, called, __ATOMIC_RELAXED);
    }
    return NULL;
}

void mkt_feed_run(uint32_t threads) {
    __atomic_store_n(&stopping, 0, __ATOMIC_RELEASE);
    running_calls = 0;
    running_count = threads < MAX_RUNNING ? threads : MAX_RUNNING;
    for (uint32_t i = 0; i < running_count; i++) {
        if (pthread_create(&running[i], NULL, run_thread, NULL) != 0) {
            abort();
        }
    }
}

uint64_t mkt_feed_stop(void) {
    __atomic_store_n(&stopping, 1, __ATOMIC_RELEASE);
    for (uint32_t i = 0; i < running_count; i++) {
        (void)pthread_join(running[i], NULL);
    }
    return running_calls;
}

typedef struct aside {
    const mkt_on_quote *visitor;
    uint32_t times;
    int64_t sum;
} aside;

static void *aside_thread(void *argument) {
    aside *work = argument;
    work->sum = mkt_feed_each(work->visitor, work->times);
    return NULL;
}

int64_t mkt_feed_aside(const mkt_on_quote *visitor, uint32_t times, uint64_t stack_bytes) {
    aside work = {visitor, times, 0};
    pthread_attr_t attributes;
    pthread_t id;
    if (pthread_attr_init(&attributes) != 0 ||
        pthread_attr_setstacksize(&attributes, stack_bytes) != 0 ||
        pthread_create(&id, &attributes, aside_thread, &work) != 0) {
        abort();
    }
    (void)pthread_join(id, NULL);
    (void)pthread_attr_destroy(&attributes);
    return work.sum;
}

static mkt_on_quote kept;

static void *release_thread(void *argument) {
    mkt_on_quote *callback = argument;
    callback->release(callback->context);
    return NULL;
}

static void release_aside(mkt_on_quote *callback) {
    pthread_t id;
    if (callback->call == NULL || callback->release == NULL) {
        return;
    }
    if (pthread_create(&id, NULL, release_thread, callback) != 0) {
        abort();
    }
    (void)pthread_join(id, NULL);
}

void mkt_feed_watch(const mkt_on_quote *watcher) {
    release_aside(&kept);
    kept = *watcher;
}

int32_t mkt_feed_tell(uint64_t sequence) {
    if (kept.call == NULL) {
        return -2;
    }
    mkt_quote quote = quote_of(sequence);
    return kept.call(kept.context, &quote, sequence);
}

int32_t mkt_feed_unwatch(void) {
    mkt_quote quote = quote_of(0);
    if (kept.call == NULL) {
        return -2;
    }
    release_aside(&kept);
    int32_t late = kept.call(kept.context, &quote, 0);
    memset(&kept, 0, sizeof kept);
    return late;
}

typedef struct names_result {
    const mkt_name_of *names;
    const char *text;
    int wrong;
} names_result;

static void *names_thread(void *argument) {
    names_result *result = argument;
    result->text = result->names->call(result->names->context, 1);
    result->wrong = result->text == NULL || strcmp(result->text, "name 1") != 0;
    return NULL;
}

int32_t mkt_feed_names(const mkt_name_of *names) {
    pthread_t id;
    names_result other = {names, NULL, 0};
    const char *text = names->call(names->context, 0);
    if (text == NULL || pthread_create(&id, NULL, names_thread, &other) != 0) {
        return 1;
    }
    (void)pthread_join(id, NULL);
    return other.wrong || strcmp(text, "name 0") != 0 || other.text == text;
}

int64_t mkt_feed_length(const char *text) { return text == NULL ? -1 : (int64_t)strlen(text); }

const char *mkt_feed_echo(const char *text) { return text; }

int32_t mkt_feed_fail(int32_t number) {
    errno = number;
    return -1;
}

int32_t mkt_feed_meet(int32_t count) {
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
    static int32_t here;
    (void)pthread_mutex_lock(&mutex);
    int32_t place = here++;
    (void)pthread_cond_broadcast(&arrived);
    while (here < count) {
        (void)pthread_cond_wait(&arrived, &mutex);
    }
    (void)pthread_mutex_unlock(&mutex);
    errno = place + 1;
    return place;
}

static int32_t offers_released;

static int32_t offer_call(void *context, const mkt_quote *quote, uint64_t sequence) {
    return *(int32_t *)context + (int32_t)sequence + (quote == NULL ? 0 : (int32_t)quote->size);
}

static void offer_release(void *context) {
    free(context);
    (void)__atomic_fetch_add(&offers_released, 1, __ATOMIC_SEQ_CST);
}

int32_t mkt_feed_offer(const mkt_on_offer *taker, int32_t base) {
    int32_t *context = malloc(sizeof *context);
    if (context == NULL) {
        return -3;
    }
    *context = base;
    mkt_on_quote once = {offer_call, NULL, &base};
    mkt_on_quote forever = {offer_call, offer_release, context};
    return taker->call(taker->context, &once, &forever);
}

int32_t mkt_feed_offers_released(void) {
    return __atomic_load_n(&offers_released, __ATOMIC_SEQ_CST);
}

struct mkt_feed {
    int32_t open;
};

static int32_t feeds_open;

mkt_feed *mkt_feed_open(const char *name) {
    if (name == NULL) {
        return NULL;
    }
    mkt_feed *feed = malloc(sizeof *feed);
    if (feed != NULL) {
        feed->open = 1;
        (void)__atomic_fetch_add(&feeds_open, 1, __ATOMIC_SEQ_CST);
    }
    return feed;
}

void mkt_feed_close(mkt_feed *feed) {
    if (feed->open != 1) {
        abort();
    }
    feed->open = 0;
    free(feed);
    (void)__atomic_fetch_sub(&feeds_open, 1, __ATOMIC_SEQ_CST);
}

int32_t mkt_feed_visit(mkt_feed *feed, const mkt_on_quote *visitor) {
    mkt_quote quote = quote_of(0);
    int32_t result = visitor->call(visitor->context, &quote, 0);
    /* Still there, whatever the visitor has closed. */
    return feed->open == 1 ? result : -4;
}

int32_t mkt_feeds_open(void) { return __atomic_load_n(&feeds_open, __ATOMIC_SEQ_CST); }

static void (*exports[1])(void);
static int exports_bound;

tenon_status mkt_exports_bind(void (*const functions[])(void), uint32_t count) {
    if (count != 0 && exports_bound) {
        return TENON_EXISTS;
    }
    exports[0] = count == 0 ? NULL : functions[0];
    exports_bound = count != 0;
    return TENON_OK;
}

int32_t mkt_sum_of(int32_t left, int32_t right) {
    int32_t (*function)(int32_t, int32_t) = (int32_t(*)(int32_t, int32_t))exports[0];
    return function == NULL ? -1 : function(left, right);
}
