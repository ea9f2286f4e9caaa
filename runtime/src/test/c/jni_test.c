/* SPDX-License-Identifier: Apache-2.0 */
/* The runtime's own declarations of the Java Native Interface against the JDK's header. Everything
 * is said when this is compiled. */
#include <stddef.h>

#include <jni.h>

/* The JDK's macros and the runtime's of the same name have to agree; these would redefine them. */
enum {
    THEIR_OK = JNI_OK,
    THEIR_ERR = JNI_ERR,
    THEIR_EDETACHED = JNI_EDETACHED,
    THEIR_EVERSION = JNI_EVERSION,
    THEIR_ENOMEM = JNI_ENOMEM,
    THEIR_EEXIST = JNI_EEXIST,
    THEIR_EINVAL = JNI_EINVAL,
    THEIR_24 = JNI_VERSION_24,
    THEIR_1_8 = JNI_VERSION_1_8
};
#undef JNI_OK
#undef JNI_ERR
#undef JNI_EDETACHED
#undef JNI_EVERSION
#undef JNI_ENOMEM
#undef JNI_EEXIST
#undef JNI_EINVAL
#undef JNI_VERSION_24
#undef JNI_VERSION_1_8

#include "java/jni_tables.h"

#define SAME_CODE(name) _Static_assert((int)THEIR_##name == JNI_##name, #name)
SAME_CODE(OK);
SAME_CODE(ERR);
SAME_CODE(EDETACHED);
SAME_CODE(EVERSION);
SAME_CODE(ENOMEM);
SAME_CODE(EEXIST);
SAME_CODE(EINVAL);
_Static_assert((int)THEIR_24 == JNI_VERSION_24, "JNI_VERSION_24");
_Static_assert((int)THEIR_1_8 == JNI_VERSION_1_8, "JNI_VERSION_1_8");

#define SAME_PLACE(own, own_member, their, their_member)                                          \
    _Static_assert(offsetof(own, own_member) == offsetof(their, their_member), #their_member)
#define SAME_FUNCTION(own, their) SAME_PLACE(jni_functions, own, struct JNINativeInterface_, their)
SAME_FUNCTION(get_version, GetVersion);
SAME_FUNCTION(find_class, FindClass);
SAME_FUNCTION(throw_exception, Throw);
SAME_FUNCTION(exception_occurred, ExceptionOccurred);
SAME_FUNCTION(exception_clear, ExceptionClear);
SAME_FUNCTION(push_local_frame, PushLocalFrame);
SAME_FUNCTION(pop_local_frame, PopLocalFrame);
SAME_FUNCTION(get_object_class, GetObjectClass);
SAME_FUNCTION(is_instance_of, IsInstanceOf);
SAME_FUNCTION(get_method_id, GetMethodID);
SAME_FUNCTION(call_object_method, CallObjectMethodA);
SAME_FUNCTION(get_static_method_id, GetStaticMethodID);
SAME_FUNCTION(call_static_object_method, CallStaticObjectMethodA);
SAME_FUNCTION(call_static_int_method, CallStaticIntMethodA);
SAME_FUNCTION(get_string_length, GetStringLength);
SAME_FUNCTION(new_string_utf, NewStringUTF);
SAME_FUNCTION(get_string_region, GetStringRegion);
SAME_FUNCTION(exception_check, ExceptionCheck);

#define SAME_INVOCATION(own, their)                                                               \
    SAME_PLACE(jni_invocation, own, struct JNIInvokeInterface_, their)
SAME_INVOCATION(destroy_java_vm, DestroyJavaVM);
SAME_INVOCATION(detach_current_thread, DetachCurrentThread);
SAME_INVOCATION(get_env, GetEnv);
SAME_INVOCATION(attach_current_thread_as_daemon, AttachCurrentThreadAsDaemon);

_Static_assert(sizeof(jni_value) == sizeof(jvalue), "jvalue");
_Static_assert(sizeof(jni_option) == sizeof(JavaVMOption), "JavaVMOption");
SAME_PLACE(jni_option, extra, JavaVMOption, extraInfo);
_Static_assert(sizeof(jni_start_arguments) == sizeof(JavaVMInitArgs), "JavaVMInitArgs");
SAME_PLACE(jni_start_arguments, option_count, JavaVMInitArgs, nOptions);
SAME_PLACE(jni_start_arguments, options, JavaVMInitArgs, options);
SAME_PLACE(jni_start_arguments, ignore_unrecognized, JavaVMInitArgs, ignoreUnrecognized);
_Static_assert(sizeof(jni_attach_arguments) == sizeof(JavaVMAttachArgs), "JavaVMAttachArgs");
SAME_PLACE(jni_attach_arguments, name, JavaVMAttachArgs, name);
SAME_PLACE(jni_attach_arguments, group, JavaVMAttachArgs, group);

int main(void) {
    return 0;
}
