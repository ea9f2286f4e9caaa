/* SPDX-License-Identifier: Apache-2.0 */
/* The vectors of records: what a queue makes of the bytes that it finds, and writes itself. */
#include "section_vectors.h"

static tenon_queue *queue;
static tenon_queue_header *words;
static uint32_t alignment;

static void make_queue(const vector_step *step) {
    alignment = (uint32_t)vector_number(step, 1);
    section_make(&(tenon_section_descriptor){.name = "quotes",
                                             .kind = TENON_SECTION_KIND_QUEUE,
                                             .alignment = alignment,
                                             .size = vector_number(step, 0),
                                             .count = 1});
    queue = tenon_region_queue(section.region, 1);
    words = section.header;
}

/* record POSITION ID VERSION SIZE [HEX] */
static void write_record(const vector_step *step) {
    uint8_t *record = section.data + (vector_number(step, 0) & (section.capacity - 1));
    tenon_record_header header = {(uint32_t)vector_number(step, 3),
                                  (uint16_t)vector_number(step, 1),
                                  (uint16_t)vector_number(step, 2)};
    memcpy(record, &header, sizeof header);
    section_write_hex(step->words[4],
                      record + (alignment > sizeof header ? alignment : sizeof header));
}

static void set_producer(const vector_step *step) {
    words->producer.position = vector_number(step, 0);
}

static void set_consumer(const vector_step *step) {
    words->consumer.position = vector_number(step, 0);
}

static void say_positions(const vector_step *step) {
    (void)step;
    vector_say("positions %" PRIu64 " %" PRIu64, words->producer.position,
               words->consumer.position);
}

static void say_record(const vector_step *step) {
    tenon_record_header header;
    memcpy(&header, section.data + (vector_number(step, 0) & (section.capacity - 1)),
           sizeof header);
    vector_say("record %u %u %" PRIu32, (unsigned)header.message_id,
               (unsigned)header.contract_version, header.size);
}

static void refuse_size(const char *where, const char *message, uint64_t needed, uint64_t size) {
    tenon_queue_refuse_size(queue, where, message, needed, size);
}

static void refuse_elements(const char *where, const char *list, uint64_t count, uint64_t capacity,
                            uint64_t room) {
    tenon_queue_refuse_elements(queue, where, list, count, capacity, room);
}

static void on_record(void *context, uint16_t message_id, uint16_t version, const void *payload,
                      uint32_t size) {
    static const section_kind kind = {"Feed.quotes", refuse_size, refuse_elements};
    (void)context;
    section_receive(&kind, message_id, version, payload, size);
}

static void poll(const vector_step *step) {
    uint32_t limit = (uint32_t)vector_number(step, 0);
    section_say_count(tenon_queue_poll(queue, on_record, NULL, limit));
}

static void take(const vector_step *step) {
    section_say_count(tenon_queue_take(queue, on_record, NULL, (uint32_t)vector_number(step, 0),
                                       (int64_t)vector_number(step, 1) * 1000000));
}

static void leave(const vector_step *step) {
    (void)step;
    vector_say_status(tenon_queue_leave_consumer(queue));
}

static void leave_producer(const vector_step *step) {
    (void)step;
    tenon_queue_leave_producer(queue);
}

static const section_word named_words[] = {
    {"waiting", offsetof(tenon_queue_header, space) + offsetof(tenon_wait_words, waiting)},
    {"producer-owner", offsetof(tenon_queue_header, producer.role.owner)},
    {"consumer-owner", offsetof(tenon_queue_header, consumer.role.owner)},
    {NULL, 0}};

/* claim ID VERSION SIZE */
static void claim(const vector_step *step) {
    void *payload = NULL;
    tenon_status status = tenon_queue_claim(queue, (uint16_t)vector_number(step, 0),
                                            (uint16_t)vector_number(step, 1),
                                            (uint32_t)vector_number(step, 2), &payload);
    section_say_claim(status, payload, section.own_data);
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
    section_say_claim(status, payload, section.own_data);
    if (status == TENON_OK) {
        vector_say("%" PRIu32 " in steps of %" PRIu32, claimed, stride);
    }
}

/* claim-wait ID VERSION SIZE MILLISECONDS */
static void claim_wait(const vector_step *step) {
    void *payload = NULL;
    tenon_status status = tenon_queue_claim_wait(
        queue, (uint16_t)vector_number(step, 0), (uint16_t)vector_number(step, 1),
        (uint32_t)vector_number(step, 2), (int64_t)vector_number(step, 3) * 1000000, &payload);
    section_say_claim_wait(status, payload, section.own_data);
}

static void peek(const vector_step *step) {
    (void)step;
    section_say_count(tenon_queue_peek(queue, on_record, NULL));
}

static void skip(const vector_step *step) {
    (void)step;
    section_say_count(tenon_queue_skip_to_newest(queue));
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

static const vector_verb verbs[] = {{"queue", make_queue},
                                    {"record", write_record},
                                    {"producer", set_producer},
                                    {"consumer", set_consumer},
                                    {"positions", say_positions},
                                    {"read", say_record},
                                    {"poll", poll},
                                    {"take", take},
                                    {"peek", peek},
                                    {"skip", skip},
                                    {"leave", leave},
                                    {"leave-producer", leave_producer},
                                    {"claim", claim},
                                    {"claim-many", claim_many},
                                    {"claim-wait", claim_wait},
                                    {"trim", trim},
                                    {"publish", publish},
                                    {"cancel", cancel},
                                    {"statistics", say_statistics},
                                    {NULL, NULL}};

static void records(void) { section_walk("records.txt", named_words, verbs); }

const harness_test harness_tests[] = {{"records", records}, {NULL, NULL}};
const harness_role harness_roles[] = {{NULL, NULL}};
