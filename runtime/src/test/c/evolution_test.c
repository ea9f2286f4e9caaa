/* SPDX-License-Identifier: Apache-2.0 */
/* Programs of several versions of one schema share a region, or are told what keeps them apart. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "harness.h"
#include "regions.h"
#include "versions.h"

static tenon_region *create(const test_version *type, const char *path) {
    tenon_region *region;
    CHECK_STATUS(tenon_region_create(&type->descriptor, path, &in_file, &region), TENON_OK);
    return region;
}

static void send_in(tenon_region *region, uint32_t section, uint16_t version) {
    void *payload;
    uint32_t size = test_quote_size(version);
    tenon_queue *queue = tenon_region_queue(region, section);
    CHECK_STATUS(tenon_queue_claim(queue, 1, version, size, &payload), TENON_OK);
    memset(payload, version, size);
    tenon_queue_publish(queue);
}

static void send(tenon_region *region, uint16_t version) {
    send_in(region, FEED_QUOTES, version);
}

static void receive(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    const uint32_t *version = context;
    CHECK_EQUAL(message_id, 1);
    CHECK_EQUAL(contract_version, *version);
    CHECK_EQUAL(size, test_quote_size(*version));
    for (uint32_t i = 0; i < size; i++) {
        CHECK_EQUAL(((const uint8_t *)payload)[i], *version);
    }
}

static void expect_record_in(tenon_region *region, uint32_t section, uint32_t version) {
    tenon_queue *queue = tenon_region_queue(region, section);
    CHECK_EQUAL(tenon_queue_poll(queue, receive, &version, 10), 1);
}

static void expect_record(tenon_region *region, uint32_t version) {
    expect_record_in(region, FEED_QUOTES, version);
}

static void everyVersionJoinsTheRegionOfEveryOther(void) {
    for (uint32_t older = 1; older <= LAST_VERSION; older++) {
        for (uint32_t joining = 1; joining <= LAST_VERSION; joining++) {
            test_version creator;
            test_version type;
            test_version_init(&creator, older);
            test_version_init(&type, joining);
            const char *path = harness_path("versions");
            tenon_region *created = create(&creator, path);
            tenon_region *joined;
            CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &joined), TENON_OK);
            CHECK_EQUAL(tenon_region_contract_version(created), older);
            CHECK_EQUAL(tenon_region_contract_version(joined), older);
            uint64_t size = test_status_size(older);
            CHECK_EQUAL(tenon_region_struct_size(created, FEED_STATUS), size);
            CHECK_EQUAL(tenon_region_struct_size(joined, FEED_STATUS), size);
            CHECK_EQUAL(tenon_region_struct_size(joined, FEED_QUOTES), 0);
            CHECK_EQUAL(tenon_region_struct_size(joined, 5), 0);
            uint8_t *ours = tenon_region_struct(joined, FEED_STATUS);
            memset(ours, 0xA5, (size_t)size);
            CHECK(memcmp(ours, tenon_region_struct(created, FEED_STATUS), (size_t)size) == 0);
            CHECK_EQUAL((uintptr_t)ours % type.sections[FEED_STATUS].alignment, 0);
            send(created, (uint16_t)older);
            expect_record(joined, older);
            tenon_queue_leave_producer(tenon_region_queue(created, FEED_QUOTES));
            send(joined, (uint16_t)joining);
            tenon_queue_leave_consumer(tenon_region_queue(joined, FEED_QUOTES));
            expect_record(created, joining);
            tenon_region_close(joined);
            tenon_region_close(created);
        }
    }
}

/* Which sections a region of one version has for a program of another one. */
static void expect_sections(tenon_region *region, uint32_t creators, uint32_t joining) {
    uint32_t there = test_section_count(creators);
    for (uint32_t i = 0; i < test_section_count(joining); i++) {
        bool is_queue = i == FEED_QUOTES || i == FEED_ORDERS;
        CHECK(tenon_region_has_section(region, i) == (i < there));
        CHECK((tenon_region_struct(region, i) != NULL) == (i < there && !is_queue));
        CHECK((tenon_region_queue(region, i) != NULL) == (i < there && is_queue));
        CHECK_STATUS(tenon_region_require_section(region, i),
                     i < there ? TENON_OK : TENON_NOT_FOUND);
    }
    CHECK(!tenon_region_has_section(region, test_section_count(joining)));
    CHECK_STATUS(tenon_region_require_section(region, test_section_count(joining)),
                 TENON_INVALID);
}

static void sectionsThatBothKnowAreThereAndOnlyThose(void) {
    for (uint32_t creators = 1; creators <= LAST_VERSION; creators++) {
        for (uint32_t joining = 1; joining <= LAST_VERSION; joining++) {
            test_version creator;
            test_version type;
            test_version_init(&creator, creators);
            test_version_init(&type, joining);
            const char *path = harness_path("sections");
            tenon_region *created = create(&creator, path);
            tenon_region *joined;
            CHECK_STATUS(tenon_region_open_or_create(&type.descriptor, path, &in_file, &joined),
                         TENON_OK);
            expect_sections(joined, creators, joining);
            if (creators >= 2 && joining >= 2) {
                *(uint32_t *)tenon_region_struct(joined, FEED_ALARMS) = creators;
                CHECK_EQUAL(*(uint32_t *)tenon_region_struct(created, FEED_ALARMS), creators);
                send_in(created, FEED_ORDERS, (uint16_t)creators);
                expect_record_in(joined, FEED_ORDERS, creators);
            }
            CHECK_STATUS(tenon_region_close(joined), TENON_OK);
            CHECK_STATUS(tenon_region_close(created), TENON_OK);
        }
    }
}

static void sectionThatAnOlderRegionLacksIsNamedWithBothVersions(void) {
    test_version creator;
    test_version type;
    test_version_init(&creator, 1);
    test_version_init(&type, 3);
    const char *path = harness_path("absent");
    tenon_region *created = create(&creator, path);
    tenon_region *joined;
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &joined), TENON_OK);
    CHECK_STATUS(tenon_region_require_section(joined, FEED_ORDERS), TENON_NOT_FOUND);
    char detail[512];
    snprintf(detail, sizeof detail,
             "MarketFeed.orders came with version 2 of the contract, and %s is of version 1",
             path);
    CHECK(strcmp(tenon_status_detail(), detail) == 0);
    CHECK_STATUS(tenon_region_require_section(joined, FEED_LIMITS), TENON_NOT_FOUND);
    CHECK_DETAIL("MarketFeed.limits came with version 3 of the contract");
    tenon_region_close(joined);
    tenon_region_close(created);
}

/* A program from the other schema does not join, and is told this; none does the other way. */
static void refuses(uint32_t creators, uint32_t joining, const char *from, const char *to,
                    const char *detail) {
    test_version creator;
    test_version type;
    test_version_init(&creator, creators);
    test_version_init_other(&type, joining, from, to);
    const char *path = harness_path("refusal");
    tenon_region *created = create(&creator, path);
    tenon_region *joined;
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &joined), TENON_MISMATCH);
    CHECK_DETAIL(detail);
    CHECK(strstr(tenon_status_detail(), "current ") == NULL);
    CHECK(strstr(tenon_status_detail(), "compatible ") == NULL);
    tenon_region_close(created);
    created = create(&type, path);
    CHECK_STATUS(tenon_region_attach(&creator.descriptor, path, &in_file, &joined),
                 TENON_MISMATCH);
    tenon_region_close(created);
}

static void movedFieldIsNamedAmongAllThatWereAppendedByRight(void) {
    static const char from[] = "Quote.side Side offset 8 ";
    static const char to[] = "Quote.side Side offset 9 ";
    refuses(1, 2, from, to,
            "market v1 (built by tenon 0.1.0) has Quote.side Side offset 8 size 1; this program "
            "(v2) has Quote.side Side offset 9 size 1");
    refuses(1, 4, from, to, "this program (v4) has Quote.side Side offset 9 size 1");
    refuses(3, 1, from, to,
            "market v3 (built by tenon 0.1.0) has Quote.side Side offset 8 size 1; this program "
            "(v1) has Quote.side Side offset 9 size 1");
    refuses(3, 3, from, to, "this program (v3) has Quote.side Side offset 9 size 1");
    refuses(4, 3, from, to, "this program (v3) has Quote.side Side offset 9 size 1");
}

static void fieldThatOnlyTheCommonVersionLacksIsNamed(void) {
    /* Version 2 as the creator has it lacks what version 3 of the other schema says it had. */
    refuses(2, 3, "Quote.venue u16 offset 10 ", "Quote.place u16 offset 10 ",
            "market v2 (built by tenon 0.1.0) has Quote.venue u16 offset 10 size 2; this program "
            "(v3) has no Quote.venue");
    refuses(1, 3, "Quote.price f64 offset 0 size 8\n",
            "Quote.price f64 offset 0 size 8\nQuote.grade u8 offset 9 size 1\n",
            /* Only the newer side has the line, so the first such field is the best guess. */
            "has no FeedStatus.heartbeat");
}

static void otherFactsAreNamedBeforeWhatGrewByRight(void) {
    refuses(1, 3, "Side.BUY = 1", "Side.BUY = 7",
            "has Side.BUY = 1; this program (v3) has Side.BUY = 7");
    refuses(3, 1, "Side.BUY = 1", "Side.BUY = 7",
            "has Side.BUY = 1; this program (v1) has Side.BUY = 7");
    refuses(1, 3, "queue capacity 4096", "queue capacity 8192",
            "has MarketFeed.quotes queue capacity 4096 align 8 of Quote; this program (v3) has "
            "MarketFeed.quotes queue capacity 8192 align 8 of Quote Trade");
}

static void versionThatChangedNothingElseIsRefusedOnlyBelowTheChange(void) {
    /* Two schemas went apart in version 3: they still have versions 1 and 2 in common. */
    test_version creator;
    test_version type;
    for (uint32_t version = 1; version <= 3; version++) {
        test_version_init(&creator, version);
        test_version_init_other(&type, 4, "Quote.depth u64 offset 16 ",
                                "Quote.depth i64 offset 16 ");
        const char *path = harness_path("fork");
        tenon_region *created = create(&creator, path);
        tenon_region *joined;
        CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &joined),
                     version < 3 ? TENON_OK : TENON_MISMATCH);
        if (version < 3) {
            tenon_region_close(joined);
        } else {
            CHECK_DETAIL("has Quote.depth u64 offset 16 size 8; this program (v4) has Quote.depth "
                         "i64 offset 16 size 8");
        }
        tenon_region_close(created);
    }
}

static void typesNamedLikeTheHistoryAreFacts(void) {
    refuses(1, 1, "Side enum u8\n", "Side enum u8\ncurrently enum u8\n", "has no currently;");
    test_version creator;
    test_version type;
    test_version_init_other(&creator, 1, "Side enum u8\n", "current enum u8\n");
    test_version_init_other(&type, 2, "Side enum u8\n", "current enum u8\n");
    const char *path = harness_path("named");
    tenon_region *created = create(&creator, path);
    tenon_region *joined;
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &joined), TENON_OK);
    tenon_region_close(joined);
    test_version_init_other(&type, 2, "Side enum u8\n", "current enum u16\n");
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &joined), TENON_MISMATCH);
    CHECK_DETAIL("has current enum u8; this program (v2) has current enum u16");
    tenon_region_close(created);
}

/* Attaches after one entry of the section table was changed. */
static tenon_status attach_changed(const test_version *type, const char *path, uint32_t section,
                                   uint64_t size, uint32_t alignment) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    tenon_region_header header;
    CHECK(file >= 0 && pread(file, &header, sizeof header, 0) == sizeof header);
    tenon_section_entry entry;
    tenon_section_entry changed;
    off_t at = (off_t)(header.section_table_offset + section * sizeof entry);
    CHECK(pread(file, &entry, sizeof entry, at) == sizeof entry);
    changed = entry;
    changed.size = size;
    changed.alignment = alignment;
    CHECK(pwrite(file, &changed, sizeof changed, at) == sizeof changed);
    tenon_region *region;
    tenon_status status = tenon_region_attach(&type->descriptor, path, &in_file, &region);
    if (status == TENON_OK) {
        CHECK_EQUAL(tenon_region_struct_size(region, FEED_STATUS), size);
    }
    tenon_region_close(region);
    CHECK(pwrite(file, &entry, sizeof entry, at) == sizeof entry);
    close(file);
    return status;
}

static void structIsExactlyAsLargeAsItsVersionSays(void) {
    test_version creator;
    test_version same;
    test_version newer;
    test_version_init(&creator, 2);
    test_version_init(&same, 2);
    test_version_init(&newer, 3);
    const char *path = harness_path("sizes");
    tenon_region *created = create(&creator, path);
    for (uint64_t size = 0; size <= 256; size += 8) {
        tenon_status expected = size == 16 ? TENON_OK : TENON_CORRUPT;
        CHECK_STATUS(attach_changed(&same, path, FEED_STATUS, size, 8), expected);
        CHECK_STATUS(attach_changed(&newer, path, FEED_STATUS, size, 8), expected);
    }
    CHECK_STATUS(attach_changed(&newer, path, FEED_STATUS, UINT64_MAX, 8), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&same, path, FEED_STATUS, 16, 4), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&newer, path, FEED_STATUS, 16, 64), TENON_OK);
    CHECK_STATUS(attach_changed(&newer, path, FEED_STATUS, 16, 128), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&newer, path, FEED_STATUS, 16, 12), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&newer, path, FEED_STATUS, 16, 0), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&newer, path, FEED_QUOTES, 8192, 8), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&newer, path, FEED_QUOTES, 4096, 16), TENON_CORRUPT);
    /* More aligned now than the older region placed it. */
    newer.sections[FEED_STATUS].alignment = 4096;
    CHECK_STATUS(attach_changed(&newer, path, FEED_STATUS, 16, 8), TENON_CORRUPT);
    CHECK_DETAIL("wrong offset");
    tenon_region_close(created);
}

static void structOfANewerRegionMayBeLargerButNotSmaller(void) {
    test_version creator;
    test_version older;
    test_version_init(&creator, 3);
    test_version_init(&older, 2);
    const char *path = harness_path("grown");
    tenon_region *created = create(&creator, path);
    for (uint64_t size = 0; size <= 128; size++) {
        CHECK_STATUS(attach_changed(&older, path, FEED_STATUS, size, 64),
                     size >= 16 ? TENON_OK : TENON_CORRUPT);
    }
    CHECK_STATUS(attach_changed(&older, path, FEED_STATUS, UINT64_MAX, 64), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&older, path, FEED_STATUS, UINT64_C(1) << 40, 64), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&older, path, FEED_STATUS, 128, 8), TENON_OK);
    CHECK_STATUS(attach_changed(&older, path, FEED_STATUS, 128, 4), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&older, path, FEED_STATUS, 128, 4096), TENON_CORRUPT);
    CHECK_DETAIL("wrong offset");
    CHECK_STATUS(attach_changed(&older, path, FEED_STATUS, 128, 8192), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&older, path, FEED_QUOTES, 8192, 8), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&older, path, FEED_QUOTES, 2048, 8), TENON_CORRUPT);
    CHECK_STATUS(attach_changed(&older, path, FEED_QUOTES, 4096, 16), TENON_CORRUPT);
    tenon_region_close(created);
}

static void unusableDescriptionIsInvalid(void) {
    static const tenon_section_size wrong[][2] = {
        {{FEED_STATUS, 1, 8}, {FEED_STATUS, 2, 24}},  /* the last is not the size */
        {{FEED_STATUS, 0, 8}, {FEED_STATUS, 2, 16}},  /* there is no version 0 */
        {{FEED_STATUS, 2, 8}, {FEED_STATUS, 2, 16}},  /* twice */
        {{FEED_STATUS, 2, 8}, {FEED_STATUS, 1, 16}},  /* out of order */
        {{FEED_STATUS, 1, 8}, {FEED_STATUS, 3, 16}},  /* not yet there */
        {{FEED_STATUS, 1, 0}, {FEED_STATUS, 2, 16}},  /* no bytes */
        {{FEED_STATUS, 1, 16}, {FEED_QUOTES, 1, 4096}}, /* a queue never grows */
        {{FEED_STATUS, 1, 16}, {4, 1, 16}},           /* no such section */
        {{FEED_QUOTES, 1, 4096}, {FEED_STATUS, 1, 16}},
    };
    test_version type;
    tenon_region *region;
    const char *path = harness_path("invalid");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        test_version_init(&type, 2);
        type.descriptor.section_sizes = wrong[i];
        type.descriptor.section_size_count = 2;
        CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region),
                     TENON_INVALID);
        CHECK_DETAIL(i < 6 ? "has a wrong history" : "section size");
    }
    test_version_init(&type, 2);
    type.descriptor.section_sizes = NULL;
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &region), TENON_INVALID);
    test_version_init(&type, 2);
    type.descriptor.contract_version = 65536;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region), TENON_INVALID);
    CHECK_DETAIL("contract version 65536");
    test_version_init(&type, 2);
    type.descriptor.layout_text_size = TENON_MAX_LAYOUT_TEXT + 1;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region), TENON_INVALID);
    CHECK(!test_exists(path));
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(everyVersionJoinsTheRegionOfEveryOther),
    TEST(sectionsThatBothKnowAreThereAndOnlyThose),
    TEST(sectionThatAnOlderRegionLacksIsNamedWithBothVersions),
    TEST(movedFieldIsNamedAmongAllThatWereAppendedByRight),
    TEST(fieldThatOnlyTheCommonVersionLacksIsNamed),
    TEST(otherFactsAreNamedBeforeWhatGrewByRight),
    TEST(versionThatChangedNothingElseIsRefusedOnlyBelowTheChange),
    TEST(typesNamedLikeTheHistoryAreFacts),
    TEST(structIsExactlyAsLargeAsItsVersionSays),
    TEST(structOfANewerRegionMayBeLargerButNotSmaller),
    TEST(unusableDescriptionIsInvalid),
    {NULL, NULL},
};
