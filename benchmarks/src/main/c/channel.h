/* SPDX-License-Identifier: Apache-2.0 */
/* A channel of the kernel's between two processes, both ways: two named pipes, a Unix domain socket
 * that keeps messages apart (SOCK_SEQPACKET), or two POSIX message queues. Every function ends the
 * process when it fails. */
#ifndef BENCHMARKS_CHANNEL_H
#define BENCHMARKS_CHANNEL_H

#include <mqueue.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum channel_kind { CHANNEL_PIPE, CHANNEL_SOCKET, CHANNEL_MQUEUE };

struct channel {
    enum channel_kind kind;
    int listener; /* socket, first process: where the second one connects, -1 when it has */
    int incoming;
    int outgoing;
    mqd_t incoming_queue;
    mqd_t outgoing_queue;
};

/*
 * Opens one side of a channel. The first process makes it and returns at once.
 *
 * kind: "pipe", "socket" or "mqueue".
 * path: of a file that nobody uses; a message queue takes its last part as its name.
 * bytes: size of a message.
 */
void channel_open(struct channel *channel, const char *kind, bool first, const char *path,
                  size_t bytes);

/* Writes a whole message. */
void channel_write(struct channel *channel, const void *message, size_t bytes);

/* Reads a message, or of a pipe what is there, up to a number of bytes; returns how many. */
size_t channel_read(struct channel *channel, void *buffer, size_t bytes);

/* Waits until something can be read, at most that long. */
void channel_wait(struct channel *channel, int64_t milliseconds);

#endif
