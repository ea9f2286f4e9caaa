// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

/**
 * A stretch of one line of a source, what a diagnostic points at.
 *
 * @param source the file
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 * @param length in UTF-16 units, at least 1
 */
public record Span(SourceText source, int line, int column, int length)
    implements Comparable<Span> {

  public Span {
    length = Math.max(1, length);
  }

  /** Position as compilers print it: {@code file:line:column}. */
  public String position() {
    return source.name() + ":" + line + ":" + column;
  }

  /** Returns the marked text, at most 60 characters of it. */
  public String text() {
    String line = source.line(line());
    int start = Math.min(column - 1, line.length());
    return Diagnostic.shortened(line.substring(start, Math.min(start + length, line.length())));
  }

  /** The column behind the last one, 1-based, in UTF-16 units. */
  public int endColumn() {
    return column + length;
  }

  @Override
  public int compareTo(Span other) {
    int byName = source.name().compareTo(other.source.name());
    if (byName != 0) {
      return byName;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return position();
  }
}
