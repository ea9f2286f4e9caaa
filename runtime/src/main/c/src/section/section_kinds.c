/* SPDX-License-Identifier: Apache-2.0 */
/* The table of the kinds. */
#include "section/section.h"

const struct tenon_section_kind *tenon_section_kind_of(uint32_t number) {
    /* Without a default: the compiler names a kind of the format that is missing here. */
    switch ((enum tenon_section_kind_value)number) {
        case TENON_SECTION_KIND_STRUCT:
            return &tenon_struct_section;
        case TENON_SECTION_KIND_QUEUE:
            return &tenon_queue_section;
        case TENON_SECTION_KIND_LATEST:
            return &tenon_latest_section;
        case TENON_SECTION_KIND_BROADCAST:
            return &tenon_broadcast_section;
        case TENON_SECTION_KIND_WORK:
            return &tenon_work_section;
        case TENON_SECTION_KIND_EVENT:
            return &tenon_event_section;
        case TENON_SECTION_KIND_MUTEX:
            return &tenon_mutex_section;
        case TENON_SECTION_KIND_SEMAPHORE:
            return &tenon_semaphore_section;
    }
    return NULL;
}
