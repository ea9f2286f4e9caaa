/* SPDX-License-Identifier: Apache-2.0 */
#include "layout_text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* A line without its end; its key is the first key_size bytes. */
typedef struct layout_line {
    const char *text;
    size_t size;
    size_t key_size;
} layout_line;

/* Long enough for every line of a real text; a longer one is shown cut. */
#define SHOWN_BYTES 400

/* Takes the next line from *position; false at the end. */
static bool next_line(const tenon_layout_side *side, size_t *position, layout_line *line) {
    if (*position >= side->text_size) {
        return false;
    }
    line->text = side->text + *position;
    size_t rest = side->text_size - *position;
    const char *end = memchr(line->text, '\n', rest);
    line->size = end != NULL ? (size_t)(end - line->text) : rest;
    const char *space = memchr(line->text, ' ', line->size);
    line->key_size = space != NULL ? (size_t)(space - line->text) : line->size;
    *position += line->size + 1;
    return true;
}

static bool find_key(const tenon_layout_side *side, const layout_line *key, layout_line *found) {
    for (size_t position = 0; next_line(side, &position, found);) {
        if (found->key_size == key->key_size &&
            memcmp(found->text, key->text, key->key_size) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_field(const layout_line *line) {
    static const char mark[] = " offset ";
    const size_t mark_size = sizeof mark - 1;
    for (size_t i = line->key_size; i + mark_size <= line->size; i++) {
        if (memcmp(line->text + i, mark, mark_size) == 0) {
            return true;
        }
    }
    return false;
}

/* Finds the first line of one side that the other lacks or, when both_ways is false, has with
 * another rest. Receives whether the other has the key, and its line. */
static bool find_difference(const tenon_layout_side *side, const tenon_layout_side *other,
                            bool fields, bool missing_only, layout_line *line,
                            layout_line *other_line, bool *other_has) {
    for (size_t position = 0; next_line(side, &position, line);) {
        if (line->size == 0 || is_field(line) != fields) {
            continue;
        }
        *other_has = find_key(other, line, other_line);
        bool same = *other_has && other_line->size == line->size &&
                    memcmp(other_line->text, line->text, line->size) == 0;
        if (!*other_has || (!same && !missing_only)) {
            return true;
        }
    }
    return false;
}

/* Prints size bytes of a text from shared memory; what is not printable ASCII becomes '?'. */
static void show(const char *text, size_t size, char shown[SHOWN_BYTES]) {
    size_t count = size < SHOWN_BYTES - 1 ? size : SHOWN_BYTES - 1;
    for (size_t i = 0; i < count; i++) {
        shown[i] = text[i] >= ' ' && text[i] <= '~' ? text[i] : '?';
    }
    shown[count] = '\0';
}

static void show_side(const layout_line *line, bool has, const layout_line *key,
                      char shown[SHOWN_BYTES]) {
    if (has) {
        show(line->text, line->size, shown);
    } else {
        shown[0] = 'n';
        shown[1] = 'o';
        shown[2] = ' ';
        size_t size = key->key_size < SHOWN_BYTES - 4 ? key->key_size : SHOWN_BYTES - 4;
        char name[SHOWN_BYTES];
        show(key->text, size, name);
        memcpy(shown + 3, name, size + 1);
    }
}

void tenon_layout_difference(const tenon_layout_side *region, const tenon_layout_side *program,
                             char *message, size_t message_size) {
    layout_line ours;
    layout_line theirs;
    bool we_have = false;
    bool they_have = false;
    bool found = false;
    for (int pass = 0; pass < 2 && !found; pass++) {
        bool fields = pass == 0;
        if (find_difference(program, region, fields, false, &ours, &theirs, &they_have)) {
            we_have = true;
            found = true;
        } else if (find_difference(region, program, fields, true, &theirs, &ours, &we_have)) {
            they_have = true;
            found = true;
        }
    }
    char shown_tool[SHOWN_BYTES];
    char shown_schema[SHOWN_BYTES];
    show(region->schema, strlen(region->schema), shown_schema);
    show(region->tool, strlen(region->tool), shown_tool);
    if (!found) {
        (void)snprintf(message, message_size,
                       "%s v%" PRIu32 " (built by %s) and this program (v%" PRIu32
                       ") have the same facts in another order or form",
                       shown_schema, region->contract_version, shown_tool,
                       program->contract_version);
        return;
    }
    char shown_theirs[SHOWN_BYTES];
    char shown_ours[SHOWN_BYTES];
    show_side(&theirs, they_have, &ours, shown_theirs);
    show_side(&ours, we_have, &theirs, shown_ours);
    (void)snprintf(message, message_size,
                   "%s v%" PRIu32 " (built by %s) has %s; this program (v%" PRIu32 ") has %s",
                   shown_schema, region->contract_version, shown_tool, shown_theirs,
                   program->contract_version, shown_ours);
}
