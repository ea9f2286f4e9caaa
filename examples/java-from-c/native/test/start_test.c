/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Calls before Java is started, while it runs, after it was stopped, and started again. Takes the
 * class path. */
#include <string.h>

#include <zone_time/zone_time_exports.h>

#include "check.h"

static void nothing_is_there(void)
{
    zt_moment moment = ZT_MOMENT_INIT;
    const zt_clock clock = {.year = 2026, .month = 3, .day = 29};
    CHECK(!zt_at_instant(0, "UTC", &moment));
    CHECK(zt_at_clock(clock, "UTC", &moment) == ZT_MATCH_FAILED);
    CHECK(zt_clock_changes("UTC", 0, NULL, 0) == -1);
    CHECK(zt_last_error() == NULL && zt_rules_version() == NULL);
}

static void all_is_there(void)
{
    zt_moment moment = ZT_MOMENT_INIT;
    CHECK(zt_at_instant(0, "Asia/Kolkata", &moment));
    CHECK(moment.offset == 19800 && moment.clock.year == 1970 && moment.clock.hour == 5);
    CHECK(zt_clock_changes("Europe/Berlin", 0, NULL, 0) == 0);
    CHECK(zt_clock_changes("Europe/Atlantis", 0, NULL, 0) == -1);
    CHECK(strstr(zt_last_error(), "Europe/Atlantis") != NULL);
}

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    const tenon_java_options options = {.class_path = argv[1]};
    nothing_is_there();
    for (int i = 0; i < 2; i++) {
        CHECK(zt_java_start(&options) == TENON_OK);
        CHECK(zt_java_start(&options) == TENON_OK);
        all_is_there();
        CHECK(zt_java_stop() == TENON_OK);
        nothing_is_there();
    }
    return EXIT_SUCCESS;
}
