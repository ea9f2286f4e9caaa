// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Files of vectors, which the tests of both languages walk: see {@code vectors/README.md}. Every
 * step of every case is run, and what it says is compared with the file.
 */
public final class Vectors {
  private static final Path FOLDER = Path.of("src/test/vectors");

  private Vectors() {}

  /** Runs the steps of one case; closed behind the last. */
  public interface Steps extends AutoCloseable {
    /**
     * Runs one step.
     *
     * @return the lines that it says
     * @throws IllegalArgumentException if it is unknown
     */
    List<String> run(Step step);

    /** Stands for the region's place in what is expected. */
    String region();

    @Override
    void close();
  }

  /**
   * One step, taken apart.
   *
   * @param name its first word
   * @param line what follows, with escapes
   * @param text lines that follow with a bar, each with its LF
   */
  public record Step(String name, String line, byte[] text) {
    /** The step of a line without a text. */
    static Step of(String line) {
      return of(line, new byte[0]);
    }

    private static Step of(String line, byte[] text) {
      int blank = line.indexOf(' ');
      return new Step(
          blank < 0 ? line : line.substring(0, blank),
          blank < 0 ? "" : line.substring(blank + 1),
          text);
    }

    /** The word at that position behind the name; empty when there are fewer. */
    public String word(int index) {
      String[] words = line.split(" ");
      return index < words.length ? words[index] : "";
    }

    /** A word as a number, decimal or with 0x, unsigned. */
    public long number(int index) {
      String word = word(index);
      return word.startsWith("0x")
          ? Long.parseUnsignedLong(word.substring(2), 16)
          : Long.parseUnsignedLong(word);
    }

    /** All words as one text, without escapes. */
    public byte[] rest() {
      return unescape(line);
    }
  }

  /** A test for each case of a file. */
  public static Stream<DynamicTest> walk(String file, Supplier<? extends Steps> begin) {
    List<DynamicTest> tests = new ArrayList<>();
    List<String> lines = read(FOLDER.resolve(file));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("case ")) {
        int first = i + 1;
        String name = file + ":" + first + ": " + lines.get(i).substring("case ".length());
        tests.add(DynamicTest.dynamicTest(name, () -> run(lines, first, begin)));
      }
    }
    assertThat(tests).as("cases of %s", file).isNotEmpty();
    return tests.stream();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(List<String> lines, int first, Supplier<? extends Steps> begin) {
    try (Steps steps = begin.get()) {
      int next = first;
      while (next < lines.size() && !lines.get(next).startsWith("case ")) {
        String line = lines.get(next++);
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (next < lines.size() && lines.get(next).startsWith("|")) {
          text.writeBytes(unescape(lines.get(next++).replaceFirst("^[|] ?", "")));
          text.write('\n');
        }
        List<String> expected = new ArrayList<>();
        while (next < lines.size() && lines.get(next).startsWith("=")) {
          expected.add(lines.get(next++).substring(2).replace("{region}", steps.region()));
        }
        List<String> said = steps.run(Step.of(line, text.toByteArray()));
        assertThat(said).as("line %d: %s", next, line).isEqualTo(expected);
      }
    }
  }

  /** Resolves {@code \\}, {@code \n} and {@code \xHH}. */
  static byte[] unescape(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        int end = text.indexOf('\\', i) < 0 ? text.length() : text.indexOf('\\', i);
        bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
      } else if (text.charAt(i + 1) == 'x') {
        bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        bytes.write(text.charAt(++i) == 'n' ? '\n' : text.charAt(i));
      }
    }
    return bytes.toByteArray();
  }
}
