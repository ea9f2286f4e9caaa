// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tenon.runtime.call.Utf8;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.util.Arrays;

/**
 * State that one thread needs for its calls: frames, one for each call that is open, memory for
 * their arguments, errno, and the text that it last returned to C. For that thread only.
 */
final class ThreadFrames {
  private static final ThreadLocal<ThreadFrames> CURRENT =
      ThreadLocal.withInitial(ThreadFrames::new);

  private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET = CAPTURE.byteOffset(PathElement.groupElement("errno"));

  /** Bytes for the arguments of all calls that are open; what does not fit has its own memory. */
  private static final long SCRATCH_BYTES = 4096;

  private static final long FIRST_TEXT_BYTES = 256;

  private CallFrame[] frames = new CallFrame[4];
  private int depth;
  private MemorySegment scratch;
  private long scratchUsed;
  private MemorySegment capture;
  private MemorySegment returned;

  private ThreadFrames() {}

  static ThreadFrames current() {
    return CURRENT.get();
  }

  /** Calls of this thread that are open. */
  int depth() {
    return depth;
  }

  CallFrame push() {
    int index = depth;
    if (index == frames.length) {
      frames = Arrays.copyOf(frames, index * 2);
    }
    CallFrame frame = frames[index];
    if (frame == null) {
      frame = new CallFrame(this, index);
      frames[index] = frame;
    }
    frame.begin(scratchUsed);
    depth = index + 1;
    return frame;
  }

  /** Ends the frames inside one that a full stack kept from ending. */
  void finishAbove(int index) {
    while (depth - 1 > index) {
      frames[depth - 1].finish();
      depth--;
    }
  }

  void pop(int index, long scratchMark) {
    scratchUsed = scratchMark;
    depth = index;
  }

  /** Notes an exception with the innermost call that is open, if there is one. */
  void failed(String name, Throwable exception) {
    if (depth > 0) {
      frames[depth - 1].failed(name, exception);
    }
  }

  /** Memory until the frame that takes it is popped; null when there is not enough. */
  MemorySegment take(long bytes, long alignment) {
    long start = scratchUsed + alignment - 1 & -alignment;
    if (bytes > SCRATCH_BYTES - start) {
      return null;
    }
    MemorySegment memory = scratch();
    scratchUsed = start + bytes;
    return memory.asSlice(start, bytes);
  }

  /** A text in such memory; null when there is not enough, or the text is not all ASCII. */
  MemorySegment takeAscii(String text) {
    long start = scratchUsed;
    long bytes = text.length() + 1L;
    if (bytes > SCRATCH_BYTES - start || !Utf8.writeAscii(text, scratch(), start)) {
      return null;
    }
    scratchUsed = start + bytes;
    return scratch.asSlice(start, bytes);
  }

  private MemorySegment scratch() {
    if (scratch == null) {
      // Freed some time after the thread has ended.
      scratch = Arena.ofAuto().allocate(SCRATCH_BYTES, Long.BYTES);
    }
    return scratch;
  }

  MemorySegment returned(String text) {
    long size = Utf8.size("the returned text", text);
    if (returned == null || returned.byteSize() <= size) {
      returned = Arena.ofAuto().allocate(Math.max(FIRST_TEXT_BYTES, size + 1));
    }
    Utf8.write(text, size, returned);
    return returned;
  }

  MemorySegment capture() {
    if (capture == null) {
      capture = Arena.ofAuto().allocate(CAPTURE);
    }
    return capture;
  }

  int errno() {
    return capture == null ? 0 : capture.get(JAVA_INT, ERRNO_OFFSET);
  }

  void errno(int value) {
    if (capture != null || value != 0) {
      capture().set(JAVA_INT, ERRNO_OFFSET, value);
    }
  }
}
