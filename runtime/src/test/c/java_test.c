/* SPDX-License-Identifier: Apache-2.0 */
/* Finding and starting Java, and binding functions that it implements. */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "java_fixture.h"

/* ---- Where the JVM is ---- */

static int start_by(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_java_options options = {.class_path = TENON_TEST_CLASSES};
    const char *way = arguments[0];
    CHECK(unsetenv("JAVA_HOME") == 0 && setenv("PATH", "/nowhere", 1) == 0);
    if (strcmp(way, "libjvm") == 0) {
        options.libjvm = TENON_TEST_JAVA_HOME "/lib/server/libjvm.so";
    } else if (strcmp(way, "java_home") == 0) {
        options.java_home = TENON_TEST_JAVA_HOME;
    } else if (strcmp(way, "java") == 0) {
        options.java = TENON_TEST_JAVA_HOME "/bin/java";
    } else if (strcmp(way, "JAVA_HOME") == 0) {
        CHECK(setenv("JAVA_HOME", TENON_TEST_JAVA_HOME, 1) == 0);
    } else if (strcmp(way, "stale JAVA_HOME") == 0) {
        CHECK(setenv("JAVA_HOME", "/nowhere", 1) == 0);
        CHECK(setenv("PATH", TENON_TEST_JAVA_HOME "/bin", 1) == 0);
    } else if (strcmp(way, "CLASSPATH") == 0) {
        options = (tenon_java_options){.java_home = TENON_TEST_JAVA_HOME};
        CHECK(setenv("CLASSPATH", TENON_TEST_CLASSES, 1) == 0);
    } else {
        /* A folder of PATH that holds a link to java. */
        CHECK(setenv("PATH", way, 1) == 0);
    }
    CHECK_STATUS(tenon_java_start(&options), TENON_OK);
    CHECK_STATUS(bind_class(CLASS("Working")), TENON_OK);
    return 0;
}

static void javaIsFoundByEveryOption(void) {
    expect(0, "start-by", "libjvm");
    expect(0, "start-by", "java_home");
    expect(0, "start-by", "java");
}

static void javaIsFoundByTheEnvironment(void) {
    expect(0, "start-by", "JAVA_HOME");
    expect(0, "start-by", "stale JAVA_HOME");
    expect(0, "start-by", "CLASSPATH");
    /* Through two links, behind folders without one. */
    char path[1600];
    const char *folder = harness_path("links");
    CHECK(mkdir(folder, 0700) == 0);
    snprintf(path, sizeof path, "%s/other", folder);
    CHECK(symlink(TENON_TEST_JAVA_HOME "/bin/java", path) == 0);
    snprintf(path, sizeof path, "%s/java", folder);
    CHECK(symlink("other", path) == 0);
    snprintf(path, sizeof path, "/nowhere::/dev:%s", folder);
    expect(0, "start-by", path);
    snprintf(path, sizeof path, "%s/java", folder);
    CHECK(unlink(path) == 0);
    snprintf(path, sizeof path, "%s/other", folder);
    CHECK(unlink(path) == 0);
}

static void whereJavaWasLookedForIsTold(void) {
    CHECK(unsetenv("JAVA_HOME") == 0 && setenv("PATH", "/nowhere:/dev", 1) == 0);
    CHECK_STATUS(tenon_java_start(NULL), TENON_NOT_FOUND);
    CHECK_DETAIL("JAVA_HOME is not set; no program java in PATH '/nowhere:/dev'");
    CHECK(setenv("JAVA_HOME", "/nowhere", 1) == 0 && unsetenv("PATH") == 0);
    CHECK_STATUS(tenon_java_start(NULL), TENON_NOT_FOUND);
    CHECK_DETAIL("JAVA_HOME /nowhere holds neither lib/server/libjvm.so");
    CHECK_DETAIL("no program java in PATH ''");
    /* A JVM that was asked for by name is not replaced by what else there is. */
    CHECK(setenv("JAVA_HOME", TENON_TEST_JAVA_HOME, 1) == 0);
    tenon_java_options options = {.java_home = "/dev/null"};
    CHECK_STATUS(tenon_java_start(&options), TENON_NOT_FOUND);
    CHECK_DETAIL("java_home /dev/null holds");
    options = (tenon_java_options){.java = "/nowhere/java"};
    CHECK_STATUS(tenon_java_start(&options), TENON_NOT_FOUND);
    CHECK_DETAIL("java /nowhere/java: No such file");
    options = (tenon_java_options){.libjvm = "/dev"};
    CHECK_STATUS(tenon_java_start(&options), TENON_NOT_FOUND);
    CHECK_DETAIL("libjvm /dev is no file");
    options = (tenon_java_options){.libjvm = "/proc/self/status"};
    CHECK_STATUS(tenon_java_start(&options), TENON_JAVA);
    CHECK_DETAIL("cannot load /proc/self/status");
    options = (tenon_java_options){.libjvm = TENON_TEST_JAVA_HOME "/lib/libjsig.so"};
    CHECK_STATUS(tenon_java_start(&options), TENON_JAVA);
    CHECK_DETAIL("is no JVM");
    /* Nothing of this hinders a start. */
    expect(0, "start-by", "java_home");
}

static int start_old_then_new(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    tenon_java_options old = {.java_home = arguments[0]};
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(tenon_java_start(&old), TENON_JAVA);
        CHECK_DETAIL("is too old: Java 25 or newer is needed");
    }
    start_and_bind();
    return 0;
}

static void oldJavaIsRefusedAndLeavesNothingBehind(void) {
    if (TENON_TEST_OLD_JAVA_HOME[0] == '\0') {
        harness_skip("there is no JDK older than 24 here");
    }
    expect(0, "start-old-then-new", TENON_TEST_OLD_JAVA_HOME);
}

/* ---- Options ---- */

static int start_with_option(int count, char **arguments) {
    CHECK_EQUAL(count, 3);
    const char *options[] = {arguments[0]};
    tenon_java_options start = working;
    start.jvm_options = options;
    start.jvm_option_count = 1;
    redirect_output(arguments[2]);
    CHECK_STATUS(tenon_java_start(&start), TENON_JAVA);
    if (strstr(tenon_status_detail(), arguments[1]) == NULL) {
        return 2;
    }
    CHECK_STATUS(tenon_java_start(&working), TENON_INVALID);
    CHECK_DETAIL("refused to start in this process before");
    CHECK_STATUS(bind_class(CLASS("Working")), TENON_INVALID);
    CHECK_STATUS(tenon_java_shutdown(), TENON_INVALID);
    return 0;
}

static void check_option(int status, const char *option, const char *detail, const char *printed) {
    const char *errors = harness_path("errors");
    char text[2048];
    harness_child child = harness_start("start-with-option", option, detail, errors, NULL);
    CHECK_EQUAL(harness_join(&child), status);
    read_text(errors, text);
    if (printed[0] == '\0' ? text[0] != '\0' : strstr(text, printed) == NULL) {
        harness_fail(__FILE__, __LINE__, "%s: '%s' was printed", option, text);
    }
}

static void refusedOptionIsToldInTheDetail(void) {
    check_option(0, "-Xnonsense", "Unrecognized option: -Xnonsense", "");
    check_option(0, "-XX:+Nonsense", "Unrecognized VM option 'Nonsense'", "");
}

static void jvmThatEndsTheProcessHasItsLastWord(void) {
    check_option(1, "--add-modules=nonsense", "", "Module nonsense not found");
    check_option(1, "-Xmx1", "", "Too small maximum heap");
}

static void wrongArgumentsAreRefused(void) {
    const char *options[] = {"-Xmx64m", NULL};
    tenon_java_options start = working;
    start.jvm_options = options;
    start.jvm_option_count = 2;
    CHECK_STATUS(tenon_java_start(&start), TENON_INVALID);
    CHECK_DETAIL("JVM option 1 of 2 is NULL");
    start.jvm_options = NULL;
    CHECK_STATUS(tenon_java_start(&start), TENON_INVALID);
    start.jvm_options = options;
    start.jvm_option_count = UINT32_MAX;
    CHECK_STATUS(tenon_java_start(&start), TENON_INVALID);
    CHECK_STATUS(tenon_java_bind(NULL, ABI, functions, 1), TENON_INVALID);
    CHECK_STATUS(tenon_java_bind("", ABI, functions, 1), TENON_INVALID);
    CHECK_STATUS(tenon_java_bind("A", NULL, functions, 1), TENON_INVALID);
    CHECK_STATUS(tenon_java_bind("A", ABI, NULL, 1), TENON_INVALID);
    CHECK_STATUS(tenon_java_bind("A", ABI, functions, 1), TENON_INVALID);
    CHECK_DETAIL("Java was not started");
    CHECK_STATUS(tenon_java_shutdown(), TENON_INVALID);
}

/* ---- Binding ---- */

static int bind_in_all_ways(int count, char **arguments) {
    CHECK_EQUAL(count, 1);
    redirect_output(arguments[0]);
    start_and_bind();
    CHECK_STATUS(tenon_java_bind(CLASS("Working"), "another", functions, FUNCTIONS),
                 TENON_MISMATCH);
    CHECK(strcmp(tenon_status_detail(), "another schema: \xC3\xA4\xC3\x9F\xE2\x82\xAC"
                                        "\xF0\x9D\x84\x9E") == 0);
    CHECK_STATUS(bind_class("com/example/Absent"), TENON_NOT_FOUND);
    CHECK_DETAIL("there is no class com.example.Absent on the class path '" TENON_TEST_CLASSES "'");
    CHECK_STATUS(bind_class(CLASS("Throwing")), TENON_JAVA);
    CHECK_DETAIL("java.lang.IllegalStateException: no implementation of M\xC3\xA4rkte "
                 "\xF0\x9D\x84\x9E; caused by java.lang.ArithmeticException: the reason");
    CHECK_STATUS(bind_class(CLASS("Silent")), TENON_JAVA);
    CHECK_DETAIL("dev.tenon.test.Binders$Silent$Untold");
    CHECK_STATUS(bind_class(CLASS("Verbose")), TENON_JAVA);
    CHECK_DETAIL("\xE2\x82\xAC...; caused by java.lang.ArithmeticException: unseen");
    CHECK_STATUS(bind_class(CLASS("Uninitialised")), TENON_JAVA);
    CHECK_DETAIL("caused by java.lang.NumberFormatException");
    CHECK_STATUS(bind_class(CLASS("Uninitialised")), TENON_JAVA);
    CHECK_DETAIL("Could not initialize class");
    CHECK_STATUS(bind_class(CLASS("Unbound")), TENON_JAVA);
    CHECK_DETAIL("NoSuchMethodError");
    CHECK_STATUS(bind_class(CLASS("Confused")), TENON_JAVA);
    CHECK_DETAIL("bind returned 7, which is no status: xxx");
    CHECK_STATUS(bind_class(CLASS("Dependent")), TENON_JAVA);
    CHECK_DETAIL("ClassNotFoundException: dev.tenon.test.Absent");
    /* And none of this hinders what is right. */
    start_and_bind();
    CHECK_STATUS(tenon_java_shutdown(), TENON_OK);
    return 0;
}

static void everyFailureOfTheBinderIsTold(void) {
    const char *errors = harness_path("bind-errors");
    char text[2048];
    expect(0, "bind-in-all-ways", errors);
    /* No warning about native access, for one. */
    read_text(errors, text);
    if (text[0] != '\0') {
        harness_fail(__FILE__, __LINE__, "'%s' was printed", text);
    }
}

static int start_modules(int count, char **arguments) {
    (void)count;
    (void)arguments;
    /* The runtime's module is not there, so native access is left to the class path. */
    const char *options[] = {"--enable-native-access=ALL-UNNAMED"};
    tenon_java_options start = {.java_home = TENON_TEST_JAVA_HOME,
                                .class_path = TENON_TEST_CLASSES,
                                .module_path = TENON_TEST_MODULE,
                                .jvm_options = options,
                                .jvm_option_count = 1};
    CHECK_STATUS(tenon_java_start(&start), TENON_OK);
    CHECK_STATUS(bind_class("dev/tenon/test/module/Binder"), TENON_OK);
    CHECK_STATUS(bind_class(CLASS("Working")), TENON_OK);
    CHECK_STATUS(bind_class("dev/tenon/test/module/Absent"), TENON_NOT_FOUND);
    CHECK_DETAIL("or the module path '" TENON_TEST_MODULE "'");
    return 0;
}

static void binderInAModuleIsFound(void) { expect(0, "start-modules", NULL); }

const harness_role harness_roles[] = {
    {"start-by", start_by},
    {"start-old-then-new", start_old_then_new},
    {"start-with-option", start_with_option},
    {"bind-in-all-ways", bind_in_all_ways},
    {"start-modules", start_modules},
    {NULL, NULL},
};

#define TEST(function) {#function, function}
const harness_test harness_tests[] = {
    TEST(javaIsFoundByEveryOption),
    TEST(javaIsFoundByTheEnvironment),
    TEST(whereJavaWasLookedForIsTold),
    TEST(oldJavaIsRefusedAndLeavesNothingBehind),
    TEST(refusedOptionIsToldInTheDetail),
    TEST(jvmThatEndsTheProcessHasItsLastWord),
    TEST(wrongArgumentsAreRefused),
    TEST(everyFailureOfTheBinderIsTold),
    TEST(binderInAModuleIsFound),
    {NULL, NULL},
};
