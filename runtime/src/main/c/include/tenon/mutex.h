/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Mutexes in a region: held by one thread of one process at a time. Generated code wraps this in
 * functions of the schema's names.
 *
 * A mutex whose holder closes the region or dies goes to whoever waits, which is told so. A holder
 * that is only stopped keeps it. Every thread of every process may use a mutex; threads of one
 * handle wait for one another first, and one of them at a time for other attachments.
 */
#ifndef TENON_MUTEX_H
#define TENON_MUTEX_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/region.h>
#include <tenon/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A mutex section of an open region. */
typedef struct tenon_mutex tenon_mutex;

/** Bytes of a mutex in a section table. */
#define TENON_MUTEX_BYTES ((uint64_t)TENON_PARTICIPANT_SLOTS * TENON_MUTEX_TICKET_SIZE)

/** A mutex; NULL when section is not the index of one that the region has. Valid until the region
 * closes. */
TENON_API tenon_mutex *tenon_region_mutex(tenon_region *region, uint32_t section);

/**
 * Locks the mutex for the calling thread, and waits for it if need be. That its holder died is
 * found within 100 ms.
 *
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return TENON_OK; TENON_OWNER_DIED: it is locked, too, but whoever had it before died or closed
 *     the region without unlocking it, so what it guards may be half changed; TENON_TIMED_OUT;
 *     TENON_BUSY when this thread holds it already, unless it is recursive; TENON_LIMIT when it has
 *     locked it 2^32 - 1 times; TENON_TRUNCATED; TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_mutex_lock(tenon_mutex *mutex, int64_t timeout_ns);

/**
 * Unlocks the mutex; of a recursive one, takes one lock back.
 *
 * @return TENON_OK; TENON_INVALID when the calling thread does not hold it, or in a child after
 *     fork(); TENON_CORRUPT when the region says that somebody else does: this thread does not hold
 *     it any more
 */
TENON_API tenon_status tenon_mutex_unlock(tenon_mutex *mutex);

/** Whether the calling thread holds the mutex. */
TENON_API bool tenon_mutex_is_held(const tenon_mutex *mutex);

#ifdef __cplusplus
}
#endif
#endif
