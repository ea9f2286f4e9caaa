// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Another JVM that runs a main class of the tests and talks in lines. */
public final class ChildJvm implements AutoCloseable {
  public static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  private final Process process;
  private final BufferedReader lines;
  private final Path errors;

  private ChildJvm(List<String> command) {
    try {
      errors = Files.createTempFile("tenon-child", ".err");
      process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      lines = process.inputReader(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts with native access, on the class path. */
  public static ChildJvm start(Class<?> main, Object... arguments) {
    return start(List.of(NATIVE_ACCESS), main, arguments);
  }

  public static ChildJvm start(List<String> options, Class<?> main, Object... arguments) {
    return new ChildJvm(command(options, main, arguments));
  }

  /** Starts with native access, on this class path. */
  public static ChildJvm startOn(String classPath, Class<?> main, Object... arguments) {
    List<String> command = javaCommand(List.of(NATIVE_ACCESS));
    command.addAll(List.of("-cp", classPath, main.getName()));
    addAll(command, arguments);
    return new ChildJvm(command);
  }

  /** Runs the command of {@link #start} in a shell, behind {@code prefix}. */
  public static ChildJvm startInShell(String prefix, Class<?> main, Object... arguments) {
    String java = String.join("' '", command(List.of(NATIVE_ACCESS), main, arguments));
    return new ChildJvm(List.of("sh", "-c", prefix + " exec '" + java + "'"));
  }

  /**
   * Runs the command of {@link #start} behind a text of a shell that is root in a mount namespace
   * of its own; the test is skipped where nobody may make one.
   */
  public static ChildJvm startInOwnMounts(
      String prefix, List<String> options, Class<?> main, Object... arguments) {
    Assumptions.assumeTrue(mayMount(), "no permission to mount file systems");
    String java = String.join("' '", command(options, main, arguments));
    return new ChildJvm(List.of("unshare", "-m", "sh", "-c", prefix + " '" + java + "'"));
  }

  private static boolean mayMount() {
    try {
      Process process =
          new ProcessBuilder(
                  "unshare", "-m", "sh", "-c", "mount -t tmpfs t /tmp; setpriv --version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts the runtime as a named module, with the tests patched into it. */
  public static ChildJvm startModule(List<String> options, Class<?> main, Object... arguments) {
    List<String> command = javaCommand(options);
    command.addAll(List.of("-p", location(Region.class)));
    command.addAll(List.of("--patch-module", "dev.tenon.runtime=" + location(main)));
    command.addAll(List.of("-m", "dev.tenon.runtime/" + main.getName()));
    addAll(command, arguments);
    return new ChildJvm(command);
  }

  /** The next line; fails with the child's errors when it ends before. */
  public String line() {
    String line = lineOrEnd();
    if (line == null) {
      throw new AssertionError("child ended with " + exitCode() + ": " + errors());
    }
    return line;
  }

  /** The next line; null when the child ends before. */
  String lineOrEnd() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void expect(String line) {
    String actual = line();
    if (!actual.equals(line)) {
      throw new AssertionError("expected '" + line + "', got '" + actual + "': " + errors());
    }
  }

  public void send(String line) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long processId() {
    return process.pid();
  }

  public String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int exitCode() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  @Override
  public void close() {
    kill();
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(List<String> options, Class<?> main, Object... arguments) {
    List<String> command = javaCommand(options);
    command.addAll(List.of("-cp", location(Region.class) + File.pathSeparator + location(main)));
    command.add(main.getName());
    addAll(command, arguments);
    return command;
  }

  private static List<String> javaCommand(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC"));
    command.addAll(options);
    return command;
  }

  private static void addAll(List<String> command, Object... arguments) {
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
  }

  private static String location(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }
}
