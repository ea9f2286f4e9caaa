/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Statuses that functions of the runtime return. */
#ifndef TENON_STATUS_H
#define TENON_STATUS_H

#include <stdint.h>

#if defined(__GNUC__) || defined(__clang__)
#define TENON_API __attribute__((visibility("default")))
#else
#define TENON_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Zero, or a negative number that names the cause of a failure; a positive one is a success with
 * something to know. Each is one that a caller would treat differently; tenon_status_detail() has
 * the particulars.
 */
typedef enum tenon_status {
    /** The mutex is locked; whoever held it before died or closed the region meanwhile. */
    TENON_OWNER_DIED = 1,
    /** It worked. */
    TENON_OK = 0,
    /** A text or message is longer than the room that the schema gives it. Nothing was written. */
    TENON_TOO_LONG = -1,
    /** The queue has no room for the message now. */
    TENON_FULL = -2,
    /** The time-out passed. */
    TENON_TIMED_OUT = -3,
    /** The peer closed its end of the queue or died, and everything it published was delivered. */
    TENON_PEER_LEFT = -4,
    /** A live process holds the role, the region's registration lock could not be had in 5 s, a
     * handler of the queue is running, or this thread is in the middle of starting Java. */
    TENON_BUSY = -5,
    /** The name is taken by a region in use, or by a file that is not a region; or the exports are
     * bound already. */
    TENON_EXISTS = -6,
    /** There is no region of this name, no such registration, no JVM or no such Java class; or the
     * region is of an older version, which lacks the section. */
    TENON_NOT_FOUND = -7,
    /** The region or the Java class was made from another schema; the detail names the first
     * difference. */
    TENON_MISMATCH = -8,
    /** The region's creator has not finished. */
    TENON_NOT_READY = -9,
    /** The region was made before this machine's last boot. */
    TENON_STALE = -10,
    /** The region was made in another process-id or time namespace: who lives cannot be judged. */
    TENON_FOREIGN_NAMESPACE = -11,
    /** Bytes in shared memory that no correct peer writes. */
    TENON_CORRUPT = -12,
    /** The file system has too little room; the detail has the bytes asked and free, or the files
     * that are free. */
    TENON_NO_SPACE = -13,
    /** Not a regular file of this user with mode 0600. */
    TENON_UNSAFE = -14,
    /** An argument is out of its range, or a child after fork() uses what its parent opened. */
    TENON_INVALID = -15,
    /** The region has as many participants as it can have, or the callback as many listeners. */
    TENON_LIMIT = -16,
    /** The operating system refused; the detail has its reason. */
    TENON_SYSTEM = -17,
    /** Java could not be started, or threw; the detail has its text. */
    TENON_JAVA = -18,
    /** Somebody has cut the region's file short while it was mapped; the detail has both sizes. */
    TENON_TRUNCATED = -19,
    /** The value was overwritten each time that it was read: read it again. */
    TENON_AGAIN = -20
} tenon_status;

/** One short English sentence for a status; never NULL, for any number. Thread-safe. */
TENON_API const char *tenon_status_text(tenon_status status);

/**
 * The particulars of this thread's last failure: what was expected, what was found, where.
 * Never NULL. Valid until the next failure on this thread.
 */
TENON_API const char *tenon_status_detail(void);

/**
 * Reports a failure of the caller's own, for generated code and other layers above the runtime.
 *
 * @param detail what tenon_status_detail() returns from now on; must live for ever
 * @return status
 */
TENON_API tenon_status tenon_status_report(tenon_status status, const char *detail);

#ifdef __cplusplus
}
#endif
#endif
