/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An open broadcast, and where records lie in its ring.
 *
 * The producer waits for nobody: it says how far it will overwrite, then writes, then shows the end
 * of what it has written. A consumer copies a record and looks afterwards whether that was far
 * enough from being overwritten. Marks lead one that was not to the begin of a newer record.
 */
#ifndef TENON_SRC_SECTION_BROADCAST_SHARED_BROADCAST_H
#define TENON_SRC_SECTION_BROADCAST_SHARED_BROADCAST_H

#include <tenon/atomic.h>
#include <tenon/broadcast.h>

#include "base/arithmetic.h"
#include "base/compiler.h"
#include "section/record.h"
#include "section/role.h"
#include "section/shared_waits.h"

/* A message that is claimed. */
typedef struct tenon_broadcast_claimed {
    tenon_record_header header;
    uint64_t position; /* of its record */
    uint64_t payload;  /* where it is in private memory */
} tenon_broadcast_claimed;

/* State of this handle as the producer. Used by one thread at a time. */
typedef struct tenon_broadcast_producer {
    uint64_t position; /* end of what is published */
    uint64_t end;      /* end of what is claimed */
    uint64_t reached;  /* as the header says: nothing beyond it was ever written */
    uint64_t marked;   /* begin of the first part that has no mark in this round */
    uint64_t sequence; /* number of the next message to be published */
    uint64_t bytes;    /* of the records that are claimed, without padding */
    uint64_t used;     /* of the private memory */
    uint8_t *memory;
    tenon_broadcast_claimed *claims;
    uint32_t count;   /* messages that are claimed */
    uint32_t held_in; /* the generation of the process that has the role, zero for none */
    bool is_fenced;   /* by whoever is about to sleep: publishing needs no fence */
} tenon_broadcast_producer;

struct tenon_broadcast {
    const tenon_section_host *host;
    tenon_broadcast_header *header;
    uint8_t *ring;
    uint64_t capacity;    /* a power of two */
    uint64_t part;        /* bytes of a part that has a mark */
    uint64_t most_bytes;  /* of a record, and of all that are claimed */
    uint32_t largest_message;
    uint32_t mutex;       /* guards the list of consumers */
    tenon_broadcast_consumer *consumers;
    tenon_shared_waits arrivals;
    char section[TENON_NAME_BYTES];
    _Alignas(128) tenon_broadcast_producer producer;
};

/* Used by one thread at a time; others may use other ones, so they share no cache lines. */
struct tenon_broadcast_consumer {
    _Alignas(128) tenon_broadcast *broadcast;
    tenon_broadcast_consumer *next; /* of the handle's list */
    uint64_t position;
    uint64_t expected;  /* number of the next message that is neither handed over nor missed */
    uint64_t missed;    /* any thread may read it */
    uint64_t unhandled; /* any thread may read it */
    uint8_t *message;   /* the private copy */
    uint64_t room;      /* bytes of it */
    tenon_peer_watch producer;
    bool was_overrun; /* the record at the position may be of a later number than expected */
    bool in_handler;
    bool refused; /* by its handler: the message handed out last is not as its type */
};

static inline tenon_section_label tenon_broadcast_label(const tenon_broadcast *broadcast) {
    return (tenon_section_label){broadcast->host, "broadcast", broadcast->section};
}

/* Index of a position in the ring. */
static inline uint64_t tenon_broadcast_index(const tenon_broadcast *broadcast, uint64_t position) {
    return position & (broadcast->capacity - 1);
}

/* A word of the ring: a header, what follows on it, the begin of a message. */
static inline uint64_t *tenon_broadcast_word(const tenon_broadcast *broadcast, uint64_t index) {
    return (void *)(broadcast->ring + index);
}

/* Bytes from the start of a record with a message of this size to the next record. */
static inline uint64_t tenon_broadcast_stride(uint64_t size) {
    return (sizeof(tenon_broadcast_record) + size + TENON_RECORD_ALIGNMENT - 1) &
           ~(uint64_t)(TENON_RECORD_ALIGNMENT - 1);
}

/* Bytes to the next record, by a header that was read at a position; zero if that is impossible.
 * Padding is told by its message id. */
static inline uint64_t tenon_broadcast_stride_of(const tenon_broadcast *broadcast,
                                                 uint64_t position, uint64_t word) {
    tenon_record_header header = tenon_ring_header_of(word);
    uint64_t rest = broadcast->capacity - tenon_broadcast_index(broadcast, position);
    uint64_t bound = tenon_smaller(rest, broadcast->most_bytes);
    if (TENON_LIKELY(header.message_id != TENON_PADDING_MESSAGE_ID)) {
        uint64_t stride = tenon_broadcast_stride(header.size);
        return TENON_LIKELY(stride <= bound) ? stride : 0;
    }
    return word == tenon_ring_padding(rest) && rest <= bound ? rest : 0;
}

/* Whether what was loaded of the record at this position before is of that record. */
static inline bool tenon_broadcast_is_whole(const tenon_broadcast *broadcast, uint64_t position) {
    /* Pairs with tenon_fence_stores() in tenon_broadcast_publish(): if anything that was loaded is
     * of a record that came later, this end is beyond it. */
    tenon_fence_loads();
    return tenon_load_relaxed_u64(&broadcast->header->reached) - position <= broadcast->capacity;
}

/* The mark of the part that is so many before that of an end, which was published and is a multiple
 * of TENON_RECORD_ALIGNMENT; false when it is of another round by now. It is checked: a multiple,
 * too, and not beyond the end. */
static inline bool tenon_broadcast_mark(const tenon_broadcast *broadcast, uint64_t published,
                                        uint64_t before, uint64_t *mark) {
    uint64_t part = published / broadcast->part - before;
    *mark = tenon_load_relaxed_u64(&broadcast->header->marks[part % TENON_BROADCAST_MARKS]);
    uint64_t begin = part * broadcast->part;
    return *mark - begin <= published - begin && *mark % TENON_RECORD_ALIGNMENT == 0;
}

/* Gives up the role of the producer, if this handle has it; TENON_TRUNCATED. */
tenon_status tenon_broadcast_leave_role(tenon_broadcast *broadcast);

/* The end of what is published: TENON_OK or TENON_CORRUPT. */
tenon_status tenon_broadcast_read_published(const tenon_broadcast *broadcast, uint64_t *published);

/* Walks over records, from the begin of one to the end of what is published. Receives the number
 * of the message behind the last one, and the first record whose number is not below first.
 * TENON_OK; TENON_AGAIN when they are overwritten meanwhile, or there is no message; TENON_CORRUPT.
 */
tenon_status tenon_broadcast_walk(const tenon_broadcast *broadcast, uint64_t position,
                                  uint64_t published, uint64_t first, uint64_t *next,
                                  uint64_t *found, uint64_t *number);

/* Walks for the number of the next message alone. */
tenon_status tenon_broadcast_next(const tenon_broadcast *broadcast, uint64_t published,
                                  uint64_t *next);

/* TENON_CORRUPT, for the record with this word as its header. */
TENON_COLD tenon_status tenon_broadcast_corrupt(const tenon_broadcast *broadcast,
                                                uint64_t position, uint64_t word,
                                                uint64_t sequence);

/* TENON_BUSY while the consumer is in its handler. */
tenon_status tenon_broadcast_check_handler(const tenon_broadcast_consumer *consumer);

/* Frees the consumer, which is in no list. */
void tenon_broadcast_free_consumer(tenon_broadcast_consumer *consumer);

#endif
