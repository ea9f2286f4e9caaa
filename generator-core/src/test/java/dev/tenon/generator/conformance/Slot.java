// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.layout.Evolution;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.testing.GeneratedJava;
import java.util.ArrayList;
import java.util.List;

/**
 * One struct's place in the file that both languages read and write.
 *
 * @param offset in bytes, aligned for every struct
 * @param seed of its pattern
 */
record Slot(GeneratedJava java, StructType struct, long offset, long seed) {

  /** The largest alignment that a schema may ask for. */
  static final long ALIGNMENT = 4096;

  /** The latest contract version among the schemas. */
  static final int MAX_VERSION = 4;

  /** A slot for every struct of every schema. */
  static List<Slot> of(List<GeneratedJava> schemas, long seed) {
    List<Slot> slots = new ArrayList<>();
    Pattern seeds = new Pattern(seed);
    long offset = 0;
    for (GeneratedJava java : schemas) {
      for (StructType struct : java.compiled().schema().structs()) {
        Slot slot = new Slot(java, struct, offset, seeds.next());
        slots.add(slot);
        offset = slot.end();
      }
    }
    return slots;
  }

  StructLayoutPlan plan() {
    return java.compiled().layouts().plan(struct);
  }

  /** Whether there are versions of the contract in which it has fewer fields. */
  boolean isEvolving() {
    return java.compiled().layouts().evolution().isEvolving(struct);
  }

  /**
   * Whether a field of a later version holds what evolved still later. It comes with the defaults
   * of its first version, and not with those of today, where it is copied from version to version.
   */
  boolean hasYoungerParts() {
    Evolution evolution = java.compiled().layouts().evolution();
    return struct.fields().stream()
        .anyMatch(f -> evolution.isYounger(struct, f) && evolution.isEvolvingIn(struct, f));
  }

  /** What counts the elements of its lists. */
  List<CountMember> counts() {
    return plan().members().stream()
        .filter(CountMember.class::isInstance)
        .map(CountMember.class::cast)
        .toList();
  }

  long end() {
    return Layouts.alignUp(offset + plan().size(), ALIGNMENT);
  }

  /** {@code market Quote}. */
  String label() {
    return java.compiled().schema().name() + " " + struct.name();
  }
}
