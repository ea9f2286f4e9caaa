/* SPDX-License-Identifier: Apache-2.0 */
/* Systems that run no fences for others, or not for everybody. Linked with functions of the platform
 * replaced, and with a runtime whose sleeps last an hour unless they are short ones. */
#include <pthread.h>

#include <tenon/atomic.h>

#include "messages.h"
#include "platform/platform.h"
#include "regions.h"

static bool can_join;
static bool can_run;
static bool wakes;

bool __wrap_tenon_platform_join_barriers(void);
bool __wrap_tenon_platform_barrier(void);
void __wrap_tenon_platform_wake(const tenon_platform_word *opened);
void __real_tenon_platform_wake(const tenon_platform_word *opened);

bool __wrap_tenon_platform_join_barriers(void) { return can_join; }

bool __wrap_tenon_platform_barrier(void) { return can_run; }

void __wrap_tenon_platform_wake(const tenon_platform_word *opened) {
    if (wakes) {
        __real_tenon_platform_wake(opened);
    }
}

static tenon_region *open_region(const char *path, const tenon_region_options *options) {
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_open_or_create, path, options, &region), TENON_OK);
    return region;
}

static const tenon_queue_header *header_of(const char *path) {
    const uint8_t *bytes = test_map_region(path);
    return (const void *)(bytes + test_entry(bytes, QUEUE_SECTION)->offset);
}

static uint32_t flags_of_producer(const char *path, const tenon_region_options *options) {
    tenon_region *region = open_region(path, options);
    tenon_queue *queue = tenon_region_queue(region, QUEUE_SECTION);
    CHECK_STATUS(tenon_queue_produce(queue), TENON_OK);
    uint32_t flags = tenon_load_acquire_u32(&header_of(path)->producer.role.flags);
    tenon_region_close(region);
    return flags;
}

static void holderSaysThatItNeedsBarriersOnlyWhenTheyReachIt(void) {
    can_join = true;
    CHECK_EQUAL(flags_of_producer(harness_path("joined"), &in_file),
                TENON_ROLE_FLAGS_CAN_WAKE | TENON_ROLE_FLAGS_NEEDS_BARRIER);
    can_join = false;
    CHECK_EQUAL(flags_of_producer(harness_path("alone"), &in_file), TENON_ROLE_FLAGS_CAN_WAKE);
}

static void holderThatIsToHaveFencesNeedsNoBarriers(void) {
    can_join = true;
    tenon_region_options options = in_file;
    options.full_fences = true;
    CHECK_EQUAL(flags_of_producer(harness_path("fences"), &options), TENON_ROLE_FLAGS_CAN_WAKE);
}

static void holderThatNeverSleepsSaysSo(void) {
    can_join = false;
    tenon_region_options options = in_file;
    options.wait = TENON_WAIT_LATENCY;
    CHECK_EQUAL(flags_of_producer(harness_path("spins"), &options),
                TENON_ROLE_FLAGS_CAN_WAKE | TENON_ROLE_FLAGS_SPINS);
}

static void *take_one(void *context) {
    message_log log = {1, 0, 0};
    CHECK_EQUAL(tenon_queue_take(context, message_receive, &log, 1, -1), 1);
    return NULL;
}

/* A wake-up that is missed, as one may be when no barrier could be run. */
static void sleeperThatCannotRunBarriersLooksAgainSoon(void) {
    const char *path = harness_path("cannot");
    can_join = true;
    can_run = false;
    wakes = false;
    tenon_region *producing = open_region(path, &in_file);
    tenon_region *consuming = open_region(path, &in_file);
    tenon_queue *out = tenon_region_queue(producing, QUEUE_SECTION);
    CHECK_STATUS(tenon_queue_produce(out), TENON_OK);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, take_one,
                         tenon_region_queue(consuming, QUEUE_SECTION)) == 0);
    const tenon_queue_header *header = header_of(path);
    while (tenon_load_acquire_u64(&header->data.waiting) == 0) {
        tenon_pause();
    }
    CHECK_STATUS(message_claim(out, 1, 0, 0, 0), TENON_OK);
    tenon_queue_publish(out);
    CHECK(pthread_join(thread, NULL) == 0);
    wakes = true;
    tenon_region_close(consuming);
    tenon_region_close(producing);
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(holderSaysThatItNeedsBarriersOnlyWhenTheyReachIt),
    TEST(holderThatIsToHaveFencesNeedsNoBarriers),
    TEST(holderThatNeverSleepsSaysSo),
    TEST(sleeperThatCannotRunBarriersLooksAgainSoon),
    {NULL, NULL},
};
