// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.SchemaMutations;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.testing.JsonSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What editors know of the language is what is read. */
class JsonSchemaTest {

  private static final Path ROOT = Path.of("..");
  private static final Path GOLDENS = Path.of("src/test/resources/diagnostics");
  private static final int MUTATIONS = 1000;

  private static JsonSchema schema;
  private static JsonNode json;

  @BeforeAll
  static void readIt() throws IOException {
    schema = JsonSchema.ofTheLanguage();
    json = new ObjectMapper().readTree(JsonSchema.FILE.toFile());
  }

  @Test
  void isAJsonSchema() throws IOException {
    assertThat(JsonSchema.errorsInItself()).isEmpty();
  }

  @Test
  void isPlainTextForEveryTerminal() throws IOException {
    assertThat(Files.readString(JsonSchema.FILE)).matches("\\p{ASCII}*\n");
  }

  @ParameterizedTest
  @EnumSource
  void hasTheKeysThatAreRead(Construct construct) {
    JsonNode mapping = mapping(construct);

    assertThat(mapping.path("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(construct.keys());
    assertThat(texts(mapping.path("required")))
        .containsExactlyInAnyOrderElementsOf(construct.required());
    assertThat(mapping.path("additionalProperties").isBoolean()).isTrue();
    assertThat(mapping.path("additionalProperties").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void hasTheShortFormsThatAreRead(Construct construct) {
    boolean hasShortForm = json.path("definitions").has(name(construct) + "Mapping");

    assertThat(hasShortForm).isEqualTo(construct.shortKey() != null);
  }

  @Test
  void describesEveryKey() {
    for (Construct construct : Construct.values()) {
      mapping(construct)
          .path("properties")
          .properties()
          .forEach(
              property ->
                  assertThat(description(property.getValue()))
                      .as("%s of %s", property.getKey(), construct)
                      .hasSizeGreaterThan(10)
                      .endsWith("."));
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void acceptsSchemasThatAreRight(Path file) throws IOException {
    assertThat(schema.errors(file)).isEmpty();
  }

  static List<Path> schemas() throws IOException {
    List<Path> schemas = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().endsWith(".tenon.yaml"))
          .filter(file -> !file.toString().contains("target"))
          .filter(JsonSchemaTest::isRight)
          .forEach(schemas::add);
    }
    assertThat(schemas).hasSizeGreaterThan(20);
    return schemas;
  }

  private static boolean isRight(Path file) {
    try {
      SchemaCompiler.compile(file);
      return true;
    } catch (SchemaException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "NO_SCHEMA",
        "WRONG_KIND",
        "UNKNOWN_KEY",
        "MISSING_KEY",
        "MISSING_VALUE",
        "INVALID_BOOLEAN",
        "INVALID_NAME",
        "NAME_TOO_LONG",
        "UNSUPPORTED_IDL_VERSION",
        "VERSION_OUT_OF_RANGE",
        "MESSAGE_ID_OUT_OF_RANGE",
        "INVALID_STORAGE",
        "EMPTY_DECLARATION",
        "INVALID_EXPONENT",
        "INVALID_ORDER",
        "INVALID_EXTERN",
        "INVALID_DEPRECATED",
        "INVALID_IMPORT",
        "INVALID_ALIGNMENT",
        "EMPTY_REGION",
        "DUPLICATE_MESSAGE",
        "INVALID_C_PREFIX",
        "UNKNOWN_THREADS",
        "INVALID_LISTENERS",
        "BATCH_OUT_OF_RANGE"
      })
  void refusesWhatAnEditorCanKnow(DiagnosticCode code) throws IOException {
    assertThat(schema.errors(GOLDENS.resolve(code.id() + ".tenon.yaml"))).isNotEmpty();
  }

  @Test
  void refusesEveryKeyThatIsNotKnown() throws IOException {
    assertThat(schema.errors(GOLDENS.resolve("TN1016.tenon.yaml")).toString())
        .contains("'struct'", "'typ'", "'sinse'", "'colour'");
  }

  /** An editor that marks what is right is switched off. */
  @Test
  void acceptsWhateverIsReadOfDamagedSchemas() throws IOException {
    String language =
        Files.readString(Path.of("src/test/resources/schemas/language.tenon.yaml"))
            .replace("[units", "[src/test/resources/schemas/units");
    String callbacks = Files.readString(Path.of("src/test/resources/schemas/callbacks.tenon.yaml"));
    int read = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      String original = seed % 2 == 0 ? language : callbacks;
      byte[] text = SchemaMutations.mutate(original, new SplittableRandom(seed));
      try {
        SchemaCompiler.compile("language.tenon.yaml", text);
      } catch (SchemaException e) {
        continue;
      }
      read++;
      assertThat(schema.errors(text).orElseThrow())
          .as("seed %d:%n%s", seed, new String(text, StandardCharsets.UTF_8))
          .isEmpty();
    }
    assertThat(read).isGreaterThan(MUTATIONS / 20);
  }

  /** The definition of the long form. */
  private static JsonNode mapping(Construct construct) {
    if (construct == Construct.SCHEMA) {
      return json;
    }
    JsonNode definitions = json.path("definitions");
    String name = name(construct);
    return definitions.has(name + "Mapping")
        ? definitions.path(name + "Mapping")
        : definitions.path(name);
  }

  /** {@code ENUM_VALUE} is {@code enumValue}. */
  private static String name(Construct construct) {
    String[] words = construct.name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
    }
    return name.toString();
  }

  private static String description(JsonNode property) {
    if (property.has("description")) {
      return property.path("description").asText();
    }
    String reference = property.path("$ref").asText();
    return reference.isEmpty() ? "" : description(json.at(reference.substring(1)));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
