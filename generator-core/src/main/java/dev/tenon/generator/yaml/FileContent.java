// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.yaml;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Kinds of files that are read. A path comes from a text that somebody else may have written, so
 * only regular files are opened (a pipe would never end), and nothing is shown of a file that lacks
 * the mark of its kind: it may be anybody's.
 */
public enum FileContent {
  SCHEMA(
      "schema",
      DiagnosticCode.UNREADABLE_FILE,
      DiagnosticCode.NO_SCHEMA,
      "^[ \\t{]*[\"']?tenon[\"']?\\s*:",
      "no line begins with 'tenon:'"),
  LOCK(
      "lock",
      DiagnosticCode.UNREADABLE_LOCK,
      DiagnosticCode.UNREADABLE_LOCK,
      "^tenon-lock ",
      "no line begins with 'tenon-lock'");

  private final String noun;
  private final DiagnosticCode unreadable;
  private final DiagnosticCode unmarked;
  private final Pattern mark;
  private final String missing;

  FileContent(
      String noun,
      DiagnosticCode unreadable,
      DiagnosticCode unmarked,
      String mark,
      String missing) {
    this.noun = noun;
    this.unreadable = unreadable;
    this.unmarked = unmarked;
    this.mark = Pattern.compile(mark, Pattern.MULTILINE);
    this.missing = missing;
  }

  /** Code of an error for a file that cannot be read. */
  DiagnosticCode unreadable() {
    return unreadable;
  }

  /** Code of an error for a file of another kind. */
  DiagnosticCode unmarked() {
    return unmarked;
  }

  /** Error for a file that cannot be read. */
  String unreadable(String name, IOException cause) {
    return "cannot read %s '%s': %s".formatted(noun, name, reason(cause));
  }

  /** Error for a file of another kind. */
  String unmarked(String name) {
    return "'%s' is not a Tenon %s: %s".formatted(name, noun, missing);
  }

  /** Whether bytes have the mark of this kind, in any encoding that keeps ASCII. */
  boolean isMarked(byte[] bytes) {
    return mark.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find();
  }

  /** Reads a regular file up to a size. */
  static byte[] read(Path file, int limit) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a directory");
    } else if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "it is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(limit);
    }
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file";
    } else if (cause instanceof AccessDeniedException) {
      return "permission denied";
    } else if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return String.valueOf(cause.getMessage());
  }
}
