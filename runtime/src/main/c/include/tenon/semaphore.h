/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Semaphores in a region: a number of permits, each had by one attachment at a time. Generated code
 * wraps this in functions of the schema's names.
 *
 * A permit whose holder has closed the region or died goes to whoever wants it next. Any number of
 * threads of any processes may use a semaphore at a time; they get permits in no order.
 */
#ifndef TENON_SEMAPHORE_H
#define TENON_SEMAPHORE_H

#include <stdint.h>

#include <tenon/region.h>
#include <tenon/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A semaphore section of an open region. */
typedef struct tenon_semaphore tenon_semaphore;

/** Bytes of a semaphore in a section table, with so many permits. */
#define TENON_SEMAPHORE_BYTES(permits) ((permits) * UINT64_C(8))

/** A semaphore; NULL when section is not the index of one that the region has. Valid until the
 * region closes. */
TENON_API tenon_semaphore *tenon_region_semaphore(tenon_region *region, uint32_t section);

/**
 * Takes a permit, and waits for one if need be. The permit of a holder that died is found within
 * 100 ms.
 *
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @param permit receives the number of the permit, to give it back; below tenon_semaphore_permits()
 * @return TENON_OK; TENON_TIMED_OUT; TENON_TRUNCATED; TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_semaphore_acquire(tenon_semaphore *semaphore, int64_t timeout_ns,
                                               uint32_t *permit);

/**
 * Gives a permit back; any thread may, through the handle that took it. Whatever is not given back
 * when the region closes is given back by that.
 *
 * @return TENON_OK; TENON_INVALID when this attachment does not have the permit, or in a child
 *     after fork()
 */
TENON_API tenon_status tenon_semaphore_release(tenon_semaphore *semaphore, uint32_t permit);

/** Permits that nobody has now; those of holders that died count as had until they are taken. */
TENON_API uint32_t tenon_semaphore_available(const tenon_semaphore *semaphore);

/** All permits, 1 to TENON_MAX_PERMITS. */
TENON_API uint32_t tenon_semaphore_permits(const tenon_semaphore *semaphore);

#ifdef __cplusplus
}
#endif
#endif
