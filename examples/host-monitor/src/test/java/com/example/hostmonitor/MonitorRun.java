// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private static final long LIMIT_SECONDS = 60;

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final String region;
  private final Process process;
  private final BufferedReader lines;
  private final List<String> output = new ArrayList<>();

  private MonitorRun(String region, Process process) {
    this.region = region;
    this.process = process;
    this.lines = process.inputReader();
  }

  static String newRegion() {
    return "host-monitor-test." + ProcessHandle.current().pid() + "." + RUNS.incrementAndGet();
  }

  static MonitorRun start(String... options) throws IOException {
    return startIn(newRegion(), options);
  }

  static MonitorRun startIn(String region, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-jar", "target/host-monitor.jar", "--region", region));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new MonitorRun(region, process);
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
        .children()
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
  }
}
