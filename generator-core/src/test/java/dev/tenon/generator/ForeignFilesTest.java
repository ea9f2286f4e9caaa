// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tenon.generator.contract.LockFile;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path in a schema can name anybody's file: none is waited for, and none is shown. */
class ForeignFilesTest {

  private static final Duration BOUND = Duration.ofMinutes(10);
  private static final String SECRET = "root:x:0:0:secret words";

  @TempDir private Path folder;

  @Test
  void pipeIsRefusedWhereItIsImported() throws Exception {
    Path pipe = folder.resolve("pipe.tenon.yaml");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(errors("pipe.tenon.yaml"))
        .contains("market.tenon.yaml:6:11: error TN1001: cannot read schema '")
        .contains("/pipe.tenon.yaml': it is not a regular file\n");
    assertThat(errors(pipe)).contains("it is not a regular file");
    assertThat(lock(pipe)).contains("cannot read lock '").contains("it is not a regular file");
  }

  @Test
  void deviceBehindALinkIsRefused() throws IOException {
    Files.createSymbolicLink(folder.resolve("zero.tenon.yaml"), Path.of("/dev/zero"));

    assertThat(errors("zero.tenon.yaml")).contains("it is not a regular file");
  }

  @Test
  void folderAndMissingFileAreNamedInTheMessage() throws IOException {
    Files.createDirectory(folder.resolve("units.tenon.yaml"));

    assertThat(errors("units.tenon.yaml")).contains("/units.tenon.yaml': it is a directory");
    assertThat(errors("absent.tenon.yaml")).contains("/absent.tenon.yaml': no such file");
  }

  /** Text, text that is no YAML, bytes that are no text, a line that is too long. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        SECRET,
        "user: " + SECRET,
        "[" + SECRET,
        SECRET + "\0",
        "- " + SECRET,
        "key: &a " + SECRET + "\n*a : b",
        "\t" + SECRET
      })
  void fileThatIsNoSchemaIsNotShown(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("passwd"), text + "\n");
    Files.createSymbolicLink(folder.resolve("link.tenon.yaml"), file);

    for (String imported : new String[] {"passwd", "link.tenon.yaml"}) {
      assertThat(errors(imported))
          .contains("market.tenon.yaml:6:11: error TN1014: '")
          .contains("' is not a Tenon schema: no line begins with 'tenon:'")
          .doesNotContain("root")
          .doesNotContain("secret");
    }
    assertThat(errors(folder.resolve("link.tenon.yaml"))).doesNotContain("secret");
    assertThat(lock(file)).contains("is not a Tenon lock").doesNotContain("secret");
  }

  @Test
  void schemaWithErrorsIsShown() throws IOException {
    Files.writeString(folder.resolve("units.tenon.yaml"), "tenon: 1\nschema: [\n");

    assertThat(errors("units.tenon.yaml")).contains("units.tenon.yaml:2:").contains("schema: [");
  }

  private String errors(String imported) throws IOException {
    return errors(
        Files.writeString(
            folder.resolve("market.tenon.yaml"),
            """
            tenon: 1
            schema: market
            version: 1
            java: {package: com.example.market}
            c: {prefix: mkt}
            imports: [%s]
            """
                .formatted(imported)));
  }

  private static String errors(Path schema) {
    return assertTimeoutPreemptively(
            BOUND,
            () -> catchThrowableOfType(SchemaException.class, () -> SchemaCompiler.compile(schema)))
        .diagnostics()
        .stream()
        .map(Object::toString)
        .collect(Collectors.joining());
  }

  private static String lock(Path file) {
    Diagnostics diagnostics = new Diagnostics();
    assertTimeoutPreemptively(BOUND, () -> LockFile.read(file, diagnostics));
    return diagnostics.sorted().toString();
  }
}
