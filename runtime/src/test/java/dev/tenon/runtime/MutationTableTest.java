// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each entry of the table of mutations still fits the C sources, the C tests and the models. The
 * mutations themselves are run by {@code src/test/mutation/run}.
 */
class MutationTableTest {
  private static final Path TABLE = Path.of("src/test/mutation/mutations.txt");
  private static final Path SOURCES = Path.of("src/main/c/src");
  private static final Path TESTS = Path.of("src/test/c");
  private static final Path MODELS = Path.of("src/test/model");
  private static final Path MODEL_TESTS = Path.of("src/test/java/dev/tenon/runtime");

  /** One mutation, in the words of the table's head. */
  private static final class Entry {
    private final String name;
    private final List<String> text = new ArrayList<>();
    private final List<String> replacement = new ArrayList<>();
    private final List<List<String>> tests = new ArrayList<>();
    private String file = "";
    private String model = "";

    private Entry(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Entry> entries() throws IOException {
    var entries = new ArrayList<Entry>();
    String heading = "";
    for (String line : Files.readAllLines(TABLE)) {
      String key = line.split(" ", 2)[0];
      String value = line.length() > key.length() ? line.substring(key.length() + 1) : "";
      if (line.startsWith("[")) {
        heading = line;
      } else if (key.equals("mutation")) {
        entries.add(new Entry(heading.replaceAll("[\\[\\]]|:.*", "") + "/" + value));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        add(entries.getLast(), key, value);
      }
    }
    return entries;
  }

  private static void add(Entry entry, String key, String value) {
    switch (key) {
      case "file" -> entry.file = value;
      case "-" -> entry.text.add(value);
      case "+" -> entry.replacement.add(value);
      case "test" -> entry.tests.add(List.of(value.split(" ")));
      case "model" -> entry.model = value;
      case "limit" -> assertThat(Integer.parseInt(value)).isPositive();
      default -> throw new IllegalArgumentException(key + " of " + entry);
    }
  }

  private static int count(String source, String text) {
    return source.split(Pattern.quote(text), -1).length - 1;
  }

  private static boolean names(String source, String word) {
    return Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(source).find();
  }

  @Test
  void namesAreDifferent() throws IOException {
    assertThat(entries()).extracting(Entry::toString).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void everyProtocolHasMutations() throws IOException {
    Set<String> protocols = new HashSet<>();
    for (Entry entry : entries()) {
      protocols.add(entry.name.replaceAll("/.*", ""));
    }
    assertThat(protocols)
        .containsExactlyInAnyOrder(
            "shared", "latest", "lanes", "broadcast", "work", "event", "mutex", "semaphore");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void textIsOnceInItsFile(Entry entry) throws IOException {
    String source = Files.readString(SOURCES.resolve(entry.file));
    String text = String.join("\n", entry.text);
    assertThat(text).isNotBlank().isNotEqualTo(String.join("\n", entry.replacement));
    assertThat(count(source, text)).as("times that it is in %s", entry.file).isOne();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void whatShowsItIsThere(Entry entry) throws IOException {
    assertThat(entry.tests.isEmpty()).isNotEqualTo(entry.model.isEmpty());
    for (List<String> test : entry.tests) {
      String source = Files.readString(TESTS.resolve(test.getFirst() + ".c"));
      assertThat(test.stream().skip(1)).allMatch(name -> source.contains("TEST(" + name + ")"));
    }
    if (!entry.model.isEmpty()) {
      String[] model = entry.model.split(" ");
      assertThat(names(Files.readString(MODELS.resolve(model[0])), model[1])).isTrue();
      assertThat(isTried(model[0], model[1])).as("a test sets %s", model[1]).isTrue();
    }
  }

  /** Tells if the test of a model takes that macro's thing out. */
  private static boolean isTried(String model, String macro) throws IOException {
    try (Stream<Path> files = Files.list(MODEL_TESTS)) {
      for (Path file : files.filter(f -> f.toString().endsWith("ModelTest.java")).toList()) {
        String source = Files.readString(file);
        if (source.contains('"' + model + '"') && names(source, macro)) {
          return true;
        }
      }
    }
    return false;
  }
}
