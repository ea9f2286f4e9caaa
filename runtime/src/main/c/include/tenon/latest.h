/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file
 * Latest values in a region: one writer, any number of readers in any processes. Generated code
 * wraps this in functions of the schema's types.
 *
 * A reader copies the newest value, never a torn one, and never keeps the writer waiting. Values
 * that are overwritten before a reader looks are never seen by it. A writer that is killed at any
 * moment leaves the value that it published last.
 */
#ifndef TENON_LATEST_H
#define TENON_LATEST_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/region.h>
#include <tenon/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of one slot for a value of that many bytes. */
#define TENON_LATEST_SLOT_BYTES(size)                                                            \
    (((uint64_t)(size) + TENON_LATEST_SLOT_SIZE + TENON_LATEST_ALIGNMENT - 1) /             \
     TENON_LATEST_ALIGNMENT * TENON_LATEST_ALIGNMENT)

/** Bytes of a latest value in a section table, for a value of that many bytes. */
#define TENON_LATEST_BYTES(size) (TENON_LATEST_SLOTS * TENON_LATEST_SLOT_BYTES(size))

/**
 * The place of one reader. All zero at first; for one thread at a time, while the region that it
 * was used with first is open.
 */
typedef struct tenon_latest_reader {
    /** Number of the value read last: the first value ever published is 1. 0 before any. */
    uint64_t number;
    /** Deadlines that passed in waits of this reader without a newer value. */
    uint64_t missed_deadlines;
    /** Longest time in nanoseconds that should pass between two values; 0 for none. Set by
     * generated code. */
    uint64_t deadline_ns;
    uint64_t since;          /**< Of the runtime: time of the last value, or of the first wait. */
    uint64_t next_look;      /**< Of the runtime. */
    uint64_t last_writer;    /**< Of the runtime. */
    uint32_t reported_epoch; /**< Of the runtime. */
    uint32_t periods;        /**< Of the runtime: deadlines missed since that time. */
} tenon_latest_reader;

/**
 * Becomes the writer, which tenon_latest_publish() does by itself. One writer at a time; its handle
 * is used by one thread at a time.
 *
 * @return TENON_OK, also when this handle has the role; TENON_BUSY when a live process has it;
 *     TENON_TRUNCATED; TENON_INVALID in a child after fork()
 */
TENON_API tenon_status tenon_latest_write(tenon_latest *latest);

/**
 * Publishes a value and wakes the readers that wait. Never waits.
 *
 * @param contract_version version of the schema whose fields the value has
 * @param value size bytes
 * @param size bytes; what the region has no room for, because its schema is an older one, is left
 *     out
 * @return TENON_OK; as tenon_latest_write()
 */
TENON_API tenon_status tenon_latest_publish(tenon_latest *latest, uint32_t contract_version,
                                            const void *value, uint64_t size);

/**
 * Gives the role of the writer up, if this handle has it. The newest value stays.
 *
 * @return TENON_OK; TENON_TRUNCATED when nobody can be told any more
 */
TENON_API tenon_status tenon_latest_leave_writer(tenon_latest *latest);

/**
 * Copies the newest value. For any thread, each with its own reader.
 *
 * @param reader receives the number of the value
 * @param contract_version the caller's version of the schema; receives the version whose fields the
 *     value has, at most that
 * @param value receives size bytes; undefined on failure
 * @param size bytes; those that the region has no room for are left as they are
 * @return TENON_OK, also when the value was read before; TENON_NOT_FOUND when none was published;
 *     TENON_AGAIN when the writer was faster TENON_LATEST_TRIES times; TENON_INVALID in a child
 *     after fork()
 */
TENON_API tenon_status tenon_latest_read(tenon_latest *latest, tenon_latest_reader *reader,
                                         uint32_t *contract_version, void *value, uint64_t size);

/**
 * Waits for a value that this reader has not read, and copies it.
 *
 * A wait ends when the deadline has passed since the last value, too; then the next deadline
 * counts.
 *
 * @param timeout_ns nanoseconds; 0 looks once, below 0 waits for ever
 * @return as tenon_latest_read(); TENON_TIMED_OUT; TENON_PEER_LEFT, once for each writer that left
 *     or died, after its last value; TENON_TRUNCATED
 */
TENON_API tenon_status tenon_latest_take(tenon_latest *latest, tenon_latest_reader *reader,
                                         int64_t timeout_ns, uint32_t *contract_version,
                                         void *value, uint64_t size);

/**
 * Time since this reader read its last value or, before any, since it asked or waited first. The
 * time of a value is taken when it is read by a reader with a deadline, and else when this function
 * or a wait comes next.
 *
 * @return nanoseconds
 */
TENON_API uint64_t tenon_latest_silence(tenon_latest_reader *reader);

/** Number of values ever published, and number of the newest. For any thread. */
TENON_API uint64_t tenon_latest_published(const tenon_latest *latest);

/** State of the writer. Asks the operating system: not for hot paths. For any thread. */
TENON_API tenon_peer_state tenon_latest_writer_state(const tenon_latest *latest);

#ifdef __cplusplus
}
#endif
#endif
