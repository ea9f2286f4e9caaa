/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of a layout text, which need not be well formed. */
#ifndef TENON_SRC_LAYOUT_LINE_H
#define TENON_SRC_LAYOUT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* A line without its end; its key is what precedes the first space. */
typedef struct tenon_layout_line {
    const char *text;
    size_t size;
    size_t key_size;
    bool is_ended; /* by LF, not by the end of the text */
} tenon_layout_line;

/* Takes the line at *position and moves behind it; false at the end of the text. */
static inline bool tenon_layout_next_line(const char *text, size_t text_size, size_t *position,
                                          tenon_layout_line *line) {
    if (*position >= text_size) {
        return false;
    }
    line->text = text + *position;
    size_t rest = text_size - *position;
    const char *end = memchr(line->text, '\n', rest);
    line->is_ended = end != NULL;
    line->size = end != NULL ? (size_t)(end - line->text) : rest;
    const char *space = memchr(line->text, ' ', line->size);
    line->key_size = space != NULL ? (size_t)(space - line->text) : line->size;
    *position += line->size + 1;
    return true;
}

/* Whether the first word is key and a second one follows. */
static inline bool tenon_layout_has_key(const tenon_layout_line *line, const char *key) {
    size_t size = strlen(key);
    return line->key_size == size && line->size > size + 1 && memcmp(line->text, key, size) == 0;
}

#endif
