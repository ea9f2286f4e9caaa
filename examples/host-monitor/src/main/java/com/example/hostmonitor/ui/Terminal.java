// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The terminal that the process runs in, set to hand out keys as they are pressed. The interrupt
 * key keeps its meaning.
 *
 * <p>{@code stty} does what needs a system call: it is on every system that has {@code /dev/tty}.
 */
final class Terminal implements AutoCloseable {
  private static final File DEVICE = new File("/dev/tty");

  private final String settings;

  private Terminal(String settings) {
    this.settings = settings;
  }

  /**
   * Takes the terminal.
   *
   * @throws IOException if there is none
   */
  static Terminal open() throws IOException {
    Terminal terminal = new Terminal(stty("-g"));
    stty("-icanon", "-echo", "min", "1", "time", "0");
    return terminal;
  }

  /** Its present size; asks the system, so not for every line. */
  TerminalSize size() {
    try {
      return TerminalSize.parse(stty("size"));
    } catch (IOException e) {
      return TerminalSize.USUAL; // it has been closed; so will we be, soon
    }
  }

  /** Hands every key to the consumer, on a thread of its own, until the process ends. */
  void listen(IntConsumer keys) {
    Thread.ofPlatform().daemon().name("keyboard").start(() -> read(keys));
  }

  private static void read(IntConsumer keys) {
    try (InputStream in = new FileInputStream(DEVICE)) {
      for (int key = in.read(); key >= 0; key = in.read()) {
        keys.accept(key);
      }
    } catch (IOException e) {
      // The terminal is gone: no more keys, and the system says so to the process by a signal.
    }
  }

  /** Gives the terminal back as it was. */
  @Override
  public void close() {
    try {
      stty(settings);
    } catch (IOException e) {
      System.err.println("The terminal could not be set back, try 'stty sane': " + e.getMessage());
    }
  }

  private static String stty(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(DEVICE)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output = process.inputReader()) {
      String text = output.readLine();
      if (process.waitFor() != 0) {
        throw new IOException("stty " + String.join(" ", arguments) + " failed");
      }
      return text == null ? "" : text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
