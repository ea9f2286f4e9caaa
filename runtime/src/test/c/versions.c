/* SPDX-License-Identifier: Apache-2.0 */
#include "versions.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "harness.h"
#include "regions.h"

/* The last version that changed the layout. */
#define LAST_CHANGE 3u

typedef struct writer {
    char *text;
    size_t room;
    size_t size;
} writer;

__attribute__((format(printf, 2, 3))) static void add(writer *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(to->text + to->size, to->room - to->size, format, arguments);
    va_end(arguments);
    CHECK(size >= 0 && (size_t)size < to->room - to->size);
    to->size += (size_t)size;
}

uint64_t test_status_size(uint32_t version) {
    static const uint64_t sizes[] = {8, 16, 128};
    return sizes[(version < LAST_CHANGE ? version : LAST_CHANGE) - 1];
}

static uint32_t status_alignment(uint32_t version) { return version < 3 ? 8 : 64; }

uint32_t test_quote_size(uint32_t version) { return version < 3 ? 16 : 24; }

uint32_t test_section_count(uint32_t version) {
    static const uint32_t counts[] = {2, 4, 5};
    return counts[(version < LAST_CHANGE ? version : LAST_CHANGE) - 1];
}

static void add_facts(writer *to, uint32_t version) {
    add(to, "region MarketFeed\n");
    add(to, "MarketFeed.status struct FeedStatus size %d align %d\n",
        (int)test_status_size(version), (int)status_alignment(version));
    add(to, "MarketFeed.quotes queue capacity 4096 align 8 of Quote%s\n",
        version < 3 ? "" : " Trade");
    if (version >= 2) {
        add(to, "MarketFeed.alarms struct Alarms size 4 align 4\n"
                "MarketFeed.orders queue capacity 1024 align 8 of Quote\n");
    }
    if (version >= 3) {
        add(to, "MarketFeed.limits struct Limits size 8 align 8\n");
    }
    add(to, "FeedStatus struct size %d align %d\n", (int)test_status_size(version),
        (int)status_alignment(version));
    add(to, "FeedStatus.sequence u64 atomic offset 0 size 8\n");
    if (version >= 2) {
        add(to, "FeedStatus.heartbeat i64 atomic offset 8 size 8\n");
    }
    if (version >= 3) {
        add(to, "FeedStatus.total u64 offset 64 size 8\n");
    }
    add(to, "Quote struct size %d align 8 id 1\n", (int)test_quote_size(version));
    add(to, "Quote.price f64 offset 0 size 8\n");
    add(to, "Quote.side Side offset 8 size 1\n");
    if (version >= 2) {
        /* In what was padding at the end. */
        add(to, "Quote.venue u16 offset 10 size 2\n");
    }
    if (version >= 3) {
        add(to, "Quote.depth u64 offset 16 size 8\n");
    }
    add(to, "Side enum u8\nSide.BUY = 1\n");
    if (version >= 2) {
        add(to, "Side.SELL = 2\n");
    }
    if (version >= 3) {
        add(to, "Trade struct size 8 align 8 id 2\nTrade.price f64 offset 0 size 8\n");
    }
    if (version >= 2) {
        add(to, "Alarms struct size 4 align 4\nAlarms.raised u32 offset 0 size 4\n");
    }
    if (version >= 3) {
        add(to, "Limits struct size 8 align 8\nLimits.most u64 offset 0 size 8\n");
    }
}

static void replace(char *text, size_t room, const char *from, const char *to) {
    char *at = strstr(text, from);
    if (at != NULL && *from != '\0') {
        char copy[2048];
        snprintf(copy, sizeof copy, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
        snprintf(text, room, "%s", copy);
    }
}

static void write_text(char *text, size_t room, uint32_t version, const char *from,
                       const char *to) {
    writer out = {text, room, 0};
    uint32_t current = version < LAST_CHANGE ? version : LAST_CHANGE;
    add(&out, "tenon-layout 1\nschema market\n");
    if (current > 1) {
        add(&out, "current %d\n", (int)current);
    }
    for (uint32_t earlier = 1; earlier < current; earlier++) {
        char earlier_text[2048];
        uint8_t hash[32];
        write_text(earlier_text, sizeof earlier_text, earlier, from, to);
        test_layout_hash(earlier_text, hash);
        add(&out, "compatible %d ", (int)earlier);
        for (size_t i = 0; i < sizeof hash; i++) {
            add(&out, "%02x", (unsigned)hash[i]);
        }
        add(&out, "\n");
    }
    add_facts(&out, current);
    replace(text, room, from, to);
}

void test_version_init_other(test_version *type, uint32_t version, const char *from,
                             const char *to) {
    memset(type, 0, sizeof *type);
    write_text(type->layout_text, sizeof type->layout_text, version, from, to);
    type->sections[FEED_STATUS] =
        (tenon_section_descriptor){"status", TENON_SECTION_KIND_STRUCT, status_alignment(version),
                                   test_status_size(version), NULL, 0, 1, 0};
    type->sections[FEED_QUOTES] =
        (tenon_section_descriptor){"quotes", TENON_SECTION_KIND_QUEUE, 8, 4096, NULL, 0, 1, 0};
    type->sections[FEED_ALARMS] =
        (tenon_section_descriptor){"alarms", TENON_SECTION_KIND_STRUCT, 4, 4, NULL, 2, 1, 0};
    type->sections[FEED_ORDERS] =
        (tenon_section_descriptor){"orders", TENON_SECTION_KIND_QUEUE, 8, 1024, NULL, 2, 1, 0};
    type->sections[FEED_LIMITS] =
        (tenon_section_descriptor){"limits", TENON_SECTION_KIND_STRUCT, 8, 8, NULL, 3, 1, 0};
    type->descriptor.schema = "market";
    type->descriptor.region = "MarketFeed";
    type->descriptor.tool = "tenon 0.1.0";
    type->descriptor.contract_version = version;
    type->descriptor.section_count = test_section_count(version);
    type->descriptor.sections = type->sections;
    type->descriptor.layout_text = type->layout_text;
    type->descriptor.layout_text_size = strlen(type->layout_text);
    test_layout_hash(type->layout_text, type->descriptor.layout_hash);
    type->descriptor.section_sizes = type->sizes;
    for (uint32_t since = 1; since <= version && since <= LAST_CHANGE && version > 1; since++) {
        type->sizes[type->descriptor.section_size_count++] =
            (tenon_section_size){FEED_STATUS, since, test_status_size(since)};
    }
}

void test_version_init(test_version *type, uint32_t version) {
    test_version_init_other(type, version, "", "");
}
