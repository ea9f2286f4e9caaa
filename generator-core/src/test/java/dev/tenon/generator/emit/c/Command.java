// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process to run to its end. */
public final class Command {

  /** Catches what hangs; far above what a busy machine needs. */
  private static final long LIMIT_SECONDS = 1800;

  private final List<String> words;
  private String input = "";

  private Command(List<String> words) {
    this.words = words;
  }

  public static Command of(String... words) {
    return new Command(List.of(words));
  }

  /** Whether the search path has a program of this name. */
  public static boolean exists(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  public Command input(String text) {
    input = text;
    return this;
  }

  /** What a process left. */
  public record Result(int status, String output) {}

  /** Runs it; what it prints on both channels is the output. */
  public Result run() {
    try {
      Path output = Files.createTempFile("tenon", ".out");
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + words);
      }
      String text = Files.readString(output);
      Files.delete(output);
      return new Result(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
