/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Java's life in a C program: threads, signals, its end, and a JVM that somebody else started. The
 * JDK's header is used here to be that somebody, and to ask the JVM what it knows.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <jni.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <tenon/atomic.h>

#include "java_fixture.h"

/* ---- Threads ---- */

static JavaVM *running_machine(void) {
    void *library = dlopen(TENON_TEST_JAVA_HOME "/lib/server/libjvm.so", RTLD_LAZY | RTLD_NOLOAD);
    CHECK(library != NULL);
    void *symbol = dlsym(library, "JNI_GetCreatedJavaVMs");
    jint (*get)(JavaVM **, jsize, jsize *);
    memcpy(&get, &symbol, sizeof get);
    JavaVM *machine = NULL;
    jsize count = 0;
    CHECK_EQUAL(get(&machine, 1, &count), JNI_OK);
    CHECK_EQUAL(count, 1);
    return machine;
}

static bool is_attached(void) {
    JavaVM *machine = running_machine();
    void *environment;
    jint code = (*machine)->GetEnv(machine, &environment, JNI_VERSION_1_8);
    CHECK(code == JNI_OK || code == JNI_EDETACHED);
    return code == JNI_OK;
}

static void *bind_on_a_thread(void *context) {
    (void)context;
    CHECK(!is_attached());
    CHECK_STATUS(bind_class(CLASS("Throwing")), TENON_JAVA);
    CHECK(!is_attached());
    CHECK_STATUS(bind_class(CLASS("Working")), TENON_OK);
    CHECK(!is_attached());
    CHECK_EQUAL(((add_function *)functions[ADD])(1, 2), 3);
    /* The call attached it, for its life. */
    CHECK(is_attached());
    CHECK_STATUS(bind_class(CLASS("Working")), TENON_OK);
    CHECK(is_attached());
    return NULL;
}

static int attach_and_detach(int count, char **arguments) {
    (void)count;
    (void)arguments;
    CHECK_STATUS(tenon_java_start(&working), TENON_OK);
    CHECK(!is_attached());
    for (int i = 0; i < 3; i++) {
        pthread_t thread;
        CHECK_EQUAL(pthread_create(&thread, NULL, bind_on_a_thread, NULL), 0);
        CHECK_EQUAL(pthread_join(thread, NULL), 0);
    }
    /* A thread that is attached, with an exception that it has not looked at. */
    JavaVM *machine = running_machine();
    void *environment;
    CHECK_EQUAL((*machine)->AttachCurrentThread(machine, &environment, NULL), JNI_OK);
    CHECK_STATUS(bind_class(CLASS("Throwing")), TENON_JAVA);
    CHECK(is_attached());
    JNIEnv *jni = environment;
    CHECK(!(*jni)->ExceptionCheck(jni));
    CHECK((*jni)->FindClass(jni, "no/such/Class") == NULL);
    CHECK_STATUS(bind_class(CLASS("Working")), TENON_INVALID);
    CHECK_DETAIL("pending Java exception");
    CHECK((*jni)->ExceptionCheck(jni));
    (*jni)->ExceptionClear(jni);
    CHECK_STATUS(tenon_java_shutdown(), TENON_OK);
    return 0;
}

static void threadIsAttachedOnlyWhileItCallsJava(void) { expect(0, "attach-and-detach", NULL); }

static void *start_on_a_thread(void *context) {
    const uint32_t *go = context;
    while (tenon_load_acquire_u32(go) == 0) {
    }
    CHECK_STATUS(tenon_java_start(&working), TENON_OK);
    void (*own[FUNCTIONS])(void);
    CHECK_STATUS(tenon_java_bind(CLASS("Working"), ABI, own, FUNCTIONS), TENON_OK);
    CHECK_EQUAL(((add_function *)own[ADD])(-1, 1), 0);
    return NULL;
}

static int start_on_threads(int count, char **arguments) {
    (void)count;
    (void)arguments;
    pthread_t threads[8];
    uint32_t go = 0;
    for (int i = 0; i < 8; i++) {
        CHECK_EQUAL(pthread_create(&threads[i], NULL, start_on_a_thread, &go), 0);
    }
    tenon_store_release_u32(&go, 1);
    for (int i = 0; i < 8; i++) {
        CHECK_EQUAL(pthread_join(threads[i], NULL), 0);
    }
    start_and_bind();
    CHECK_STATUS(tenon_java_shutdown(), TENON_OK);
    return 0;
}

static void manyThreadsMayStartJavaAtOnce(void) { expect(0, "start-on-threads", NULL); }

/* ---- The end ---- */

static const char *hook_file;

static int32_t write_hook_file(void) {
    redirect_output(hook_file);
    return write(STDERR_FILENO, "shut down", 9) == 9 ? 0 : -1;
}

static int32_t start_while_ending(void) {
    /* Not a deadlock, though another thread is in tenon_java_shutdown(). */
    if (tenon_java_start(&working) != TENON_INVALID || tenon_java_shutdown() != TENON_BUSY) {
        return -1;
    }
    return write_hook_file();
}

static void *call_and_shut_down(void *context) {
    (void)context;
    CHECK_EQUAL(((add_function *)functions[ADD])(1, 2), 3);
    CHECK_STATUS(tenon_java_shutdown(), TENON_OK);
    return NULL;
}

static int shut_down(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    hook_file = arguments[0];
    start_and_bind();
    ((hook_function *)functions[HOOK])(address_of(start_while_ending));
    /* Neither the thread that started Java nor one that called it holds it up. */
    pthread_t thread;
    CHECK_EQUAL(pthread_create(&thread, NULL, call_and_shut_down, NULL), 0);
    CHECK_EQUAL(pthread_join(thread, NULL), 0);
    CHECK_STATUS(tenon_java_start(&working), TENON_INVALID);
    CHECK_DETAIL("cannot be started in it again");
    CHECK_STATUS(bind_class(CLASS("Working")), TENON_INVALID);
    CHECK_STATUS(tenon_java_shutdown(), TENON_OK);
    return 0;
}

static void shutdownRunsHooksAndIsForEver(void) {
    const char *file = harness_path("hook");
    char text[2048];
    expect(0, "shut-down", file);
    read_text(file, text);
    CHECK(strcmp(text, "shut down") == 0);
}

static int return_from_main(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    hook_file = arguments[0];
    start_and_bind();
    ((hook_function *)functions[HOOK])(address_of(write_hook_file));
    return 5;
}

static int exit_in_java(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    hook_file = arguments[0];
    start_and_bind();
    ((hook_function *)functions[HOOK])(address_of(write_hook_file));
    ((exit_function *)functions[EXIT])(7);
    return 0;
}

static void exitOfTheProgramAndOfJavaEndTheProcess(void) {
    const char *returned = harness_path("returned");
    expect(5, "return-from-main", returned);
    CHECK(access(returned, F_OK) != 0);
    const char *exited = harness_path("exited");
    expect(7, "exit-in-java", exited);
    CHECK(access(exited, F_OK) == 0);
}

/* ---- Java code on the stack ---- */

static int32_t bind_again(void) {
    return tenon_java_start(NULL) == TENON_OK ? bind_class(CLASS("Working")) : -1000;
}

static int32_t end_java(void) { return tenon_java_shutdown(); }

static int be_called(int count, char **arguments) {
    (void)count;
    (void)arguments;
    start_and_bind();
    CHECK_STATUS(call_from_java(bind_again), TENON_OK);
    CHECK_STATUS(call_from_java(end_java), TENON_INVALID);
    CHECK_DETAIL("Java code is on this thread's stack");
    CHECK_EQUAL(((add_function *)functions[ADD])(5, 6), 11);
    CHECK_STATUS(tenon_java_shutdown(), TENON_OK);
    return 0;
}

static void codeCalledByJavaMayBindButNotEndIt(void) { expect(0, "be-called", NULL); }

/* ---- A JVM of somebody else ---- */

static int use_jvm_of_others(int count, char **arguments) {
    (void)count;
    (void)arguments;
    void *library = dlopen(TENON_TEST_JAVA_HOME "/lib/server/libjvm.so", RTLD_NOW | RTLD_LOCAL);
    CHECK(library != NULL);
    void *symbol = dlsym(library, "JNI_CreateJavaVM");
    jint (*create)(JavaVM **, void **, void *);
    memcpy(&create, &symbol, sizeof create);
    char class_path[] = "-Djava.class.path=" TENON_TEST_CLASSES;
    char access[] = "--enable-native-access=ALL-UNNAMED";
    JavaVMOption options[] = {{class_path, NULL}, {access, NULL}};
    JavaVMInitArgs start = {JNI_VERSION_21, 2, options, JNI_FALSE};
    JavaVM *machine;
    void *environment;
    CHECK_EQUAL(create(&machine, &environment, &start), JNI_OK);
    /* The options are not looked at. */
    tenon_java_options other = {.java_home = "/nowhere"};
    CHECK_STATUS(tenon_java_start(&other), TENON_OK);
    CHECK_STATUS(bind_class(CLASS("Working")), TENON_OK);
    CHECK_EQUAL(((add_function *)functions[ADD])(20, 3), 23);
    CHECK_STATUS(tenon_java_shutdown(), TENON_INVALID);
    CHECK_DETAIL("who did ends it");
    /* It was attached before, so it still is. */
    CHECK(is_attached());
    CHECK_EQUAL((*machine)->DestroyJavaVM(machine), JNI_OK);
    return 0;
}

static void jvmThatRunsAlreadyIsUsed(void) { expect(0, "use-jvm-of-others", NULL); }

/* ---- Signals ---- */

static volatile sig_atomic_t terminated;

static void on_terminate(int number) { terminated = number; }

static int be_terminated(int count, char **arguments) {
    (void)count;
    (void)arguments;
    const char *options[] = {"-Xrs"};
    tenon_java_options start = working;
    start.jvm_options = options;
    start.jvm_option_count = 1;
    struct sigaction action = {.sa_handler = on_terminate};
    CHECK_EQUAL(sigaction(SIGTERM, &action, NULL), 0);
    CHECK_STATUS(tenon_java_start(&start), TENON_OK);
    CHECK_EQUAL(raise(SIGTERM), 0);
    CHECK_EQUAL(terminated, SIGTERM);
    CHECK_STATUS(tenon_java_shutdown(), TENON_OK);
    return 0;
}

static void signalsStayTheProgramsWithXrs(void) { expect(0, "be-terminated", NULL); }

const harness_role harness_roles[] = {
    {"attach-and-detach", attach_and_detach},
    {"start-on-threads", start_on_threads},
    {"shut-down", shut_down},
    {"return-from-main", return_from_main},
    {"exit-in-java", exit_in_java},
    {"be-called", be_called},
    {"use-jvm-of-others", use_jvm_of_others},
    {"be-terminated", be_terminated},
    {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(threadIsAttachedOnlyWhileItCallsJava),
    TEST(manyThreadsMayStartJavaAtOnce),
    TEST(shutdownRunsHooksAndIsForEver),
    TEST(exitOfTheProgramAndOfJavaEndTheProcess),
    TEST(codeCalledByJavaMayBindButNotEndIt),
    TEST(jvmThatRunsAlreadyIsUsed),
    TEST(signalsStayTheProgramsWithXrs),
    {NULL, NULL},
};
