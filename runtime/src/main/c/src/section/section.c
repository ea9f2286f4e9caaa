/* SPDX-License-Identifier: Apache-2.0 */
#include "section/section.h"

#include <inttypes.h>

#include "base/arithmetic.h"
#include "base/failure.h"

const tenon_section *tenon_section_at(const tenon_region *region, uint32_t index,
                                      const struct tenon_section_kind *kind) {
    const tenon_section_list *list = (const void *)region;
    return index < list->count && list->sections[index].kind == kind ? &list->sections[index]
                                                                     : NULL;
}

/* Asks the system as well: not every way to make a process changes the generation. */
tenon_status tenon_section_host_check(const tenon_section_host *host) {
    uint64_t opener = tenon_platform_process_id_of(host->identity);
    if (host->generation == tenon_platform_generation() &&
        opener == tenon_platform_process_id()) {
        return TENON_OK;
    }
    return tenon_fail(TENON_INVALID,
                      "%s was opened by process %" PRIu64 ", which forked this one: open it again "
                      "in the child",
                      host->path, opener);
}

tenon_status tenon_section_host_require_whole(const tenon_section_host *host) {
    return tenon_platform_require_size_named(host->path, &host->id, host->size);
}

uint64_t tenon_section_start_alignment(uint64_t alignment) {
    return tenon_larger(TENON_SECTION_ALIGNMENT, alignment);
}

bool tenon_section_starts_inside(const tenon_section_entry *entry, uint64_t own_alignment,
                                 uint64_t begin, uint64_t end) {
    uint64_t alignment =
        tenon_section_start_alignment(tenon_larger(entry->alignment, own_alignment));
    return entry->offset >= begin && entry->offset <= end && entry->offset % alignment == 0;
}

tenon_status tenon_section_no_memory(const struct tenon_section_kind *kind,
                                     const tenon_section_entry *entry) {
    return tenon_fail(TENON_SYSTEM, "no memory for %s '%s'", kind->name, entry->name);
}
