/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Queues: one producer, one consumer, messages written and read in place.
 *
 * The two roles of a queue are each held by one handle in one process at a time, and each role
 * is used by one thread at a time; the two may be used by two threads at the same time.
 *
 * No function here but the waiting ones makes a system call when the peer is awake; none
 * allocates or locks. */
#ifndef TENON_QUEUE_H
#define TENON_QUEUE_H

#include <stdint.h>

#include <tenon/region.h>
#include <tenon/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Receives one message. The payload is valid during the call and lies in shared memory: read a
 * value once when its validity matters.
 *
 * A C++ exception may leave the handler; the message counts as consumed. longjmp() and
 * pthread_exit() must not. In the handler, polling the same queue, taking from it, leaving its
 * consumer's role and closing its region are refused with TENON_BUSY.
 *
 * @param size bytes of the payload, as the producer claimed or trimmed
 */
typedef void (*tenon_record_handler)(void *context, uint16_t message_id, uint16_t contract_version,
                                     const void *payload, uint32_t size);

/**
 * Takes the producer's role, in a lane that nobody has; also done by the first claim. Messages
 * published by an earlier producer stay; what it had claimed and not published is gone. A handle
 * has one lane: a process that produces with several threads attaches the region once for each.
 *
 * @return TENON_OK, also when this handle has the role; TENON_BUSY; TENON_CORRUPT; TENON_TRUNCATED;
 *     TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_queue_produce(tenon_queue *queue);

/**
 * Takes the consumer's role; also done by the first poll. Begins with the first message that no
 * earlier consumer has finished.
 *
 * @return TENON_OK, also when this handle has the role; TENON_BUSY; TENON_CORRUPT; TENON_TRUNCATED;
 *     TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_queue_consume(tenon_queue *queue);

/* Moments at which a consumer gives the room of consumed messages back. What it has not given back
 * when it is killed comes to its successor again. */

/** At the end of a batch that left nothing behind or was ended by an error, or when the producer
 * waits for room or was refused some, or when an eighth of the ring is consumed; and when the role
 * is left. The fastest: a successor gets the last batch again, and up to an eighth of the ring. */
#define TENON_ACKNOWLEDGE_LATE UINT32_C(0)
/** After each message: a successor gets at most one message again. */
#define TENON_ACKNOWLEDGE_EACH UINT32_C(1)

/**
 * Says when this handle gives room back as the consumer; TENON_ACKNOWLEDGE_LATE unless told
 * otherwise. For the thread that consumes, outside its handlers.
 */
TENON_API void tenon_queue_acknowledge(tenon_queue *queue, uint32_t when);

/** Gives the producer's role back; drops claims that are not published. Does nothing in a child
 * after fork(). */
TENON_API void tenon_queue_leave_producer(tenon_queue *queue);

/**
 * Gives the consumer's role back.
 *
 * @return TENON_OK, also when this handle does not have the role; TENON_BUSY in a handler;
 *     TENON_TRUNCATED, with the role given up here; TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_queue_leave_consumer(tenon_queue *queue);

/** Lanes: producers that the queue can have at a time. */
TENON_API uint32_t tenon_queue_lanes(const tenon_queue *queue);

/** Capacity in bytes of one lane. A message takes its size and a header, rounded up to its
 * alignment. */
TENON_API uint64_t tenon_queue_capacity(const tenon_queue *queue);

/** Bytes of the largest message that can be claimed. */
TENON_API uint32_t tenon_queue_largest_message(const tenon_queue *queue);

/**
 * Claims room for one message. Its bytes hold anything until they are written; the consumer sees
 * nothing before tenon_queue_publish(). Several claims may precede one publish.
 *
 * @param message_id 1 to 65535
 * @param size bytes of the message
 * @param payload receives where to write, aligned as the section declares
 * @return TENON_OK; TENON_FULL; TENON_TOO_LONG; TENON_INVALID; TENON_CORRUPT; or, when the role is
 *     yet to be taken, as tenon_queue_produce()
 */
TENON_API tenon_status tenon_queue_claim(tenon_queue *queue, uint16_t message_id,
                                         uint16_t contract_version, uint32_t size, void **payload);

/**
 * Claims room for several messages of one type that lie one behind the other, as many as there is
 * room for up to the end of the ring. Otherwise as that many calls of tenon_queue_claim(), and
 * tenon_queue_trim() shortens the last one.
 *
 * @param size bytes of each message
 * @param count messages wanted, 1 or more
 * @param payload receives where to write the first one
 * @param stride receives the bytes from the start of one message to that of the next
 * @param claimed receives how many were claimed, 1 to count
 * @return as tenon_queue_claim(); TENON_INVALID when count is zero
 */
TENON_API tenon_status tenon_queue_claim_many(tenon_queue *queue, uint16_t message_id,
                                              uint16_t contract_version, uint32_t size,
                                              uint32_t count, void **payload, uint32_t *stride,
                                              uint32_t *claimed);

/**
 * As tenon_queue_claim(), but waits for room.
 *
 * @param timeout_ns nanoseconds; zero looks once; negative waits for ever
 * @return as tenon_queue_claim(), and TENON_TIMED_OUT; TENON_PEER_LEFT, once for each consumer
 *     that left or died while there was no room; TENON_FULL when the own unpublished claims take
 *     the room, so that no consumer can make any; TENON_TRUNCATED
 */
TENON_API tenon_status tenon_queue_claim_wait(tenon_queue *queue, uint16_t message_id,
                                              uint16_t contract_version, uint32_t size,
                                              int64_t timeout_ns, void **payload);

/**
 * Shortens the message claimed last to the bytes that were needed, and takes the room behind them
 * back. Where the payload starts does not change. Possible again and again until the next claim or
 * publish.
 *
 * @param size bytes of the message, at most what it has now
 * @return TENON_OK; TENON_TOO_LONG when the message has fewer bytes; TENON_INVALID when nothing is
 *     claimed
 */
TENON_API tenon_status tenon_queue_trim(tenon_queue *queue, uint32_t size);

/** Shows everything claimed to the consumer, in order, and wakes it when it sleeps. Does nothing in
 * a child after fork(). */
TENON_API void tenon_queue_publish(tenon_queue *queue);

/** Forgets everything claimed since the last publish. */
TENON_API void tenon_queue_cancel(tenon_queue *queue);

/**
 * Hands the messages that are there to the handler, at most limit of them, and never waits.
 * Not to be called in a handler of this queue.
 *
 * Meeting something damaged is told by the call that meets it. What was good before it has been
 * handed over and is consumed. A damaged record stays, and each further call meets it again; a
 * message that the handler refuses is consumed, and the rest comes with the next call.
 *
 * @param limit zero hands over nothing
 * @return how many; or a negative tenon_status: TENON_CORRUPT; TENON_BUSY in a handler; or as
 *     tenon_queue_consume()
 */
TENON_API int32_t tenon_queue_poll(tenon_queue *queue, tenon_record_handler handler, void *context,
                                   uint32_t limit);

/**
 * Hands the next message over and leaves it where it is: the next call that consumes hands it over
 * again. Never waits. Not to be called in a handler of this queue.
 *
 * @return 1; 0 when there is none; or a negative tenon_status, as tenon_queue_poll()
 */
TENON_API int32_t tenon_queue_peek(tenon_queue *queue, tenon_record_handler handler,
                                   void *context);

/**
 * Consumes all messages that are there but the newest without a look at them, at most one round of
 * the ring. For readers that want the state and not the history. Never waits. Not to be called in a
 * handler of this queue.
 *
 * @return how many were skipped, or a negative tenon_status, as tenon_queue_poll()
 */
TENON_API int32_t tenon_queue_skip_to_newest(tenon_queue *queue);

/**
 * Hands over messages as tenon_queue_poll() does, and waits for the first one. Not to be called in
 * a handler of this queue.
 *
 * @param limit zero hands over nothing and does not wait
 * @param timeout_ns nanoseconds; zero looks once; negative waits for ever
 * @return how many, zero on time-out; or a negative tenon_status: as tenon_queue_poll(), and
 *     TENON_PEER_LEFT, once for each producer that left or died, after its last message;
 *     TENON_TRUNCATED
 */
TENON_API int32_t tenon_queue_take(tenon_queue *queue, tenon_record_handler handler, void *context,
                                   uint32_t limit, int64_t timeout_ns);

/**
 * For the handler that a poll calls: age of the message that it has.
 *
 * @return nanoseconds of the monotonic clock since it was published; 0 in a queue that is not
 *     stamped
 */
TENON_API uint64_t tenon_queue_age(const tenon_queue *queue);

/**
 * For the handler that a poll calls: refuses the message because its record is too short. The poll
 * ends behind this message with TENON_CORRUPT.
 *
 * @param where names the queue in the detail text
 * @param message names the message there
 * @param needed bytes that the message has at least
 * @param size bytes of the record
 */
TENON_API void tenon_queue_refuse_size(tenon_queue *queue, const char *where, const char *message,
                                       uint64_t needed, uint64_t size);

/**
 * For the handler that a poll calls: refuses the message because a list in it counts elements that
 * were not sent. The poll ends behind this message with TENON_CORRUPT.
 *
 * @param where names the queue in the detail text
 * @param list names the list there
 * @param count elements that it counts
 * @param capacity elements that it has at most
 * @param room elements that the record has bytes for
 */
TENON_API void tenon_queue_refuse_elements(tenon_queue *queue, const char *where, const char *list,
                                           uint64_t count, uint64_t capacity, uint64_t room);

/**
 * For the handler that a poll calls: counts the message as consumed without a function for it.
 */
TENON_API void tenon_queue_count_unhandled(tenon_queue *queue);

/**
 * Messages that this handle has consumed without a function of the user's for them: of types that
 * are unknown here, and of types whose member of the handler is NULL. Safe for all threads.
 *
 * @return the number since the region was created or attached
 */
TENON_API uint64_t tenon_queue_unhandled(const tenon_queue *queue);

/**
 * Reads the state of the producing end; with several lanes present if any producer is, then
 * stopped, then left. Takes no role; for any thread. Asks the operating system: not for hot paths.
 */
TENON_API tenon_peer_state tenon_queue_producer_state(const tenon_queue *queue);

/** Reads the state of the producer of one lane, as tenon_queue_producer_state(); never joined when
 * there is no such lane. */
TENON_API tenon_peer_state tenon_queue_lane_state(const tenon_queue *queue, uint32_t lane);

/** Reads the state of the consuming end, as tenon_queue_producer_state(). */
TENON_API tenon_peer_state tenon_queue_consumer_state(const tenon_queue *queue);

/**
 * Numbers of a queue, as its two ends tell them: at most one batch old, and wrong by a batch when
 * the holder of a role was killed. Each is read for itself, so they are of almost the same moment.
 */
typedef struct tenon_queue_statistics {
    uint64_t published;      /**< Messages ever published. */
    uint64_t consumed;       /**< Messages ever consumed. */
    uint64_t lag_messages;   /**< Messages published and not consumed. */
    uint64_t lag_bytes;      /**< Bytes of the ring that they take. */
    uint64_t used_bytes;     /**< Those, and what is consumed and not released. */
    uint64_t refused_claims; /**< Claims that found no room. */
    uint64_t producer_waits; /**< Sleeps of the producers. */
    uint64_t producer_wakes; /**< Wake-ups that the producers sent. */
    uint64_t consumer_waits; /**< Sleeps of the consumers. */
    uint64_t lag_ns;         /**< Age of the oldest message not consumed, in a queue that is stamped
                                  and where no padding comes before it; otherwise 0. */
    uint64_t consumer_wakes; /**< Wake-ups that the consumers sent. */
} tenon_queue_statistics;

/**
 * Reads the numbers of a queue. Takes no role; for any thread. The counts start when the region is
 * created.
 */
TENON_API void tenon_queue_read_statistics(const tenon_queue *queue,
                                           tenon_queue_statistics *statistics);

#ifdef __cplusplus
}
#endif
#endif
