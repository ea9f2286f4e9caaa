// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary files, each beside the file that it becomes. Their names tell the process that made
 * them: a creator killed at any moment leaves at most one, which a later creator removes.
 */
final class Drafts {
  private static final Pattern MIDDLE = Pattern.compile("([0-9]{1,10})\\.[0-9a-f]+");
  private static final String SUFFIX = ".tmp";

  private final Path path;
  private final String prefix;

  /** Drafts of the file at that path. */
  Drafts(Path path) {
    this.path = path;
    this.prefix = ".tenon." + path.getFileName() + ".";
  }

  /** A name that nobody has. */
  Path next(long processId) throws IOException {
    String random = HexFormat.of().toHexDigits(SystemRandom.next());
    return path.resolveSibling(prefix + processId + "." + random + SUFFIX);
  }

  /**
   * Removes the drafts of processes that are no more.
   *
   * @param isProcessId false only when no process has that id
   * @param user whose drafts they must be
   */
  void removeDead(LongPredicate isProcessId, long user, FileStatus.Look look) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            path.getParent(),
            file -> {
              String name = file.getFileName().toString();
              return name.startsWith(prefix) && name.endsWith(SUFFIX);
            })) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        int end = name.length() - SUFFIX.length();
        if (end > prefix.length() && isDead(name.substring(prefix.length(), end), isProcessId)) {
          remove(file, user, look);
        }
      }
    }
  }

  private static boolean isDead(String middle, LongPredicate isProcessId) {
    Matcher matcher = MIDDLE.matcher(middle);
    if (!matcher.matches()) {
      return false;
    }
    long processId = Long.parseLong(matcher.group(1));
    // Others name no process, dead or alive.
    return processId > 0 && processId <= Integer.MAX_VALUE && !isProcessId.test(processId);
  }

  private static void remove(Path file, long user, FileStatus.Look look) throws IOException {
    try {
      FileStatus status = look.at(file);
      if (status.regular() && status.owner() == user) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Another creator of the same name was faster.
      return;
    }
  }
}
