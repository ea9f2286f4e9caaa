/* SPDX-License-Identifier: Apache-2.0 */
/* Many processes that create, join and leave at the same time, or die at it. */
#define _GNU_SOURCE
#include <dirent.h>
#include <sched.h>
#include <sys/stat.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "regions.h"

enum { RACERS = 12 };

/* Waits for the start, creates, tells the outcome, and holds the region until it is told. */
static int race_to_create(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    child_tell('r');
    while (child_hear() == 's') {
        tenon_region *region;
        tenon_status status = test_open_with(tenon_region_create, arguments[0], &in_file, &region);
        if (status == TENON_OK) {
            child_tell('c');
        } else {
            CHECK_STATUS(status, TENON_EXISTS);
            child_tell('e');
        }
        CHECK_EQUAL(child_hear(), 'x');
        tenon_region_close(region);
        child_tell('d');
    }
    return 0;
}

/* The same with open_or_create: counts in the shared struct who is there. */
static int race_to_open(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    child_tell('r');
    while (child_hear() == 's') {
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_open_or_create, arguments[0], &in_file, &region),
                     TENON_OK);
        (void)tenon_fetch_add_u32(test_counter_of(region), 1);
        child_tell('o');
        CHECK_EQUAL(child_hear(), 'x');
        CHECK_EQUAL(tenon_load_acquire_u32(test_counter_of(region)), RACERS);
        child_tell('k');
        CHECK_EQUAL(child_hear(), 'x');
        tenon_region_close(region);
        child_tell('d');
    }
    return 0;
}

static void leave_abandoned_region(const char *path) {
    harness_child child = harness_start("hold", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    harness_kill(&child);
}

/* Tells all racers one byte and counts those which answer with another. */
static int tell_all(const harness_child *racers, char byte, char wanted) {
    int count = 0;
    for (int i = 0; i < RACERS; i++) {
        harness_tell(&racers[i], byte);
    }
    for (int i = 0; i < RACERS; i++) {
        int heard = harness_hear(&racers[i]);
        CHECK(heard > 0);
        count += heard == wanted;
    }
    return count;
}

static void start_racers(harness_child *racers, const char *role, const char *path) {
    for (int i = 0; i < RACERS; i++) {
        racers[i] = harness_start(role, path, NULL);
        CHECK_EQUAL(harness_hear(&racers[i]), 'r');
    }
}

static void join_racers(harness_child *racers) {
    for (int i = 0; i < RACERS; i++) {
        CHECK_EQUAL(harness_join(&racers[i]), 0);
    }
}

static void ofManyProcessesExactlyOneCreates(void) {
    const char *path = harness_path("race");
    harness_child racers[RACERS];
    start_racers(racers, "race-to-create", path);
    for (int round = 0; round < 40; round++) {
        if (round % 2 == 1) {
            leave_abandoned_region(path);
        }
        CHECK_EQUAL(tell_all(racers, 's', 'c'), 1);
        CHECK_EQUAL(tell_all(racers, 'x', 'd'), RACERS);
        CHECK(!test_exists(path));
    }
    join_racers(racers);
}

static void openOrCreateBringsAllProcessesTogether(void) {
    const char *path = harness_path("together");
    harness_child racers[RACERS];
    start_racers(racers, "race-to-open", path);
    for (int round = 0; round < 40; round++) {
        if (round % 2 == 1) {
            leave_abandoned_region(path);
        }
        CHECK_EQUAL(tell_all(racers, 's', 'o'), RACERS);
        CHECK_EQUAL(tell_all(racers, 'x', 'k'), RACERS);
        CHECK_EQUAL(tell_all(racers, 'x', 'd'), RACERS);
        CHECK(!test_exists(path));
    }
    join_racers(racers);
}

/* Comes and goes; whoever is in must always be in the region that has the name. */
static int come_and_go(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    for (int i = atoi(arguments[1]); i > 0; i--) {
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_open_or_create, arguments[0], &in_file, &region),
                     TENON_OK);
        struct stat before;
        struct stat after;
        CHECK(stat(arguments[0], &before) == 0);
        sched_yield();
        CHECK(stat(arguments[0], &after) == 0);
        CHECK_EQUAL(before.st_ino, after.st_ino);
        tenon_region_close(region);
    }
    return 0;
}

static void nameNeverChangesUnderALiveParticipant(void) {
    const char *path = harness_path("busy-door");
    harness_child children[6];
    for (int i = 0; i < 6; i++) {
        children[i] = harness_start("come-and-go", path, harness_is_sanitized() ? "100" : "500",
                                    NULL);
    }
    for (int i = 0; i < 6; i++) {
        CHECK_EQUAL(harness_join(&children[i]), 0);
    }
    CHECK(!test_exists(path));
}

static int count_temporaries(const char *path) {
    char directory[512];
    snprintf(directory, sizeof directory, "%s", path);
    *strrchr(directory, '/') = '\0';
    DIR *stream = opendir(directory);
    CHECK(stream != NULL);
    int count = 0;
    for (struct dirent *entry = readdir(stream); entry != NULL; entry = readdir(stream)) {
        count += strstr(entry->d_name, ".tmp") != NULL;
    }
    closedir(stream);
    return count;
}

/* Creates and closes until it is killed. */
static int create_for_ever(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    for (;;) {
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_create, arguments[0], &in_file, &region),
                     TENON_OK);
        child_tell('c');
        tenon_region_close(region);
    }
}

static void creatorKilledAtAnyMomentLeavesNothingThatLasts(void) {
    const char *path = harness_path("dead-creator");
    uint64_t random = 5;
    int left = 0;
    for (int round = 0; round < (harness_is_sanitized() ? 30 : 200); round++) {
        harness_child child = harness_start("create-for-ever", path, NULL);
        CHECK_EQUAL(harness_hear(&child), 'c');
        for (uint64_t spin = harness_random(&random) % 100000; spin > 0; spin--) {
            tenon_pause();
        }
        harness_kill(&child);
        left += count_temporaries(path);
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
        CHECK_EQUAL(count_temporaries(path), 0);
        CHECK_EQUAL(*test_counter_of(region), 0);
        tenon_region_close(region);
        CHECK(!test_exists(path));
    }
    printf("  %d temporary files of killed creators were removed\n", left);
}

const harness_role harness_roles[] = {
    {"hold", test_create_and_hold},       {"race-to-create", race_to_create},
    {"race-to-open", race_to_open},       {"come-and-go", come_and_go},
    {"create-for-ever", create_for_ever}, {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(ofManyProcessesExactlyOneCreates),
    TEST(openOrCreateBringsAllProcessesTogether),
    TEST(nameNeverChangesUnderALiveParticipant),
    TEST(creatorKilledAtAnyMomentLeavesNothingThatLasts),
    {NULL, NULL},
};
