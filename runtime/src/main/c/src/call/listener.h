/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One listener: what adding and removing it shares with calling it.
 *
 * A listener's state is one word:
 *
 *      31        30                              0
 *     +--------+---------------------------------+
 *     | ACTIVE | references                      |
 *     +--------+---------------------------------+
 *
 * ACTIVE and one reference are the registration's own; each call in flight has one more. Nobody
 * gets a reference without ACTIVE, so once it is gone the count only falls, and whoever brings it
 * to zero, exactly one thread, calls `release` and frees the listener. The count cannot overflow:
 * each call in flight is an emission on some stack, and 2^31 of them are more than 256 GiB.
 *
 * A listener that is freed is used again. An emission may hold the id of the one before, however
 * long ago that was: it takes its reference first and compares the id then. What it refers to
 * cannot be freed any more, so the comparison is exact; ids never repeat.
 */
#ifndef TENON_SRC_CALL_LISTENER_H
#define TENON_SRC_CALL_LISTENER_H

#include <stdbool.h>

#include <tenon/callback.h>

#define TENON_LISTENER_ACTIVE    (UINT32_C(1) << 31)
#define TENON_LISTENER_REFERENCE UINT32_C(1)

/* An id is the number of the registration and, below it, whether the listener is Java's and its
 * index: ids ascend in the order of registration. */
#define TENON_REGISTRATION_INDEX_BITS 10
#define TENON_REGISTRATION_INDEX_MASK ((UINT64_C(1) << TENON_REGISTRATION_INDEX_BITS) - 1)
#define TENON_REGISTRATION_OF_JAVA    (UINT64_C(1) << TENON_REGISTRATION_INDEX_BITS)
#define TENON_REGISTRATION_LOW_BITS   (TENON_REGISTRATION_INDEX_BITS + 1)
#define TENON_REGISTRATION_MAX_SEQUENCE (UINT64_MAX >> TENON_REGISTRATION_LOW_BITS)

/* This thread's count of emissions that are not over and of releases that are running. */
uint32_t *tenon_listener_depth(void);

/* Takes a reference for a call; false when the listener is not the registration id any more. */
bool tenon_listener_enter(tenon_registry *registry, tenon_listener *listener, uint64_t id);

/* Gives back the reference of a call; the last one out calls `release` and frees the listener. */
void tenon_listener_leave(tenon_registry *registry, tenon_listener *listener);

/* Gives back one reference, or ACTIVE and the registration's own. When it was the last, the caller
 * must call tenon_listener_finish(). */
bool tenon_listener_give_back(tenon_listener *listener, uint32_t part);

/* Calls `release` and frees the listener. Without the mutex and without references. */
void tenon_listener_finish(tenon_registry *registry, tenon_listener *listener);

#endif
