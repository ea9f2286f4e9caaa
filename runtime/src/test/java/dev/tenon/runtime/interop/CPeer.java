// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The C process of these tests, built once for each run from the C runtime and generated code. */
final class CPeer implements AutoCloseable {

  private static final Path BUILD = Path.of("target", "interop").toAbsolutePath();

  private final Process process;
  private final Path errors;

  private CPeer(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /** Builds the C program; later calls find it up to date. */
  static void build() throws IOException, InterruptedException {
    run(
        "cmake",
        "-S",
        "src/test/interop",
        "-B",
        BUILD.toString(),
        "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
        "-DGENERATED_C=" + Path.of("target", "generated-test-c").toAbsolutePath());
    run("cmake", "--build", BUILD.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s%n%s", String.join(" ", command), output).isZero();
  }

  static CPeer start(String command, String region, long... numbers) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command, region));
    for (long number : numbers) {
      arguments.add(Long.toString(number));
    }
    return startProgram("interop_peer", arguments);
  }

  /** Starts a program by its path, or by its name among those of this folder. */
  static CPeer startProgram(String program, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(BUILD.resolve(program).toString());
    line.addAll(arguments);
    Files.createDirectories(BUILD);
    Path errors = Files.createTempFile(BUILD, "peer", ".err");
    return new CPeer(new ProcessBuilder(line).redirectError(errors.toFile()).start(), errors);
  }

  /** Waits until the process has ended by itself, and fails with its own words if it complained. */
  void expectSuccess() throws IOException, InterruptedException {
    assertThat(process.waitFor(600, TimeUnit.SECONDS)).as("the C process ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
  }

  /** Waits until the process has said a word on its standard output. */
  void expectLine(String line) throws IOException {
    assertThat(line()).isEqualTo(line);
  }

  /** The next line of its standard output. */
  String line() throws IOException {
    return process.inputReader().readLine();
  }

  /** The next letter of its standard output, below zero when it has ended instead. */
  int letter() throws IOException {
    return process.inputReader().read();
  }

  /** Gives the process one byte on its standard input. */
  void tell(char letter) throws IOException {
    process.getOutputStream().write(letter);
    process.getOutputStream().flush();
  }

  /** Tells the process that nothing more comes on its standard input. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Sends the process a signal, by its name without {@code SIG}. */
  void signal(String signal) throws IOException, InterruptedException {
    run("kill", "-" + signal, Long.toString(process.pid()));
  }

  /** Ends the process with SIGKILL, wherever it is, and waits until the system has removed it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(errors);
  }
}
