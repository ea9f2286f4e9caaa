/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An open latest value, and where its slots lie.
 *
 * Value n lies in slot n modulo TENON_LATEST_SLOTS, behind a sequence: 2n - 1 while it is written,
 * 2n when it is whole. The number of the newest is stored after that, so a reader is led to a whole
 * value; the writer overwrites it only by the next but one, and then the sequence tells.
 */
#ifndef TENON_SRC_SECTION_LATEST_SHARED_LATEST_H
#define TENON_SRC_SECTION_LATEST_SHARED_LATEST_H

#include <tenon/atomic.h>
#include <tenon/latest.h>

#include "section/role.h"
#include "section/shared_waits.h"

struct tenon_latest {
    const tenon_section_host *host;
    tenon_latest_header *header;
    uint8_t *slots;
    uint64_t stride; /* bytes from one slot to the next */
    tenon_shared_waits arrivals;
    char section[TENON_NAME_BYTES];
    /* Of the writer. */
    uint64_t published; /* number of the newest value */
    uint32_t held_in;   /* the generation of the process that has the role, zero for none */
    bool is_fenced;     /* by whoever is about to sleep: publishing needs no fence */
};

static inline tenon_latest_slot *tenon_latest_slot_of(const tenon_latest *latest,
                                                      uint64_t number) {
    return (void *)(latest->slots + number % TENON_LATEST_SLOTS * latest->stride);
}

/* The value in a slot. */
static inline uint64_t *tenon_latest_words(tenon_latest_slot *slot) { return (void *)(slot + 1); }

/* Bytes of a value that have room in a slot. */
static inline uint64_t tenon_latest_room(const tenon_latest *latest) {
    return latest->stride - sizeof(tenon_latest_slot);
}

static inline tenon_section_label tenon_latest_label(const tenon_latest *latest) {
    return (tenon_section_label){latest->host, "latest", latest->section};
}

#endif
