// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The literals of a class, its {@code LAYOUT} and the layout stage say the same. */
class StructLayoutTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"market.tenon.yaml", "java/everything.tenon.yaml", "java/large.tenon.yaml"})
  void literalsAndStructLayoutAgreeWithTheLayoutStage(String schema) {
    GeneratedJava java = GeneratedJava.ofResource(schema);
    for (StructType struct : java.compiled().schema().structs()) {
      StructLayoutPlan plan = java.compiled().layouts().plan(struct);
      String type = JavaNames.type(struct);
      StructLayout layout = (StructLayout) java.constant(type, "LAYOUT");
      assertThat(layout.byteSize()).isEqualTo(plan.size());
      assertThat(layout.byteAlignment()).isEqualTo(plan.alignment());
      assertThat(layout.name()).contains(struct.name());
      assertThat(java.constant(type, "BYTES")).isEqualTo(plan.size());
      assertThat(java.constant(type, "ALIGNMENT")).isEqualTo(plan.alignment());
      for (FieldMember member : plan.fields()) {
        PathElement path = PathElement.groupElement(member.field().name());
        assertThat(layout.byteOffset(path)).isEqualTo(member.offset());
        assertThat(layout.select(path).byteSize()).isEqualTo(member.size());
        assertThat(java.constant(type, JavaNames.constant(member.field()) + "_OFFSET"))
            .isEqualTo(member.offset());
      }
    }
  }
}
