/* SPDX-License-Identifier: Apache-2.0 */
/* Liveness of processes: their stat files in /proc, and what is known where there is none. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64

#include "platform/linux/linux_liveness.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/linux/linux_cgroup.h"
#include "platform/linux/linux_text.h"

#define START_MASK ((UINT64_C(1) << TENON_IDENTITY_START_BITS) - 1)

/* Fields of /proc/<pid>/stat that tell liveness. */
typedef struct process_stat {
    char state;
    uint64_t threads;
    uint64_t start; /* clock ticks since boot */
} process_stat;

/* Parses proc(5) stat; false when the text is not of that form. The command name in field 2 may
 * hold spaces and parentheses, so counting starts behind the last one. */
static bool parse_stat(const char *text, process_stat *stat) {
    const char *field = strrchr(text, ')');
    if (field == NULL || field[1] != ' ' || field[2] == '\0') {
        return false;
    }
    field += 2;
    stat->state = *field;
    for (int number = 3; number <= 22; number++) {
        if (number == 20) {
            stat->threads = strtoull(field, NULL, 10);
        } else if (number == 22) {
            char *end;
            stat->start = strtoull(field, &end, 10);
            return end != field;
        }
        field = strchr(field, ' ');
        if (field == NULL) {
            return false;
        }
        field++;
    }
    return false;
}

/* Zero, or an error number: ENOENT or ESRCH when there is no such file or process. */
static int read_stat(const char *path, process_stat *stat) {
    char text[1024];
    if (tenon_linux_read_file(path, text, sizeof text) < 0) {
        return errno;
    }
    return parse_stat(text, stat) ? 0 : EPROTO;
}

static bool is_absent(int error) { return error == ENOENT || error == ESRCH; }

int tenon_linux_own_start(const char *proc, uint64_t *start) {
    char path[TENON_PATH_BYTES];
    process_stat stat;
    /* That of the main thread: qemu-user, which runs programs of other processors, makes up the
     * process's own stat file, whatever name leads to it, and what others see differs. */
    (void)snprintf(path, sizeof path, "%s/self/task/%" PRIu64 "/stat", proc,
                   tenon_platform_process_id());
    int error = read_stat(path, &stat);
    if (is_absent(error)) {
        /* This /proc numbers the processes of another process-id namespace. */
        (void)snprintf(path, sizeof path, "%s/self/stat", proc);
        error = read_stat(path, &stat);
    }
    if (error == 0) {
        *start = stat.start;
    }
    return error;
}

/* Whether numbers in this /proc mean what they mean to this process. */
static bool is_own_namespace(const char *proc) {
    char path[TENON_PATH_BYTES];
    char number[32] = "";
    (void)snprintf(path, sizeof path, "%s/self", proc);
    return readlink(path, number, sizeof number - 1) > 0 &&
           strtoull(number, NULL, 10) == tenon_platform_process_id();
}

/* Skips blank-separated words of a line. */
static const char *skip_words(const char *text, int count) {
    while (count-- > 0 && text != NULL) {
        text = strchr(text, ' ');
        text = text != NULL ? text + 1 : NULL;
    }
    return text;
}

static bool begins_with_word(const char *text, const char *word) {
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 && text[length] == ' ';
}

/* Whether a line of proc(5) mountinfo is that of a mount at this place: id, parent, device, root,
 * place, and behind a dash the type, the source and the options of the file system. */
static bool is_mounted_at(const char *line, const char *place) {
    const char *point = skip_words(line, 4);
    return point != NULL && begins_with_word(point, place);
}

static bool shows_everybody(const char *line) {
    const char *root = skip_words(line, 3);
    const char *type = strstr(line, " - ");
    return type != NULL && begins_with_word(root, "/") && begins_with_word(type + 3, "proc") &&
           strstr(type, "hidepid") == NULL && strstr(type, "subset") == NULL;
}

/* Whether every process of the own namespace has its files here. Any doubt means no: no mount at
 * that place, one of another kind or of a part, options that hide. */
static bool shows_all(const char *proc) {
    char path[TENON_PATH_BYTES];
    (void)snprintf(path, sizeof path, "%s/self/mountinfo", proc);
    FILE *mounts = fopen(path, "re");
    if (mounts == NULL) {
        return false;
    }
    bool found = false;
    bool all = true;
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, mounts) > 0) {
        if (is_mounted_at(line, proc)) {
            found = true;
            all = all && shows_everybody(line);
        }
    }
    all = all && found && ferror(mounts) == 0;
    free(line);
    (void)fclose(mounts);
    return all && is_own_namespace(proc);
}

/* Whether an identity with the own number is the own one, not that of a process before. */
static tenon_answer own_alive(const char *proc, uint64_t identity) {
    uint64_t start;
    if (tenon_linux_own_start(proc, &start) != 0) {
        return TENON_CANNOT_TELL;
    }
    return (start & START_MASK) == (identity & START_MASK) ? TENON_YES : TENON_NO;
}

uint64_t tenon_platform_process_id_of(uint64_t identity) {
    return identity >> TENON_IDENTITY_START_BITS;
}

/* Whether a process whose stat was read has ended. A zombie leader with other threads is a process
 * whose main thread ended first. */
static bool has_ended(const process_stat *stat) {
    return stat->state == 'X' || stat->state == 'x' || (stat->state == 'Z' && stat->threads <= 1);
}

static bool is_of(const process_stat *stat, uint64_t identity) {
    return (stat->start & START_MASK) == (identity & START_MASK);
}

tenon_answer tenon_linux_alive(const char *proc, tenon_linux_exists *exists, uint64_t identity) {
    uint64_t process_id = tenon_platform_process_id_of(identity);
    if (process_id == 0) {
        return TENON_NO;
    }
    if (process_id == tenon_platform_process_id()) {
        return own_alive(proc, identity);
    }
    char path[TENON_PATH_BYTES];
    process_stat stat;
    (void)snprintf(path, sizeof path, "%s/%" PRIu64 "/stat", proc, process_id);
    int error = read_stat(path, &stat);
    if (error == 0) {
        if (is_of(&stat, identity) && !has_ended(&stat)) {
            return TENON_YES;
        }
        if (is_own_namespace(proc)) {
            return TENON_NO;
        }
    }
    /* The kernel knows of the number, but not of the start. */
    return !exists(process_id) || (is_absent(error) && shows_all(proc)) ? TENON_NO
                                                                        : TENON_CANNOT_TELL;
}

/* Whether a file of a control group has such a line. One that cannot be read says nothing. */
static bool says(const char *folder, const char *group, const char *file, const char *line) {
    char path[TENON_PATH_BYTES];
    char text[1024];
    int length = snprintf(path, sizeof path, "%s%s/%s", folder, group, file);
    if (length < 0 || (size_t)length >= sizeof path ||
        tenon_linux_read_file(path, text, sizeof text) < 0) {
        return false;
    }
    size_t size = strlen(line);
    for (const char *next = text; next != NULL; next = strchr(next, '\n')) {
        next += *next == '\n';
        if (strncmp(next, line, size) == 0 && (next[size] == '\n' || next[size] == '\0')) {
            return true;
        }
    }
    return false;
}

/* Whether the control group is frozen, or one around it, which the kernel tells alike. */
static bool is_frozen(const char *proc, const char *cgroups, uint64_t process_id) {
    char path[TENON_PATH_BYTES];
    char text[TENON_PATH_BYTES];
    (void)snprintf(path, sizeof path, "%s/%" PRIu64 "/cgroup", proc, process_id);
    if (tenon_linux_read_file(path, text, sizeof text) < 0) {
        return false;
    }
    (void)snprintf(path, sizeof path, "%s/freezer", cgroups);
    char *rest = text;
    tenon_linux_cgroup group;
    while (tenon_linux_next_cgroup(&rest, &group)) {
        if (tenon_linux_cgroup_is_unified(&group)
                ? says(cgroups, group.path, "cgroup.events", "frozen 1")
                : tenon_linux_cgroup_has(&group, "freezer") &&
                      says(path, group.path, "freezer.state", "FROZEN")) {
            return true;
        }
    }
    return false;
}

bool tenon_linux_is_stopped(const char *proc, const char *cgroups, uint64_t identity) {
    char path[TENON_PATH_BYTES];
    process_stat stat;
    uint64_t process_id = tenon_platform_process_id_of(identity);
    (void)snprintf(path, sizeof path, "%s/%" PRIu64 "/stat", proc, process_id);
    return read_stat(path, &stat) == 0 && is_of(&stat, identity) && !has_ended(&stat) &&
           (stat.state == 'T' || stat.state == 't' || is_frozen(proc, cgroups, process_id));
}
