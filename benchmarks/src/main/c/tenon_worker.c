/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The C side of what Tenon is measured with; the tasks are named as in TenonTasks.java.
 *
 *   tenon_worker send|receive REGION BYTES
 *   tenon_worker drive|echo|wake|sleep|wake-field|sleep-on-field|idle|idle-peer REGION
 *
 * "drive" and "echo" spin. "sleep" waits in the kernel for each message of "wake", "sleep-on-field"
 * for each value that "wake-field" stores; both answer by a word, for which the other side spins.
 * "idle" waits in vain, for as many milliseconds as there are operations, while "idle-peer" could
 * send something.
 */
#include <bench/bench.h>
#include <bench/bench_regions.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <tenon/tenon.h>

#include "messages.h"
#include "worker.h"

#define PATIENCE_NANOSECONDS INT64_C(10000000000)
#define NANOSECONDS_OF_MILLISECOND 1000000

/* What has arrived. */
struct words {
    int64_t sum;
    int64_t last;
};

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

/* One direction, all sizes. */

struct stream {
    bench_sizes *sizes;
    struct words arrived;
};

#define STREAM(BYTES)                                                                              \
    static void send_##BYTES(void *state, int64_t number) {                                        \
        struct stream *stream = state;                                                             \
        bench_message##BYTES *message;                                                             \
        tenon_status status;                                                                       \
        while ((status = bench_sizes_bytes##BYTES##_claim_message##BYTES(stream->sizes,            \
                                                                         &message)) ==             \
               TENON_FULL) {                                                                       \
            worker_pause();                                                                        \
        }                                                                                          \
        check(status);                                                                             \
        message_fill(message->words, MESSAGE_WORDS(BYTES), number);                                \
        bench_sizes_bytes##BYTES##_publish(stream->sizes);                                         \
    }                                                                                              \
    static int64_t send_all_##BYTES(void *state, const worker_request *request) {                  \
        return worker_send_all(send_##BYTES, state, request);                                      \
    }                                                                                              \
    static void add_##BYTES(void *context, const bench_message##BYTES *message) {                  \
        struct words *arrived = context;                                                           \
        arrived->sum += message_sum(message->words, MESSAGE_WORDS(BYTES));                         \
    }                                                                                              \
    static uint32_t look_##BYTES(void *state) {                                                    \
        struct stream *stream = state;                                                             \
        const bench_sizes_bytes##BYTES##_handler handler = {.message##BYTES = add_##BYTES,         \
                                                            .context = &stream->arrived};          \
        return check_count(                                                                        \
            bench_sizes_bytes##BYTES##_take(stream->sizes, &handler, WORKER_LIMIT,                 \
                                            PATIENCE_NANOSECONDS));                                \
    }                                                                                              \
    static int64_t receive_all_##BYTES(void *state, const worker_request *request) {               \
        struct stream *stream = state;                                                             \
        stream->arrived.sum = 0;                                                                   \
        int64_t nanoseconds = worker_receive_all(look_##BYTES, state, request);                    \
        worker_check_sum(stream->arrived.sum, request->count, MESSAGE_WORDS(BYTES));               \
        return nanoseconds;                                                                        \
    }
MESSAGE_SIZES(STREAM)

static const struct {
    int64_t bytes;
    worker_task send_all;
    worker_task receive_all;
} streams[] = {
#define STREAM_TASKS(BYTES) {BYTES, send_all_##BYTES, receive_all_##BYTES},
    MESSAGE_SIZES(STREAM_TASKS)};

/* There and back. */

static void fill_tick(bench_tick *tick, int64_t number) {
    tick->sequence = (uint64_t)number;
    tick->time = number + 1;
    tick->price = number + 2;
    tick->quantity = number + 3;
}

static void add_tick(void *context, const bench_tick *tick) {
    struct words *arrived = context;
    arrived->last = (int64_t)tick->sequence;
    arrived->sum += arrived->last + tick->time + tick->price + tick->quantity;
}

static void exchange(void *state, int64_t number) {
    bench_exchange *region = state;
    struct words arrived = {0, 0};
    const bench_exchange_replies_handler handler = {.tick = add_tick, .context = &arrived};
    bench_tick *tick;
    check(bench_exchange_requests_claim_tick(region, &tick));
    fill_tick(tick, number);
    bench_exchange_requests_publish(region);
    while (check_count(bench_exchange_replies_poll(region, &handler, WORKER_LIMIT)) == 0) {
        worker_pause();
    }
    if (arrived.last != number) {
        worker_fail("drive", "not the reply to what was sent");
    }
}

static int64_t drive(void *state, const worker_request *request) {
    return worker_drive(exchange, state, request);
}

static void reply(bench_exchange *region, int64_t number) {
    bench_tick *tick;
    check(bench_exchange_replies_claim_tick(region, &tick));
    fill_tick(tick, number);
    bench_exchange_replies_publish(region);
}

static int64_t echo(void *state, const worker_request *request) {
    struct words arrived = {0, 0};
    const bench_exchange_requests_handler handler = {.tick = add_tick, .context = &arrived};
    for (int64_t number = 0; number < request->count; number++) {
        while (check_count(bench_exchange_requests_poll(state, &handler, WORKER_LIMIT)) == 0) {
            worker_pause();
        }
        reply(state, arrived.last);
    }
    return 0;
}

/* Turns of this process so far, of all requests. */
static uint64_t turns;

static uint64_t turn_of(int64_t number) {
    return turns << 32 | (uint64_t)number;
}

static void await_answer(bench_exchange *region, int64_t number) {
    const bench_turn *turn = bench_exchange_get_turn(region);
    while (bench_turn_load_answered(turn) != turn_of(number)) {
        worker_pause();
    }
}

static void answer(bench_exchange *region, int64_t number) {
    bench_turn_store_answered(bench_exchange_get_turn(region), turn_of(number));
}

static void ask(void *state, int64_t number) {
    bench_tick *tick;
    turns++;
    check(bench_exchange_requests_claim_tick(state, &tick));
    fill_tick(tick, number);
    bench_exchange_requests_publish(state);
    await_answer(state, number);
}

static int64_t wake(void *state, const worker_request *request) {
    return worker_drive(ask, state, request);
}

static int64_t sleep_for_messages(void *state, const worker_request *request) {
    struct words arrived = {0, 0};
    const bench_exchange_requests_handler handler = {.tick = add_tick, .context = &arrived};
    for (int64_t number = 0; number < request->count; number++) {
        while (check_count(bench_exchange_requests_take(state, &handler, WORKER_LIMIT,
                                                        PATIENCE_NANOSECONDS)) == 0) {
        }
        turns++;
        answer(state, arrived.last);
    }
    return 0;
}

static void ask_by_field(void *state, int64_t number) {
    turns++;
    check(bench_exchange_turn_set_asked(state, turn_of(number)));
    await_answer(state, number);
}

static int64_t wake_field(void *state, const worker_request *request) {
    return worker_drive(ask_by_field, state, request);
}

static int64_t sleep_on_field(void *state, const worker_request *request) {
    for (int64_t number = 0; number < request->count; number++) {
        turns++;
        check(bench_exchange_turn_wait_asked(state, turn_of(number), PATIENCE_NANOSECONDS));
        answer(state, number);
    }
    return 0;
}

static int64_t idle(void *state, const worker_request *request) {
    struct words arrived = {0, 0};
    const bench_exchange_requests_handler handler = {.tick = add_tick, .context = &arrived};
    int64_t start = worker_now();
    if (check_count(bench_exchange_requests_take(
            state, &handler, WORKER_LIMIT, request->count * NANOSECONDS_OF_MILLISECOND)) != 0) {
        worker_fail("idle", "a message came");
    }
    return worker_now() - start;
}

/* Holds the producer's role, without which the consumer would wait for one to come. */
static int64_t idle_peer(void *state, const worker_request *request) {
    bench_tick *tick;
    (void)request;
    check(bench_exchange_requests_claim_tick(state, &tick));
    bench_exchange_requests_cancel(state);
    return 0;
}

static const worker_named_task exchange_tasks[] = {{"drive", drive},
                                                   {"echo", echo},
                                                   {"wake", wake},
                                                   {"sleep", sleep_for_messages},
                                                   {"wake-field", wake_field},
                                                   {"sleep-on-field", sleep_on_field},
                                                   {"idle", idle},
                                                   {"idle-peer", idle_peer}};

static int serve_stream(const char *task, const char *region, int64_t bytes) {
    struct stream stream = {NULL, {0, 0}};
    check(bench_sizes_open_or_create(region, NULL, &stream.sizes));
    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        if (streams[i].bytes == bytes) {
            int status = worker_serve(strcmp(task, "send") == 0 ? streams[i].send_all
                                                                : streams[i].receive_all,
                                      &stream);
            bench_sizes_close(stream.sizes);
            return status;
        }
    }
    worker_fail("no such size", task);
}

static int serve_exchange(const char *name, const char *region) {
    worker_task task =
        worker_find(exchange_tasks, sizeof exchange_tasks / sizeof exchange_tasks[0], name);
    if (task == NULL) {
        worker_fail("no such task", name);
    }
    bench_exchange *opened;
    check(bench_exchange_open_or_create(region, NULL, &opened));
    int status = worker_serve(task, opened);
    bench_exchange_close(opened);
    return status;
}

int main(int argc, char **argv) {
    if (argc == 3) {
        return serve_exchange(argv[1], argv[2]);
    }
    if (argc != 4) {
        worker_fail("usage", "tenon_worker TASK REGION [BYTES]");
    }
    return serve_stream(argv[1], argv[2], strtoll(argv[3], NULL, 10));
}
