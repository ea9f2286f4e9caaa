/* SPDX-License-Identifier: Apache-2.0 */
/* Room in memory. A page that is touched where there is none has the OOM killer end a process,
 * often another one than the one that asked; so it is told beforehand. */
#define _GNU_SOURCE

#include "platform/linux/linux_room.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/linux/linux_cgroup.h"
#include "platform/linux/linux_text.h"

/* Room for a text of the kernel; /proc/meminfo and memory.stat have some 2,000 bytes. */
#define TEXT_BYTES 8192

/* Files of a version of cgroups, and the words by which /proc/self/cgroup names it. */
typedef struct cgroup_files {
    const char *mount;
    const char *limit;
    const char *usage;
    const char *cache[2]; /* lines of memory.stat: pages that the kernel takes back when it must */
} cgroup_files;

static const cgroup_files version_1 = {"/sys/fs/cgroup/memory",
                                       "memory.limit_in_bytes",
                                       "memory.usage_in_bytes",
                                       {"total_active_file", "total_inactive_file"}};
static const cgroup_files version_2 = {
    "/sys/fs/cgroup", "memory.max", "memory.current", {"active_file", "inactive_file"}};

void tenon_linux_room_begin(tenon_linux_room *room) {
    *room = (tenon_linux_room){.bytes = UINT64_MAX, .advice = ""};
}

static bool parse_number(const char *text, uint64_t *number) {
    if (text[0] < '0' || text[0] > '9') {
        return false;
    }
    errno = 0;
    *number = strtoull(text, NULL, 10);
    return errno == 0;
}

/* The number behind a word that begins a line. */
static bool number_of(const char *text, const char *word, uint64_t *number) {
    size_t length = strlen(word);
    for (const char *line = text; line != NULL;) {
        if (strncmp(line, word, length) == 0 && line[length] == ' ') {
            const char *digits = line + length;
            return parse_number(digits + strspn(digits, " "), number);
        }
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    return false;
}

static uint64_t less(uint64_t bytes, uint64_t taken) { return bytes > taken ? bytes - taken : 0; }

static void lower(tenon_linux_room *room, uint64_t bytes, const char *limit, const char *advice) {
    bytes = less(bytes, TENON_KEPT_FREE_BYTES);
    if (bytes < room->bytes) {
        room->bytes = bytes;
        (void)snprintf(room->limit, sizeof room->limit, "%s", limit);
        room->advice = advice;
    }
}

static void look_at_system(const char *root, tenon_linux_room *room) {
    char path[TENON_PATH_BYTES];
    char text[TEXT_BYTES];
    uint64_t kibibytes;
    (void)snprintf(path, sizeof path, "%s/proc/meminfo", root);
    if (tenon_linux_read_file(path, text, sizeof text) >= 0 &&
        number_of(text, "MemAvailable:", &kibibytes) && kibibytes <= UINT64_MAX / 1024) {
        lower(room, kibibytes * 1024, "MemAvailable of /proc/meminfo", "free memory");
    }
}

static bool read_text(const char *root, const char *folder, const char *name,
                      char text[TEXT_BYTES]) {
    char path[TENON_PATH_BYTES];
    int length = snprintf(path, sizeof path, "%s%s/%s", root, folder, name);
    return length > 0 && (size_t)length < sizeof path &&
           tenon_linux_read_file(path, text, TEXT_BYTES) >= 0;
}

/* Bytes of the usage that the kernel takes back before it ends a process. */
static uint64_t cache_of(const char *root, const char *folder, const cgroup_files *files,
                         uint64_t usage) {
    char text[TEXT_BYTES];
    if (!read_text(root, folder, "memory.stat", text)) {
        return 0;
    }
    uint64_t remaining = usage;
    for (int i = 0; i < 2; i++) {
        uint64_t bytes;
        if (number_of(text, files->cache[i], &bytes)) {
            remaining = less(remaining, bytes);
        }
    }
    return usage - remaining;
}

/* The outermost has no limit file, and "max" is no number. */
static void look_at_cgroup(const char *root, const char *folder, const cgroup_files *files,
                           tenon_linux_room *room) {
    char text[TEXT_BYTES];
    uint64_t limit;
    uint64_t usage;
    if (!read_text(root, folder, files->limit, text) || !parse_number(text, &limit) ||
        !read_text(root, folder, files->usage, text) || !parse_number(text, &usage)) {
        return;
    }
    usage -= cache_of(root, folder, files, usage);
    char name[TENON_PATH_BYTES];
    int length = snprintf(name, sizeof name, "%s/%s", folder, files->limit);
    if (length > 0 && (size_t)length < sizeof name) {
        lower(room, less(limit, usage), name,
              "raise that limit, in a container with --memory");
    }
}

/* From the cgroup of this process outwards. In a container its path may be that of the host, of
 * which nothing is mounted but the last folder, as the outermost. */
static void look_at_cgroups(const char *root, const char *path, const cgroup_files *files,
                            tenon_linux_room *room) {
    char folder[TENON_PATH_BYTES];
    size_t mount = strlen(files->mount);
    bool outside = path[0] != '/' || strstr(path, "/..") != NULL;
    int length = snprintf(folder, sizeof folder, "%s%s", files->mount, outside ? "" : path);
    if (length < 0 || (size_t)length >= sizeof folder) {
        return;
    }
    for (;;) {
        size_t end = strlen(folder);
        if (end > mount && folder[end - 1] == '/') {
            folder[end - 1] = '\0';
            continue;
        }
        look_at_cgroup(root, folder, files, room);
        if (end == mount) {
            return;
        }
        *strrchr(folder, '/') = '\0';
    }
}

void tenon_linux_room_in_memory(const char *root, tenon_linux_room *room) {
    look_at_system(root, room);
    char text[TEXT_BYTES];
    if (!read_text(root, "/proc/self", "cgroup", text)) {
        return;
    }
    char *rest = text;
    tenon_linux_cgroup group;
    while (tenon_linux_next_cgroup(&rest, &group)) {
        if (tenon_linux_cgroup_is_unified(&group)) {
            look_at_cgroups(root, group.path, &version_2, room);
        } else if (tenon_linux_cgroup_has(&group, "memory")) {
            look_at_cgroups(root, group.path, &version_1, room);
        }
    }
}
