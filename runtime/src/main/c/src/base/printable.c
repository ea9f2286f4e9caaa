/* SPDX-License-Identifier: Apache-2.0 */
#include "base/printable.h"

#include <stdint.h>
#include <string.h>

/* Bytes of the character that begins a text; zero when none does. From "Well-Formed UTF-8 Byte
 * Sequences", table 3-7 of the Unicode standard. */
static size_t character_size(const uint8_t *text, size_t size) {
    uint8_t first = text[0];
    uint8_t least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    uint8_t most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    size_t length = first < 0x80                    ? 1
                    : first >= 0xC2 && first < 0xE0 ? 2
                    : first >= 0xE0 && first < 0xF0 ? 3
                    : first >= 0xF0 && first < 0xF5 ? 4
                                                    : 0;
    if (length > size || (length > 1 && (text[1] < least || text[1] > most))) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if (text[i] < 0x80 || text[i] > 0xBF) {
            return 0;
        }
    }
    return length;
}

/* U+0000 to U+001F, U+007F to U+009F. */
static int is_control(const uint8_t *text, size_t length) {
    return length == 1 ? text[0] < ' ' || text[0] == 0x7F
                       : length == 2 && text[0] == 0xC2 && text[1] < 0xA0;
}

void tenon_printable_append(char shown[TENON_PRINTABLE_ROOM], const char *text, size_t size) {
    size_t used = strlen(shown);
    size_t length;
    for (size_t i = 0; i < size; i += length != 0 ? length : 1) {
        const uint8_t *next = (const uint8_t *)text + i;
        length = character_size(next, size - i);
        int hidden = length == 0 || is_control(next, length);
        size_t needed = hidden ? 1 : length;
        if (needed > TENON_MAX_SHOWN_BYTES - used) {
            memcpy(shown + used, "...", sizeof "...");
            return;
        }
        memcpy(shown + used, hidden ? "?" : (const char *)next, needed);
        used += needed;
    }
    shown[used] = '\0';
}

void tenon_printable(char shown[TENON_PRINTABLE_ROOM], const char *text, size_t size) {
    shown[0] = '\0';
    tenon_printable_append(shown, text, size);
}
