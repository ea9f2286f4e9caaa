/* SPDX-License-Identifier: Apache-2.0 */
/* Attaching a thread to the JVM while it calls Java. */
#include "base/failure.h"
#include "java/java_internal.h"

/* More than binding makes; each exception that is told makes a few. */
#define LOCAL_REFERENCES 64

static void detach(tenon_java_thread *thread) {
    if (thread->attached) {
        (void)(*thread->machine)->detach_current_thread(thread->machine);
    }
}

tenon_status tenon_java_enter(jni_machine *machine, tenon_java_thread *thread) {
    void *environment = NULL;
    thread->machine = machine;
    thread->attached = false;
    int32_t code = (*machine)->get_env(machine, &environment, JNI_VERSION_1_8);
    if (code == JNI_EDETACHED) {
        /* As daemon: whoever ends the JVM meanwhile does not wait for this thread. */
        jni_attach_arguments arguments = {JNI_VERSION_1_8, "tenon", NULL};
        code = (*machine)->attach_current_thread_as_daemon(machine, &environment, &arguments);
        thread->attached = code == JNI_OK;
    }
    if (code != JNI_OK) {
        return tenon_fail(TENON_JAVA, "cannot attach this thread to the JVM: JNI error %d",
                          (int)code);
    }
    thread->environment = environment;
    if ((*thread->environment)->exception_check(thread->environment)) {
        detach(thread);
        return tenon_fail(TENON_INVALID, "this thread has a pending Java exception");
    }
    if ((*thread->environment)->push_local_frame(thread->environment, LOCAL_REFERENCES) != JNI_OK) {
        (*thread->environment)->exception_clear(thread->environment);
        detach(thread);
        return tenon_fail(TENON_JAVA, "the JVM has no memory for %d references", LOCAL_REFERENCES);
    }
    return TENON_OK;
}

void tenon_java_leave(tenon_java_thread *thread) {
    (void)(*thread->environment)->pop_local_frame(thread->environment, NULL);
    detach(thread);
}
