/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Common parts of the vectors of sections that hand over messages: a region with such a section,
 * its bytes as anybody else would see them, and messages that are checked as generated code does.
 * Message 1 is Quote, of 16 bytes; 2 is Book, which ends with a list: a count at 4, up to 3
 * elements of 4 bytes at 8. All others have no type.
 */
#ifndef TENON_TEST_SECTION_VECTORS_H
#define TENON_TEST_SECTION_VECTORS_H

#include "vectors.h"

/* Functions of a kind of section. */
typedef struct section_kind {
    const char *where; /* its name in messages */
    void (*refuse_size)(const char *where, const char *message, uint64_t needed, uint64_t size);
    void (*refuse_elements)(const char *where, const char *list, uint64_t count,
                            uint64_t capacity, uint64_t room);
} section_kind;

/* The region of the present case. */
typedef struct section_target {
    tenon_region *region;
    void *header;            /* of the section, mapped a second time */
    uint8_t *data;           /* the ring behind it */
    const uint8_t *own_data; /* the same in the runtime's mapping */
    uint64_t capacity;
} section_target;

extern section_target section;

/* A word of eight bytes: a place in the header by the name of its field. */
typedef struct section_word {
    const char *name;
    size_t offset;
} section_word;

/* Walks a file; the first step of each case makes the region. Tables end with an entry without a
 * name. All sections have these verbs, too:
 *
 *   word NAME VALUE  sets a word; with an index behind a point when there are several: marks.3
 *   say NAME         says it
 *   handler STEP     what the next handler does; or several steps as a text
 *   close            closes the region */
void section_walk(const char *file, const section_word *words, const vector_verb *verbs);

/* Makes the region, with a struct as section 0 and this one as section 1. */
void section_make(const tenon_section_descriptor *descriptor);

/* Writes bytes that a step has as hexadecimal digits. */
void section_write_hex(const char *hex, uint8_t *to);

/* Checks a message, says the event, and does what the handler shall do. */
void section_receive(const section_kind *kind, uint16_t message_id, uint16_t version,
                     const void *payload, uint32_t size);

/* Says what a call returned that counts messages. */
void section_say_count(int32_t count);

/* Claims a message of a section. */
typedef tenon_status (*section_claim)(uint16_t message_id, uint16_t version, uint32_t size,
                                      void **payload);

/* claim ID VERSION SIZE [HEX]: claims and fills, bytes that are not told are zero. Says
 * nothing. */
tenon_status section_claim_and_fill(const vector_step *step, section_claim claim, void **payload);

/* send ID VERSION SIZE COUNT: one after the other; each byte is the number within the step. */
void section_send(const vector_step *step, section_claim claim, void (*publish)(void));

/* Says where a message was claimed, from a base; or why it was not. */
void section_say_claim(tenon_status status, const void *payload, const void *base);

/* The same of a claim that waits: room that the own claims take is refused, with the reason. */
void section_say_claim_wait(tenon_status status, const void *payload, const void *base);

#endif
