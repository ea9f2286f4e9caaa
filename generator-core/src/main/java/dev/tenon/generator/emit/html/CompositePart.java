// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.PageView.CompositeView;
import dev.tenon.generator.emit.html.PageView.FieldView;
import dev.tenon.generator.emit.html.PageView.FieldsView;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes the views of structs and unions. */
final class CompositePart {

  private static final int CACHE_LINE = 64;

  private final PageScope scope;

  CompositePart(PageScope scope) {
    this.scope = scope;
  }

  CompositeView composite(Composite composite) {
    StructLayoutPlan plan = scope.layouts().plan(composite);
    return new CompositeView(
        Headings.of(scope, composite, facts(plan)),
        sizes(plan),
        MemoryMap.of(plan, scope.layouts()),
        composite.fields().stream()
            .filter(field -> !field.bits().isEmpty())
            .map(field -> BitMap.of(composite, field))
            .toList(),
        fields(plan),
        Code.of(scope.c().of(composite), scope.java().composite(composite)));
  }

  private static List<String> facts(StructLayoutPlan plan) {
    List<String> facts = new ArrayList<>();
    if (plan.composite() instanceof StructType struct) {
      struct.messageId().ifPresent(id -> facts.add("message " + id));
      struct
          .extern()
          .ifPresent(extern -> facts.add("%s of <%s>".formatted(extern.c(), extern.header())));
    } else {
      facts.add(
          ((UnionType) plan.composite())
              .tag()
              .map(tag -> "arm told by a " + tag.name())
              .orElse("unchecked"));
    }
    facts.add(Doc.count(plan.size(), "byte"));
    facts.add("aligned to " + plan.alignment());
    long lines = (plan.size() + CACHE_LINE - 1) / CACHE_LINE;
    if (lines > 1) {
      facts.add(lines + " cache lines");
    }
    if (plan.padding() > 0) {
      facts.add(Doc.count(plan.padding(), "byte") + " of padding");
    }
    if (plan.gaps() > 0) {
      facts.add(Doc.count(plan.gaps(), "byte") + " not described");
    }
    return facts;
  }

  /** The sizes before today's. */
  private static List<String> sizes(StructLayoutPlan plan) {
    List<String> sizes = new ArrayList<>();
    long shown = 0;
    for (StructLayoutPlan.Version version : plan.history()) {
      if (version.size() != shown && version.size() != plan.size()) {
        sizes.add("%s in version %s".formatted(Doc.count(version.size(), "byte"), version.since()));
      }
      shown = version.size();
    }
    return sizes;
  }

  private FieldsView fields(StructLayoutPlan plan) {
    FieldRows fields = new FieldRows(scope, plan);
    List<FieldView> rows = plan.members().stream().flatMap(fields::of).toList();
    return new FieldsView(
        anyOf(rows, FieldView::unit),
        anyOf(rows, FieldView::since),
        anyOf(rows, FieldView::initial),
        anyOf(rows, FieldView::range),
        rows.stream().anyMatch(row -> !row.doc().isEmpty() || !row.deprecated().isEmpty()),
        rows);
  }

  private static boolean anyOf(List<FieldView> rows, Function<FieldView, String> column) {
    return rows.stream().map(column).anyMatch(text -> !text.isEmpty());
  }
}
