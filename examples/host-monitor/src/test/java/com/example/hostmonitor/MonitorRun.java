// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A monitor as a process of its own, in a region of its own, its output read line by line. */
final class MonitorRun implements AutoCloseable {
  /** Ends a test that hangs; nothing is measured by it. */
  private static final long LIMIT_SECONDS = 600;

  /** Runs a command in a new terminal; of util-linux, in Debian's bsdutils. */
  static final Path TERMINAL_MAKER = Path.of("/usr/bin/script");

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final String region;
  private final Process process;
  private final BufferedReader lines;
  private final List<String> output = new ArrayList<>();

  private MonitorRun(String region, ProcessBuilder builder) throws IOException {
    this.region = region;
    this.process = builder.redirectErrorStream(true).start();
    this.lines = process.inputReader();
  }

  static String newRegion() {
    return "host-monitor-test." + ProcessHandle.current().pid() + "." + RUNS.incrementAndGet();
  }

  static MonitorRun start(String... options) throws IOException {
    return startIn(newRegion(), options);
  }

  static MonitorRun startIn(String region, String... options) throws IOException {
    return new MonitorRun(region, new ProcessBuilder(command(region, options)));
  }

  /** Starts in a terminal of its own. */
  static MonitorRun startInTerminal(String... options) throws IOException {
    String region = newRegion();
    String command = String.join(" ", command(region, options));
    ProcessBuilder script =
        new ProcessBuilder(TERMINAL_MAKER.toString(), "-qec", command, "/dev/null");
    script.environment().put("TERM", "xterm");
    return new MonitorRun(region, script);
  }

  private static List<String> command(String region, String... options) {
    List<String> command = new ArrayList<>();
    // Whoever runs these tests in the background may ignore SIGINT, and children inherit that.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-jar", "target/host-monitor.jar", "--region", region));
    command.addAll(List.of(options));
    return command;
  }

  String region() {
    return region;
  }

  ProcessHandle monitor() {
    return process.toHandle();
  }

  /** Waits until the output has a line that contains this, which is when samples arrive. */
  void awaitOutput(String part) throws IOException {
    String line;
    do {
      line = lines.readLine();
      if (line == null) {
        throw new AssertionError("'" + part + "' did not come in:\n" + String.join("\n", output));
      }
      output.add(line);
    } while (!line.contains(part));
  }

  /** The agent, once there is one. */
  ProcessHandle agent() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("host-agent"))
        .findFirst()
        .orElseThrow();
  }

  /** Reads the output to its end; returns the exit status. */
  int awaitExit() throws IOException, InterruptedException {
    lines.lines().forEach(output::add);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after its output ended");
    }
    return process.exitValue();
  }

  String output() {
    return String.join("\n", output);
  }

  /** Files of the region in shared memory, temporary ones too. */
  List<String> leftovers() {
    try (Stream<Path> files = Files.list(SHARED_MEMORY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(region))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void signal(String name, ProcessHandle target) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(target.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new AssertionError("kill -" + name + " failed");
    }
  }

  static void awaitEnd(ProcessHandle handle) throws Exception {
    handle.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    // Nobody is left to remove the region after a test that failed.
    for (String name : leftovers()) {
      try {
        Files.deleteIfExists(SHARED_MEMORY.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Sends keys to a monitor that runs in a terminal. */
  void press(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
  }
}
