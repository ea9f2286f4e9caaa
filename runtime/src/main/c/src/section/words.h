/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes that one process stores while others load them: as relaxed words of eight bytes, so that it
 * is no data race. What was loaded is used when it was found whole. */
#ifndef TENON_SRC_SECTION_WORDS_H
#define TENON_SRC_SECTION_WORDS_H

#include <string.h>

#include <tenon/atomic.h>

static inline void tenon_words_load(uint8_t *bytes, const uint64_t *words, uint64_t size) {
    uint64_t word;
    uint64_t whole = size / sizeof word;
    for (uint64_t i = 0; i < whole; i++) {
        word = tenon_load_relaxed_u64(&words[i]);
        memcpy(bytes + i * sizeof word, &word, sizeof word);
    }
    if (size % sizeof word != 0) {
        word = tenon_load_relaxed_u64(&words[whole]);
        memcpy(bytes + whole * sizeof word, &word, size % sizeof word);
    }
}

/* The last word is filled up with zeros. */
static inline void tenon_words_store(uint64_t *words, const uint8_t *bytes, uint64_t size) {
    uint64_t word;
    uint64_t whole = size / sizeof word;
    for (uint64_t i = 0; i < whole; i++) {
        memcpy(&word, bytes + i * sizeof word, sizeof word);
        tenon_store_relaxed_u64(&words[i], word);
    }
    if (size % sizeof word != 0) {
        word = 0;
        memcpy(&word, bytes + whole * sizeof word, size % sizeof word);
        tenon_store_relaxed_u64(&words[whole], word);
    }
}

#endif
