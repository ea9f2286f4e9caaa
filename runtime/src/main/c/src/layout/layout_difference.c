/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/layout_difference.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "layout/layout_history.h"
#include "base/printable.h"

/* Kind of a fact; kinds are reported in this order. */
enum {
    FIELD = 1, /* where a field lies: the cause of most other differences */
    SIZE = 2,  /* how large something is, which follows from fields and grows with the versions */
    OTHER = 4
};

/* A key, and what each side says of it. A line without text is none. */
typedef struct fact {
    tenon_layout_line program;
    tenon_layout_line region;
} fact;

/* The program's facts, with what the region says of each, and behind them the first of each kind
 * that only the region has: its text may be hostile, so work and memory follow from the program's.
 */
typedef struct comparison {
    fact *facts;
    size_t count;
    uint32_t *index; /* one more than a position in facts, by the hash of the key; 0 for none */
    size_t index_size;
    int foreign_kinds;
    bool evolves; /* the versions differ */
} comparison;

static bool contains(const tenon_layout_line *line, const char *part) {
    const size_t size = strlen(part);
    for (size_t i = line->key_size; i + size <= line->size; i++) {
        if (memcmp(line->text + i, part, size) == 0) {
            return true;
        }
    }
    return false;
}

static int kind_of(const tenon_layout_line *line) {
    return contains(line, " offset ") ? FIELD : contains(line, " size ") ? SIZE : OTHER;
}

/* Slot of a key in the index, or the free one where it belongs. */
static uint32_t *slot_of(const comparison *of, const tenon_layout_line *key) {
    /* FNV-1a, by Fowler, Noll and Vo. */
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < key->key_size; i++) {
        hash = (hash ^ (uint8_t)key->text[i]) * UINT64_C(1099511628211);
    }
    size_t slot = (size_t)hash & (of->index_size - 1);
    while (of->index[slot] != 0) {
        const tenon_layout_line *taken = &of->facts[of->index[slot] - 1].program;
        if (taken->key_size == key->key_size &&
            memcmp(taken->text, key->text, key->key_size) == 0) {
            break;
        }
        slot = (slot + 1) & (of->index_size - 1);
    }
    return &of->index[slot];
}

static bool next_fact(const tenon_layout_side *side, size_t *position, tenon_layout_line *line) {
    while (tenon_layout_next_line(side->text, side->text_size, position, line)) {
        if (line->key_size != 0 && !tenon_layout_is_history(line)) {
            return true;
        }
    }
    return false;
}

/* False when there is no memory. */
static bool read_program(const tenon_layout_side *program, comparison *of) {
    tenon_layout_line line;
    size_t lines = 0;
    for (size_t position = 0; next_fact(program, &position, &line);) {
        lines++;
    }
    of->index_size = 1;
    while (of->index_size < 2 * lines + 1) {
        of->index_size *= 2;
    }
    of->facts = calloc(lines + 3, sizeof *of->facts);
    of->index = calloc(of->index_size, sizeof *of->index);
    if (of->facts == NULL || of->index == NULL) {
        return false;
    }
    for (size_t position = 0; next_fact(program, &position, &line);) {
        uint32_t *slot = slot_of(of, &line);
        if (*slot == 0) {
            of->facts[of->count++].program = line;
            *slot = (uint32_t)of->count;
        }
    }
    return true;
}

static void read_region(const tenon_layout_side *region, comparison *of) {
    tenon_layout_line line;
    for (size_t position = 0; next_fact(region, &position, &line);) {
        uint32_t slot = *slot_of(of, &line);
        if (slot != 0) {
            if (of->facts[slot - 1].region.text == NULL) {
                of->facts[slot - 1].region = line;
            }
        } else if ((of->foreign_kinds & kind_of(&line)) == 0) {
            of->foreign_kinds |= kind_of(&line);
            of->facts[of->count++].region = line;
        }
    }
}

/* Whether a line is that of a section that carries messages. */
static bool is_carrier(const tenon_layout_line *line) {
    static const char *const marks[] = {" queue ", " broadcast ", " work "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = strlen(marks[i]);
        if (line->size >= line->key_size + size &&
            memcmp(line->text + line->key_size, marks[i], size) == 0) {
            return true;
        }
    }
    return false;
}

/* A newer version may have more messages in a section. */
static bool is_grown(const tenon_layout_line *older, const tenon_layout_line *newer) {
    return is_carrier(older) && newer->size > older->size &&
           memcmp(older->text, newer->text, older->size) == 0 && newer->text[older->size] == ' ';
}

/* Looks through the facts of one side, in their order, for the first of some kinds that the other
 * side lacks or, unless only those are meant, has otherwise. */
static const fact *find(const comparison *of, bool of_region, int kinds, bool lacking_only) {
    const fact *first = NULL;
    const tenon_layout_line *first_line = NULL;
    for (size_t i = 0; i < of->count; i++) {
        const fact *each = &of->facts[i];
        const tenon_layout_line *line = of_region ? &each->region : &each->program;
        const tenon_layout_line *other = of_region ? &each->program : &each->region;
        if (line->text == NULL || (kinds & kind_of(line)) == 0) {
            continue;
        }
        if (other->text != NULL &&
            (lacking_only ||
             (line->size == other->size && memcmp(line->text, other->text, line->size) == 0) ||
             (of->evolves && is_grown(line, other)))) {
            continue;
        }
        if (first == NULL || line->text < first_line->text) {
            first = each;
            first_line = line;
        }
    }
    return first;
}

static const fact *find_first(const comparison *of, bool region_is_older) {
    const bool older = region_is_older;
    const bool newer = !region_is_older;
    const fact *first = find(of, older, FIELD, false);
    if (!of->evolves) {
        first = first != NULL ? first : find(of, newer, FIELD, true);
        first = first != NULL ? first : find(of, older, SIZE | OTHER, false);
    } else {
        first = first != NULL ? first : find(of, older, OTHER, false);
        first = first != NULL ? first : find(of, newer, FIELD, true);
        first = first != NULL ? first : find(of, older, SIZE, false);
    }
    return first != NULL ? first : find(of, newer, SIZE | OTHER, true);
}

/* Prints a line, or that there is none of the other side's key. */
static void show_line(const tenon_layout_line *line, const tenon_layout_line *other,
                      char shown[TENON_PRINTABLE_ROOM]) {
    if (line->text != NULL) {
        tenon_printable(shown, line->text, line->size);
    } else {
        strcpy(shown, "no ");
        tenon_printable_append(shown, other->text, other->key_size);
    }
}

void tenon_layout_difference(const tenon_layout_side *region, const tenon_layout_side *program,
                             char *message, size_t message_size) {
    comparison of;
    memset(&of, 0, sizeof of);
    of.evolves = region->contract_version != program->contract_version;
    char schema[TENON_PRINTABLE_ROOM];
    char tool[TENON_PRINTABLE_ROOM];
    tenon_printable(schema, region->schema, strlen(region->schema));
    tenon_printable(tool, region->tool, strlen(region->tool));
    const fact *first = NULL;
    bool compared = read_program(program, &of);
    if (compared) {
        read_region(region, &of);
        first = find_first(&of, region->contract_version < program->contract_version);
    }
    if (first == NULL) {
        (void)snprintf(message, message_size,
                       "%s v%" PRIu32 " (built by %s) and this program (v%" PRIu32 ") %s", schema,
                       region->contract_version, tool, program->contract_version,
                       compared ? "have the same facts in another order, form or history"
                                : "have other layouts; there is no memory to compare them");
    } else {
        char theirs[TENON_PRINTABLE_ROOM];
        char ours[TENON_PRINTABLE_ROOM];
        show_line(&first->region, &first->program, theirs);
        show_line(&first->program, &first->region, ours);
        (void)snprintf(message, message_size,
                       "%s v%" PRIu32 " (built by %s) has %s; this program (v%" PRIu32 ") has %s",
                       schema, region->contract_version, tool, theirs, program->contract_version,
                       ours);
    }
    free(of.facts);
    free(of.index);
}
