// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutsTest {

  private static CompiledSchema compile(String declarations) {
    return compile(declarations, 1);
  }

  private static CompiledSchema compile(String declarations, int version) {
    return SchemaCompiler.compile(
        "layout.tenon.yaml",
        """
        tenon: 1
        schema: layout
        version: %d
        java: {package: dev.tenon.layout}
        c: {prefix: lay}
        """
                .formatted(version)
            + declarations);
  }

  /** Returns every member of a struct as {@code name@offset+size}. */
  private static String members(CompiledSchema compiled, String struct) {
    return plan(compiled, struct).members().stream()
        .map(
            member ->
                (member instanceof Member.FieldMember field
                        ? field.field().name()
                        : ((Member.PaddingMember) member).name())
                    + "@"
                    + member.offset()
                    + "+"
                    + member.size())
        .collect(Collectors.joining(" "));
  }

  private static StructLayoutPlan plan(CompiledSchema compiled, String name) {
    return compiled.schema().structs().stream()
        .filter(struct -> struct.name().equals(name))
        .map(struct -> compiled.layouts().plan(struct))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "u8,1,1",
    "i8,1,1",
    "bool,1,1",
    "char,1,1",
    "u16,2,2",
    "i16,2,2",
    "u32,4,4",
    "i32,4,4",
    "f32,4,4",
    "u64,8,8",
    "i64,8,8",
    "f64,8,8",
    "'u8[7]',7,1",
    "'u32[3]',12,4",
    "'u16[2][5]',20,2",
    "'char[9]',9,1",
    "'char[4][9]',36,1",
    "Mode,2,2",
    "Bits,4,4",
    "Pair,16,8",
    "'Pair[3]',48,8",
  })
  void eachTypeHasItsSizeAndNaturalAlignment(String type, long size, long alignment) {
    CompiledSchema compiled =
        compile(
            """
            enums:
              Mode: {type: u16, values: {ON: 1}}
            flags:
              Bits: {type: u32, bits: {A: 0}}
            structs:
              Pair:
                fields: {wide: u64, narrow: u8}
              Holder:
                fields:
                  first: u8
                  subject: '%s'
            """
                .formatted(type));

    assertThat(members(compiled, "Holder")).contains("subject@" + alignment + "+" + size);
  }

  @Test
  void paddingIsExplicitBetweenFieldsAndAtTheEnd() {
    CompiledSchema compiled =
        compile("structs: {S: {fields: {a: u8, b: u32, c: u16, d: f64, e: u8}}}");

    assertThat(members(compiled, "S"))
        .isEqualTo("a@0+1 padding_1@1+3 b@4+4 c@8+2 padding_10@10+6 d@16+8 e@24+1 padding_25@25+7");
    assertThat(plan(compiled, "S").size()).isEqualTo(32);
    assertThat(plan(compiled, "S").alignment()).isEqualTo(8);
    assertThat(plan(compiled, "S").padding()).isEqualTo(16);
  }

  @Test
  void paddingNeverTakesTheNameOfAField() {
    CompiledSchema compiled = compile("structs: {S: {fields: {a: u8, padding_1: u16}}}");

    assertThat(members(compiled, "S")).isEqualTo("a@0+1 padding_1_@1+1 padding_1@2+2");
  }

  @Test
  void paddingNeverTakesTheNameOfReservedBytes() {
    CompiledSchema compiled =
        compile("structs: {S: {fields: {a: u8, padding_5: {reserved: 4}, b: u16}}}");

    assertThat(members(compiled, "S")).isEqualTo("a@0+1 padding_5@1+4 padding_5_@5+1 b@6+2");
  }

  @Test
  void bytesThatWereReservedLaterDoNotMakeAnEarlierVersionLarger() {
    assertThat(
            history(
                """
                a: u32
                before: {reserved: 4}
                b: {type: u16, since: 2}
                spare: {reserved: 14, since: 3}
                """))
        .containsExactly(tuple(1, 8L), tuple(2, 12L), tuple(3, 24L));
  }

  @Test
  void bytesAreReservedSinceTheFieldBeforeThem() {
    assertThat(
            history(
                """
                a: u64
                b: {type: u64, since: 2}
                c: {type: u64, since: 3, in_reserved: true}
                """))
        .containsExactly(tuple(1, 8L), tuple(2, 24L), tuple(3, 24L));
  }

  @Test
  void bytesAreReservedSinceTheVersionThatTheySay() {
    assertThat(
            history(
                """
                a: u64
                b: {type: u64, since: 3, in_reserved: true, reserved_since: 2}
                """))
        .containsExactly(tuple(1, 8L), tuple(2, 16L), tuple(3, 16L));
  }

  @Test
  void alignRaisesFieldsAndStructs() {
    CompiledSchema compiled =
        compile(
            """
            structs:
              Line: {align: 64, fields: {a: u8}}
              S:
                fields:
                  a: u8
                  b: {type: u32, align: 16}
                  lines: Line[2]
            """);

    assertThat(members(compiled, "Line")).isEqualTo("a@0+1 padding_1@1+63");
    assertThat(members(compiled, "S"))
        .isEqualTo("a@0+1 padding_1@1+15 b@16+4 padding_20@20+44 lines@64+128");
    assertThat(plan(compiled, "S").alignment()).isEqualTo(64);
    assertThat(plan(compiled, "S").naturalAlignment()).isEqualTo(64);
    assertThat(plan(compiled, "Line").naturalAlignment()).isEqualTo(1);
  }

  @Test
  void aQueueIsAsAlignedAsItsMostAlignedMessage() {
    CompiledSchema compiled =
        compile(
            """
            structs:
              A: {id: 1, fields: {a: u8}}
              B: {id: 2, align: 32, fields: {b: u8}}
            regions:
              R: {contents: {q: {queue: [A, B], capacity: 4KiB}}}
            """);
    Schema schema = compiled.schema();
    QueuePlan plan =
        compiled.layouts().plan((QueueSection) schema.regions().get(0).contents().get(0));

    assertThat(plan.recordAlignment()).isEqualTo(32);
    assertThat(plan.largestMessage()).isEqualTo(32);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 8, 4096})
  void roundingUpSaturatesInsteadOfOverflowing(long alignment) {
    assertThat(Layouts.alignUp(0, alignment)).isZero();
    assertThat(Layouts.alignUp(1, alignment)).isEqualTo(alignment);
    assertThat(Layouts.alignUp(alignment, alignment)).isEqualTo(alignment);
    assertThat(Layouts.alignUp(Layouts.MAX_SIZE, alignment)).isEqualTo(Layouts.MAX_SIZE);
  }

  /** Sizes of a struct with these fields, by the versions that changed it. */
  private static List<Tuple> history(String fields) {
    String struct = "structs:\n  S:\n    fields:\n" + fields.indent(6);
    return plan(compile(struct, 3), "S").history().stream()
        .map(version -> tuple(version.since(), version.size()))
        .toList();
  }

  @Test
  void describedMembersOfForeignStructsLieWhereTheirAuthorSays() {
    CompiledSchema compiled =
        compile(
            """
            structs:
              Part:
                extern: {c: part, header: p.h, size: 48, align: 16}
                fields: {a: u8, b: u32, c: {type: u16, offset: 20}, d: u64}
              Packed:
                extern: {c: packed, header: p.h, align: 2}
                fields: {a: u8, b: u64, c: u8, d: {type: u32, offset: 13}}
              Whole: {extern: {c: whole, header: p.h}, fields: {a: u8, b: u32}}
              Around: {fields: {kind: u8, packed: 'Packed[2]', part: Part}}
            """);

    assertThat(members(compiled, "Part"))
        .isEqualTo(
            "a@0+1 padding_1@1+3 b@4+4 padding_8@8+12 c@20+2 padding_22@22+2 d@24+8"
                + " padding_32@32+16");
    assertThat(plan(compiled, "Part").gaps()).isEqualTo(28);
    assertThat(plan(compiled, "Part").padding()).isEqualTo(5);
    assertThat(plan(compiled, "Part").alignment()).isEqualTo(16);
    assertThat(members(compiled, "Packed"))
        .isEqualTo("a@0+1 padding_1@1+1 b@2+8 c@10+1 padding_11@11+2 d@13+4 padding_17@17+1");
    assertThat(plan(compiled, "Packed").gaps()).isEqualTo(2);
    assertThat(plan(compiled, "Packed").alignment()).isEqualTo(2);
    assertThat(plan(compiled, "Whole").gaps()).isZero();
    assertThat(members(compiled, "Around"))
        .isEqualTo("kind@0+1 padding_1@1+1 packed@2+36 padding_38@38+10 part@48+48");
  }
}
