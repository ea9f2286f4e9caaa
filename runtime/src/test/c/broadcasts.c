/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "broadcasts.h"

#include <tenon/atomic.h>

enum { STATUS = 0, BROADCAST = 1 };

/* Lives as long as regions that were opened with it. */
typedef struct broadcast_type {
    tenon_region_descriptor descriptor;
    tenon_section_descriptor sections[2];
    char text[256];
} broadcast_type;

static const tenon_region_descriptor *type_of(uint64_t capacity) {
    static broadcast_type types[8];
    broadcast_type *type = types;
    while (type->descriptor.schema != NULL && type->sections[BROADCAST].size != capacity) {
        type++;
        CHECK(type < types + sizeof types / sizeof *types);
    }
    if (type->descriptor.schema != NULL) {
        return &type->descriptor;
    }
    type->sections[STATUS] = (tenon_section_descriptor){
        .name = "status", .kind = TENON_SECTION_KIND_STRUCT, .alignment = 8, .size = 48};
    type->sections[BROADCAST] = (tenon_section_descriptor){.name = "news",
                                                           .kind = TENON_SECTION_KIND_BROADCAST,
                                                           .alignment = TENON_BROADCAST_ALIGNMENT,
                                                           .size = capacity};
    snprintf(type->text, sizeof type->text,
             "tenon-layout 1\nschema market\nregion News\nNews.news broadcast capacity %" PRIu64
             "\n",
             capacity);
    type->descriptor = (tenon_region_descriptor){.schema = "market",
                                                 .region = "News",
                                                 .tool = "test",
                                                 .contract_version = 1,
                                                 .section_count = 2,
                                                 .sections = type->sections,
                                                 .layout_text = type->text,
                                                 .layout_text_size = strlen(type->text)};
    test_layout_hash(type->text, type->descriptor.layout_hash);
    return &type->descriptor;
}

broadcast_side broadcast_open_with(const char *path, uint64_t capacity,
                                   const tenon_region_options *options) {
    broadcast_side side;
    CHECK_STATUS(tenon_region_open_or_create(type_of(capacity), path, options, &side.region),
                 TENON_OK);
    side.broadcast = tenon_region_broadcast(side.region, BROADCAST);
    side.status = tenon_region_struct(side.region, STATUS);
    CHECK(side.broadcast != NULL && side.status != NULL);
    return side;
}

broadcast_side broadcast_open(const char *path, uint64_t capacity) {
    return broadcast_open_with(path, capacity, &in_file);
}

void broadcast_close(broadcast_side *side) {
    CHECK_STATUS(tenon_region_close(side->region), TENON_OK);
}

tenon_broadcast_header *broadcast_map(const char *path) {
    uint8_t *bytes = test_map_region(path);
    return (void *)(bytes + test_entry(bytes, BROADCAST)->offset);
}

uint32_t broadcast_size(uint64_t number, uint64_t capacity) {
    uint64_t largest = capacity / 5;
    return (uint32_t)(8 + number * 37 % (largest > 8 ? largest - 8 : 1));
}

/* Bytes 8 and on of the message of a number. */
static uint8_t byte_of(uint64_t number, uint32_t index) {
    return (uint8_t)(number * 31 + index * 7);
}

tenon_status broadcast_claim(tenon_broadcast *broadcast, uint64_t number, uint32_t size) {
    void *payload;
    tenon_status status =
        tenon_broadcast_claim(broadcast, BROADCAST_MESSAGE_ID, 1, size, &payload);
    if (status == TENON_OK) {
        uint8_t *bytes = payload;
        memcpy(bytes, &number, sizeof number);
        for (uint32_t i = sizeof number; i < size; i++) {
            bytes[i] = byte_of(number, i);
        }
    }
    return status;
}

void broadcast_publish(tenon_broadcast *broadcast, uint64_t first, uint64_t count,
                       uint64_t at_a_time) {
    uint64_t capacity = tenon_broadcast_capacity(broadcast);
    uint64_t claimed = 0;
    for (uint64_t number = first; number < first + count; number++) {
        tenon_status status =
            broadcast_claim(broadcast, number, broadcast_size(number, capacity));
        if (status == TENON_FULL) {
            tenon_broadcast_publish(broadcast);
            claimed = 0;
            status = broadcast_claim(broadcast, number, broadcast_size(number, capacity));
        }
        CHECK_STATUS(status, TENON_OK);
        if (++claimed == at_a_time) {
            tenon_broadcast_publish(broadcast);
            claimed = 0;
        }
    }
    tenon_broadcast_publish(broadcast);
}

void broadcast_receive(void *context, uint16_t message_id, uint16_t contract_version,
                       const void *payload, uint32_t size) {
    broadcast_log *log = context;
    const uint8_t *bytes = payload;
    uint64_t number;
    CHECK_EQUAL(message_id, BROADCAST_MESSAGE_ID);
    CHECK_EQUAL(contract_version, 1);
    CHECK(size >= sizeof number);
    memcpy(&number, bytes, sizeof number);
    for (uint32_t i = sizeof number; i < size; i++) {
        if (bytes[i] != byte_of(number, i)) {
            harness_fail(__FILE__, __LINE__, "byte %u of message %" PRIu64 " is another's", i,
                         number);
        }
    }
    CHECK(number > log->last);
    log->first = log->count == 0 ? number : log->first;
    log->last = number;
    log->count++;
}

void broadcast_check_exact(const broadcast_log *log, const tenon_broadcast_consumer *consumer,
                           uint64_t expected, uint64_t skipped) {
    uint64_t missed = tenon_broadcast_missed(consumer);
    if (log->count + missed + skipped != log->last + 1 - expected) {
        harness_fail(__FILE__, __LINE__,
                     "%" PRIu64 " messages were given, %" PRIu64 " missed and %" PRIu64
                     " skipped, of those from %" PRIu64 " to %" PRIu64,
                     log->count, missed, skipped, expected, log->last);
    }
}
