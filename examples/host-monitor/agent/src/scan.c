/* SPDX-License-Identifier: Apache-2.0 */
#include "scan.h"

#include <string.h>

struct scan scan_of(const char *text, size_t length)
{
    return (struct scan){.at = text, .end = text + length};
}

bool scan_line(struct scan *text, struct scan *line)
{
    const char *end = memchr(text->at, '\n', (size_t)(text->end - text->at));
    if (end == NULL) {
        return false;
    }
    *line = (struct scan){.at = text->at, .end = end};
    text->at = end + 1;
    return true;
}

bool scan_literal(struct scan *text, const char *literal)
{
    const size_t length = strlen(literal);
    if ((size_t)(text->end - text->at) < length || memcmp(text->at, literal, length) != 0) {
        return false;
    }
    text->at += length;
    return true;
}

bool scan_until_last(struct scan *text, char last, struct scan *before)
{
    for (const char *found = text->end; found > text->at; found--) {
        if (found[-1] == last) {
            *before = (struct scan){.at = text->at, .end = found - 1};
            text->at = found;
            return true;
        }
    }
    return false;
}

bool scan_number(struct scan *text, uint64_t *number)
{
    scan_blanks(text);
    const char *at = text->at;
    uint64_t value = 0;
    for (; at < text->end && *at >= '0' && *at <= '9'; at++) {
        const uint64_t digit = (uint64_t)(*at - '0');
        if (value > (UINT64_MAX - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    if (at == text->at) {
        return false;
    }
    text->at = at;
    *number = value;
    return true;
}

void scan_blanks(struct scan *text)
{
    while (text->at < text->end && (*text->at == ' ' || *text->at == '\t')) {
        text->at++;
    }
}
