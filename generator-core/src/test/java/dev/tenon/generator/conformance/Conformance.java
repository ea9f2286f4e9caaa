// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.c.Command;
import dev.tenon.generator.emit.c.ThirtyTwoBits;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Some schemas in both languages, and one C program that uses the structs of all of them. */
final class Conformance {

  private static final byte UNTOUCHED = 0x5A;

  private final Path folder;
  private final List<Slot> slots;
  private final List<Path> sources = new ArrayList<>();

  /**
   * Generates and writes everything.
   *
   * @param folder where; nothing else is in it
   */
  Conformance(List<GeneratedJava> schemas, long seed, Path folder) {
    this.folder = folder;
    this.slots = Slot.of(schemas, seed);
    CEmitter emitter = new CEmitter(Optional.empty());
    try {
      for (Map.Entry<String, String> file : CProgram.of(slots).entrySet()) {
        Path path = Files.writeString(folder.resolve(file.getKey()), file.getValue());
        if (file.getKey().endsWith(".c")) {
          sources.add(path);
        }
      }
      for (GeneratedJava java : schemas) {
        for (OutputFile file : emitter.emit(java.compiled().schema(), java.compiled().layouts())) {
          Path path = folder.resolve(file.path());
          Files.createDirectories(path.getParent());
          Files.writeString(path, file.content());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles the program and lets both languages write and read.
   *
   * @param compiler a command with its options
   */
  void bothLanguagesAgreeOnEveryByte(List<String> compiler) throws IOException {
    Path program = link(compiler);
    ThirtyTwoBits.assumeRun(compiler);
    layoutsAgree(program);
    javaReadsWhatCWrote(program);
    cReadsWhatJavaWrote(program);
    newStructsAreEqual(program);
    olderStructsBecomeTheSame(program);
  }

  private Path link(List<String> compiler) {
    List<String> objects = sources.parallelStream().map(file -> compile(compiler, file)).toList();
    Path program = folder.resolve("conformance");
    run(Stream.of(compiler, objects, List.of("-o", program.toString())));
    return program;
  }

  private String compile(List<String> compiler, Path source) {
    String object = source + ".o";
    run(
        Stream.of(
            compiler,
            List.of("-std=c11", "-Wall", "-Wextra", "-Werror", "-Wno-float-equal"),
            List.of("-I", folder.resolve("include").toString()),
            List.of("-c", source.toString(), "-o", object)));
    return object;
  }

  private static void run(Stream<List<String>> words) {
    Command command = Command.of(words.flatMap(List::stream).toArray(String[]::new));
    assertThat(command.run().output()).isEmpty();
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
      for (CountMember count : slot.counts()) {
        expected.add(
            "%s.%s count offset %d size %d"
                .formatted(slot.label(), count.field().name(), count.offset(), count.size()));
      }
    }
    Command.Result result = Command.of(program.toString(), "layout").run();
    assertThat(result.output().lines()).containsExactlyElementsOf(expected);
    slots.forEach(slot -> slot.java().checkLayout(slot.struct()));
  }

  private void javaReadsWhatCWrote(Path program) throws IOException {
    MemorySegment bytes = written(program, "fill");
    List<String> errors = new ArrayList<>();
    for (Slot slot : slots) {
      JavaSide.check(aim(slot, bytes), slot.struct(), slot.seed())
          .forEach(error -> errors.add(slot.java().compiled().schema().name() + " " + error));
    }
    assertThat(errors.stream().limit(20)).isEmpty();
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
    assertThat(bytes.mismatch(written(program, "fill"))).as(this::firstDifference).isEqualTo(-1);
  }

  private String firstDifference() {
    return "bytes that Java wrote against those that C wrote, of "
        + slots.stream().map(slot -> slot.offset() + " " + slot.label()).toList();
  }

  /** The initializer of C and {@code allocate} of Java, padding included. */
  private void newStructsAreEqual(Path program) throws IOException {
    MemorySegment initial = written(program, "initial");
    List<String> different = new ArrayList<>();
    for (Slot slot : slots) {
      Flyweight fresh = slot.java().allocate(JavaNames.type(slot.struct()), Arena.ofAuto());
      mismatch(slot, fresh, initial, slot.label()).forEach(different::add);
    }
    assertThat(different).isEmpty();
  }

  /** What a program of an earlier version wrote, completed by C and by Java, and read in place. */
  private void olderStructsBecomeTheSame(Path program) throws IOException {
    MemorySegment bytes = written(program, "fill");
    List<MemorySegment> upgraded = new ArrayList<>();
    for (int version = 1; version <= Slot.MAX_VERSION; version++) {
      upgraded.add(written(program, "upgrade" + version));
    }
    List<String> different = new ArrayList<>();
    for (Slot slot : slots) {
      for (int version = 1; slot.isEvolving() && version <= Slot.MAX_VERSION; version++) {
        Flyweight older = aim(slot, bytes, slot.offset(), version);
        Flyweight copy = copy(slot, older);
        String label = slot.label() + " of version " + version;
        mismatch(slot, copy, upgraded.get(version - 1), label).forEach(different::add);
        if (!copy.toString().equals(older.toString())) {
          different.add("%s reads as %s, and copied as %s".formatted(label, older, copy));
        }
        // To the next version, and from the last one to the first.
        int other = version % Slot.MAX_VERSION + 1;
        MemorySegment room = Arena.ofAuto().allocate(slot.plan().size(), Slot.ALIGNMENT);
        Flyweight there = aim(slot, room.fill(UNTOUCHED), 0, other);
        there.call("copyFrom", older.target());
        Flyweight common = aim(slot, bytes, slot.offset(), Math.min(version, other));
        if (isTouched(room, slot.plan().at(other).size())) {
          different.add("%s leaves the memory of version %d".formatted(label, other));
        } else if (!slot.hasYoungerParts() && !there.toString().equals(common.toString())) {
          different.add("%s reads in %d as %s".formatted(label, other, there));
        }
      }
    }
    assertThat(different.stream().limit(20)).isEmpty();
  }

  private static boolean isTouched(MemorySegment room, long from) {
    MemorySegment behind = room.asSlice(from);
    byte[] expected = new byte[(int) behind.byteSize()];
    Arrays.fill(expected, UNTOUCHED);
    return behind.mismatch(MemorySegment.ofArray(expected)) >= 0;
  }

  private static Flyweight copy(Slot slot, Flyweight original) {
    Flyweight copy = slot.java().allocate(JavaNames.type(slot.struct()), Arena.ofAuto());
    copy.call("copyFrom", original.target());
    return copy;
  }

  /** A struct in memory of one version of its contract. */
  private static Flyweight aim(Slot slot, MemorySegment bytes, long offset, int version) {
    Class<?> type = slot.java().type(JavaNames.type(slot.struct()));
    return new Flyweight(Flyweight.callStatic(type, "of", bytes, offset, version));
  }

  private static Stream<String> mismatch(
      Slot slot, Flyweight found, MemorySegment bytes, String label) {
    MemorySegment expected = bytes.asSlice(slot.offset(), slot.plan().size());
    long mismatch = ((MemorySegment) found.call("asSegment")).mismatch(expected);
    return mismatch < 0 ? Stream.of() : Stream.of(label + " differs at offset " + mismatch);
  }

  private MemorySegment written(Path program, String mode) throws IOException {
    Path file = folder.resolve("c.bin");
    Command.Result result = Command.of(program.toString(), mode, file.toString()).run();
    assertThat(result.status()).as(result.output()).isZero();
    return empty().copyFrom(MemorySegment.ofArray(Files.readAllBytes(file)));
  }

  private MemorySegment empty() {
    return Arena.ofAuto().allocate(slots.get(slots.size() - 1).end(), Slot.ALIGNMENT);
  }

  private static Flyweight aim(Slot slot, MemorySegment bytes) {
    return slot.java().of(JavaNames.type(slot.struct()), bytes, slot.offset());
  }
}
