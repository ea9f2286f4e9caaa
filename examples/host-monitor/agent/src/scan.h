/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Reading the text of /proc: lines, words and numbers, without copying and without allocation. */
#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A stretch of text that is being read from the left. It needs no terminator. */
struct scan {
    const char *at;
    const char *end;
};

/** Starts at the beginning of a text. */
struct scan scan_of(const char *text, size_t length);

/**
 * Takes the next line, without its end. A last line that has no end is not taken: the text was
 * longer than its buffer, and half a number is worse than none.
 */
bool scan_line(struct scan *text, struct scan *line);

/** Takes these characters, when they come next. */
bool scan_literal(struct scan *text, const char *literal);

/** Takes everything before the last occurrence of a character, and that character. */
bool scan_until_last(struct scan *text, char last, struct scan *before);

/** Skips blanks, then takes a decimal number. False when there is none or it passes 64 bits. */
bool scan_number(struct scan *text, uint64_t *number);

/** Skips blanks. */
void scan_blanks(struct scan *text);

#endif
