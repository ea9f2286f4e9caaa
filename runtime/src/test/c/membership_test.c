/* SPDX-License-Identifier: Apache-2.0 */
/* Creating, joining and leaving, stopped at each system call while others act. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

#include "regions.h"
#include "stepping.h"

/* A sanitizer adds system calls of its own and makes each start of a process slow. */
static uint64_t stride(void) { return harness_is_sanitized() ? 7 : 1; }

static int create_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    be_stepped();
    mark();
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, arguments[0], &in_file, &region), TENON_OK);
    mark();
    return 0;
}

static bool has_temporaries(const char *path) {
    char directory[512];
    snprintf(directory, sizeof directory, "%s", path);
    *strrchr(directory, '/') = '\0';
    DIR *stream = opendir(directory);
    CHECK(stream != NULL);
    bool found = false;
    for (struct dirent *entry = readdir(stream); entry != NULL; entry = readdir(stream)) {
        found = found || strstr(entry->d_name, ".tmp") != NULL;
    }
    closedir(stream);
    return found;
}

static void creatorKilledAtEachSystemCallLeavesNothingThatLasts(void) {
    const char *path = harness_path("creating");
    uint64_t calls = 0;
    uint64_t left = 0;
    for (bool finished = false; !finished; calls += stride()) {
        harness_child child = start_stepped("create", path);
        for (uint64_t i = 0; i < calls && !finished; i++) {
            finished = !step_system_call(&child);
        }
        harness_kill(&child);
        left += has_temporaries(path);
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
        CHECK_EQUAL(*test_counter_of(region), 0);
        CHECK(!has_temporaries(path));
        tenon_region_close(region);
        CHECK(!test_exists(path));
    }
    CHECK(calls > 20 && left > 0);
}

/* Tells if somebody holds the registration lock. */
static bool is_locked(const char *path) {
    tenon_region_header header;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    ssize_t size = read(file, &header, sizeof header);
    close(file);
    return size == sizeof header && header.lock != 0;
}

/* Takes the child past a number of system calls, and further while it holds the lock; false when
 * it came to its mark. */
static bool advance(const harness_child *child, uint64_t calls, const char *path) {
    bool running = true;
    for (uint64_t i = 0; running && (i < calls || is_locked(path)); i++) {
        running = step_system_call(child);
    }
    return running;
}

static int join_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    be_stepped();
    mark();
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_open_or_create, arguments[0], &in_file, &region),
                 TENON_OK);
    *test_counter_of(region) += 42;
    mark();
    return 0;
}

static void whoJoinsWhileTheLastOneLeavesIsInTheRegionOfThatName(void) {
    const char *path = harness_path("joining");
    bool running = true;
    for (uint64_t calls = 0; running; calls += stride()) {
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
        harness_child child = start_stepped("join", path);
        running = advance(&child, calls, path);
        tenon_region_close(region);
        if (running) {
            run_to_mark(&child);
        }
        CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &region), TENON_OK);
        CHECK_EQUAL(*test_counter_of(region), 42);
        harness_kill(&child);
        tenon_region_close(region);
        CHECK(!test_exists(path));
    }
}

/* How many processes are registered in the region of this name. */
static int count_participants(const char *path) {
    tenon_region_header header;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    CHECK(file >= 0 && pread(file, &header, sizeof header, 0) == sizeof header);
    close(file);
    int count = 0;
    for (uint32_t i = 0; i < TENON_PARTICIPANT_SLOTS; i++) {
        count += header.participants[i].identity != 0;
    }
    return count;
}

static void whoJoinsWhileTheLastOneDiesGetsAFreshRegionOrWasThereBefore(void) {
    const char *path = harness_path("dying");
    bool running = true;
    for (uint64_t calls = 0; running; calls += stride()) {
        harness_child creator = harness_start("hold", path, NULL);
        CHECK_EQUAL(harness_hear(&creator), 'r');
        harness_child child = start_stepped("join", path);
        running = advance(&child, calls, path);
        bool was_there = count_participants(path) == 2;
        harness_kill(&creator);
        if (running) {
            run_to_mark(&child);
        }
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &region), TENON_OK);
        CHECK_EQUAL(*test_counter_of(region), was_there ? 99 + 42 : 42);
        harness_kill(&child);
        tenon_region_close(region);
        CHECK(!test_exists(path));
    }
}

static int attach_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    be_stepped();
    mark();
    tenon_region *region;
    tenon_status status =
        test_open_with(tenon_region_attach, arguments[0], &in_file, &region);
    CHECK(status == TENON_OK || status == TENON_NOT_FOUND);
    /* A process that is attached is in the region of that name. */
    CHECK_EQUAL(test_exists(arguments[0]), status == TENON_OK);
    mark();
    return 0;
}

static void whoAttachesWhileTheLastOneLeavesIsInOrFindsNothing(void) {
    const char *path = harness_path("attaching");
    bool running = true;
    for (uint64_t calls = 0; running; calls += stride()) {
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
        harness_child child = start_stepped("attach", path);
        running = advance(&child, calls, path);
        tenon_region_close(region);
        if (running) {
            run_to_mark(&child);
        }
        harness_kill(&child);
        tenon_status status = tenon_region_remove(path, &in_file);
        CHECK(status == TENON_OK || status == TENON_NOT_FOUND);
    }
}

static int leave_stepped(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, arguments[0], &in_file, &region), TENON_OK);
    be_stepped();
    mark();
    tenon_region_close(region);
    mark();
    return 0;
}

static void lastOneOutNeverTakesTheNameOfWhoComesIn(void) {
    const char *path = harness_path("last-out");
    bool running = true;
    for (uint64_t calls = 0; running; calls += stride()) {
        harness_child child = start_stepped("leave", path);
        running = advance(&child, calls, path);
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_open_or_create, path, &in_file, &region),
                     TENON_OK);
        *test_counter_of(region) = 43;
        if (running) {
            run_to_mark(&child);
        }
        tenon_region *second;
        CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &second), TENON_OK);
        CHECK_EQUAL(*test_counter_of(second), 43);
        harness_kill(&child);
        tenon_region_close(second);
        tenon_region_close(region);
        CHECK(!test_exists(path));
    }
}

static int join_distrustful(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    be_stepped();
    mark();
    tenon_region *region;
    tenon_status status =
        test_open_with(tenon_region_open_or_create, arguments[0], &in_file, &region);
    CHECK(status == TENON_OK || status == TENON_CORRUPT || status == TENON_EXISTS);
    if (status == TENON_OK) {
        *test_counter_of(region) += 42;
        tenon_region_close(region);
    }
    mark();
    return 0;
}

static void set_section_count(const char *path, uint32_t count) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    CHECK(file >= 0 && pwrite(file, &count, sizeof count,
                              offsetof(tenon_region_header, section_count)) == sizeof count);
    close(file);
}

static void headerThatChangesWhileSomebodyJoinsIsNotTrustedAnew(void) {
    const char *path = harness_path("changing");
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    uint32_t joined = 0;
    bool running = true;
    for (uint64_t calls = 0; running; calls += stride()) {
        harness_child child = start_stepped("distrust", path);
        for (uint64_t i = 0; running && i < calls; i++) {
            running = step_system_call(&child);
        }
        set_section_count(path, UINT32_C(1) << 20);
        if (running) {
            run_to_mark(&child);
        }
        harness_kill(&child);
        set_section_count(path, 3);
        joined = *test_counter_of(region);
    }
    CHECK(joined >= 2 * 42);
    tenon_region_close(region);
}

const harness_role harness_roles[] = {
    {"create", create_stepped}, {"hold", test_create_and_hold}, {"join", join_stepped},
    {"attach", attach_stepped}, {"leave", leave_stepped},       {"distrust", join_distrustful},
    {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(creatorKilledAtEachSystemCallLeavesNothingThatLasts),
    TEST(whoJoinsWhileTheLastOneLeavesIsInTheRegionOfThatName),
    TEST(whoJoinsWhileTheLastOneDiesGetsAFreshRegionOrWasThereBefore),
    TEST(whoAttachesWhileTheLastOneLeavesIsInOrFindsNothing),
    TEST(lastOneOutNeverTakesTheNameOfWhoComesIn),
    TEST(headerThatChangesWhileSomebodyJoinsIsNotTrustedAnew),
    {NULL, NULL},
};
