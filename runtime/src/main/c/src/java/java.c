/* SPDX-License-Identifier: Apache-2.0 */
/* Starting and ending the JVM of this process. */
#include "base/failure.h"
#include "java/java_internal.h"
#include "platform/private_lock.h"
#include "platform/platform.h"

/* State of Java in this process. It only goes forward. */
typedef enum java_state {
    JAVA_ABSENT,
    JAVA_FAILED,    /* refused to start */
    JAVA_OF_OTHERS, /* found running */
    JAVA_OWN,
    JAVA_ENDING,
    JAVA_ENDED
} java_state;

static const char failed_text[] =
    "a JVM refused to start in this process before; it would not be the same a second time";
static const char ended_text[] =
    "Java was ended in this process; a JVM cannot be started in it again";

/* Held while a JVM is looked for and started; guards the two below it. Not held while it ends:
 * its shutdown hooks may come here. */
static uint32_t mutex;
static java_state state;
static jni_machine *machine;

/* Set while this thread starts a JVM, which may run Java code that comes here again. */
static _Thread_local bool starting;

/* The first JVM that runs in this process, whichever library it is from; or NULL. */
static jni_machine *find_running(void) {
    tenon_platform_function symbol;
    for (uint32_t i = 0; tenon_platform_loaded_libjvm(i, "JNI_GetCreatedJavaVMs", &symbol); i++) {
        jni_machine *found = NULL;
        int32_t count = 0;
        if (symbol != NULL && ((jni_get_created)symbol)(&found, 1, &count) == JNI_OK && count > 0) {
            return found;
        }
    }
    return NULL;
}

static tenon_status refused(int32_t code, const char *libjvm, const char *messages) {
    const char *reason = "an error it does not explain; a JVM may have been ended in this process";
    switch (code) {
        case JNI_EVERSION:
            return tenon_fail(TENON_JAVA, "%s is too old: Java 25 or newer is needed", libjvm);
        case JNI_ENOMEM:
            reason = "too little memory";
            break;
        case JNI_EINVAL:
            reason = "an invalid option";
            break;
        default:
            break;
    }
    return tenon_fail(TENON_JAVA, "%s did not start: %s (JNI error %d)", libjvm,
                      messages[0] != '\0' ? messages : reason, (int)code);
}

/* Starts the JVM of a library that is loaded. Sets unused when the library may be unloaded. */
static tenon_status create(void *library, const char *libjvm, tenon_java_arguments *arguments,
                           bool *unused) {
    *unused = false;
    tenon_platform_function symbol = tenon_platform_symbol(library, "JNI_CreateJavaVM");
    if (symbol == NULL) {
        *unused = true;
        return tenon_fail(TENON_JAVA, "%s is no JVM: it has no JNI_CreateJavaVM", libjvm);
    }
    void *environment = NULL;
    jni_machine *created = NULL;
    tenon_java_messages_keep();
    starting = true;
    int32_t code = ((jni_create)symbol)(&created, &environment, &arguments->start);
    starting = false;
    if (code == JNI_OK) {
        tenon_java_messages_print();
        machine = created;
        state = JAVA_OWN;
        /* The thread that creates a JVM is attached. It would keep the JVM from ending on another
         * thread, so it is like any other from here on: attached while it calls Java. */
        (void)(*created)->detach_current_thread(created);
        return TENON_OK;
    }
    const char *messages = tenon_java_messages_take();
    if (code == JNI_EEXIST && (created = find_running()) != NULL) {
        /* Somebody else was quicker. */
        machine = created;
        state = JAVA_OF_OTHERS;
        return TENON_OK;
    }
    if (code == JNI_EVERSION) {
        /* The version is what a JVM looks at first: nothing of it runs yet. */
        *unused = true;
    } else {
        /* HotSpot can be asked again, but it ignores the class path then. */
        state = JAVA_FAILED;
    }
    return refused(code, libjvm, messages);
}

static tenon_status load_and_create(const tenon_java_options *options) {
    char libjvm[TENON_PATH_BYTES];
    tenon_status status = tenon_platform_find_libjvm(options, libjvm);
    if (status != TENON_OK) {
        return status;
    }
    tenon_java_arguments arguments;
    status = tenon_java_arguments_make(options, &arguments);
    if (status != TENON_OK) {
        return status;
    }
    void *library;
    status = tenon_platform_load(libjvm, &library);
    if (status == TENON_OK) {
        /* The JVM prints through a function of ours as long as the process lives. */
        tenon_platform_stay_loaded();
        bool unused;
        status = create(library, libjvm, &arguments, &unused);
        if (unused) {
            /* So that another one can be tried: libraries of the JDK look for theirs by name. */
            tenon_platform_unload(library);
        }
    }
    tenon_java_arguments_free(&arguments);
    return status;
}

/* With the mutex. */
static tenon_status start(const tenon_java_options *options) {
    switch (state) {
        case JAVA_OF_OTHERS:
        case JAVA_OWN:
            return TENON_OK;
        case JAVA_FAILED:
            return tenon_outcome(TENON_INVALID, failed_text);
        case JAVA_ENDING:
        case JAVA_ENDED:
            return tenon_outcome(TENON_INVALID, ended_text);
        case JAVA_ABSENT:
            break;
    }
    jni_machine *running = find_running();
    if (running != NULL) {
        machine = running;
        state = JAVA_OF_OTHERS;
        return TENON_OK;
    }
    return load_and_create(options);
}

tenon_status tenon_java_start(const tenon_java_options *options) {
    static const tenon_java_options defaults;
    if (starting) {
        return tenon_outcome(TENON_BUSY, "this thread is in the middle of starting Java");
    }
    tenon_private_lock(&mutex);
    tenon_status status = start(options == NULL ? &defaults : options);
    tenon_private_unlock(&mutex);
    return status;
}

tenon_status tenon_java_machine(jni_machine **result) {
    if (starting) {
        return tenon_outcome(TENON_BUSY, "this thread is in the middle of starting Java");
    }
    tenon_private_lock(&mutex);
    java_state now = state;
    *result = machine;
    tenon_private_unlock(&mutex);
    switch (now) {
        case JAVA_OF_OTHERS:
        case JAVA_OWN:
            return TENON_OK;
        case JAVA_ENDING:
        case JAVA_ENDED:
            return tenon_outcome(TENON_INVALID, ended_text);
        case JAVA_ABSENT:
        case JAVA_FAILED:
            break;
    }
    return tenon_outcome(TENON_INVALID, "Java was not started; tenon_java_start() does it");
}

/* This thread, when it is attached, is detached: so that it is one like all others for the JVM.
 * Fails when there is Java code on its stack. */
static bool detach_from(jni_machine *own) {
    void *environment;
    return (*own)->get_env(own, &environment, JNI_VERSION_1_8) == JNI_EDETACHED ||
           (*own)->detach_current_thread(own) == JNI_OK;
}

/* With the mutex. Whether to go on is in *proceeds. */
static tenon_status begin_shutdown(bool *proceeds) {
    *proceeds = false;
    switch (state) {
        case JAVA_ABSENT:
        case JAVA_FAILED:
            return tenon_outcome(TENON_INVALID, "Java was not started");
        case JAVA_OF_OTHERS:
            return tenon_outcome(TENON_INVALID,
                                 "Java was not started by tenon_java_start(); who did ends it");
        case JAVA_ENDING:
            return tenon_outcome(TENON_BUSY, "another thread is ending Java");
        case JAVA_ENDED:
            return TENON_OK;
        case JAVA_OWN:
            break;
    }
    if (!detach_from(machine)) {
        return tenon_outcome(TENON_INVALID,
                             "Java code is on this thread's stack: it cannot be ended from here");
    }
    state = JAVA_ENDING;
    *proceeds = true;
    return TENON_OK;
}

tenon_status tenon_java_shutdown(void) {
    if (starting) {
        return tenon_outcome(TENON_BUSY, "this thread is in the middle of starting Java");
    }
    bool proceeds;
    tenon_private_lock(&mutex);
    tenon_status status = begin_shutdown(&proceeds);
    tenon_private_unlock(&mutex);
    if (!proceeds) {
        return status;
    }
    int32_t code = (*machine)->destroy_java_vm(machine);
    tenon_private_lock(&mutex);
    state = JAVA_ENDED;
    tenon_private_unlock(&mutex);
    return code == JNI_OK ? TENON_OK
                          : tenon_fail(TENON_JAVA, "Java did not end: JNI error %d", (int)code);
}
