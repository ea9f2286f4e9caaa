// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Meaning;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaAccessors.Method;
import dev.tenon.generator.naming.JavaAccessors.Role;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Accessors of named bits of an integer, through the accessors of the integer itself. */
final class BitAccessors {

  private final StructScope scope;
  private final ValueAccessors values;

  BitAccessors(StructScope scope, ValueAccessors values) {
    this.scope = scope;
    this.values = values;
  }

  List<Accessor> of(Field field) {
    List<Accessor> methods = new ArrayList<>();
    for (BitRange range : field.bits()) {
      methods.addAll(Accessor.mark(range, of(field, range)));
    }
    return methods;
  }

  private List<Accessor> of(Field field, BitRange range) {
    ScalarType unit = (ScalarType) field.type();
    JavaAccessors signatures = JavaAccessors.of(scope.types().schema(), field, range);
    Method get = signatures.get(Role.GET);
    Method set = signatures.get(Role.SET);
    String label = scope.label(field) + "." + range.name();
    String doc = FieldJavadoc.of(range);
    if (range.single()) {
      return flag(field, range, unit, get, set, doc);
    } else if (range.enumeration().isEmpty()) {
      return number(field, range, unit, get, set, label, doc);
    }
    Meaning meaning = Meaning.ofEnum(scope.types(), range.enumeration().get(), unit, label);
    List<Accessor> methods = new ArrayList<>();
    methods.addAll(values.meant(meaning, signatures, doc));
    methods.addAll(
        number(
            field,
            range,
            unit,
            signatures.get(Role.GET_RAW),
            signatures.get(Role.SET_RAW),
            label,
            meaning.rawDoc()));
    return methods;
  }

  private List<Accessor> flag(
      Field field, BitRange range, ScalarType unit, Method get, Method set, String doc) {
    String all = JavaNames.member(field);
    CodeBlock mask = hexadecimal(unit, range.mask());
    return List.of(
        Accessor.delegatingGetter(
            get, TypeName.BOOLEAN, doc, CodeBlock.of("($L() & $L) != 0", all, mask)),
        Accessor.delegatingSetter(
            scope, set, CodeBlock.of("$1L(value ? $1L() | $2L : $1L() & ~$2L)", all, mask)));
  }

  private List<Accessor> number(
      Field field,
      BitRange range,
      ScalarType unit,
      Method get,
      Method set,
      String label,
      String doc) {
    String all = JavaNames.member(field);
    CodeBlock max = hexadecimal(unit, range.max());
    String shifted = all + "()" + (range.low() == 0 ? "" : " >>> " + range.low());
    boolean everything = range.width() == unit.bytes() * Byte.SIZE;
    return List.of(
        Accessor.delegatingGetter(
            get,
            JavaTypes.scalar(unit),
            doc,
            everything ? CodeBlock.of(shifted) : CodeBlock.of("$L & $L", shifted, max)),
        Accessor.delegatingSetter(
            scope,
            set,
            everything
                ? CodeBlock.of("$L(value)", all)
                : CodeBlock.of(
                    "$L($L($S,$W$L(),$W$L,$W$L,$Wvalue))",
                    all,
                    scope.types().support().use("bits"),
                    label,
                    all,
                    range.low(),
                    max)));
  }

  private static CodeBlock hexadecimal(ScalarType unit, BigInteger number) {
    String digits =
        number.toString(16).toUpperCase(Locale.ROOT).replaceAll("(?<=.)(?=(.{4})+$)", "_");
    return CodeBlock.of("0x$L$L", digits, unit.bytes() >= Integer.BYTES ? "L" : "");
  }
}
