// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.RuntimeVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated C of the next generator meets the runtime of today. */
class OlderCRuntimeTest {
  private static final Path GENERATED = Path.of("target", "generated-test-c");
  private static final int PRESENT = RuntimeVersion.api();
  private static final int NEXT = PRESENT + 1;
  private static final String NAME = "absent." + UUID.randomUUID();
  private static final String PROGRAM =
      """
      #include <interop/interop_regions.h>
      #include <stdio.h>

      int main(void) {
          itp_wire *wire = NULL;
          tenon_status status = itp_wire_attach("@", NULL, &wire);
          printf("%d %s", (int)status, tenon_status_detail());
          return 0;
      }
      """;

  @TempDir Path folder;

  /** Copies a generated file as the next generator makes it. */
  private Path copy(String file, String before, String after) throws IOException {
    String text = Files.readString(GENERATED.resolve(file));
    assertThat(text).contains(before);
    Path copy = folder.resolve(file);
    Files.createDirectories(copy.getParent());
    return Files.writeString(copy, text.replace(before, after));
  }

  private String output(List<String> command, int expectedStatus)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isEqualTo(expectedStatus);
    return output;
  }

  private List<String> compiler(Path program) throws IOException {
    return List.of(
        "gcc",
        "-std=c11",
        "-I" + folder.resolve("include"),
        "-I" + GENERATED.resolve("include"),
        "-Isrc/main/c/include",
        "-o",
        program.toString(),
        Files.writeString(folder.resolve("main.c"), PROGRAM.replace("@", NAME)).toString(),
        folder.resolve("src/interop/interop_regions.c").toString(),
        Path.of(System.getProperty("tenon.c.build"), "libtenon.a").toString(),
        "-ldl");
  }

  @Test
  void olderLibraryIsRefusedWhenTheProgramRuns() throws Exception {
    copy(
        "src/interop/interop_regions.c",
        "tenon_runtime_require(" + PRESENT + ",",
        "tenon_runtime_require(" + NEXT + ",");
    Path program = folder.resolve("program");
    output(compiler(program), 0);

    assertThat(output(List.of(program.toString()), 0))
        .isEqualTo(
            "-8 region Wire of schema interop was generated for runtime API %d, but this tenon"
                    .formatted(NEXT)
                + " library has API %d: use the library of the generator's version or a newer one"
                    .formatted(PRESENT));
  }

  @Test
  void olderHeaderIsRefusedByTheCompiler() throws Exception {
    copy("src/interop/interop_regions.c", "TENON", "TENON");
    copy("include/interop/interop_regions.h", "_API < " + PRESENT, "_API < " + NEXT);

    assertThat(output(compiler(folder.resolve("program")), 1))
        .contains("use a tenon runtime as new as the generator");
  }

  @Test
  void runtimeOfTheGeneratorServes() throws Exception {
    copy("src/interop/interop_regions.c", "TENON", "TENON");
    Path program = folder.resolve("program");
    output(compiler(program), 0);

    assertThat(output(List.of(program.toString()), 0)).startsWith("-7 ").contains(NAME);
  }
}
