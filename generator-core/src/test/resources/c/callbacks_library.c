/* SPDX-License-Identifier: Apache-2.0 */
/* What the schema "callbacks" declares for C, made to show what arrived: most functions return
 * something that is computed from every argument. */
#include <callbacks/callbacks_exports.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct cbk_session {
    uint32_t number;
};

struct cbk_feed {
    char name[32];
    uint64_t published;
    cbk_session session;
    cbk_on_quote watcher;
};

static uint32_t open_feeds;

cbk_feed *cbk_feed_open(const char *name) {
    cbk_feed *feed;
    if (name == NULL || strlen(name) >= sizeof feed->name) {
        errno = ENOENT;
        return NULL;
    }
    feed = calloc(1, sizeof *feed);
    if (feed != NULL) {
        strcpy(feed->name, name);
        open_feeds++;
        cbk_on_log_emit(0, (uint16_t)open_feeds, "opened", feed);
    }
    return feed;
}

static void release_watcher(cbk_feed *feed) {
    if (feed->watcher.release != NULL) {
        feed->watcher.release(feed->watcher.context);
    }
    memset(&feed->watcher, 0, sizeof feed->watcher);
}

void cbk_feed_close(cbk_feed *feed) {
    release_watcher(feed);
    open_feeds--;
    free(feed);
}

cbk_session *cbk_feed_session(cbk_feed *feed) { return &feed->session; }

int32_t cbk_feed_start(cbk_feed *feed, const char *symbol, uint32_t max_depth) {
    if (symbol == NULL) {
        errno = EINVAL;
        return -1;
    }
    feed->session.number = max_depth;
    return (int32_t)strlen(symbol);
}

const char *cbk_feed_name(cbk_feed *feed) {
    return feed->name[0] == '\0' ? NULL : feed->name;
}

uint32_t cbk_feed_publish(cbk_feed *feed, const cbk_quote *quote) {
    feed->published++;
    if (feed->watcher.call != NULL && quote != NULL) {
        (void)feed->watcher.call(feed->watcher.context, quote, feed->published);
    }
    return quote == NULL ? UINT32_MAX : (uint32_t)quote->sequence;
}

bool cbk_feed_wait(cbk_feed *feed, cbk_quote *quote, int64_t timeout) {
    if (quote != NULL) {
        strcpy(quote->symbol, feed->name);
        quote->sequence = (uint64_t)timeout;
    }
    return timeout >= 0;
}

cbk_statistics cbk_feed_statistics(cbk_feed *feed) {
    cbk_statistics statistics = {feed->published, open_feeds, 1.5f};
    return statistics;
}

int64_t cbk_feed_each(cbk_feed *feed, const cbk_on_quote *visitor) {
    int64_t sum = 0;
    uint64_t i;
    for (i = 0; i < 3; i++) {
        cbk_quote quote = CBK_QUOTE_INIT;
        strcpy(quote.symbol, feed->name);
        quote.sequence = i;
        sum += visitor->call(visitor->context, &quote, UINT64_MAX - i);
    }
    return sum;
}

void cbk_feed_watch(cbk_feed *feed, const cbk_on_quote *watcher) {
    release_watcher(feed);
    feed->watcher = *watcher;
}

cbk_outcome cbk_feed_order(cbk_feed *feed, cbk_side side, cbk_level level) {
    (void)feed;
    if (level.price != 2.5 || level.orders != 65535) {
        return CBK_OUTCOME_REJECTED;
    }
    return side == CBK_SIDE_BUY ? CBK_OUTCOME_FILLED : 77;
}

cbk_rights cbk_feed_rights(cbk_feed *feed, cbk_rights wanted) {
    (void)feed;
    return wanted;
}

double cbk_sum(const double *values, uint32_t count) {
    double sum = 0;
    uint32_t i;
    for (i = 0; i < count; i++) {
        sum += values[i];
    }
    return sum;
}

float cbk_average(const float *values, const float *weights, uint16_t count) {
    float sum = 0;
    uint16_t i;
    for (i = 0; i < count; i++) {
        sum += values[i] * weights[i];
    }
    return count == 0 ? 0 : sum / (float)count;
}

uint64_t cbk_fill_levels(cbk_level *levels, uint64_t capacity) {
    uint64_t i;
    for (i = 0; i < capacity; i++) {
        levels[i].quantity = (uint32_t)(100 + i);
    }
    return capacity;
}

uint32_t cbk_count_sides(const cbk_side *sides, uint32_t count, cbk_conditions *conditions) {
    uint32_t bought = 0;
    uint32_t i;
    for (i = 0; i < count; i++) {
        bought += sides[i] == CBK_SIDE_BUY ? 1u : 0u;
        conditions[i] = (cbk_conditions)(0x8000u + i);
    }
    return bought;
}

uint64_t cbk_widest(uint8_t a, int8_t b, uint16_t c, int16_t d, uint32_t e, int32_t f, uint64_t g,
                    int64_t h, float i, double j, bool k, char l) {
    return a == UINT8_MAX && b == INT8_MIN && c == UINT16_MAX && d == INT16_MIN && e == UINT32_MAX &&
                   f == INT32_MIN && h == INT64_MIN && i == 1.5f && j == -0.25 && k && l == (char)0xE9
               ? g
               : 0;
}

char cbk_previous_grade(char grade) { return (char)(grade - 1); }

int8_t cbk_narrow(int32_t value) { return (int8_t)value; }

uint8_t cbk_narrow_unsigned(uint32_t value) { return (uint8_t)value; }

int16_t cbk_short_of(int32_t value) { return (int16_t)value; }

uint16_t cbk_short_unsigned(uint32_t value) { return (uint16_t)value; }

cbk_conditions cbk_conditions_of(cbk_level level) { return level.orders; }

cbk_side cbk_opposite(cbk_side side) {
    return side == CBK_SIDE_BUY ? CBK_SIDE_SELL : side == CBK_SIDE_SELL ? CBK_SIDE_BUY : 9;
}

uint8_t cbk_memory_at(void *address) { return address == NULL ? 0 : *(uint8_t *)address; }

cbk_outcome cbk_decide_through(cbk_feed *feed, const cbk_decide *decide) {
    cbk_level level = {.price = 0.5, .quantity = 7, .orders = 8};
    cbk_side side = feed == NULL ? (cbk_side)9 : CBK_SIDE_SELL;
    return decide->call(decide->context, feed, level, side);
}

bool cbk_revise_through(cbk_quote *quote, cbk_level *levels, const float *scores, uint8_t count,
                        const cbk_revise *revise) {
    return revise->call(revise->context, quote, levels, scores, count);
}

const char *cbk_describe_through(const cbk_quote *quote, const cbk_describe *describe) {
    return describe->call(describe->context, quote);
}

cbk_level cbk_measure_through(const cbk_quote *quote, const cbk_measure *measure) {
    return measure->call(measure->context, quote);
}

cbk_feed *cbk_choose_through(cbk_feed *candidate, cbk_session *other, const cbk_choose *choose) {
    return choose->call(choose->context, candidate, other);
}

cbk_rights cbk_filter_through(const char *user, const cbk_filter *filter) {
    return filter->call(filter->context, user);
}

static uint32_t decided;

static cbk_outcome decide_in_c(void *context, cbk_feed *feed, cbk_level level, cbk_side side) {
    (void)context;
    decided++;
    if (side == 9) {
        return (cbk_outcome)77;
    }
    return feed == NULL && level.quantity == 5 && side == CBK_SIDE_SELL ? CBK_OUTCOME_FILLED
                                                                        : CBK_OUTCOME_REJECTED;
}

char cbk_plan_through(const cbk_plan *plan, int16_t rounds) {
    cbk_decide decide = {decide_in_c, NULL, NULL};
    return plan->call(plan->context, &decide, rounds);
}

static int32_t watched(void *context, const cbk_quote *quote, uint64_t sequence) {
    (void)context;
    return (int32_t)(quote->sequence + sequence);
}

static void count_release(void *context) { ++*(uint32_t *)context; }

static uint32_t watchers_released;

void cbk_subscribe_through(const cbk_subscribe *subscribe) {
    cbk_on_quote watcher = {watched, count_release, &watchers_released};
    subscribe->call(subscribe->context, &watcher);
}

/* With a quote, every listener's answers are added up. Without one, answers what the library has
 * counted: how often a kept callback was released. */
uint32_t cbk_emit_quote(const cbk_quote *quote) {
    int32_t results[8];
    uint32_t sum = 0;
    uint32_t called;
    uint32_t i;
    if (quote == NULL) {
        return watchers_released;
    }
    called = cbk_on_quote_emit(quote, quote->sequence, results, 8);
    for (i = 0; i < called && i < 8; i++) {
        sum += (uint32_t)results[i];
    }
    cbk_on_state_emit(called > 0, "emitted");
    cbk_on_log_emit(INT8_MIN, UINT16_MAX, NULL, &watchers_released);
    {
        cbk_on_trade_batch batch;
        cbk_level level = {.price = 3.5, .quantity = 1, .orders = 2};
        memset(&batch, 0, sizeof batch);
        for (i = 0; i < 3; i++) {
            cbk_on_trade_batch_add(&batch, quote, level, (double)i, CBK_SIDE_SELL, 5, true, 'B');
        }
        (void)cbk_on_trade_batch_flush(&batch);
    }
    return sum;
}
