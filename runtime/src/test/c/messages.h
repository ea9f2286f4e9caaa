/* SPDX-License-Identifier: Apache-2.0 */
/* Messages that tell their generation and number and whose every byte can be checked. */
#ifndef TENON_TEST_MESSAGES_H
#define TENON_TEST_MESSAGES_H

#include "harness.h"

#define MESSAGE_ID 7

/* Claims and fills one message of sizeof(uint64_t) * 2 + extra bytes; waits for room. */
tenon_status message_claim(tenon_queue *queue, uint64_t generation, uint64_t number,
                           uint32_t extra, int64_t timeout_ns);

/* Messages that a reader has seen. */
typedef struct message_log {
    uint64_t generation;
    uint64_t next;  /* number expected next in this generation */
    uint64_t count; /* of all generations */
} message_log;

/* A handler, its context is a message_log: fails the test on a gap, a repetition, a message of an
 * earlier generation or a wrong byte. */
void message_receive(void *context, uint16_t message_id, uint16_t contract_version,
                     const void *payload, uint32_t size);

#endif
