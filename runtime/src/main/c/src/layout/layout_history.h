/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Earlier versions in a canonical layout text:
 *
 *   tenon-layout 1
 *   schema market
 *   current 3
 *   compatible 1 (64 hexadecimal digits)
 *   compatible 2 (64 hexadecimal digits)
 *   region MarketFeed
 *   ...
 *
 * The layout is as it is since version 3; that of version 2 had the second hash and version 1 the
 * first. A text without these lines never changed.
 */
#ifndef TENON_SRC_LAYOUT_HISTORY_H
#define TENON_SRC_LAYOUT_HISTORY_H

#include <stdint.h>

#include <tenon_format/tenon_format.h>

#include "layout/layout_line.h"

/*
 * Finds the hash that a layout, whose text has the hash given, had at a version of its schema.
 * The form is checked strictly: false for a text of any other form, and when it does not tell.
 */
bool tenon_layout_hash_at(const char *text, size_t text_size,
                          const uint8_t hash[TENON_LAYOUT_HASH_BYTES], uint32_t version,
                          uint8_t found[TENON_LAYOUT_HASH_BYTES]);

/* Whether a line is part of a history, wherever it stands. A type may be named "current", but no
 * number follows its name. */
bool tenon_layout_is_history(const tenon_layout_line *line);

#endif
