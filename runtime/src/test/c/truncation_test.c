/* SPDX-License-Identifier: Apache-2.0 */
/* A region whose file somebody cuts short: what can look at the file's size says so. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "messages.h"
#include "regions.h"

#define CAPACITY 4096
#define A_MINUTE INT64_C(60000000000)

static void nothing(void *context, uint16_t message_id, uint16_t contract_version,
                    const void *payload, uint32_t size) {
    (void)context;
    (void)message_id;
    (void)contract_version;
    (void)payload;
    (void)size;
}

static tenon_region *create(const char *path) {
    test_region_type type;
    test_region_type_init(&type, CAPACITY, 8);
    tenon_region *region;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region), TENON_OK);
    return region;
}

static tenon_status attach(const char *path) {
    test_region_type type;
    test_region_type_init(&type, CAPACITY, 8);
    tenon_region *region;
    return tenon_region_attach(&type.descriptor, path, &in_file, &region);
}

static tenon_queue *quotes(tenon_region *region) {
    return tenon_region_queue(region, QUEUE_SECTION);
}

/* The detail names the region and both sizes. */
static void check_detail(const char *path, uint64_t mapped, int64_t left) {
    char expected[700];
    snprintf(expected, sizeof expected,
             "%s was truncated: %" PRIu64 " bytes are mapped, the file has %" PRId64
             "; close it, remove its name and create it again",
             path, mapped, left);
    CHECK_DETAIL(expected);
}

/* Its creator had the file under a longer name. */
static const char *base_of(const char *path) { return strrchr(path, '/') + 1; }

static int count_mappings(const char *path) {
    FILE *maps = fopen("/proc/self/maps", "r");
    CHECK(maps != NULL);
    char line[1000];
    int count = 0;
    while (fgets(line, sizeof line, maps) != NULL) {
        count += strstr(line, base_of(path)) != NULL;
    }
    fclose(maps);
    return count;
}

static uint64_t file_size(const char *path) {
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL && fseek(file, 0, SEEK_END) == 0);
    long size = ftell(file);
    fclose(file);
    return (uint64_t)size;
}

/* All that looks first; the process must live. */
static int use_truncated(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    const char *path = arguments[0];
    int64_t left = strtoll(arguments[1], NULL, 10);
    tenon_region *region = create(path);
    uint64_t mapped = file_size(path);
    left = left < 0 ? (int64_t)mapped + left : left;
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    CHECK(truncate(path, left) == 0);

    CHECK_STATUS(tenon_queue_produce(quotes(region)), TENON_TRUNCATED);
    check_detail(path, mapped, left);
    void *payload;
    CHECK_STATUS(tenon_queue_claim(quotes(region), 1, 1, 8, &payload), TENON_TRUNCATED);
    CHECK_STATUS(tenon_queue_leave_consumer(quotes(region)), TENON_TRUNCATED);
    CHECK_STATUS(tenon_queue_poll(quotes(region), nothing, NULL, 1), TENON_TRUNCATED);
    CHECK_STATUS(tenon_queue_take(quotes(region), nothing, NULL, 1, A_MINUTE), TENON_TRUNCATED);
    CHECK_STATUS(attach(path), TENON_CORRUPT);
    CHECK_EQUAL(count_mappings(path), 1);
    CHECK_STATUS(tenon_region_close(region), TENON_TRUNCATED);
    check_detail(path, mapped, left);
    CHECK_EQUAL(count_mappings(path), 0);
    /* With its header there, the region was left as always. */
    CHECK(test_exists(path) == (left < (int64_t)sizeof(tenon_region_header)));
    if (test_exists(path)) {
        CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_EXISTS);
        CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_OK);
    }
    CHECK_STATUS(tenon_region_close(create(path)), TENON_OK);
    return 0;
}

static void check_survives(const char *name, const char *left) {
    harness_child child = harness_start("use_truncated", harness_path(name), left, NULL);
    CHECK_EQUAL(harness_join(&child), 0);
}

/* Gives the producer's role up in memory that is gone: what it had claimed is gone, too. */
static int leave_truncated(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = create(arguments[0]);
    void *payload;
    CHECK_STATUS(tenon_queue_claim(quotes(region), 1, 1, 8, &payload), TENON_OK);
    CHECK_STATUS(tenon_queue_claim(quotes(region), 1, 1, 8, &payload), TENON_OK);
    CHECK(truncate(arguments[0], 0) == 0);
    tenon_queue_leave_producer(quotes(region));
    CHECK_STATUS(tenon_queue_trim(quotes(region), 4), TENON_INVALID);
    CHECK_DETAIL("nothing is claimed");
    CHECK_STATUS(tenon_region_close(region), TENON_TRUNCATED);
    CHECK_STATUS(tenon_region_remove(arguments[0], &in_file), TENON_OK);
    return 0;
}

static void claimsGoWithTheRoleInMemoryThatIsGone(void) {
    harness_child child = harness_start("leave_truncated", harness_path("left"), NULL);
    CHECK_EQUAL(harness_join(&child), 0);
}

static void truncationIsToldByWhatLooks(void) {
    check_survives("cut-to-nothing", "0");
    check_survives("cut-to-some", "100");
    check_survives("cut-to-header", "4480");
    check_survives("cut-to-page", "4096");
    check_survives("cut-by-one", "-1");
}

/* Waits until the consumer of the region's queue has announced a sleep. */
static void await_sleeper(const char *path) {
    uint64_t size = file_size(path);
    int file = open(path, O_RDWR | O_CLOEXEC);
    CHECK(file >= 0);
    uint8_t *base = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    CHECK(base != MAP_FAILED);
    close(file);
    const tenon_queue_header *queue =
        (const void *)(base + test_entry(base, QUEUE_SECTION)->offset);
    while (tenon_load_acquire_u64(&queue->data.waiting) == 0) {
        usleep(100);
    }
    CHECK(munmap(base, (size_t)size) == 0);
}

/* Sleeps until it is told. */
static int wait_in_region(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = create(arguments[0]);
    CHECK_STATUS(tenon_queue_consume(quotes(region)), TENON_OK);
    child_tell('w');
    CHECK_STATUS(tenon_queue_take(quotes(region), nothing, NULL, 1, A_MINUTE), TENON_TRUNCATED);
    CHECK_STATUS(tenon_region_close(region), TENON_TRUNCATED);
    return 0;
}

static void sleeperIsToldAtTheEndOfItsSlice(void) {
    const char *path = harness_path("waited");
    harness_child child = harness_start("wait_in_region", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'w');
    await_sleeper(path);
    CHECK(truncate(path, 0) == 0);
    CHECK_EQUAL(harness_join(&child), 0);
}

/* Access without a look at the file ends the process, which the header says. */
static int publish_truncated(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region = create(arguments[0]);
    void *payload;
    CHECK_STATUS(tenon_queue_claim(quotes(region), 1, 1, 8, &payload), TENON_OK);
    CHECK(truncate(arguments[0], 0) == 0);
    tenon_queue_publish(quotes(region));
    return 0;
}

static void hotPathsEndTheProcess(void) {
    harness_child child = harness_start("publish_truncated", harness_path("hot"), NULL);
    int result = harness_join(&child);
    /* A sanitizer catches the signal and exits by itself. */
    CHECK(harness_is_sanitized() ? result != 0 : result == 256 + SIGBUS);
}

const harness_test harness_tests[] = {
    {"truncationIsToldByWhatLooks", truncationIsToldByWhatLooks},
    {"claimsGoWithTheRoleInMemoryThatIsGone", claimsGoWithTheRoleInMemoryThatIsGone},
    {"sleeperIsToldAtTheEndOfItsSlice", sleeperIsToldAtTheEndOfItsSlice},
    {"hotPathsEndTheProcess", hotPathsEndTheProcess},
    {NULL, NULL},
};

const harness_role harness_roles[] = {
    {"use_truncated", use_truncated},
    {"leave_truncated", leave_truncated},
    {"wait_in_region", wait_in_region},
    {"publish_truncated", publish_truncated},
    {NULL, NULL},
};
