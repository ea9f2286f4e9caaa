/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/layout_history.h"

#define VERSION_DIGITS 5
#define HASH_DIGITS ((size_t)2 * TENON_LAYOUT_HASH_BYTES)

static const char current_key[] = "current";
static const char compatible_key[] = "compatible";

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool tenon_layout_is_history(const tenon_layout_line *line) {
    return (tenon_layout_has_key(line, current_key) ||
            tenon_layout_has_key(line, compatible_key)) &&
           is_digit(line->text[line->key_size + 1]);
}

/* A version in its only spelling; zero for anything else. */
static uint32_t read_version(const char *text, size_t size) {
    if (size < 1 || size > VERSION_DIGITS || text[0] == '0') {
        return 0;
    }
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++) {
        if (!is_digit(text[i])) {
            return 0;
        }
        value = 10 * value + (uint32_t)(text[i] - '0');
    }
    return value <= TENON_MAX_CONTRACT_VERSION ? value : 0;
}

/* The value of a lower-case hexadecimal digit; 16 for anything else. */
static uint8_t read_digit(char c) {
    return is_digit(c) ? (uint8_t)(c - '0') : c >= 'a' && c <= 'f' ? (uint8_t)(c - 'a' + 10) : 16;
}

static bool read_hash(const char *text, uint8_t hash[TENON_LAYOUT_HASH_BYTES]) {
    for (size_t i = 0; i < TENON_LAYOUT_HASH_BYTES; i++) {
        uint8_t high = read_digit(text[2 * i]);
        uint8_t low = read_digit(text[2 * i + 1]);
        if (high > 15 || low > 15) {
            return false;
        }
        hash[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

/* Reads "compatible VERSION HASH"; zero when it is anything else. */
static uint32_t read_compatible(const tenon_layout_line *line,
                                uint8_t hash[TENON_LAYOUT_HASH_BYTES]) {
    size_t start = line->key_size + 1;
    if (line->size < start + 1 + 1 + HASH_DIGITS) {
        return 0;
    }
    size_t blank = line->size - HASH_DIGITS - 1;
    if (line->text[blank] != ' ' || !read_hash(line->text + blank + 1, hash)) {
        return 0;
    }
    return read_version(line->text + start, blank - start);
}

/* The text's lines, one after the other. */
typedef struct reader {
    const char *text;
    size_t text_size;
    size_t position;
    tenon_layout_line line;
} reader;

/* Goes to the next complete line; at the end the present one is empty. */
static bool next(reader *of) {
    if (tenon_layout_next_line(of->text, of->text_size, &of->position, &of->line) &&
        of->line.is_ended) {
        return true;
    }
    of->line = (tenon_layout_line){of->text, 0, 0, false};
    return false;
}

/* Reads the history from its first line on. Receives whether it tells the hash at version. */
static bool read_history(reader *of, uint32_t version, uint8_t found[TENON_LAYOUT_HASH_BYTES],
                         bool *tells) {
    size_t start = of->line.key_size + 1;
    uint32_t current = read_version(of->line.text + start, of->line.size - start);
    uint32_t last = 0;
    *tells = version >= current;
    while (next(of) && tenon_layout_has_key(&of->line, compatible_key)) {
        uint8_t hash[TENON_LAYOUT_HASH_BYTES];
        uint32_t since = read_compatible(&of->line, hash);
        if (since <= last || since >= current) {
            return false;
        }
        if (since <= version && version < current) {
            memcpy(found, hash, sizeof hash);
            *tells = true;
        }
        last = since;
    }
    return last != 0;
}

bool tenon_layout_hash_at(const char *text, size_t text_size,
                          const uint8_t hash[TENON_LAYOUT_HASH_BYTES], uint32_t version,
                          uint8_t found[TENON_LAYOUT_HASH_BYTES]) {
    static const char first_line[] = "tenon-layout 1";
    reader of = {text, text_size, 0, {text, 0, 0, false}};
    if (!next(&of) || of.line.size != sizeof first_line - 1 ||
        memcmp(of.line.text, first_line, of.line.size) != 0) {
        return false;
    }
    if (!next(&of) || !tenon_layout_has_key(&of.line, "schema") || !next(&of)) {
        return false;
    }
    bool tells = true;
    memcpy(found, hash, TENON_LAYOUT_HASH_BYTES);
    if (tenon_layout_has_key(&of.line, current_key) && !read_history(&of, version, found, &tells)) {
        return false;
    }
    if (!tells || !tenon_layout_has_key(&of.line, "region")) {
        return false;
    }
    while (next(&of)) {
        if (tenon_layout_is_history(&of.line)) {
            return false;
        }
    }
    return text[text_size - 1] == '\n';
}
