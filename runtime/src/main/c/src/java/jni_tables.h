/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Part of the Java Native Interface that this runtime uses, so that no JDK header is needed. The
 * numbers are the table indexes in chapters 4 (JNI functions) and 5 (invocation API) of the Java
 * Native Interface Specification; they never change.
 */
#ifndef TENON_SRC_JNI_TABLES_H
#define TENON_SRC_JNI_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* References are opaque; one type is enough for the few that are used here. */
typedef void *jni_object;
typedef struct jni_method_id *jni_method;

/* A Java argument. */
typedef union jni_value {
    uint8_t z; /* boolean */
    int32_t i;
    int64_t j;
    jni_object l;
} jni_value;

_Static_assert(sizeof(jni_value) == 8, "jvalue");

typedef struct jni_functions jni_functions;
typedef const jni_functions *jni_environment; /* JNIEnv: a call gets a pointer to it */
typedef struct jni_invocation jni_invocation;
typedef const jni_invocation *jni_machine; /* JavaVM */

struct jni_functions {
    void *at_0[4];
    int32_t (*get_version)(jni_environment *);
    void *at_5[1];
    jni_object (*find_class)(jni_environment *, const char *name);
    void *at_7[6];
    int32_t (*throw_exception)(jni_environment *, jni_object exception);
    void *at_14[1];
    jni_object (*exception_occurred)(jni_environment *);
    void *at_16[1];
    void (*exception_clear)(jni_environment *);
    void *at_18[1];
    int32_t (*push_local_frame)(jni_environment *, int32_t capacity);
    jni_object (*pop_local_frame)(jni_environment *, jni_object result);
    void *at_21[10];
    jni_object (*get_object_class)(jni_environment *, jni_object object);
    uint8_t (*is_instance_of)(jni_environment *, jni_object object, jni_object type);
    jni_method (*get_method_id)(jni_environment *, jni_object type, const char *name,
                                const char *signature);
    void *at_34[2];
    jni_object (*call_object_method)(jni_environment *, jni_object object, jni_method method,
                                     const jni_value *arguments);
    void *at_37[76];
    jni_method (*get_static_method_id)(jni_environment *, jni_object type, const char *name,
                                       const char *signature);
    void *at_114[2];
    jni_object (*call_static_object_method)(jni_environment *, jni_object type, jni_method method,
                                            const jni_value *arguments);
    void *at_117[14];
    int32_t (*call_static_int_method)(jni_environment *, jni_object type, jni_method method,
                                      const jni_value *arguments);
    void *at_132[32];
    int32_t (*get_string_length)(jni_environment *, jni_object string);
    void *at_165[2];
    jni_object (*new_string_utf)(jni_environment *, const char *text);
    void *at_168[52];
    void (*get_string_region)(jni_environment *, jni_object string, int32_t start, int32_t length,
                              uint16_t *buffer);
    void *at_221[7];
    uint8_t (*exception_check)(jni_environment *);
};

struct jni_invocation {
    void *at_0[3];
    int32_t (*destroy_java_vm)(jni_machine *);
    void *at_4[1];
    int32_t (*detach_current_thread)(jni_machine *);
    int32_t (*get_env)(jni_machine *, void **environment, int32_t version);
    int32_t (*attach_current_thread_as_daemon)(jni_machine *, void **environment, void *arguments);
};

#define JNI_INDEX(table, function, index)                                           \
    _Static_assert(offsetof(table, function) == (index) * sizeof(void *), #function)

JNI_INDEX(jni_functions, get_version, 4);
JNI_INDEX(jni_functions, find_class, 6);
JNI_INDEX(jni_functions, throw_exception, 13); /* Throw */
JNI_INDEX(jni_functions, exception_occurred, 15);
JNI_INDEX(jni_functions, exception_clear, 17);
JNI_INDEX(jni_functions, push_local_frame, 19);
JNI_INDEX(jni_functions, pop_local_frame, 20);
JNI_INDEX(jni_functions, get_object_class, 31);
JNI_INDEX(jni_functions, is_instance_of, 32);
JNI_INDEX(jni_functions, get_method_id, 33);
JNI_INDEX(jni_functions, call_object_method, 36);         /* CallObjectMethodA */
JNI_INDEX(jni_functions, get_static_method_id, 113);
JNI_INDEX(jni_functions, call_static_object_method, 116); /* CallStaticObjectMethodA */
JNI_INDEX(jni_functions, call_static_int_method, 131);    /* CallStaticIntMethodA */
JNI_INDEX(jni_functions, get_string_length, 164);
JNI_INDEX(jni_functions, new_string_utf, 167);
JNI_INDEX(jni_functions, get_string_region, 220);
JNI_INDEX(jni_functions, exception_check, 228);
JNI_INDEX(jni_invocation, destroy_java_vm, 3);
JNI_INDEX(jni_invocation, detach_current_thread, 5);
JNI_INDEX(jni_invocation, get_env, 6);
JNI_INDEX(jni_invocation, attach_current_thread_as_daemon, 7);

/* JavaVMOption, JavaVMInitArgs, JavaVMAttachArgs. */
typedef struct jni_option {
    char *text;
    void *extra;
} jni_option;

typedef struct jni_start_arguments {
    int32_t version;
    int32_t option_count;
    jni_option *options;
    uint8_t ignore_unrecognized;
} jni_start_arguments;

typedef struct jni_attach_arguments {
    int32_t version;
    const char *name;
    jni_object group;
} jni_attach_arguments;

/* Functions that libjvm exports: JNI_CreateJavaVM, JNI_GetCreatedJavaVMs. */
typedef int32_t (*jni_create)(jni_machine **machine, void **environment, void *arguments);
typedef int32_t (*jni_get_created)(jni_machine **machines, int32_t room, int32_t *count);

#define JNI_VERSION_24 INT32_C(0x00180000)
#define JNI_VERSION_1_8 INT32_C(0x00010008)

/* Return codes. */
#define JNI_OK        0
#define JNI_ERR       (-1)
#define JNI_EDETACHED (-2)
#define JNI_EVERSION  (-3)
#define JNI_ENOMEM    (-4)
#define JNI_EEXIST    (-5)
#define JNI_EINVAL    (-6)

#endif
