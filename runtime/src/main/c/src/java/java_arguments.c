/* SPDX-License-Identifier: Apache-2.0 */
/* From tenon_java_options to what JNI_CreateJavaVM() takes. */
#include <stdlib.h>
#include <string.h>

#include "base/failure.h"
#include "java/java_internal.h"
#include "platform/platform.h"

/* Class path, module path, modules to resolve, native access. */
#define OWN_OPTIONS 4

static bool add(tenon_java_arguments *arguments, const char *key, const char *value) {
    size_t key_length = strlen(key);
    size_t value_length = strlen(value);
    char *text = malloc(key_length + value_length + 1);
    if (text == NULL) {
        return false;
    }
    memcpy(text, key, key_length);
    memcpy(text + key_length, value, value_length + 1);
    arguments->options[arguments->count++] = (jni_option){text, NULL};
    return true;
}

/* The user's own choice is the only one. */
static bool add_native_access(const tenon_java_options *options, tenon_java_arguments *arguments) {
    static const char key[] = "--enable-native-access=";
    for (uint32_t i = 0; i < options->jvm_option_count; i++) {
        if (strncmp(options->jvm_options[i], key, sizeof key - 1) == 0) {
            return true;
        }
    }
    return add(arguments, key, options->module_path == NULL ? "ALL-UNNAMED"
                                                            : "ALL-UNNAMED,dev.tenon.runtime");
}

static bool add_paths(const tenon_java_options *options, tenon_java_arguments *arguments) {
    const char *class_path = options->class_path;
    if (class_path == NULL) {
        class_path = options->module_path != NULL ? "" : tenon_platform_environment("CLASSPATH");
    }
    if (class_path != NULL && !add(arguments, "-Djava.class.path=", class_path)) {
        return false;
    }
    /* There is no main module from which the others could be resolved. */
    return options->module_path == NULL ||
           (add(arguments, "--module-path=", options->module_path) &&
            add(arguments, "--add-modules=", "ALL-MODULE-PATH"));
}

static tenon_status check_options(const tenon_java_options *options) {
    uint32_t count = options->jvm_option_count;
    if (count > INT16_MAX) {
        return tenon_fail(TENON_INVALID, "%u JVM options are too many", (unsigned)count);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (options->jvm_options == NULL || options->jvm_options[i] == NULL) {
            return tenon_fail(TENON_INVALID, "JVM option %u of %u is NULL", (unsigned)i,
                              (unsigned)count);
        }
    }
    return TENON_OK;
}

tenon_status tenon_java_arguments_make(const tenon_java_options *options,
                                       tenon_java_arguments *arguments) {
    tenon_status status = check_options(options);
    if (status != TENON_OK) {
        return status;
    }
    uint32_t user_count = options->jvm_option_count;
    arguments->count = 0;
    arguments->options = calloc(TENON_JAVA_HOOKS + OWN_OPTIONS + user_count, sizeof(jni_option));
    bool enough = arguments->options != NULL;
    if (enough) {
        /* First, so that they are in force when the JVM looks at the others. */
        tenon_java_messages_options(arguments->options);
        arguments->count = TENON_JAVA_HOOKS;
        enough = add_paths(options, arguments) && add_native_access(options, arguments);
    }
    for (uint32_t i = 0; enough && i < user_count; i++) {
        enough = add(arguments, options->jvm_options[i], "");
    }
    if (!enough) {
        tenon_java_arguments_free(arguments);
        return tenon_fail(TENON_SYSTEM, "no memory for the JVM's options");
    }
    arguments->start.version = JNI_VERSION_24;
    arguments->start.option_count = (int32_t)arguments->count;
    arguments->start.options = arguments->options;
    arguments->start.ignore_unrecognized = 0;
    return TENON_OK;
}

void tenon_java_arguments_free(tenon_java_arguments *arguments) {
    for (uint32_t i = TENON_JAVA_HOOKS; i < arguments->count; i++) {
        free(arguments->options[i].text);
    }
    free(arguments->options);
    arguments->options = NULL;
    arguments->count = 0;
}
