/* SPDX-License-Identifier: Apache-2.0 */
/* An open region in this process. */
#ifndef TENON_SRC_REGION_SHARED_REGION_H
#define TENON_SRC_REGION_SHARED_REGION_H

#include <stdbool.h>

#include <tenon/region.h>

#include "platform/platform.h"
#include "region/region_options.h"
#include "section/section.h"

/* Nothing but what the sections hold changes after opening. */
struct tenon_region {
    tenon_section_list list; /* first, see there */
    tenon_section_host host;
    uint32_t contract_version;
    const tenon_region_descriptor *descriptor; /* of this program; the region may lack its last
                                                  sections, or have more behind them */
    bool persistent;
    char *path;
};

/* A region that is mapped, and whose header and section table were checked or made here. */
typedef struct tenon_region_mapping {
    tenon_platform_file_id id;
    void *base;
    uint64_t identity;                  /* of this process */
    const tenon_region_header *header;  /* the checked copy */
    const tenon_section_entry *entries; /* the checked copy */
} tenon_region_mapping;

/* Makes the handle of a mapped region, in which this process has a slot, with the sections that
 * both the region and the descriptor have. The mapping belongs to it from then on; when it fails it
 * still belongs to the caller. */
tenon_status tenon_region_open(const tenon_region_descriptor *descriptor,
                               const tenon_region_mapping *mapping, uint32_t slot,
                               const tenon_region_settings *settings, tenon_region **region);

/* Frees the handle only, not the mapping. */
void tenon_region_free(tenon_region *region);

/* The header in shared memory. */
static inline tenon_region_header *tenon_region_shared_header(void *base) { return base; }

#endif
