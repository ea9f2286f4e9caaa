/* SPDX-License-Identifier: Apache-2.0 */
/* The vectors of broadcasts: consumers, producers and the words that they find. */
#include <stddef.h>

#include "section_vectors.h"

static tenon_broadcast *broadcast;
static tenon_broadcast_consumer *consumer; /* the one that joined last */
static const void *memory; /* private memory for claims */

static const section_word words[] = {
    {"published", offsetof(tenon_broadcast_header, published)},
    {"messages", offsetof(tenon_broadcast_header, messages)},
    {"owner", offsetof(tenon_broadcast_header, producer.owner)},
    {"reached", offsetof(tenon_broadcast_header, reached)},
    {"marks", offsetof(tenon_broadcast_header, marks)},
    {NULL, 0}};

/* broadcast CAPACITY */
static void make_broadcast(const vector_step *step) {
    section_make(&(tenon_section_descriptor){.name = "news",
                                             .kind = TENON_SECTION_KIND_BROADCAST,
                                             .alignment = TENON_BROADCAST_ALIGNMENT,
                                             .size = vector_number(step, 0),
                                             .count = 1});
    broadcast = tenon_region_broadcast(section.region, 1);
    consumer = NULL;
    memory = NULL;
}

static uint8_t *record_at(uint64_t position) {
    return section.data + (position & (section.capacity - 1));
}

/* record POSITION ID VERSION SIZE NUMBER [HEX] */
static void write_record(const vector_step *step) {
    tenon_broadcast_record record = {{(uint32_t)vector_number(step, 3),
                                      (uint16_t)vector_number(step, 1),
                                      (uint16_t)vector_number(step, 2)},
                                     vector_number(step, 4)};
    uint8_t *at = record_at(vector_number(step, 0));
    memcpy(at, &record, sizeof record);
    section_write_hex(step->words[5], at + sizeof record);
}

/* padding POSITION VERSION SIZE: a header alone */
static void write_padding(const vector_step *step) {
    tenon_record_header header = {(uint32_t)vector_number(step, 2), TENON_PADDING_MESSAGE_ID,
                                  (uint16_t)vector_number(step, 1)};
    memcpy(record_at(vector_number(step, 0)), &header, sizeof header);
}

static void say_record(const vector_step *step) {
    tenon_broadcast_record record;
    memcpy(&record, record_at(vector_number(step, 0)), sizeof record);
    vector_say("record %u %u %" PRIu32 " %" PRIu64, (unsigned)record.header.message_id,
               (unsigned)record.header.contract_version, record.header.size, record.sequence);
}

static void join(const vector_step *step) {
    tenon_broadcast_consumer *joined;
    tenon_status status = tenon_broadcast_join(broadcast, vector_number(step, 0), &joined);
    consumer = joined != NULL ? joined : consumer;
    vector_say_status(status);
}

static void leave(const vector_step *step) {
    (void)step;
    vector_say_status(tenon_broadcast_leave(consumer));
}

static void refuse_size(const char *where, const char *message, uint64_t needed, uint64_t size) {
    tenon_broadcast_refuse_size(consumer, where, message, needed, size);
}

static void refuse_elements(const char *where, const char *list, uint64_t count, uint64_t capacity,
                            uint64_t room) {
    tenon_broadcast_refuse_elements(consumer, where, list, count, capacity, room);
}

static void on_record(void *context, uint16_t message_id, uint16_t version, const void *payload,
                      uint32_t size) {
    static const section_kind kind = {"Feed.news", refuse_size, refuse_elements};
    (void)context;
    section_receive(&kind, message_id, version, payload, size);
}

static void poll(const vector_step *step) {
    uint32_t limit = (uint32_t)vector_number(step, 0);
    section_say_count(tenon_broadcast_poll(consumer, on_record, NULL, limit));
}

/* take LIMIT MILLISECONDS */
static void take(const vector_step *step) {
    section_say_count(tenon_broadcast_take(consumer, on_record, NULL,
                                           (uint32_t)vector_number(step, 0),
                                           (int64_t)vector_number(step, 1) * 1000000));
}

static void skip(const vector_step *step) {
    (void)step;
    section_say_count(tenon_broadcast_skip_to_newest(consumer));
}

static void say_missed(const vector_step *step) {
    (void)step;
    vector_say("missed %" PRIu64, tenon_broadcast_missed(consumer));
}

static void say_statistics(const vector_step *step) {
    static const char *const states[] = {[TENON_PEER_STATE_NEVER_JOINED] = "never joined",
                                         [TENON_PEER_STATE_PRESENT] = "present",
                                         [TENON_PEER_STATE_LEFT] = "left"};
    (void)step;
    vector_say("published %" PRIu64 " producer %s", tenon_broadcast_published(broadcast),
               states[tenon_broadcast_producer_state(broadcast)]);
}

static tenon_status try_claim(uint16_t message_id, uint16_t version, uint32_t size,
                              void **payload) {
    tenon_status status = tenon_broadcast_claim(broadcast, message_id, version, size, payload);
    /* The first one has nothing before it. */
    memory = status == TENON_OK && memory == NULL ? *payload : memory;
    return status;
}

static void publish_all(void) { tenon_broadcast_publish(broadcast); }

static void claim(const vector_step *step) {
    void *payload = NULL;
    tenon_status status = section_claim_and_fill(step, try_claim, &payload);
    section_say_claim(status, payload, memory);
}

static void send(const vector_step *step) { section_send(step, try_claim, publish_all); }

static void trim(const vector_step *step) {
    vector_say_status(tenon_broadcast_trim(broadcast, (uint32_t)vector_number(step, 0)));
}

static void publish(const vector_step *step) {
    (void)step;
    publish_all();
}

static void cancel(const vector_step *step) {
    (void)step;
    tenon_broadcast_cancel(broadcast);
}

static void leave_producer(const vector_step *step) {
    (void)step;
    tenon_broadcast_leave_producer(broadcast);
}

static const vector_verb verbs[] = {{"broadcast", make_broadcast},
                                    {"record", write_record},
                                    {"padding", write_padding},
                                    {"read", say_record},
                                    {"join", join},
                                    {"leave", leave},
                                    {"poll", poll},
                                    {"take", take},
                                    {"skip", skip},
                                    {"missed", say_missed},
                                    {"statistics", say_statistics},
                                    {"claim", claim},
                                    {"send", send},
                                    {"trim", trim},
                                    {"publish", publish},
                                    {"cancel", cancel},
                                    {"leave-producer", leave_producer},
                                    {NULL, NULL}};

static void broadcasts(void) { section_walk("broadcasts.txt", words, verbs); }

const harness_test harness_tests[] = {{"broadcasts", broadcasts}, {NULL, NULL}};
const harness_role harness_roles[] = {{NULL, NULL}};
