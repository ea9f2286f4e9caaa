/* SPDX-License-Identifier: Apache-2.0 */
/* When a reader pauses before it looks, and for how long: as in SlipTest.java. */
#include "harness.h"

#include <tenon_format/tenon_format.h>

#include "section/slip.h"

#define CAPACITY (UINT64_C(1) << 20)
#define MESSAGE UINT64_C(40)
#define FIRST TENON_FIRST_SLIP_NANOSECONDS
#define LAST TENON_LAST_SLIP_NANOSECONDS
/* Messages that make the longest pause worth it. */
#define MANY ((uint32_t)(LAST / TENON_SLIP_NANOSECONDS_A_MESSAGE))

static uint64_t position;

static tenon_slip new_slip(bool may_sleep) {
    position = 0;
    return tenon_slip_of(may_sleep, CAPACITY, position);
}

static void find(tenon_slip *slip, uint32_t messages) {
    position += messages * MESSAGE;
    tenon_slip_learn(slip, messages, position, true);
}

static tenon_slip stream(void) {
    tenon_slip slip = new_slip(true);
    while (slip.nanoseconds < LAST) {
        find(&slip, MANY);
    }
    return slip;
}

static void messagesThatComeOneByOneAreNeverPausedFor(void) {
    tenon_slip slip = new_slip(true);
    for (int i = 0; i < 1000; i++) {
        find(&slip, 1);
        CHECK_EQUAL(slip.nanoseconds, 0);
    }
}

static void aStreamIsPausedForLongerAndLonger(void) {
    tenon_slip slip = new_slip(true);
    find(&slip, 2);
    CHECK_EQUAL(slip.nanoseconds, FIRST);
    find(&slip, MANY);
    CHECK_EQUAL(slip.nanoseconds, 2 * FIRST);
    for (int i = 0; i < 10; i++) {
        find(&slip, MANY);
    }
    CHECK_EQUAL(slip.nanoseconds, LAST);
}

static void aStreamThatGetsSlowerIsPausedForLess(void) {
    tenon_slip slip = stream();
    find(&slip, MANY - 1);
    CHECK_EQUAL(slip.nanoseconds, LAST / 2);
    find(&slip, MANY / 2);
    CHECK_EQUAL(slip.nanoseconds, LAST);
}

static void aStreamThatEndsIsPausedForNoMore(void) {
    tenon_slip slip = stream();
    for (uint64_t pause = LAST; pause >= FIRST; pause /= 2) {
        CHECK(tenon_slip_is_stream(&slip));
        find(&slip, 1);
    }
    CHECK(!tenon_slip_is_stream(&slip));
}

static void pausesInVainBecomeRare(void) {
    tenon_slip slip = new_slip(true);
    int pauses = 0;
    for (int i = 0; i < 1000; i++) {
        find(&slip, 2);
        pauses += tenon_slip_is_stream(&slip);
    }
    CHECK(pauses >= 1 && pauses <= 20);
}

static void aBatchThatTheLimitCutsIsJudgedAsAWhole(void) {
    tenon_slip slip = stream();
    position += MANY / 2 * MESSAGE;
    tenon_slip_learn(&slip, MANY / 2, position, false);
    CHECK_EQUAL(slip.nanoseconds, LAST);
    find(&slip, MANY / 2);
    CHECK_EQUAL(slip.nanoseconds, LAST);
}

static void theRingIsNotLeftToFillUp(void) {
    tenon_slip slip = stream();
    tenon_slip_learn(&slip, MANY, position + CAPACITY / 2, true);
    CHECK_EQUAL(slip.nanoseconds, LAST / 2);
}

static void whoNeverSleepsPausesForTheFirstTimeOnly(void) {
    tenon_slip slip = new_slip(false);
    for (int i = 0; i < 10; i++) {
        find(&slip, MANY);
    }
    CHECK_EQUAL(slip.nanoseconds, FIRST);
}

const harness_role harness_roles[] = {{NULL, NULL}};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(messagesThatComeOneByOneAreNeverPausedFor),
    TEST(aStreamIsPausedForLongerAndLonger),
    TEST(aStreamThatGetsSlowerIsPausedForLess),
    TEST(aStreamThatEndsIsPausedForNoMore),
    TEST(pausesInVainBecomeRare),
    TEST(aBatchThatTheLimitCutsIsJudgedAsAWhole),
    TEST(theRingIsNotLeftToFillUp),
    TEST(whoNeverSleepsPausesForTheFirstTimeOnly),
    {NULL, NULL},
};
