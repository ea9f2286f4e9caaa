/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages by what the kernel offers, each side blocked while it can go no further.
 *
 *   channel_worker pipe|socket|mqueue first|second send|receive PATH BYTES
 *   channel_worker pipe|socket|mqueue first|second drive|echo PATH BYTES
 *   channel_worker pipe|socket|mqueue first|second wake-drive|wake-echo PATH BYTES FILE
 *   channel_worker pipe|socket|mqueue first|second idle PATH BYTES
 *
 * The process that is started first makes the channel. With "wake" the answer comes by a word in
 * FILE, so that one side alone is woken. "idle" waits in vain for as many milliseconds as there are
 * operations.
 *
 * A write is a message. A read is a message, too, but for the pipe: from that, a reader takes as
 * many as are there, which is what a stream of bytes is good for.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "channel.h"
#include "messages.h"
#include "worker.h"

struct process {
    struct channel channel;
    int64_t sum;
    int64_t last;
    uint32_t *answer; /* with "wake" only */
    _Alignas(64) int64_t outgoing[MESSAGE_WORDS(MESSAGE_LARGEST_BYTES)];
    _Alignas(64) int64_t incoming[2 * MESSAGE_WORDS(MESSAGE_LARGEST_BYTES)];
    size_t held; /* bytes of incoming that are no whole message yet */
};

static inline void send_message(struct process *process, int64_t bytes, int64_t number) {
    message_fill(process->outgoing, MESSAGE_WORDS(bytes), number);
    channel_write(&process->channel, process->outgoing, (size_t)bytes);
}

/* Blocks until there is a message; returns how many came. */
static inline uint32_t receive_messages(struct process *process, int64_t bytes) {
    unsigned char *buffer = (unsigned char *)process->incoming;
    size_t size = (size_t)bytes;
    size_t room = process->channel.kind == CHANNEL_PIPE ? MESSAGE_LARGEST_BYTES : size;
    do {
        process->held += channel_read(&process->channel, buffer + process->held, room);
    } while (process->held < size);
    uint32_t count = (uint32_t)(process->held / size);
    for (uint32_t i = 0; i < count; i++) {
        const int64_t *words = process->incoming + (int64_t)i * MESSAGE_WORDS(bytes);
        process->last = words[0];
        process->sum += message_sum(words, MESSAGE_WORDS(bytes));
    }
    process->held -= count * size;
    memmove(buffer, buffer + count * size, process->held);
    return count;
}

#define STREAM(BYTES)                                                                              \
    static void send_##BYTES(void *state, int64_t number) {                                        \
        send_message(state, BYTES, number);                                                        \
    }                                                                                              \
    static int64_t send_all_##BYTES(void *state, const worker_request *request) {                  \
        return worker_send_all(send_##BYTES, state, request);                                      \
    }                                                                                              \
    static uint32_t look_##BYTES(void *state) {                                                    \
        return receive_messages(state, BYTES);                                                     \
    }                                                                                              \
    static int64_t receive_all_##BYTES(void *state, const worker_request *request) {               \
        struct process *process = state;                                                           \
        process->sum = 0;                                                                          \
        int64_t nanoseconds = worker_receive_all(look_##BYTES, state, request);                    \
        worker_check_sum(process->sum, request->count, MESSAGE_WORDS(BYTES));                      \
        return nanoseconds;                                                                        \
    }                                                                                              \
    static void exchange_##BYTES(void *state, int64_t number) {                                    \
        struct process *process = state;                                                           \
        send_message(process, BYTES, number);                                                      \
        receive_messages(process, BYTES);                                                          \
        if (process->last != number) {                                                             \
            worker_fail("drive", "not the reply to what was sent");                                \
        }                                                                                          \
    }                                                                                              \
    static int64_t drive_##BYTES(void *state, const worker_request *request) {                     \
        return worker_drive(exchange_##BYTES, state, request);                                     \
    }                                                                                              \
    static int64_t echo_##BYTES(void *state, const worker_request *request) {                      \
        struct process *process = state;                                                           \
        for (int64_t i = 0; i < request->count; i++) {                                             \
            receive_messages(process, BYTES);                                                      \
            send_message(process, BYTES, process->last);                                           \
        }                                                                                          \
        return 0;                                                                                  \
    }                                                                                              \
    static void waking_exchange_##BYTES(void *state, int64_t number) {                             \
        struct process *process = state;                                                           \
        send_message(process, BYTES, number);                                                      \
        while (__atomic_load_n(process->answer, __ATOMIC_ACQUIRE) != (uint32_t)number + 1) {       \
            worker_pause();                                                                        \
        }                                                                                          \
    }                                                                                              \
    static int64_t wake_drive_##BYTES(void *state, const worker_request *request) {                \
        return worker_drive(waking_exchange_##BYTES, state, request);                              \
    }                                                                                              \
    static int64_t wake_echo_##BYTES(void *state, const worker_request *request) {                 \
        struct process *process = state;                                                           \
        for (int64_t i = 0; i < request->count; i++) {                                             \
            receive_messages(process, BYTES);                                                      \
            __atomic_store_n(process->answer, (uint32_t)process->last + 1, __ATOMIC_RELEASE);      \
        }                                                                                          \
        return 0;                                                                                  \
    }
MESSAGE_SIZES(STREAM)

static int64_t idle(void *state, const worker_request *request) {
    struct process *process = state;
    int64_t start = worker_now();
    channel_wait(&process->channel, request->count);
    return worker_now() - start;
}

#define TASKS(BYTES)                                                                               \
    {BYTES, "send", send_all_##BYTES}, {BYTES, "receive", receive_all_##BYTES},                    \
        {BYTES, "drive", drive_##BYTES}, {BYTES, "echo", echo_##BYTES},                            \
        {BYTES, "wake-drive", wake_drive_##BYTES}, {BYTES, "wake-echo", wake_echo_##BYTES},        \
        {BYTES, "idle", idle},

static const struct {
    int64_t bytes;
    const char *name;
    worker_task task;
} tasks[] = {MESSAGE_SIZES(TASKS)};

int main(int argc, char **argv) {
    if (argc != 6 && argc != 7) {
        worker_fail("usage", "channel_worker KIND ORDER TASK PATH BYTES [FILE]");
    }
    int64_t bytes = strtoll(argv[5], NULL, 10);
    static struct process process;
    process.answer = argc == 7 ? worker_map(argv[6], sizeof *process.answer) : NULL;
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
        if (tasks[i].bytes == bytes && strcmp(tasks[i].name, argv[3]) == 0) {
            channel_open(&process.channel, argv[1], strcmp(argv[2], "first") == 0, argv[4],
                         (size_t)bytes);
            return worker_serve(tasks[i].task, &process);
        }
    }
    worker_fail("no such task or size", argv[3]);
}
