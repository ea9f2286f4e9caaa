/* SPDX-License-Identifier: Apache-2.0 */
/* The lock under which processes join, leave, replace and remove a region: a word of its header,
 * with the identity of the process that has it. It needs no descriptor, so that no close of one can
 * lose it, and ends with its holder, not with the holder's children. */
#ifndef TENON_SRC_REGION_REGISTRATION_LOCK_H
#define TENON_SRC_REGION_REGISTRATION_LOCK_H

#include <tenon/status.h>

#include "platform/platform.h"

/* Tries until the deadline to take the word, which is free when it is zero or names a process that
 * is dead; TENON_BUSY then. The own identity means another thread of this process. */
tenon_status tenon_registration_lock(uint64_t *word, uint64_t identity, const char *path,
                                     uint64_t deadline);

/* Gives it back, unless somebody took this process for dead. */
void tenon_registration_unlock(uint64_t *word, uint64_t identity);

#endif
