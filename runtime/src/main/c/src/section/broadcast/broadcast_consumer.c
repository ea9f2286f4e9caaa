/* SPDX-License-Identifier: Apache-2.0 */
/* The hot path of the receiving end: poll, take, skip. */
#include <inttypes.h>

#include "section/broadcast/shared_broadcast.h"
#include "section/words.h"

TENON_COLD static tenon_status refuse_in_handler(const tenon_broadcast *broadcast) {
    return tenon_fail(TENON_BUSY,
                      "broadcast '%s' of %s cannot be polled, left or closed while its handler"
                      " runs",
                      broadcast->section, broadcast->host->path);
}

tenon_status tenon_broadcast_check_handler(const tenon_broadcast_consumer *consumer) {
    return TENON_LIKELY(!consumer->in_handler) ? TENON_OK
                                               : refuse_in_handler(consumer->broadcast);
}

/* Whether this thread may consume now. */
static inline tenon_status begin(const tenon_broadcast_consumer *consumer) {
    const tenon_section_host *host = consumer->broadcast->host;
    if (TENON_UNLIKELY(host->generation != tenon_platform_generation())) {
        return tenon_section_host_check(host);
    }
    return tenon_broadcast_check_handler(consumer);
}

/* A record that was looked at. */
typedef struct record {
    tenon_record_header header;
    uint64_t stride;
    uint64_t sequence;
} record;

/* Makes room for larger messages than there were before. */
TENON_COLD static tenon_status grow(tenon_broadcast_consumer *consumer, uint64_t size) {
    const tenon_broadcast *broadcast = consumer->broadcast;
    uint64_t room = tenon_larger(2 * consumer->room, size + TENON_PAGE_BYTES - 1);
    room -= room % TENON_PAGE_BYTES;
    uint8_t *message =
        room <= SIZE_MAX ? tenon_platform_allocate_aligned(TENON_PAGE_BYTES, (size_t)room) : NULL;
    if (message == NULL) {
        return tenon_fail(TENON_SYSTEM, "no memory for a message of %" PRIu64
                          " bytes of broadcast '%s' of %s",
                          size, broadcast->section, broadcast->host->path);
    }
    tenon_platform_free_aligned(consumer->message);
    consumer->message = message;
    consumer->room = room;
    return TENON_OK;
}

/* Whether a message may have this number where the consumer is. */
static inline bool is_expected(const tenon_broadcast_consumer *consumer, uint64_t sequence) {
    return sequence == consumer->expected ||
           (consumer->was_overrun && (int64_t)(sequence - consumer->expected) > 0);
}

/* Looks at the record at the consumer's position and copies its message, if it has one. TENON_OK;
 * TENON_AGAIN when it is overwritten; TENON_CORRUPT; TENON_SYSTEM. */
static inline tenon_status copy(tenon_broadcast_consumer *consumer, uint64_t published,
                                bool with_message, record *found) {
    const tenon_broadcast *broadcast = consumer->broadcast;
    uint64_t position = consumer->position;
    uint64_t index = tenon_broadcast_index(broadcast, position);
    /* One load: the header that is checked is the header that is used. */
    uint64_t word = tenon_load_relaxed_u64(tenon_broadcast_word(broadcast, index));
    found->header = tenon_ring_header_of(word);
    found->stride = tenon_broadcast_stride_of(broadcast, position, word);
    found->sequence = consumer->expected;
    if (TENON_LIKELY(found->stride != 0 &&
                     found->header.message_id != TENON_PADDING_MESSAGE_ID)) {
        const uint64_t *words = tenon_broadcast_word(broadcast, index);
        found->sequence = tenon_load_relaxed_u64(&words[1]);
        if (with_message) {
            if (TENON_UNLIKELY(found->header.size > consumer->room)) {
                tenon_status status = grow(consumer, found->header.size);
                if (status != TENON_OK) {
                    return status;
                }
            }
            tenon_words_load(consumer->message, &words[2], found->header.size);
        }
    }
    if (TENON_UNLIKELY(!tenon_broadcast_is_whole(broadcast, position))) {
        return TENON_AGAIN;
    }
    bool is_possible = found->stride != 0 && found->stride <= published - position &&
                       is_expected(consumer, found->sequence);
    return TENON_LIKELY(is_possible)
               ? TENON_OK
               : tenon_broadcast_corrupt(broadcast, position, word, found->sequence);
}

/* Goes on at a mark behind which there is a message; receives the end of what is published. */
static tenon_status catch_up(tenon_broadcast_consumer *consumer, uint64_t *published) {
    const tenon_broadcast *broadcast = consumer->broadcast;
    tenon_status status = tenon_broadcast_read_published(broadcast, published);
    if (status != TENON_OK) {
        return status;
    }
    uint64_t mark;
    bool has_mark =
        tenon_broadcast_mark(broadcast, *published, TENON_BROADCAST_RESUME_MARKS, &mark) &&
        mark != *published;
    has_mark = has_mark || tenon_broadcast_mark(broadcast, *published, TENON_BROADCAST_WALK_MARKS,
                                                &mark);
    /* Without one the producer has come round meanwhile, or is no producer: nothing is lost by
     * waiting for what comes next, whose number tells what was. */
    consumer->position = has_mark ? mark : *published;
    consumer->was_overrun = true;
    return TENON_OK;
}

/* Counts a message as handed over or skipped, and those before it that were overwritten. */
static inline void pass(tenon_broadcast_consumer *consumer, const record *passed) {
    if (TENON_UNLIKELY(consumer->was_overrun)) {
        consumer->was_overrun = false;
        tenon_store_relaxed_u64(&consumer->missed,
                                consumer->missed + (passed->sequence - consumer->expected));
    }
    consumer->position += passed->stride;
    consumer->expected = passed->sequence + 1;
}

/* Finds the next message: 1 with a copy of it, or with its header alone; 0 when there is none;
 * TENON_CORRUPT; TENON_SYSTEM. Steps over padding. */
static inline int32_t next(tenon_broadcast_consumer *consumer, uint64_t *published,
                           bool with_message, record *found) {
    uint32_t tries = 0;
    while (consumer->position != *published) {
        tenon_status status = copy(consumer, *published, with_message, found);
        if (TENON_UNLIKELY(status == TENON_AGAIN)) {
            status = catch_up(consumer, published);
            if (++tries == TENON_BROADCAST_TRIES) {
                consumer->position = *published;
            }
        } else if (status == TENON_OK) {
            if (TENON_LIKELY(found->header.message_id != TENON_PADDING_MESSAGE_ID)) {
                return 1;
            }
            consumer->position += found->stride;
        }
        if (status != TENON_OK) {
            return status;
        }
    }
    return 0;
}

/* Runs also when a C++ exception leaves the handler. */
static void end_batch(tenon_broadcast_consumer **consumer) { (*consumer)->in_handler = false; }

/* Hands over what is there. */
static int32_t drain(tenon_broadcast_consumer *consumer, tenon_record_handler handler,
                     void *context, uint32_t limit) {
    TENON_CLEANUP(end_batch) tenon_broadcast_consumer *current = consumer;
    uint64_t published;
    tenon_status status = tenon_broadcast_read_published(current->broadcast, &published);
    if (status != TENON_OK) {
        return status;
    }
    uint32_t count = 0;
    current->refused = false;
    current->in_handler = true;
    while (count < limit) {
        record found;
        int32_t result = next(current, &published, true, &found);
        if (result <= 0) {
            return result < 0 ? result : (int32_t)count;
        }
        /* Before the call: when an exception leaves the handler, the message is consumed. */
        pass(current, &found);
        count++;
        handler(context, found.header.message_id, found.header.contract_version, current->message,
                found.header.size);
        if (TENON_UNLIKELY(current->refused)) {
            return TENON_CORRUPT;
        }
    }
    return (int32_t)count;
}

int32_t tenon_broadcast_poll(tenon_broadcast_consumer *consumer, tenon_record_handler handler,
                             void *context, uint32_t limit) {
    tenon_status status = begin(consumer);
    if (TENON_UNLIKELY(status != TENON_OK)) {
        return status;
    }
    return drain(consumer, handler, context, limit < INT32_MAX ? limit : INT32_MAX);
}

/* Waits until something else than what this consumer has seen is published. */
static tenon_status await(tenon_broadcast_consumer *consumer, tenon_wait_time *time) {
    tenon_broadcast *broadcast = consumer->broadcast;
    const tenon_condition has_changed = {.word = &broadcast->header->published,
                                         .seen = consumer->position};
    tenon_status status = tenon_shared_waits_await(broadcast->host, &broadcast->arrivals,
                                                   &consumer->producer, &has_changed, time);
    if (status == TENON_PEER_LEFT) {
        const tenon_section_label label = tenon_broadcast_label(broadcast);
        return tenon_role_has_left(&label, "producer", &consumer->producer);
    }
    return status;
}

/* Notes who publishes, so that its end can be told by name. */
static inline void see_producer(tenon_broadcast_consumer *consumer) {
    uint64_t owner = tenon_load_relaxed_u64(&consumer->producer.role->owner);
    if (TENON_LIKELY(owner != 0)) {
        consumer->producer.last_owner = owner;
    }
}

int32_t tenon_broadcast_take(tenon_broadcast_consumer *consumer, tenon_record_handler handler,
                             void *context, uint32_t limit, int64_t timeout_ns) {
    see_producer(consumer);
    int32_t count = tenon_broadcast_poll(consumer, handler, context, limit);
    if (count != 0 || limit == 0) {
        return count;
    }
    tenon_wait_time time = {.timeout = timeout_ns};
    do {
        tenon_status status = await(consumer, &time);
        if (status == TENON_TIMED_OUT) {
            return 0;
        }
        if (status != TENON_OK) {
            return status;
        }
        /* Zero again when the producer came round before we could look. */
        count = tenon_broadcast_poll(consumer, handler, context, limit);
    } while (count == 0 && !tenon_wait_is_over(&time));
    return count;
}

int32_t tenon_broadcast_skip_to_newest(tenon_broadcast_consumer *consumer) {
    tenon_status status = begin(consumer);
    uint64_t published;
    if (status == TENON_OK) {
        status = tenon_broadcast_read_published(consumer->broadcast, &published);
    }
    if (status != TENON_OK) {
        return status;
    }
    uint64_t newest = consumer->position;
    uint64_t messages = 0;
    record found;
    int32_t result;
    while ((result = next(consumer, &published, false, &found)) == 1) {
        newest = consumer->position;
        messages++;
        pass(consumer, &found);
    }
    if (messages != 0 && !consumer->was_overrun) {
        /* Damage behind the newest message is met by who polls behind it. */
        consumer->position = newest;
        consumer->expected--;
        messages--;
        result = 0;
    }
    return result < 0 ? result : (int32_t)tenon_smaller(messages, INT32_MAX);
}

/* The detail is this thread's, and nothing between here and the poll's return sets another. */
void tenon_broadcast_refuse_size(tenon_broadcast_consumer *consumer, const char *where,
                                 const char *message, uint64_t needed, uint64_t size) {
    consumer->refused = true;
    (void)tenon_record_refuse_size(where, message, needed, size);
}

void tenon_broadcast_refuse_elements(tenon_broadcast_consumer *consumer, const char *where,
                                     const char *list, uint64_t count, uint64_t capacity,
                                     uint64_t room) {
    consumer->refused = true;
    (void)tenon_record_refuse_elements(where, list, count, capacity, room);
}

/* Only the consumer's thread writes it. */
void tenon_broadcast_count_unhandled(tenon_broadcast_consumer *consumer) {
    tenon_store_relaxed_u64(&consumer->unhandled, consumer->unhandled + 1);
}

uint64_t tenon_broadcast_unhandled(const tenon_broadcast_consumer *consumer) {
    return tenon_load_relaxed_u64(&consumer->unhandled);
}

uint64_t tenon_broadcast_missed(const tenon_broadcast_consumer *consumer) {
    return tenon_load_relaxed_u64(&consumer->missed);
}
