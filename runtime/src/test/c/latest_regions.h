/* SPDX-License-Identifier: Apache-2.0 */
/* Regions with latest values for the tests, described as generated code would describe them, and
 * values that show when they are torn. */
#ifndef TENON_TEST_LATEST_REGIONS_H
#define TENON_TEST_LATEST_REGIONS_H

#include <stddef.h>

#include <tenon/tenon.h>

/* Sections of every such region. */
enum { LATEST_STATUS = 0, LATEST_POSITION = 1, LATEST_ANSWER = 2, LATEST_FRAME = 3 };

/* Bytes of a position and of an answer, and of a frame where nothing else is said: the odd number
 * lets its last word be a part of one. */
#define POSITION_SIZE 40
#define FRAME_SIZE    1003

/* Contract version of all but the regions that have grown. */
#define LATEST_CONTRACT 1u

/* The struct section, as the tests use it. */
typedef struct latest_status {
    uint64_t done; /* number that a victim has published, or a reader has read last */
    uint64_t count; /* values that all threads have seen */
    uint32_t turn;  /* values that they are to have seen */
    uint32_t over;
} latest_status;

typedef struct latest_region_type {
    tenon_region_descriptor descriptor;
    tenon_section_descriptor sections[4];
    uint64_t frame_size;
    char layout_text[1024];
} latest_region_type;

/* A struct, two latest values of POSITION_SIZE and one of that many bytes. */
void latest_region_type_init(latest_region_type *type, uint64_t frame_size);

/* ---- Regions whose value has grown ---- */

enum { GROWN_STATUS = 0, GROWN_POSITION = 1, GROWN_GOAL = 2 };

/* Version 2 appends to the value what the slots of version 1 have no room for, and another latest
 * value to the region; version 3 appends to the value what the slots of version 2 have room for;
 * version 4 changes nothing in it. */
#define LATEST_LAST_VERSION 4u

typedef struct latest_version {
    tenon_region_descriptor descriptor;
    tenon_section_descriptor sections[3];
    tenon_section_size sizes[3];
    char layout_text[2048];
} latest_version;

/* Describes the region as a program does that was generated from the schema at a version. */
void latest_version_init(latest_version *type, uint32_t version);

/* Bytes of the value at a version. */
uint32_t latest_version_size(uint32_t version);

/* ---- Attachments ---- */

/* An attachment of this process. */
typedef struct latest_side {
    tenon_region *region;
    uint8_t *base; /* of its own mapping */
    latest_status *status;
    tenon_latest *position;
    tenon_latest *answer;
    tenon_latest *frame;
    uint64_t frame_size;
} latest_side;

/* A latest value of an attachment, with the size of its type. */
typedef struct latest_typed {
    tenon_latest *latest;
    uint32_t section;
    size_t size;
} latest_typed;

/* Opens or creates a region in a file, with frames of FRAME_SIZE and no spinning. */
latest_side latest_open(const char *path);
latest_side latest_open_with(const char *path, const latest_region_type *type,
                             const tenon_region_options *options);
void latest_close(latest_side *side);

latest_typed latest_in(const latest_side *side, uint32_t section);

/* Control words and slots of a section, in the memory that is shared. */
tenon_latest_header *latest_header_of(const latest_side *side, uint32_t section);
tenon_latest_slot *latest_slot_of(const latest_side *side, uint32_t section, uint64_t number);

/* The bits of participants that wait for a newer value of a section. */
uint64_t latest_waiting(const latest_side *side, uint32_t section);

/* Waits until a participant of the region has announced a sleep there. */
void latest_await_waiting(const latest_side *side, uint32_t section);

/* ---- Values ---- */

/* Tells apart the values of all writers: who published it, and its number. */
#define LATEST_NUMBER_BITS 40
static inline uint64_t latest_mark(uint64_t writer, uint64_t number) {
    return writer << LATEST_NUMBER_BITS | number;
}
static inline uint64_t latest_number_of(uint64_t mark) {
    return mark & ((UINT64_C(1) << LATEST_NUMBER_BITS) - 1);
}
static inline uint64_t latest_writer_of(uint64_t mark) { return mark >> LATEST_NUMBER_BITS; }

/* Fills a value of 8 bytes or more, every word of which follows from the mark. */
void latest_fill(void *value, size_t size, uint64_t mark);

/* The mark of a value; ends the process if one of its words is another value's. */
uint64_t latest_check(const void *value, size_t size);

/* Publishes the next value of that writer; returns its number. */
uint64_t latest_publish_next(tenon_latest *latest, size_t size, uint64_t writer);

/* Reads or waits, and checks that the value is whole, and the one that the number says. */
tenon_status latest_read_mark(tenon_latest *latest, tenon_latest_reader *reader, size_t size,
                              uint64_t *mark);
tenon_status latest_take_mark(tenon_latest *latest, tenon_latest_reader *reader,
                              int64_t timeout_ns, size_t size, uint64_t *mark);

#endif
