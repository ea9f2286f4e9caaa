// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown file in which some parts, between two marks each, are written by the harness. */
public final class Document {
  private final Path file;

  /** Binds an existing file. */
  public Document(Path file) {
    this.file = file;
  }

  /**
   * Replaces what is between {@code <!-- begin: name -->} and {@code <!-- end: name -->}.
   *
   * @throws IOException if the file cannot be read or written, or has no such part
   */
  public void replace(String name, String content) throws IOException {
    String begin = "<!-- begin: " + name + " -->\n";
    String end = "<!-- end: " + name + " -->";
    String text = Files.readString(file);
    int from = text.indexOf(begin);
    int to = text.indexOf(end, Math.max(from, 0));
    if (from < 0 || to < 0) {
      throw new IOException(file + " has no part '" + name + "'");
    }
    Files.writeString(
        file, text.substring(0, from + begin.length()) + content + text.substring(to));
  }
}
