/* SPDX-License-Identifier: Apache-2.0 */
/* Layout of the parts of a region. Only creation computes offsets; attaching reads and checks. */
#ifndef TENON_SRC_SECTION_TABLE_H
#define TENON_SRC_SECTION_TABLE_H

#include <tenon/region.h>

/* Whether a descriptor can be made into a region at all. */
tenon_status tenon_descriptor_check(const tenon_region_descriptor *descriptor);

/* Computes the table of a new region and the header's sizes and offsets. The descriptor has been
 * checked; entries has room for its sections. */
tenon_status tenon_section_table_plan(const tenon_region_descriptor *descriptor,
                                      tenon_region_header *header, tenon_section_entry *entries);

/* Checks the table of an existing region, whose header has been checked, against what this
 * program expects; TENON_CORRUPT names the entry and the member. */
tenon_status tenon_section_table_check(const tenon_region_descriptor *descriptor,
                                       const tenon_region_header *header,
                                       const tenon_section_entry *entries, const char *path);

#endif
