/* SPDX-License-Identifier: Apache-2.0 */
/* Declarations that the files that start and call Java share. */
#ifndef TENON_SRC_JAVA_INTERNAL_H
#define TENON_SRC_JAVA_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/java.h>

#include "java/jni_tables.h"

/* ---- java.c ---- */

/* The JVM that tenon_java_start() found or started; NULL with TENON_INVALID when there is none. */
tenon_status tenon_java_machine(jni_machine **machine);

/* ---- java_arguments.c ---- */

/* Arguments that a JVM is started with. */
typedef struct tenon_java_arguments {
    jni_start_arguments start;
    jni_option *options;
    uint32_t count;
} tenon_java_arguments;

tenon_status tenon_java_arguments_make(const tenon_java_options *options,
                                       tenon_java_arguments *arguments);
void tenon_java_arguments_free(tenon_java_arguments *arguments);

/* ---- java_messages.c: what the JVM prints while it starts ---- */

/* Options of the invocation API: where the JVM prints, what it calls when it exits or aborts. */
#define TENON_JAVA_HOOKS 3
void tenon_java_messages_options(jni_option options[TENON_JAVA_HOOKS]);

/* From here on what the JVM prints is kept. One thread at a time, as long as it starts a JVM. */
void tenon_java_messages_keep(void);

/* Returns the text printed since, in one line, and stops keeping. Valid until the next keep. */
const char *tenon_java_messages_take(void);

/* Prints what was kept; nothing is kept from here on. */
void tenon_java_messages_print(void);

/* ---- java_thread.c: this thread's use of the JVM ---- */

typedef struct tenon_java_thread {
    jni_machine *machine;
    jni_environment *environment;
    bool attached; /* by us, so it is detached again */
} tenon_java_thread;

/* Attaches the thread unless it is, and opens a frame of local references. */
tenon_status tenon_java_enter(jni_machine *machine, tenon_java_thread *thread);
void tenon_java_leave(tenon_java_thread *thread);

/* ---- java_text.c ---- */

/* Writes a java.lang.String in UTF-8, shortened to whole characters and "..." when it is longer.
 * Returns the length. */
size_t tenon_java_text(jni_environment *environment, jni_object string, char *buffer, size_t size);

/* Clears the pending exception and writes its text and those of its causes. */
size_t tenon_java_exception_text(jni_environment *environment, char *buffer, size_t size);

#endif
