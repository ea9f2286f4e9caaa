/* SPDX-License-Identifier: Apache-2.0 */
/* An open semaphore. */
#ifndef TENON_SRC_SECTION_SEMAPHORE_SHARED_SEMAPHORE_H
#define TENON_SRC_SECTION_SEMAPHORE_SHARED_SEMAPHORE_H

#include <tenon/atomic.h>
#include <tenon/semaphore.h>

#include "section/section.h"
#include "section/shared_waits.h"

struct tenon_semaphore {
    const tenon_section_host *host;
    tenon_semaphore_header *header;
    uint64_t *owners; /* of each permit: the attachment that has it, zero for none */
    uint32_t permits;
    tenon_shared_waits changes;
    char section[TENON_NAME_BYTES];
};

#endif
