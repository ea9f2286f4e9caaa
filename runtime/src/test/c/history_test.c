/* SPDX-License-Identifier: Apache-2.0 */
/* Layout texts whose history is not what the generator writes: a mismatch, never a crash, a hang or
 * a region that is joined all the same. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "harness.h"
#include "regions.h"
#include "versions.h"

/* A region that a program of another version joins, unless its text is changed. */
typedef struct subject {
    test_version creator;
    test_version joining;
    const char *path;
    tenon_region *region;
    int file;
    tenon_region_header header;
} subject;

static void open_subject(subject *of, uint32_t creators, uint32_t joining) {
    memset(of, 0, sizeof *of);
    test_version_init(&of->creator, creators);
    test_version_init(&of->joining, joining);
    /* Room for longer texts. */
    static char padded[8192];
    memset(padded, '\n', sizeof padded);
    memcpy(padded, of->creator.layout_text, strlen(of->creator.layout_text));
    of->creator.descriptor.layout_text = padded;
    of->creator.descriptor.layout_text_size = sizeof padded;
    of->path = harness_path("history");
    CHECK_STATUS(tenon_region_create(&of->creator.descriptor, of->path, &in_file, &of->region),
                 TENON_OK);
    of->file = open(of->path, O_RDWR | O_CLOEXEC);
    CHECK(of->file >= 0);
    CHECK(pread(of->file, &of->header, sizeof of->header, 0) == sizeof of->header);
}

static void close_subject(subject *of) {
    close(of->file);
    tenon_region_close(of->region);
}

/* Puts a text into the region; the hash in its header stays. */
static void set_text(subject *of, const char *text, size_t size) {
    CHECK(size <= 8192);
    CHECK(pwrite(of->file, text, size, (off_t)of->header.layout_text_offset) == (ssize_t)size);
    of->header.layout_text_size = size;
    CHECK(pwrite(of->file, &of->header, sizeof of->header, 0) == sizeof of->header);
}

static tenon_status attach(const subject *of) {
    tenon_region *region;
    tenon_status status =
        tenon_region_attach(&of->joining.descriptor, of->path, &in_file, &region);
    tenon_region_close(region);
    return status;
}

/* Replaces the first occurrence in the creator's text. */
static void change(subject *of, const char *from, const char *to) {
    char text[4096];
    const char *original = of->creator.layout_text;
    const char *at = strstr(original, from);
    CHECK(at != NULL);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - original), original, to, at + strlen(from));
    set_text(of, text, strlen(text));
}

static void refuses(subject *of, const char *from, const char *to) {
    change(of, from, to);
    tenon_status status = attach(of);
    if (status != TENON_MISMATCH) {
        harness_fail(__FILE__, __LINE__, "'%s' instead of '%s' is %d", to, from, (int)status);
    }
    for (const char *c = tenon_status_detail(); *c != '\0'; c++) {
        CHECK(*c >= ' ' && *c <= '~');
    }
    change(of, "schema", "schema");
    CHECK_STATUS(attach(of), TENON_OK);
}

/* The hash of version 1 as version 3's text has it. */
static const char *first_hash(const subject *of) {
    static char hash[65];
    const char *at = strstr(of->creator.layout_text, "compatible 1 ");
    CHECK(at != NULL);
    snprintf(hash, sizeof hash, "%.64s", at + strlen("compatible 1 "));
    return hash;
}

static void malformedHistoryIsAMismatch(void) {
    subject of;
    open_subject(&of, 3, 1);
    static const char *const currents[] = {
        "current 1\n", "current 2\n", "current 0\n",   "current 03\n",    "current +3\n",
        "current 3 \n", "current  3\n", "current\n",    "current \n",      "current three\n",
        "current 65536\n", "current 99999999999999999999\n", "current 3\r\n", "Current 3\n",
        "current 3\ncurrent 3\n", "\ncurrent 3\n", "", "current -1\n", "current 3\n\n"};
    for (size_t i = 0; i < sizeof currents / sizeof *currents; i++) {
        refuses(&of, "current 3\n", currents[i]);
    }
    static const char *const keys[] = {
        "compatible 0 ",  "compatible 01 ", "compatible 2 ", "compatible 3 ", "compatible 4 ",
        "compatible -1 ", "compatible ",    "compatible1 ",  "compatible  1 ", "compatible 1  ",
        "compatible 65537 ", "compatible 4294967297 ", "compatible 1 0", "compatible x ",
        "compatible 1", "COMPATIBLE 1 ", "incompatible 1 ", " compatible 1 ", "compatible 1\n"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        refuses(&of, "compatible 1 ", keys[i]);
    }
    char line[256];
    char other[512];
    snprintf(line, sizeof line, "compatible 1 %s\n", first_hash(&of));
    snprintf(other, sizeof other, "%s%s", line, line);
    refuses(&of, line, other);
    snprintf(other, sizeof other, "compatible 1 %s0\n", first_hash(&of));
    refuses(&of, line, other);
    snprintf(other, sizeof other, "compatible 1 %.63s\n", first_hash(&of));
    refuses(&of, line, other);
    snprintf(other, sizeof other, "compatible 1 %s \n", first_hash(&of));
    refuses(&of, line, other);
    snprintf(other, sizeof other, "compatible 1 %.63sg\n", first_hash(&of));
    refuses(&of, line, other);
    snprintf(other, sizeof other, "compatible 1 %.63sA\n", first_hash(&of));
    refuses(&of, line, other);
    refuses(&of, line, "");
    /* Behind the history, and behind other lines. */
    refuses(&of, "region MarketFeed\n", "");
    refuses(&of, "region MarketFeed\n", "banana 7\nregion MarketFeed\n");
    snprintf(other, sizeof other, "region MarketFeed\n%s", line);
    refuses(&of, "region MarketFeed\n", other);
    refuses(&of, "region MarketFeed\n", "region MarketFeed\ncurrent 3\n");
    refuses(&of, "tenon-layout 1\n", "tenon-layout 2\n");
    refuses(&of, "tenon-layout 1\n", "");
    refuses(&of, "schema market\n", "");
    close_subject(&of);
}

static void textWithoutItsEndIsAMismatch(void) {
    subject of;
    open_subject(&of, 3, 1);
    size_t size = strlen(of.creator.layout_text);
    for (size_t cut = 0; cut < size; cut++) {
        set_text(&of, of.creator.layout_text, cut);
        bool ends_well = cut > 0 && of.creator.layout_text[cut - 1] == '\n' &&
                         cut > (size_t)(strstr(of.creator.layout_text, "region ") -
                                        of.creator.layout_text);
        CHECK_STATUS(attach(&of), ends_well ? TENON_OK : TENON_MISMATCH);
    }
    close_subject(&of);
}

static void historyThatAnOlderRegionCannotHaveIsAMismatch(void) {
    subject of;
    open_subject(&of, 1, 3);
    change(&of, "schema", "schema");
    CHECK_STATUS(attach(&of), TENON_OK);
    char lines[256];
    snprintf(lines, sizeof lines, "schema market\ncurrent 2\ncompatible 1 %064d\n", 0);
    refuses(&of, "schema market\n", lines);
    snprintf(lines, sizeof lines, "schema market\ncurrent 3\ncompatible 2 %064d\n", 0);
    refuses(&of, "schema market\n", lines);
    refuses(&of, "schema market\n", "schema market\ncurrent 1\n");
    refuses(&of, "schema market\n", "schema market\ncompatible 1\n");
    refuses(&of, "Side.BUY = 1\n", "Side.BUY = 1\ncompatible 1 0\n");
    close_subject(&of);
}

static void versionBeforeTheFirstOfAHistoryIsAMismatch(void) {
    subject of;
    open_subject(&of, 3, 1);
    of.joining.descriptor.contract_version = 0;
    of.joining.descriptor.section_size_count = 0;
    change(&of, "schema", "schema");
    CHECK_STATUS(attach(&of), TENON_MISMATCH);
    close_subject(&of);
}

static void randomChangesAreAMismatchOrHarmless(void) {
    subject of;
    uint64_t random = 5;
    uint32_t refused = 0;
    for (uint32_t pair = 0; pair < 2; pair++) {
        open_subject(&of, pair == 0 ? 3 : 1, pair == 0 ? 2 : 3);
        int rounds = harness_is_sanitized() ? 2000 : 5000;
        for (int round = 0; round < rounds; round++) {
            char text[4096];
            size_t size = strlen(of.creator.layout_text);
            memcpy(text, of.creator.layout_text, size);
            const size_t head = 250;
            for (uint64_t i = harness_random(&random) % 4; i < 4; i++) {
                size_t at = (size_t)(harness_random(&random) % head);
                size_t from = (size_t)(harness_random(&random) % head);
                uint64_t value = harness_random(&random);
                switch (harness_random(&random) % 4) {
                    case 0:
                        text[at] = (char)value;
                        break;
                    case 1:
                        text[at] = "\n 0123456789abcdef"[value % 18];
                        break;
                    case 2: /* lines repeated, torn and out of order */
                        memmove(text + at, text + from, (size_t)(value % 90));
                        break;
                    default:
                        memmove(text + at, text + at + 1, size - at - 1);
                        size--;
                }
            }
            set_text(&of, text, size);
            tenon_status status = attach(&of);
            CHECK(status == TENON_OK || status == TENON_MISMATCH);
            refused += status == TENON_MISMATCH;
        }
        close_subject(&of);
    }
    CHECK(refused > 1000);
}

/* The longest text there may be, all of it lines of one kind. */
static void refuses_flood(const char *start, const char *line, const char *detail) {
    test_version creator;
    test_version type;
    test_version_init(&creator, 3);
    test_version_init(&type, 1);
    size_t size = TENON_MAX_LAYOUT_TEXT;
    char *text = malloc(size + 100);
    CHECK(text != NULL);
    size_t length = strlen(start);
    memcpy(text, start, length);
    for (unsigned number = 0; length < size; number++) {
        length += (size_t)snprintf(text + length, 100, line, number);
    }
    creator.descriptor.layout_text = text;
    creator.descriptor.layout_text_size = size;
    const char *path = harness_path("flood");
    tenon_region *created;
    CHECK_STATUS(tenon_region_create(&creator.descriptor, path, &in_file, &created), TENON_OK);
    tenon_region *joined;
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &joined), TENON_MISMATCH);
    CHECK_DETAIL(detail);
    tenon_region_close(created);
    free(text);
}

/* Each ends in a moment; comparing every line with every other would take for ever. */
static void millionsOfLinesEnd(void) {
    static const char head[] = "tenon-layout 1\nschema market\n";
    refuses_flood(head, "\n", "has no FeedStatus.sequence");
    refuses_flood(head, "%x\n", "has no FeedStatus.sequence");
    refuses_flood(head, "Quote.price f64 offset 0 size 8\n", "has no FeedStatus.sequence");
    refuses_flood("tenon-layout 1\nschema market\ncurrent 65535\n",
                  "compatible %u 0000000000000000000000000000000000000000000000000000000000000000\n",
                  "has no FeedStatus.sequence");
    refuses_flood("", "current 3", "has no FeedStatus.sequence");
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(malformedHistoryIsAMismatch),
    TEST(textWithoutItsEndIsAMismatch),
    TEST(historyThatAnOlderRegionCannotHaveIsAMismatch),
    TEST(versionBeforeTheFirstOfAHistoryIsAMismatch),
    TEST(randomChangesAreAMismatchOrHarmless),
    TEST(millionsOfLinesEnd),
    {NULL, NULL},
};
