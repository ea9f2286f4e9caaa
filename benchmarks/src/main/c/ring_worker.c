/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The least that C can do: a ring for one writer and one reader with slots of one size. Each side's
 * position has a line of its own, and each side keeps a private copy of the other's and looks at it
 * only when it has to. No checks, no headers, no sizes, nobody sleeps or is woken.
 *
 *   ring_worker send|receive FILE BYTES
 *   ring_worker drive|echo FILE
 *
 * The process that receives or echoes is to be started first.
 *
 * Messages of BYTES in a ring of 1 MiB; there and back messages of 32 bytes in rings of 64 KiB.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "messages.h"
#include "worker.h"

#define STREAM_BYTES (UINT64_C(1) << 20)
#define EXCHANGE_BYTES (UINT64_C(1) << 16)
#define EXCHANGE_MESSAGE_BYTES 32

typedef struct ring {
    _Alignas(128) uint64_t written;
    _Alignas(128) uint64_t read;
    _Alignas(128) unsigned char slots[];
} ring;

/* One side of a ring; positions count messages. */
struct side {
    ring *ring;
    uint64_t position;
    uint64_t seen; /* the other side's position when it was looked at last */
    int64_t sum;   /* reader only */
    int64_t last;  /* reader only */
};

/* What a process has. */
struct sides {
    struct side outgoing;
    struct side incoming;
};

/* The two below are compiled for each size of ring and message, both known. */

static inline void write_message(struct side *writer, uint64_t ring_bytes, int64_t bytes,
                                 int64_t number) {
    uint64_t slots = ring_bytes / (uint64_t)bytes;
    while (writer->position - writer->seen == slots) {
        writer->seen = __atomic_load_n(&writer->ring->read, __ATOMIC_ACQUIRE);
        if (writer->position - writer->seen == slots) {
            worker_pause();
        }
    }
    unsigned char *slot = writer->ring->slots + writer->position % slots * (uint64_t)bytes;
    message_fill((int64_t *)(void *)slot, MESSAGE_WORDS(bytes), number);
    writer->position++;
    /* Pairs with the load in read_messages. */
    __atomic_store_n(&writer->ring->written, writer->position, __ATOMIC_RELEASE);
}

static inline uint32_t read_messages(struct side *reader, uint64_t ring_bytes, int64_t bytes) {
    uint64_t slots = ring_bytes / (uint64_t)bytes;
    if (reader->position == reader->seen) {
        reader->seen = __atomic_load_n(&reader->ring->written, __ATOMIC_ACQUIRE);
    }
    uint32_t count = 0;
    while (count < WORKER_LIMIT && reader->position != reader->seen) {
        const unsigned char *slot =
            reader->ring->slots + reader->position % slots * (uint64_t)bytes;
        const int64_t *words = (const int64_t *)(const void *)slot;
        reader->last = words[0];
        reader->sum += message_sum(words, MESSAGE_WORDS(bytes));
        reader->position++;
        count++;
    }
    if (count != 0) {
        /* Pairs with the load in write_message. */
        __atomic_store_n(&reader->ring->read, reader->position, __ATOMIC_RELEASE);
    }
    return count;
}

#define STREAM(BYTES)                                                                              \
    static void send_##BYTES(void *state, int64_t number) {                                        \
        struct sides *sides = state;                                                               \
        write_message(&sides->outgoing, STREAM_BYTES, BYTES, number);                              \
    }                                                                                              \
    static int64_t send_all_##BYTES(void *state, const worker_request *request) {                  \
        return worker_send_all(send_##BYTES, state, request);                                      \
    }                                                                                              \
    static uint32_t look_##BYTES(void *state) {                                                    \
        struct sides *sides = state;                                                               \
        return read_messages(&sides->incoming, STREAM_BYTES, BYTES);                               \
    }                                                                                              \
    static int64_t receive_all_##BYTES(void *state, const worker_request *request) {               \
        struct sides *sides = state;                                                               \
        sides->incoming.sum = 0;                                                                   \
        int64_t nanoseconds = worker_receive_all(look_##BYTES, state, request);                    \
        worker_check_sum(sides->incoming.sum, request->count, MESSAGE_WORDS(BYTES));               \
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

static void send(struct sides *sides, int64_t number) {
    write_message(&sides->outgoing, EXCHANGE_BYTES, EXCHANGE_MESSAGE_BYTES, number);
}

static void await(struct sides *sides) {
    while (read_messages(&sides->incoming, EXCHANGE_BYTES, EXCHANGE_MESSAGE_BYTES) == 0) {
        worker_pause();
    }
}

static void exchange(void *state, int64_t number) {
    struct sides *sides = state;
    send(sides, number);
    await(sides);
    if (sides->incoming.last != number) {
        worker_fail("drive", "not the reply to what was sent");
    }
}

static int64_t drive(void *state, const worker_request *request) {
    return worker_drive(exchange, state, request);
}

static int64_t echo(void *state, const worker_request *request) {
    struct sides *sides = state;
    for (int64_t i = 0; i < request->count; i++) {
        await(sides);
        send(sides, sides->incoming.last);
    }
    return 0;
}

static int serve_stream(const char *task, const char *file, int64_t bytes) {
    bool receives = strcmp(task, "receive") == 0;
    ring *shared = worker_map_ring(file, sizeof(ring) + STREAM_BYTES, receives);
    struct sides sides = {.outgoing.ring = shared, .incoming.ring = shared};
    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        if (streams[i].bytes == bytes) {
            return worker_serve(receives ? streams[i].receive_all : streams[i].send_all, &sides);
        }
    }
    worker_fail("no such size", task);
}

static int serve_exchange(const char *task, const char *file) {
    size_t bytes = sizeof(ring) + EXCHANGE_BYTES;
    bool echoes = strcmp(task, "echo") == 0;
    unsigned char *memory = worker_map_ring(file, 2 * bytes, echoes);
    ring *there = (ring *)(void *)memory;
    ring *back = (ring *)(void *)(memory + bytes);
    struct sides sides = {.outgoing.ring = echoes ? back : there,
                          .incoming.ring = echoes ? there : back};
    return worker_serve(echoes ? echo : drive, &sides);
}

int main(int argc, char **argv) {
    if (argc == 3) {
        return serve_exchange(argv[1], argv[2]);
    }
    if (argc != 4) {
        worker_fail("usage", "ring_worker TASK FILE [BYTES]");
    }
    return serve_stream(argv[1], argv[2], strtoll(argv[3], NULL, 10));
}
