/* SPDX-License-Identifier: Apache-2.0 */
/* The threads of one handle that want the same mutex: one of them at a time goes on to the other
 * attachments. */
#ifndef TENON_SRC_SECTION_MUTEX_THREAD_LOCK_H
#define TENON_SRC_SECTION_MUTEX_THREAD_LOCK_H

#include "section/shared_waits.h"

typedef struct tenon_thread_lock {
    const tenon_section_host *host;
    uint64_t holder; /* number of the thread, zero for none */
    tenon_wait_words words;
    tenon_shared_waits waits; /* on these words */
} tenon_thread_lock;

/* Opens the lock; everything else is zero already. */
tenon_status tenon_thread_lock_open(const tenon_section_host *host, tenon_thread_lock *lock);
void tenon_thread_lock_close(tenon_thread_lock *lock);

/* The number of the calling thread, never zero, which no other thread of the process ever has. */
uint64_t tenon_thread_number(void);

/* Whether the calling thread has the lock. */
bool tenon_thread_lock_is_held(const tenon_thread_lock *lock);

/* Takes the lock, which the thread does not have: TENON_OK, TENON_TIMED_OUT, TENON_TRUNCATED. */
tenon_status tenon_thread_lock_take(tenon_thread_lock *lock, tenon_wait_time *time);
void tenon_thread_lock_give(tenon_thread_lock *lock);

#endif
