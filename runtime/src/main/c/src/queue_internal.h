/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENON_SRC_QUEUE_INTERNAL_H
#define TENON_SRC_QUEUE_INTERNAL_H

#include <stdbool.h>

#include <tenon/queue.h>

/* What this handle knows as the holder of one role. Used by one thread at a time. */
typedef struct tenon_queue_role {
    uint64_t position;      /* next byte to claim or to hand out */
    uint64_t shown;         /* what the own position word in shared memory says */
    uint64_t peer_position; /* checked copy of the peer's position word */
    uint64_t last_record;   /* start of the record claimed last; meaningless when none is claimed */
    tenon_record_header last_header; /* its header: the ring's must not be trusted */
    tenon_queue_end *own;   /* the words that only the holder of this role writes */
    tenon_queue_end *peer;
    tenon_queue_wait *sleep; /* where this role sleeps */
    tenon_queue_wait *wake;  /* where its peer sleeps */
    const char *name;        /* of the role, for messages */
    uint64_t next_look;      /* when to ask the system again whether the peer lives */
    uint32_t reported_epoch; /* the last epoch of the peer whose end was reported */
    bool held;
} tenon_queue_role;

/* The two roles may be used by two threads: they must not share cache lines. */
struct tenon_queue {
    _Alignas(128) tenon_queue_role producer;
    _Alignas(128) tenon_queue_role consumer;
    /* From here on nothing changes. */
    _Alignas(128) uint8_t *ring;
    uint64_t capacity;        /* a power of two */
    uint64_t payload_offset;  /* from the start of a record */
    uint64_t alignment;       /* of records */
    uint32_t largest_message;
    uint32_t spins;
    uint32_t yields;
    uint64_t identity; /* of this process */
    const char *path;
    char section[TENON_NAME_BYTES];
};

/* NULL when there is no memory. */
tenon_queue *tenon_queue_open(const tenon_region *region, const tenon_section_entry *entry);
void tenon_queue_free(tenon_queue *queue);

/* Takes a role; TENON_OK when this handle has it already. */
tenon_status tenon_queue_take_role(tenon_queue *queue, tenon_queue_role *role);
void tenon_queue_leave_role(tenon_queue *queue, tenon_queue_role *role);

/* Reads and checks the peer's position word into role->peer_position. */
tenon_status tenon_queue_read_peer(tenon_queue *queue, tenon_queue_role *role);

/* Wakes the peer when it sleeps. Call after the store that it waits for. */
void tenon_queue_wake_peer(tenon_queue_role *role);

/* Until when a wait that begins now and takes timeout_ns lasts; UINT64_MAX for ever. */
uint64_t tenon_queue_deadline(int64_t timeout_ns);
bool tenon_queue_is_over(uint64_t deadline);

/* Waits until the peer's position word differs from seen: TENON_OK, TENON_TIMED_OUT or, once for
 * each epoch, TENON_PEER_LEFT. */
tenon_status tenon_queue_wait_for_peer(tenon_queue *queue, tenon_queue_role *role, uint64_t seen,
                                       uint64_t deadline);

#endif
