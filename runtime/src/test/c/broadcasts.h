/* SPDX-License-Identifier: Apache-2.0 */
/* A region with a broadcast, and messages in it that tell their number in every byte. */
#ifndef TENON_TEST_BROADCASTS_H
#define TENON_TEST_BROADCASTS_H

#include "harness.h"
#include "regions.h"

/* A region with a struct and a broadcast. */
typedef struct broadcast_side {
    tenon_region *region;
    tenon_broadcast *broadcast;
    uint64_t *status; /* six words of the struct */
} broadcast_side;

/* Opens or creates the region of this path. */
broadcast_side broadcast_open(const char *path, uint64_t capacity);
/* With these options. */
broadcast_side broadcast_open_with(const char *path, uint64_t capacity,
                                   const tenon_region_options *options);
void broadcast_close(broadcast_side *side);

/* The header of the broadcast in the region of this file, mapped until the process ends; the ring
 * lies behind it. */
tenon_broadcast_header *broadcast_map(const char *path);

enum { BROADCAST_MESSAGE_ID = 7 };

/* Bytes of the message of this number: varied, so that records lie everywhere; never larger than a
 * fifth of the ring. */
uint32_t broadcast_size(uint64_t number, uint64_t capacity);

/* Claims the message of this number, with bytes that follow from it. */
tenon_status broadcast_claim(tenon_broadcast *broadcast, uint64_t number, uint32_t size);

/* Publishes the messages of these numbers, as many at a time as one likes, from first on. */
void broadcast_publish(tenon_broadcast *broadcast, uint64_t first, uint64_t count,
                       uint64_t at_a_time);

/* Messages that a consumer was given. Each is checked: every byte is that of its number, and
 * numbers ascend. */
typedef struct broadcast_log {
    uint64_t first; /* number of the first message, 0 before any */
    uint64_t last;
    uint64_t count;
} broadcast_log;

void broadcast_receive(void *context, uint16_t message_id, uint16_t contract_version,
                       const void *payload, uint32_t size);

/* Nothing was lost or given twice: all up to the last message from the one that is expected were
 * given, missed or skipped. */
void broadcast_check_exact(const broadcast_log *log, const tenon_broadcast_consumer *consumer,
                           uint64_t expected, uint64_t skipped);

#endif
