// SPDX-License-Identifier: Apache-2.0

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the README's "Start a project of your own" to the letter: its files, its commands, its
 * output, in new folders, with an empty Maven repository and an empty home folder. Ends with status
 * 1 and a sentence where the README cannot be followed.
 *
 * <p>Arguments: the checkout; the Maven repository of the outer build, which serves as a remote
 * one, so that nothing is downloaded twice. The new folders are temporary ones, because an example
 * looks for a checkout around it; they stay when a step fails. The last step needs {@code java} of
 * JDK 25 on the PATH: the one that runs this program.
 *
 * <p>A comment above a code block says what it is: {@code file: PATH}, {@code run: here} (in the
 * checkout), {@code run: project}, {@code run: together} (one terminal each), {@code output}.
 */
final class FollowReadme {
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- (file|run|output)(?:: (\\S+))? -->\n```\\w*\n(.*?)```\n", Pattern.DOTALL);
  private static final Set<String> NOT_SOURCES = Set.of("target", ".git");
  private static final int MINUTES = 20;

  private final Path work;
  private final Path checkout;
  private final Path project;
  private final List<Process> started = new ArrayList<>();
  private final StringBuilder output = new StringBuilder();

  private FollowReadme(Path work) throws IOException {
    this.work = work;
    checkout = work.resolve("tenon");
    project = Files.createDirectories(work.resolve("quotes"));
    Files.createDirectories(work.resolve("home"));
    Files.createDirectories(work.resolve("bin"));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path source = Path.of(arguments[0]).toAbsolutePath().normalize();
    Path work = Files.createTempDirectory("tenon-readme");
    FollowReadme reader = new FollowReadme(work);
    reader.copySources(source);
    reader.configureMaven(Path.of(arguments[1]));
    try {
      reader.follow(Files.readString(source.resolve("README.md")));
    } finally {
      reader.started.forEach(Process::destroyForcibly);
    }
    delete(work);
  }

  private void follow(String readme) throws IOException, InterruptedException {
    Matcher blocks = BLOCK.matcher(readme);
    int files = 0;
    int runs = 0;
    boolean compared = false;
    // Files first: the README shows the programs before it says where they go.
    while (blocks.find()) {
      if (blocks.group(1).equals("file")) {
        Path file = project.resolve(blocks.group(2));
        Files.createDirectories(file.getParent());
        Files.writeString(file, blocks.group(3));
        files++;
      }
    }
    blocks.reset();
    while (blocks.find()) {
      String text = blocks.group(3);
      switch (blocks.group(1)) {
        case "run" -> {
          runs++;
          switch (blocks.group(2)) {
            case "here" -> run(checkout, text);
            case "project" -> run(project, text);
            case "together" -> runTogether(text.lines().toList());
            default -> throw new IllegalStateException("run: " + blocks.group(2));
          }
        }
        case "output" -> {
          compared = true;
          if (!output.toString().equals(text)) {
            fail("the README shows the output\n" + text + "and the programs print\n" + output);
          }
        }
        default -> {}
      }
    }
    if (files < 4 || runs < 3 || !compared) {
      fail("the README has " + files + " files, " + runs + " runs, output: " + compared);
    }
  }

  private void run(Path folder, String script) throws IOException, InterruptedException {
    Process process =
        builder(folder, script).redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    await(process, script);
  }

  /** Runs each command when the one before it has printed its first line, then waits for all. */
  private void runTogether(List<String> commands) throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    List<BufferedReader> outputs = new ArrayList<>();
    for (String command : commands) {
      ProcessBuilder builder = builder(project, "exec " + command);
      String path = System.getProperty("java.home") + "/bin:" + builder.environment().get("PATH");
      builder.environment().put("PATH", path);
      Process process = builder.start();
      started.add(process);
      processes.add(process);
      outputs.add(process.inputReader());
      if (processes.size() < commands.size()) {
        output.append(outputs.getLast().readLine()).append('\n');
      }
    }
    for (BufferedReader lines : outputs) {
      lines.lines().forEach(line -> output.append(line).append('\n'));
    }
    for (int i = 0; i < commands.size(); i++) {
      await(processes.get(i), commands.get(i));
    }
  }

  private ProcessBuilder builder(Path folder, String script) {
    ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script);
    builder.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    // The outer Maven's settings must not reach the inner one.
    builder.environment().keySet().removeIf(name -> name.matches("MAVEN_.*|M2_HOME|CMAKE_.*"));
    builder.environment().put("HOME", work.resolve("home").toString());
    builder.environment().put("MAVEN_ARGS", "-q " + mavenOptions());
    builder
        .environment()
        .merge("PATH", work.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
    return builder;
  }

  private static void await(Process process, String script) throws InterruptedException {
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      fail("not done after " + MINUTES + " minutes:\n" + script);
    }
    if (process.exitValue() != 0) {
      fail("status " + process.exitValue() + " of\n" + script);
    }
  }

  private void configureMaven(Path repository) throws IOException {
    String settings = Files.readString(checkout.resolve(".mvn/invoker-settings.xml"));
    Files.writeString(
        work.resolve("settings.xml"),
        settings.replace("@localRepositoryUrl@", repository.toUri().toString()));
    // Before 3.9 Maven does not look at MAVEN_ARGS.
    Path maven =
        Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "mvn"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(checkout.resolve("mvnw"));
    Path command = work.resolve("bin/mvn");
    Files.writeString(
        command,
        "#!/bin/sh\nunset MAVEN_ARGS\nexec %s -q %s \"$@\"\n".formatted(maven, mavenOptions()));
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
  }

  private String mavenOptions() {
    return "-s %s -Dmaven.repo.local=%s"
        .formatted(work.resolve("settings.xml"), work.resolve("repository"));
  }

  private void copySources(Path source) throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_SOURCES.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(checkout.resolve(source.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = checkout.resolve(source.relativize(file));
            Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, IOException failure)
              throws IOException {
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void fail(String message) {
    System.err.println("The README cannot be followed: " + message);
    System.exit(1);
  }
}
