// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.java.JavaEmitter;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reference of the schema language shows what is generated today. A comment above each block
 * says what it shows: {@code <!-- schema -->} a sample, {@code <!-- c: names -->} and {@code <!--
 * java: Type.names -->} what the last sample becomes, {@code <!-- keys: construct -->} the keys as
 * editors explain them. {@code -Dtenon.goldens=update} writes the blocks.
 */
class SchemaPageTest {

  private static final Path PAGE = Path.of("../docs/schema.md");

  /** Generated classes inherit what is the same in all of them. */
  private static final Path RUNTIME = Path.of("../runtime/src/main/java");

  private static final boolean UPDATE = "update".equals(System.getProperty("tenon.goldens"));

  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- (schema|c|java|keys)(?:: ([^>]*?))? -->\n"
              + "((?:```\\w*\n"
              + ".*?```\n"
              + ")|(?:\\|.*?\n"
              + "(?!\\|))?)",
          Pattern.DOTALL);
  private static final Pattern WHOLE = Pattern.compile("^tenon:", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("^```(c|java|yaml)$", Pattern.MULTILINE);

  private static final String HEADER =
      """
      tenon: 1
      schema: market
      version: 3
      java: {package: com.example.market}
      c: {prefix: mkt}
      """;

  /** What every construct has, or nearly every one. */
  private static final List<String> COMMON =
      List.of("doc", "java_name", "c_name", "since", "deprecated");

  /** Types of the runtime that generated classes extend or return. */
  private static final List<String> BASES =
      List.of(
          "TypedRegion",
          "TypedSender",
          "TypedReceiver",
          "TypedBroadcast",
          "TypedBroadcastConsumer",
          "TypedWork",
          "TypedWaits",
          "TypedLatest",
          "TypedLatestWriter",
          "TypedLatestReader",
          "Event",
          "EventFlags",
          "Mutex",
          "Semaphore");

  @TempDir private Path folder;

  private List<OutputFile> generated = List.of();

  @Test
  void showsWhatIsGenerated() throws IOException {
    String page = Files.readString(PAGE);
    StringBuilder expected = new StringBuilder();
    Matcher block = BLOCK.matcher(page);
    int end = 0;
    while (block.find()) {
      expected.append(page, end, block.start(3));
      expected.append(shown(block.group(1), block.group(2), block.group(3)));
      end = block.end();
    }
    expected.append(page, end, page.length());
    if (UPDATE) {
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE).content().isEqualTo(expected.toString());
  }

  @Test
  void saysOfEveryBlockWhatItIs() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(BLOCK.matcher(page).results().filter(b -> b.group(3).startsWith("```")).count())
        .isEqualTo(CODE.matcher(page).results().count())
        .isGreaterThan(40);
  }

  @Test
  void explainsTheKeysOfEveryConstruct() throws IOException {
    String page = Files.readString(PAGE);
    JsonNode definitions =
        new ObjectMapper().readTree(JsonSchema.FILE.toFile()).path("definitions");

    definitions
        .properties()
        .forEach(
            definition -> {
              boolean hasKeys = definition.getValue().has("properties");
              String name = definition.getKey().replace("Mapping", "");
              if (hasKeys) {
                assertThat(page).contains("<!-- keys: " + name + " -->");
              }
            });
  }

  private String shown(String kind, String names, String block) throws IOException {
    List<String> list = names == null ? List.of() : List.of(names.split("\\s+"));
    return switch (kind) {
      case "schema" -> sample(list, block);
      case "c" -> "```c\n" + new Excerpts(generated).c(list) + "```\n";
      case "java" -> "```java\n" + new Excerpts(generated).java(list) + "```\n";
      default -> keys(list.get(0));
    };
  }

  /** A sample is compiled without any advice to the contrary. */
  private String sample(List<String> names, String block) throws IOException {
    String text = block.replaceAll("^```yaml\n|```\n$", "");
    String name = names.isEmpty() ? "market" : names.get(0);
    Path file = folder.resolve(name + ".tenon.yaml");
    Files.writeString(file, WHOLE.matcher(text).find() ? text : HEADER + text);
    CompiledSchema compiled = SchemaCompiler.compile(file);
    assertThat(compiled.warnings()).isEmpty();
    generated = new ArrayList<>(new JavaEmitter().emit(compiled.schema(), compiled.layouts()));
    generated.addAll(new CEmitter(Optional.empty()).emit(compiled.schema(), compiled.layouts()));
    for (String base : BASES) {
      String path = "dev/tenon/runtime/" + base + ".java";
      String source = Files.readString(RUNTIME.resolve(path));
      generated.add(new OutputFile(OutputFile.Kind.JAVA, path, source));
    }
    return block;
  }

  /** The keys of one construct, without those that all of them have. */
  private static String keys(String construct) throws IOException {
    JsonNode json = new ObjectMapper().readTree(JsonSchema.FILE.toFile());
    boolean common = construct.equals("everything");
    JsonNode mapping = mapping(json, common ? "struct" : construct);
    List<String> required = new ArrayList<>();
    mapping.path("required").forEach(key -> required.add(key.asText()));
    StringBuilder table = new StringBuilder("| key | |\n| --- | --- |\n");
    for (Map.Entry<String, JsonNode> property : mapping.path("properties").properties()) {
      String key = property.getKey();
      if (construct.equals("schema") || COMMON.contains(key) == common) {
        table
            .append("| `%s`%s | ".formatted(key, required.contains(key) ? " (required)" : ""))
            .append(description(json, property.getValue()))
            .append(" |\n");
      }
    }
    return table.toString();
  }

  private static JsonNode mapping(JsonNode json, String construct) {
    JsonNode definitions = json.path("definitions");
    if (construct.equals("schema")) {
      return json;
    }
    return definitions.has(construct + "Mapping")
        ? definitions.path(construct + "Mapping")
        : definitions.path(construct);
  }

  private static String description(JsonNode json, JsonNode property) {
    return property.has("description")
        ? property.path("description").asText()
        : description(json, json.at(property.path("$ref").asText().substring(1)));
  }
}
