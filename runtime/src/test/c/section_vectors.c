/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "section_vectors.h"

#include <sys/mman.h>

#include "attacked.h"
#include "regions.h"

#define QUOTE_ID 1
#define QUOTE_BYTES 16
#define BOOK_ID 2
#define BOOK_COUNT_OFFSET 4
#define BOOK_LIST_OFFSET 8
#define BOOK_CAPACITY 3
#define SHOWN_BYTES 64

section_target section;
static uint8_t *bytes; /* the region, mapped a second time, as anybody else would see it */
static size_t bytes_size;
static char handler_steps[512]; /* what the next handler does, a line each */

#define MOST_VERBS 40
/* Those that all sections have, and then those of the one that is walked. */
static vector_verb verbs_of_all[MOST_VERBS];
static const section_word *words_of_section;

static void begin(void) {
    section = (section_target){0};
    handler_steps[0] = '\0';
}

static void end(void) {
    CHECK(section.region != NULL);
    CHECK_STATUS(tenon_region_close(section.region), TENON_OK);
    munmap(bytes, bytes_size);
}


void section_make(const tenon_section_descriptor *descriptor) {
    static const char layout[] = "tenon-layout 1\nschema market\nregion Feed\n";
    static tenon_section_descriptor sections[2] = {
        {"status", TENON_SECTION_KIND_STRUCT, 8, 64, NULL, 0, 1, 0}};
    static const tenon_region_descriptor region = {.schema = "market",
                                                   .region = "Feed",
                                                   .tool = "tenon 0.1.0",
                                                   .contract_version = 1,
                                                   .section_count = 2,
                                                   .sections = sections,
                                                   .layout_text = layout,
                                                   .layout_text_size = sizeof layout - 1};
    sections[1] = *descriptor;
    CHECK_STATUS(tenon_region_create(&region, vector_path(), &in_file, &section.region),
                 TENON_OK);
    bytes = attacked_map(vector_path(), &bytes_size);
    const tenon_section_entry *entry = test_entry(bytes, 1);
    section.header = bytes + entry->offset;
    section.data = bytes + entry->data_offset;
    section.own_data = (const uint8_t *)tenon_region_struct(section.region, 0) -
                       test_entry(bytes, 0)->data_offset + entry->data_offset;
    section.capacity = descriptor->size;
}

static uint64_t *word_of(const vector_step *step) {
    const section_word *words = words_of_section;
    const char *name = step->words[0];
    size_t size = strcspn(name, ".");
    const char *index = name[size] == '.' ? name + size + 1 : "0";
    for (; words->name != NULL; words++) {
        if (strlen(words->name) == size && strncmp(words->name, name, size) == 0) {
            return (uint64_t *)(void *)((uint8_t *)section.header + words->offset) +
                   strtoul(index, NULL, 10);
        }
    }
    vector_fail("no word '%s'", name);
}

/* word NAME VALUE */
static void set_word(const vector_step *step) { *word_of(step) = vector_number(step, 1); }

/* say NAME */
static void say_word(const vector_step *step) {
    vector_say("%s %" PRIu64, step->words[0], *word_of(step));
}

void section_write_hex(const char *hex, uint8_t *to) {
    for (size_t i = 0; hex[2 * i] != '\0'; i++) {
        const char digits[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
        to[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
}

/* handler STEP, or steps as a text: those of the next handler. */
static void set_handler(const vector_step *step) {
    snprintf(handler_steps, sizeof handler_steps, "%s\n%.*s", step->rest, (int)step->text_size,
             step->text);
}

static void close_region(const vector_step *step) {
    (void)step;
    vector_say_status(tenon_region_close(section.region));
}

void section_walk(const char *file, const section_word *words, const vector_verb *verbs) {
    static const vector_verb common[] = {{"word", set_word},
                                         {"say", say_word},
                                         {"handler", set_handler},
                                         {"close", close_region}};
    const size_t commons = sizeof common / sizeof *common;
    size_t count = 0;
    while (verbs[count].name != NULL) {
        count++;
    }
    CHECK(commons + count < MOST_VERBS);
    memcpy(verbs_of_all, common, sizeof common);
    memcpy(verbs_of_all + commons, verbs, (count + 1) * sizeof *verbs);
    words_of_section = words;
    vectors_walk(file, verbs_of_all, begin, end);
}

static void act(void) {
    char steps[sizeof handler_steps];
    memcpy(steps, handler_steps, sizeof steps);
    handler_steps[0] = '\0';
    char *next = steps;
    while (*next != '\0') {
        char *line = next;
        size_t size = strcspn(line, "\n");
        next = line + size + (line[size] != '\0');
        line[size] = '\0';
        if (size != 0) {
            vector_run(verbs_of_all, line);
        }
    }
}

/* Tells if the message is as its type; refused when it is not. */
static bool is_as_its_type(const section_kind *kind, uint16_t message_id, const void *payload,
                           uint32_t size) {
    if (message_id == QUOTE_ID && size < QUOTE_BYTES) {
        kind->refuse_size(kind->where, "Quote", QUOTE_BYTES, size);
        return false;
    }
    if (message_id != BOOK_ID) {
        return true;
    }
    uint32_t count;
    if (size < BOOK_LIST_OFFSET) {
        kind->refuse_size(kind->where, "Book", BOOK_LIST_OFFSET, size);
        return false;
    }
    memcpy(&count, (const char *)payload + BOOK_COUNT_OFFSET, sizeof count);
    uint32_t room = (size - BOOK_LIST_OFFSET) / (uint32_t)sizeof(uint32_t);
    if (count > BOOK_CAPACITY || count > room) {
        kind->refuse_elements(kind->where, "Book.bids", count, BOOK_CAPACITY, room);
        return false;
    }
    return true;
}

void section_receive(const section_kind *kind, uint16_t message_id, uint16_t version,
                     const void *payload, uint32_t size) {
    if (!is_as_its_type(kind, message_id, payload, size)) {
        return;
    }
    char hex[2 * SHOWN_BYTES + 1] = "";
    for (uint32_t i = 0; i < size && i < SHOWN_BYTES; i++) {
        snprintf(hex + 2 * i, 3, "%02x", ((const uint8_t *)payload)[i]);
    }
    vector_say("event %u %u %" PRIu32 "%s%s", (unsigned)message_id, (unsigned)version, size,
               size != 0 ? " " : "", hex);
    act();
}

void section_say_count(int32_t count) {
    if (count >= 0) {
        vector_say("returns %" PRId32, count);
    } else {
        vector_say_status((tenon_status)count);
    }
}

tenon_status section_claim_and_fill(const vector_step *step, section_claim claim, void **payload) {
    uint32_t size = (uint32_t)vector_number(step, 2);
    tenon_status status = claim((uint16_t)vector_number(step, 0),
                                (uint16_t)vector_number(step, 1), size, payload);
    if (status == TENON_OK) {
        memset(*payload, 0, size);
        section_write_hex(step->words[3], *payload);
    }
    return status;
}

void section_send(const vector_step *step, section_claim claim, void (*publish)(void)) {
    uint64_t count = vector_number(step, 3);
    uint32_t size = (uint32_t)vector_number(step, 2);
    for (uint64_t i = 1; i <= count; i++) {
        void *payload;
        tenon_status status = claim((uint16_t)vector_number(step, 0),
                                    (uint16_t)vector_number(step, 1), size, &payload);
        if (status != TENON_OK) {
            vector_say_status(status);
            return;
        }
        memset(payload, (int)(i & 0xff), size);
        publish();
    }
}

void section_say_claim(tenon_status status, const void *payload, const void *base) {
    if (status != TENON_OK) {
        vector_say_status(status);
    } else {
        vector_say("claimed %td", (const uint8_t *)payload - (const uint8_t *)base);
    }
}

void section_say_claim_wait(tenon_status status, const void *payload, const void *base) {
    if (status == TENON_FULL) {
        vector_say("refused %s", tenon_status_detail());
    } else {
        section_say_claim(status, payload, base);
    }
}
