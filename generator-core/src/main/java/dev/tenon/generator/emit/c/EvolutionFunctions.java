// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.EvolutionView.SizeView;
import dev.tenon.generator.emit.c.EvolutionView.StepView;
import dev.tenon.generator.layout.Evolution;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Functions that make of a struct of an earlier version one of today. */
final class EvolutionFunctions {

  // Names of the functions' other parameters and variables.
  private static final Set<String> PARAMETERS = Set.of("version", "initial", "i", "j", "k", "m");

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
  List<EvolutionView> of(List<Composite> composites) {
    return composites.stream()
        .filter(StructType.class::isInstance)
        .filter(evolution::isEvolving)
        .map(struct -> view((StructType) struct))
        .toList();
  }

  private EvolutionView view(StructType struct) {
    String type = CNames.type(schema, struct);
    String variable = CNames.variable(schema, struct, PARAMETERS);
    List<String> inner = inner(struct, variable);
    return new EvolutionView(
        type,
        CNames.constant(schema, struct),
        variable,
        sizes(struct),
        size(struct),
        complete(struct),
        CFunctions.head(
            "static inline void", complete(struct), type + " *" + variable, "unsigned version"),
        CFunctions.head(
            "static inline void",
            CIdentifiers.growth(schema, struct, List.of()).get("upgrade"),
            type + " *out",
            "const void *in",
            "unsigned version"),
        Receiver.INDICES.stream()
            .filter(index -> inner.stream().anyMatch(line -> line.contains("(" + index + " = ")))
            .toList(),
        steps(struct, variable),
        inner);
  }

  private String complete(StructType struct) {
    return CIdentifiers.growth(schema, struct, List.of()).get("complete");
  }

  private String size(StructType struct, Version version) {
    return CIdentifiers.growth(schema, struct, List.of(version.since()))
        .get("SIZE_V" + version.since());
  }

  private List<SizeView> sizes(StructType struct) {
    List<Version> sizes = layouts.plan(struct).changes(Version::size);
    return sizes.subList(0, sizes.size() - 1).stream()
        .map(version -> new SizeView(size(struct, version), version.since(), version.size()))
        .toList();
  }

  /** Alternatives for the size of a struct in {@code version}, to be joined by colons. */
  List<String> size(StructType struct) {
    String macro = CIdentifiers.composite(schema, struct).get("SIZE");
    List<Version> sizes = layouts.plan(struct).changes(Version::size);
    List<String> alternatives = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.size(); i++) {
      alternatives.add(
          "version < %d ? %s".formatted(sizes.get(i + 1).since(), size(struct, sizes.get(i))));
    }
    alternatives.add(macro);
    return alternatives;
  }

  private List<StepView> steps(StructType struct, String variable) {
    CMembers names = new CMembers(schema, struct);
    SortedMap<Integer, List<String>> steps = new TreeMap<>();
    for (Field field : struct.fields()) {
      if (evolution.isYounger(struct, field)) {
        List<String> resets =
            steps.computeIfAbsent(evolution.since(struct, field), since -> new ArrayList<>());
        if (field.type() instanceof ListType) {
          resets.add(reset(variable, names.countMember(field)));
        }
        resets.add(reset(variable, names.member(field)));
      }
    }
    return steps.entrySet().stream()
        .map(step -> new StepView(step.getKey(), step.getValue()))
        .toList();
  }

  private String reset(String variable, String member) {
    return CFunctions.call(
            STATEMENT,
            HeaderNames.function(schema, "copy"),
            List.of(
                "&" + variable + "->" + member, "&initial." + member, "sizeof initial." + member))
        + ";";
  }

  /** Lines that complete the structs in a struct. */
  private List<String> inner(StructType struct, String variable) {
    CMembers names = new CMembers(schema, struct);
    List<String> lines = new ArrayList<>();
    for (Field field : struct.fields()) {
      if (!evolution.isEvolvingIn(struct, field)) {
        continue;
      }
      Type type = field.type() instanceof ListType list ? list.room() : field.type();
      String place = variable + "->" + names.member(field);
      List<String> parts =
          type.innermost() instanceof StructType nested
              ? structs(type, nested, place)
              : CMembers.tagged(field)
                  .map(union -> arms(struct, field, union, variable))
                  .orElse(List.of());
      // What the writer did not have as a whole is a new one as a whole.
      lines.addAll(
          evolution.isYounger(struct, field) && !parts.isEmpty()
              ? Loops.block("if (version >= %d) {".formatted(evolution.since(struct, field)), parts)
              : parts);
    }
    return lines;
  }

  private List<String> structs(Type type, StructType nested, String place) {
    return Loops.over(
        type, place, element -> List.of(complete(nested) + "(&" + element + ", version);"));
  }

  /** The arm that is there. What is in a union without a tag nobody knows. */
  private List<String> arms(StructType struct, Field field, UnionType union, String variable) {
    CMembers names = new CMembers(schema, struct);
    CMembers inside = new CMembers(schema, union);
    Field tag = struct.tagBeside(field);
    List<String> lines = new ArrayList<>();
    for (Field arm : union.arms()) {
      if (arm.type().innermost() instanceof StructType nested && evolution.isEvolving(nested)) {
        String place = variable + "->" + names.member(field) + "." + inside.member(arm);
        String condition =
            "if (%s->%s == %s) {"
                .formatted(
                    variable,
                    names.member(tag),
                    CNames.value(schema, (EnumType) tag.type(), union.tagOf(arm)));
        lines.addAll(Loops.block(condition, structs(arm.type(), nested, place)));
      }
    }
    return lines;
  }
}
