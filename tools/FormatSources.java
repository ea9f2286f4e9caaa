// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Checks ({@code check}) or establishes ({@code apply}) the format of every Java file below the
 * current folder, and checks the licence line of Java and C files.
 *
 * <p>Run by the root project in {@code verify}, with google-java-format on the class path. Expected
 * output of the generator ({@code src/test/resources}) is left alone: the generator decides there.
 */
final class FormatSources {
  private static final String LICENSE_TAG = "SPDX-License-Identifier: Apache-2.0";
  private static final Set<String> SKIPPED_FOLDERS = Set.of("target", "build", ".git", "resources");

  private FormatSources() {}

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    if (!apply && !args[0].equals("check")) {
      System.err.println("tenon.format is 'check' or 'apply', not '" + args[0] + "'");
      System.exit(2);
    }
    List<Path> sources = sourceFiles(Path.of(""));
    boolean licensed = allHaveLicenseLine(sources);
    boolean formatted = format(sources, apply);
    if (!licensed || !formatted) {
      System.exit(1);
    }
  }

  private static boolean format(List<Path> sources, boolean apply) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    sources.stream().map(Path::toString).filter(p -> p.endsWith(".java")).forEach(arguments::add);
    int status =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    if (status != 0 && !apply) {
      System.err.println(
          "The Java files named above are not in Google Java Style; format them with"
              + " ./mvnw -N verify -Dtenon.format=apply");
    }
    return status == 0;
  }

  private static boolean allHaveLicenseLine(List<Path> sources) throws IOException {
    boolean all = true;
    for (Path source : sources) {
      try (var lines = Files.lines(source)) {
        if (lines.limit(2).noneMatch(line -> line.contains(LICENSE_TAG))) {
          System.err.println(source + ":1: the line '" + LICENSE_TAG + "' is missing");
          all = false;
        }
      }
    }
    return all;
  }

  private static List<Path> sourceFiles(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            return name != null && SKIPPED_FOLDERS.contains(name.toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java") || name.endsWith(".c") || name.endsWith(".h")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
