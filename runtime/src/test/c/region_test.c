/* SPDX-License-Identifier: Apache-2.0 */
/* Creating, joining, leaving and removing regions, with many processes. */
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

static test_region_type feed(void) {
    test_region_type type;
    test_region_type_init(&type, 4096, 8);
    return type;
}

typedef tenon_status opening(const tenon_region_descriptor *descriptor, const char *name,
                             const tenon_region_options *options, tenon_region **region);

/* The descriptor is only used during the call. */
static tenon_status open_with(opening *open_region, const char *path,
                              const tenon_region_options *options, tenon_region **region) {
    test_region_type type = feed();
    type.descriptor.sections = type.sections;
    type.descriptor.layout_text = type.layout_text;
    return open_region(&type.descriptor, path, options, region);
}

static bool exists(const char *path) { return access(path, F_OK) == 0; }

static uint32_t *counter_of(tenon_region *region) {
    return tenon_region_struct(region, STATUS_SECTION);
}

static void lastOneOutRemovesTheName(void) {
    const char *path = harness_path("last");
    tenon_region *first;
    tenon_region *second;
    CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &first), TENON_NOT_FOUND);
    CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &first), TENON_OK);
    CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &second), TENON_EXISTS);
    CHECK(second == NULL);
    CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &second), TENON_OK);
    CHECK_EQUAL(tenon_region_contract_version(second), 1);
    tenon_region_close(first);
    CHECK(exists(path));
    tenon_region_close(second);
    CHECK(!exists(path));
    tenon_region_close(NULL);
}

static void persistentRegionKeepsNameAndContent(void) {
    const char *path = harness_path("persistent");
    tenon_region *region;
    CHECK_STATUS(open_with(tenon_region_create, path, &in_persistent_file, &region), TENON_OK);
    *counter_of(region) = 4711;
    tenon_region_close(region);
    CHECK(exists(path));
    CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &region), TENON_EXISTS);
    CHECK_DETAIL("persistent");
    CHECK_STATUS(open_with(tenon_region_open_or_create, path, &in_file, &region), TENON_OK);
    CHECK_EQUAL(*counter_of(region), 4711);
    tenon_region_close(region);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_OK);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_NOT_FOUND);
}

static void sharedMemoryNamesAreChecked(void) {
    char name[300];
    snprintf(name, sizeof name, "test-%d.A_z", (int)getpid());
    tenon_region *region;
    CHECK_STATUS(open_with(tenon_region_create, name, NULL, &region), TENON_OK);
    char path[400];
    snprintf(path, sizeof path, "/dev/shm/tenon.%s", name);
    struct stat information;
    CHECK(stat(path, &information) == 0);
    CHECK_EQUAL(information.st_mode & 07777, 0600);
    tenon_region_close(region);
    CHECK(!exists(path));
    static const char *const refused[] = {"", ".hidden", "a/b", "a b", "\xC3\xA4"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        CHECK_STATUS(open_with(tenon_region_create, refused[i], NULL, &region), TENON_INVALID);
    }
    memset(name, 'n', sizeof name);
    name[200] = '\0';
    CHECK_STATUS(open_with(tenon_region_create, name, NULL, &region), TENON_OK);
    tenon_region_close(region);
    name[200] = 'n';
    name[201] = '\0';
    CHECK_STATUS(open_with(tenon_region_create, name, NULL, &region), TENON_INVALID);
    CHECK_STATUS(open_with(tenon_region_create, NULL, NULL, &region), TENON_INVALID);
}

static void descriptorsThatCannotBeARegionAreRefused(void) {
    const char *path = harness_path("descriptor");
    tenon_region *region;
    test_region_type type = feed();
    type.descriptor.sections = type.sections;
    type.descriptor.layout_text = type.layout_text;
    const tenon_section_descriptor good = type.sections[QUEUE_SECTION];
    const tenon_section_descriptor bad[] = {
        {good.name, good.kind, good.alignment, 4095}, {good.name, good.kind, good.alignment, 8},
        {good.name, good.kind, 0, good.size},         {good.name, good.kind, 24, good.size},
        {good.name, good.kind, 8192, good.size},      {good.name, 9, good.alignment, good.size},
        {NULL, good.kind, good.alignment, good.size}, {"", good.kind, good.alignment, good.size},
        {good.name, TENON_SECTION_KIND_STRUCT, 8, 0}, {good.name, good.kind, 8, UINT64_C(1) << 63},
        {good.name, TENON_SECTION_KIND_STRUCT, 8, UINT64_MAX},
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
    CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &old), TENON_OK);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_OK);
    CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &new), TENON_OK);
    *counter_of(old) = 1;
    CHECK_EQUAL(*counter_of(new), 0);
    /* Closing the last handle of the old one must not take the new one's name. */
    tenon_region_close(old);
    CHECK(exists(path));
    tenon_region_close(new);
    CHECK(!exists(path));
    CHECK(symlink("/nowhere", path) == 0);
    CHECK_STATUS(tenon_region_remove(path, &in_file), TENON_UNSAFE);
    CHECK(unlink(path) == 0);
}

/* Creates, marks, tells, and waits to be told or killed. */
static int create_and_hold(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_region *region;
    CHECK_STATUS(open_with(tenon_region_create, arguments[0], &in_file, &region), TENON_OK);
    *counter_of(region) = 99;
    child_tell('r');
    (void)child_hear();
    tenon_region_close(region);
    return 0;
}

static void abandonedRegionIsReplacedByCreateAndJoinedByAttach(void) {
    const char *path = harness_path("abandoned");
    tenon_region *region;
    harness_child child = harness_start("hold", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &region), TENON_EXISTS);
    CHECK_DETAIL("in use");
    harness_kill(&child);
    CHECK(exists(path));
    /* Somebody may want to read what a dead process left. */
    CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &region), TENON_OK);
    CHECK_EQUAL(*counter_of(region), 99);
    tenon_region_close(region);
    CHECK(!exists(path));
    opening *const openings[] = {tenon_region_create, tenon_region_open_or_create};
    for (size_t i = 0; i < 2; i++) {
        child = harness_start("hold", path, NULL);
        CHECK_EQUAL(harness_hear(&child), 'r');
        harness_kill(&child);
        CHECK_STATUS(open_with(openings[i], path, &in_file, &region), TENON_OK);
        CHECK_EQUAL(*counter_of(region), 0);
        tenon_region_close(region);
    }
}

static void childAfterForkDoesNotDisturbItsParent(void) {
    const char *path = harness_path("fork");
    tenon_region *region;
    CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(tenon_region_queue(region, QUEUE_SECTION)), TENON_OK);
    pid_t process = fork();
    CHECK(process >= 0);
    if (process == 0) {
        tenon_region_close(region);
        _exit(0);
    }
    int status;
    CHECK(waitpid(process, &status, 0) == process && status == 0);
    CHECK(exists(path));
    tenon_region *second;
    CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &second), TENON_OK);
    CHECK_STATUS(tenon_queue_produce(tenon_region_queue(second, QUEUE_SECTION)), TENON_BUSY);
    tenon_region_close(second);
    tenon_region_close(region);
}

enum { RACERS = 12 };

/* Waits for the start, creates, tells the outcome, and holds the region until it is told. */
static int race_to_create(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    child_tell('r');
    while (child_hear() == 's') {
        tenon_region *region;
        tenon_status status = open_with(tenon_region_create, arguments[0], &in_file, &region);
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
        CHECK_STATUS(open_with(tenon_region_open_or_create, arguments[0], &in_file, &region),
                     TENON_OK);
        (void)tenon_fetch_add_u32(counter_of(region), 1);
        child_tell('o');
        CHECK_EQUAL(child_hear(), 'x');
        CHECK_EQUAL(tenon_load_acquire_u32(counter_of(region)), RACERS);
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
        CHECK(!exists(path));
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
        CHECK(!exists(path));
    }
    join_racers(racers);
}

/* Comes and goes; whoever is in must always be in the region that has the name. */
static int come_and_go(int count, char **arguments) {
    CHECK_EQUAL(count, 2);
    for (int i = atoi(arguments[1]); i > 0; i--) {
        tenon_region *region;
        CHECK_STATUS(open_with(tenon_region_open_or_create, arguments[0], &in_file, &region),
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
    CHECK(!exists(path));
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
        CHECK_STATUS(open_with(tenon_region_create, arguments[0], &in_file, &region), TENON_OK);
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
        CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
        CHECK_EQUAL(count_temporaries(path), 0);
        CHECK_EQUAL(*counter_of(region), 0);
        tenon_region_close(region);
        CHECK(!exists(path));
    }
    printf("  %d temporary files of killed creators were removed\n", left);
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
    CHECK_STATUS(open_with(tenon_region_create, harness_path("mine"), &in_file, &region),
                 TENON_OK);
    CHECK(!exists(harness_path(names[0])));
    for (int i = 1; i < 5; i++) {
        CHECK(exists(harness_path(names[i])));
        CHECK(unlink(harness_path(names[i])) == 0);
    }
    tenon_region_close(region);
}

/* Attaches several times, tells, and waits to be killed. */
static int attach_often(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    for (int i = 0; i < 20; i++) {
        tenon_region *region;
        CHECK_STATUS(open_with(tenon_region_attach, arguments[0], &in_file, &region), TENON_OK);
    }
    child_tell('r');
    return child_hear();
}

static void slotsAreLimitedAndThoseOfTheDeadAreUsedAgain(void) {
    const char *path = harness_path("slots");
    tenon_region *regions[TENON_PARTICIPANT_SLOTS];
    CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &regions[0]), TENON_OK);
    harness_child child = harness_start("attach-often", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'r');
    uint32_t used = 1;
    tenon_region *extra;
    for (; used < TENON_PARTICIPANT_SLOTS - 20; used++) {
        CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &regions[used]), TENON_OK);
    }
    CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &extra), TENON_LIMIT);
    harness_kill(&child);
    for (; used < TENON_PARTICIPANT_SLOTS; used++) {
        CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &regions[used]), TENON_OK);
    }
    CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &extra), TENON_LIMIT);
    for (uint32_t i = 0; i < used; i++) {
        CHECK(exists(path));
        tenon_region_close(regions[i]);
    }
    CHECK(!exists(path));
}

/* Takes the registration lock the way Java does, with a plain lock on byte 0. */
static int hold_lock(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    int descriptor = open(arguments[0], O_RDWR);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1};
    CHECK(descriptor >= 0 && fcntl(descriptor, F_SETLK, &lock) == 0);
    child_tell('l');
    (void)child_hear();
    return 0;
}

static void heldRegistrationLockIsBusyUntilItsHolderDies(void) {
    const char *path = harness_path("lock");
    tenon_region *region;
    tenon_region *second;
    CHECK_STATUS(open_with(tenon_region_create, path, &in_file, &region), TENON_OK);
    harness_child child = harness_start("hold-lock", path, NULL);
    CHECK_EQUAL(harness_hear(&child), 'l');
    CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &second), TENON_BUSY);
    CHECK_DETAIL("registration lock");
    harness_kill(&child);
    CHECK_STATUS(open_with(tenon_region_attach, path, &in_file, &second), TENON_OK);
    tenon_region_close(second);
    tenon_region_close(region);
}

const harness_role harness_roles[] = {
    {"hold", create_and_hold},
    {"race-to-create", race_to_create},
    {"race-to-open", race_to_open},
    {"come-and-go", come_and_go},
    {"create-for-ever", create_for_ever},
    {"attach-often", attach_often},
    {"hold-lock", hold_lock},
    {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(lastOneOutRemovesTheName),
    TEST(persistentRegionKeepsNameAndContent),
    TEST(sharedMemoryNamesAreChecked),
    TEST(descriptorsThatCannotBeARegionAreRefused),
    TEST(removedRegionLivesOnForThoseAttached),
    TEST(abandonedRegionIsReplacedByCreateAndJoinedByAttach),
    TEST(childAfterForkDoesNotDisturbItsParent),
    TEST(ofManyProcessesExactlyOneCreates),
    TEST(openOrCreateBringsAllProcessesTogether),
    TEST(nameNeverChangesUnderALiveParticipant),
    TEST(creatorKilledAtAnyMomentLeavesNothingThatLasts),
    TEST(onlyTemporariesOfDeadCreatorsAreRemoved),
    TEST(slotsAreLimitedAndThoseOfTheDeadAreUsedAgain),
    TEST(heldRegistrationLockIsBusyUntilItsHolderDies),
    {NULL, NULL},
};
