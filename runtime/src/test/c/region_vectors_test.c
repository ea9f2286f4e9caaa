/* SPDX-License-Identifier: Apache-2.0 */
/* The vectors of regions: descriptors, names, headers, section tables, layout texts. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include "regions.h"
#include "vectors.h"

#define MOST_SECTIONS (TENON_MAX_SECTIONS + 1)
#define MOST_SIZES 8

/* The descriptor that the next create or attach uses; its texts. */
static tenon_region_descriptor descriptor;
static tenon_section_descriptor sections[MOST_SECTIONS];
static char section_names[MOST_SECTIONS][128];
static tenon_section_size sizes[MOST_SIZES];
static char schema[256];
static char region_type[256];
static char tool[256];
static char layout[1 << 20];
static uint32_t appended; /* with which version the sections that follow came */

static void set_layout(const char *text, size_t size) {
    memcpy(layout, text, size);
    descriptor.layout_text = layout;
    descriptor.layout_text_size = size;
}

static void begin(void) {
    static const char text[] = "tenon-layout 1\nschema market\nregion Feed\n";
    memset(&descriptor, 0, sizeof descriptor);
    appended = 0;
    strcpy(schema, "market");
    strcpy(region_type, "Feed");
    strcpy(tool, "tenon 0.1.0");
    descriptor.schema = schema;
    descriptor.region = region_type;
    descriptor.tool = tool;
    descriptor.contract_version = 1;
    descriptor.sections = sections;
    descriptor.section_sizes = sizes;
    memset(descriptor.layout_hash, 0x5a, sizeof descriptor.layout_hash);
    descriptor.description = NULL;
    descriptor.description_size = 0;
    set_layout(text, sizeof text - 1);
}

static void end(void) { unlink(vector_path()); }

static void set_text(char text[256], const vector_step *step) {
    snprintf(text, 256, "%.*s", (int)step->rest_size, step->rest);
}

static void set_schema(const vector_step *step) { set_text(schema, step); }
static void set_region(const vector_step *step) { set_text(region_type, step); }
static void set_tool(const vector_step *step) { set_text(tool, step); }

static void set_version(const vector_step *step) {
    descriptor.contract_version = (uint32_t)vector_number(step, 0);
}

static void read_hex(const char *hex, uint8_t *bytes, size_t size) {
    size_t given = strlen(hex) / 2;
    for (size_t i = 0; i < size; i++) {
        const char digits[3] = {hex[2 * (i % given)], hex[2 * (i % given) + 1], '\0'};
        bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
}

static void set_hash(const vector_step *step) {
    read_hex(step->words[0], descriptor.layout_hash, sizeof descriptor.layout_hash);
}

static char description[1024];

static void set_description(const vector_step *step) {
    memcpy(description, step->text, step->text_size);
    descriptor.description = description;
    descriptor.description_size = step->text_size;
}

/* layout [cut]: without the LF of its last line */
static void set_layout_text(const vector_step *step) {
    bool cut = strcmp(step->words[0], "cut") == 0;
    set_layout(step->text, step->text_size - (cut ? 1 : 0));
}

static tenon_section_descriptor *add(const char *name, uint32_t kind, uint64_t size,
                                     uint64_t alignment) {
    uint32_t i = descriptor.section_count++;
    snprintf(section_names[i], sizeof section_names[i], "%s", name);
    sections[i] = (tenon_section_descriptor){section_names[i], kind, (uint32_t)alignment, size,
                                             NULL, appended, 1, 0};
    return &sections[i];
}

static void forget_sections(const vector_step *step) {
    (void)step;
    descriptor.section_count = 0;
    descriptor.section_size_count = 0;
    appended = 0;
}

/* appended VERSION: with which version the sections that follow came */
static void set_appended(const vector_step *step) { appended = (uint32_t)vector_number(step, 0); }

/* struct SIZE ALIGNMENT NAME */
static void add_struct(const vector_step *step) {
    add(step->words[2], TENON_SECTION_KIND_STRUCT, vector_number(step, 0), vector_number(step, 1));
}

/* queue CAPACITY ALIGNMENT NAME */
static void add_queue(const vector_step *step) {
    add(step->words[2], TENON_SECTION_KIND_QUEUE, vector_number(step, 0), vector_number(step, 1));
}

/* lanes LANES STAMPED CAPACITY ALIGNMENT NAME: a queue with so many producers */
static void add_lanes(const vector_step *step) {
    tenon_section_descriptor *queue =
        add(step->words[4], TENON_SECTION_KIND_QUEUE, vector_number(step, 2),
            vector_number(step, 3));
    queue->count = (uint32_t)vector_number(step, 0);
    queue->flags = vector_number(step, 1) != 0 ? TENON_SECTION_FLAGS_STAMPED : 0;
}

/* latest BYTES NAME */
static void add_latest(const vector_step *step) {
    add(step->words[1], TENON_SECTION_KIND_LATEST, TENON_LATEST_BYTES(vector_number(step, 0)),
        TENON_LATEST_ALIGNMENT);
}

/* broadcast CAPACITY NAME */
static void add_broadcast(const vector_step *step) {
    add(step->words[1], TENON_SECTION_KIND_BROADCAST, vector_number(step, 0),
        TENON_BROADCAST_ALIGNMENT);
}

/* work WORKERS CAPACITY ALIGNMENT NAME */
static void add_work(const vector_step *step) {
    add(step->words[3], TENON_SECTION_KIND_WORK, vector_number(step, 1), vector_number(step, 2))
        ->count = (uint32_t)vector_number(step, 0);
}

/* event FLAGS NAME */
static void add_event(const vector_step *step) {
    add(step->words[1], TENON_SECTION_KIND_EVENT, TENON_EVENT_BYTES, 8)->flags =
        (uint32_t)vector_number(step, 0);
}

/* mutex FLAGS NAME */
static void add_mutex(const vector_step *step) {
    add(step->words[1], TENON_SECTION_KIND_MUTEX, TENON_MUTEX_BYTES, 8)->flags =
        (uint32_t)vector_number(step, 0);
}

/* semaphore PERMITS NAME */
static void add_semaphore(const vector_step *step) {
    uint32_t permits = (uint32_t)vector_number(step, 0);
    add(step->words[1], TENON_SECTION_KIND_SEMAPHORE, TENON_SEMAPHORE_BYTES(permits), 8)->count =
        permits;
}

static void add_structs(const vector_step *step) {
    for (uint64_t i = vector_number(step, 0); i > 0; i--) {
        add("many", TENON_SECTION_KIND_STRUCT, 8, 8);
    }
}

/* since VERSION SIZE: of the struct, or the value of the latest value, that was added last */
static void add_size(const vector_step *step) {
    uint32_t last = descriptor.section_count - 1;
    uint64_t size = vector_number(step, 1);
    bool is_latest = sections[last].kind == TENON_SECTION_KIND_LATEST;
    sizes[descriptor.section_size_count++] = (tenon_section_size){
        last, (uint32_t)vector_number(step, 0), is_latest ? TENON_LATEST_BYTES(size) : size};
}

static void say_opened(tenon_status status, tenon_region *region) {
    vector_say_status(status);
    if (status == TENON_OK) {
        CHECK_STATUS(tenon_region_close(region), TENON_OK);
    }
}

/* The region stays, and nobody is attached. */
static void create(const vector_step *step) {
    (void)step;
    tenon_region *region = NULL;
    tenon_status status =
        tenon_region_create(&descriptor, vector_path(), &in_persistent_file, &region);
    say_opened(status, region);
}

static void attach(const vector_step *step) {
    (void)step;
    tenon_region *region = NULL;
    tenon_status status =
        tenon_region_attach(&descriptor, vector_path(), &in_persistent_file, &region);
    say_opened(status, region);
}

/* section INDEX: attaches and asks for the object of a section. */
static void require_section(const vector_step *step) {
    tenon_region *region = NULL;
    uint32_t index = (uint32_t)vector_number(step, 0);
    tenon_status status =
        tenon_region_attach(&descriptor, vector_path(), &in_persistent_file, &region);
    if (status != TENON_OK) {
        vector_say_status(status);
        return;
    }
    status = tenon_region_require_section(region, index);
    CHECK(tenon_region_has_section(region, index) == (status == TENON_OK));
    bool is_found = tenon_region_struct(region, index) != NULL ||
                    tenon_region_queue(region, index) != NULL ||
                    tenon_region_latest(region, index) != NULL ||
                    tenon_region_broadcast(region, index) != NULL ||
                    tenon_region_work(region, index) != NULL ||
                    tenon_region_event(region, index) != NULL ||
                    tenon_region_mutex(region, index) != NULL ||
                    tenon_region_semaphore(region, index) != NULL;
    CHECK(is_found == (status == TENON_OK));
    if (status == TENON_NOT_FOUND) {
        vector_say("absent %s", tenon_status_detail());
    } else {
        vector_say_status(status);
    }
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

/* As attach, where the message depends on the machine. */
static void attach_word(const vector_step *step) {
    (void)step;
    tenon_region *region = NULL;
    tenon_status status =
        tenon_region_attach(&descriptor, vector_path(), &in_persistent_file, &region);
    vector_say("%s", status == TENON_STALE               ? "stale"
                     : status == TENON_FOREIGN_NAMESPACE ? "foreign"
                                                         : tenon_status_text(status));
}

/* name shared TEXT, name file TEXT: attaches by it. */
static void use_name(const vector_step *step) {
    const tenon_region_options options = {
        .backing = strcmp(step->words[0], "file") == 0 ? TENON_BACKING_FILE : TENON_BACKING_POSIX};
    const char *name = strchr(step->rest, ' ');
    tenon_region *region = NULL;
    vector_say_status(
        tenon_region_attach(&descriptor, name != NULL ? name + 1 : "", &options, &region));
}

/* The members of a struct in the file, by name. */
typedef struct member {
    const char *name;
    size_t offset;
    size_t size;
} member;

#define HEADER_MEMBER(name) \
    { #name, offsetof(tenon_region_header, name), sizeof(((tenon_region_header *)0)->name) }
#define ENTRY_MEMBER(name) \
    { #name, offsetof(tenon_section_entry, name), sizeof(((tenon_section_entry *)0)->name) }

static const member header_members[] = {HEADER_MEMBER(magic),
                                        HEADER_MEMBER(format_version),
                                        HEADER_MEMBER(byte_order),
                                        HEADER_MEMBER(total_size),
                                        HEADER_MEMBER(state),
                                        HEADER_MEMBER(flags),
                                        HEADER_MEMBER(contract_version),
                                        HEADER_MEMBER(section_count),
                                        HEADER_MEMBER(section_table_offset),
                                        HEADER_MEMBER(layout_text_offset),
                                        HEADER_MEMBER(layout_text_size),
                                        HEADER_MEMBER(description_offset),
                                        HEADER_MEMBER(description_size),
                                        HEADER_MEMBER(layout_hash),
                                        HEADER_MEMBER(schema),
                                        HEADER_MEMBER(region),
                                        HEADER_MEMBER(tool),
                                        HEADER_MEMBER(boot_id),
                                        HEADER_MEMBER(pid_namespace),
                                        HEADER_MEMBER(time_namespace),
                                        {NULL, 0, 0}};
static const member entry_members[] = {
    ENTRY_MEMBER(name),   ENTRY_MEMBER(kind), ENTRY_MEMBER(alignment),
    ENTRY_MEMBER(offset), ENTRY_MEMBER(size), ENTRY_MEMBER(data_offset),
    ENTRY_MEMBER(count),  ENTRY_MEMBER(flags),
    {NULL, 0, 0}};

/* "total_size" of the header, or "1.kind" of an entry; its place in the file. */
static member find(const char *text) {
    const char *dot = strchr(text, '.');
    const member *list = dot != NULL ? entry_members : header_members;
    for (; list->name != NULL; list++) {
        if (strcmp(list->name, dot != NULL ? dot + 1 : text) == 0) {
            member found = *list;
            if (dot != NULL) {
                found.offset += sizeof(tenon_region_header) +
                                (size_t)strtoul(text, NULL, 10) * sizeof(tenon_section_entry);
            }
            return found;
        }
    }
    vector_fail("no member %s", text);
}

static void access_file(size_t offset, void *bytes, size_t size, bool writes) {
    int file = open(vector_path(), O_RDWR | O_CLOEXEC);
    CHECK(file >= 0);
    CHECK_EQUAL(writes ? pwrite(file, bytes, size, (off_t)offset)
                       : pread(file, bytes, size, (off_t)offset),
                size);
    close(file);
}

/* set MEMBER NUMBER */
static void set_member(const vector_step *step) {
    member to = find(step->words[0]);
    uint64_t number = vector_number(step, 1);
    uint32_t half = (uint32_t)number;
    CHECK(to.size == 8 || to.size == 4);
    access_file(to.offset, to.size == 8 ? (void *)&number : (void *)&half, to.size, true);
}

/* fill MEMBER HEX, repeated to its end */
static void fill_member(const vector_step *step) {
    member to = find(step->words[0]);
    uint8_t bytes[256];
    CHECK(to.size <= sizeof bytes);
    read_hex(step->words[1], bytes, to.size);
    access_file(to.offset, bytes, to.size, true);
}

static void say_member(const vector_step *step) {
    member of = find(step->words[0]);
    uint8_t bytes[256];
    access_file(of.offset, bytes, of.size, false);
    uint64_t number = 0;
    if (of.size == 4) {
        uint32_t half;
        memcpy(&half, bytes, sizeof half);
        number = half;
    } else {
        CHECK(of.size == 8);
        memcpy(&number, bytes, sizeof number);
    }
    vector_say("%s %" PRIu64, step->words[0], number);
}

static void say_entry(const vector_step *step) {
    tenon_section_entry entry;
    access_file(sizeof(tenon_region_header) + vector_number(step, 0) * sizeof entry, &entry,
                sizeof entry, false);
    vector_say("entry %s kind %" PRIu32 " alignment %" PRIu32 " offset %" PRIu64 " size %" PRIu64
               " data_offset %" PRIu64 " count %" PRIu32 " flags %" PRIu32,
               entry.name, entry.kind, entry.alignment, entry.offset, entry.size,
               entry.data_offset, entry.count, entry.flags);
}

static void cut_file(const vector_step *step) {
    CHECK(truncate(vector_path(), (off_t)vector_number(step, 0)) == 0);
}

/* A name beside the region's, {name} being that. */
static const char *beside(const char *text) {
    static char place[512];
    static const char mark[] = "{name}";
    const char *slash = strrchr(vector_path(), '/');
    const char *found = strstr(text, mark);
    snprintf(place, sizeof place, "%.*s/%.*s%s%s", (int)(slash - vector_path()), vector_path(),
             found != NULL ? (int)(found - text) : (int)strlen(text), text,
             found != NULL ? slash + 1 : "", found != NULL ? found + sizeof mark - 1 : "");
    return place;
}

static void make_file(const vector_step *step) {
    int file = open(beside(step->words[0]), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    CHECK(file >= 0);
    close(file);
}

static void make_link(const vector_step *step) {
    CHECK(symlink("nothing", beside(step->words[0])) == 0);
}

static void say_file(const vector_step *step) {
    struct stat status;
    bool there = lstat(beside(step->words[0]), &status) == 0;
    vector_say("%s", there ? "there" : "gone");
    if (there) {
        unlink(beside(step->words[0]));
    }
}

static const vector_verb verbs[] = {
    {"schema", set_schema}, {"region", set_region},   {"tool", set_tool},
    {"version", set_version}, {"hash", set_hash},     {"layout", set_layout_text},
    {"description", set_description},
    {"sections", forget_sections}, {"struct", add_struct}, {"queue", add_queue},
    {"lanes", add_lanes},   {"latest", add_latest},   {"broadcast", add_broadcast},
    {"work", add_work},     {"structs", add_structs}, {"since", add_size},
    {"event", add_event},   {"mutex", add_mutex},     {"semaphore", add_semaphore},
    {"create", create},
    {"appended", set_appended}, {"section", require_section},
    {"attach", attach},     {"attach-word", attach_word}, {"name", use_name},
    {"set", set_member},    {"fill", fill_member},    {"member", say_member},
    {"entry", say_entry},   {"cut", cut_file},        {"file", make_file},
    {"link", make_link},    {"look", say_file},       {NULL, NULL}};

static void descriptors(void) { vectors_walk("descriptors.txt", verbs, begin, end); }
static void headers(void) { vectors_walk("headers.txt", verbs, begin, end); }
static void section_tables(void) { vectors_walk("sections.txt", verbs, begin, end); }
static void layouts(void) { vectors_walk("layouts.txt", verbs, begin, end); }
static void names(void) { vectors_walk("names.txt", verbs, begin, end); }

const harness_test harness_tests[] = {
    {"descriptors", descriptors}, {"headers", headers}, {"section_tables", section_tables},
    {"layouts", layouts},         {"names", names},     {NULL, NULL}};
const harness_role harness_roles[] = {{NULL, NULL}};
