// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.CodeView;
import dev.tenon.generator.emit.html.PageView.ConstantView;
import dev.tenon.generator.emit.html.PageView.ConstantsView;
import dev.tenon.generator.emit.html.PageView.HeadingView;
import dev.tenon.generator.emit.html.PageView.LinkView;
import dev.tenon.generator.emit.html.PageView.ValueView;
import dev.tenon.generator.emit.html.PageView.ValuesView;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumAlias;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Reserved;
import dev.tenon.generator.schema.StringType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the views of enums, flags and constants: named numbers. */
final class ValuesPart {

  private final PageScope scope;

  ValuesPart(PageScope scope) {
    this.scope = scope;
  }

  ValuesView enumeration(EnumType type) {
    List<ValueView> values = new ArrayList<>();
    for (EnumValue value : type.values()) {
      values.add(value(type, value, value.number().toString(), ""));
    }
    for (EnumAlias alias : type.aliases()) {
      EnumValue target = alias.target();
      values.add(value(type, alias, target.number().toString(), "same as " + target.name()));
    }
    return view(
        Headings.of(scope, type, List.of("stored as " + type.storage().spelling())),
        "Number",
        type.reserved(),
        values,
        Code.of(scope.c().of(type), scope.java().values(type)));
  }

  ValuesView flags(FlagsType type) {
    List<ValueView> values = new ArrayList<>();
    for (FlagBit bit : type.bits()) {
      values.add(value(type, bit, Integer.toString(bit.bit()), ""));
    }
    for (FlagMask mask : type.masks()) {
      boolean none = mask.mask().signum() == 0;
      values.add(value(type, mask, "", none ? "no bit at all" : Values.mask(type, mask.mask())));
    }
    return view(
        Headings.of(scope, type, List.of("stored as " + type.storage().spelling())),
        "Bit",
        type.reserved(),
        values,
        Code.of(scope.c().of(type), scope.java().values(type)));
  }

  private static ValuesView view(
      HeadingView heading,
      String numbers,
      Reserved reserved,
      List<ValueView> values,
      List<CodeView> code) {
    return new ValuesView(
        heading,
        numbers,
        values.stream().anyMatch(value -> !value.since().isEmpty()),
        values.stream().anyMatch(value -> !value.doc().isEmpty() || !value.deprecated().isEmpty()),
        reserved(reserved),
        values,
        code);
  }

  /** Describes reserved numbers and names. */
  static String reserved(Reserved reserved) {
    return Stream.concat(
            reserved.numbers().stream()
                .map(
                    range ->
                        range.first().equals(range.last())
                            ? range.first().toString()
                            : range.first() + " to " + range.last()),
            reserved.names().stream().map(Reserved.Name::name))
        .collect(Collectors.joining(", "));
  }

  private static ValueView value(Declaration owner, Declaration value, String number, String note) {
    return new ValueView(
        Links.id(owner, value),
        number,
        value.name(),
        note,
        Headings.since(value),
        Headings.deprecated(value),
        Doc.paragraphs(value.doc()));
  }

  ConstantsView constants() {
    List<ConstantView> rows = scope.schema().constants().stream().map(this::constant).toList();
    return new ConstantsView(
        rows.stream().anyMatch(row -> !row.since().isEmpty()),
        rows.stream().anyMatch(row -> !row.doc().isEmpty() || !row.deprecated().isEmpty()),
        rows,
        rows.isEmpty() ? List.of() : Code.of(scope.c().constants(), scope.java().constants()));
  }

  private ConstantView constant(Constant constant) {
    return new ConstantView(
        Links.id(constant),
        constant.name(),
        constant.type() instanceof StringType
            ? List.of(new LinkView("string", ""))
            : scope.links().spelled(constant.type().spelling()),
        Values.shown(constant.type(), constant.value()),
        constant.unit(),
        Headings.since(constant),
        Headings.deprecated(constant),
        Doc.paragraphs(constant.doc()));
  }
}
