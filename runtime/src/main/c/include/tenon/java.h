/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * Java for programs written in C: finds a JVM, starts it in this process, binds exported functions.
 *
 * Generated code (`mkt_java_start()`, `mkt_java_stop()`) is what a program normally calls; it takes
 * the options below. Every function may be called from any thread, several at once. A thread that
 * was not attached to the JVM before is not attached after.
 *
 * A JVM belongs to the process for the rest of its life, and brings habits with it:
 *
 * - Signals. It installs handlers of its own for SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGPIPE, which
 *   it needs; those that the program had before are called for what is not the JVM's. A handler
 *   installed later replaces the JVM's and breaks it, unless libjsig of the JDK is preloaded. It
 *   also takes SIGHUP, SIGINT, SIGTERM (shut down) and SIGQUIT (thread dump); with the option
 *   `-Xrs` it leaves these four alone.
 * - Exit. exit() and the return from main() end the process without Java's shutdown hooks;
 *   tenon_java_shutdown() runs them before. System.exit() in Java ends the process.
 * - fork(). The JVM does not exist in the child, which must do nothing but exec. */
#ifndef TENON_JAVA_H
#define TENON_JAVA_H

#include <stdint.h>

#include <tenon/callback.h>
#include <tenon/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Choice of the JVM and its start options. All zero is the default, and so is a NULL pointer. Read
 * during the call only.
 *
 * The first of `libjvm`, `java_home` and `java` that is not NULL says where the JVM is, and nothing
 * else is tried. When all are NULL it is looked for by the environment's JAVA_HOME, then by the
 * `java` that PATH finds.
 */
typedef struct tenon_java_options {
    const char *libjvm;    /**< The JVM's library itself. */
    const char *java_home; /**< The folder that holds `bin` and `lib` of a JDK or JRE. */
    const char *java;      /**< A `java` program; symbolic links are followed. */
    /** Folders and jar files, separated by colons. NULL: the environment's CLASSPATH, else the
     * current folder; nothing when there is a module path. */
    const char *class_path;
    /** Folders of modules and modular jar files, separated by colons; all of them are resolved. */
    const char *module_path;
    /** Options as `java` takes them, in their form of one word: `-Xmx64m`, `-Dkey=value`,
     * `--add-modules=java.sql`. Native access is enabled for the class path and, with a module
     * path, for dev.tenon.runtime, unless an option `--enable-native-access=` says for whom. */
    const char *const *jvm_options;
    uint32_t jvm_option_count;
} tenon_java_options;

/**
 * Starts Java in this process. When a JVM is running in it already, whoever started it, that one
 * is used and the options are not looked at.
 *
 * What the JVM says about options that it refuses is in the detail; it cannot be asked a second
 * time in the same process. Some errors it finds too late to go back, a module that does not exist,
 * or a heap that does not fit: then it prints them and ends the process with status 1.
 *
 * @return TENON_OK; TENON_NOT_FOUND when there is no JVM, the detail lists where it was looked for;
 *     TENON_JAVA when the JVM is too old or did not start; TENON_INVALID, also after
 *     options were refused and after tenon_java_shutdown(); TENON_BUSY inside Java code that runs
 *     while this thread starts Java; TENON_SYSTEM
 */
TENON_API tenon_status tenon_java_start(const tenon_java_options *options);

/**
 * For generated code: lets a Java class fill a table of functions. Calls its static method
 * `int bind(long abi, long functions, int count, long message, long messageBytes)`, which gets the
 * addresses of the text, of the table and of room for a message in UTF-8, ended by a zero byte,
 * and returns a tenon_status. The class is looked for by the context class loader of the thread,
 * then by the system class loader.
 *
 * @param binder_class its name with slashes, "com/example/market/MarketExportsBinder"
 * @param abi the ABI text that the class has to agree with
 * @param functions receives count functions; unspecified unless TENON_OK is returned
 * @return TENON_OK; TENON_NOT_FOUND when there is no such class, or as the class says;
 *     TENON_MISMATCH when the class is made from another schema; TENON_JAVA when it threw, the
 *     detail has the exceptions' texts; TENON_INVALID, also before tenon_java_start(); or what else
 *     the class returns
 */
TENON_API tenon_status tenon_java_bind(const char *binder_class, const char *abi,
                                       void (**functions)(void), uint32_t count);

/**
 * Ends the JVM that tenon_java_start() started: waits for its threads that are not daemons, runs
 * the shutdown hooks. From then on exports give C their `on_error`, and listeners in Java are
 * not called. No JVM can be started in this process again.
 *
 * @return TENON_OK, also when it was ended before; TENON_INVALID when none was started, when it was
 *     started by somebody else, or when Java code is on this thread's stack; TENON_JAVA
 */
TENON_API tenon_status tenon_java_shutdown(void);

#ifdef __cplusplus
}
#endif
#endif
