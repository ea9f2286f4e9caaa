/* SPDX-License-Identifier: Apache-2.0 */
/* Headers of records, which are written and read as one word: what is checked is what is used. */
#ifndef TENON_SRC_SECTION_RECORD_H
#define TENON_SRC_SECTION_RECORD_H

#include <string.h>

#include <tenon_format/tenon_format.h>

#include "base/failure.h"

static inline tenon_record_header tenon_ring_header_of(uint64_t word) {
    tenon_record_header header;
    memcpy(&header, &word, sizeof header);
    return header;
}

static inline uint64_t tenon_ring_word_of(tenon_record_header header) {
    uint64_t word;
    memcpy(&word, &header, sizeof word);
    return word;
}

/* The header of the record that fills the rest of a ring. */
static inline uint64_t tenon_ring_padding(uint64_t rest) {
    return tenon_ring_word_of(
        (tenon_record_header){(uint32_t)(rest - sizeof(tenon_record_header)),
                              TENON_PADDING_MESSAGE_ID, TENON_PADDING_CONTRACT_VERSION});
}

/* TENON_CORRUPT for a message whose record is too short; arguments as those of
 * tenon_queue_refuse_size(). */
TENON_COLD tenon_status tenon_record_refuse_size(const char *where, const char *message,
                                                 uint64_t needed, uint64_t size);

/* TENON_CORRUPT for a list that counts elements that were not sent; arguments as those of
 * tenon_queue_refuse_elements(). */
TENON_COLD tenon_status tenon_record_refuse_elements(const char *where, const char *list,
                                                     uint64_t count, uint64_t capacity,
                                                     uint64_t room);

#endif
