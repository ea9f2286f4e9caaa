// SPDX-License-Identifier: Apache-2.0
package com.example.libc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.callback.Errno;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** Functions that nobody wrote for Tenon. */
public final class LibcScenario {
  private LibcScenario() {}

  public static void numbersAndTextsCross(Path library) {
    Libc c = Libc.load(library);
    assertThat(c.abs(-7)).isEqualTo(7);
    assertThat(c.labs(Long.MIN_VALUE + 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(c.llabs(-(1L << 40))).isEqualTo(1L << 40);
    assertThat(c.atof("1.5")).isEqualTo(1.5);
    assertThat(c.strlen("äx")).isEqualTo(3);
    assertThat(c.getenv("PATH")).isEqualTo(System.getenv("PATH"));
    assertThat(c.getenv("NO_SUCH_VARIABLE")).isNull();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment a = arena.allocateFrom("abc");
      assertThat(c.memcmp(a, arena.allocateFrom("abc"))).isZero();
      assertThat(c.memcmp(a, arena.allocateFrom("abd"))).isNegative();
      Quotient quotient = c.div(arena, 17, 5);
      assertThat(quotient.quot()).isEqualTo(3);
      assertThat(quotient.rem()).isEqualTo(2);
    }
  }

  public static void structsThatAreDescribedInPartAreFilled(Path library) throws IOException {
    Libc c = Libc.load(library);
    try (Arena arena = Arena.ofConfined()) {
      FileStatus status = FileStatus.allocate(arena);
      assertThat(c.stat(library.toString(), status)).isZero();
      assertThat(status.stSize()).isEqualTo(Files.size(library));
      assertThat(FileKind.of(status.stMode() & LibcConstants.MODE_KIND))
          .isEqualTo(FileKind.REGULAR);
      assertThat(c.stat(library.getParent().toString(), status)).isZero();
      assertThat(FileKind.of(status.stMode() & LibcConstants.MODE_KIND))
          .isEqualTo(FileKind.DIRECTORY);
      assertThat(c.stat(library + ".absent", status)).isEqualTo(-1);
      assertThat(Errno.last()).isEqualTo(LibcConstants.ENOENT);
      Machine machine = Machine.allocate(arena);
      assertThat(c.uname(machine)).isZero();
      assertThat(machine.sysname()).isEqualTo(System.getProperty("os.name"));
    }
  }

  public static void handlesOfForeignTypesAreClosedOnce(Path library) throws IOException {
    Libc c = Libc.load(library);
    Path file = Files.writeString(library.resolveSibling("text"), "T");
    try (File opened = c.fopen(file.toString(), "r")) {
      assertThat(c.fgetc(opened)).isEqualTo('T');
      assertThat(c.fgetc(opened)).isEqualTo(-1);
    }
    assertThat(c.fopen(file + ".absent", "r")).isNull();
  }
}
