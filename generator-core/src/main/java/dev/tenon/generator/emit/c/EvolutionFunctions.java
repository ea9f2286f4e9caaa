// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.EvolutionView.InnerView;
import dev.tenon.generator.emit.c.EvolutionView.SizeView;
import dev.tenon.generator.emit.c.EvolutionView.StepView;
import dev.tenon.generator.layout.Evolution;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Functions that make of a struct of an earlier version one of today. */
final class EvolutionFunctions {

  // What the functions call their other parameters and variables.
  private static final Set<String> PARAMETERS = Set.of("version", "initial", "i");

  // Columns before a statement in a block of a function.
  private static final int STATEMENT = 8;

  private final Schema schema;
  private final Layouts layouts;
  private final Evolution evolution;

  EvolutionFunctions(Schema schema, Layouts layouts) {
    this.schema = schema;
    this.layouts = layouts;
    this.evolution = layouts.evolution();
  }

  /** Those of all structs that need them, in the given order. */
  List<EvolutionView> of(List<StructType> structs) {
    return structs.stream().filter(evolution::isEvolving).map(this::view).toList();
  }

  private EvolutionView view(StructType struct) {
    String type = CNames.type(schema, struct);
    String variable = CNames.variable(struct, PARAMETERS);
    return new EvolutionView(
        type,
        CNames.constant(schema, struct),
        variable,
        sizes(struct),
        size(struct),
        CFunctions.head(
            "static inline void", type + "_complete", type + " *" + variable, "unsigned version"),
        CFunctions.head(
            "static inline void",
            type + "_upgrade",
            type + " *out",
            "const void *in",
            "unsigned version"),
        steps(struct, variable),
        inner(struct, variable));
  }

  private List<SizeView> sizes(StructType struct) {
    List<Version> sizes = layouts.plan(struct).changes(Version::size);
    return sizes.subList(0, sizes.size() - 1).stream()
        .map(
            version ->
                new SizeView(
                    CNames.constant(schema, struct) + "_SIZE_V" + version.since(),
                    version.since(),
                    version.size()))
        .toList();
  }

  /** Alternatives for the size of a struct in {@code version}, to be joined by colons. */
  List<String> size(StructType struct) {
    String macro = CNames.constant(schema, struct) + "_SIZE";
    List<Version> sizes = layouts.plan(struct).changes(Version::size);
    List<String> alternatives = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.size(); i++) {
      alternatives.add(
          "version < %d ? %s_V%d".formatted(sizes.get(i + 1).since(), macro, sizes.get(i).since()));
    }
    alternatives.add(macro);
    return alternatives;
  }

  private List<StepView> steps(StructType struct, String variable) {
    SortedMap<Integer, List<String>> steps = new TreeMap<>();
    for (Field field : struct.fields()) {
      if (evolution.isYounger(struct, field)) {
        List<String> members =
            steps.computeIfAbsent(evolution.since(struct, field), since -> new ArrayList<>());
        if (field.type() instanceof ListType) {
          members.add(reset(variable, CNames.stem(field) + "_count"));
        }
        members.add(reset(variable, CNames.member(field)));
      }
    }
    return steps.entrySet().stream()
        .map(step -> new StepView(step.getKey(), step.getValue()))
        .toList();
  }

  private String reset(String variable, String member) {
    return CFunctions.call(
            STATEMENT,
            schema.name().toLowerCase(Locale.ROOT) + "_copy_bytes",
            List.of(
                "&" + variable + "->" + member, "&initial." + member, "sizeof initial." + member))
        + ";";
  }

  private List<InnerView> inner(StructType struct, String variable) {
    List<InnerView> inner = new ArrayList<>();
    for (FieldMember member : layouts.plan(struct).fields()) {
      if (member.field().type().innermost() instanceof StructType nested
          && evolution.isEvolving(nested)) {
        long count = member.size() / layouts.plan(nested).size();
        int dimensions = dimensions(member.field());
        inner.add(
            new InnerView(
                CNames.type(schema, nested) + "_complete",
                "&" + variable + "->" + CNames.member(member.field()) + "[0]".repeat(dimensions),
                count));
      }
    }
    return inner;
  }

  private static int dimensions(Field field) {
    if (field.type() instanceof dev.tenon.generator.schema.ArrayType array) {
      return array.dimensions().size();
    }
    return field.type() instanceof ListType ? 1 : 0;
  }
}
