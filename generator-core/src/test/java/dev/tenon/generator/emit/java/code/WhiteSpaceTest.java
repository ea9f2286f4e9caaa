// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.JavaFile;
import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.java.JavaClass;
import dev.tenon.generator.emit.java.JavaEmitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tidying changes white space between tokens and in comments, and nothing that javac reads. */
class WhiteSpaceTest {

  private static final Path SCHEMAS = Path.of("src/test/resources/schemas");

  /** Text blocks, strings, characters, comments, words and numbers, everything else. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'"
              + "|/\\*(?s:.*?)\\*/|//[^\\n]*|\\w++|\\S");

  @ParameterizedTest
  @ValueSource(
      strings = {"market", "everything", "callbacks", "language", "evolving", "corners", "units"})
  void tokensStayTheSame(String name) {
    CompiledSchema compiled = SchemaCompiler.compile(SCHEMAS.resolve(name + ".tenon.yaml"));
    long saved = 0;
    for (JavaClass generated : new JavaEmitter().classes(compiled.schema(), compiled.layouts())) {
      String printed =
          JavaFile.builder(compiled.schema().javaPackage(), generated.type())
              .indent("  ")
              .skipJavaLangImports(true)
              .build()
              .toString();
      String tidy = WhiteSpace.tidy(printed);
      assertThat(tokens(tidy)).containsExactlyElementsOf(tokens(printed));
      saved += printed.lines().count() - tidy.lines().count();
      assertThat(WhiteSpace.tidy(tidy)).as("tidied twice").isEqualTo(tidy);
    }
    assertThat(saved).as("lines").isPositive();
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      String token = matcher.group();
      tokens.add(token.startsWith("/*") ? token.replaceAll("[\\s*]+", " ") : token);
    }
    return tokens;
  }
}
