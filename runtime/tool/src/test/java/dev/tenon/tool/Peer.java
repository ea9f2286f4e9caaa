// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Java or a C process that does to a region what it is told, see {@link PlantPeer}. */
final class Peer implements AutoCloseable {
  private static final Path C_BUILD = Path.of("target", "peer").toAbsolutePath();

  private final String name;
  private final Process process;
  private final Path errors;

  private Peer(String name, List<String> command) throws IOException {
    this.name = name;
    this.errors = Files.createTempFile("tenon-peer", ".err");
    this.process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
  }

  /** Builds the C program; later calls find it up to date. */
  static void buildC() throws IOException, InterruptedException {
    run(
        "cmake",
        "-S",
        "src/test/c",
        "-B",
        C_BUILD.toString(),
        "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
        "-DGENERATED_C=" + Path.of("target", "generated-test-c").toAbsolutePath());
    run("cmake", "--build", C_BUILD.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", String.join(" ", command), output).isZero();
  }

  /**
   * Starts a Java process.
   *
   * @param name stands for its process id in {@link Tool#stable}
   */
  static Peer java(String name) throws IOException {
    return new Peer(
        name,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            PlantPeer.class.getName()));
  }

  /**
   * Starts a C process.
   *
   * @param name stands for its process id in {@link Tool#stable}
   */
  static Peer c(String name) throws IOException {
    return new Peer(name, List.of(C_BUILD.resolve("plant_peer").toString()));
  }

  String name() {
    return name;
  }

  long processId() {
    return process.pid();
  }

  /** Has it do things one by one. */
  Peer does(String... commands) throws IOException {
    for (String command : commands) {
      process.outputWriter(StandardCharsets.UTF_8).append(command).append('\n').flush();
      String answer = process.inputReader(StandardCharsets.UTF_8).readLine();
      assertThat(answer).as("%s: %s", command, Files.readString(errors)).isEqualTo("ok");
    }
    return this;
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Files.delete(errors);
  }
}
