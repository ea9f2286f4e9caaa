// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.List;
import java.util.function.ToLongFunction;

/** Versions of a struct in generated code. */
public final class Versions {

  private final boolean message;
  private final StructLayoutPlan plan;
  private final boolean evolving;
  private final boolean foreign;
  private final int complete;
  private final CodeBlock own;

  private Versions(Schema schema, Composite composite, Layouts layouts) {
    this.message = composite instanceof StructType struct && struct.messageId().isPresent();
    this.plan = layouts.plan(composite);
    this.evolving = layouts.evolution().isEvolving(composite);
    this.foreign = schema.isImported(composite);
    this.complete = layouts.evolution().complete(composite);
    this.own = CodeBlock.of("$L.SCHEMA_VERSION", JavaNames.constantsType(schema));
  }

  public static Versions of(Schema schema, Composite composite, Layouts layouts) {
    return new Versions(schema, composite, layouts);
  }

  /** Whether a flyweight of the struct keeps the version of whoever wrote its memory. */
  public boolean isEvolving() {
    return evolving;
  }

  /** Whether it is, or once was, a message that is sent only as far as its last list is filled. */
  public boolean isShortened() {
    return message
        && plan.history().stream().anyMatch(version -> version.sentSize() < version.size());
  }

  /** Whether not all bytes of the struct need be there. */
  public boolean isPartial() {
    return isEvolving() || isShortened();
  }

  /** The memory of a struct for C in this process, which counts on all of it. */
  public CodeBlock memory(TypeName type, CodeBlock struct) {
    return isPartial() && !foreign
        ? CodeBlock.of("$T.whole($L)", type, struct)
        : CodeBlock.of("$L.asSegment()", struct);
  }

  /** The same of structs side by side. */
  public CodeBlock memoryOfArray(TypeName type, CodeBlock array) {
    return isEvolving()
        ? CodeBlock.of("$T.whole($L)", type, array)
        : CodeBlock.of("$L.asSegment()", array);
  }

  /** From which version on nothing is missing. */
  public int complete() {
    return complete;
  }

  /** The version of this program. */
  public CodeBlock own() {
    return own;
  }

  /** An argument that hands the version in a field or variable on to what is inside. */
  public static CodeBlock handedDown(Layouts layouts, Type type) {
    return layouts.evolution().isEvolving(type) ? CodeBlock.of(",$Wversion") : CodeBlock.of("");
  }

  /**
   * A number that depends on a version.
   *
   * @param version expression for the version
   * @param today what stands for the number of today
   */
  public CodeBlock number(String version, ToLongFunction<Version> number, CodeBlock today) {
    List<Version> changes = plan.changes(number);
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i + 1 < changes.size(); i++) {
      code.add(
          "$L < $L ? $L : ",
          version,
          changes.get(i + 1).since(),
          Place.literal(number.applyAsLong(changes.get(i))));
    }
    return code.add(today).build();
  }

  public StructLayoutPlan plan() {
    return plan;
  }
}
