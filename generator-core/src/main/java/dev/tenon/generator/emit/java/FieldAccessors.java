// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.MethodSpec;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;

/** All methods of one field, whatever its type. */
final class FieldAccessors {

  private final StructScope scope;
  private final ScalarAccessors scalars;
  private final AtomicAccessors atomics;
  private final EnumAccessors enums;
  private final TextAccessors texts;
  private final NestedAccessors nested;
  private final BulkAccessors bulk;

  FieldAccessors(StructScope scope) {
    this.scope = scope;
    this.scalars = new ScalarAccessors(scope);
    this.atomics = new AtomicAccessors(scope);
    this.enums = new EnumAccessors(scope, scalars, atomics);
    this.texts = new TextAccessors(scope);
    this.nested = new NestedAccessors(scope);
    this.bulk = new BulkAccessors(scope);
  }

  List<MethodSpec> of(FieldMember member) {
    Type type = member.field().type();
    Place place = Place.element(member, scope.layouts());
    if (!(type instanceof ArrayType array)) {
      return values(member, type, place);
    }
    List<MethodSpec> methods = new ArrayList<>(values(member, array.innermost(), place));
    if (array.element() instanceof StructType struct) {
      methods.add(nested.view(member, struct, array.length()));
    } else {
      methods.addAll(bulk.of(member, array));
    }
    return methods;
  }

  private List<MethodSpec> values(FieldMember member, Type type, Place place) {
    if (type instanceof StructType struct) {
      return nested.of(member, struct, place);
    } else if (type instanceof StringType string) {
      return texts.of(member, string, place);
    } else if (type instanceof EnumType named) {
      return enums.of(member, named, place);
    }
    ScalarType storage = JavaTypes.storage(type);
    String name = JavaNames.member(member.field());
    return member.field().atomic()
        ? atomics.of(member, storage, place, name, JavaNames.capitalized(member.field()))
        : scalars.of(member, storage, place, name);
  }
}
