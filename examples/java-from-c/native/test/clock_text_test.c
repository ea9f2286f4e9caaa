/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * What the program does without Java. */
#include <string.h>

#include "check.h"
#include "clock_text.h"

static void times_are_read_with_and_without_seconds(void)
{
    zt_clock clock = ZT_CLOCK_INIT;
    CHECK(clock_parse("2026-03-29T02:30", &clock));
    CHECK(clock.year == 2026 && clock.month == 3 && clock.day == 29);
    CHECK(clock.hour == 2 && clock.minute == 30 && clock.second == 0);
    CHECK(clock_parse("2026-03-29T02:30:59", &clock));
    CHECK(clock.second == 59);
}

static void other_texts_are_no_times(void)
{
    static const char *const wrong[] = {"",           "now",         "2026-03-29",
                                        "2026-03-29T02:30:", "2026-03-29T02:30Z", "2026-03-29 02:30",
                                        "2026-03-29T02:30:59x"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        zt_clock clock = ZT_CLOCK_INIT;
        CHECK(!clock_parse(wrong[i], &clock));
    }
}

static void moments_are_printed(void)
{
    const zt_clock clock = {.year = 2026, .month = 3, .day = 29, .hour = 3};
    zt_moment moment = ZT_MOMENT_INIT;
    char text[CLOCK_TEXT_BYTES];
    clock_print(&clock, text);
    CHECK(strcmp(text, "2026-03-29 03:00:00") == 0);
    moment.offset = -(5 * 3600 + 1800);
    offset_print(&moment, text);
    CHECK(strcmp(text, "-05:30") == 0);
    CHECK(clock_seconds(&clock) == INT64_C(1774753200));
}

int main(void)
{
    times_are_read_with_and_without_seconds();
    other_texts_are_no_times();
    moments_are_printed();
    return EXIT_SUCCESS;
}
