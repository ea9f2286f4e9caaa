/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a role whose owner is another dead one at each look. Linked so that this program answers
 * who lives; the twin in Java is ChangingOwnerTest. */
#define _GNU_SOURCE
#include <tenon/atomic.h>

#include "platform/platform.h"
#include "regions.h"
#include "harness.h"

/* The number of a process that there is not. */
#define DEAD (UINT64_C(4194302) << TENON_IDENTITY_START_BITS)

static uint64_t *owner;
static uint64_t looks;
static uint64_t changes;

tenon_answer __real_tenon_platform_alive(uint64_t identity);
tenon_answer __wrap_tenon_platform_alive(uint64_t identity);

tenon_answer __wrap_tenon_platform_alive(uint64_t identity) {
    if (identity < DEAD) {
        return __real_tenon_platform_alive(identity);
    }
    if (looks++ < changes) {
        tenon_store_release_u64(owner, DEAD + looks);
    }
    return TENON_NO;
}

/* A region whose producer is dead, and changes so many times while somebody looks at it. */
static tenon_region *create(const char *path, uint64_t times) {
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    uint8_t *base = test_base_of(region, path);
    tenon_queue_header *queue = (void *)(base + test_entry(base, QUEUE_SECTION)->offset);
    owner = &queue->producer.role.owner;
    looks = 0;
    changes = times;
    tenon_store_release_u64(owner, DEAD);
    return region;
}

static void roleWhoseOwnerChangesForEverIsTaken(void) {
    tenon_region *region = create(harness_path("ever"), UINT64_MAX);
    CHECK_STATUS(tenon_queue_produce(tenon_region_queue(region, QUEUE_SECTION)), TENON_BUSY);
    CHECK_DETAIL("changed 100 times at a look");
    CHECK_EQUAL(looks, TENON_ROLE_TRIES);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

static void roleWhoseOwnerChangesForAWhileIsFree(void) {
    tenon_region *region = create(harness_path("while"), TENON_ROLE_TRIES - 1);
    CHECK_STATUS(tenon_queue_produce(tenon_region_queue(region, QUEUE_SECTION)), TENON_OK);
    CHECK_EQUAL(looks, TENON_ROLE_TRIES);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(roleWhoseOwnerChangesForEverIsTaken),
    TEST(roleWhoseOwnerChangesForAWhileIsFree),
    {NULL, NULL},
};
