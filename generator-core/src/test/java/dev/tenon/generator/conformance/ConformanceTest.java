// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.c.Command;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated C and generated Java agree on every byte, for the test schemas and for random ones.
 * {@code -Dtenon.conformance.seed} and {@code -Dtenon.conformance.schemas} choose other random
 * schemas and more of them; the profile {@code long} takes many.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {

  private static final long SEED = Long.getLong("tenon.conformance.seed", 20261122);
  private static final int SCHEMAS =
      Integer.getInteger("tenon.conformance.schemas", Boolean.getBoolean("tenon.long") ? 300 : 40);

  private Path folder;
  private List<Slot> slots;
  private Path source;

  @BeforeAll
  void generateBothLanguages(@TempDir Path temporary) throws IOException {
    folder = temporary;
    List<GeneratedJava> schemas = new ArrayList<>();
    schemas.add(GeneratedJava.ofResource("market.tenon.yaml"));
    schemas.add(GeneratedJava.ofResource("everything.tenon.yaml"));
    schemas.add(GeneratedJava.ofResource("large.tenon.yaml"));
    schemas.addAll(
        GeneratedJava.ofAll(
            LongStream.range(SEED, SEED + SCHEMAS).mapToObj(ConformanceTest::random).toList()));
    slots = Slot.of(schemas, SEED);
    source = folder.resolve("conformance.c");
    Files.writeString(source, CProgram.of(slots));
    CEmitter emitter = new CEmitter(Optional.empty());
    for (GeneratedJava java : schemas) {
      for (OutputFile file : emitter.emit(java.compiled().schema(), java.compiled().layouts())) {
        Path path = folder.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.content());
      }
    }
  }

  private static CompiledSchema random(long seed) {
    return SchemaCompiler.compile(RandomSchema.name(seed) + ".tenon.yaml", RandomSchema.text(seed));
  }

  /** As far as this machine has them. */
  static Stream<List<String>> compilers() {
    return Stream.of(
            List.of("gcc", "-O2"),
            List.of("gcc", "-O1", "-m32"),
            List.of("clang", "-O1"),
            List.of("clang", "-O0", "-m32"))
        .filter(words -> Command.exists(words.get(0)) && (!words.contains("-m32") || has32Bits()));
  }

  private static boolean has32Bits() {
    return Command.of("gcc", "-m32", "-x", "c", "-fsyntax-only", "-")
            .input("#include <stdio.h>\n")
            .run()
            .status()
        == 0;
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void bothLanguagesAgreeOnEveryByte(List<String> compiler) throws IOException {
    Path program = folder.resolve(String.join("", compiler));
    List<String> words = new ArrayList<>(compiler);
    words.addAll(List.of("-std=c11", "-Wall", "-Wextra", "-Werror", "-Wno-float-equal"));
    words.addAll(List.of("-I", folder.resolve("include").toString(), source.toString()));
    words.addAll(List.of("-o", program.toString()));
    assertThat(Command.of(words.toArray(String[]::new)).run().output()).isEmpty();

    layoutsAgree(program);
    javaReadsWhatCWrote(program);
    cReadsWhatJavaWrote(program);
    newStructsAreEqual(program);
  }

  private void layoutsAgree(Path program) {
    List<String> expected = new ArrayList<>();
    for (Slot slot : slots) {
      expected.add(
          "%s size %d align %d"
              .formatted(slot.label(), slot.plan().size(), slot.plan().alignment()));
      for (FieldMember member : slot.plan().fields()) {
        expected.add(
            "%s.%s offset %d size %d"
                .formatted(slot.label(), member.field().name(), member.offset(), member.size()));
      }
    }
    Command.Result result = Command.of(program.toString(), "layout").run();
    assertThat(result.output().lines()).containsExactlyElementsOf(expected);
    slots.forEach(slot -> slot.java().checkLayout(slot.struct()));
  }

  private void javaReadsWhatCWrote(Path program) throws IOException {
    MemorySegment bytes = written(program, "fill");
    List<String> mistakes = new ArrayList<>();
    for (Slot slot : slots) {
      JavaSide.check(aim(slot, bytes), slot.struct(), slot.seed())
          .forEach(mistake -> mistakes.add(slot.java().compiled().schema().name() + " " + mistake));
    }
    assertThat(mistakes.stream().limit(20)).isEmpty();
  }

  private void cReadsWhatJavaWrote(Path program) throws IOException {
    MemorySegment bytes = empty();
    for (Slot slot : slots) {
      JavaSide.fill(aim(slot, bytes), slot.struct(), slot.seed());
    }
    Path file = folder.resolve("java.bin");
    Files.write(file, bytes.toArray(JAVA_BYTE));
    Command.Result result = Command.of(program.toString(), "check", file.toString()).run();
    assertThat(result.output()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(bytes.mismatch(written(program, "fill"))).isEqualTo(-1);
  }

  /** The initializer of C and {@code allocate} of Java, padding included. */
  private void newStructsAreEqual(Path program) throws IOException {
    MemorySegment initial = written(program, "initial");
    List<String> different = new ArrayList<>();
    for (Slot slot : slots) {
      Flyweight fresh = slot.java().allocate(JavaNames.type(slot.struct()), Arena.ofAuto());
      MemorySegment expected = initial.asSlice(slot.offset(), slot.plan().size());
      long mismatch = ((MemorySegment) fresh.call("asSegment")).mismatch(expected);
      if (mismatch >= 0) {
        different.add(slot.label() + " at offset " + mismatch);
      }
    }
    assertThat(different).isEmpty();
  }

  private MemorySegment written(Path program, String mode) throws IOException {
    Path file = folder.resolve("c.bin");
    assertThat(Command.of(program.toString(), mode, file.toString()).run().status()).isZero();
    return empty().copyFrom(MemorySegment.ofArray(Files.readAllBytes(file)));
  }

  private MemorySegment empty() {
    return Arena.ofAuto().allocate(slots.get(slots.size() - 1).end(), Slot.ALIGNMENT);
  }

  private static Flyweight aim(Slot slot, MemorySegment bytes) {
    return slot.java().of(JavaNames.type(slot.struct()), bytes, slot.offset());
  }
}
