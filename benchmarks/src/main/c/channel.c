/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "worker.h"

#define PATH_BYTES 256
/* As much room as the rings have, as far as the kernel gives it to anybody. */
#define ROOM_BYTES (1 << 20)

static void name_back(char *name, const char *path) {
    if (snprintf(name, PATH_BYTES, "%s.back", path) >= PATH_BYTES) {
        worker_fail("path too long", path);
    }
}

/* What processes before us have left under our name. */
static void remove_old(const char *path) {
    if (unlink(path) != 0 && errno != ENOENT) {
        worker_fail_errno(path);
    }
}

static int open_pipe(bool first, const char *path) {
    if (first) {
        remove_old(path);
        if (mkfifo(path, 0600) != 0) {
            worker_fail_errno(path);
        }
    }
    /* For both: so that opening does not wait for the other side. */
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    if (descriptor < 0 || fcntl(descriptor, F_SETPIPE_SZ, ROOM_BYTES) < 0) {
        worker_fail_errno(path);
    }
    return descriptor;
}

static void open_pipes(struct channel *channel, bool first, const char *path) {
    char back[PATH_BYTES];
    name_back(back, path);
    int there = open_pipe(first, path);
    int answers = open_pipe(first, back);
    channel->incoming = first ? there : answers;
    channel->outgoing = first ? answers : there;
}

static int new_socket(void) {
    int descriptor = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        worker_fail_errno("socket");
    }
    return descriptor;
}

static void enlarge(int descriptor) {
    int bytes = ROOM_BYTES;
    if (setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes) != 0) {
        worker_fail_errno("SO_SNDBUF");
    }
}

static void open_socket(struct channel *channel, bool first, const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        worker_fail("path too long", path);
    }
    memcpy(address.sun_path, path, strlen(path) + 1);
    int descriptor = new_socket();
    const struct sockaddr *any = (const struct sockaddr *)&address;
    if (first) {
        remove_old(path);
        if (bind(descriptor, any, sizeof address) != 0 || listen(descriptor, 1) != 0) {
            worker_fail_errno(path);
        }
        channel->listener = descriptor;
        return;
    }
    if (connect(descriptor, any, sizeof address) != 0) {
        worker_fail_errno(path);
    }
    enlarge(descriptor);
    channel->incoming = channel->outgoing = descriptor;
}

/* The second process has connected before the harness asks for anything. */
static void accept_socket(struct channel *channel) {
    int descriptor = accept4(channel->listener, NULL, NULL, SOCK_CLOEXEC);
    if (descriptor < 0) {
        worker_fail_errno("accept");
    }
    close(channel->listener);
    channel->listener = -1;
    enlarge(descriptor);
    channel->incoming = channel->outgoing = descriptor;
}

static long most_messages(void) {
    long most;
    FILE *limit = fopen("/proc/sys/fs/mqueue/msg_max", "re");
    if (limit == NULL || fscanf(limit, "%ld", &most) != 1) {
        worker_fail("cannot read", "/proc/sys/fs/mqueue/msg_max");
    }
    fclose(limit);
    return most;
}

static mqd_t open_queue(bool first, const char *path, size_t bytes) {
    const char *name = strrchr(path, '/');
    if (name == NULL) {
        worker_fail("not an absolute path", path);
    }
    /* As many as anybody may have. */
    struct mq_attr attributes = {.mq_maxmsg = most_messages(), .mq_msgsize = (long)bytes};
    mqd_t queue = first ? mq_open(name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600, &attributes)
                        : mq_open(name, O_RDWR | O_CLOEXEC);
    /* Two processes use it, and both have it now. */
    if (queue == (mqd_t)-1 || (!first && mq_unlink(name) != 0)) {
        worker_fail_errno(name);
    }
    return queue;
}

static void open_queues(struct channel *channel, bool first, const char *path, size_t bytes) {
    char back[PATH_BYTES];
    name_back(back, path);
    mqd_t there = open_queue(first, path, bytes);
    mqd_t answers = open_queue(first, back, bytes);
    channel->incoming_queue = first ? there : answers;
    channel->outgoing_queue = first ? answers : there;
}

void channel_open(struct channel *channel, const char *kind, bool first, const char *path,
                  size_t bytes) {
    channel->listener = -1;
    if (strcmp(kind, "pipe") == 0) {
        channel->kind = CHANNEL_PIPE;
        open_pipes(channel, first, path);
    } else if (strcmp(kind, "socket") == 0) {
        channel->kind = CHANNEL_SOCKET;
        open_socket(channel, first, path);
    } else if (strcmp(kind, "mqueue") == 0) {
        channel->kind = CHANNEL_MQUEUE;
        open_queues(channel, first, path, bytes);
    } else {
        worker_fail("no such kind", kind);
    }
}

static void write_all(int descriptor, const void *message, size_t bytes) {
    const unsigned char *rest = message;
    while (bytes > 0) {
        ssize_t written = write(descriptor, rest, bytes);
        if (written < 0) {
            worker_fail_errno("write");
        }
        rest += written;
        bytes -= (size_t)written;
    }
}

void channel_write(struct channel *channel, const void *message, size_t bytes) {
    if (channel->listener >= 0) {
        accept_socket(channel);
    }
    if (channel->kind == CHANNEL_MQUEUE) {
        if (mq_send(channel->outgoing_queue, message, bytes, 0) != 0) {
            worker_fail_errno("mq_send");
        }
    } else {
        write_all(channel->outgoing, message, bytes);
    }
}

size_t channel_read(struct channel *channel, void *buffer, size_t bytes) {
    if (channel->listener >= 0) {
        accept_socket(channel);
    }
    ssize_t length = channel->kind == CHANNEL_MQUEUE
                         ? mq_receive(channel->incoming_queue, buffer, bytes, NULL)
                         : read(channel->incoming, buffer, bytes);
    if (length < 0) {
        worker_fail_errno("read");
    }
    if (length == 0) {
        worker_fail("read", "the other process has left");
    }
    return (size_t)length;
}

void channel_wait(struct channel *channel, int64_t milliseconds) {
    if (channel->listener >= 0) {
        accept_socket(channel);
    }
    /* A message queue is a descriptor on Linux. */
    struct pollfd readable = {.events = POLLIN};
    readable.fd = channel->kind == CHANNEL_MQUEUE ? channel->incoming_queue : channel->incoming;
    if (poll(&readable, 1, (int)milliseconds) < 0) {
        worker_fail_errno("poll");
    }
}
