/* SPDX-License-Identifier: Apache-2.0 */
/* Compares two canonical layout texts: one fact a line, the first word of a line is its key. */
#ifndef TENON_SRC_LAYOUT_DIFFERENCE_H
#define TENON_SRC_LAYOUT_DIFFERENCE_H

#include <stddef.h>
#include <stdint.h>

/* One side of a comparison. The text need not be well formed. */
typedef struct tenon_layout_side {
    const char *schema;
    const char *tool;
    uint32_t contract_version;
    const char *text;
    size_t text_size;
} tenon_layout_side;

/*
 * Writes the first difference between the region's layout and the program's into message:
 * "market v2 (built by tenon 0.1.0) has Quote.flags QuoteFlags offset 18 size 2; this program (v1)
 * has Quote.flags QuoteFlags offset 17 size 2". The order is that of the older side's text, or of
 * the program's when both have the same version. A difference in a field goes before the
 * differences that follow from it, in the size of a struct or in a section; what only a newer side
 * has comes late, because it may have been added by right.
 */
void tenon_layout_difference(const tenon_layout_side *region, const tenon_layout_side *program,
                             char *message, size_t message_size);

#endif
