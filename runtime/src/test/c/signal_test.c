/* SPDX-License-Identifier: Apache-2.0 */
/* The order of a store and a look at who waits, at its narrowest: one process sleeps before each
 * turn, the other acts just then. On two processors a few turns in a hundred thousand are missed
 * when neither the waker has a fence nor the sleeper a barrier. Sleeps last an hour, so that a
 * missed wake-up is a hang, which the watchdog ends. */
#include <tenon/atomic.h>

#include "harness.h"
#include "regions.h"
#include "section/signal.h"

#define HOUR_NANOSECONDS UINT64_C(3600000000000)

/* In cache lines of their own, as in a queue: sharing one would order what must be fenced. */
typedef struct exchange {
    _Alignas(128) uint64_t turn;
    _Alignas(128) tenon_wait_words words;
} exchange;

typedef struct side {
    tenon_region *region;
    exchange *shared;
    tenon_signal signal;
} side;

static uint64_t turns(void) {
    return harness_is_long() ? 10000000 : harness_is_sanitized() ? 20000 : 200000;
}

static side open_side(const char *path, uint32_t slot) {
    static const char layout[] = "tenon-layout 1\nschema turns\nregion Turns\n";
    const tenon_section_descriptor section = {"turns", TENON_SECTION_KIND_STRUCT, 128,
                                              sizeof(exchange), NULL, 0, 1, 0};
    const tenon_region_descriptor descriptor = {.schema = "turns",
                                                .region = "Turns",
                                                .tool = "tenon 0.1.0",
                                                .contract_version = 1,
                                                .section_count = 1,
                                                .sections = &section,
                                                .layout_text = layout,
                                                .layout_text_size = sizeof layout - 1};
    side opened;
    CHECK_STATUS(tenon_region_open_or_create(&descriptor, path, &in_file, &opened.region),
                 TENON_OK);
    opened.shared = tenon_region_struct(opened.region, 0);
    CHECK_STATUS(tenon_signal_open(path, 0, opened.shared, slot, &opened.shared->words,
                                   &opened.signal),
                 TENON_OK);
    return opened;
}

static void close_side(side *opened) {
    tenon_signal_close(&opened->signal);
    CHECK_STATUS(tenon_region_close(opened->region), TENON_OK);
}

/* Has every second turn. */
static int sleep_before_each_turn(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    bool runs_barriers = strcmp(arguments[1], "barriers") == 0;
    side own = open_side(arguments[0], 1);
    child_tell('r');
    for (uint64_t turn = 1; turn < 2 * turns(); turn += 2) {
        while (tenon_load_acquire_u64(&own.shared->turn) != turn) {
            uint32_t announced = tenon_signal_announce(&own.signal);
            CHECK(!runs_barriers || tenon_platform_barrier());
            if (tenon_load_acquire_u64(&own.shared->turn) != turn) {
                (void)tenon_signal_sleep(&own.signal, announced,
                                         tenon_platform_now() + HOUR_NANOSECONDS);
            }
            tenon_signal_reset(&own.signal);
        }
        tenon_store_release_u64(&own.shared->turn, turn + 1);
        if (turn % 100000 == 1) {
            harness_got_on();
        }
    }
    close_side(&own);
    return 0;
}

/* Is awake all the time, so that it acts when the other is about to fall asleep. */
static void act_at_each_turn(const side *own, bool has_fences) {
    uint64_t random = 1;
    for (uint64_t turn = 0; turn < 2 * turns(); turn += 2) {
        while (tenon_load_acquire_u64(&own->shared->turn) != turn) {
            tenon_pause();
        }
        if (turn % 100000 == 0) {
            harness_got_on();
        }
        uint64_t choice = harness_random(&random);
        for (uint64_t i = choice % 40; i != 0; i--) {
            tenon_fence_compiler();
        }
        for (uint64_t i = choice / 64 % 16 == 0 ? choice / 1024 % 30 : 0; i != 0; i--) {
            tenon_pause();
        }
        tenon_store_release_u64(&own->shared->turn, turn + 1);
        if (has_fences) {
            tenon_platform_fence();
        } else {
            tenon_fence_compiler();
        }
        if (tenon_signal_is_awaited(&own->signal)) {
            tenon_signal_raise(&own->signal);
        }
    }
}

static void exchange_turns(const char *means) {
    const char *path = harness_path(means);
    side own = open_side(path, 0);
    harness_child child = harness_start("sleep", path, means, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    act_at_each_turn(&own, strcmp(means, "fences") == 0);
    CHECK_EQUAL(harness_join(&child), 0);
    close_side(&own);
}

static void noWakeUpIsMissedWhenTheWakerHasFences(void) { exchange_turns("fences"); }

static void noWakeUpIsMissedWhenTheSleeperRunsBarriers(void) {
    if (!tenon_platform_join_barriers()) {
        harness_skip("the system runs no fences for others");
    }
    exchange_turns("barriers");
}

const harness_role harness_roles[] = {{"sleep", sleep_before_each_turn}, {NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(noWakeUpIsMissedWhenTheWakerHasFences),
    TEST(noWakeUpIsMissedWhenTheSleeperRunsBarriers),
    {NULL, NULL},
};
