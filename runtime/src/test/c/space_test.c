/* SPDX-License-Identifier: Apache-2.0 */
/* A file system that is full fails the creation, not a later access. */
#define _GNU_SOURCE
#include <dirent.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"
#include "regions.h"

#define PERMISSION_MISSING 77
#define FILE_SYSTEM_BYTES (UINT64_C(4) << 20)

static int count_files(const char *path) {
    DIR *stream = opendir(path);
    CHECK(stream != NULL);
    int count = 0;
    for (struct dirent *entry = readdir(stream); entry != NULL; entry = readdir(stream)) {
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    }
    closedir(stream);
    return count;
}

/* Mounts a file system that nobody else sees, in a mount namespace of its own. */
static bool mount_privately(const char *path, const char *options) {
    return unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("tmpfs", path, "tmpfs", 0, options) == 0;
}

/* In a small file system. */
static int create_in_small_file_system(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    if (!mount_privately(arguments[0], "size=4m,mode=0700")) {
        return PERMISSION_MISSING;
    }
    char path[600];
    snprintf(path, sizeof path, "%s/region", arguments[0]);
    test_region_type type;
    test_region_type_init(&type, UINT64_C(8) << 20, 8);
    tenon_region *region;
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region), TENON_NO_SPACE);
    CHECK_DETAIL("cannot reserve 16785408 bytes");
    char available[256];
    snprintf(available, sizeof available,
             "%" PRIu64 " bytes are available, limited by the file "
             "system; make the region smaller or the file system larger, in a container with "
             "--shm-size", FILE_SYSTEM_BYTES);
    CHECK_DETAIL(available);
    CHECK_EQUAL(count_files(arguments[0]), 0);
    CHECK_STATUS(tenon_region_open_or_create(&type.descriptor, path, &in_file, &region),
                 TENON_NO_SPACE);

    /* One fits; then another does not, until the first is abandoned or gone. */
    test_region_type_init(&type, UINT64_C(1) << 20, 8);
    CHECK_STATUS(tenon_region_create(&type.descriptor, path, &in_file, &region), TENON_OK);
    char second_path[600];
    snprintf(second_path, sizeof second_path, "%s/second", arguments[0]);
    tenon_region *second;
    CHECK_STATUS(tenon_region_create(&type.descriptor, second_path, &in_file, &second),
                 TENON_NO_SPACE);
    tenon_region_close(region);
    CHECK_STATUS(tenon_region_create(&type.descriptor, second_path, &in_file, &second), TENON_OK);
    tenon_region_close(second);
    CHECK_EQUAL(count_files(arguments[0]), 0);
    return 0;
}

/* The same with so few files that one more, or one more name, is too many. */
static int create_without_inodes(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    if (!mount_privately(arguments[0], "nr_inodes=2,mode=0700")) {
        return PERMISSION_MISSING;
    }
    char path[600];
    snprintf(path, sizeof path, "%s/region", arguments[0]);
    tenon_region *region;
    CHECK_STATUS(test_open_with(tenon_region_create, path, &in_file, &region), TENON_NO_SPACE);
    CHECK_DETAIL("cannot name");
    CHECK_DETAIL("no room for another file, 0 are free");
    CHECK_EQUAL(count_files(arguments[0]), 0);
    char other[600];
    snprintf(other, sizeof other, "%s/other", arguments[0]);
    FILE *file = fopen(other, "w");
    CHECK(file != NULL && fclose(file) == 0);
    CHECK_STATUS(test_open_with(tenon_region_open_or_create, path, &in_file, &region),
                 TENON_NO_SPACE);
    CHECK_DETAIL("cannot create");
    return 0;
}

static void run_or_skip(const char *role, const char *path) {
    CHECK(mkdir(path, 0700) == 0);
    harness_child child = harness_start(role, path, NULL);
    int result = harness_join(&child);
    CHECK(rmdir(path) == 0);
    if (result == PERMISSION_MISSING) {
        harness_skip("no permission to mount a file system");
    }
    CHECK_EQUAL(result, 0);
}

static void fullFileSystemFailsCreationWithBytesAskedAndFree(void) {
    run_or_skip("create", harness_path("small"));
}

static void fileSystemWithoutRoomForAFileIsFull(void) {
    run_or_skip("create-file", harness_path("few"));
}

const harness_role harness_roles[] = {
    {"create", create_in_small_file_system},
    {"create-file", create_without_inodes},
    {NULL, NULL},
};

const harness_test harness_tests[] = {
    {"fullFileSystemFailsCreationWithBytesAskedAndFree",
     fullFileSystemFailsCreationWithBytesAskedAndFree},
    {"fileSystemWithoutRoomForAFileIsFull", fileSystemWithoutRoomForAFileIsFull},
    {NULL, NULL},
};
