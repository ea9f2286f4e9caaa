// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;

/** All methods of one field, whatever its type. */
final class FieldAccessors {

  private final StructScope scope;
  private final ValueAccessors values;
  private final BitAccessors bits;
  private final NestedAccessors nested;
  private final ListAccessors lists;
  private final BulkAccessors bulk;

  FieldAccessors(StructScope scope) {
    this.scope = scope;
    this.values = new ValueAccessors(scope);
    this.bits = new BitAccessors(scope, values);
    this.nested = new NestedAccessors(scope);
    this.lists = new ListAccessors(scope, values, nested);
    this.bulk = new BulkAccessors(scope);
  }

  List<Accessor> of(FieldMember member) {
    List<Accessor> methods = new ArrayList<>(accessors(member, member.field().type()));
    methods.addAll(bits.of(member.field()));
    return Accessor.mark(member.field(), methods);
  }

  private List<Accessor> accessors(FieldMember member, Type type) {
    if (type instanceof ListType list) {
      return lists.of(member, list);
    }
    List<Accessor> methods =
        new ArrayList<>(value(member, type.innermost(), Place.element(member, scope.layouts())));
    if (type instanceof ArrayType array) {
      if (array.element() instanceof Composite element) {
        CodeBlock length = CodeBlock.of("$L", Place.literal(array.length()));
        methods.add(nested.view(member, element, length));
      } else {
        methods.addAll(bulk.of(member));
      }
    }
    return methods;
  }

  private List<Accessor> value(FieldMember member, Type type, Place place) {
    return type instanceof Composite composite
        ? nested.of(member, composite, place)
        : values.of(member, type, place);
  }
}
