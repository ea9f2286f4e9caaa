// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs for i386 on a 64-bit machine. Where they compile, the static assertions of generated
 * headers prove their layout; not every kernel runs them.
 */
public final class ThirtyTwoBits {

  /** Option of gcc and clang. */
  public static final String OPTION = "-m32";

  private static final String MULTIARCH = output("gcc", "-print-multiarch").strip();

  private static final boolean RUN = runs();

  private ThirtyTwoBits() {}

  /**
   * Returns the options that compile for i386. Headers of the kernel lie in the folder of the
   * machine's own architecture, which compilers leave out for another one.
   */
  public static List<String> options() {
    return List.of(OPTION, "-idirafter", "/usr/include/" + MULTIARCH);
  }

  /** Whether headers and libraries for i386 are installed. */
  public static boolean compile(String compiler, boolean cpp) {
    String[] words = words(compiler, List.of("-x", cpp ? "c++" : "c", "-fsyntax-only", "-"));
    return Command.of(words)
            .input("#include <errno.h>\n#include <%s>\n".formatted(cpp ? "cmath" : "math.h"))
            .run()
            .status()
        == 0;
  }

  /** Skips a test that has compiled a program which this kernel does not run. */
  public static void assumeRun(List<String> options) {
    assumeTrue(
        RUN || !options.contains(OPTION),
        "compiled for i386 with all static assertions; this kernel runs no such programs");
  }

  /** Whether a program starts on this kernel and ends with 0. */
  static boolean starts(Path program) {
    try {
      return Command.of(program.toString()).run().status() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static boolean runs() {
    if (!Command.exists("gcc") || !compile("gcc", false)) {
      return false;
    }
    try {
      Path program = Files.createTempFile("tenon", ".i386");
      try {
        String[] words = words("gcc", List.of("-x", "c", "-o", program.toString(), "-"));
        Command.Result built = Command.of(words).input("int main(void) { return 0; }\n").run();
        return built.status() == 0 && starts(program);
      } finally {
        Files.delete(program);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] words(String compiler, List<String> more) {
    return Stream.of(List.of(compiler), options(), more)
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  private static String output(String... words) {
    return Command.exists(words[0]) ? Command.of(words).run().output() : "";
  }
}
