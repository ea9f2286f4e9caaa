/* SPDX-License-Identifier: Apache-2.0 */
/* A region beyond 2 GiB. It takes that much shared memory, hence the label `long`. */
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "harness.h"
#include "regions.h"

#define CAPACITY (UINT64_C(1) << 31)
#define TOTAL (CAPACITY + (UINT64_C(1) << 29))

static void check_ends(void *context, uint16_t message_id, uint16_t contract_version,
                       const void *payload, uint32_t size) {
    const uint8_t *bytes = payload;
    uint8_t *expected = context;
    (void)message_id;
    (void)contract_version;
    CHECK_EQUAL(bytes[0], *expected);
    CHECK_EQUAL(bytes[size - 1], *expected);
    (*expected)++;
}

static void messagesCrossTwoGibibytesAndWrap(void) {
    const char *path = harness_path("large");
    struct statvfs space;
    char directory[512];
    snprintf(directory, sizeof directory, "%s", path);
    *strrchr(directory, '/') = '\0';
    CHECK(statvfs(directory, &space) == 0);
    if ((uint64_t)space.f_bavail * space.f_frsize < TOTAL + (TOTAL >> 2)) {
        harness_skip("too little shared memory");
    }
    test_region_type type;
    test_region_type_init(&type, CAPACITY, 64);
    type.sections[BACK_SECTION].size = TOTAL - CAPACITY;
    tenon_region *region;
    tenon_region *second;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region), TENON_OK);
    CHECK_STATUS(tenon_region_attach(&type.descriptor, path, &in_file, &second), TENON_OK);
    tenon_queue *out = tenon_region_queue(region, QUEUE_SECTION);
    tenon_queue *in = tenon_region_queue(second, QUEUE_SECTION);
    uint32_t largest = tenon_queue_largest_message(out);
    CHECK_EQUAL(largest, (CAPACITY >> 1) - 64);
    uint8_t sent = 0;
    uint8_t received = 0;
    uint64_t random = 1;
    for (int i = 0; i < 40; i++) {
        uint32_t size = largest - (uint32_t)(harness_random(&random) % (largest / 2));
        void *payload;
        tenon_status status;
        while ((status = tenon_queue_claim(out, 1, 1, size, &payload)) == TENON_FULL) {
            CHECK(tenon_queue_poll(in, check_ends, &received, 1) == 1);
        }
        CHECK_STATUS(status, TENON_OK);
        ((uint8_t *)payload)[0] = sent;
        ((uint8_t *)payload)[size - 1] = sent;
        sent++;
        tenon_queue_publish(out);
    }
    while (tenon_queue_poll(in, check_ends, &received, 1) > 0) {
    }
    CHECK_EQUAL(received, 40);
    /* The last section lies beyond 2 GiB as a whole. */
    tenon_queue *back = tenon_region_queue(second, BACK_SECTION);
    void *payload;
    CHECK_STATUS(tenon_queue_claim(back, 1, 1, 100, &payload), TENON_OK);
    memset(payload, received, 100);
    tenon_queue_publish(back);
    CHECK_EQUAL(tenon_queue_poll(tenon_region_queue(region, BACK_SECTION), check_ends, &received,
                                 1), 1);
    tenon_region_close(second);
    tenon_region_close(region);
}

const harness_role harness_roles[] = {{NULL, NULL}};

const harness_test harness_tests[] = {
    {"messagesCrossTwoGibibytesAndWrap", messagesCrossTwoGibibytesAndWrap},
    {NULL, NULL},
};
