// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel that runs no 32-bit programs is told from a layout that is wrong. */
class ThirtyTwoBitsTest {

  /** An ELF file for a processor that no kernel has: "Exec format error". */
  private static final byte[] FOREIGN = {
    0x7F, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, (byte) 0xFE, (byte) 0xFE
  };

  @TempDir private Path folder;

  @Test
  void programOfAnotherFormatDoesNotStart() throws IOException {
    Path program = Files.write(folder.resolve("foreign"), FOREIGN);
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(ThirtyTwoBits.starts(program)).isFalse();
  }

  @Test
  void programThatFailsDoesNotCountAsStarted() {
    assertThat(ThirtyTwoBits.starts(Path.of("/bin/false"))).isFalse();
    assertThat(ThirtyTwoBits.starts(Path.of("/bin/true"))).isTrue();
  }

  @Test
  void programsOfThisMachineAreAlwaysRun() {
    assertThatCode(() -> ThirtyTwoBits.assumeRun(List.of("-O2"))).doesNotThrowAnyException();
  }
}
