/* SPDX-License-Identifier: Apache-2.0 */
/* Every word that work is made of, set to every value that may break a comparison or a sum, and
 * random bytes all over: a status, and no access outside the section. The rest of the region is out
 * of bounds: by the pages that are wholly outside, and with AddressSanitizer to the byte. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>
#include <sys/mman.h>

#include <tenon/atomic.h>

#include "attacked.h"
#include "tasks.h"

#define WORKERS 2

/* Work that is attacked: two attachments and a third mapping, as a hostile process has one. */
typedef struct target {
    task_side sending;
    task_side working;
    uint64_t capacity;
    uint8_t *bytes;
    size_t size;
    const tenon_section_entry *entry;
    tenon_work_header *header;
    const uint8_t *working_ring;
} target;

static task_region_type type;

static const uint8_t *base_of(const target *of, const task_side *side) {
    return (const uint8_t *)side->words - test_entry(of->bytes, WORDS_SECTION)->data_offset;
}

/* Forbids or allows what is not the section. Labels and flags of participants may be read. */
static void guard(const target *of, bool forbidden) {
    const task_side *sides[] = {&of->sending, &of->working};
    for (size_t i = 0; i < 2; i++) {
        const uint8_t *base = base_of(of, sides[i]);
        const uint8_t *ring = base + of->entry->data_offset;
        const uint8_t *slots_end =
            base + of->entry->offset + sizeof(tenon_work_header) +
            WORKERS * sizeof(tenon_worker_slot) +
            tenon_work_tasks(of->sending.work) * sizeof(tenon_task_slot);
        attacked_forbid(base + sizeof(tenon_region_header), base + of->entry->offset, forbidden);
        attacked_forbid(slots_end, ring, forbidden);
        attacked_forbid(ring + of->capacity, base + of->size, forbidden);
    }
}

static void open_target(target *of, const char *name, uint64_t capacity, uint32_t alignment) {
    const char *path = harness_path(name);
    task_region_type_init(&type, 8, capacity, alignment, WORKERS);
    of->sending = task_side_open(path, &type);
    of->working = task_side_open(path, &type);
    of->capacity = capacity;
    of->bytes = attacked_map(path, &of->size);
    of->entry = test_entry(of->bytes, WORK_SECTION);
    of->header = (void *)(of->bytes + of->entry->offset);
    of->working_ring = base_of(of, &of->working) + of->entry->data_offset;
}

static void close_target(target *of) {
    task_side_close(&of->sending);
    task_side_close(&of->working);
    CHECK(munmap(of->bytes, of->size) == 0);
}

static void reset(target *of) {
    tenon_work_leave_producer(of->sending.work);
    memset(of->header, 0, of->entry->data_offset + of->capacity - of->entry->offset);
}

static void receive(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    const target *of = context;
    const uint8_t *bytes = payload;
    (void)contract_version;
    CHECK(message_id != TENON_PADDING_MESSAGE_ID);
    CHECK(bytes >= of->working_ring && bytes <= of->working_ring + of->capacity);
    CHECK(size <= (size_t)(of->working_ring + of->capacity - bytes));
}

static void expect(tenon_status status) {
    CHECK(status == TENON_OK || status == TENON_FULL || status == TENON_TIMED_OUT ||
          status == TENON_CORRUPT || status == TENON_BUSY || status == TENON_PEER_LEFT);
}

/* Uses everything that there is. */
static void use(target *of, tenon_worker *worker, uint32_t size) {
    void *payload;
    tenon_work_statistics read;
    for (uint32_t i = 0; i < 3; i++) {
        tenon_status status =
            tenon_work_claim_wait(of->sending.work, TASK_ID, 1, size, 1, &payload);
        expect(status);
        if (status == TENON_OK) {
            memset(payload, 7, size);
        }
    }
    tenon_work_publish(of->sending.work);
    for (uint32_t i = 0; i < 4; i++) {
        int32_t count = tenon_work_take(worker, receive, of, 2, 1);
        expect(count < 0 ? (tenon_status)count : TENON_OK);
    }
    tenon_work_read_statistics(of->working.work, &read);
    (void)tenon_work_producer_state(of->working.work);
    tenon_work_leave_producer(of->sending.work);
    expect(tenon_work_produce(of->sending.work));
    tenon_worker *other;
    tenon_status status = tenon_work_join(of->working.work, &other);
    expect(status);
    if (status == TENON_OK) {
        CHECK_STATUS(tenon_work_leave(other), TENON_OK);
    }
}

/* Values near what a word is compared with. */
static uint64_t value_of(const target *of, uint32_t choice, uint64_t before) {
    const uint64_t edges[] = {0,
                              1,
                              7,
                              8,
                              of->capacity - 8,
                              of->capacity,
                              of->capacity + 8,
                              of->capacity * 2,
                              INT64_MAX,
                              UINT64_C(1) << 63,
                              UINT64_MAX,
                              UINT64_MAX - 7,
                              before + 1,
                              before - 1,
                              before + of->capacity,
                              before ^ 7,
                              before | 5,
                              before + (UINT64_C(1) << 17),
                              before - (UINT64_C(1) << 17),
                              before ^ (UINT64_C(0x3FF) << 7),
                              before | 0x78,
                              UINT64_C(0x7FFFFFFF) | before,
                              UINT64_C(0xFFFFFFFF)};
    return edges[choice % (sizeof edges / sizeof *edges)];
}
#define CHOICES 23

/* Leaves two tasks that nobody has taken. */
static void leave_tasks(const target *of, uint32_t size) {
    void *payload;
    for (uint32_t i = 0; i < 2; i++) {
        expect(tenon_work_claim(of->sending.work, TASK_ID, 1, size, &payload));
    }
    tenon_work_publish(of->sending.work);
}

static void everyWordMayHaveAnyValue(void) {
    static const struct {
        const char *name;
        uint64_t capacity;
        uint32_t alignment;
        uint32_t size;
    } geometries[] = {{"small", 256, 8, 100}, {"pages", 16384, 4096, 5000}};
    for (size_t g = 0; g < 2; g++) {
        target of;
        open_target(&of, geometries[g].name, geometries[g].capacity, geometries[g].alignment);
        /* All words of the header and the slots of workers, and those of some tasks. */
        size_t words = (sizeof(tenon_work_header) + WORKERS * sizeof(tenon_worker_slot) +
                        6 * sizeof(tenon_task_slot)) /
                       sizeof(uint64_t);
        uint32_t turns = 0;
        for (size_t i = 0; i < words; i++) {
            for (uint32_t choice = 0; choice < CHOICES; choice++) {
                if (++turns % 8 != 0 && !harness_is_long() && g == 1) {
                    continue;
                }
                harness_got_on();
                reset(&of);
                tenon_worker *worker = task_join(&of.working);
                use(&of, worker, geometries[g].size);
                leave_tasks(&of, geometries[g].size);
                uint64_t *word = (uint64_t *)(void *)of.header + i;
                uint64_t before = tenon_load_relaxed_u64(word);
                guard(&of, true);
                tenon_store_relaxed_u64(word, value_of(&of, choice, before));
                int32_t count = tenon_work_poll(worker, receive, &of, 4);
                expect(count < 0 ? (tenon_status)count : TENON_OK);
                use(&of, worker, geometries[g].size);
                use(&of, worker, geometries[g].size);
                guard(&of, false);
                CHECK_STATUS(tenon_work_leave(worker), TENON_OK);
            }
        }
        reset(&of);
        close_target(&of);
    }
}

static bool is_over;

static void *attack(void *context) {
    const target *of = context;
    uint64_t *words = (void *)of->header;
    uint64_t count = (of->entry->data_offset - of->entry->offset) / sizeof(uint64_t);
    uint64_t random = 5;
    while (!__atomic_load_n(&is_over, __ATOMIC_ACQUIRE)) {
        uint64_t i = harness_random(&random) % count;
        uint64_t choice = harness_random(&random);
        uint64_t before = tenon_load_relaxed_u64(&words[i]);
        uint64_t value = choice % 4 == 0 ? harness_random(&random)
                                         : value_of(of, (uint32_t)(choice / 4 % CHOICES), before);
        /* Each at once, as a processor would store it. */
        tenon_store_relaxed_u64(&words[i], value);
    }
    return NULL;
}

static void wordsMayChangeWhileTheyAreUsed(void) {
    target of;
    open_target(&of, "changing", 256, 8);
    pthread_t thread;
    guard(&of, true);
    CHECK(pthread_create(&thread, NULL, attack, &of) == 0);
    uint32_t turns = harness_is_long() ? 200000 : harness_is_sanitized() ? 1000 : 4000;
    for (uint32_t i = 0; i < turns; i++) {
        harness_got_on();
        tenon_worker *worker;
        tenon_status status = tenon_work_join(of.working.work, &worker);
        expect(status);
        if (status == TENON_OK) {
            use(&of, worker, i % 128);
            CHECK_STATUS(tenon_work_leave(worker), TENON_OK);
        }
    }
    __atomic_store_n(&is_over, true, __ATOMIC_RELEASE);
    CHECK(pthread_join(thread, NULL) == 0);
    guard(&of, false);
    close_target(&of);
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(everyWordMayHaveAnyValue),
    TEST(wordsMayChangeWhileTheyAreUsed),
    {NULL, NULL},
};
