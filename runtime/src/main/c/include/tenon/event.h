/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Events in a region: bits that any program sets and any program waits for. Generated code wraps
 * this in functions of the schema's names.
 *
 * An event that resets itself gives a bit that is set to one wait, which takes it; one that is
 * reset by hand gives it to every wait until tenon_event_reset(). Any number of threads of any
 * processes may signal and wait at a time. A bit says that something has happened, not how often:
 * setting it twice before somebody waits is setting it once.
 */
#ifndef TENON_EVENT_H
#define TENON_EVENT_H

#include <stdint.h>

#include <tenon/region.h>
#include <tenon/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An event section of an open region. */
typedef struct tenon_event tenon_event;

/** Bytes of an event in a section table. */
#define TENON_EVENT_BYTES (TENON_EVENT_BITS * UINT64_C(4))

/** The only bit of an event without named bits. */
#define TENON_EVENT_BIT UINT32_C(1)

/** An event; NULL when section is not the index of one that the region has. Valid until the region
 * closes. */
TENON_API tenon_event *tenon_region_event(tenon_region *region, uint32_t section);

/**
 * Sets bits and wakes who waits for them. Costs a fence and a look at a word while nobody waits.
 *
 * @param bits at least one; TENON_EVENT_BIT of an event without named bits
 * @return TENON_OK; TENON_INVALID for other bits, or in a child after fork()
 */
TENON_API tenon_status tenon_event_signal(tenon_event *event, uint32_t bits);

/**
 * Gives bits to every wait that has begun, and leaves them as they are: nothing of it is there for
 * a wait that begins later.
 *
 * @return as tenon_event_signal()
 */
TENON_API tenon_status tenon_event_signal_all(tenon_event *event, uint32_t bits);

/**
 * Clears bits.
 *
 * @return as tenon_event_signal()
 */
TENON_API tenon_status tenon_event_reset(tenon_event *event, uint32_t bits);

/** The bits that are set now. */
TENON_API uint32_t tenon_event_bits(const tenon_event *event);

/**
 * Waits until at least one of some bits is set or given to all. An event that resets itself clears
 * those that it returns, and no others.
 *
 * @param bits as of tenon_event_signal()
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @param given receives those of the bits that ended the wait, at least one with TENON_OK; may be
 *     NULL
 * @return TENON_OK; TENON_TIMED_OUT; TENON_TRUNCATED; TENON_INVALID for other bits, or in a child
 *     after fork()
 */
TENON_API tenon_status tenon_event_wait_any(tenon_event *event, uint32_t bits, int64_t timeout_ns,
                                            uint32_t *given);

/**
 * Waits until each of some bits is set, or was given to all since the wait began. An event that
 * resets itself clears all of them at once, or none.
 *
 * @return as tenon_event_wait_any()
 */
TENON_API tenon_status tenon_event_wait_all(tenon_event *event, uint32_t bits, int64_t timeout_ns);

#ifdef __cplusplus
}
#endif
#endif
