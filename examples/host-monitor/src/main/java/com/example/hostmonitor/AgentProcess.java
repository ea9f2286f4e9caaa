// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The agent as a child process. What it says on standard error is handed on line by line. */
final class AgentProcess {
  private final Process process;

  private AgentProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts the agent.
   *
   * @param program its executable
   * @param region what it is to attach
   * @param complaints gets each line of its standard error, on a thread of its own
   * @throws IOException if it cannot be started
   */
  static AgentProcess start(Path program, String region, Consumer<String> complaints)
      throws IOException {
    Process process =
        new ProcessBuilder(program.toAbsolutePath().toString(), region)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    Thread.ofVirtual().name("agent-stderr").start(() -> handOn(process.errorReader(), complaints));
    return new AgentProcess(process);
  }

  private static void handOn(BufferedReader lines, Consumer<String> complaints) {
    try (lines) {
      lines.lines().forEach(complaints);
    } catch (IOException e) {
      complaints.accept("cannot read what the agent says: " + e.getMessage());
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** The exit status, when the agent ends within this time; 128 and the signal when killed. */
  OptionalInt await(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** Ends the agent if it is still there; for one that does not listen. */
  void kill() {
    process.destroyForcibly();
  }
}
