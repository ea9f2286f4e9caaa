/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text that the JVM prints while it starts: the only place that says why it refuses an option. It
 * is kept, and becomes the detail of the failure, or is printed after all when the JVM started or
 * exits.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "java/java_internal.h"
#include "platform/private_lock.h"

/* Threads of the JVM print, too: the mutex guards all of these. */
static uint32_t mutex;
static bool keeps;
static char text[1024];
static size_t length;

/* Appends what there is room for. */
static bool keep(const char *format, va_list values) {
    int more = vsnprintf(text + length, sizeof text - length, format, values);
    if (more < 0 || (size_t)more >= sizeof text - length) {
        text[length] = '\0';
        return false;
    }
    length += (size_t)more;
    return true;
}

/* The "vfprintf" hook of the invocation API. */
static int32_t print(FILE *stream, const char *format, va_list values)
    __attribute__((format(printf, 2, 0)));

static int32_t print(FILE *stream, const char *format, va_list values) {
    va_list again;
    va_copy(again, values);
    tenon_private_lock(&mutex);
    bool kept = keeps && keep(format, again);
    tenon_private_unlock(&mutex);
    va_end(again);
    return kept ? 0 : vfprintf(stream, format, values);
}

void tenon_java_messages_keep(void) {
    tenon_private_lock(&mutex);
    keeps = true;
    length = 0;
    text[0] = '\0';
    tenon_private_unlock(&mutex);
}

const char *tenon_java_messages_take(void) {
    tenon_private_lock(&mutex);
    keeps = false;
    while (length > 0 && text[length - 1] == '\n') {
        text[--length] = '\0';
    }
    for (char *end = strchr(text, '\n'); end != NULL; end = strchr(end, '\n')) {
        *end = ' ';
    }
    tenon_private_unlock(&mutex);
    return text;
}

void tenon_java_messages_print(void) {
    tenon_private_lock(&mutex);
    keeps = false;
    if (length > 0) {
        (void)fputs(text, stderr);
        (void)fflush(stderr);
        length = 0;
    }
    tenon_private_unlock(&mutex);
}

/* The "exit" hook: the JVM ends the process after it. */
static void exits(int32_t status) {
    (void)status;
    tenon_java_messages_print();
}

/* The "abort" hook: so does it here. */
static void aborts(void) { tenon_java_messages_print(); }

static void set_hook(jni_option *option, const char *name, void (*hook)(void)) {
    /* The JVM does not write to it, JavaVMOption just is so old. */
    (void)memcpy(&option->text, &name, sizeof name);
    /* ISO C has no conversion from functions to void *, POSIX has the same representation. */
    (void)memcpy(&option->extra, &hook, sizeof hook);
}

void tenon_java_messages_options(jni_option options[TENON_JAVA_HOOKS]) {
    set_hook(&options[0], "vfprintf", (void (*)(void))print);
    set_hook(&options[1], "exit", (void (*)(void))exits);
    set_hook(&options[2], "abort", aborts);
}
