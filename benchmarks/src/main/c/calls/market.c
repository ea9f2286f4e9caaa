/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a C team writes for market.tenon.yaml: loops that call Java, and functions that Java calls.
 * Quantities are 0 to 127 over and over and prices are 1, so that every sum can be checked.
 */
#include <market/market_callbacks.h>
#include <market/market_exports.h>

#define QUANTITY_MASK 127

static mkt_quote first_quote(void) {
    const mkt_quote quote = {.price = 1.0};
    return quote;
}

int64_t mkt_drive_call(const mkt_on_quote *listener, uint64_t count) {
    mkt_quote quote = first_quote();
    int64_t sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        quote.quantity = (int64_t)(i & QUANTITY_MASK);
        sum += listener->call(listener->context, &quote, i);
    }
    return sum;
}

int64_t mkt_drive_emit(uint64_t count) {
    mkt_quote quote = first_quote();
    int64_t sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        int32_t answer = 0;
        quote.quantity = (int64_t)(i & QUANTITY_MASK);
        mkt_on_quote_emit(&quote, i, &answer, 1);
        sum += answer;
    }
    return sum;
}

/* Events that are there already. Copied right after one field of them was written, they would
 * have the processor wait for that store, which has nothing to do with batches. */
typedef struct events {
    mkt_quote quotes[QUANTITY_MASK + 1];
} events;

static void prepare(events *prepared) {
    for (int64_t i = 0; i <= QUANTITY_MASK; i++) {
        prepared->quotes[i] = first_quote();
        prepared->quotes[i].quantity = i;
    }
}

void mkt_drive_ticks(uint64_t count) {
    events prepared;
    prepare(&prepared);
    for (uint64_t i = 0; i < count; i++) {
        mkt_on_tick_emit(&prepared.quotes[i & QUANTITY_MASK], i);
    }
}

void mkt_drive_batches(uint64_t count, uint32_t size) {
    static _Thread_local mkt_on_ticks_batch batch;
    events prepared;
    prepare(&prepared);
    for (uint64_t i = 0; i < count; i++) {
        mkt_on_ticks_batch_add(&batch, &prepared.quotes[i & QUANTITY_MASK], i);
        if (batch.count >= size) {
            mkt_on_ticks_batch_flush(&batch);
        }
    }
    mkt_on_ticks_batch_flush(&batch);
}

double mkt_drive_price_of(uint64_t count) {
    mkt_quote quote = first_quote();
    double sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        quote.quantity = (int64_t)(i & QUANTITY_MASK);
        sum += mkt_price_of(&quote);
    }
    return sum;
}

double mkt_value(double price, int64_t quantity) {
    return price * (double)quantity;
}

double mkt_value_critical(double price, int64_t quantity) {
    return price * (double)quantity;
}

double mkt_value_of(const mkt_quote *quote) {
    return quote->price * (double)quote->quantity;
}

int32_t mkt_number_of(const char *symbol) {
    return (symbol[0] - '0') * 100 + (symbol[1] - '0') * 10 + (symbol[2] - '0');
}
