// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Sees to it that a call into C leaves enough stack for C to call back. Java notices a full stack
 * when a method is entered; where that is the method that C calls, no Java code is there to catch
 * the error, and the JVM ends. So the error has to come earlier, before C is called.
 *
 * <p>There is no way to ask how much stack is left. But every method, interpreted or compiled,
 * first checks that there is room for its frame as the interpreter would lay it out, all of its
 * local variables included, since compiled code may have to go on in the interpreter at any time.
 * So a method that has thousands of local variables checks for as much stack and, compiled, costs a
 * store for each page of it. No Java source has such a method; it is made here.
 */
final class StackReserve {
  /**
   * Bytes that C and the entry of the upcall can use between them, beyond the 80 KiB (on Linux)
   * that HotSpot itself sets aside for native code.
   */
  private static final int BYTES =
      Math.clamp(
          Integer.getInteger("dev.tenon.callback.stackReserve", 32 << 10), 4 << 10, 256 << 10);

  private static final MethodHandle PUSH = link();

  private StackReserve() {}

  /**
   * Opens a frame for a call.
   *
   * @throws StackOverflowError if less stack is left; nothing has changed then
   */
  static CallFrame push(ThreadFrames thread) {
    try {
      return (CallFrame) PUSH.invokeExact(thread);
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  /** A method {@code push} that does nothing but call that of {@link ThreadFrames}. */
  private static MethodHandle link() {
    ClassDesc frames = ClassDesc.of(ThreadFrames.class.getName());
    ClassDesc frame = ClassDesc.of(CallFrame.class.getName());
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(StackReserve.class.getName() + "Frame"),
                type ->
                    type.withMethodBody(
                        "push",
                        MethodTypeDesc.of(frame, frames),
                        ClassFile.ACC_STATIC,
                        code ->
                            code.lconst_0()
                                .lstore(BYTES / Long.BYTES)
                                .aload(0)
                                .invokevirtual(frames, "push", MethodTypeDesc.of(frame))
                                .areturn()));
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return lookup.findStatic(
          lookup.lookupClass(), "push", MethodType.methodType(CallFrame.class, ThreadFrames.class));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("a class may define one like itself", e);
    }
  }
}
