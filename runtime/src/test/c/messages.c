/* SPDX-License-Identifier: Apache-2.0 */
#include "messages.h"

tenon_status message_claim(tenon_queue *queue, uint64_t generation, uint64_t number,
                           uint32_t extra, int64_t timeout_ns) {
    void *payload;
    uint32_t size = (uint32_t)(2 * sizeof(uint64_t)) + extra;
    tenon_status status =
        tenon_queue_claim_wait(queue, MESSAGE_ID, 1, size, timeout_ns, &payload);
    if (status == TENON_OK) {
        uint8_t *bytes = payload;
        memcpy(bytes, &generation, sizeof generation);
        memcpy(bytes + sizeof generation, &number, sizeof number);
        for (uint32_t i = 0; i < extra; i++) {
            bytes[2 * sizeof(uint64_t) + i] = (uint8_t)(generation + number + i);
        }
    }
    return status;
}

void message_receive(void *context, uint16_t message_id, uint16_t contract_version,
                     const void *payload, uint32_t size) {
    message_log *log = context;
    const uint8_t *bytes = payload;
    uint64_t generation;
    uint64_t number;
    CHECK_EQUAL(message_id, MESSAGE_ID);
    CHECK_EQUAL(contract_version, 1);
    CHECK(size >= sizeof generation + sizeof number);
    memcpy(&generation, bytes, sizeof generation);
    memcpy(&number, bytes + sizeof generation, sizeof number);
    if (generation != log->generation) {
        CHECK(generation > log->generation);
        log->generation = generation;
        log->next = 0;
    }
    CHECK_EQUAL(number, log->next);
    for (uint32_t i = 0; i + 2 * sizeof(uint64_t) < size; i++) {
        CHECK_EQUAL(bytes[2 * sizeof(uint64_t) + i], (uint8_t)(generation + number + i));
    }
    log->next++;
    log->count++;
}
