/* SPDX-License-Identifier: Apache-2.0 */
/* Lets a Java class fill a table of functions. */
#include <string.h>

#include <tenon/callback.h>

#include "base/failure.h"
#include "java/java_internal.h"
#include "platform/platform.h"

/* Of a status detail; the rest is for what is around it. */
#define TEXT_BYTES 1536
#define PATH_TEXT_BYTES 640
#define CLASS_NAME_BYTES 512

/* State that the steps of a binding share. */
typedef struct java_binding {
    jni_environment *environment;
    char class_name[CLASS_NAME_BYTES]; /* with dots */
    jni_object class_class;            /* java.lang.Class */
    jni_method for_name;
} java_binding;

/* A failure by the pending exception. */
static tenon_status thrown(const java_binding *binding) {
    char text[TEXT_BYTES];
    (void)tenon_java_exception_text(binding->environment, text, sizeof text);
    return tenon_fail(TENON_JAVA, "%s: %s", binding->class_name, text);
}

static void write_property(jni_environment *environment, const char *name, char *buffer,
                           size_t size) {
    buffer[0] = '\0';
    jni_object system = (*environment)->find_class(environment, "java/lang/System");
    jni_method get = system == NULL
                         ? NULL
                         : (*environment)->get_static_method_id(
                               environment, system, "getProperty",
                               "(Ljava/lang/String;)Ljava/lang/String;");
    jni_value argument = {.l = NULL};
    if (get != NULL) {
        argument.l = (*environment)->new_string_utf(environment, name);
    }
    if (argument.l != NULL) {
        jni_object value =
            (*environment)->call_static_object_method(environment, system, get, &argument);
        if (value != NULL) {
            (void)tenon_java_text(environment, value, buffer, size);
        }
    }
    /* Only what is told of another failure. */
    (*environment)->exception_clear(environment);
}

static tenon_status not_found(const java_binding *binding) {
    char class_path[PATH_TEXT_BYTES];
    char module_path[PATH_TEXT_BYTES];
    write_property(binding->environment, "java.class.path", class_path, sizeof class_path);
    write_property(binding->environment, "jdk.module.path", module_path, sizeof module_path);
    return tenon_fail(TENON_NOT_FOUND, "there is no class %s on the class path '%s'%s%s%s",
                      binding->class_name, class_path,
                      module_path[0] == '\0' ? "" : " or the module path '", module_path,
                      module_path[0] == '\0' ? "" : "'");
}

/* Whether the pending exception is of this class; it stays pending. */
static bool has_thrown(jni_environment *environment, const char *class_name) {
    jni_object exception = (*environment)->exception_occurred(environment);
    (*environment)->exception_clear(environment);
    jni_object type = (*environment)->find_class(environment, class_name);
    bool is = type != NULL && (*environment)->is_instance_of(environment, exception, type) != 0;
    (*environment)->exception_clear(environment);
    (void)(*environment)->throw_exception(environment, exception);
    return is;
}

/* The class loader that a method without parameters of an object, or of a class, returns. NULL
 * with an exception when it failed; NULL without when there is none. */
static jni_object context_class_loader(jni_environment *environment) {
    jni_object type = (*environment)->find_class(environment, "java/lang/Thread");
    if (type == NULL) {
        return NULL;
    }
    jni_method current = (*environment)->get_static_method_id(environment, type, "currentThread",
                                                              "()Ljava/lang/Thread;");
    if (current == NULL) {
        return NULL;
    }
    jni_object thread =
        (*environment)->call_static_object_method(environment, type, current, NULL);
    if (thread == NULL) {
        return NULL;
    }
    jni_method get = (*environment)->get_method_id(environment, type, "getContextClassLoader",
                                                   "()Ljava/lang/ClassLoader;");
    return get == NULL ? NULL
                       : (*environment)->call_object_method(environment, thread, get, NULL);
}

static jni_object system_class_loader(jni_environment *environment) {
    jni_object type = (*environment)->find_class(environment, "java/lang/ClassLoader");
    if (type == NULL) {
        return NULL;
    }
    jni_method get = (*environment)->get_static_method_id(
        environment, type, "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
    return get == NULL
               ? NULL
               : (*environment)->call_static_object_method(environment, type, get, NULL);
}

/* Class.forName() instead of JNI's FindClass: when Java code is on the stack that one asks the
 * class loader of the frame below, which for a call through java.lang.foreign is not the user's. */
static jni_object load_class(const java_binding *binding, const char *name, jni_object loader) {
    jni_environment *environment = binding->environment;
    jni_value arguments[3] = {{.l = NULL}, {.l = NULL}, {.l = loader}};
    arguments[0].l = (*environment)->new_string_utf(environment, name);
    arguments[1].z = 1; /* initialise it */
    return arguments[0].l == NULL
               ? NULL
               : (*environment)->call_static_object_method(environment, binding->class_class,
                                                           binding->for_name, arguments);
}

static tenon_status find_binder(java_binding *binding, jni_object *type) {
    jni_environment *environment = binding->environment;
    binding->class_class = (*environment)->find_class(environment, "java/lang/Class");
    if (binding->class_class == NULL) {
        return thrown(binding);
    }
    binding->for_name = (*environment)->get_static_method_id(
        environment, binding->class_class, "forName",
        "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;");
    if (binding->for_name == NULL) {
        return thrown(binding);
    }
    jni_object (*const loaders[])(jni_environment *) = {context_class_loader, system_class_loader};
    for (size_t i = 0; i < sizeof loaders / sizeof loaders[0]; i++) {
        jni_object loader = loaders[i](environment);
        *type = loader == NULL ? NULL : load_class(binding, binding->class_name, loader);
        if (*type != NULL) {
            return TENON_OK;
        }
        if ((*environment)->exception_check(environment)) {
            if (!has_thrown(environment, "java/lang/ClassNotFoundException")) {
                return thrown(binding);
            }
            (*environment)->exception_clear(environment);
        }
    }
    return not_found(binding);
}

/* Tells the runtime in Java of this one; the loader of the binder is who has it. A binder that is
 * not generated may do without. */
static tenon_status join_runtime(const java_binding *binding, jni_object type) {
    jni_environment *environment = binding->environment;
    jni_method loader_of = (*environment)->get_method_id(
        environment, binding->class_class, "getClassLoader", "()Ljava/lang/ClassLoader;");
    jni_object loader =
        loader_of == NULL ? NULL
                          : (*environment)->call_object_method(environment, type, loader_of, NULL);
    jni_object runtime =
        (*environment)->exception_check(environment)
            ? NULL
            : load_class(binding, "dev.tenon.runtime.callback.NativeRuntime", loader);
    jni_method join = runtime == NULL ? NULL
                                      : (*environment)->get_static_method_id(
                                            environment, runtime, "join", "(J)I");
    if (join != NULL) {
        jni_value table = {.j = (int64_t)(intptr_t)&tenon_java_side};
        (void)(*environment)->call_static_int_method(environment, runtime, join, &table);
    }
    if ((*environment)->exception_check(environment)) {
        if (runtime != NULL || !has_thrown(environment, "java/lang/ClassNotFoundException")) {
            return thrown(binding);
        }
        (*environment)->exception_clear(environment);
    }
    return TENON_OK;
}

/* Checks the binder's result, a number from another language. */
static tenon_status result_of(const java_binding *binding, int32_t number, char *message) {
    message[TEXT_BYTES - 1] = '\0';
    if (number == TENON_OK) {
        return TENON_OK;
    }
    if (number > TENON_OK || number < TENON_TRUNCATED) {
        return tenon_fail(TENON_JAVA, "%s: bind returned %d, which is no status: %s",
                          binding->class_name, (int)number, message);
    }
    return tenon_fail((tenon_status)number, "%s", message);
}

static tenon_status call_bind(java_binding *binding, const char *abi, void (**functions)(void),
                              uint32_t count) {
    jni_environment *environment = binding->environment;
    jni_object type;
    tenon_status status = find_binder(binding, &type);
    if (status != TENON_OK) {
        return status;
    }
    jni_method bind =
        (*environment)->get_static_method_id(environment, type, "bind", "(JJIJJ)I");
    if (bind == NULL) {
        return thrown(binding);
    }
    char message[TEXT_BYTES] = "";
    jni_value arguments[5] = {{.j = (int64_t)(intptr_t)abi},
                              {.j = (int64_t)(intptr_t)functions},
                              {.i = (int32_t)count},
                              {.j = (int64_t)(intptr_t)message},
                              {.j = (int64_t)sizeof message}};
    int32_t number = (*environment)->call_static_int_method(environment, type, bind, arguments);
    if ((*environment)->exception_check(environment)) {
        return thrown(binding);
    }
    status = result_of(binding, number, message);
    return status == TENON_OK ? join_runtime(binding, type) : status;
}

tenon_status tenon_java_bind(const char *binder_class, const char *abi, void (**functions)(void),
                             uint32_t count) {
    if (binder_class == NULL || abi == NULL || (functions == NULL && count > 0) ||
        count > INT32_MAX) {
        return tenon_fail(TENON_INVALID, "a class, an ABI text and a table are needed");
    }
    size_t length = strlen(binder_class);
    java_binding binding;
    if (length == 0 || length >= sizeof binding.class_name) {
        return tenon_fail(TENON_INVALID, "a class name has 1 to %u bytes, not %llu",
                          CLASS_NAME_BYTES - 1U, (unsigned long long)length);
    }
    for (size_t i = 0; i <= length; i++) {
        binding.class_name[i] = binder_class[i];
        if (binder_class[i] == '/') {
            binding.class_name[i] = '.';
        }
    }
    jni_machine *machine;
    tenon_status status = tenon_java_machine(&machine);
    if (status != TENON_OK) {
        return status;
    }
    tenon_java_thread thread;
    status = tenon_java_enter(machine, &thread);
    if (status != TENON_OK) {
        return status;
    }
    binding.environment = thread.environment;
    status = call_bind(&binding, abi, functions, count);
    tenon_java_leave(&thread);
    return status;
}
