/* SPDX-License-Identifier: Apache-2.0 */
/* The vectors of records: what a queue makes of the bytes that it finds, and writes itself. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "regions.h"
#include "vectors.h"

/* The messages of the vectors: one of a fixed size, one that ends with a list. */
#define QUOTE_ID 1
#define QUOTE_BYTES 16
#define BOOK_ID 2
#define BOOK_COUNT_OFFSET 4
#define BOOK_LIST_OFFSET 8
#define BOOK_CAPACITY 3

static tenon_region *region;
static tenon_queue *queue;
static uint8_t *bytes; /* the region, mapped a second time, as anybody else would see it */
static size_t bytes_size;
static tenon_queue_header *words;
static uint8_t *ring;
static const uint8_t *own_ring; /* the same in the runtime's mapping */
static uint64_t capacity;
static uint32_t alignment;
static char handler_step[16]; /* what the next handler does */

static void begin(void) {
    region = NULL;
    handler_step[0] = '\0';
}

static void end(void) {
    CHECK(region != NULL);
    munmap(bytes, bytes_size);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

static void make_queue(const vector_step *step) {
    static const char layout[] = "tenon-layout 1\nschema market\nregion Feed\n";
    capacity = vector_number(step, 0);
    alignment = (uint32_t)vector_number(step, 1);
    static tenon_section_descriptor sections[] = {
        {"status", TENON_SECTION_KIND_STRUCT, 8, 64, NULL, 0, 1, 0},
        {"quotes", TENON_SECTION_KIND_QUEUE, 0, 0, NULL, 0, 1, 0}};
    sections[1].alignment = alignment;
    sections[1].size = capacity;
    static const tenon_region_descriptor descriptor = {.schema = "market",
                                                       .region = "Feed",
                                                       .tool = "tenon 0.1.0",
                                                       .contract_version = 1,
                                                       .section_count = 2,
                                                       .sections = sections,
                                                       .layout_text = layout,
                                                       .layout_text_size =sizeof layout - 1};
    CHECK_STATUS(tenon_region_create(&descriptor, vector_path(), &in_file, &region), TENON_OK);
    queue = tenon_region_queue(region, 1);
    int file = open(vector_path(), O_RDWR | O_CLOEXEC);
    struct stat status;
    CHECK(file >= 0 && fstat(file, &status) == 0);
    bytes_size = (size_t)status.st_size;
    bytes = mmap(NULL, bytes_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    CHECK(bytes != MAP_FAILED);
    close(file);
    const tenon_region_header *header = (const void *)bytes;
    const tenon_section_entry *entries = (const void *)(bytes + header->section_table_offset);
    words = (void *)(bytes + entries[1].offset);
    ring = bytes + entries[1].data_offset;
    own_ring = (const uint8_t *)tenon_region_struct(region, 0) - entries[0].data_offset +
               entries[1].data_offset;
}

/* record POSITION ID VERSION SIZE [HEX] */
static void write_record(const vector_step *step) {
    uint64_t index = vector_number(step, 0) & (capacity - 1);
    tenon_record_header header = {(uint32_t)vector_number(step, 3),
                                  (uint16_t)vector_number(step, 1),
                                  (uint16_t)vector_number(step, 2)};
    memcpy(ring + index, &header, sizeof header);
    uint64_t start = alignment > sizeof header ? alignment : sizeof header;
    const char *hex = step->words[4];
    for (size_t i = 0; hex[2 * i] != '\0'; i++) {
        const char digits[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
        ring[index + start + i] = (uint8_t)strtoul(digits, NULL, 16);
    }
}

static void set_producer(const vector_step *step) {
    words->producer.position = vector_number(step, 0);
}

static void set_consumer(const vector_step *step) {
    words->consumer.position = vector_number(step, 0);
}

/* Whoever has these slots sleeps until there is room. */
static void set_waiting(const vector_step *step) {
    words->space.waiting = vector_number(step, 0);
}

static void set_owner(const vector_step *step) {
    words->producer.role.owner = vector_number(step, 0);
}

static void say_owners(const vector_step *step) {
    (void)step;
    vector_say("owners %" PRIu64 " %" PRIu64, words->producer.role.owner,
               words->consumer.role.owner);
}

static void say_positions(const vector_step *step) {
    (void)step;
    vector_say("positions %" PRIu64 " %" PRIu64, words->producer.position,
               words->consumer.position);
}

static void say_record(const vector_step *step) {
    tenon_record_header header;
    memcpy(&header, ring + (vector_number(step, 0) & (capacity - 1)), sizeof header);
    vector_say("record %u %u %" PRIu32, (unsigned)header.message_id,
               (unsigned)header.contract_version, header.size);
}

static void set_handler(const vector_step *step) {
    snprintf(handler_step, sizeof handler_step, "%s", step->words[0]);
}

static void on_record(void *context, uint16_t message_id, uint16_t version, const void *payload,
                      uint32_t size);

static void act_in_handler(void) {
    char step[sizeof handler_step];
    memcpy(step, handler_step, sizeof step);
    handler_step[0] = '\0';
    if (strcmp(step, "poll") == 0) {
        vector_say_status((tenon_status)tenon_queue_poll(queue, on_record, NULL, 1));
    } else if (strcmp(step, "take") == 0) {
        vector_say_status((tenon_status)tenon_queue_take(queue, on_record, NULL, 1, 0));
    } else if (strcmp(step, "leave") == 0) {
        vector_say_status(tenon_queue_leave_consumer(queue));
    } else if (strcmp(step, "close") == 0) {
        vector_say_status(tenon_region_close(region));
    } else if (step[0] != '\0') {
        vector_fail("no step '%s' for a handler", step);
    }
}

/* As generated code does, then says the event. */
static void on_record(void *context, uint16_t message_id, uint16_t version, const void *payload,
                      uint32_t size) {
    (void)context;
    if (message_id == QUOTE_ID && size < QUOTE_BYTES) {
        tenon_queue_refuse_size(queue, "Feed.quotes", "Quote", QUOTE_BYTES, size);
        return;
    }
    if (message_id == BOOK_ID) {
        uint32_t count;
        if (size < BOOK_LIST_OFFSET) {
            tenon_queue_refuse_size(queue, "Feed.quotes", "Book", BOOK_LIST_OFFSET, size);
            return;
        }
        memcpy(&count, (const char *)payload + BOOK_COUNT_OFFSET, sizeof count);
        uint32_t room = (size - BOOK_LIST_OFFSET) / (uint32_t)sizeof(uint32_t);
        if (count > BOOK_CAPACITY || count > room) {
            tenon_queue_refuse_elements(queue, "Feed.quotes", "Book.bids", count, BOOK_CAPACITY,
                                        room);
            return;
        }
    }
    char hex[2 * 64 + 1] = "";
    for (uint32_t i = 0; i < size && i < 64; i++) {
        snprintf(hex + 2 * i, 3, "%02x", ((const uint8_t *)payload)[i]);
    }
    vector_say("event %u %u %" PRIu32 "%s%s", (unsigned)message_id, (unsigned)version, size,
               size != 0 ? " " : "", hex);
    act_in_handler();
}

static void say_count(int32_t count) {
    if (count >= 0) {
        vector_say("returns %" PRId32, count);
    } else {
        vector_say_status((tenon_status)count);
    }
}

static void poll(const vector_step *step) {
    say_count(tenon_queue_poll(queue, on_record, NULL, (uint32_t)vector_number(step, 0)));
}

static void take(const vector_step *step) {
    say_count(tenon_queue_take(queue, on_record, NULL, (uint32_t)vector_number(step, 0),
                               (int64_t)vector_number(step, 1) * 1000000));
}

static void say_claim(tenon_status status, const void *payload) {
    if (status != TENON_OK) {
        vector_say_status(status);
    } else {
        vector_say("claimed %td", (const uint8_t *)payload - own_ring);
    }
}

/* claim ID VERSION SIZE */
static void claim(const vector_step *step) {
    void *payload = NULL;
    tenon_status status = tenon_queue_claim(queue, (uint16_t)vector_number(step, 0),
                                            (uint16_t)vector_number(step, 1),
                                            (uint32_t)vector_number(step, 2), &payload);
    say_claim(status, payload);
}

/* claim-many ID VERSION SIZE COUNT */
static void claim_many(const vector_step *step) {
    void *payload = NULL;
    uint32_t stride = 0;
    uint32_t claimed = 0;
    tenon_status status = tenon_queue_claim_many(
        queue, (uint16_t)vector_number(step, 0), (uint16_t)vector_number(step, 1),
        (uint32_t)vector_number(step, 2), (uint32_t)vector_number(step, 3), &payload, &stride,
        &claimed);
    say_claim(status, payload);
    if (status == TENON_OK) {
        vector_say("%" PRIu32 " in steps of %" PRIu32, claimed, stride);
    }
}

static void peek(const vector_step *step) {
    (void)step;
    say_count(tenon_queue_peek(queue, on_record, NULL));
}

static void skip(const vector_step *step) {
    (void)step;
    say_count(tenon_queue_skip_to_newest(queue));
}

static void say_statistics(const vector_step *step) {
    (void)step;
    tenon_queue_statistics read;
    tenon_queue_read_statistics(queue, &read);
    vector_say("published %" PRIu64 " consumed %" PRIu64 " lag %" PRIu64 " in %" PRIu64
               " used %" PRIu64 " refused %" PRIu64,
               read.published, read.consumed, read.lag_messages, read.lag_bytes, read.used_bytes,
               read.refused_claims);
}

/* claim-wait ID VERSION SIZE MILLISECONDS */
static void claim_wait(const vector_step *step) {
    void *payload = NULL;
    tenon_status status = tenon_queue_claim_wait(
        queue, (uint16_t)vector_number(step, 0), (uint16_t)vector_number(step, 1),
        (uint32_t)vector_number(step, 2), (int64_t)vector_number(step, 3) * 1000000, &payload);
    if (status == TENON_FULL) {
        vector_say("refused %s", tenon_status_detail());
    } else {
        say_claim(status, payload);
    }
}

static void trim(const vector_step *step) {
    vector_say_status(tenon_queue_trim(queue, (uint32_t)vector_number(step, 0)));
}

static void publish(const vector_step *step) {
    (void)step;
    tenon_queue_publish(queue);
}

static void cancel(const vector_step *step) {
    (void)step;
    tenon_queue_cancel(queue);
}

static void leave(const vector_step *step) {
    (void)step;
    tenon_queue_leave_producer(queue);
}

static const vector_verb verbs[] = {{"queue", make_queue},     {"record", write_record},
                                    {"producer", set_producer}, {"consumer", set_consumer},
                                    {"positions", say_positions}, {"read", say_record},
                                    {"handler", set_handler},   {"poll", poll},
                                    {"take", take},             {"claim", claim},
                                    {"claim-wait", claim_wait}, {"trim", trim},
                                    {"claim-many", claim_many}, {"peek", peek},
                                    {"skip", skip}, {"statistics", say_statistics},
                                    {"publish", publish},       {"cancel", cancel},
                                    {"waiting", set_waiting},   {"owner", set_owner},
                                    {"owners", say_owners},     {"leave", leave},
                                    {NULL, NULL}};

static void records(void) { vectors_walk("records.txt", verbs, begin, end); }

const harness_test harness_tests[] = {{"records", records}, {NULL, NULL}};
const harness_role harness_roles[] = {{NULL, NULL}};
