/* SPDX-License-Identifier: Apache-2.0 */
/* Code as Tenon would generate it for the schema of the callback tests, written by hand. */
#ifndef MARKET_FIXTURE_H
#define MARKET_FIXTURE_H

#include <stdint.h>
#include <tenon/callback.h>

typedef struct mkt_quote {
    double bid;
    double ask;
    uint64_t sequence;
    uint32_t size;
    uint8_t padding_28[4];
} mkt_quote;

typedef struct mkt_feed mkt_feed;

typedef struct mkt_on_quote {
    int32_t (*call)(void *context, const mkt_quote *quote, uint64_t sequence);
    void (*release)(void *context);
    void *context;
} mkt_on_quote;

/** Gives a name; the text is valid until the same thread gets the next one. */
typedef struct mkt_name_of {
    const char *(*call)(void *context, uint32_t number);
    void (*release)(void *context);
    void *context;
} mkt_name_of;

/** Gets a callback of C: `once` during the call, `kept` until Java releases it. */
typedef struct mkt_on_offer {
    int32_t (*call)(void *context, const mkt_on_quote *once, const mkt_on_quote *kept);
    void (*release)(void *context);
    void *context;
} mkt_on_offer;

TENON_API tenon_status mkt_on_quote_register(const mkt_on_quote *callback, tenon_registration *out);
TENON_API tenon_status mkt_on_quote_unregister(const tenon_registration *registration);
TENON_API uint32_t mkt_on_quote_emit(const mkt_quote *quote, uint64_t sequence, int32_t *results,
                                     uint32_t capacity);

/** Calls it `times` times with sequences from 0 on; returns the sum of the results. */
TENON_API int64_t mkt_feed_each(const mkt_on_quote *visitor, uint32_t times);
/** The same with `bytes` of stack of its own. */
TENON_API int64_t mkt_feed_each_deep(const mkt_on_quote *visitor, uint32_t times, uint32_t bytes);
/** Emits `times` quotes to the listeners; returns the sum of what all of them returned. */
TENON_API int64_t mkt_feed_emit(uint32_t times);
/** Emits from `threads` threads of C, `times` each; returns the sum. */
TENON_API int64_t mkt_feed_storm(uint32_t threads, uint32_t times);
/** Starts threads that emit until stopped. */
TENON_API void mkt_feed_run(uint32_t threads);
/** Stops them; returns how many listeners they called. */
TENON_API uint64_t mkt_feed_stop(void);
/** Calls it on a thread of C with so much stack. */
TENON_API int64_t mkt_feed_aside(const mkt_on_quote *visitor, uint32_t times, uint64_t stack_bytes);

/** Keeps the callback; one that was kept before is released. */
TENON_API void mkt_feed_watch(const mkt_on_quote *watcher);
/** Calls the kept callback; -2 when there is none. */
TENON_API int32_t mkt_feed_tell(uint64_t sequence);
/** Releases the kept callback on another thread; then calls it once more, as no program should. */
TENON_API int32_t mkt_feed_unwatch(void);

/** Asks for the names of 0 and 1, on this thread and on one of C; 0 when all are as they should be:
 * "name 0" and "name 1" in memory of their own for each thread. */
TENON_API int32_t mkt_feed_names(const mkt_name_of *names);
/** Length of the text, -1 for NULL. */
TENON_API int64_t mkt_feed_length(const char *text);
/** The text itself. */
TENON_API const char *mkt_feed_echo(const char *text);
/** Sets errno. */
TENON_API int32_t mkt_feed_fail(int32_t number);
/** Returns when `count` threads are in it. */
TENON_API int32_t mkt_feed_meet(int32_t count);
TENON_API int32_t mkt_feed_offer(const mkt_on_offer *taker, int32_t base);
/** How often a callback of mkt_feed_offer() was released. */
TENON_API int32_t mkt_feed_offers_released(void);

TENON_API mkt_feed *mkt_feed_open(const char *name);
TENON_API void mkt_feed_close(mkt_feed *feed);
/** Calls the visitor while the feed is in use; returns its result. */
TENON_API int32_t mkt_feed_visit(mkt_feed *feed, const mkt_on_quote *visitor);
/** Feeds that are open. */
TENON_API int32_t mkt_feeds_open(void);

/** Adds two numbers, in Java. -1 when nothing is bound. */
TENON_API int32_t mkt_sum_of(int32_t left, int32_t right);
TENON_API tenon_status mkt_exports_bind(void (*const functions[])(void), uint32_t count);

/** Calls the comparator-like stub without anything of Tenon around it, for comparison. */
TENON_API int64_t mkt_bare_each(int32_t (*call)(const mkt_quote *quote, uint64_t sequence),
                                uint32_t times);

TENON_API extern const char mkt_abi[];

#endif
