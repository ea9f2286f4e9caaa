/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "regions.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"

const tenon_region_options in_file = {
    .backing = TENON_BACKING_FILE, .wait = TENON_WAIT_FRUGAL};

const tenon_region_options in_persistent_file = {.backing = TENON_BACKING_FILE,
                                                 .flags = TENON_REGION_FLAGS_PERSISTENT};

void test_region_type_set_text(test_region_type *type, const char *text) {
    snprintf(type->layout_text, sizeof type->layout_text, "%s", text);
    type->descriptor.layout_text = type->layout_text;
    type->descriptor.layout_text_size = strlen(type->layout_text);
    test_layout_hash(type->layout_text, type->descriptor.layout_hash);
}

void test_layout_hash(const char *text, uint8_t hash[32]) {
    /* FNV-1a stands in for SHA-256: the runtime only compares it. */
    uint64_t word = UINT64_C(14695981039346656037);
    for (const char *c = text; *c != '\0'; c++) {
        word = (word ^ (uint8_t)*c) * UINT64_C(1099511628211);
    }
    memset(hash, 0x5A, 32);
    memcpy(hash, &word, sizeof word);
}

void test_region_type_init(test_region_type *type, uint64_t capacity, uint32_t alignment) {
    memset(type, 0, sizeof *type);
    type->sections[STATUS_SECTION] =
        (tenon_section_descriptor){"status", TENON_SECTION_KIND_STRUCT, 8, STATUS_SIZE, NULL, 0,
                                   1, 0};
    type->sections[QUEUE_SECTION] =
        (tenon_section_descriptor){"quotes", TENON_SECTION_KIND_QUEUE, alignment, capacity, NULL,
                                   0, 1, 0};
    type->sections[BACK_SECTION] =
        (tenon_section_descriptor){"orders", TENON_SECTION_KIND_QUEUE, alignment, capacity, NULL,
                                   0, 1, 0};
    type->descriptor.schema = "market";
    type->descriptor.region = "MarketFeed";
    type->descriptor.tool = "tenon 0.1.0";
    type->descriptor.contract_version = 1;
    type->descriptor.section_count = 3;
    type->descriptor.sections = type->sections;
    char text[1024];
    snprintf(text, sizeof text,
             "tenon-layout 1\n"
             "schema market\n"
             "region MarketFeed\n"
             "MarketFeed.status struct FeedStatus size %d align 8\n"
             "MarketFeed.quotes queue capacity %" PRIu64 " align %" PRIu32 " of Quote\n"
             "MarketFeed.orders queue capacity %" PRIu64 " align %" PRIu32 " of Quote\n"
             "Quote struct size 64 align 8 id 1\n"
             "Quote.symbol char[16] offset 0 size 16\n"
             "Quote.side u8 offset 16 size 1\n"
             "Quote.flags QuoteFlags offset 18 size 2\n",
             STATUS_SIZE, capacity, alignment, capacity, alignment);
    test_region_type_set_text(type, text);
}

tenon_status test_open_with(test_opening *opening, const char *path,
                            const tenon_region_options *options, tenon_region **region) {
    test_region_type type;
    test_region_type_init(&type, 4096, 8);
    return opening(&type.descriptor, path, options, region);
}

bool test_exists(const char *path) { return access(path, F_OK) == 0; }

uint32_t *test_counter_of(tenon_region *region) {
    return tenon_region_struct(region, STATUS_SECTION);
}

int test_create_and_hold(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, arguments[0], &in_file, &region), TENON_OK);
    *test_counter_of(region) = 99;
    child_tell('r');
    (void)child_hear();
    tenon_region_close(region);
    return 0;
}

static void *map(const char *path, bool all) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    struct stat status;
    CHECK(file >= 0 && fstat(file, &status) == 0);
    size_t size = all ? (size_t)status.st_size : sizeof(tenon_region_header);
    void *base = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    CHECK(base != MAP_FAILED);
    close(file);
    return base;
}

tenon_region_header *test_map_header(const char *path) { return map(path, false); }

uint8_t *test_map_region(const char *path) { return map(path, true); }

uint8_t *test_base_of(tenon_region *region, const char *path) {
    tenon_region_header header;
    tenon_section_entry entry;
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL && fread(&header, sizeof header, 1, file) == 1);
    CHECK(fseek(file, (long)header.section_table_offset, SEEK_SET) == 0);
    CHECK(fread(&entry, sizeof entry, 1, file) == 1 && fclose(file) == 0);
    return (uint8_t *)tenon_region_struct(region, STATUS_SECTION) - entry.data_offset;
}

const tenon_section_entry *test_entry(const void *base, uint32_t section) {
    const tenon_region_header *header = base;
    const tenon_section_entry *entries =
        (const void *)((const uint8_t *)base + header->section_table_offset);
    return &entries[section];
}

uint64_t test_own_identity(const tenon_region_header *header) {
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        uint64_t identity = tenon_load_acquire_u64(&header->participants[i].identity);
        if (identity >> TENON_IDENTITY_START_BITS == (uint64_t)getpid()) {
            return identity;
        }
    }
    harness_fail(__FILE__, __LINE__, "process %d is no participant", (int)getpid());
}

void test_hold_registration(const char *path) {
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &region), TENON_OK);
    tenon_region_header *header = test_map_header(path);
    CHECK(tenon_compare_exchange_u64(&header->lock, 0, test_own_identity(header)));
}
