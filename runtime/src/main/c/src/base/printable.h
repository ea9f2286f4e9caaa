/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that another program wrote, made fit for a message. */
#ifndef TENON_SRC_BASE_PRINTABLE_H
#define TENON_SRC_BASE_PRINTABLE_H

#include <stddef.h>

#include <tenon_format/tenon_format.h>

/* Room for TENON_MAX_SHOWN_BYTES, the mark of what is cut, and NUL. */
#define TENON_PRINTABLE_ROOM (TENON_MAX_SHOWN_BYTES + sizeof "...")

/* Appends a text in UTF-8 to shown. Control characters become '?', and so does each byte that is
 * not part of a character. What goes beyond the room is cut before a character, and marked. */
void tenon_printable_append(char shown[TENON_PRINTABLE_ROOM], const char *text, size_t size);

/* The same, to an empty one. */
void tenon_printable(char shown[TENON_PRINTABLE_ROOM], const char *text, size_t size);

#endif
