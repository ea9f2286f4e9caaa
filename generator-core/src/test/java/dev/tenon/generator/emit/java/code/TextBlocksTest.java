// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.testing.JavaCompilation;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextBlocksTest {

  @ParameterizedTest
  @MethodSource("texts")
  void aTextIsTheSameAfterTheCompiler(String text) throws Exception {
    assertThat(compiled(text)).isEqualTo(text);
  }

  static Stream<String> texts() {
    String words = "word ".repeat(60).strip();
    return Stream.of(
        "one\ntwo\n",
        "a \"quoted\" \\ text \\u0041 \"\"\"\" with \"\"\" three\n",
        words + " \"\"\" \\ " + words + "\nnext\n",
        "\"\n\"\"\n\"\"\"\n",
        "trailing blank \n  leading\n",
        ("line of some length\n").repeat(5_000),
        "\uD83D\uDE00".repeat(30_000) + "\nend\n",
        "x" + "\uD83D\uDE00".repeat(30_000) + "\n",
        "wörter und ".repeat(6_000) + "\n",
        " ".repeat(45_000) + "\n");
  }

  private static String compiled(String text) throws Exception {
    MethodSpec method =
        MethodSpec.methodBuilder("text")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(String.class)
            .addStatement("return $L", TextBlocks.of(text))
            .build();
    TypeSpec type =
        TypeSpec.classBuilder("Sample").addModifiers(Modifier.PUBLIC).addMethod(method).build();
    String source = JavaFile.builder("sample", type).build().toString();
    return (String)
        JavaCompilation.load(Map.of("sample/Sample.java", source), null)
            .loadClass("sample.Sample")
            .getMethod("text")
            .invoke(null);
  }
}
