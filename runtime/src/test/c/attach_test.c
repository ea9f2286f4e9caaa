/* SPDX-License-Identifier: Apache-2.0 */
/* Refusals of attaching: they say why and write nothing. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"
#include "regions.h"

/* The region under test: kept open by its creator, changed through its file. */
typedef struct subject {
    test_region_type type;
    const char *path;
    tenon_region *region;
    int file;
    tenon_region_header header;
    tenon_section_entry entries[3];
} subject;

static void open_subject(subject *of) {
    memset(of, 0, sizeof *of);
    test_region_type_init(&of->type, 4096, 64);
    of->path = harness_path("subject");
    CHECK_STATUS(tenon_region_create(&of->type.descriptor, of->path, &in_file, &of->region),
                 TENON_OK);
    of->file = open(of->path, O_RDWR | O_CLOEXEC);
    CHECK(of->file >= 0);
    CHECK(pread(of->file, &of->header, sizeof of->header, 0) == sizeof of->header);
    CHECK(pread(of->file, of->entries, sizeof of->entries,
                (off_t)of->header.section_table_offset) == sizeof of->entries);
}

static void close_subject(subject *of) {
    close(of->file);
    tenon_region_close(of->region);
}

static void write_header(const subject *of, const tenon_region_header *header) {
    CHECK(pwrite(of->file, header, sizeof *header, 0) == sizeof *header);
}

static void write_entries(const subject *of, const tenon_section_entry *entries) {
    CHECK(pwrite(of->file, entries, sizeof of->entries, (off_t)of->header.section_table_offset) ==
          sizeof of->entries);
}

/* Attaching fails this way and leaves every byte of the file as it was. */
static void refuses(const subject *of, const tenon_region_descriptor *descriptor,
                    tenon_status expected, const char *detail) {
    struct stat information;
    CHECK(fstat(of->file, &information) == 0);
    size_t size = (size_t)information.st_size;
    uint8_t *before = calloc(1, size + 1);
    uint8_t *after = calloc(1, size + 1);
    CHECK(before != NULL && after != NULL);
    CHECK(pread(of->file, before, size, 0) == (ssize_t)size);
    tenon_region *region;
    CHECK_STATUS(tenon_region_attach(descriptor, of->path, &in_file, &region), expected);
    CHECK_DETAIL(detail);
    CHECK(region == NULL);
    CHECK(pread(of->file, after, size, 0) == (ssize_t)size);
    CHECK(memcmp(before, after, size) == 0);
    free(before);
    free(after);
}

static void accepts(const subject *of) {
    tenon_region *region;
    CHECK_STATUS(tenon_region_attach(&of->type.descriptor, of->path, &in_file, &region), TENON_OK);
    tenon_region_close(region);
}

static void refuses_header(const subject *of, const tenon_region_header *changed,
                           tenon_status expected, const char *detail) {
    write_header(of, changed);
    refuses(of, &of->type.descriptor, expected, detail);
    write_header(of, &of->header);
}

#define REFUSES_MEMBER(of, member, value, expected, detail) \
    do {                                                    \
        tenon_region_header changed = (of)->header;         \
        changed.member = (value);                           \
        refuses_header((of), &changed, (expected), (detail)); \
    } while (0)

static void everyHeaderMemberIsChecked(void) {
    subject of;
    open_subject(&of);
    uint64_t total = of.header.total_size;
    REFUSES_MEMBER(&of, magic, 0, TENON_CORRUPT, "is not a region");
    REFUSES_MEMBER(&of, format_version, 1, TENON_MISMATCH, "region format 1");
    REFUSES_MEMBER(&of, byte_order, 0x04030201, TENON_CORRUPT, "byte order");
    REFUSES_MEMBER(&of, state, TENON_REGION_STATE_INITIALISING, TENON_NOT_READY, "not finished");
    REFUSES_MEMBER(&of, state, 17, TENON_CORRUPT, "state 17");
    REFUSES_MEMBER(&of, total_size, total + 1, TENON_CORRUPT, "header says");
    REFUSES_MEMBER(&of, total_size, UINT64_MAX, TENON_CORRUPT, "header says");
    REFUSES_MEMBER(&of, total_size, 0, TENON_CORRUPT, "header says");
    REFUSES_MEMBER(&of, section_count, 2, TENON_CORRUPT, "2 sections");
    REFUSES_MEMBER(&of, section_count, TENON_MAX_SECTIONS + 1, TENON_CORRUPT, "section table");
    REFUSES_MEMBER(&of, section_count, UINT32_MAX, TENON_CORRUPT, "section table");
    REFUSES_MEMBER(&of, section_table_offset, 0, TENON_CORRUPT, "section table");
    REFUSES_MEMBER(&of, section_table_offset, total, TENON_CORRUPT, "section table");
    REFUSES_MEMBER(&of, section_table_offset, UINT64_MAX - 7, TENON_CORRUPT, "section table");
    REFUSES_MEMBER(&of, section_table_offset, of.header.section_table_offset + 1, TENON_CORRUPT,
                   "section table");
    REFUSES_MEMBER(&of, layout_text_offset, 0, TENON_CORRUPT, "layout text");
    REFUSES_MEMBER(&of, layout_text_offset, UINT64_MAX, TENON_CORRUPT, "layout text");
    REFUSES_MEMBER(&of, layout_text_size, total, TENON_CORRUPT, "layout text");
    REFUSES_MEMBER(&of, layout_text_size, UINT64_MAX, TENON_CORRUPT, "layout text");
    REFUSES_MEMBER(&of, layout_text_size, TENON_MAX_LAYOUT_TEXT + 1, TENON_CORRUPT, "layout text");
    REFUSES_MEMBER(&of, contract_version, TENON_MAX_CONTRACT_VERSION + 1, TENON_CORRUPT,
                   "contract version 65536");
    REFUSES_MEMBER(&of, contract_version, UINT32_MAX, TENON_CORRUPT, "contract version");
    REFUSES_MEMBER(&of, pid_namespace, of.header.pid_namespace + 1, TENON_FOREIGN_NAMESPACE,
                   "namespace");
    REFUSES_MEMBER(&of, boot_id[15], (uint8_t)(of.header.boot_id[15] ^ 1), TENON_STALE,
                   "last boot");
    REFUSES_MEMBER(&of, schema[0], 'M', TENON_MISMATCH, "schema Market");
    REFUSES_MEMBER(&of, region[0], 'm', TENON_MISMATCH, "region marketFeed");
    tenon_region_header endless = of.header;
    memset(endless.tool, 'x', sizeof endless.tool);
    refuses_header(&of, &endless, TENON_CORRUPT, "name without an end");
    accepts(&of);
    close_subject(&of);
}

#define REFUSES_ENTRY(of, index, member, value)                            \
    do {                                                                   \
        tenon_section_entry changed[3];                                    \
        memcpy(changed, (of)->entries, sizeof changed);                    \
        changed[index].member = (value);                                   \
        write_entries((of), changed);                                      \
        refuses((of), &(of)->type.descriptor, TENON_CORRUPT, " has a wrong "); \
        write_entries((of), (of)->entries);                                \
    } while (0)

static void everySectionEntryIsChecked(void) {
    subject of;
    open_subject(&of);
    for (uint32_t i = 0; i < 3; i++) {
        const tenon_section_entry *entry = &of.entries[i];
        REFUSES_ENTRY(&of, i, name[0], 'X');
        REFUSES_ENTRY(&of, i, name[strlen(entry->name)], 'X');
        REFUSES_ENTRY(&of, i, kind, entry->kind ^ 3);
        REFUSES_ENTRY(&of, i, kind, 0);
        REFUSES_ENTRY(&of, i, kind, UINT32_MAX);
        REFUSES_ENTRY(&of, i, alignment, 0);
        REFUSES_ENTRY(&of, i, alignment, entry->alignment * 2);
        REFUSES_ENTRY(&of, i, size, 0);
        REFUSES_ENTRY(&of, i, size, entry->size * 2);
        REFUSES_ENTRY(&of, i, size, UINT64_MAX);
        REFUSES_ENTRY(&of, i, offset, 0);
        REFUSES_ENTRY(&of, i, offset, entry->offset + 8);
        REFUSES_ENTRY(&of, i, offset, of.header.total_size);
        REFUSES_ENTRY(&of, i, offset, UINT64_MAX - 127);
        REFUSES_ENTRY(&of, i, offset, of.header.section_table_offset / 128 * 128);
        REFUSES_ENTRY(&of, i, data_offset, entry->data_offset + 8);
        REFUSES_ENTRY(&of, i, data_offset, of.header.total_size);
        REFUSES_ENTRY(&of, i, data_offset, UINT64_MAX - 127);
        if (entry->kind == TENON_SECTION_KIND_QUEUE) {
            REFUSES_ENTRY(&of, i, data_offset, entry->offset);
            REFUSES_ENTRY(&of, i, data_offset, 0);
        }
    }
    /* Two queues at one place. */
    REFUSES_ENTRY(&of, BACK_SECTION, offset, of.entries[QUEUE_SECTION].offset);
    tenon_section_entry endless[3];
    memcpy(endless, of.entries, sizeof endless);
    memset(endless[1].name, 'x', sizeof endless[1].name);
    write_entries(&of, endless);
    refuses(&of, &of.type.descriptor, TENON_CORRUPT, "wrong name");
    write_entries(&of, of.entries);
    accepts(&of);
    close_subject(&of);
}

static void truncatedFileIsRefusedBeforeItIsMapped(void) {
    subject of;
    open_subject(&of);
    static const off_t sizes[] = {0, 1, 8, 4479, 4480, 5000, 8191};
    off_t total = (off_t)of.header.total_size;
    uint8_t *content = calloc(1, (size_t)total);
    CHECK(content != NULL && pread(of.file, content, (size_t)total, 0) == (ssize_t)total);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        CHECK(pwrite(of.file, content, (size_t)total, 0) == (ssize_t)total);
        CHECK(sizes[i] < total && ftruncate(of.file, sizes[i]) == 0);
        refuses(&of, &of.type.descriptor, TENON_CORRUPT, "bytes");
    }
    CHECK(pwrite(of.file, content, (size_t)total, 0) == (ssize_t)total);
    free(content);
    accepts(&of);
    close_subject(&of);
}

static void foreignModeOwnerAndTypeAreRefused(void) {
    subject of;
    open_subject(&of);
    static const mode_t modes[] = {0640, 0604, 0660, 0666, 0601, 0777};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        CHECK(fchmod(of.file, modes[i]) == 0);
        refuses(&of, &of.type.descriptor, TENON_UNSAFE, "mode");
    }
    CHECK(fchmod(of.file, 0600) == 0);
    if (geteuid() == 0) {
        CHECK(fchown(of.file, 12345, (gid_t)-1) == 0);
        refuses(&of, &of.type.descriptor, TENON_UNSAFE, "belongs to user 12345");
        tenon_region *taken;
        CHECK_STATUS(tenon_region_create(&of.type.descriptor, of.path, &in_file, &taken),
                     TENON_EXISTS);
        CHECK_STATUS(tenon_region_remove(of.path, &in_file), TENON_UNSAFE);
        CHECK(fchown(of.file, 0, (gid_t)-1) == 0);
    }
    accepts(&of);
    tenon_region *region;
    const char *link_path = harness_path("link");
    CHECK(symlink(of.path, link_path) == 0);
    CHECK_STATUS(tenon_region_attach(&of.type.descriptor, link_path, &in_file, &region),
                 TENON_UNSAFE);
    CHECK_DETAIL("symbolic link");
    CHECK_STATUS(tenon_region_create(&of.type.descriptor, link_path, &in_file, &region),
                 TENON_EXISTS);
    CHECK(unlink(link_path) == 0);
    const char *pipe_path = harness_path("pipe");
    CHECK(mkfifo(pipe_path, 0600) == 0);
    CHECK_STATUS(tenon_region_attach(&of.type.descriptor, pipe_path, &in_file, &region),
                 TENON_UNSAFE);
    CHECK(unlink(pipe_path) == 0);
    const char *directory_path = harness_path("directory");
    CHECK(mkdir(directory_path, 0700) == 0);
    CHECK_STATUS(tenon_region_attach(&of.type.descriptor, directory_path, &in_file, &region),
                 TENON_UNSAFE);
    CHECK(rmdir(directory_path) == 0);
    close_subject(&of);
}

static void fileThatIsNoRegionIsNeitherReplacedNorJoined(void) {
    test_region_type type;
    test_region_type_init(&type, 4096, 8);
    const char *path = harness_path("notes");
    int file = open(path, O_CREAT | O_RDWR, 0600);
    CHECK(file >= 0 && write(file, "dear diary", 10) == 10);
    tenon_region *region;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region), TENON_EXISTS);
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &region), TENON_CORRUPT);
    CHECK_STATUS(tenon_region_open_or_create(&type.descriptor, path, &in_file, &region),
                 TENON_CORRUPT);
    char text[16] = "";
    CHECK(pread(file, text, sizeof text, 0) == 10 && strcmp(text, "dear diary") == 0);
    close(file);
    CHECK(unlink(path) == 0);
}

static void regionOfAnEarlierBootIsReplacedUnlessPersistent(void) {
    subject of;
    open_subject(&of);
    tenon_region_header earlier = of.header;
    earlier.boot_id[0] ^= 0xFF;
    earlier.flags = TENON_REGION_FLAGS_PERSISTENT;
    write_header(&of, &earlier);
    tenon_region *region;
    CHECK_STATUS(tenon_region_create(&of.type.descriptor, of.path, &in_file, &region),
                 TENON_EXISTS);
    CHECK_STATUS(tenon_region_open_or_create(&of.type.descriptor, of.path, &in_file, &region),
                 TENON_STALE);
    earlier.flags = 0;
    write_header(&of, &earlier);
    CHECK_STATUS(tenon_region_open_or_create(&of.type.descriptor, of.path, &in_file, &region),
                 TENON_OK);
    tenon_region_close(region);
    close_subject(&of);
}

/* The text of the region under test with one part replaced. */
static void change_layout(test_region_type *type, const char *from, const char *to) {
    char text[1024];
    const char *at = strstr(type->layout_text, from);
    CHECK(at != NULL);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - type->layout_text), type->layout_text, to,
             at + strlen(from));
    test_region_type_set_text(type, text);
}

static test_region_type newer_program(const char *from, const char *to) {
    test_region_type type;
    test_region_type_init(&type, 4096, 64);
    type.descriptor.contract_version = 2;
    change_layout(&type, from, to);
    return type;
}

/* A program with this change of the layout is told this. */
static void reports(const subject *of, const char *from, const char *to, const char *message) {
    test_region_type type = newer_program(from, to);
    type.descriptor.sections = type.sections;
    type.descriptor.layout_text = type.layout_text;
    refuses(of, &type.descriptor, TENON_MISMATCH, message);
}

static void otherLayoutIsNamedFieldByField(void) {
    subject of;
    open_subject(&of);
    reports(&of, "Quote.flags QuoteFlags offset 18 size 2",
            "Quote.flags QuoteFlags offset 20 size 2",
            "market v1 (built by tenon 0.1.0) has Quote.flags QuoteFlags offset 18 size 2; "
            "this program (v2) has Quote.flags QuoteFlags offset 20 size 2");
    reports(&of, "Quote.side u8 offset 16 size 1\n", "",
            "has Quote.side u8 offset 16 size 1; this program (v2) has no Quote.side");
    reports(&of, "offset 18 size 2\n", "offset 18 size 2\nQuote.venue u16 offset 20 size 2\n",
            "has no Quote.venue; this program (v2) has Quote.venue u16 offset 20 size 2");
    reports(&of, "Quote struct size 64", "Quote struct size 128",
            "has Quote struct size 64 align 8 id 1; this program (v2) has Quote struct size 128 "
            "align 8 id 1");
    reports(&of, "MarketFeed.quotes queue capacity 4096", "MarketFeed.quotes queue capacity 8192",
            "has MarketFeed.quotes queue capacity 4096 align 64 of Quote; this program (v2) has "
            "MarketFeed.quotes queue capacity 8192 align 64 of Quote");
    /* The field goes before the size that follows from it. */
    reports(&of,
            "Quote struct size 64 align 8 id 1\n"
            "Quote.symbol char[16] offset 0 size 16\n",
            "Quote struct size 80 align 8 id 1\n"
            "Quote.symbol char[32] offset 0 size 32\n",
            "has Quote.symbol char[16] offset 0 size 16; this program (v2) has Quote.symbol "
            "char[32] offset 0 size 32");
    reports(&of, "schema market\nregion MarketFeed\n", "region MarketFeed\nschema market\n",
            "same facts in another order");
    close_subject(&of);
}

static void hostileLayoutTextIsShownHarmlessly(void) {
    subject of;
    open_subject(&of);
    tenon_region_header changed = of.header;
    changed.layout_hash[0] ^= 1;
    write_header(&of, &changed);
    size_t size = (size_t)of.header.layout_text_size;
    char *text = malloc(size);
    CHECK(text != NULL);
    uint64_t random = 11;
    for (int round = 0; round < 500; round++) {
        for (size_t i = 0; i < size; i++) {
            uint64_t value = harness_random(&random);
            text[i] = round % 2 == 0 ? (char)value : " \n.Qo\033"[value % 7];
        }
        CHECK(pwrite(of.file, text, size, (off_t)of.header.layout_text_offset) == (ssize_t)size);
        tenon_region *region;
        CHECK_STATUS(
            tenon_region_attach(&of.type.descriptor, of.path, &in_file, &region), TENON_MISMATCH);
        for (const char *c = strstr(tenon_status_detail(), ": "); *c != '\0'; c++) {
            CHECK(*c >= ' ' && *c <= '~');
        }
    }
    free(text);
    close_subject(&of);
}

/* Attaches from another process-id namespace. */
static int attach_from_elsewhere(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    test_region_type type;
    test_region_type_init(&type, 4096, 64);
    tenon_region *region;
    return tenon_region_attach(&type.descriptor, arguments[0], &in_file, &region) ==
                   TENON_FOREIGN_NAMESPACE
               ? 0
               : 1;
}

static void processOfAnotherPidNamespaceIsRefused(void) {
    subject of;
    open_subject(&of);
    harness_child child = harness_start_in_new_pid_namespace("elsewhere", of.path);
    int result = harness_join(&child);
    close_subject(&of);
    if (result == 126) {
        harness_skip("no permission to make a process-id namespace");
    }
    CHECK_EQUAL(result, 0);
}

const harness_role harness_roles[] = {{"elsewhere", attach_from_elsewhere}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(everyHeaderMemberIsChecked),
    TEST(everySectionEntryIsChecked),
    TEST(truncatedFileIsRefusedBeforeItIsMapped),
    TEST(foreignModeOwnerAndTypeAreRefused),
    TEST(fileThatIsNoRegionIsNeitherReplacedNorJoined),
    TEST(regionOfAnEarlierBootIsReplacedUnlessPersistent),
    TEST(otherLayoutIsNamedFieldByField),
    TEST(hostileLayoutTextIsShownHarmlessly),
    TEST(processOfAnotherPidNamespaceIsRefused),
    {NULL, NULL},
};
