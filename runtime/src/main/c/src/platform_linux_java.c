/* SPDX-License-Identifier: Apache-2.0 */
/* Libraries on Linux, and where a JVM has its own. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <link.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "failure.h"
#include "platform.h"

_Static_assert(TENON_PATH_BYTES >= PATH_MAX, "realpath() needs the room");

/* Within the home of a JDK or JRE; those of old ones, so that they are found and called too old. */
static const char *const layouts[] = {
    "lib/server/libjvm.so",       "lib/client/libjvm.so",
    "lib/minimal/libjvm.so",      "lib/zero/libjvm.so",
    "lib/amd64/server/libjvm.so", "lib/aarch64/server/libjvm.so",
    "jre/lib/server/libjvm.so",   "jre/lib/amd64/server/libjvm.so",
    "jre/lib/aarch64/server/libjvm.so",
};

/* What was tried, for the message when nothing was found. */
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
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        if (strlen(home) < TENON_PATH_BYTES &&
            compose(search->path, home, strlen(home), layouts[i]) && is_file(search->path)) {
            return true;
        }
    }
    tried(search, "%s %s holds neither %s nor any of the other places of libjvm.so", source, home,
          layouts[0]);
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

const char *tenon_platform_environment(const char *name) {
    const char *value = getenv(name);
    return value == NULL || value[0] == '\0' ? NULL : value;
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

tenon_status tenon_platform_load(const char *path, void **library) {
    /* With a slash, or it would be looked for in other folders. Local: its symbols are found by
     * those who ask for them, and those of another JVM library stay theirs. */
    char absolute[TENON_PATH_BYTES];
    if (realpath(path, absolute) == NULL) {
        return tenon_fail_system(errno, "cannot find %s", path);
    }
    *library = dlopen(absolute, RTLD_NOW | RTLD_LOCAL);
    if (*library == NULL) {
        const char *reason = dlerror();
        return tenon_fail(TENON_JAVA, "cannot load %s: %s", path, reason == NULL ? "" : reason);
    }
    return TENON_OK;
}

void tenon_platform_unload(void *library) { (void)dlclose(library); }

tenon_platform_function tenon_platform_symbol(void *library, const char *name) {
    void *address = dlsym(library, name);
    tenon_platform_function function;
    /* ISO C has no such conversion; POSIX has the same representation. */
    memcpy(&function, &address, sizeof function);
    return function;
}

/* One library that is looked for among those of this process. */
typedef struct loaded_search {
    uint32_t remaining; /* to pass over */
    bool found;
    char path[TENON_PATH_BYTES];
} loaded_search;

static int look_at_library(struct dl_phdr_info *library, size_t size, void *context) {
    (void)size;
    static const char name[] = "/libjvm.so";
    loaded_search *search = context;
    size_t length = strlen(library->dlpi_name);
    if (length < sizeof name || length >= sizeof search->path ||
        strcmp(library->dlpi_name + length - (sizeof name - 1), name) != 0) {
        return 0;
    }
    if (search->remaining > 0) {
        search->remaining--;
        return 0;
    }
    /* Opened later: the loader's lock is held here. */
    memcpy(search->path, library->dlpi_name, length + 1);
    search->found = true;
    return 1;
}

bool tenon_platform_loaded_libjvm(uint32_t index, const char *symbol,
                                  tenon_platform_function *function) {
    if (index == 0) {
        /* One that is linked into the program itself, or that everybody may see. */
        *function = tenon_platform_symbol(RTLD_DEFAULT, symbol);
        return true;
    }
    loaded_search search = {.remaining = index - 1, .found = false};
    (void)dl_iterate_phdr(look_at_library, &search);
    if (!search.found) {
        return false;
    }
    *function = NULL;
    void *library = dlopen(search.path, RTLD_LAZY | RTLD_NOLOAD);
    if (library != NULL) {
        *function = tenon_platform_symbol(library, symbol);
        /* Gives back only what this look took. */
        (void)dlclose(library);
    }
    return true;
}

void tenon_platform_stay_loaded(void) {
    /* Any function of this library will do. */
    void (*own)(void) = tenon_platform_stay_loaded;
    void *address;
    memcpy(&address, &own, sizeof address);
    Dl_info information;
    if (dladdr(address, &information) != 0 && information.dli_fname != NULL) {
        /* The program itself is not found by its name, and needs it not. */
        (void)dlopen(information.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
    }
}
