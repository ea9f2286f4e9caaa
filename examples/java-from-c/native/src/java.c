/* SPDX-License-Identifier: Apache-2.0 */
#include "java.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zone_time/zone_time_exports.h>

/* From the folder of the program. */
#define JAR "../java-from-c.jar"
#define PATH_BYTES 4096

/* Writes where the jar is; returns false when that cannot be said. */
static bool find_jar(char path[PATH_BYTES])
{
    const char *given = getenv("ZONETIME_JAR");
    if (given != NULL) {
        return snprintf(path, PATH_BYTES, "%s", given) < PATH_BYTES;
    }
    const ssize_t length = readlink("/proc/self/exe", path, PATH_BYTES - sizeof JAR);
    if (length <= 0 || length >= (ssize_t)(PATH_BYTES - sizeof JAR)) {
        return false;
    }
    path[length] = '\0';
    strcpy(strrchr(path, '/') + 1, JAR);
    return true;
}

tenon_status java_start(void)
{
    /* For a program that ends soon: start quickly, and do not spend time on optimising. */
    static const char *const jvm_options[] = {
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
    };
    char jar[PATH_BYTES];
    if (!find_jar(jar)) {
        fputs("zonetime: cannot find the jar: set ZONETIME_JAR\n", stderr);
        return TENON_NOT_FOUND;
    }
    const tenon_java_options options = {
        .class_path = jar,
        .jvm_options = jvm_options,
        .jvm_option_count = sizeof jvm_options / sizeof jvm_options[0],
    };
    const tenon_status started = zt_java_start(&options);
    if (started != TENON_OK) {
        fprintf(stderr, "zonetime: cannot start Java: %s\n", tenon_status_detail());
    }
    return started;
}
