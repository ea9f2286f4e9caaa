/* SPDX-License-Identifier: Apache-2.0 */
/* An open event. */
#ifndef TENON_SRC_SECTION_EVENT_SHARED_EVENT_H
#define TENON_SRC_SECTION_EVENT_SHARED_EVENT_H

#include <tenon/atomic.h>
#include <tenon/event.h>

#include "section/section.h"
#include "section/shared_waits.h"

struct tenon_event {
    const tenon_section_host *host;
    tenon_event_header *header;
    uint32_t *pulses; /* of each bit: how often it was given to all */
    tenon_shared_waits changes;
    uint32_t possible; /* bits */
    bool is_manual;    /* bits stay set */
    char section[TENON_NAME_BYTES];
};

#endif
