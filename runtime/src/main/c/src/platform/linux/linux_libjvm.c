/* SPDX-License-Identifier: Apache-2.0 */
/* Libraries of the JVM on Linux: where a JDK has them, which are loaded, what keeps one loaded. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <link.h>
#include <string.h>

#include "platform/posix/posix.h"

const char *const tenon_posix_libjvm_places[] = {
    "lib/server/libjvm.so",
    "lib/client/libjvm.so",
    "lib/minimal/libjvm.so",
    "lib/zero/libjvm.so",
    "lib/amd64/server/libjvm.so",
    "lib/aarch64/server/libjvm.so",
    "jre/lib/server/libjvm.so",
    "jre/lib/amd64/server/libjvm.so",
    "jre/lib/aarch64/server/libjvm.so",
    NULL,
};

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
