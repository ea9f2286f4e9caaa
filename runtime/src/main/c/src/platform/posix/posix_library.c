/* SPDX-License-Identifier: Apache-2.0 */
/* The environment and loaded libraries of any POSIX system. */
#define _XOPEN_SOURCE 700

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/failure.h"
#include "platform/posix/posix.h"

const char *tenon_platform_environment(const char *name) {
    const char *value = getenv(name);
    return value == NULL || value[0] == '\0' ? NULL : value;
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
