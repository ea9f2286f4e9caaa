// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.java.JavaEmitter;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.UnionType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the collision rule takes for the methods of a field are the methods that are generated. */
class JavaMembersTest {

  /** Public methods of the class itself, not those of the classes in it. */
  private static final Pattern METHOD =
      Pattern.compile(
          "^  public (?!record )[A-Za-z][\\w.<>\\[\\]]* (\\w+)\\(([^)]*)\\)", Pattern.MULTILINE);

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
  void everyGeneratedAccessorIsKnownToTheRule(String file) {
    CompiledSchema compiled = SchemaCompiler.compile(Path.of(file));
    List<OutputFile> files = new JavaEmitter().emit(compiled.schema(), compiled.layouts());

    for (Composite composite : compiled.schema().composites()) {
      Set<String> known = new TreeSet<>(INDEPENDENT_OF_FIELDS);
      composite.fields().forEach(field -> known.addAll(members(composite, field)));

      assertThat(generated(files, JavaNames.type(composite)))
          .as(composite.name())
          .isSubsetOf(known)
          .hasSizeGreaterThan(composite.fields().size());
    }
  }

  private static List<String> members(Composite composite, Field field) {
    List<String> members =
        new ArrayList<>(
            composite instanceof UnionType union && union.tag().isPresent()
                ? JavaMembers.ofArm(field)
                : JavaMembers.of(field));
    field.bits().forEach(range -> members.addAll(JavaMembers.of(field, range)));
    return members;
  }

  private static Set<String> generated(List<OutputFile> files, String type) {
    String source =
        files.stream()
            .filter(file -> file.path().endsWith("/" + type + ".java"))
            .findFirst()
            .orElseThrow()
            .content();
    Set<String> signatures = new TreeSet<>();
    Matcher matcher = METHOD.matcher(source);
    while (matcher.find()) {
      String parameters =
          Arrays.stream(matcher.group(2).strip().split("\\s*,\\s*"))
              .map(parameter -> parameter.replaceFirst("\\s+\\w+$", ""))
              .map(parameter -> parameter.equals(type) ? "Self" : parameter)
              .collect(Collectors.joining(", "));
      signatures.add(matcher.group(1) + "(" + parameters + ")");
    }
    return signatures;
  }
}
