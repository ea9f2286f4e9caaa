/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The C side of what Tenon is measured with; the tasks are named as in TenonTasks.java.
 *
 *   tenon_worker send-ticks|receive-ticks|send-blocks|receive-blocks REGION
 *   tenon_worker drive|echo|wake-drive|wake-echo REGION
 */
#include <bench/bench.h>
#include <bench/bench_regions.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <tenon/tenon.h>

#include "worker.h"

/* Most messages that one look hands over, as in Receiver.java. */
#define LIMIT 256
#define TICK_WORDS 4
#define IDLE_NANOSECONDS 1000000
#define PATIENCE_NANOSECONDS INT64_C(10000000000)

/* What has arrived. */
typedef struct words {
    int64_t sum;
    int64_t last;
} words;

static void check(tenon_status status) {
    if (status != TENON_OK) {
        worker_fail(tenon_status_text(status), tenon_status_detail());
    }
}

static uint32_t check_count(int32_t count) {
    if (count < 0) {
        check((tenon_status)count);
    }
    return (uint32_t)count;
}

static void fill_tick(bench_tick *tick, int64_t number) {
    tick->sequence = (uint64_t)number;
    tick->time = number + 1;
    tick->price = number + 2;
    tick->quantity = number + 3;
}

static void add_tick(void *context, const bench_tick *tick) {
    words *arrived = context;
    arrived->last = (int64_t)tick->sequence;
    arrived->sum += arrived->last + tick->time + tick->price + tick->quantity;
}

static void add_block(void *context, const bench_block *block) {
    words *arrived = context;
    arrived->last = block->words[0];
    for (uint32_t i = 0; i < BENCH_BLOCK_WORDS; i++) {
        arrived->sum += block->words[i];
    }
}

static int64_t send_ticks(void *state, int64_t count) {
    bench_feed *feed = state;
    for (int64_t number = 0; number < count; number++) {
        bench_tick *tick;
        tenon_status status;
        while ((status = bench_feed_ticks_claim_tick(feed, &tick)) == TENON_FULL) {
            worker_pause();
        }
        check(status);
        fill_tick(tick, number);
        bench_feed_ticks_publish(feed);
    }
    return 0;
}

static int64_t send_blocks(void *state, int64_t count) {
    bench_feed *feed = state;
    for (int64_t number = 0; number < count; number++) {
        bench_block *block;
        tenon_status status;
        while ((status = bench_feed_blocks_claim_block(feed, &block)) == TENON_FULL) {
            worker_pause();
        }
        check(status);
        for (uint32_t i = 0; i < BENCH_BLOCK_WORDS; i++) {
            block->words[i] = number + i;
        }
        bench_feed_blocks_publish(feed);
    }
    return 0;
}

static uint32_t poll_ticks(bench_feed *feed, const bench_feed_ticks_handler *handler) {
    uint32_t count = check_count(bench_feed_ticks_poll(feed, handler, LIMIT));
    if (count == 0) {
        worker_pause();
    }
    return count;
}

static uint32_t poll_blocks(bench_feed *feed, const bench_feed_blocks_handler *handler) {
    uint32_t count = check_count(bench_feed_blocks_poll(feed, handler, LIMIT));
    if (count == 0) {
        worker_pause();
    }
    return count;
}

/* From the arrival of the first message to that of the last one, as the Java side does. */
static int64_t receive_ticks(void *state, int64_t count) {
    words arrived = {0, 0};
    const bench_feed_ticks_handler handler = {.tick = add_tick, .context = &arrived};
    int64_t received = 0;
    while (received == 0) {
        received = poll_ticks(state, &handler);
    }
    int64_t start = worker_now();
    while (received < count) {
        received += poll_ticks(state, &handler);
    }
    int64_t nanoseconds = worker_now() - start;
    worker_check_sum(arrived.sum, count, TICK_WORDS);
    return nanoseconds;
}

static int64_t receive_blocks(void *state, int64_t count) {
    words arrived = {0, 0};
    const bench_feed_blocks_handler handler = {.block = add_block, .context = &arrived};
    int64_t received = 0;
    while (received == 0) {
        received = poll_blocks(state, &handler);
    }
    int64_t start = worker_now();
    while (received < count) {
        received += poll_blocks(state, &handler);
    }
    int64_t nanoseconds = worker_now() - start;
    worker_check_sum(arrived.sum, count, BENCH_BLOCK_WORDS);
    return nanoseconds;
}

static void exchange(bench_exchange *exchange, int64_t number, words *arrived,
                     const bench_exchange_replies_handler *handler) {
    bench_tick *tick;
    check(bench_exchange_requests_claim_tick(exchange, &tick));
    fill_tick(tick, number);
    bench_exchange_requests_publish(exchange);
    while (check_count(bench_exchange_replies_poll(exchange, handler, LIMIT)) == 0) {
        worker_pause();
    }
    if (arrived->last != number) {
        worker_fail("drive", "not the reply to what was sent");
    }
}

static int64_t drive(void *state, int64_t count) {
    words arrived = {0, 0};
    const bench_exchange_replies_handler handler = {.tick = add_tick, .context = &arrived};
    int64_t start = worker_now();
    for (int64_t number = 0; number < count; number++) {
        exchange(state, number, &arrived, &handler);
    }
    return worker_now() - start;
}

/* The other side sleeps: before each round trip we are idle, which is not counted. */
static int64_t wake_drive(void *state, int64_t count) {
    words arrived = {0, 0};
    const bench_exchange_replies_handler handler = {.tick = add_tick, .context = &arrived};
    int64_t total = 0;
    for (int64_t number = 0; number < count; number++) {
        worker_sleep(IDLE_NANOSECONDS);
        int64_t start = worker_now();
        exchange(state, number, &arrived, &handler);
        total += worker_now() - start;
    }
    return total;
}

static void reply(bench_exchange *exchange, int64_t number) {
    bench_tick *tick;
    check(bench_exchange_replies_claim_tick(exchange, &tick));
    fill_tick(tick, number);
    bench_exchange_replies_publish(exchange);
}

static int64_t echo(void *state, int64_t count) {
    words arrived = {0, 0};
    const bench_exchange_requests_handler handler = {.tick = add_tick, .context = &arrived};
    for (int64_t number = 0; number < count; number++) {
        while (check_count(bench_exchange_requests_poll(state, &handler, LIMIT)) == 0) {
            worker_pause();
        }
        reply(state, arrived.last);
    }
    return 0;
}

static int64_t wake_echo(void *state, int64_t count) {
    words arrived = {0, 0};
    const bench_exchange_requests_handler handler = {.tick = add_tick, .context = &arrived};
    for (int64_t number = 0; number < count; number++) {
        while (check_count(bench_exchange_requests_take(state, &handler, LIMIT,
                                                        PATIENCE_NANOSECONDS)) == 0) {
        }
        reply(state, arrived.last);
    }
    return 0;
}

typedef struct named_task {
    const char *name;
    worker_task task;
} named_task;

static const named_task feed_tasks[] = {{"send-ticks", send_ticks},
                                        {"receive-ticks", receive_ticks},
                                        {"send-blocks", send_blocks},
                                        {"receive-blocks", receive_blocks}};
static const named_task exchange_tasks[] = {
    {"drive", drive}, {"echo", echo}, {"wake-drive", wake_drive}, {"wake-echo", wake_echo}};

static worker_task find(const named_task *tasks, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(tasks[i].name, name) == 0) {
            return tasks[i].task;
        }
    }
    return NULL;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

int main(int argc, char **argv) {
    if (argc != 3) {
        worker_fail("usage", "tenon_worker TASK REGION");
    }
    int status;
    worker_task task = find(feed_tasks, COUNT(feed_tasks), argv[1]);
    if (task != NULL) {
        bench_feed *feed;
        check(bench_feed_open_or_create(argv[2], NULL, &feed));
        status = worker_serve(task, feed);
        bench_feed_close(feed);
        return status;
    }
    task = find(exchange_tasks, COUNT(exchange_tasks), argv[1]);
    if (task == NULL) {
        worker_fail("no such task", argv[1]);
    }
    bench_exchange *exchange_region;
    check(bench_exchange_open_or_create(argv[2], NULL, &exchange_region));
    status = worker_serve(task, exchange_region);
    bench_exchange_close(exchange_region);
    return status;
}
