// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A C process; see {@code evolution_peer.c}. */
final class CSide implements Side {

  private static final Path BUILD = Path.of("target", "evolution").toAbsolutePath();

  private final Path errors;
  private final Process process;
  private final Writer input;
  private final BufferedReader output;

  CSide(int version) {
    try {
      errors = Files.createTempFile(BUILD, "peer", ".err");
      process =
          new ProcessBuilder(BUILD.resolve("evolution_peer_" + version).toString())
              .redirectError(errors.toFile())
              .start();
      input = process.outputWriter();
      output = process.inputReader();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Builds the programs; later calls find them up to date. */
  static void build() throws IOException, InterruptedException {
    Path generated = Path.of("target", "generated-test-c").toAbsolutePath();
    run(
        "cmake",
        "-S",
        "src/test/evolution",
        "-B",
        BUILD.toString(),
        "-DCMAKE_BUILD_TYPE=Debug",
        "-DSANITIZE=ON",
        "-DGENERATED_C=" + generated);
    run("cmake", "--build", BUILD.toString(), "--parallel", "2");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s%n%s", String.join(" ", command), said).isZero();
  }

  @Override
  public void create(String name) {
    tell("create " + name);
  }

  @Override
  public void attach(String name) {
    tell("attach " + name);
  }

  @Override
  public void openOrCreate(String name) {
    tell("open " + name);
  }

  @Override
  public int regionVersion() {
    List<String> said = tell("version");
    return Integer.parseInt(said.get(0).substring("version=".length()));
  }

  @Override
  public void write() {
    tell("write");
  }

  @Override
  public List<String> read() {
    return tell("read");
  }

  @Override
  public long unhandled() {
    List<String> said = tell("unhandled");
    return Long.parseLong(said.get(said.size() - 1).substring("unhandled=".length()));
  }

  private List<String> tell(String command) {
    try {
      input.write(command + "\n");
      input.flush();
      List<String> answer = new ArrayList<>();
      for (String line = output.readLine(); !"done".equals(line); line = output.readLine()) {
        assertThat(line).as("the C process said: %s", Files.readString(errors)).isNotNull();
        answer.add(line);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      input.close();
      assertThat(process.waitFor(600, TimeUnit.SECONDS)).as("the C process ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
      Files.delete(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
