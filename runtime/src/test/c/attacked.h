/* SPDX-License-Identifier: Apache-2.0 */
/* A queue whose bytes somebody else writes, too. */
#ifndef TENON_TEST_ATTACKED_H
#define TENON_TEST_ATTACKED_H

#include "harness.h"

/* A region and a third mapping of its bytes, as a hostile process has one. */
typedef struct attacked {
    tenon_region *producing;
    tenon_region *consuming;
    tenon_queue *out;
    tenon_queue *in;
    uint64_t capacity;
    uint8_t *bytes;
    size_t size;
    tenon_queue_header *header;
    uint8_t *ring;
    const uint8_t *out_ring; /* in the producer's mapping */
    const uint8_t *in_ring;  /* in the consumer's mapping */
} attacked;

void attacked_open(attacked *of, const char *path, uint64_t capacity, uint32_t alignment);
void attacked_close(attacked *of);

/* Nobody has a role, and there never was anything. */
void attacked_reset(attacked *of);

/* A handler with an attacked queue as its context: a message lies in the ring, whatever a record
 * says. */
void attacked_receive(void *context, uint16_t message_id, uint16_t contract_version,
                      const void *payload, uint32_t size);

/* Makes an access to bytes of a mapping end the process, or be possible again: of all pages that
 * are wholly within them, and with AddressSanitizer of each byte. */
void attacked_forbid(const uint8_t *begin, const uint8_t *end, bool forbidden);

/* The distance between two values that a word is set to: ThreadSanitizer sees races, for which a
 * sample does; AddressSanitizer and plain builds see every value. It has no common divisor with the
 * numbers of values. */
#define ATTACKED_STEP (HARNESS_CHECKS_RACES ? 7 : 1)

/* Maps all bytes of a file. */
uint8_t *attacked_map(const char *path, size_t *size);

#endif
