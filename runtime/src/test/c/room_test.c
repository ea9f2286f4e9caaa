/* SPDX-License-Identifier: Apache-2.0 */
/* Room in memory, as made-up files of the kernel tell of it, and a refusal before anything is
 * touched; the twin in Java is MemoryRoomTest. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "harness.h"
#include "platform/linux/linux_room.h"
#include "platform/linux/linux_text.h"
#include "regions.h"

/* Looks at memory that find no limit before those that find none left; negative: the real ones. */
static int looks_with_room = -1;

void __real_tenon_linux_room_in_memory(const char *root, tenon_linux_room *room);
void __wrap_tenon_linux_room_in_memory(const char *root, tenon_linux_room *room);

void __wrap_tenon_linux_room_in_memory(const char *root, tenon_linux_room *room) {
    if (looks_with_room < 0) {
        __real_tenon_linux_room_in_memory(root, room);
    } else if (looks_with_room > 0) {
        looks_with_room--;
    } else {
        *room = (tenon_linux_room){0, "made-up memory", "have more"};
    }
}

/* Bytes that can be reserved before the next signal comes, and pieces that were too large. */
static int64_t uninterrupted = INT64_MAX;
static int interrupts;

int __real_posix_fallocate(int descriptor, int64_t offset, int64_t length);
int __wrap_posix_fallocate(int descriptor, int64_t offset, int64_t length);
int __real_posix_fallocate64(int descriptor, int64_t offset, int64_t length);
int __wrap_posix_fallocate64(int descriptor, int64_t offset, int64_t length);

static bool is_interrupted(int64_t length) {
    interrupts += length > uninterrupted;
    return length > uninterrupted;
}

int __wrap_posix_fallocate(int descriptor, int64_t offset, int64_t length) {
    return is_interrupted(length) ? EINTR : __real_posix_fallocate(descriptor, offset, length);
}

/* The name of the same with 64-bit offsets, where the C library has both. */
int __wrap_posix_fallocate64(int descriptor, int64_t offset, int64_t length) {
    return is_interrupted(length) ? EINTR : __real_posix_fallocate64(descriptor, offset, length);
}

#define MEBIBYTE (UINT64_C(1) << 20)

/* Writes a file below a folder that stands for the root, with the folders on the way. */
static void write_text(const char *root, const char *name, const char *text) {
    char path[1024];
    int length = snprintf(path, sizeof path, "%s/%s", root, name);
    CHECK(length > 0 && (size_t)length < sizeof path);
    for (char *slash = path + strlen(root); (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        CHECK(mkdir(path, 0700) == 0 || errno == EEXIST);
        *slash = '/';
    }
    FILE *file = fopen(path, "w");
    CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void check_room(const char *root, uint64_t bytes, const char *limit, const char *advice) {
    tenon_linux_room room;
    tenon_linux_room_begin(&room);
    tenon_linux_room_in_memory(root, &room);
    CHECK_EQUAL(room.bytes, bytes);
    CHECK(strcmp(room.limit, limit) == 0);
    CHECK(strstr(room.advice, advice) != NULL);
}

/* A system with 1 GiB of available memory. */
static const char *make_root(const char *name) {
    const char *root = harness_path(name);
    write_text(root, "proc/meminfo",
               "MemTotal:        4194304 kB\nMemFree:           10000 kB\n"
               "MemAvailable:    1048576 kB\nBuffers:               1 kB\n");
    return root;
}

static void memoryOfTheSystemLimitsLessWhatIsKept(void) {
    const char *root = make_root("system");
    check_room(root, 1024 * MEBIBYTE - TENON_KEPT_FREE_BYTES, "MemAvailable of /proc/meminfo",
               "free memory");
    write_text(root, "proc/meminfo", "MemAvailable: 1000 kB\n");
    check_room(root, 0, "MemAvailable of /proc/meminfo", "free memory");
}

static void filesThatCannotBeReadLimitNothing(void) {
    const char *root = harness_path("nothing");
    check_room(root, UINT64_MAX, "", "");
    static const char *const unreadable[] = {"", "MemAvailable:", "MemAvailable: kB\n",
                                             "MemAvailable: -1 kB\n", "XMemAvailable: 1 kB\n",
                                             "MemAvailable: 99999999999999999999999 kB\n",
                                             "MemAvailable: 18446744073709551615 kB\n"};
    for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++) {
        write_text(root, "proc/meminfo", unreadable[i]);
        write_text(root, "proc/self/cgroup", "0::/a\n");
        write_text(root, "sys/fs/cgroup/a/memory.max", "max\n");
        write_text(root, "sys/fs/cgroup/a/memory.current", "1\n");
        check_room(root, UINT64_MAX, "", "");
    }
    write_text(root, "sys/fs/cgroup/a/memory.max", "1\n");
    write_text(root, "sys/fs/cgroup/a/memory.current", "");
    check_room(root, UINT64_MAX, "", "");
    write_text(root, "proc/self/cgroup", "no colon\n1:memory\n0:\n");
    check_room(root, UINT64_MAX, "", "");
}

static void narrowestCgroupOfTheHierarchyLimits(void) {
    const char *root = make_root("nested");
    write_text(root, "proc/self/cgroup", "0::/outer/inner\n");
    write_text(root, "sys/fs/cgroup/outer/inner/memory.max", "max\n");
    write_text(root, "sys/fs/cgroup/outer/inner/memory.current", "4096\n");
    check_room(root, 1024 * MEBIBYTE - TENON_KEPT_FREE_BYTES, "MemAvailable of /proc/meminfo",
               "free memory");
    write_text(root, "sys/fs/cgroup/outer/memory.max", "536870912\n");
    write_text(root, "sys/fs/cgroup/outer/memory.current", "268435456\n");
    check_room(root, 256 * MEBIBYTE - TENON_KEPT_FREE_BYTES,
               "/sys/fs/cgroup/outer/memory.max", "--memory");
    write_text(root, "sys/fs/cgroup/outer/inner/memory.max", "134217728\n");
    check_room(root, 128 * MEBIBYTE - 4096 - TENON_KEPT_FREE_BYTES,
               "/sys/fs/cgroup/outer/inner/memory.max", "--memory");
    /* Over its limit: nothing is left. */
    write_text(root, "sys/fs/cgroup/outer/memory.current", "536870913\n");
    check_room(root, 0, "/sys/fs/cgroup/outer/memory.max", "--memory");
}

static void cacheOfFilesCountsAsRoom(void) {
    const char *root = make_root("cache");
    write_text(root, "proc/self/cgroup", "0::/a\n");
    write_text(root, "sys/fs/cgroup/a/memory.max", "536870912\n");
    write_text(root, "sys/fs/cgroup/a/memory.current", "536870912\n");
    write_text(root, "sys/fs/cgroup/a/memory.stat",
               "anon 1\nfile 9\ninactive_anon 5\nactive_file 67108864\ninactive_file 33554432\n");
    check_room(root, 96 * MEBIBYTE - TENON_KEPT_FREE_BYTES, "/sys/fs/cgroup/a/memory.max",
               "--memory");
    /* More cache than usage, as two files read one after the other can say. */
    write_text(root, "sys/fs/cgroup/a/memory.current", "1048576\n");
    check_room(root, 512 * MEBIBYTE - TENON_KEPT_FREE_BYTES, "/sys/fs/cgroup/a/memory.max",
               "--memory");
}

static void limitOfAContainerIsFoundAtTheOutermostFolder(void) {
    static const char *const paths[] = {"0::/\n", "0::/docker/0123\n", "0::/../../other\n",
                                        "0::\n", "0::other\n"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char name[32];
        snprintf(name, sizeof name, "container-%zu", i);
        const char *root = make_root(name);
        write_text(root, "proc/self/cgroup", paths[i]);
        write_text(root, "sys/fs/cgroup/memory.max", "67108864\n");
        write_text(root, "sys/fs/cgroup/memory.current", "0\n");
        check_room(root, 64 * MEBIBYTE - TENON_KEPT_FREE_BYTES, "/sys/fs/cgroup/memory.max",
                   "--memory");
    }
}

static void cgroupsOfVersionOneLimit(void) {
    const char *root = make_root("version-1");
    write_text(root, "proc/self/cgroup",
               "5:devices:/a\n4:cpu,memory:/a/b\n2:cpuset,memory_other:/\n0::/\n");
    write_text(root, "sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write_text(root, "sys/fs/cgroup/memory/memory.usage_in_bytes", "1\n");
    write_text(root, "sys/fs/cgroup/memory/a/memory.limit_in_bytes", "134217728\n");
    write_text(root, "sys/fs/cgroup/memory/a/memory.usage_in_bytes", "67108864\n");
    write_text(root, "sys/fs/cgroup/memory/a/memory.stat",
               "active_file 33554432\ntotal_inactive_file 1048576\n");
    check_room(root, 65 * MEBIBYTE - TENON_KEPT_FREE_BYTES,
               "/sys/fs/cgroup/memory/a/memory.limit_in_bytes", "--memory");
}

static uint64_t available_memory(void) {
    char text[8192];
    CHECK(tenon_linux_read_file("/proc/meminfo", text, sizeof text) > 0);
    const char *line = strstr(text, "MemAvailable:");
    CHECK(line != NULL);
    return strtoull(line + strlen("MemAvailable:"), NULL, 10) * 1024;
}

/* No file may have a byte: who touches a page takes none, and says so. */
static void forbid_pages(void) {
    struct rlimit none = {0, 0};
    CHECK(signal(SIGXFSZ, SIG_IGN) != SIG_ERR && setrlimit(RLIMIT_FSIZE, &none) == 0);
}

/* Asks for memory that is not there, where the file system would have room for it. */
static int ask_for_all_memory(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    test_region_type type;
    test_region_type_init(&type, MEBIBYTE, 8);
    type.sections[BACK_SECTION].size = UINT64_C(1) << 46;
    forbid_pages();
    tenon_region *region;
    CHECK_STATUS(tenon_region_create(&type.descriptor, arguments[0], &in_file, &region),
                 TENON_NO_SPACE);
    CHECK_DETAIL(" bytes are available, limited by ");
    CHECK_DETAIL("; make the region smaller or ");
    CHECK(strstr(tenon_status_detail(), strerror(EFBIG)) == NULL);
    CHECK(!test_exists(arguments[0]));
    tenon_platform_draft draft;
    CHECK_STATUS(tenon_platform_create_private(arguments[0], &draft), TENON_OK);
    uint64_t asked = available_memory();
    CHECK_STATUS(tenon_platform_reserve(draft.file, arguments[0], asked), TENON_NO_SPACE);
    CHECK_DETAIL(" bytes are available, limited by ");
    CHECK(strstr(tenon_status_detail(), strerror(EFBIG)) == NULL);
    /* Little enough is touched, and so meets the other limit. */
    CHECK_STATUS(tenon_platform_reserve(draft.file, arguments[0], 4096), TENON_NO_SPACE);
    CHECK_DETAIL(strerror(EFBIG));
    tenon_platform_discard(&draft);
    return 0;
}

static void moreThanThereIsIsRefusedBeforePagesAreTouched(void) {
    harness_child child = harness_start("ask", harness_path("all"), NULL);
    CHECK_EQUAL(harness_join(&child), 0);
}

static void roomIsLookedAtBeforeEachPieceAndPagesAreGivenBack(void) {
    const char *path = harness_path("pieces");
    tenon_platform_draft draft;
    CHECK_STATUS(tenon_platform_create_private(path, &draft), TENON_OK);
    struct statvfs space;
    CHECK(statvfs(draft.path, &space) == 0);
    if ((uint64_t)space.f_bavail * space.f_frsize < 2 * TENON_RESERVE_PIECE_BYTES) {
        tenon_platform_discard(&draft);
        harness_skip("too little shared memory");
    }
    looks_with_room = 1;
    CHECK_STATUS(tenon_platform_reserve(draft.file, path, 2 * TENON_RESERVE_PIECE_BYTES),
                 TENON_NO_SPACE);
    looks_with_room = -1;
    CHECK_DETAIL(": 0 bytes are available, limited by made-up memory; make the region smaller or "
                 "have more");
    struct stat information;
    CHECK(stat(draft.path, &information) == 0);
    CHECK_EQUAL(information.st_size, 0);
    CHECK_EQUAL(information.st_blocks, 0);
    tenon_platform_discard(&draft);
}

static void piecesThatSignalsInterruptBecomeSmallerUntilTheyAreDone(void) {
    const char *path = harness_path("signals");
    tenon_platform_draft draft;
    CHECK_STATUS(tenon_platform_create_private(path, &draft), TENON_OK);
    uninterrupted = 3 * TENON_PAGE_BYTES;
    interrupts = 0;
    CHECK_STATUS(tenon_platform_reserve(draft.file, path, MEBIBYTE), TENON_OK);
    uninterrupted = INT64_MAX;
    CHECK(interrupts > 0);
    struct stat information;
    CHECK(stat(draft.path, &information) == 0);
    CHECK_EQUAL(information.st_size, MEBIBYTE);
    CHECK(information.st_blocks >= (blkcnt_t)(MEBIBYTE / 512));
    tenon_platform_discard(&draft);
}

const harness_role harness_roles[] = {
    {"ask", ask_for_all_memory},
    {NULL, NULL},
};

const harness_test harness_tests[] = {
    {"memoryOfTheSystemLimitsLessWhatIsKept", memoryOfTheSystemLimitsLessWhatIsKept},
    {"filesThatCannotBeReadLimitNothing", filesThatCannotBeReadLimitNothing},
    {"narrowestCgroupOfTheHierarchyLimits", narrowestCgroupOfTheHierarchyLimits},
    {"cacheOfFilesCountsAsRoom", cacheOfFilesCountsAsRoom},
    {"limitOfAContainerIsFoundAtTheOutermostFolder",
     limitOfAContainerIsFoundAtTheOutermostFolder},
    {"cgroupsOfVersionOneLimit", cgroupsOfVersionOneLimit},
    {"moreThanThereIsIsRefusedBeforePagesAreTouched",
     moreThanThereIsIsRefusedBeforePagesAreTouched},
    {"roomIsLookedAtBeforeEachPieceAndPagesAreGivenBack",
     roomIsLookedAtBeforeEachPieceAndPagesAreGivenBack},
    {"piecesThatSignalsInterruptBecomeSmallerUntilTheyAreDone",
     piecesThatSignalsInterruptBecomeSmallerUntilTheyAreDone},
    {NULL, NULL},
};
