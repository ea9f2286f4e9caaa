// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Two words in a mapped file, 128 bytes apart: round trips without a queue. */
final class BareLines {
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
  private static final long THERE = 0;
  private static final long BACK = 128;

  private final MemorySegment lines;

  BareLines(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      lines = channel.map(MapMode.READ_WRITE, 0, BACK + Long.BYTES, Arena.global());
    }
  }

  Task driving() {
    return request -> {
      long start = System.nanoTime();
      for (long number = 1; number <= request.count(); number++) {
        WORD.setRelease(lines, THERE, number);
        spinUntil(BACK, number);
      }
      return System.nanoTime() - start;
    };
  }

  Task echoing() {
    return request -> {
      for (long number = 1; number <= request.count(); number++) {
        spinUntil(THERE, number);
        WORD.setRelease(lines, BACK, number);
      }
      return 0;
    };
  }

  private void spinUntil(long offset, long value) {
    while ((long) WORD.getAcquire(lines, offset) != value) {
      Thread.onSpinWait();
    }
  }
}
