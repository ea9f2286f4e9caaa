/* SPDX-License-Identifier: Apache-2.0 */
/* Walks over the records of a ring that its producer may overwrite at the same time. */
#include <inttypes.h>

#include "section/broadcast/shared_broadcast.h"

tenon_status tenon_broadcast_corrupt(const tenon_broadcast *broadcast, uint64_t position,
                                     uint64_t word, uint64_t sequence) {
    tenon_record_header header = tenon_ring_header_of(word);
    return tenon_fail(TENON_CORRUPT,
                      "broadcast '%s' of %s: the record at position %" PRIu64 " (index %" PRIu64
                      " of %" PRIu64 ") has message id %u, size %" PRIu32 " and number %" PRIu64,
                      broadcast->section, broadcast->host->path, position,
                      tenon_broadcast_index(broadcast, position), broadcast->capacity,
                      (unsigned)header.message_id, header.size, sequence);
}

tenon_status tenon_broadcast_read_published(const tenon_broadcast *broadcast,
                                            uint64_t *published) {
    /* Pairs with the release store in tenon_broadcast_publish(): the records below are there, and
     * so are the marks. */
    *published = tenon_load_acquire_u64(&broadcast->header->published);
    if (TENON_LIKELY(*published % TENON_RECORD_ALIGNMENT == 0)) {
        return TENON_OK;
    }
    return tenon_fail(TENON_CORRUPT, "broadcast '%s' of %s is corrupt: %" PRIu64
                      " bytes are published, no multiple of %u",
                      broadcast->section, broadcast->host->path, *published,
                      (unsigned)TENON_RECORD_ALIGNMENT);
}

tenon_status tenon_broadcast_walk(const tenon_broadcast *broadcast, uint64_t position,
                                  uint64_t published, uint64_t first, uint64_t *next,
                                  uint64_t *found, uint64_t *number) {
    bool has_found = false;
    *next = 0;
    while (position != published) {
        uint64_t index = tenon_broadcast_index(broadcast, position);
        uint64_t word = tenon_load_relaxed_u64(tenon_broadcast_word(broadcast, index));
        uint64_t stride = tenon_broadcast_stride_of(broadcast, position, word);
        bool is_message = tenon_ring_header_of(word).message_id != TENON_PADDING_MESSAGE_ID;
        uint64_t sequence = 0;
        if (stride != 0 && is_message) {
            sequence = tenon_load_relaxed_u64(
                tenon_broadcast_word(broadcast, index + sizeof(tenon_record_header)));
        }
        if (!tenon_broadcast_is_whole(broadcast, position)) {
            return TENON_AGAIN;
        }
        if (stride == 0 || stride > published - position ||
            (is_message && *next != 0 && sequence != *next)) {
            return tenon_broadcast_corrupt(broadcast, position, word, sequence);
        }
        if (is_message) {
            if (!has_found && (int64_t)(sequence - first) >= 0) {
                has_found = true;
                *found = position;
                *number = sequence;
            }
            *next = sequence + 1;
        }
        position += stride;
    }
    if (!has_found) {
        *found = published;
        *number = *next;
    }
    return *next != 0 ? TENON_OK : TENON_AGAIN;
}

tenon_status tenon_broadcast_next(const tenon_broadcast *broadcast, uint64_t published,
                                  uint64_t *next) {
    uint64_t mark;
    uint64_t found;
    uint64_t number;
    if (!tenon_broadcast_mark(broadcast, published, TENON_BROADCAST_WALK_MARKS, &mark)) {
        return TENON_AGAIN;
    }
    if (mark == published && published == 0) {
        *next = 1;
        return TENON_OK;
    }
    return tenon_broadcast_walk(broadcast, mark, published, 0, next, &found, &number);
}
