/* SPDX-License-Identifier: Apache-2.0 */
/* Creating, joining, leaving and removing regions. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "harness.h"
#include "regions.h"

static void lastOneOutRemovesTheName(void) {
    const char *path = harness_path("last");
    tenon_region *first;
    tenon_region *second;
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &first), TENON_NOT_FOUND);
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &first), TENON_OK);
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &second), TENON_EXISTS);
    CHECK(second == NULL);
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &second), TENON_OK);
    CHECK_EQUAL(tenon_region_contract_version(second), 1);
    tenon_region_close(first);
    CHECK(test_exists(path));
    tenon_region_close(second);
    CHECK(!test_exists(path));
    tenon_region_close(NULL);
}

static void persistentRegionKeepsNameAndContent(void) {
    const char *path = harness_path("persistent");
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_persistent_file, &region), TENON_OK);
    *test_counter_of(region) = 4711;
    tenon_region_close(region);
    CHECK(test_exists(path));
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_EXISTS);
    CHECK_DETAIL("persistent");
    CHECK_STATUS(test_open_with(tenon_region_open_or_create, path, &in_file, &region), TENON_OK);
    CHECK_EQUAL(*test_counter_of(region), 4711);
    tenon_region_close(region);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_OK);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_NOT_FOUND);
}

static void umaskTakesNothingFromTheOwner(void) {
    const char *path = harness_path("umask");
    mode_t before = umask(0777);
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    (void)umask(before);
    struct stat information;
    CHECK(stat(path, &information) == 0);
    CHECK_EQUAL(information.st_mode & 07777, 0600);
    tenon_region_close(region);
}

static void sharedMemoryNamesAreChecked(void) {
    char name[300];
    snprintf(name, sizeof name, "test-%d.A_z", (int)getpid());
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, name, NULL, &region), TENON_OK);
    char path[400];
    snprintf(path, sizeof path, "/dev/shm/tenon.%s", name);
    struct stat information;
    CHECK(stat(path, &information) == 0);
    CHECK_EQUAL(information.st_mode & 07777, 0600);
    tenon_region_close(region);
    CHECK(!test_exists(path));
    static const char *const refused[] = {"", ".hidden", "a/b", "a b", "\xC3\xA4"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        CHECK_STATUS(test_open_with(tenon_region_create, refused[i], NULL, &region), TENON_INVALID);
    }
    memset(name, 'n', sizeof name);
    name[200] = '\0';
    CHECK_STATUS(test_open_with(tenon_region_create, name, NULL, &region), TENON_OK);
    tenon_region_close(region);
    name[200] = 'n';
    name[201] = '\0';
    CHECK_STATUS(test_open_with(tenon_region_create, name, NULL, &region), TENON_INVALID);
    CHECK_STATUS(test_open_with(tenon_region_create, NULL, NULL, &region), TENON_INVALID);
}

static void descriptorsThatCannotBeARegionAreRefused(void) {
    const char *path = harness_path("descriptor");
    tenon_region *region;
    test_region_type type;
    test_region_type_init(&type, 4096, 8);
    const tenon_section_descriptor good = type.sections[QUEUE_SECTION];
    const tenon_section_descriptor bad[] = {
        {good.name, good.kind, good.alignment, 4095, NULL, 0, 1, 0},
        {good.name, good.kind, good.alignment, 8, NULL, 0, 1, 0},
        {good.name, good.kind, 0, good.size, NULL, 0, 1, 0},
        {good.name, good.kind, 24, good.size, NULL, 0, 1, 0},
        {good.name, good.kind, 8192, good.size, NULL, 0, 1, 0},
        {good.name, 9, good.alignment, good.size, NULL, 0, 1, 0},
        {NULL, good.kind, good.alignment, good.size, NULL, 0, 1, 0},
        {"", good.kind, good.alignment, good.size, NULL, 0, 1, 0},
        {good.name, TENON_SECTION_KIND_STRUCT, 8, 0, NULL, 0, 1, 0},
        {good.name, good.kind, 8, TENON_MAX_QUEUE_CAPACITY * 2, NULL, 0, 1, 0},
        {good.name, good.kind, 8, UINT64_C(1) << 63, NULL, 0, 1, 0},
        {good.name, TENON_SECTION_KIND_STRUCT, 8, UINT64_MAX, NULL, 0, 1, 0},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        type.sections[QUEUE_SECTION] = bad[i];
        CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region),
                     TENON_INVALID);
    }
    type.sections[QUEUE_SECTION] = good;
    tenon_region_options options = in_file;
    options.flags = 0x80;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &options, &region), TENON_INVALID);
    options = in_file;
    options.backing = 7;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &options, &region), TENON_INVALID);
    CHECK_STATUS(tenon_region_create(&type.descriptor, harness_path("no/such"), &in_file, &region),
                 TENON_SYSTEM);
}

static void removedRegionLivesOnForThoseAttached(void) {
    const char *path = harness_path("removed");
    tenon_region *old;
    tenon_region *new;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &old), TENON_OK);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_OK);
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &new), TENON_OK);
    *test_counter_of(old) = 1;
    CHECK_EQUAL(*test_counter_of(new), 0);
    /* Closing the last handle of the old one must not take the new one's name. */
    tenon_region_close(old);
    CHECK(test_exists(path));
    tenon_region_close(new);
    CHECK(!test_exists(path));
    CHECK(symlink("/nowhere", path) == 0);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_UNSAFE);
    CHECK(unlink(path) == 0);
    CHECK_STATUS(tenon_region_remove("a/b", NULL), TENON_INVALID);
    CHECK_STATUS(tenon_region_remove(NULL, NULL), TENON_INVALID);
}

static void abandonedRegionIsReplacedByCreateAndJoinedByAttach(void) {
    const char *path = harness_path("abandoned");
    tenon_region *region;
    harness_child child = harness_start("hold", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_EXISTS);
    CHECK_DETAIL("in use");
    harness_kill(&child);
    CHECK(test_exists(path));
    /* Somebody may want to read what a dead process left. */
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &region), TENON_OK);
    CHECK_EQUAL(*test_counter_of(region), 99);
    tenon_region_close(region);
    CHECK(!test_exists(path));
    test_opening *const openings[] = {tenon_region_create, tenon_region_open_or_create};
    for (size_t i = 0; i < 2; i++) {
        child = harness_start("hold", path, NULL);
        CHECK_EQUAL(harness_hear(&child), 'r');
        harness_kill(&child);
        CHECK_STATUS(test_open_with(openings[i], path, &in_file, &region), TENON_OK);
        CHECK_EQUAL(*test_counter_of(region), 0);
        tenon_region_close(region);
    }
}

static void childAfterForkDoesNotDisturbItsParent(void) {
    const char *path = harness_path("fork");
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(tenon_region_queue(region, QUEUE_SECTION)), TENON_OK);
    pid_t process = fork();
    CHECK(process >= 0);
    if (process == 0) {
        tenon_region_close(region);
        _exit(0);
    }
    int status;
    CHECK(waitpid(process, &status, 0) == process && status == 0);
    CHECK(test_exists(path));
    tenon_region *second;
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &second), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(tenon_region_queue(second, QUEUE_SECTION)), TENON_BUSY);
    tenon_region_close(second);
    tenon_region_close(region);
}

static void touch(const char *path) {
    int descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);
    CHECK(descriptor >= 0);
    close(descriptor);
}

static void onlyTemporariesOfDeadCreatorsAreRemoved(void) {
    harness_child child = harness_start("hold", harness_path("other"), NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    int dead = (int)child.process;
    harness_kill(&child);
    char names[5][64];
    snprintf(names[0], 64, ".tenon.mine.%d.0123456789abcdef.tmp", dead);
    snprintf(names[1], 64, ".tenon.mine.%d.0123456789abcdef.tmp", (int)getpid());
    snprintf(names[2], 64, ".tenon.yours.%d.0123456789abcdef.tmp", dead);
    snprintf(names[3], 64, ".tenon.mine.x.%d.0123456789abcdef.tmp", dead);
    snprintf(names[4], 64, ".tenon.mine.%d.notes.tmp", dead);
    for (int i = 0; i < 5; i++) {
        touch(harness_path(names[i]));
    }
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, harness_path("mine"), &in_file, &region),
                 TENON_OK);
    CHECK(!test_exists(harness_path(names[0])));
    for (int i = 1; i < 5; i++) {
        CHECK(test_exists(harness_path(names[i])));
        CHECK(unlink(harness_path(names[i])) == 0);
    }
    tenon_region_close(region);
}

/* Attaches several times, tells, and waits to be killed. */
static int attach_often(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    for (int i = 0; i < 20; i++) {
        tenon_region *region;
        CHECK_STATUS(test_open_with(tenon_region_attach, arguments[0], &in_file, &region),
                     TENON_OK);
    }
    child_tell('r');
    return child_hear();
}

static void slotsAreLimitedAndThoseOfTheDeadAreUsedAgain(void) {
    const char *path = harness_path("slots");
    tenon_region *regions[TENON_PARTICIPANT_SLOTS];
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &regions[0]), TENON_OK);
    harness_child child = harness_start("attach-often", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    uint32_t used = 1;
    tenon_region *extra;
    for (; used < TENON_PARTICIPANT_SLOTS - 20; used++) {
        CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &regions[used]), TENON_OK);
    }
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &extra), TENON_LIMIT);
    harness_kill(&child);
    for (; used < TENON_PARTICIPANT_SLOTS; used++) {
        CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &regions[used]), TENON_OK);
    }
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &extra), TENON_LIMIT);
    for (uint32_t i = 0; i < used; i++) {
        CHECK(test_exists(path));
        tenon_region_close(regions[i]);
    }
    CHECK(!test_exists(path));
}

static int hold_lock(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    test_hold_registration(arguments[0]);
    child_tell('l');
    (void)child_hear();
    return 0;
}

static void heldRegistrationLockIsBusyUntilItsHolderDies(void) {
    const char *path = harness_path("lock");
    tenon_region *region;
    tenon_region *second;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    harness_child child = harness_start("hold-lock", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'l');
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &second), TENON_BUSY);
    CHECK(strstr(tenon_status_detail(), "the registration lock of ") == tenon_status_detail());
    CHECK_DETAIL(" was held for 5 s, at last by process ");
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_BUSY);
    harness_kill(&child);
    CHECK_STATUS(test_open_with(tenon_region_attach, path, &in_file, &second), TENON_OK);
    tenon_region_close(second);
    tenon_region_close(region);
}

static void closeWithoutTheRegistrationLockIsCompleteButForTheName(void) {
    const char *path = harness_path("closing");
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    harness_child child = harness_start("hold-lock", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'l');
    CHECK_STATUS(tenon_region_close(region), TENON_TIMED_OUT);
    CHECK_DETAIL(" was held for 5 s, at last by process ");
    CHECK(test_exists(path));
    harness_kill(&child);
    /* Nobody is attached any more: the region is abandoned. */
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    CHECK_STATUS(tenon_region_close(region), TENON_OK);
}

const harness_role harness_roles[] = {
    {"hold", test_create_and_hold},
    {"attach-often", attach_often},
    {"hold-lock", hold_lock},
    {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(lastOneOutRemovesTheName),
    TEST(persistentRegionKeepsNameAndContent),
    TEST(umaskTakesNothingFromTheOwner),
    TEST(sharedMemoryNamesAreChecked),
    TEST(descriptorsThatCannotBeARegionAreRefused),
    TEST(removedRegionLivesOnForThoseAttached),
    TEST(abandonedRegionIsReplacedByCreateAndJoinedByAttach),
    TEST(childAfterForkDoesNotDisturbItsParent),
    TEST(onlyTemporariesOfDeadCreatorsAreRemoved),
    TEST(slotsAreLimitedAndThoseOfTheDeadAreUsedAgain),
    TEST(heldRegistrationLockIsBusyUntilItsHolderDies),
    TEST(closeWithoutTheRegistrationLockIsCompleteButForTheName),
    {NULL, NULL},
};
