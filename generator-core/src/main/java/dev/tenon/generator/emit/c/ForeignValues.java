// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.TypesView.ForeignValueView;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Literal.EnumLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Values that other headers have: macros and enumerators, which are proved and not declared. */
final class ForeignValues {

  private final CInitializers initializers;
  private final List<ForeignValueView> proofs = new ArrayList<>();

  ForeignValues(Schema schema, CInitializers initializers) {
    this.initializers = initializers;
    schema.constants().forEach(this::constant);
    schema.enums().forEach(this::enumeration);
    schema.flags().forEach(this::flags);
  }

  /** Returns what is asserted, in the order of the schema. */
  List<ForeignValueView> proofs() {
    return proofs;
  }

  /** Returns the headers that have the values, with repetitions. */
  Stream<String> headers() {
    return proofs.stream().map(ForeignValueView::header);
  }

  /** Whether its header declares a value under the name that it has here. */
  boolean isDeclared(Declaration value, String name) {
    return value.foreign().filter(foreign -> foreign.of(value).equals(name)).isPresent();
  }

  private void constant(Constant constant) {
    if (constant.value() instanceof EnumLiteral named) {
      add(constant, ScalarType.holding(constant.type()), named.value().number());
    } else if (constant.value() instanceof IntegerLiteral number) {
      add(constant, ScalarType.holding(constant.type()), number.value());
    } else {
      String value = initializers.value(constant.type(), constant.value());
      add(constant, value, value.replace("\\", "\\\\"));
    }
  }

  private void enumeration(EnumType type) {
    type.values().forEach(value -> add(value, type.storage(), value.number()));
    type.aliases().forEach(alias -> add(alias, type.storage(), alias.target().number()));
  }

  private void flags(FlagsType type) {
    for (FlagBit bit : type.bits()) {
      String value = CLiterals.hex(type.storage(), bit.mask());
      add(bit, value, "0x" + bit.mask().toString(16));
    }
    for (FlagMask mask : type.masks()) {
      String value = CLiterals.hex(type.storage(), mask.mask());
      add(mask, value, "0x" + mask.mask().toString(16));
    }
  }

  private void add(Declaration value, ScalarType type, BigInteger number) {
    add(value, CLiterals.integer(type, number), number.toString());
  }

  private void add(Declaration value, String expression, String text) {
    value
        .foreign()
        .map(name -> new ForeignValueView(name.of(value), name.header(), expression, text))
        .ifPresent(proofs::add);
  }
}
