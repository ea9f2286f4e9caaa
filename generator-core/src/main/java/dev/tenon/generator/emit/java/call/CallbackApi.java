// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.ClassName;

/** Classes of {@code dev.tenon.runtime.callback} that generated calls use. */
final class CallbackApi {

  static final ClassName ARGUMENTS = name("Arguments");
  static final ClassName BLOCKING_CALLS = name("BlockingCalls");
  static final ClassName BORROWED_MEMORY = name("BorrowedMemory");
  static final ClassName CALLBACK_CONTEXT = name("CallbackContext");
  static final ClassName CALLBACK_EXCEPTION = name("CallbackException");
  static final ClassName CALLBACK_EXCEPTIONS = name("CallbackExceptions");
  static final ClassName CALLBACK_REGISTRY = name("CallbackRegistry");
  static final ClassName CALL_FRAME = name("CallFrame");
  static final ClassName DOWNCALLS = name("Downcalls");
  static final ClassName ERRNO = name("Errno");
  static final ClassName EXPORT_BINDING = name("ExportBinding");
  static final ClassName LIBRARY_MISMATCH_EXCEPTION = name("LibraryMismatchException");
  static final ClassName LIBRARY_NOT_FOUND_EXCEPTION = name("LibraryNotFoundException");
  static final ClassName LISTENER_LIMIT_EXCEPTION = name("ListenerLimitException");
  static final ClassName NATIVE_CALLBACK = name("NativeCallback");
  static final ClassName NATIVE_HANDLE = name("NativeHandle");
  static final ClassName NATIVE_LIBRARY = name("NativeLibrary");
  static final ClassName NATIVE_MEMORY = name("NativeMemory");
  static final ClassName REGISTRATION = name("Registration");
  static final ClassName UPCALLS = name("Upcalls");

  private CallbackApi() {}

  private static ClassName name(String simpleName) {
    return ClassName.get("dev.tenon.runtime.callback", simpleName);
  }
}
