/* SPDX-License-Identifier: Apache-2.0 */
/* The search for the JVM that the options or the environment name, on any POSIX system. */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/failure.h"
#include "platform/posix/posix.h"

_Static_assert(TENON_PATH_BYTES >= PATH_MAX, "realpath() needs the room");

/* Places that were tried, for the message when nothing was found. */
typedef struct jvm_search {
    char *path; /* TENON_PATH_BYTES */
    char tried[1500];
    size_t length;
} jvm_search;

static void tried(jvm_search *search, const char *format, ...) TENON_PRINTF(2, 3);

static void tried(jvm_search *search, const char *format, ...) {
    va_list values;
    size_t room = sizeof search->tried - search->length;
    if (search->length > 0 && room > 2) {
        memcpy(search->tried + search->length, "; ", 3);
        search->length += 2;
        room -= 2;
    }
    va_start(values, format);
    int length = vsnprintf(search->tried + search->length, room, format, values);
    va_end(values);
    if (length > 0) {
        search->length += (size_t)length < room ? (size_t)length : room - 1;
    }
}

static bool is_file(const char *path) {
    struct stat information;
    return stat(path, &information) == 0 && !S_ISDIR(information.st_mode);
}

static bool compose(char path[TENON_PATH_BYTES], const char *folder, size_t folder_length,
                    const char *name) {
    int length =
        snprintf(path, TENON_PATH_BYTES, "%.*s/%s", (int)folder_length, folder, name);
    return length > 0 && length < TENON_PATH_BYTES;
}

static bool find_in_home(jvm_search *search, const char *source, const char *home) {
    for (const char *const *place = tenon_posix_libjvm_places; *place != NULL; place++) {
        if (strlen(home) < TENON_PATH_BYTES &&
            compose(search->path, home, strlen(home), *place) && is_file(search->path)) {
            return true;
        }
    }
    tried(search, "%s %s holds neither %s nor any of the other places of libjvm.so", source, home,
          tenon_posix_libjvm_places[0]);
    return false;
}

static bool find_by_program(jvm_search *search, const char *source, const char *program) {
    char resolved[TENON_PATH_BYTES];
    if (realpath(program, resolved) == NULL) {
        tried(search, "%s %s: %s", source, program, strerror(errno));
        return false;
    }
    /* <home>/bin/java */
    for (int i = 0; i < 2; i++) {
        char *slash = strrchr(resolved, '/');
        if (slash == NULL) {
            break;
        }
        *slash = '\0';
    }
    return find_in_home(search, source, resolved);
}

/* The first `java` of PATH, as a shell finds it. */
static bool find_program(const char *path, char program[TENON_PATH_BYTES]) {
    for (;;) {
        size_t length = strcspn(path, ":");
        /* An empty folder is the current one. */
        bool fits = length == 0 ? compose(program, ".", 1, "java")
                                : length < TENON_PATH_BYTES &&
                                      compose(program, path, length, "java");
        if (fits && is_file(program) && access(program, X_OK) == 0) {
            return true;
        }
        if (path[length] == '\0') {
            return false;
        }
        path += length + 1;
    }
}

static bool find_in_environment(jvm_search *search) {
    const char *home = tenon_platform_environment("JAVA_HOME");
    if (home == NULL) {
        tried(search, "JAVA_HOME is not set");
    } else if (find_in_home(search, "JAVA_HOME", home)) {
        return true;
    }
    const char *path = tenon_platform_environment("PATH");
    char program[TENON_PATH_BYTES];
    if (path == NULL || !find_program(path, program)) {
        tried(search, "no program java in PATH '%.600s'", path == NULL ? "" : path);
        return false;
    }
    return find_by_program(search, "the java of PATH", program);
}

tenon_status tenon_platform_find_libjvm(const tenon_java_options *options,
                                        char path[TENON_PATH_BYTES]) {
    jvm_search search = {.path = path};
    bool found;
    if (options->libjvm != NULL) {
        int length = snprintf(path, TENON_PATH_BYTES, "%s", options->libjvm);
        found = length > 0 && length < TENON_PATH_BYTES && is_file(path);
        if (!found) {
            tried(&search, "libjvm %.1024s is no file", options->libjvm);
        }
    } else if (options->java_home != NULL) {
        found = find_in_home(&search, "java_home", options->java_home);
    } else if (options->java != NULL) {
        found = find_by_program(&search, "java", options->java);
    } else {
        found = find_in_environment(&search);
    }
    return found ? TENON_OK
                 : tenon_fail(TENON_NOT_FOUND, "no JVM was found: %s", search.tried);
}
