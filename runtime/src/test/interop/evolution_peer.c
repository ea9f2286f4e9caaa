/* SPDX-License-Identifier: Apache-2.0 */
/* The C process of the tests in which Java and C have different versions of a schema.
 *
 *   evolution_peer hold    FILE TYPE...        creates the region, says so, leaves at end of input
 *   evolution_peer send    FILE TYPE... COUNT  joins, sends COUNT trimmed messages
 *   evolution_peer receive FILE TYPE... COUNT  joins, checks COUNT trimmed messages
 *
 * TYPE is what generated code would know: VERSION HASH TEXT_FILE ALIGNMENT SINCE:SIZE,...,0:SIZE, the
 * last one the present size. Says "joined VERSION SIZE SECTIONS" or "refused: " and why. Message n is the same
 * function of n here and in VersionsAndCTest.java. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/tenon.h>

#define TEN_SECONDS INT64_C(10000000000)
#define LARGEST UINT64_C(2040)

static void expect(int condition, const char *what, uint64_t number) {
    if (!condition) {
        fprintf(stderr, "%s %" PRIu64 ": %s\n", what, number, tenon_status_detail());
        exit(1);
    }
}

static uint32_t claimed_size(uint64_t n) { return (uint32_t)(n * 7919 % (LARGEST + 1)); }

static uint32_t trimmed_size(uint64_t n) {
    return (uint32_t)(n * 104729 % (claimed_size(n) + 1) % (n % 3 == 0 ? LARGEST + 1 : 60));
}

typedef struct region_type {
    tenon_region_descriptor descriptor;
    tenon_section_descriptor sections[5];
    tenon_section_size sizes[16];
    char text[4096];
} region_type;

/* Sections that versions 2 and 3 append to the region, as in Versions.java. */
static const tenon_section_descriptor appended[] = {
    {"alarms", TENON_SECTION_KIND_STRUCT, 4, 4, NULL, 2, 1, 0},
    {"orders", TENON_SECTION_KIND_QUEUE, 8, 1024, NULL, 2, 1, 0},
    {"limits", TENON_SECTION_KIND_STRUCT, 8, 8, NULL, 3, 1, 0}};

static void read_type(region_type *type, char **arguments) {
    memset(type, 0, sizeof *type);
    tenon_region_descriptor *descriptor = &type->descriptor;
    FILE *file = fopen(arguments[2], "rb");
    expect(file != NULL, "no text", 0);
    descriptor->layout_text_size = fread(type->text, 1, sizeof type->text, file);
    fclose(file);
    descriptor->schema = "market";
    descriptor->region = "MarketFeed";
    descriptor->tool = "tenon 0.1.0";
    descriptor->contract_version = (uint32_t)strtoul(arguments[0], NULL, 10);
    descriptor->layout_text = type->text;
    for (size_t i = 0; i < sizeof descriptor->layout_hash; i++) {
        char digits[3] = {arguments[1][2 * i], arguments[1][2 * i + 1], '\0'};
        descriptor->layout_hash[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    descriptor->sections = type->sections;
    descriptor->section_count = 2;
    type->sections[0].name = "status";
    type->sections[0].kind = TENON_SECTION_KIND_STRUCT;
    type->sections[0].alignment = (uint32_t)strtoul(arguments[3], NULL, 10);
    type->sections[1].name = "quotes";
    type->sections[1].kind = TENON_SECTION_KIND_QUEUE;
    type->sections[1].alignment = 8;
    type->sections[1].size = 4096;
    for (size_t i = 0; i < sizeof appended / sizeof *appended; i++) {
        if (appended[i].since <= descriptor->contract_version) {
            type->sections[descriptor->section_count++] = appended[i];
        }
    }
    descriptor->section_sizes = type->sizes;
    for (char *step = arguments[4]; *step != '\0'; step += *step == ',') {
        uint32_t since = (uint32_t)strtoul(step, &step, 10);
        uint64_t size = strtoull(step + 1, &step, 10);
        if (since == 0) {
            type->sections[0].size = size;
        } else {
            type->sizes[descriptor->section_size_count++] = (tenon_section_size){0, since, size};
        }
    }
}

static void say(const char *line) {
    puts(line);
    fflush(stdout);
}

static void send(tenon_region *region, uint32_t version, uint64_t count) {
    tenon_queue *queue = tenon_region_queue(region, 1);
    for (uint64_t n = 0; n < count; n++) {
        void *payload;
        expect(tenon_queue_claim_wait(queue, (uint16_t)(1 + n % 65535), (uint16_t)version,
                                      claimed_size(n), TEN_SECONDS, &payload) == TENON_OK,
               "claim", n);
        memset(payload, 0xEE, claimed_size(n));
        expect(tenon_queue_trim(queue, trimmed_size(n)) == TENON_OK, "trim", n);
        memset(payload, (int)(n & 0xFF), trimmed_size(n));
        tenon_queue_publish(queue);
    }
}

typedef struct expectation {
    uint64_t next;
    uint16_t version;
} expectation;

static void check(void *context, uint16_t message_id, uint16_t contract_version,
                  const void *payload, uint32_t size) {
    expectation *state = context;
    uint64_t n = state->next++;
    if (n == 0) {
        state->version = contract_version;
    }
    expect(message_id == 1 + n % 65535, "message id", n);
    expect(contract_version == state->version && contract_version != 0, "version", n);
    expect(size == trimmed_size(n), "size", n);
    for (uint32_t i = 0; i < size; i++) {
        expect(((const uint8_t *)payload)[i] == (n & 0xFF), "byte", n);
    }
}

static void receive(tenon_region *region, uint64_t count) {
    expectation state = {0, 0};
    while (state.next < count) {
        expect(tenon_queue_take(tenon_region_queue(region, 1), check, &state, 64, TEN_SECONDS) > 0,
               "take", state.next);
    }
    printf("version %u\n", (unsigned)state.version);
}

int main(int argc, char **argv) {
    static const tenon_region_options in_file = {.backing = TENON_BACKING_FILE};
    static region_type type;
    tenon_region *region;
    if (argc < 8) {
        fprintf(stderr, "usage: evolution_peer hold|send|receive FILE TYPE... [COUNT]\n");
        return 2;
    }
    read_type(&type, argv + 3);
    uint64_t count = argc > 8 ? strtoull(argv[8], NULL, 10) : 0;
    if (strcmp(argv[1], "hold") == 0) {
        expect(tenon_region_create(&type.descriptor, argv[2], &in_file, &region) == TENON_OK,
               "create", 0);
        say("created");
        while (getchar() != EOF) {
        }
        tenon_region_close(region);
        return 0;
    }
    tenon_status status = tenon_region_attach(&type.descriptor, argv[2], &in_file, &region);
    if (status != TENON_OK) {
        printf("refused: %s: %s\n", tenon_status_text(status), tenon_status_detail());
        return 0;
    }
    uint32_t sections = 0;
    while (tenon_region_has_section(region, sections)) {
        sections++;
    }
    printf("joined %" PRIu32 " %" PRIu64 " %" PRIu32 "\n", tenon_region_contract_version(region),
           tenon_region_struct_size(region, 0), sections);
    fflush(stdout);
    if (strcmp(argv[1], "send") == 0) {
        send(region, type.descriptor.contract_version, count);
    } else {
        receive(region, count);
    }
    tenon_region_close(region);
    return 0;
}
