/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "fuzz.h"

#include <stdarg.h>
#include <stddef.h>
#include <sys/mman.h>

#include <tenon/atomic.h>

#include "regions.h"

uint64_t fuzz_identity;

/* ---- A harness for a program that has no tests ---- */

_Noreturn void harness_fail(const char *file, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    harness_remove_folder();
    abort();
}

/* A target is in no child. */
void child_tell(char byte) { harness_fail(__FILE__, __LINE__, "nobody hears %d", byte); }
int child_hear(void) { return -1; }

static void end(void) {
    fuzz_close();
    harness_remove_folder();
}

int LLVMFuzzerInitialize(int *count, char ***arguments) {
    (void)count;
    (void)arguments;
    CHECK(harness_make_folder("tenon-fuzz"));
    fuzz_open();
    CHECK(atexit(end) == 0);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const uint8_t none;
    fuzz_input input = {&none, &none};
    if (size != 0) {
        input = (fuzz_input){data, data + size};
    }
    fuzz_run(&input);
    return 0;
}

/* ---- Inputs ---- */

bool fuzz_has_more(const fuzz_input *input) { return input->next < input->end; }

uint8_t fuzz_byte(fuzz_input *input) {
    return fuzz_has_more(input) ? *input->next++ : (uint8_t)0;
}

uint64_t fuzz_number(fuzz_input *input, uint32_t bytes) {
    uint64_t number = 0;
    for (uint32_t i = 0; i < bytes; i++) {
        number |= (uint64_t)fuzz_byte(input) << 8 * i;
    }
    return number;
}

uint64_t fuzz_value(fuzz_input *input, uint64_t own, uint64_t capacity) {
    static const uint64_t edges[] = {0,
                                     1,
                                     7,
                                     8,
                                     INT32_MAX,
                                     UINT32_MAX,
                                     INT64_MAX,
                                     UINT64_MAX,
                                     UINT64_MAX - 7,
                                     UINT64_C(1) << 31,
                                     UINT64_C(1) << 32,
                                     UINT64_C(1) << 63,
                                     /* No process, and one that there is not. */
                                     UINT64_C(7),
                                     UINT64_C(4194302) << TENON_IDENTITY_START_BITS};
    enum { EDGES = sizeof edges / sizeof *edges };
    const uint64_t near[] = {own + 1,
                             own - 1,
                             own + 8,
                             own - 8,
                             own + capacity,
                             own - capacity,
                             own + capacity / 2,
                             own + capacity / 4,
                             own + capacity / 16,
                             own - capacity / 16,
                             own + 2 * capacity,
                             own + capacity + 8,
                             own - capacity - 8,
                             ~own,
                             capacity,
                             capacity - 8,
                             fuzz_identity};
    enum { NEAR = sizeof near / sizeof *near };
    uint8_t choice = fuzz_byte(input);
    uint8_t what = choice >> 3;
    switch (choice & 7) {
        case 0:
            return edges[what % EDGES];
        case 1:
            return near[what % NEAR];
        case 2:
            return own ^ UINT64_C(1) << (2 * what + (fuzz_byte(input) & 1));
        case 3: /* up to 128 steps away */
            return own + (uint64_t)(int64_t)(int8_t)fuzz_byte(input) * 8;
        case 4: { /* a header of a record */
            uint64_t size = what < 16 ? fuzz_byte(input) : capacity - fuzz_byte(input);
            return (size & UINT32_MAX) | (uint64_t)(what & 3) << 32 |
                   (uint64_t)(what >> 2 & 1) << 48;
        }
        case 5: /* the lower half alone */
            return (own & ~(uint64_t)UINT32_MAX) | (uint32_t)edges[what % EDGES];
        case 6:
            return fuzz_number(input, 2);
        default:
            return fuzz_number(input, 8);
    }
}

/* ---- Regions ---- */

static void describe(fuzz_region *of, const tenon_section_descriptor *section) {
    static const char text[] = "tenon-layout 1\nschema fuzz\nregion Fuzz\n";
    static const tenon_section_descriptor word = {"before", TENON_SECTION_KIND_STRUCT, 8, 8,
                                                  NULL,     0,                         1, 0};
    of->sections[0] = word;
    of->sections[FUZZ_SECTION] = *section;
    of->sections[2] = word;
    of->sections[2].name = "behind";
    of->descriptor = (tenon_region_descriptor){.schema = "fuzz",
                                               .region = "Fuzz",
                                               .tool = "test",
                                               .contract_version = 1,
                                               .section_count = 3,
                                               .sections = of->sections,
                                               .layout_text = text,
                                               .layout_text_size = sizeof text - 1};
}

static void guard(const fuzz_region *of, bool forbidden) {
    for (uint32_t i = 0; i < FUZZ_SIDES; i++) {
        const uint8_t *base = of->bases[i];
        const uint8_t *section = base + of->entry.offset;
        const uint8_t *data = base + of->entry.data_offset;
        attacked_forbid(base, base + offsetof(tenon_region_header, participants), forbidden);
        attacked_forbid(base + sizeof(tenon_region_header), section, forbidden);
        /* Labels lie here. */
        CHECK(mprotect((void *)(uintptr_t)base, TENON_PAGE_BYTES,
                       forbidden ? PROT_READ : PROT_READ | PROT_WRITE) == 0);
        attacked_forbid(section + of->control, data, forbidden);
        attacked_forbid(data + of->data, base + of->size, forbidden);
    }
}

void fuzz_region_open(fuzz_region *of, const char *name, const tenon_section_descriptor *section,
                      uint64_t control, uint64_t data) {
    memset(of, 0, sizeof *of);
    describe(of, section);
    const char *path = harness_path(name);
    for (uint32_t i = 0; i < FUZZ_SIDES; i++) {
        CHECK_STATUS(tenon_region_open_or_create(&of->descriptor, path, &in_file, &of->sides[i]),
                     TENON_OK);
    }
    of->bytes = attacked_map(path, &of->size);
    of->entry = *test_entry(of->bytes, FUZZ_SECTION);
    of->control = control;
    of->data = data;
    for (uint32_t i = 0; i < FUZZ_SIDES; i++) {
        of->bases[i] = (uint8_t *)tenon_region_struct(of->sides[i], 0) -
                       test_entry(of->bytes, 0)->data_offset;
    }
    CHECK(of->entry.data_offset - of->entry.offset >= control);
    CHECK(test_entry(of->bytes, 2)->offset >= of->entry.data_offset + data);
    fuzz_identity = test_own_identity((const void *)of->bytes);
    guard(of, true);
}

void fuzz_region_close(fuzz_region *of) {
    fuzz_region_clear(of);
    guard(of, false);
    CHECK(munmap(of->bytes, of->size) == 0);
    for (uint32_t i = 0; i < FUZZ_SIDES; i++) {
        CHECK_STATUS(tenon_region_close(of->sides[i]), TENON_OK);
    }
}

void fuzz_region_clear(fuzz_region *of) {
    memset(of->bytes + of->entry.offset, 0, of->control);
    memset(of->bytes + of->entry.data_offset, 0, of->data);
}

void *fuzz_control(const fuzz_region *of, uint64_t offset) {
    return of->bytes + of->entry.offset + offset;
}

/* A control word that is not zero, and so is one that is used; any when all are zero. */
static uint64_t *used_word(const fuzz_region *of, uint64_t choice) {
    uint64_t *words = fuzz_control(of, 0);
    const uint64_t count = of->control / 8;
    uint64_t used = 0;
    for (uint64_t i = 0; i < count; i++) {
        used += tenon_load_relaxed_u64(&words[i]) != 0;
    }
    uint64_t left = used != 0 ? choice % used : 0;
    for (uint64_t i = 0; i < count && used != 0; i++) {
        if (tenon_load_relaxed_u64(&words[i]) != 0 && left-- == 0) {
            return &words[i];
        }
    }
    return &words[choice % count];
}

void fuzz_store(const fuzz_region *of, fuzz_input *input) {
    uint64_t at = fuzz_number(input, 2);
    uint64_t *word = used_word(of, at / 4);
    if (at % 4 == 0) {
        word = fuzz_control(of, at / 4 % (of->control / 8) * 8);
    } else if (at % 4 == 1) {
        word = (void *)(of->bytes + of->entry.data_offset + at / 4 % (of->data / 8) * 8);
    }
    tenon_store_relaxed_u64(
        word, fuzz_value(input, tenon_load_relaxed_u64(word), of->sections[FUZZ_SECTION].size));
}

void fuzz_check_payload(const fuzz_region *of, uint32_t side, const void *payload, uint64_t size) {
    const uint8_t *begin = payload;
    const uint8_t *data = of->bases[side] + of->entry.data_offset;
    CHECK(begin >= data && begin <= data + of->data);
    CHECK(size <= (uint64_t)(data + of->data - begin));
    CHECK_EQUAL((uintptr_t)payload % of->sections[FUZZ_SECTION].alignment, 0);
}

void fuzz_read_all(const void *bytes, uint64_t size) {
    const volatile uint8_t *each = bytes;
    for (uint64_t i = 0; i < size; i++) {
        (void)each[i];
    }
}

/* ---- Messages ---- */

uint32_t fuzz_limit(uint32_t choice) {
    static const uint32_t limits[] = {1, 3, 0, UINT32_MAX};
    return limits[choice % 4];
}

uint32_t fuzz_size(uint8_t choice, uint32_t largest) {
    return choice < 240 ? choice % (largest + 1) : largest + choice - 250;
}

uint32_t fuzz_claim_statuses(uint16_t id, uint32_t size, uint32_t largest) {
    uint32_t set = FUZZ_MAY(TENON_FULL) | FUZZ_MAY(TENON_BUSY) | FUZZ_MAY(TENON_CORRUPT);
    set |= size > largest ? FUZZ_MAY(TENON_TOO_LONG) : 0;
    set |= id == TENON_PADDING_MESSAGE_ID ? FUZZ_MAY(TENON_INVALID) : 0;
    return set;
}

void fuzz_check_count(int32_t result, uint32_t count, uint32_t limit) {
    CHECK(count <= limit);
    CHECK(result < 0 || (uint32_t)result == count);
}

/* ---- Statuses ---- */

void fuzz_expect(int32_t result, uint32_t set, const char *call, const char *file, int line) {
    if (result < 0 && (result < TENON_AGAIN || (FUZZ_MAY(result) & set) == 0)) {
        harness_fail(file, line, "%s is %d: %s", call, (int)result, tenon_status_detail());
    }
}
