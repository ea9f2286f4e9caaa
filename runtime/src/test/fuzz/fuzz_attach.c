/* SPDX-License-Identifier: Apache-2.0 */
/* The file of a region, as somebody else wrote it: header, section table, texts and participants.
 * It is opened in each way, all sections are used that it has, and it is closed. */
#define _GNU_SOURCE
#include "fuzz.h"

#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

#include "versions.h"

#define ROOM 65536u
#define PATH "region"

/* Programs and regions: all kinds of sections, and a type at each version. */
enum { KINDS = 0, TYPES = LAST_VERSION + 1 };

static test_version versions[TYPES];
static tenon_region_descriptor descriptors[TYPES];

/* The files of untouched regions. */
static uint8_t images[TYPES][ROOM];
static size_t image_sizes[TYPES];

static const tenon_region_options options = {.backing = TENON_BACKING_FILE,
                                             .flags = TENON_REGION_FLAGS_PERSISTENT};

/* The region that an input makes. */
static _Alignas(TENON_PAGE_BYTES) uint8_t bytes[ROOM];
static size_t size;

static void describe_kinds(tenon_region_descriptor *kinds) {
    static const char text[] =
        "tenon-layout 1\nschema market\nregion MarketFeed\nMarketFeed.status struct size 8\n";
    static const char description[] = "tenon-description 1\nMarketFeed doc Prices.\n";
    static const tenon_section_descriptor sections[] = {
        {"status", TENON_SECTION_KIND_STRUCT, 8, 8, NULL, 0, 1, 0},
        {"quotes", TENON_SECTION_KIND_QUEUE, 8, 256, NULL, 0, 2, TENON_SECTION_FLAGS_STAMPED},
        {"latest", TENON_SECTION_KIND_LATEST, TENON_LATEST_ALIGNMENT, TENON_LATEST_BYTES(40), NULL,
         0, 1, 0},
        {"news", TENON_SECTION_KIND_BROADCAST, TENON_BROADCAST_ALIGNMENT, 1024, NULL, 0, 1, 0},
        {"jobs", TENON_SECTION_KIND_WORK, 8, 256, NULL, 0, 2, 0}};
    *kinds = (tenon_region_descriptor){.schema = "market",
                                       .region = "MarketFeed",
                                       .tool = "test",
                                       .contract_version = 1,
                                       .section_count = sizeof sections / sizeof *sections,
                                       .sections = sections,
                                       .layout_text = text,
                                       .layout_text_size = sizeof text - 1,
                                       .description = description,
                                       .description_size = sizeof description - 1};
}

static void make_image(uint32_t type) {
    const char *path = harness_path(PATH);
    tenon_region *region;
    CHECK_STATUS(tenon_region_create(&descriptors[type], path, &options, &region), TENON_OK);
    size_t mapped_size;
    uint8_t *mapped = attacked_map(path, &mapped_size);
    fuzz_identity = ((const tenon_region_header *)(const void *)mapped)->creator;
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
    CHECK(mapped_size <= ROOM);
    memcpy(images[type], mapped, mapped_size);
    image_sizes[type] = mapped_size;
    CHECK(unlink(path) == 0);
}

void fuzz_open(void) {
    describe_kinds(&descriptors[KINDS]);
    for (uint32_t i = 0; i < TYPES; i++) {
        if (i != KINDS) {
            test_version_init(&versions[i], i);
            descriptors[i] = versions[i].descriptor;
        }
        make_image(i);
    }
}

void fuzz_close(void) {}

/* ---- What a script does with the file ---- */

/* Stores a value to a word, as far as it lies in the file. */
static void store(fuzz_input *input, size_t at, uint32_t width) {
    uint64_t own = 0;
    if (at + width <= size) {
        memcpy(&own, bytes + at, width);
        own = fuzz_value(input, own, size);
        memcpy(bytes + at, &own, width);
    }
}

static tenon_region_header *header(void) { return (tenon_region_header *)(void *)bytes; }

static size_t entry_at(uint8_t index) {
    return sizeof(tenon_region_header) + index * sizeof(tenon_section_entry);
}

/* Writes a piece of a text: raw bytes, or what a layout text is made of. */
static size_t make_piece(fuzz_input *input, char piece[256]) {
    static const char *const words[] = {
        "tenon-layout 1\n", "schema market\n",  "region MarketFeed\n", "current 2\n",
        "current 3\n",      "current 65535\n",  "compatible 1 ",       "compatible 2 ",
        "compatible 3 ",    "current ",         " offset 8 size 8\n",  " queue ",
        " struct size 8\n", "MarketFeed.",      "Quote.price ",        "\n"};
    uint8_t choice = fuzz_byte(input);
    if (choice < 16) {
        return (size_t)snprintf(piece, 256, "%s", words[choice]);
    }
    if (choice < 16 + TYPES) {
        const uint8_t *hash = descriptors[choice - 16].layout_hash;
        for (size_t i = 0; i < TENON_LAYOUT_HASH_BYTES; i++) {
            snprintf(piece + 2 * i, 3, "%02x", (unsigned)hash[i]);
        }
        return (size_t)2 * TENON_LAYOUT_HASH_BYTES;
    }
    size_t count = choice % 32;
    for (size_t i = 0; i < count; i++) {
        piece[i] = (char)fuzz_byte(input);
    }
    return count;
}

/* Overwrites bytes of the layout text. */
static void overwrite_text(fuzz_input *input) {
    char piece[256];
    uint64_t at = header()->layout_text_offset + fuzz_number(input, 2) % 2048;
    size_t count = make_piece(input, piece);
    if (at < size && count <= size - at) {
        memcpy(bytes + at, piece, count);
    }
}

/* Puts another layout text behind the file: that of a version, with pieces in place of a part. */
static void append_text(fuzz_input *input) {
    const tenon_region_descriptor *from = &descriptors[fuzz_byte(input) % TYPES];
    size_t begin = fuzz_number(input, 2) % (from->layout_text_size + 1);
    size_t end = begin + fuzz_byte(input);
    if (end > from->layout_text_size) {
        end = (size_t)from->layout_text_size;
    }
    if (size + from->layout_text_size + 4 * 256 > ROOM || size < sizeof *header()) {
        return;
    }
    header()->layout_text_offset = size;
    memcpy(bytes + size, from->layout_text, begin);
    size += begin;
    for (uint32_t i = fuzz_byte(input) % 4; i > 0; i--) {
        size += make_piece(input, (char *)bytes + size);
    }
    memcpy(bytes + size, from->layout_text + end, from->layout_text_size - end);
    size += from->layout_text_size - end;
    header()->layout_text_size = size - header()->layout_text_offset;
    header()->description_offset = size;
    header()->description_size = 0;
    header()->total_size = size;
}

static void change_size(fuzz_input *input) {
    size_t changed = (size_t)fuzz_value(input, size, TENON_PAGE_BYTES);
    size = changed < ROOM ? changed : changed % ROOM;
}

static void copy_entry(fuzz_input *input) {
    size_t from = entry_at(fuzz_byte(input) % 8);
    size_t to = entry_at(fuzz_byte(input) % 8);
    memmove(bytes + to, bytes + from, sizeof(tenon_section_entry));
}

static void fill_participants(fuzz_input *input) {
    uint64_t identity = fuzz_value(input, fuzz_identity, 0);
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        header()->participants[i].identity = identity;
    }
}

static void change(fuzz_input *input) {
    uint8_t what = fuzz_byte(input);
    uint32_t width = (what & 16) != 0 ? 4 : 8;
    switch (what % 16) {
        case 0:
        case 1:
        case 2: /* what comes before the names */
            store(input, fuzz_byte(input) % 20 * (size_t)4, width);
            break;
        case 3:
            store(input, fuzz_byte(input) % 96 * (size_t)4, width);
            break;
        case 4:
        case 5:
        case 6: { /* a number of an entry */
            size_t entry = entry_at(fuzz_byte(input) % 8);
            store(input, entry + offsetof(tenon_section_entry, kind) +
                             fuzz_byte(input) % 10 * (size_t)4, width);
            break;
        }
        case 7: /* a word of a participant, or of a section table */
            store(input, fuzz_number(input, 2) % (8192 / 4) * 4, width);
            break;
        case 8:
            store(input, fuzz_number(input, 2) % (ROOM / 8) * 8, width);
            break;
        case 9: { /* any bytes anywhere */
            size_t at = fuzz_number(input, 2);
            for (uint32_t i = fuzz_byte(input) % 64; i > 0 && at < size; i--) {
                bytes[at++] = fuzz_byte(input);
            }
            break;
        }
        case 10:
            overwrite_text(input);
            break;
        case 11:
            append_text(input);
            break;
        case 12:
            memcpy(header()->layout_hash, descriptors[fuzz_byte(input) % TYPES].layout_hash,
                   TENON_LAYOUT_HASH_BYTES);
            break;
        case 13:
            change_size(input);
            break;
        case 14:
            copy_entry(input);
            break;
        default:
            fill_participants(input);
    }
}

/* Writes the file anew. The lock of a process that lives is waited for, which takes seconds and
 * shows nothing. */
static void write_region(const char *path) {
    if (header()->lock >> TENON_IDENTITY_START_BITS == (uint64_t)getpid()) {
        header()->lock = 0;
    }
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    CHECK(file >= 0);
    CHECK_EQUAL(write(file, bytes, size), size);
    close(file);
}

/* ---- What a program does with the region ---- */

static void receive(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t payload_size) {
    (void)context;
    (void)contract_version;
    CHECK(message_id != TENON_PADDING_MESSAGE_ID);
    fuzz_read_all(payload, payload_size);
}

#define QUEUE_ANSWERS                                                                      \
    (FUZZ_MAY(TENON_BUSY) | FUZZ_MAY(TENON_CORRUPT) | FUZZ_MAY(TENON_FULL) |               \
     FUZZ_MAY(TENON_PEER_LEFT))

static void use_queue(tenon_queue *queue) {
    tenon_queue_statistics seen;
    tenon_queue_read_statistics(queue, &seen);
    void *payload;
    tenon_status status = tenon_queue_claim(queue, 1, 1, 16, &payload);
    FUZZ_EXPECT(status, QUEUE_ANSWERS);
    if (status == TENON_OK) {
        memset(payload, 1, 16);
        tenon_queue_publish(queue);
    }
    FUZZ_EXPECT(tenon_queue_take(queue, receive, NULL, 3, 0), QUEUE_ANSWERS);
    (void)tenon_queue_producer_state(queue);
    (void)tenon_queue_consumer_state(queue);
}

static void use_latest(tenon_latest *latest) {
    uint8_t value[40] = {0};
    uint32_t version = 1;
    tenon_latest_reader reader = {.number = 0};
    FUZZ_EXPECT(tenon_latest_read(latest, &reader, &version, value, sizeof value),
                FUZZ_MAY(TENON_NOT_FOUND) | FUZZ_MAY(TENON_AGAIN));
    FUZZ_EXPECT(tenon_latest_publish(latest, 1, value, sizeof value), FUZZ_MAY(TENON_BUSY));
}

static void use_broadcast(tenon_broadcast *broadcast) {
    tenon_broadcast_consumer *consumer;
    void *payload;
    if (tenon_broadcast_join(broadcast, 3, &consumer) == TENON_OK) {
        FUZZ_EXPECT(tenon_broadcast_poll(consumer, receive, NULL, 3), FUZZ_MAY(TENON_CORRUPT));
    }
    tenon_status status = tenon_broadcast_claim(broadcast, 1, 1, 16, &payload);
    FUZZ_EXPECT(status, FUZZ_MAY(TENON_BUSY) | FUZZ_MAY(TENON_CORRUPT));
    if (status == TENON_OK) {
        memset(payload, 1, 16);
        tenon_broadcast_publish(broadcast);
    }
}

static void use_work(tenon_work *work) {
    tenon_work_statistics seen;
    tenon_work_read_statistics(work, &seen);
    tenon_worker *worker;
    tenon_status status = tenon_work_join(work, &worker);
    FUZZ_EXPECT(status, FUZZ_MAY(TENON_BUSY));
    void *payload;
    FUZZ_EXPECT(tenon_work_claim(work, 1, 1, 16, &payload), QUEUE_ANSWERS);
    tenon_work_publish(work);
    if (status == TENON_OK) {
        FUZZ_EXPECT(tenon_work_take(worker, receive, NULL, 3, 0), QUEUE_ANSWERS);
    }
}

static void use(tenon_region *region, const tenon_region_descriptor *descriptor) {
    CHECK(tenon_region_contract_version(region) <= TENON_MAX_CONTRACT_VERSION);
    for (uint32_t i = 0; i < descriptor->section_count; i++) {
        if (!tenon_region_has_section(region, i)) {
            CHECK_STATUS(tenon_region_require_section(region, i), TENON_NOT_FOUND);
            continue;
        }
        uint8_t *content;
        switch (descriptor->sections[i].kind) {
            case TENON_SECTION_KIND_STRUCT:
                content = tenon_region_struct(region, i);
                fuzz_read_all(content, tenon_region_struct_size(region, i));
                content[0]++;
                tenon_struct_changed(tenon_region_struct_section(region, i));
                break;
            case TENON_SECTION_KIND_QUEUE:
                use_queue(tenon_region_queue(region, i));
                break;
            case TENON_SECTION_KIND_LATEST:
                use_latest(tenon_region_latest(region, i));
                break;
            case TENON_SECTION_KIND_BROADCAST:
                use_broadcast(tenon_region_broadcast(region, i));
                break;
            default:
                use_work(tenon_region_work(region, i));
        }
    }
    CHECK_STATUS(tenon_region_set_label(region, "fuzz"), TENON_OK);
}

/* Statuses of attaching: the file is this user's, and nobody else's hand is on it. */
#define ATTACH_ANSWERS                                                                       \
    (FUZZ_MAY(TENON_MISMATCH) | FUZZ_MAY(TENON_CORRUPT) | FUZZ_MAY(TENON_NOT_READY) |        \
     FUZZ_MAY(TENON_STALE) | FUZZ_MAY(TENON_FOREIGN_NAMESPACE) | FUZZ_MAY(TENON_LIMIT))

static void open_region(uint8_t how, const tenon_region_descriptor *descriptor,
                        const char *path) {
    tenon_region *region = NULL;
    tenon_status status;
    switch (how % 8) {
        case 5:
            status = tenon_region_open_or_create(descriptor, path, &options, &region);
            FUZZ_EXPECT(status, ATTACH_ANSWERS);
            break;
        case 6:
            status = tenon_region_create(descriptor, path, &options, &region);
            FUZZ_EXPECT(status, FUZZ_MAY(TENON_EXISTS));
            break;
        case 7:
            CHECK_STATUS(tenon_region_remove(path, &options), TENON_OK);
            return;
        default:
            status = tenon_region_attach(descriptor, path, &options, &region);
            FUZZ_EXPECT(status, ATTACH_ANSWERS);
    }
    CHECK((status == TENON_OK) == (region != NULL));
    if (region != NULL) {
        use(region, descriptor);
        CHECK_STATUS(tenon_region_close(region), TENON_OK);
    }
}

void fuzz_run(fuzz_input *input) {
    const char *path = harness_path(PATH);
    uint8_t choice = fuzz_byte(input);
    const tenon_region_descriptor *program = &descriptors[choice % TYPES];
    uint32_t made = (choice & 128) != 0 ? choice / 8 % TYPES : choice % TYPES;
    uint8_t how = fuzz_byte(input);
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, images[made], image_sizes[made]);
    size = image_sizes[made];
    for (uint32_t i = 0; i < FUZZ_STEPS && fuzz_has_more(input); i++) {
        change(input);
    }
    write_region(path);
    open_region(how, program, path);
    (void)unlink(path);
}
