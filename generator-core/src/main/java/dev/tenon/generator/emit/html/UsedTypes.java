// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names of the types that the declarations of a schema are made of, at any depth. */
final class UsedTypes {

  private final Set<String> names = new HashSet<>();

  private UsedTypes() {}

  static Set<String> of(Schema schema) {
    UsedTypes used = new UsedTypes();
    schema.constants().forEach(constant -> used.add(constant.type()));
    schema.composites().forEach(used::add);
    schema.regions().stream()
        .flatMap(region -> region.contents().stream())
        .flatMap(section -> section.types().stream())
        .forEach(used::add);
    Stream.<List<? extends Invocable>>of(schema.callbacks(), schema.functions(), schema.exports())
        .flatMap(List::stream)
        .map(Invocable::signature)
        .forEach(
            signature -> {
              signature.parameters().forEach(parameter -> used.add(parameter.type()));
              signature.returns().ifPresent(used::add);
            });
    return used.names;
  }

  private void add(ParameterType type) {
    if (type instanceof ByValue value) {
      add(value.type());
    } else if (type instanceof StructPointer pointer) {
      add(pointer.struct());
    } else if (type instanceof ArrayPointer array) {
      add(array.element());
    }
  }

  private void add(Type type) {
    Type value = type.innermost();
    if (value instanceof EnumType || value instanceof FlagsType) {
      names.add(((Declaration) value).name());
    } else if (value instanceof Composite composite && names.add(composite.name())) {
      if (composite instanceof UnionType union) {
        union.tag().ifPresent(this::add);
      }
      for (Field field : composite.fields()) {
        add(field.type());
        field.bits().forEach(range -> range.enumeration().ifPresent(this::add));
      }
    }
  }
}
