/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a reader learns of a message: two rings written by hand, alike in all but that.
 *
 *   signal_worker position|header send|receive|receive-lag|receive-lag-if-several FILE
 *   signal_worker position|header drive|drive-lag|drive-lag-if-several FILE
 *   signal_worker position|header echo|echo-lag|echo-lag-if-several FILE
 *
 * "position": the writer stores how far it has written in a word on a line of its own.
 * "header": the word before each message is the signal. The next one is zero before it is stored.
 *
 * The process that receives or echoes is to be started first.
 *
 * A record is a header of eight bytes and a message of 32, as in a queue of Tenon's. Nobody sleeps
 * and nothing is checked, so there are no fences. Each side keeps a private copy of the other's
 * position; the reader gives room back an eighth of the ring at a time.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "worker.h"

#define WORDS 4
#define STREAM_BYTES (UINT64_C(1) << 20)
#define EXCHANGE_BYTES (UINT64_C(1) << 16)
#define LAG_PAUSES 64
#define SHORT_WAIT_NANOSECONDS 1000

struct record {
    uint64_t header; /* its own size in bytes, and whether it is only padding */
    int64_t words[WORDS];
};

#define PADDING (UINT64_C(1) << 63)

/* Positions are counts of bytes and never wrap; the ring lies behind them. */
typedef struct shared_ring {
    _Alignas(128) uint64_t written;
    _Alignas(128) uint64_t read;
    _Alignas(128) unsigned char bytes[];
} shared_ring;

/* One side's private view. */
struct end {
    shared_ring *ring;
    bool by_header;
    uint64_t capacity;
    uint64_t position;
    uint64_t seen;     /* the other side's position when it was looked at last */
    uint64_t released; /* reader only */
    int64_t sum;       /* reader only */
    int64_t last;      /* reader only */
    bool lags;         /* reader only */
};

static struct end end_of(void *memory, uint64_t capacity, bool by_header) {
    return (struct end){.ring = memory, .capacity = capacity, .by_header = by_header};
}

static struct record *record_at(const struct end *side, uint64_t position) {
    return (struct record *)(void *)(side->ring->bytes + (position & (side->capacity - 1)));
}

static void await_room(struct end *writer, uint64_t until) {
    while (until - writer->seen > writer->capacity) {
        writer->seen = __atomic_load_n(&writer->ring->read, __ATOMIC_ACQUIRE);
        if (until - writer->seen > writer->capacity) {
            worker_pause();
        }
    }
}

static void fill(struct record *record, int64_t number) {
    for (int i = 0; i < WORDS; i++) {
        record->words[i] = number + i;
    }
}

/* Bytes at the end of the ring that the next record does not fit into. */
static uint64_t padding(const struct end *writer) {
    uint64_t rest = writer->capacity - (writer->position & (writer->capacity - 1));
    return rest < sizeof(struct record) ? rest : 0;
}

static void send_by_position(struct end *writer, int64_t number) {
    uint64_t skipped = padding(writer);
    uint64_t until = writer->position + skipped + sizeof(struct record);
    await_room(writer, until);
    if (skipped != 0) {
        record_at(writer, writer->position)->header = PADDING | skipped;
    }
    struct record *record = record_at(writer, writer->position + skipped);
    record->header = sizeof *record;
    fill(record, number);
    /* Pairs with the load in poll_by_position. */
    __atomic_store_n(&writer->ring->written, until, __ATOMIC_RELEASE);
    writer->position = until;
}

static void send_by_header(struct end *writer, int64_t number) {
    uint64_t skipped = padding(writer);
    uint64_t until = writer->position + skipped + sizeof(struct record);
    await_room(writer, until + sizeof(uint64_t));
    /* Whoever sees our header sees that the next one is not there yet. */
    __atomic_store_n(&record_at(writer, until)->header, 0, __ATOMIC_RELAXED);
    struct record *record = record_at(writer, writer->position + skipped);
    fill(record, number);
    /* Pairs with the load in poll_by_header. What comes first in the ring is stored last. */
    __atomic_store_n(&record->header, sizeof *record, __ATOMIC_RELEASE);
    if (skipped != 0) {
        __atomic_store_n(&record_at(writer, writer->position)->header, PADDING | skipped,
                         __ATOMIC_RELEASE);
    }
    writer->position = until;
}

static void send(struct end *writer, int64_t number) {
    if (writer->by_header) {
        send_by_header(writer, number);
    } else {
        send_by_position(writer, number);
    }
}

/* Takes a record; returns how many messages it is. */
static uint32_t take(struct end *reader, const struct record *record, uint64_t header) {
    reader->position += header & ~PADDING;
    if ((header & PADDING) != 0) {
        return 0;
    }
    reader->last = record->words[0];
    for (int i = 0; i < WORDS; i++) {
        reader->sum += record->words[i];
    }
    return 1;
}

static uint32_t poll_by_position(struct end *reader) {
    reader->seen = __atomic_load_n(&reader->ring->written, __ATOMIC_ACQUIRE);
    uint32_t count = 0;
    while (count < WORKER_LIMIT && reader->position != reader->seen) {
        const struct record *record = record_at(reader, reader->position);
        count += take(reader, record, record->header);
    }
    return count;
}

static uint32_t poll_by_header(struct end *reader) {
    uint32_t count = 0;
    while (count < WORKER_LIMIT) {
        const struct record *record = record_at(reader, reader->position);
        uint64_t header = __atomic_load_n(&record->header, __ATOMIC_ACQUIRE);
        if (header == 0) {
            break;
        }
        count += take(reader, record, header);
    }
    return count;
}

static uint32_t poll(struct end *reader) {
    uint32_t count = reader->by_header ? poll_by_header(reader) : poll_by_position(reader);
    if (reader->position - reader->released >= reader->capacity / 8) {
        __atomic_store_n(&reader->ring->read, reader->position, __ATOMIC_RELEASE);
        reader->released = reader->position;
    }
    return count;
}

/* Waits for messages: looks again at once. */
static uint32_t await(struct end *reader) {
    uint32_t count;
    while ((count = poll(reader)) == 0) {
        worker_pause();
    }
    return count;
}

static void lag(void) {
    for (int i = 0; i < LAG_PAUSES; i++) {
        worker_pause();
    }
}

/* Falls behind on purpose when the last wait was a short one. */
static uint32_t await_lagging(struct end *reader) {
    uint32_t count = poll(reader);
    if (count != 0) {
        return count;
    }
    if (reader->lags) {
        lag();
    }
    int64_t start = worker_now();
    count = await(reader);
    reader->lags = worker_now() - start < SHORT_WAIT_NANOSECONDS;
    return count;
}

/* Falls behind on purpose as long as looks bring several messages: then more are on their way. */
static uint32_t await_lagging_if_several(struct end *reader) {
    uint32_t count = poll(reader);
    if (count == 0) {
        if (reader->lags) {
            lag();
        }
        count = await(reader);
        reader->lags = count > 1;
    }
    return count;
}

/* What a process does. */
struct ends {
    struct end outgoing;
    struct end incoming;
    uint32_t (*await)(struct end *reader);
};

static void send_next(void *state, int64_t number) {
    struct ends *ends = state;
    send(&ends->outgoing, number);
}

static int64_t send_all(void *state, const worker_request *request) {
    return worker_send_all(send_next, state, request);
}

static uint32_t await_next(void *state) {
    struct ends *ends = state;
    return ends->await(&ends->incoming);
}

static int64_t receive_all(void *state, const worker_request *request) {
    struct ends *ends = state;
    ends->incoming.sum = 0;
    int64_t nanoseconds = worker_receive_all(await_next, state, request);
    worker_check_sum(ends->incoming.sum, request->count, WORDS);
    return nanoseconds;
}

static void exchange(void *state, int64_t number) {
    struct ends *ends = state;
    send(&ends->outgoing, number);
    ends->await(&ends->incoming);
    if (ends->incoming.last != number) {
        worker_fail("drive", "not the reply to what was sent");
    }
}

static int64_t drive(void *state, const worker_request *request) {
    return worker_drive(exchange, state, request);
}

static int64_t echo(void *state, const worker_request *request) {
    struct ends *ends = state;
    for (int64_t number = 0; number < request->count; number++) {
        ends->await(&ends->incoming);
        send(&ends->outgoing, ends->incoming.last);
    }
    return 0;
}

static const struct {
    const char *name;
    worker_task task;
    uint32_t (*await)(struct end *reader);
} tasks[] = {{"send", send_all, await},
             {"receive", receive_all, await},
             {"receive-lag", receive_all, await_lagging},
             {"receive-lag-if-several", receive_all, await_lagging_if_several},
             {"drive", drive, await},
             {"echo", echo, await},
             {"drive-lag", drive, await_lagging},
             {"echo-lag", echo, await_lagging},
             {"drive-lag-if-several", drive, await_lagging_if_several},
             {"echo-lag-if-several", echo, await_lagging_if_several}};

static int serve(const char *file, bool by_header, size_t task) {
    worker_task work = tasks[task].task;
    bool first = work == receive_all || work == echo;
    unsigned char *memory = worker_map_ring(file, sizeof(shared_ring) + STREAM_BYTES, first);
    struct ends ends = {.await = tasks[task].await};
    if (work == send_all || work == receive_all) {
        ends.outgoing = ends.incoming = end_of(memory, STREAM_BYTES, by_header);
    } else {
        struct end there = end_of(memory, EXCHANGE_BYTES, by_header);
        struct end back =
            end_of(memory + sizeof(shared_ring) + EXCHANGE_BYTES, EXCHANGE_BYTES, by_header);
        ends.outgoing = first ? back : there;
        ends.incoming = first ? there : back;
    }
    return worker_serve(work, &ends);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        worker_fail("usage", "signal_worker position|header TASK FILE");
    }
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
        if (strcmp(argv[2], tasks[i].name) == 0) {
            return serve(argv[3], strcmp(argv[1], "header") == 0, i);
        }
    }
    worker_fail("no such task", argv[2]);
}
