/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "attacked.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "regions.h"

#if HARNESS_CHECKS_ADDRESSES
#include <sanitizer/asan_interface.h>
#endif

uint8_t *attacked_map(const char *path, size_t *size) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    CHECK(file >= 0);
    off_t end = lseek(file, 0, SEEK_END);
    CHECK(end > 0);
    *size = (size_t)end;
    void *bytes = mmap(NULL, *size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    CHECK(bytes != MAP_FAILED);
    close(file);
    return bytes;
}

static const uint8_t *ring_in(tenon_region *region, const uint8_t *bytes) {
    const uint8_t *base = (const uint8_t *)tenon_region_struct(region, STATUS_SECTION) -
                          test_entry(bytes, STATUS_SECTION)->data_offset;
    return base + test_entry(bytes, QUEUE_SECTION)->data_offset;
}

void attacked_open(attacked *of, const char *path, uint64_t capacity, uint32_t alignment) {
    test_region_type type;
    test_region_type_init(&type, capacity, alignment);
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &of->producing), TENON_OK);
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &of->consuming), TENON_OK);
    of->capacity = capacity;
    of->out = tenon_region_queue(of->producing, QUEUE_SECTION);
    of->in = tenon_region_queue(of->consuming, QUEUE_SECTION);
    of->bytes = attacked_map(path, &of->size);
    const tenon_section_entry *entry = test_entry(of->bytes, QUEUE_SECTION);
    of->header = (void *)(of->bytes + entry->offset);
    of->ring = of->bytes + entry->data_offset;
    of->out_ring = ring_in(of->producing, of->bytes);
    of->in_ring = ring_in(of->consuming, of->bytes);
}

void attacked_close(attacked *of) {
    CHECK(munmap(of->bytes, of->size) == 0);
    tenon_region_close(of->producing);
    tenon_region_close(of->consuming);
}

void attacked_reset(attacked *of) {
    tenon_queue_leave_producer(of->out);
    tenon_queue_leave_consumer(of->in);
    memset(of->header, 0, sizeof *of->header);
    memset(of->ring, 0, of->capacity);
}

void attacked_receive(void *context, uint16_t message_id, uint16_t contract_version,
                      const void *payload, uint32_t size) {
    const attacked *of = context;
    const uint8_t *bytes = payload;
    (void)contract_version;
    CHECK(message_id != TENON_PADDING_MESSAGE_ID);
    CHECK(bytes >= of->in_ring && bytes <= of->in_ring + of->capacity);
    CHECK(size <= (size_t)(of->in_ring + of->capacity - bytes));
}

void attacked_forbid(const uint8_t *begin, const uint8_t *end, bool forbidden) {
#if HARNESS_CHECKS_ADDRESSES
    if (forbidden) {
        ASAN_POISON_MEMORY_REGION(begin, (size_t)(end - begin));
    } else {
        ASAN_UNPOISON_MEMORY_REGION(begin, (size_t)(end - begin));
    }
#endif
    /* Also catches what the sanitizer does not: a word that begins inside and ends outside. */
    const uintptr_t page = TENON_PAGE_BYTES;
    uintptr_t first = ((uintptr_t)begin + page - 1) & ~(page - 1);
    uintptr_t last = (uintptr_t)end & ~(page - 1);
    if (first < last) {
        CHECK(mprotect((void *)first, last - first,
                       forbidden ? PROT_NONE : PROT_READ | PROT_WRITE) == 0);
    }
}
