/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Broadcasts: one producer that nobody keeps waiting, any number of consumers in any processes.
 * Generated code wraps this in functions of the schema's types.
 *
 * Messages are copied from private memory into the ring when they are published, and from there
 * into private memory of each consumer. The producer overwrites the oldest; a consumer that is too
 * slow goes on with newer ones, and knows exactly how many it has missed. A producer that is killed
 * at any moment leaves every message that it has published.
 *
 * The producer's handle is used by one thread at a time, and so is each consumer; they may be used
 * by several threads at the same time. A consumer takes no role and no slot of the region.
 * Attachments are at most TENON_PARTICIPANT_SLOTS, each with any number of consumers.
 *
 * No function here but those that take, give up, join, leave and wait makes a system call when
 * nobody sleeps. None of the others allocates, but for a poll that meets a message larger than all
 * that its consumer has met before. */
#ifndef TENON_BROADCAST_H
#define TENON_BROADCAST_H

#include <stdint.h>

#include <tenon/queue.h>
#include <tenon/region.h>
#include <tenon/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Takes the producer's role; also done by the first claim. Messages published by an earlier
 * producer stay and are numbered on; what it had claimed and not published is gone. Allocates a
 * quarter of the capacity as private memory, which stays until the region is closed.
 *
 * @return TENON_OK, also when this handle has the role; TENON_BUSY; TENON_CORRUPT; TENON_SYSTEM;
 *     TENON_TRUNCATED; TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_broadcast_produce(tenon_broadcast *broadcast);

/** Gives the producer's role back; drops claims that are not published. Does nothing in a child
 * after fork(). */
TENON_API void tenon_broadcast_leave_producer(tenon_broadcast *broadcast);

/** Capacity in bytes. A message takes its size and 16 bytes, rounded up to a multiple of 8. */
TENON_API uint64_t tenon_broadcast_capacity(const tenon_broadcast *broadcast);

/** Bytes of the largest message that can be claimed: a quarter of the capacity with its header. */
TENON_API uint32_t tenon_broadcast_largest_message(const tenon_broadcast *broadcast);

/**
 * Claims private memory for one message. Its bytes hold anything until they are written; nobody
 * sees anything before tenon_broadcast_publish(). Several claims may precede one publish. Waits for
 * nobody.
 *
 * @param message_id 1 to 65535
 * @param size bytes of the message
 * @param payload receives where to write; valid until the publish, and aligned to the largest power
 *     of two that divides size, but at least to 8 and at most to 4096 bytes: for every type of that
 *     size
 * @return TENON_OK; TENON_FULL when claims that are not published take a quarter of the ring, or
 *     are TENON_MAX_BROADCAST_CLAIMS; TENON_TOO_LONG; TENON_INVALID; or, when the role is yet to be
 *     taken, as tenon_broadcast_produce()
 */
TENON_API tenon_status tenon_broadcast_claim(tenon_broadcast *broadcast, uint16_t message_id,
                                             uint16_t contract_version, uint32_t size,
                                             void **payload);

/**
 * Shortens the message claimed last to the bytes that were needed. Where the payload starts does
 * not change. Possible again and again until the next claim or publish.
 *
 * @param size bytes of the message, at most what it has now
 * @return TENON_OK; TENON_TOO_LONG when the message has fewer bytes; TENON_INVALID when nothing is
 *     claimed
 */
TENON_API tenon_status tenon_broadcast_trim(tenon_broadcast *broadcast, uint32_t size);

/** Shows everything claimed to all consumers, in order and in one step, and wakes those that sleep.
 * Overwrites the oldest messages. Never waits. Does nothing in a child after fork(). */
TENON_API void tenon_broadcast_publish(tenon_broadcast *broadcast);

/** Forgets everything claimed since the last publish. */
TENON_API void tenon_broadcast_cancel(tenon_broadcast *broadcast);

/**
 * Begins to consume. For any thread.
 *
 * @param last 0 begins with what is published from now on; otherwise with so many of the messages
 *     before, or fewer when fewer were published or are still whole, at least those of the newest
 *     three quarters of the ring
 * @param consumer receives the consumer, NULL on failure; tenon_broadcast_leave() frees it, and so
 *     does closing the region
 * @return TENON_OK; TENON_AGAIN when the producer was faster TENON_BROADCAST_TRIES times;
 *     TENON_CORRUPT; TENON_SYSTEM; TENON_TRUNCATED; TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_broadcast_join(tenon_broadcast *broadcast, uint64_t last,
                                            tenon_broadcast_consumer **consumer);

/**
 * Ends and frees a consumer. NULL is no consumer and none is needed.
 *
 * @return TENON_OK; TENON_BUSY in its handler; TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_broadcast_leave(tenon_broadcast_consumer *consumer);

/**
 * Hands the messages that are there to the handler, at most limit of them, and never waits. The
 * payload is a private copy, aligned to 4096 bytes and valid until the handler returns. Not to be
 * called in a handler of this consumer.
 *
 * A consumer that was overrun goes on with messages that are 2 to 3 sixteenths of the ring behind
 * the newest; those before count as missed. Meeting something damaged is told by the call that
 * meets it. What was good before it has been handed over and is consumed. A damaged record stays
 * until it is overwritten; a message that the handler refuses is consumed.
 *
 * @param limit zero hands over nothing
 * @return how many; or a negative tenon_status: TENON_CORRUPT; TENON_BUSY in a handler;
 *     TENON_SYSTEM without memory for a larger message; TENON_INVALID in a child after fork()
 */
TENON_API int32_t tenon_broadcast_poll(tenon_broadcast_consumer *consumer,
                                       tenon_record_handler handler, void *context,
                                       uint32_t limit);

/**
 * Hands over messages as tenon_broadcast_poll() does, and waits for the first one. Not to be called
 * in a handler of this consumer.
 *
 * @param limit zero hands over nothing and does not wait
 * @param timeout_ns nanoseconds; zero looks once; negative waits for ever
 * @return how many, zero on time-out; or a negative tenon_status: as tenon_broadcast_poll(), and
 *     TENON_PEER_LEFT, once for each producer that left or died, after its last message;
 *     TENON_TRUNCATED
 */
TENON_API int32_t tenon_broadcast_take(tenon_broadcast_consumer *consumer,
                                       tenon_record_handler handler, void *context,
                                       uint32_t limit, int64_t timeout_ns);

/**
 * Passes over all messages that are there but the newest. They count neither as missed nor as
 * handed over; those that were overwritten before count as missed. Never waits. Not to be called in
 * a handler of this consumer.
 *
 * @return how many were skipped, or a negative tenon_status, as tenon_broadcast_poll()
 */
TENON_API int32_t tenon_broadcast_skip_to_newest(tenon_broadcast_consumer *consumer);

/**
 * Messages that were overwritten before this consumer came to them. What was handed over, missed
 * and skipped is everything from its first message on to the one that it has passed last. Safe for
 * all threads.
 */
TENON_API uint64_t tenon_broadcast_missed(const tenon_broadcast_consumer *consumer);

/**
 * For the handler that a poll calls: refuses the message because its record is too short. The poll
 * ends behind this message with TENON_CORRUPT. Parameters as those of tenon_queue_refuse_size().
 */
TENON_API void tenon_broadcast_refuse_size(tenon_broadcast_consumer *consumer, const char *where,
                                           const char *message, uint64_t needed, uint64_t size);

/**
 * For the handler that a poll calls: refuses the message because a list in it counts elements that
 * were not sent. The poll ends behind this message with TENON_CORRUPT. Parameters as those of
 * tenon_queue_refuse_elements().
 */
TENON_API void tenon_broadcast_refuse_elements(tenon_broadcast_consumer *consumer,
                                               const char *where, const char *list,
                                               uint64_t count, uint64_t capacity, uint64_t room);

/** For the handler that a poll calls: counts the message as consumed without a function for it. */
TENON_API void tenon_broadcast_count_unhandled(tenon_broadcast_consumer *consumer);

/** Messages that this consumer has consumed without a function of the user's for them, as
 * tenon_queue_unhandled(). Safe for all threads. */
TENON_API uint64_t tenon_broadcast_unhandled(const tenon_broadcast_consumer *consumer);

/** Messages ever published, and number of the newest. Wrong by a batch after a producer was killed,
 * until the next one takes the role. For any thread. */
TENON_API uint64_t tenon_broadcast_published(const tenon_broadcast *broadcast);

/** State of the producer. Asks the operating system: not for hot paths. For any thread. */
TENON_API tenon_peer_state tenon_broadcast_producer_state(const tenon_broadcast *broadcast);

#ifdef __cplusplus
}
#endif
#endif
