// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.generator.testing.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lists the built-in types lists all of them. */
class TypeListTest {

  private static final Path REFERENCE = Path.of("../docs/schema.md");

  static Stream<String> types() {
    return Stream.concat(
        spellings(type -> true).stream(),
        Arrays.stream(SemanticType.Kind.values()).map(SemanticType.Kind::spelling));
  }

  private static List<String> spellings(Predicate<ScalarType> chosen) {
    return Arrays.stream(ScalarType.values()).filter(chosen).map(ScalarType::spelling).toList();
  }

  @Test
  void editorsOfferEveryScalar() throws IOException {
    assertThat(listed("scalar")).isEqualTo(spellings(type -> true));
    assertThat(listed("integerType")).isEqualTo(spellings(ScalarType::isInteger));
    assertThat(listed("unsignedType")).isEqualTo(spellings(ScalarType::isUnsigned));
  }

  @Test
  void editorsOfferEveryTypeWithAMeaning() throws IOException {
    assertThat(listed("semantic"))
        .isEqualTo(
            Arrays.stream(SemanticType.Kind.values()).map(SemanticType.Kind::spelling).toList());
  }

  private static List<String> listed(String definition) throws IOException {
    JsonNode names = definition(definition).path("enum");
    return StreamSupport.stream(names.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode definition(String name) throws IOException {
    return new ObjectMapper().readTree(JsonSchema.FILE.toFile()).path("definitions").path(name);
  }

  @ParameterizedTest
  @MethodSource("types")
  void referenceHasARowAboutTheType(String type) throws IOException {
    assertThat(Files.readString(REFERENCE))
        .containsPattern("(?m)^\\|[^|]*`" + type + "[`(][^|]*\\|");
  }

  @ParameterizedTest
  @MethodSource("types")
  void editorsExplainTheType(String type) throws IOException {
    assertThat(definition("type").path("description").asText())
        .containsPattern("\\b" + type + "\\b");
  }
}
