/* SPDX-License-Identifier: Apache-2.0 */
/* Generated region code: a feed in this process, a strategy in a child. */
#include <market/market_regions.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

#define MESSAGES 20000
#define SECOND INT64_C(1000000000)

typedef struct seen {
    mkt_market_feed *feed;
    uint64_t quotes;
    uint64_t trades;
    uint64_t unknown;
} seen;

static void on_quote(void *context, const mkt_quote *quote) {
    seen *all = context;
    CHECK(quote->sequence == all->quotes);
    CHECK(strcmp(quote->symbol, "EURUSD") == 0 && quote->side == MKT_SIDE_BUY);
    CHECK(quote->bids[9].quantity == quote->sequence % 1000 && quote->venue == 0);
    all->quotes++;
}

static void on_trade(void *context, const mkt_trade *trade) {
    seen *all = context;
    CHECK(trade->quantity == 3 && trade->side == MKT_SIDE_SELL);
    all->trades++;
}

static void on_unknown(void *context, uint16_t message_id, const void *payload, uint32_t size) {
    seen *all = context;
    CHECK(message_id == 4711 && size == 8 && memcmp(payload, "unknown", 8) == 0);
    all->unknown++;
}

static void on_order(void *context, const mkt_order *order) {
    uint32_t *quantity = context;
    *quantity = order->quantity;
}

/* The child: takes everything and answers with an order. */
static int strategy(const char *name) {
    seen all = {NULL, 0, 0, 0};
    const mkt_market_feed_quotes_handler handler = {
        .quote = on_quote, .trade = on_trade, .unknown = on_unknown, .context = &all};
    mkt_order *order;
    CHECK(mkt_market_feed_attach(name, NULL, &all.feed) == TENON_OK);
    while (all.quotes < MESSAGES || all.unknown == 0) {
        CHECK(mkt_market_feed_quotes_take(all.feed, &handler, 64, 60 * SECOND) > 0);
    }
    CHECK(all.trades == MESSAGES / 100);
    CHECK(mkt_feed_status_load_sequence(mkt_market_feed_get_status(all.feed)) == MESSAGES);
    CHECK(mkt_market_feed_orders_claim_order(all.feed, &order) == TENON_OK);
    CHECK(order->quantity == 100 && order->side == MKT_SIDE_BUY && order->symbol[0] == '\0');
    mkt_market_feed_orders_publish(all.feed);
    mkt_market_feed_close(all.feed);
    return 0;
}

static void send_quotes(mkt_market_feed *feed) {
    uint64_t i;
    for (i = 0; i < MESSAGES; i++) {
        mkt_quote *quote;
        mkt_trade *trade;
        CHECK(mkt_market_feed_quotes_claim_quote_wait(feed, 60 * SECOND, &quote) == TENON_OK);
        CHECK(mkt_quote_set_symbol(quote, "EURUSD") == TENON_OK);
        quote->sequence = i;
        quote->bids[9].quantity = (uint32_t)(i % 1000);
        if (i % 100 == 0) {
            CHECK(mkt_market_feed_quotes_claim_trade_wait(feed, 60 * SECOND, &trade) == TENON_OK);
            trade->quantity = 3;
            trade->side = MKT_SIDE_SELL;
        }
        mkt_feed_status_store_sequence(mkt_market_feed_get_status(feed), i + 1);
        mkt_market_feed_quotes_publish(feed);
    }
}

static void send_raw(mkt_market_feed *feed, uint16_t message_id, uint32_t size) {
    void *payload;
    tenon_queue *queue = mkt_market_feed_get_quotes(feed);
    CHECK(tenon_queue_claim_wait(queue, message_id, 1, size, 60 * SECOND, &payload) == TENON_OK);
    memcpy(payload, "unknown", 8);
    tenon_queue_publish(queue);
}

static void messages_cross_to_another_process(const char *name) {
    mkt_market_feed *feed;
    uint32_t quantity = 0;
    const mkt_market_feed_orders_handler handler = {.order = on_order, .context = &quantity};
    pid_t child;
    int status;
    CHECK(mkt_market_feed_create(name, NULL, &feed) == TENON_OK);
    child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        _exit(strategy(name));
    }
    send_quotes(feed);
    send_raw(feed, 4711, 8);
    CHECK(mkt_market_feed_orders_take(feed, &handler, 1, 60 * SECOND) == 1 && quantity == 100);
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    mkt_market_feed_close(feed);
    CHECK(mkt_market_feed_attach(name, NULL, &feed) == TENON_NOT_FOUND);
}

static void too_short_message_is_corrupt_and_the_rest_arrives(const char *name) {
    mkt_market_feed *feed;
    mkt_trade *trade;
    char refusal[128];
    seen all = {NULL, 0, 0, 0};
    const mkt_market_feed_quotes_handler handler = {.trade = on_trade, .context = &all};
    const mkt_market_feed_quotes_handler nothing = {.context = NULL};
    CHECK(mkt_market_feed_open_or_create(name, NULL, &feed) == TENON_OK);
    send_raw(feed, MKT_QUOTE_MESSAGE_ID, MKT_QUOTE_SIZE - 8);
    send_raw(feed, 4711, 8);
    CHECK(mkt_market_feed_quotes_claim_trade(feed, &trade) == TENON_OK);
    trade->quantity = 3;
    trade->side = MKT_SIDE_SELL;
    mkt_market_feed_quotes_publish(feed);
    CHECK(mkt_market_feed_quotes_poll(feed, &handler, 64) == TENON_CORRUPT);
    (void)snprintf(refusal, sizeof refusal, "MarketFeed.quotes: Quote has %d bytes, the record %d",
                   (int)MKT_QUOTE_SIZE, (int)MKT_QUOTE_SIZE - 8);
    CHECK(strcmp(tenon_status_detail(), refusal) == 0);
    CHECK(all.trades == 0);
    CHECK(mkt_market_feed_quotes_poll(feed, &handler, 64) == 2);
    CHECK(all.trades == 1);
    send_raw(feed, MKT_QUOTE_MESSAGE_ID, MKT_QUOTE_SIZE + 8);
    CHECK(mkt_market_feed_quotes_poll(feed, &nothing, 64) == 1);
    mkt_market_feed_close(feed);
}

static mkt_market_feed *open_feed;

static void close_and_poll(void *context, const mkt_trade *trade) {
    const mkt_market_feed_quotes_handler handler = {.context = NULL};
    CHECK(mkt_market_feed_close(open_feed) == TENON_BUSY);
    CHECK(mkt_market_feed_quotes_poll(open_feed, &handler, 64) == TENON_BUSY);
    CHECK(mkt_market_feed_quotes_take(open_feed, &handler, 64, 60 * SECOND) == TENON_BUSY);
    *(uint32_t *)context += trade->quantity;
}

static void handler_can_neither_close_nor_poll(const char *name) {
    mkt_trade *trade;
    uint32_t quantity = 0;
    const mkt_market_feed_quotes_handler handler = {.trade = close_and_poll, .context = &quantity};
    CHECK(mkt_market_feed_create(name, NULL, &open_feed) == TENON_OK);
    for (uint32_t i = 1; i <= 2; i++) {
        CHECK(mkt_market_feed_quotes_claim_trade(open_feed, &trade) == TENON_OK);
        trade->quantity = i;
    }
    mkt_market_feed_quotes_publish(open_feed);
    CHECK(mkt_market_feed_quotes_poll(open_feed, &handler, 64) == 2 && quantity == 3);
    CHECK(mkt_market_feed_close(open_feed) == TENON_OK);
}

static void claimed_message_holds_nothing_of_an_earlier_one(const char *name) {
    static const mkt_trade zero = MKT_TRADE_INIT;
    static const mkt_quote made = MKT_QUOTE_INIT;
    mkt_market_feed *feed;
    mkt_trade *trade;
    mkt_quote *quote;
    CHECK(mkt_market_feed_create(name, NULL, &feed) == TENON_OK);
    CHECK(mkt_market_feed_quotes_claim_quote(feed, &quote) == TENON_OK);
    memset(quote, 0xff, sizeof *quote);
    mkt_market_feed_quotes_cancel(feed);
    CHECK(mkt_market_feed_quotes_claim_trade(feed, &trade) == TENON_OK);
    CHECK((void *)trade == (void *)quote && memcmp(trade, &zero, sizeof zero) == 0);
    mkt_market_feed_quotes_cancel(feed);
    CHECK(mkt_market_feed_quotes_claim_quote_wait(feed, 0, &quote) == TENON_OK);
    CHECK(memcmp(quote, &made, sizeof made) == 0);
    mkt_market_feed_close(feed);
}

static void queue_that_is_full_says_so(const char *name) {
    mkt_market_feed *feed;
    mkt_order *order;
    tenon_status status;
    uint32_t claimed = 0;
    CHECK(mkt_market_feed_create(name, NULL, &feed) == TENON_OK);
    while ((status = mkt_market_feed_orders_claim_order(feed, &order)) == TENON_OK) {
        claimed++;
    }
    CHECK(status == TENON_FULL && claimed == 16384 / (MKT_ORDER_SIZE + 8));
    CHECK(mkt_market_feed_create(name, NULL, &feed) == TENON_EXISTS);
    mkt_market_feed_close(feed);
    mkt_market_feed_close(NULL);
}

/* Whoever is attached keeps the memory; the name is free for another region. */
static void removed_name_is_not_found_and_leaves_memory_to_those_attached(const char *name) {
    mkt_market_feed *feed;
    mkt_market_feed *next;
    CHECK(mkt_market_feed_create(name, NULL, &feed) == TENON_OK);
    mkt_feed_status_store_sequence(mkt_market_feed_get_status(feed), 7);
    CHECK(mkt_market_feed_remove(name) == TENON_OK);
    CHECK(mkt_market_feed_remove(name) == TENON_NOT_FOUND);
    CHECK(mkt_market_feed_attach(name, NULL, &next) == TENON_NOT_FOUND);
    CHECK(mkt_feed_status_load_sequence(mkt_market_feed_get_status(feed)) == 7);
    CHECK(mkt_market_feed_create(name, NULL, &next) == TENON_OK);
    CHECK(mkt_feed_status_load_sequence(mkt_market_feed_get_status(next)) == 0);
    mkt_market_feed_close(feed);
    CHECK(mkt_market_feed_remove(name) == TENON_OK);
    mkt_market_feed_close(next);
}

static void removing_what_cannot_be_a_name_is_invalid(void) {
    CHECK(mkt_market_feed_remove("") == TENON_INVALID);
    CHECK(mkt_market_feed_remove("../feed") == TENON_INVALID);
    CHECK(mkt_market_feed_remove(NULL) == TENON_INVALID);
}

int main(void) {
    char name[64];
    (void)snprintf(name, sizeof name, "emit-c-test.%ld", (long)getpid());
    messages_cross_to_another_process(name);
    too_short_message_is_corrupt_and_the_rest_arrives(name);
    handler_can_neither_close_nor_poll(name);
    claimed_message_holds_nothing_of_an_earlier_one(name);
    queue_that_is_full_says_so(name);
    removed_name_is_not_found_and_leaves_memory_to_those_attached(name);
    removing_what_cannot_be_a_name_is_invalid();
    puts("done");
    return 0;
}
