/* SPDX-License-Identifier: Apache-2.0 */
/* An open mutex. */
#ifndef TENON_SRC_SECTION_MUTEX_SHARED_MUTEX_H
#define TENON_SRC_SECTION_MUTEX_SHARED_MUTEX_H

#include <tenon/atomic.h>
#include <tenon/mutex.h>

#include "section/mutex/thread_lock.h"
#include "section/section.h"

struct tenon_mutex {
    const tenon_section_host *host;
    tenon_mutex_header *header;
    tenon_mutex_ticket *tickets; /* one for each slot of a participant */
    tenon_shared_waits changes;
    bool is_recursive;
    bool is_fair;
    char section[TENON_NAME_BYTES];
    tenon_thread_lock threads;
    uint32_t depth; /* locks that the thread has which holds it */
};

/* Leaves the mutex, if this handle holds it, to be found as that of an owner that has gone. */
void tenon_mutex_abandon(tenon_mutex *mutex);

#endif
