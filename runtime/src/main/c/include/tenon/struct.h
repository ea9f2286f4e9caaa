/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Structs in a region, and waits for changes of their atomic fields. Generated code wraps this in
 * functions of the schema's types.
 *
 * Any number of threads of any processes may wait and store at a time. A store that nobody tells
 * of is noticed within 100 ms.
 */
#ifndef TENON_STRUCT_H
#define TENON_STRUCT_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/region.h>
#include <tenon/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A struct section of an open region. */
typedef struct tenon_struct tenon_struct;

/**
 * A struct section as the runtime sees it.
 *
 * @return NULL when section is not the index of a struct that the region has; valid until the
 *     region closes
 */
TENON_API tenon_struct *tenon_region_struct_section(tenon_region *region, uint32_t section);

/**
 * Has all who wait for a change of the struct look again. To be called after a store to an atomic
 * field. Costs a fence and a look at a word while nobody waits; does nothing in a child after
 * fork().
 */
TENON_API void tenon_struct_changed(tenon_struct *section);

/**
 * Waits until a condition is met.
 *
 * @param is_met looks at atomic fields of the struct; called often, by the calling thread
 * @param context handed to it
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return TENON_OK; TENON_TIMED_OUT; TENON_TRUNCATED; TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_struct_wait(tenon_struct *section,
                                         bool (*is_met)(const void *context), const void *context,
                                         int64_t timeout_ns);

/**
 * Waits until an atomic field of the struct has a value.
 *
 * @param field in the region, aligned to its size
 * @param value of the same size and alignment; compared bit by bit
 * @param size 1, 2, 4 or 8 bytes
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return as tenon_struct_wait(); TENON_INVALID also for another size
 */
TENON_API tenon_status tenon_struct_wait_value(tenon_struct *section, const void *field,
                                               const void *value, uint32_t size,
                                               int64_t timeout_ns);

#ifdef __cplusplus
}
#endif
#endif
