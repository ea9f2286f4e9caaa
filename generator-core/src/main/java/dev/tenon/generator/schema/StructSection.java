// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/** A struct that both sides read and write in place. */
public record StructSection(Names names, StructType type, String doc, Span span)
    implements Section {

  /** Fields of the struct that a process can wait for. */
  public List<Field> awaited() {
    return type.fields().stream().filter(Field::atomic).toList();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.struct(this);
  }

  @Override
  public Kind kind() {
    return Kind.STRUCT;
  }

  @Override
  public List<StructType> types() {
    return List.of(type);
  }

  @Override
  public List<StructType> placed() {
    return types();
  }
}
