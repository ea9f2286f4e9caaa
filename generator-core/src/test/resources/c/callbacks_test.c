/* SPDX-License-Identifier: Apache-2.0 */
/* Generated callbacks in a C library, with listeners that are written in C, too. */
#include <callbacks/callbacks_callbacks.h>
#include <string.h>

#include "check.h"

/* A listener that notes what it gets. */
typedef struct listener {
    int32_t answer;
    uint32_t calls;
    uint32_t releases;
    uint32_t turn; /* when it was called, counted over all listeners */
    cbk_quote last;
    tenon_registration registration;
    struct listener *unregisters; /* in its next call, or NULL */
    uint32_t emits;               /* in its next call */
} listener;

static uint32_t turns;

static int32_t on_quote(void *context, const cbk_quote *quote, uint64_t sequence) {
    listener *self = context;
    CHECK(self->releases == 0);
    CHECK(quote->sequence == sequence);
    self->last = *quote;
    self->calls++;
    self->turn = ++turns;
    if (self->unregisters != NULL) {
        CHECK(cbk_on_quote_unregister(&self->unregisters->registration) == TENON_OK);
        self->unregisters = NULL;
    }
    if (self->emits > 0) {
        self->emits--;
        (void)cbk_on_quote_emit(quote, sequence, NULL, 0);
    }
    return self->answer;
}

static void release(void *context) {
    listener *self = context;
    self->releases++;
}

/* The struct is gone when this returns: it has to be copied. */
static void listen(listener *self, int32_t answer) {
    cbk_on_quote callback = {on_quote, release, NULL};
    memset(self, 0, sizeof *self);
    self->answer = answer;
    callback.context = self;
    CHECK(cbk_on_quote_register(&callback, &self->registration) == TENON_OK);
    memset(&callback, 0xff, sizeof callback);
}

static uint32_t emit(uint64_t sequence, int32_t *results, uint32_t capacity) {
    cbk_quote quote = CBK_QUOTE_INIT;
    quote.sequence = sequence;
    return cbk_on_quote_emit(&quote, sequence, results, capacity);
}

static void listeners_are_called_in_the_order_of_registration(void) {
    int32_t results[4] = {77, 77, 77, 77};
    listener first, second, third;
    CHECK(emit(1, results, 4) == 0 && results[0] == 77);
    listen(&first, 10);
    listen(&second, -20);
    listen(&third, 30);
    CHECK(emit(UINT64_MAX, results, 4) == 3);
    CHECK(results[0] == 10 && results[1] == -20 && results[2] == 30 && results[3] == 77);
    CHECK(first.turn < second.turn && second.turn < third.turn);
    CHECK(first.last.sequence == UINT64_MAX && first.last.side == CBK_SIDE_BUY);

    CHECK(cbk_on_quote_unregister(&first.registration) == TENON_OK && first.releases == 1);
    CHECK(cbk_on_quote_unregister(&first.registration) == TENON_NOT_FOUND);
    listen(&first, 40);
    CHECK(emit(2, results, 4) == 3);
    CHECK(results[0] == -20 && results[1] == 30 && results[2] == 40);
    CHECK(first.calls == 1 && second.calls == 2 && third.calls == 2);

    CHECK(cbk_on_quote_unregister(&second.registration) == TENON_OK);
    CHECK(cbk_on_quote_unregister(&third.registration) == TENON_OK);
    CHECK(cbk_on_quote_unregister(&first.registration) == TENON_OK);
    CHECK(emit(3, NULL, 0) == 0);
    CHECK(first.releases == 1 && second.releases == 1 && third.releases == 1);
}

static void results_beyond_the_capacity_are_lost(void) {
    int32_t results[2] = {77, 77};
    listener first, second;
    listen(&first, 1);
    listen(&second, 2);
    CHECK(emit(1, results, 1) == 2 && results[0] == 1 && results[1] == 77);
    CHECK(emit(1, NULL, 0) == 2 && second.calls == 2);
    CHECK(cbk_on_quote_unregister(&first.registration) == TENON_OK);
    CHECK(cbk_on_quote_unregister(&second.registration) == TENON_OK);
}

static void listener_may_unregister_itself_and_others(void) {
    listener first, second, third;
    listen(&first, 1);
    listen(&second, 2);
    listen(&third, 3);
    first.unregisters = &first;
    second.unregisters = &third;
    CHECK(emit(1, NULL, 0) == 2);
    CHECK(first.calls == 1 && first.releases == 1);
    CHECK(second.calls == 1 && second.releases == 0);
    CHECK(third.calls == 0 && third.releases == 1);
    CHECK(emit(2, NULL, 0) == 1 && second.calls == 2);
    CHECK(cbk_on_quote_unregister(&second.registration) == TENON_OK);
}

static void listener_may_emit(void) {
    listener first, second;
    listen(&first, 1);
    listen(&second, 2);
    first.emits = 50;
    CHECK(emit(1, NULL, 0) == 2);
    CHECK(first.calls == 51 && second.calls == 51);
    CHECK(cbk_on_quote_unregister(&first.registration) == TENON_OK);
    CHECK(cbk_on_quote_unregister(&second.registration) == TENON_OK);
}

static void on_log(void *context, int8_t severity, uint16_t line, const char *text, void *place) {
    uint32_t *calls = context;
    CHECK(severity == INT8_MIN && line == UINT16_MAX && strcmp(text, "lost") == 0);
    CHECK(place == context);
    ++*calls;
}

static void registration_that_cannot_be_is_refused(void) {
    uint32_t calls = 0;
    const cbk_on_log callback = {on_log, NULL, &calls};
    const cbk_on_log nothing = {NULL, NULL, NULL};
    tenon_registration registration = {0};
    tenon_registration second = {0};
    CHECK(cbk_on_log_register(NULL, &registration) == TENON_INVALID);
    CHECK(strstr(tenon_status_detail(), "cbk_on_log_register") != NULL);
    CHECK(cbk_on_log_register(&nothing, &registration) == TENON_INVALID);
    CHECK(cbk_on_log_register(&callback, &registration) == TENON_OK);
    CHECK(cbk_on_log_register(&callback, &second) == TENON_LIMIT && second.id == 0);
    CHECK(cbk_on_log_emit(INT8_MIN, UINT16_MAX, "lost", &calls) == 1 && calls == 1);
    CHECK(cbk_on_quote_unregister(&registration) == TENON_NOT_FOUND);
    CHECK(cbk_on_log_unregister(&registration) == TENON_OK);
}

typedef struct trades {
    uint32_t calls;
    uint32_t count; /* of the last call */
    cbk_on_trade_event events[CBK_ON_TRADE_BATCH];
} trades;

static void on_trade(void *context, const cbk_on_trade_event *events, uint32_t count) {
    trades *all = context;
    CHECK(count >= 1 && count <= CBK_ON_TRADE_BATCH);
    memcpy(all->events, events, count * sizeof *events);
    all->count = count;
    all->calls++;
}

static void add(cbk_on_trade_batch *batch, uint32_t number) {
    cbk_quote quote = CBK_QUOTE_INIT;
    cbk_level level = CBK_LEVEL_INIT;
    quote.sequence = number;
    level.quantity = number + 1;
    cbk_on_trade_batch_add(batch, &quote, level, number / 2.0, CBK_SIDE_SELL,
                           CBK_CONDITIONS_STALE | CBK_CONDITIONS_CROSSED, number % 2 == 1, 'x');
    memset(&quote, 0xff, sizeof quote);
}

static void batch_is_handed_over_when_it_is_full(void) {
    static cbk_on_trade_batch batch;
    static trades all;
    const cbk_on_trade callback = {on_trade, NULL, &all};
    tenon_registration registration;
    uint32_t i;
    CHECK(CBK_ON_TRADE_BATCH == 32);
    CHECK(cbk_on_trade_register(&callback, &registration) == TENON_OK);
    for (i = 0; i < 31; i++) {
        add(&batch, i);
    }
    CHECK(all.calls == 0 && batch.count == 31);
    add(&batch, 31);
    CHECK(all.calls == 1 && all.count == 32 && batch.count == 0);
    for (i = 0; i < 32; i++) {
        const cbk_on_trade_event *event = &all.events[i];
        CHECK(event->quote.sequence == i && event->level.quantity == i + 1);
        CHECK(event->price == i / 2.0 && event->side == CBK_SIDE_SELL && event->grade == 'x');
        CHECK(event->conditions == (CBK_CONDITIONS_STALE | CBK_CONDITIONS_CROSSED));
        CHECK(event->final == i % 2);
    }
    CHECK(cbk_on_trade_batch_flush(&batch) == 0 && all.calls == 1);
    add(&batch, 100);
    add(&batch, 101);
    CHECK(cbk_on_trade_batch_flush(&batch) == 2 && all.calls == 2 && all.count == 2);
    CHECK(all.events[1].quote.sequence == 101 && batch.count == 0);
    CHECK(cbk_on_trade_unregister(&registration) == TENON_OK);
    add(&batch, 0);
    CHECK(cbk_on_trade_batch_flush(&batch) == 1 && all.calls == 2);
}

static void batch_is_handed_over_when_it_is_old(void) {
    static cbk_on_trade_batch batch;
    static trades all;
    const cbk_on_trade callback = {on_trade, NULL, &all};
    tenon_registration registration;
    CHECK(cbk_on_trade_register(&callback, &registration) == TENON_OK);
    CHECK(cbk_on_trade_batch_tick(&batch, 1000, 500) == 0);
    add(&batch, 1);
    CHECK(cbk_on_trade_batch_tick(&batch, 2000, 500) == 0);
    add(&batch, 2);
    CHECK(cbk_on_trade_batch_tick(&batch, 2499, 500) == 0 && all.calls == 0);
    CHECK(cbk_on_trade_batch_tick(&batch, 2500, 500) == 2 && all.calls == 1 && all.count == 2);
    CHECK(cbk_on_trade_batch_tick(&batch, 9000, 500) == 0);
    add(&batch, 3);
    CHECK(cbk_on_trade_batch_tick(&batch, 9100, 500) == 0);
    CHECK(cbk_on_trade_batch_tick(&batch, 9600, 500) == 1);
    add(&batch, 4);
    CHECK(cbk_on_trade_batch_tick(&batch, 9700, 0) == 1 && all.calls == 3);
    CHECK(cbk_on_trade_unregister(&registration) == TENON_OK);
}

static void abi_text_names_the_schema(void) {
    CHECK(strncmp(cbk_abi, "tenon-abi 1\nschema callbacks\n", 29) == 0);
    CHECK(strstr(cbk_abi, "\nOnQuote callback (const Quote* quote, u64 sequence) -> i32") != NULL);
}

int main(void) {
    listeners_are_called_in_the_order_of_registration();
    results_beyond_the_capacity_are_lost();
    listener_may_unregister_itself_and_others();
    listener_may_emit();
    registration_that_cannot_be_is_refused();
    batch_is_handed_over_when_it_is_full();
    batch_is_handed_over_when_it_is_old();
    abi_text_names_the_schema();
    puts("done");
    return 0;
}
