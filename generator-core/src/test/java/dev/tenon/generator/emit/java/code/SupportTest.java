// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.palantir.javapoet.ClassName;
import dev.tenon.generator.testing.GeneratedJava;
import dev.tenon.generator.testing.JavaCompilation;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The support class of a schema has what its types refer to, and nothing else. */
class SupportTest {

  static Stream<String> fragments() {
    return SupportSource.names().stream();
  }

  @ParameterizedTest
  @MethodSource("fragments")
  void everyFragmentCompilesWithNothingButWhatItNames(String fragment) {
    String text = printed(fragment);

    JavaCompilation.compile(Map.of("sample/SampleSupport.java", text));
  }

  @ParameterizedTest
  @MethodSource("fragments")
  void everyFragmentUsesWhatItImports(String fragment) {
    String text = printed(fragment);
    String body = text.replaceAll("(?m)^import .*$", "");

    Pattern.compile("(?m)^import .*\\.(\\w+);$")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .forEach(name -> assertThat(body).containsPattern("\\b" + name + "\\b"));
  }

  private static String printed(String fragment) {
    Set<String> chosen = new TreeSet<>();
    SupportSource.require(fragment, chosen);
    return SupportSource.print("sample", "SampleSupport", "Sample.", chosen);
  }

  @Test
  void memberThatIsNotThereIsRefused() {
    Support support = new Support("sample", ClassName.get("sample", "SampleSupport"));

    assertThatThrownBy(() -> support.use("nothing")).hasMessageContaining("no fragment 'nothing'");
    assertThat(support.isUsed()).isFalse();
  }

  @Test
  void structOfPlainNumbersNeedsNoTextsListsOrTimes() {
    GeneratedJava plain = GeneratedJava.ofText("structs: {Plain: {fields: {n: u8}}}");
    String support = content(plain, "SampleSupport.java");

    assertThat(support).contains("u8Bits", "class Struct", "class Array", "check(");
    assertThat(support).doesNotContain("Text(", "nanos(", "limited", "u16Bits", "ATOMIC", "BIG_");
  }

  @Test
  void schemaWithoutTypesHasNoSupportClass() {
    GeneratedJava constants = GeneratedJava.ofText("constants: {MAX: {type: u8, value: 3}}");

    assertThat(constants.files()).noneMatch(file -> file.path().endsWith("Support.java"));
  }

  private static String content(GeneratedJava java, String name) {
    return java.files().stream()
        .filter(file -> file.path().endsWith("/" + name))
        .findFirst()
        .orElseThrow()
        .content();
  }
}
