/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "latest_regions.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "regions.h"

static tenon_section_descriptor latest_section(const char *name, uint64_t value_size,
                                               uint32_t since) {
    return (tenon_section_descriptor){name,
                                      TENON_SECTION_KIND_LATEST,
                                      TENON_LATEST_ALIGNMENT,
                                      TENON_LATEST_BYTES(value_size),
                                      NULL,
                                      since, 1, 0};
}

/* ---- Layout texts ---- */

typedef struct text_writer {
    char *text;
    size_t room;
    size_t size;
} text_writer;

__attribute__((format(printf, 2, 3))) static void add(text_writer *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(to->text + to->size, to->room - to->size, format, arguments);
    va_end(arguments);
    CHECK(size >= 0 && (size_t)size < to->room - to->size);
    to->size += (size_t)size;
}

static void set_descriptor(tenon_region_descriptor *descriptor, uint32_t version,
                           const tenon_section_descriptor *sections, uint32_t count,
                           const char *text) {
    descriptor->schema = "vehicle";
    descriptor->region = "Vehicle";
    descriptor->tool = "tenon 0.1.0";
    descriptor->contract_version = version;
    descriptor->section_count = count;
    descriptor->sections = sections;
    descriptor->layout_text = text;
    descriptor->layout_text_size = strlen(text);
    test_layout_hash(text, descriptor->layout_hash);
}

void latest_region_type_init(latest_region_type *type, uint64_t frame_size) {
    memset(type, 0, sizeof *type);
    type->frame_size = frame_size;
    type->sections[LATEST_STATUS] = (tenon_section_descriptor){
        "status", TENON_SECTION_KIND_STRUCT, 8, sizeof(latest_status), NULL, 0, 1, 0};
    type->sections[LATEST_POSITION] = latest_section("position", POSITION_SIZE, 0);
    type->sections[LATEST_ANSWER] = latest_section("answer", POSITION_SIZE, 0);
    type->sections[LATEST_FRAME] = latest_section("frame", frame_size, 0);
    text_writer out = {type->layout_text, sizeof type->layout_text, 0};
    add(&out, "tenon-layout 1\nschema vehicle\nregion Vehicle\n");
    add(&out, "Vehicle.status struct Status size %d align 8\n", (int)sizeof(latest_status));
    add(&out, "Vehicle.position latest of Position\nVehicle.answer latest of Position\n");
    add(&out, "Vehicle.frame latest of Frame\n");
    add(&out, "Position struct size %d align 8\n", POSITION_SIZE);
    add(&out, "Frame struct size %" PRIu64 " align 1\n", frame_size);
    set_descriptor(&type->descriptor, LATEST_CONTRACT, type->sections, 4, type->layout_text);
}

/* ---- Regions whose value has grown ---- */

/* The last version that changed the layout. */
#define LAST_CHANGE 3u

static uint32_t change_of(uint32_t version) {
    return version < LAST_CHANGE ? version : LAST_CHANGE;
}

uint32_t latest_version_size(uint32_t version) {
    static const uint32_t sizes[] = {40, 56, 104};
    return sizes[change_of(version) - 1];
}

static void write_text(char *text, size_t room, uint32_t current) {
    text_writer out = {text, room, 0};
    add(&out, "tenon-layout 1\nschema vehicle\n");
    if (current > 1) {
        add(&out, "current %d\n", (int)current);
    }
    for (uint32_t earlier = 1; earlier < current; earlier++) {
        char earlier_text[2048];
        uint8_t hash[32];
        write_text(earlier_text, sizeof earlier_text, earlier);
        test_layout_hash(earlier_text, hash);
        add(&out, "compatible %d ", (int)earlier);
        for (size_t i = 0; i < sizeof hash; i++) {
            add(&out, "%02x", (unsigned)hash[i]);
        }
        add(&out, "\n");
    }
    add(&out, "region Vehicle\nVehicle.status struct Status size 8 align 8\n");
    add(&out, "Vehicle.position latest of Position\n");
    if (current >= 2) {
        add(&out, "Vehicle.goal latest of Goal\nGoal struct size 8 align 8\n");
    }
    add(&out, "Position struct size %d align 8\n", (int)latest_version_size(current));
    for (uint32_t offset = 0; offset < latest_version_size(current); offset += 8) {
        add(&out, "Position.word%d u64 offset %d size 8\n", (int)offset / 8, (int)offset);
    }
}

void latest_version_init(latest_version *type, uint32_t version) {
    memset(type, 0, sizeof *type);
    write_text(type->layout_text, sizeof type->layout_text, change_of(version));
    type->sections[GROWN_STATUS] =
        (tenon_section_descriptor){"status", TENON_SECTION_KIND_STRUCT, 8, 8, NULL, 0, 1, 0};
    type->sections[GROWN_POSITION] = latest_section("position", latest_version_size(version), 0);
    type->sections[GROWN_GOAL] = latest_section("goal", 8, 2);
    set_descriptor(&type->descriptor, version, type->sections, version < 2 ? 2 : 3,
                   type->layout_text);
    type->descriptor.section_sizes = type->sizes;
    for (uint32_t since = 1; since <= change_of(version) && version > 1; since++) {
        type->sizes[type->descriptor.section_size_count++] = (tenon_section_size){
            GROWN_POSITION, since, TENON_LATEST_BYTES(latest_version_size(since))};
    }
}

/* ---- Attachments ---- */

latest_side latest_open_with(const char *path, const latest_region_type *type,
                             const tenon_region_options *options) {
    latest_side side;
    CHECK_STATUS(tenon_region_open_or_create(&type->descriptor, path, options, &side.region),
                 TENON_OK);
    side.base = test_base_of(side.region, path);
    side.status = tenon_region_struct(side.region, LATEST_STATUS);
    side.position = tenon_region_latest(side.region, LATEST_POSITION);
    side.answer = tenon_region_latest(side.region, LATEST_ANSWER);
    side.frame = tenon_region_latest(side.region, LATEST_FRAME);
    side.frame_size = type->frame_size;
    CHECK(side.status != NULL && side.position != NULL && side.answer != NULL &&
          side.frame != NULL);
    return side;
}

latest_side latest_open(const char *path) {
    latest_region_type type;
    latest_region_type_init(&type, FRAME_SIZE);
    return latest_open_with(path, &type, &in_file);
}

void latest_close(latest_side *side) {
    CHECK_STATUS(tenon_region_close(side->region), TENON_OK);
}

latest_typed latest_in(const latest_side *side, uint32_t section) {
    switch (section) {
        case LATEST_POSITION:
            return (latest_typed){side->position, section, POSITION_SIZE};
        case LATEST_ANSWER:
            return (latest_typed){side->answer, section, POSITION_SIZE};
        default:
            return (latest_typed){side->frame, section, side->frame_size};
    }
}

tenon_latest_header *latest_header_of(const latest_side *side, uint32_t section) {
    return (void *)(side->base + test_entry(side->base, section)->offset);
}

tenon_latest_slot *latest_slot_of(const latest_side *side, uint32_t section, uint64_t number) {
    const tenon_section_entry *entry = test_entry(side->base, section);
    uint64_t stride = entry->size / TENON_LATEST_SLOTS;
    return (void *)(side->base + entry->data_offset + number % TENON_LATEST_SLOTS * stride);
}

uint64_t latest_waiting(const latest_side *side, uint32_t section) {
    return tenon_load_acquire_u64(&latest_header_of(side, section)->arrivals.waiting);
}

void latest_await_waiting(const latest_side *side, uint32_t section) {
    while (latest_waiting(side, section) == 0) {
        usleep(100);
    }
}

/* ---- Values ---- */

/* Odd, so that no two words of a value are alike. */
#define STEP UINT64_C(0x9E3779B97F4A7C15)

static uint64_t word_of(uint64_t mark, size_t at) { return mark + at / sizeof(uint64_t) * STEP; }

void latest_fill(void *value, size_t size, uint64_t mark) {
    uint8_t *bytes = value;
    for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
        uint64_t word = word_of(mark, at);
        memcpy(bytes + at, &word, size - at < sizeof word ? size - at : sizeof word);
    }
}

uint64_t latest_check(const void *value, size_t size) {
    const uint8_t *bytes = value;
    uint64_t mark;
    CHECK(size >= sizeof mark);
    memcpy(&mark, bytes, sizeof mark);
    for (size_t at = sizeof mark; at < size; at += sizeof mark) {
        uint64_t expected = word_of(mark, at);
        size_t length = size - at < sizeof expected ? size - at : sizeof expected;
        if (memcmp(bytes + at, &expected, length) != 0) {
            uint64_t found = 0;
            memcpy(&found, bytes + at, length);
            harness_fail(__FILE__, __LINE__,
                         "a value of %zu bytes is torn: the word at 0 is of value %" PRIu64
                         " of writer %" PRIu64 ", the one at %zu of value %" PRIu64,
                         size, latest_number_of(mark), latest_writer_of(mark), at,
                         latest_number_of(found - (expected - mark)));
        }
    }
    return mark;
}

uint64_t latest_publish_next(tenon_latest *latest, size_t size, uint64_t writer) {
    uint8_t value[TENON_MAX_LATEST_BYTES];
    /* First, because a number that a live writer is about to use is not known yet. */
    CHECK_STATUS(tenon_latest_write(latest), TENON_OK);
    uint64_t number = tenon_latest_published(latest) + 1;
    latest_fill(value, size, latest_mark(writer, number));
    CHECK_STATUS(tenon_latest_publish(latest, LATEST_CONTRACT, value, size), TENON_OK);
    return number;
}

static tenon_status checked(tenon_status status, const tenon_latest_reader *reader,
                            uint32_t version, const void *value, size_t size, uint64_t *mark) {
    if (status == TENON_OK) {
        CHECK_EQUAL(version, LATEST_CONTRACT);
        *mark = latest_check(value, size);
        CHECK_EQUAL(latest_number_of(*mark), reader->number);
    }
    return status;
}

tenon_status latest_read_mark(tenon_latest *latest, tenon_latest_reader *reader, size_t size,
                              uint64_t *mark) {
    uint8_t value[TENON_MAX_LATEST_BYTES];
    uint32_t version = LATEST_CONTRACT;
    tenon_status status = tenon_latest_read(latest, reader, &version, value, size);
    return checked(status, reader, version, value, size, mark);
}

tenon_status latest_take_mark(tenon_latest *latest, tenon_latest_reader *reader,
                              int64_t timeout_ns, size_t size, uint64_t *mark) {
    uint8_t value[TENON_MAX_LATEST_BYTES];
    uint32_t version = LATEST_CONTRACT;
    tenon_status status =
        tenon_latest_take(latest, reader, timeout_ns, &version, value, size);
    return checked(status, reader, version, value, size, mark);
}
