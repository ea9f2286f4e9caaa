// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructSection;
import java.util.List;

/** A struct in a region: its accessor returns a flyweight over the shared memory. */
final class StructSectionEmitter implements SectionEmitter {

  private final StructSection section;
  private final int index;
  private final Layouts layouts;
  private final ClassName struct;
  private final StructWaitsEmitter waits;

  StructSectionEmitter(
      Schema schema,
      Region region,
      StructSection section,
      int index,
      Layouts layouts,
      JavaTypes types) {
    this.section = section;
    this.index = index;
    this.layouts = layouts;
    this.struct = types.named(section.type());
    this.waits = new StructWaitsEmitter(schema, region, section, struct);
  }

  @Override
  public CodeBlock descriptor() {
    return CodeBlock.of(
        ".struct($1S, $2T.BYTES, $2T.ALIGNMENT, $2T::initialize$3L)",
        section.name(),
        struct,
        SectionSizes.of(layouts.plan(section.type()), section));
  }

  @Override
  public TypeName type() {
    return struct;
  }

  @Override
  public String returned() {
    return "a view of the struct in the region";
  }

  @Override
  public CodeBlock body() {
    return CodeBlock.builder()
        .addStatement(
            "return $T.of(region().struct($L),$W0$L)",
            struct,
            index,
            layouts.evolution().isEvolving(section.type())
                ? CodeBlock.of(",$Wregion().contractVersion()")
                : "")
        .build();
  }

  @Override
  public List<MethodSpec> methods() {
    return section.awaited().isEmpty() ? List.of() : List.of(waits.method(index));
  }

  @Override
  public List<TypeSpec> nestedTypes() {
    return section.awaited().isEmpty() ? List.of() : List.of(waits.emit());
  }
}
