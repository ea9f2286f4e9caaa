// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.java.JavaEmitter;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.UnionType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods on the list of a field are the methods that are generated for it. */
class JavaAccessorsTest {

  /** Methods of the class itself, not those of the classes in it. */
  private static final Pattern METHOD =
      Pattern.compile(
          "^  (public|private) (?!record )[A-Za-z][\\w.<>\\[\\]]* (\\w+)\\(([^)]*)\\)",
          Pattern.MULTILINE);

  /** What a struct has whatever its fields; fields cannot have these signatures. */
  private static final Set<String> INDEPENDENT_OF_FIELDS =
      Set.of(
          "wrap(MemorySegment, long)",
          "wrap(MemorySegment, long, int)",
          "contractVersion()",
          "wrap(MemorySegment, long, long, String)",
          "wrap(MemorySegment, long, long, String, int)",
          "copyFrom(Self)",
          "set(Value)",
          "toValue()",
          "asSegment()",
          "backing()",
          "backingOffset()",
          "toString()",
          "tag()",
          "tagRaw()");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/test/resources/schemas/market.tenon.yaml",
        "src/test/resources/schemas/everything.tenon.yaml",
        "src/test/resources/schemas/language.tenon.yaml",
        "src/test/resources/schemas/evolving.tenon.yaml",
        "src/test/resources/schemas/units.tenon.yaml",
        "../runtime/src/main/tenon/tenon_format.tenon.yaml"
      })
  void generatedMethodsAreThoseOnTheList(String file) {
    CompiledSchema compiled = SchemaCompiler.compile(Path.of(file));
    List<OutputFile> files = new JavaEmitter().emit(compiled.schema(), compiled.layouts());

    for (Composite composite : compiled.schema().composites()) {
      String type = JavaNames.type(composite);
      Set<String> listed = new TreeSet<>();
      composite
          .fields()
          .forEach(
              field ->
                  signatures(compiled.schema(), composite, field)
                      .map(signature -> signature.replaceAll("\\b" + type + "\\b", "Self"))
                      .forEach(listed::add));
      Set<String> known = new TreeSet<>(listed);
      known.addAll(INDEPENDENT_OF_FIELDS);

      assertThat(generated(files, type, "public|private")).as(type).containsAll(listed);
      assertThat(generated(files, type, "public")).as(type).isSubsetOf(known);
    }
  }

  private static Stream<String> signatures(Schema schema, Composite composite, Field field) {
    JavaAccessors own =
        composite instanceof UnionType union && union.tag().isPresent()
            ? JavaAccessors.ofArm(schema, field)
            : JavaAccessors.of(schema, field);
    return Stream.concat(
        own.signatures().stream(),
        field.bits().stream()
            .flatMap(range -> JavaAccessors.of(schema, field, range).signatures().stream()));
  }

  private static Set<String> generated(List<OutputFile> files, String type, String access) {
    String source =
        files.stream()
            .filter(file -> file.path().endsWith("/" + type + ".java"))
            .findFirst()
            .orElseThrow()
            .content();
    Set<String> signatures = new TreeSet<>();
    Matcher matcher = METHOD.matcher(source);
    while (matcher.find()) {
      if (!matcher.group(1).matches(access)) {
        continue;
      }
      String parameters =
          Arrays.stream(matcher.group(3).strip().split("\\s*,\\s*"))
              .map(parameter -> parameter.replaceFirst("\\s+\\w+$", ""))
              .map(parameter -> parameter.equals(type) ? "Self" : parameter)
              .collect(Collectors.joining(", "));
      signatures.add(matcher.group(2) + "(" + parameters + ")");
    }
    return signatures;
  }
}
