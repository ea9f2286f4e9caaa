// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.CodeView;
import dev.tenon.generator.emit.html.PageView.ConstantView;
import dev.tenon.generator.emit.html.PageView.ConstantsView;
import dev.tenon.generator.emit.html.PageView.HeadingView;
import dev.tenon.generator.emit.html.PageView.ValueView;
import dev.tenon.generator.emit.html.PageView.ValuesView;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import java.util.List;

/** Makes the views of enums, flags and constants: named numbers. */
final class ValuesPart {

  private final PageScope scope;

  ValuesPart(PageScope scope) {
    this.scope = scope;
  }

  List<ValuesView> enums() {
    return scope.schema().enums().stream().map(this::enumeration).toList();
  }

  private ValuesView enumeration(EnumType type) {
    return view(
        Headings.of(scope, type, List.of("stored as " + type.storage().spelling())),
        "Number",
        type.values().stream().map(value -> value(type, value, value.number().toString())).toList(),
        Code.of(scope.c().values(type), scope.java().enumeration(type)));
  }

  List<ValuesView> flags() {
    return scope.schema().flags().stream().map(this::flags).toList();
  }

  private ValuesView flags(FlagsType type) {
    return view(
        Headings.of(scope, type, List.of("stored as " + type.storage().spelling())),
        "Bit",
        type.bits().stream().map(bit -> value(type, bit, Integer.toString(bit.bit()))).toList(),
        Code.of(scope.c().values(type), scope.java().flags(type)));
  }

  private static ValuesView view(
      HeadingView heading, String numbers, List<ValueView> values, List<CodeView> code) {
    return new ValuesView(
        heading,
        numbers,
        values.stream().anyMatch(value -> !value.since().isEmpty()),
        values.stream().anyMatch(value -> !value.doc().isEmpty() || !value.deprecated().isEmpty()),
        values,
        code);
  }

  private static ValueView value(Declaration owner, Declaration value, String number) {
    return new ValueView(
        Links.id(owner, value),
        number,
        value.name(),
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
        scope.links().spelled(constant.type().spelling()),
        Values.shown(constant.type(), constant.value()),
        Headings.since(constant),
        Headings.deprecated(constant),
        Doc.paragraphs(constant.doc()));
  }
}
