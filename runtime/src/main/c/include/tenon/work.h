/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Work: one producer, several workers, each message (a task) is taken by exactly one worker.
 *
 * Workers may be in any process, several in one, and may come and go at any time. A task whose
 * worker dies, leaves or gives it back comes to another one (or to the same one again); after
 * TENON_WORK_TRIES times it is set aside, and no worker gets it any more. So a task is handed over
 * at least once, and never to two workers at a time.
 *
 * The producer's role is held by one handle in one process at a time and used by one thread at a
 * time. So is each worker; all of them may be used by different threads at the same time.
 *
 * No function here but the waiting ones, joining and leaving makes a system call when nobody
 * sleeps, unless workers have had tasks for long: about ten times a second one that finds none asks
 * the system whether these live. Claiming, publishing and polling allocate nothing and take no
 * lock. A publish wakes all workers that sleep: with many of them that is some microseconds of
 * processor time for each. */
#ifndef TENON_WORK_H
#define TENON_WORK_H

#include <stdint.h>

#include <tenon/queue.h>
#include <tenon/region.h>
#include <tenon/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One that takes tasks. For one thread at a time. */
typedef struct tenon_worker tenon_worker;

/** Capacity of the ring in bytes. A message takes its size, rounded up to its alignment. */
TENON_API uint64_t tenon_work_capacity(const tenon_work *work);

/** Tasks that can be there at a time, finished or not, whatever their size: one for each
 * TENON_TASK_SLOT_BYTES of the capacity, TENON_MIN_TASK_SLOTS to TENON_MAX_TASK_SLOTS. */
TENON_API uint32_t tenon_work_tasks(const tenon_work *work);

/** Workers that can be there at a time. */
TENON_API uint32_t tenon_work_workers(const tenon_work *work);

/** Bytes of the largest message that can be claimed: half the capacity. */
TENON_API uint32_t tenon_work_largest_message(const tenon_work *work);

/**
 * Takes the producer's role; also done by the first claim. Tasks published by an earlier producer
 * stay; what it had claimed and not published is gone.
 *
 * @return TENON_OK, also when this handle has the role; TENON_BUSY; TENON_CORRUPT; TENON_TRUNCATED;
 *     TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_work_produce(tenon_work *work);

/** Gives the producer's role back; drops claims that are not published. Does nothing in a child
 * after fork(). */
TENON_API void tenon_work_leave_producer(tenon_work *work);

/**
 * Claims room for one message. Its bytes hold anything until they are written; no worker sees it
 * before tenon_work_publish(). Several claims may precede one publish.
 *
 * @param message_id 1 to 65535
 * @param size bytes of the message
 * @param payload receives where to write, aligned as the section declares
 * @return TENON_OK; TENON_FULL; TENON_TOO_LONG; TENON_INVALID; TENON_CORRUPT; or, when the role is
 *     yet to be taken, as tenon_work_produce()
 */
TENON_API tenon_status tenon_work_claim(tenon_work *work, uint16_t message_id,
                                        uint16_t contract_version, uint32_t size, void **payload);

/**
 * Claims room for one message as tenon_work_claim() does, and waits for room: until the oldest task
 * that takes it is finished or set aside.
 *
 * @param timeout_ns nanoseconds; zero looks once; negative waits for ever, also while there is no
 *     worker
 * @return as tenon_work_claim(), and TENON_TIMED_OUT; TENON_FULL when the own unpublished claims
 *     take the room, so that no worker can make any; TENON_TRUNCATED
 */
TENON_API tenon_status tenon_work_claim_wait(tenon_work *work, uint16_t message_id,
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
TENON_API tenon_status tenon_work_trim(tenon_work *work, uint32_t size);

/** Shows everything claimed to the workers, at once, and wakes those that sleep. Does nothing in a
 * child after fork(). */
TENON_API void tenon_work_publish(tenon_work *work);

/** Forgets everything claimed since the last publish. */
TENON_API void tenon_work_cancel(tenon_work *work);

/**
 * Becomes a worker. May be called by several threads at a time.
 *
 * @param worker receives the worker, which is there until it leaves or the region closes
 * @return TENON_OK; TENON_BUSY when as many live workers are there as the section takes;
 *     TENON_TRUNCATED; TENON_SYSTEM; TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_work_join(tenon_work *work, tenon_worker **worker);

/**
 * Ends a worker, which must not be used afterwards unless it is busy. Several threads may end
 * different workers at a time.
 *
 * @param worker NULL is allowed
 * @return TENON_OK; TENON_BUSY in its handler: nothing is done; TENON_TRUNCATED, with the worker
 *     ended; TENON_INVALID in a child after fork(): nothing is done
 */
TENON_API tenon_status tenon_work_leave(tenon_worker *worker);

/**
 * Takes tasks one after the other and hands each to the handler, at most limit of them, and never
 * waits. Each is finished when the handler returns. A C++ exception may leave the handler: it gives
 * the task back and leaves this function; longjmp() and pthread_exit() must not. Not to be called
 * in a handler of this worker.
 *
 * Meeting something damaged is told by the call that meets it. A damaged task is set aside.
 *
 * @param limit zero hands over nothing
 * @return how many were handed over, one that was given back included: it ends the call; or a
 *     negative tenon_status: TENON_CORRUPT; TENON_BUSY in a handler; TENON_INVALID in a child after
 *     fork()
 */
TENON_API int32_t tenon_work_poll(tenon_worker *worker, tenon_record_handler handler, void *context,
                                  uint32_t limit);

/**
 * Hands over tasks as tenon_work_poll() does, and waits for the first one. Not to be called in a
 * handler of this worker.
 *
 * @param limit zero hands over nothing and does not wait
 * @param timeout_ns nanoseconds; zero looks once; negative waits for ever
 * @return how many, zero on time-out; or a negative tenon_status: as tenon_work_poll(), and
 *     TENON_PEER_LEFT, once for each producer that left or died, when no task is left to be taken
 *     (one that another worker has may still come back); TENON_TRUNCATED
 */
TENON_API int32_t tenon_work_take(tenon_worker *worker, tenon_record_handler handler, void *context,
                                  uint32_t limit, int64_t timeout_ns);

/**
 * For the handler that a poll calls: gives the task back, to be handed to a worker again, or set
 * aside when that was the last time. The poll ends behind it.
 */
TENON_API void tenon_work_refuse(tenon_worker *worker);

/**
 * For the handler that a poll calls: sets the task aside because its record is too short. The poll
 * ends behind it with TENON_CORRUPT.
 *
 * @param where names the section in the detail text
 * @param message names the message there
 * @param needed bytes that the message has at least
 * @param size bytes of the record
 */
TENON_API void tenon_work_refuse_size(tenon_worker *worker, const char *where, const char *message,
                                      uint64_t needed, uint64_t size);

/**
 * For the handler that a poll calls: sets the task aside because a list in it counts elements that
 * were not sent. The poll ends behind it with TENON_CORRUPT.
 *
 * @param where names the section in the detail text
 * @param list names the list there
 * @param count elements that it counts
 * @param capacity elements that it has at most
 * @param room elements that the record has bytes for
 */
TENON_API void tenon_work_refuse_elements(tenon_worker *worker, const char *where, const char *list,
                                          uint64_t count, uint64_t capacity, uint64_t room);

/** For the handler that a poll calls: counts the task as finished without a function for it. */
TENON_API void tenon_work_count_unhandled(tenon_worker *worker);

/**
 * Tasks that this worker has finished without a function of the user's for them: of types that are
 * unknown here, and of types whose member of the handler is NULL. Safe for all threads.
 *
 * @return the number since it joined
 */
TENON_API uint64_t tenon_work_unhandled(const tenon_worker *worker);

/** Reads the state of the producer. Takes no role; for any thread. Asks the operating system: not
 * for hot paths. */
TENON_API tenon_peer_state tenon_work_producer_state(const tenon_work *work);

/**
 * Numbers of a work section since the region was created, as its producer and workers tell them:
 * wrong by a batch when a producer was killed, by one task when a worker was. Each is read for
 * itself, so they are of almost the same moment.
 */
typedef struct tenon_work_statistics {
    uint64_t published;      /**< Tasks ever published. */
    uint64_t finished;       /**< Tasks ever finished. */
    uint64_t set_aside;      /**< Tasks that no worker gets any more. */
    uint64_t returned;       /**< Times that a task was given back. */
    uint64_t pending;        /**< Tasks published and neither finished nor set aside. */
    uint64_t used_bytes;     /**< Bytes of the ring from the first of these to the end. */
    uint64_t refused_claims; /**< Claims that found no room. */
    uint64_t producer_waits; /**< Sleeps of the producers. */
    uint64_t producer_wakes; /**< Wake-ups that the producers sent. */
    uint64_t worker_waits;   /**< Waits of workers that found no task at once. */
    uint32_t workers;        /**< Workers that are there, dead ones whose place nobody took too. */
} tenon_work_statistics;

/** Reads the numbers of a work section. Takes no role; for any thread. */
TENON_API void tenon_work_read_statistics(const tenon_work *work,
                                          tenon_work_statistics *statistics);

#ifdef __cplusplus
}
#endif
#endif
