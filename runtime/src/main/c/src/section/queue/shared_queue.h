/* SPDX-License-Identifier: Apache-2.0 */
/* An open queue, its lanes, and where records lie in the ring of one. */
#ifndef TENON_SRC_SECTION_SHARED_QUEUE_H
#define TENON_SRC_SECTION_SHARED_QUEUE_H

#include <stdbool.h>
#include <string.h>

#include <tenon/queue.h>

#include "base/arithmetic.h"
#include "base/compiler.h"
#include "section/record.h"
#include "section/section.h"
#include "section/sleeper.h"
#include "section/slip.h"

/* State of this handle as the holder of one role. Used by one thread at a time. */
typedef struct tenon_queue_role {
    uint64_t position;      /* next byte to claim or to hand out */
    uint64_t shown;         /* what the own position word in shared memory says */
    uint64_t peer_position; /* of the producer: checked copy of the consumer's position word */
    uint64_t reached;       /* of the producer: no claim goes beyond it that has not moved it */
    uint64_t last_record;   /* start of the record claimed last; meaningless when none is claimed */
    tenon_record_header last_header; /* its header: the ring's must not be trusted */
    uint64_t first_header; /* of the first record that is claimed, as a word: shown last */
    tenon_queue_end *own;   /* the words that only the holder of this role writes */
    const tenon_queue_end *peer_end; /* the words that only the other role's holder writes */
    tenon_peer_watch peer;  /* of a producer: who consumes */
    tenon_signal sleep;     /* where this role sleeps */
    tenon_signal wake;      /* where its peer sleeps */
    const char *name;       /* of the role, for messages */
    tenon_wait_policy policy;
    tenon_slip slip;    /* of the consumer */
    uint64_t release_bytes; /* consumed, from which on the consumer releases them at once */
    uint64_t unhandled; /* messages consumed without a function; any thread may read it */
    uint64_t messages;  /* ever claimed or handed out, by all holders of the role */
    uint64_t shown_messages; /* of the producer: those that are published */
    uint32_t held_in; /* the generation of the process that holds the role, zero for none: a child
                         after fork() does not hold what its parent does */
    bool is_fenced; /* by whoever is about to sleep: publishing needs no fence */
    bool is_empty;   /* the consumer's last look found nothing more */
    uint64_t stamp;  /* of the message that is in the handler */
    bool in_handler; /* the thread that polls is in a handler */
    bool refused;    /* by its handler: the message handed out last is not as its type */
} tenon_queue_role;

/*
 * One lane of a queue: the way of one producer to the consumer, whom all lanes share. Lanes lie one
 * behind the other, so their number leads from one to another; users know the first one alone. What
 * the consumer has only once is in the first lane: its role, the words that it sleeps on, whether
 * it is in a handler, its lessons.
 *
 * The two roles may be used by two threads: they must not share cache lines.
 */
struct tenon_queue {
    _Alignas(128) tenon_queue_role producer;
    _Alignas(128) tenon_queue_role consumer;
    /* From here on nothing changes. */
    _Alignas(128) uint8_t *ring;
    uint64_t capacity;       /* a power of two */
    uint64_t payload_offset; /* from the start of a record */
    uint64_t alignment;      /* of records */
    uint32_t largest_message;
    tenon_signal data;  /* the consumer sleeps here; each role has copies of these two */
    tenon_signal space; /* the producer sleeps here */
    struct tenon_queue *first; /* lane */
    uint32_t lanes;            /* in all */
    bool is_stamped;
    const tenon_section_host *host;
    char section[TENON_NAME_BYTES];
    /* In the first lane, of the producer's thread: the lane in which it is, or was. */
    struct tenon_queue *producing;
    /* In the first lane, of the consumer's thread. */
    tenon_peer_watch *producers; /* one a lane */
    uint32_t turn;               /* lane that is looked at next */
};

/* Whether this handle has the role, in this process. */
static inline bool tenon_queue_holds(const tenon_queue_role *role) {
    return TENON_LIKELY(role->held_in == tenon_platform_generation());
}

/* Whether what users call a queue is a single lane. */
static inline bool tenon_queue_is_single(const tenon_queue *queue) {
    return TENON_LIKELY(queue->lanes == 1);
}

/* Index of a position in the ring. */
static inline uint64_t tenon_ring_index(const tenon_queue *queue, uint64_t position) {
    return position & (queue->capacity - 1);
}

/* Bytes from the start of a record with a message of this size to the next record. */
static inline uint64_t tenon_ring_stride(const tenon_queue *queue, uint32_t size) {
    return (queue->payload_offset + size + queue->alignment - 1) & ~(queue->alignment - 1);
}

/* Adds to one of the role's own counters for lookers, which nobody else writes. */
static inline void tenon_queue_count(uint64_t *counter, uint64_t count) {
    tenon_store_relaxed_u64(counter, tenon_load_relaxed_u64(counter) + count);
}

/* The time at which a record was published, in a ring that is stamped. */
static inline uint64_t *tenon_ring_stamp(const tenon_queue *queue, uint64_t index) {
    return (void *)(queue->ring + index + sizeof(tenon_record_header));
}

/* A record header is always read and written as one word: what is checked is what is used. */
static inline uint64_t *tenon_ring_header(const tenon_queue *queue, uint64_t index) {
    return (void *)(queue->ring + index);
}

/* Whether a record has been shown at this position. */
static inline bool tenon_ring_has_record(const tenon_queue *queue, uint64_t position) {
    return tenon_load_acquire_u64(
               tenon_ring_header(queue, tenon_ring_index(queue, position))) != 0;
}

/* Looks at a record: its header as a word, zero when it has not been shown, and the bytes to the
 * next one; no bytes when the header is impossible. */
static inline uint64_t tenon_ring_next(const tenon_queue *queue, uint64_t position,
                                       uint64_t *stride) {
    uint64_t index = tenon_ring_index(queue, position);
    /* Pairs with the release store in tenon_queue_publish(): who sees the header sees the record,
     * those behind it that were shown with it, and the zero behind all of them. */
    uint64_t word = tenon_load_acquire_u64(tenon_ring_header(queue, index));
    if (word == 0) {
        return 0;
    }
    tenon_record_header header = tenon_ring_header_of(word);
    uint64_t rest = queue->capacity - index;
    uint64_t bound = tenon_smaller(rest, queue->capacity / 2);
    if (TENON_LIKELY(header.message_id != TENON_PADDING_MESSAGE_ID)) {
        *stride = tenon_ring_stride(queue, header.size);
        *stride = TENON_LIKELY(*stride <= bound) ? *stride : 0;
    } else {
        bool fills = header.size == rest - sizeof header && rest <= bound &&
                     header.contract_version == TENON_PADDING_CONTRACT_VERSION;
        *stride = fills ? rest : 0;
    }
    return word;
}

#endif
