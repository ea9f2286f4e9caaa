// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.contract;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Identifier;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Imported names and those of the schema itself are one name space. */
public final class ImportRule implements Rule {

  @Override
  public void check(Check check) {
    names(check);
    files(check);
  }

  private static void names(Check check) {
    Map<String, Declaration> known = new HashMap<>();
    for (Schema imported : check.schema().imports()) {
      imported
          .dataTypes()
          .forEach(
              declaration -> {
                Declaration first = known.putIfAbsent(declaration.name(), declaration);
                if (first != null) {
                  clash(check, declaration, first, "imported, too");
                }
              });
    }
    for (Schema imported : check.schema().imports()) {
      imported.composites().forEach(composite -> parts(check, composite, known));
    }
    for (Declaration declaration : check.topLevel()) {
      Declaration first = known.get(declaration.name());
      if (first != null) {
        clash(check, declaration, first, "imported from here");
      }
    }
  }

  /**
   * Collects the types of imported structs, which may be imported in their turn. Such a type cannot
   * be named here, but it is in the layout, which tells types apart by their names.
   */
  private static void parts(Check check, Composite composite, Map<String, Declaration> known) {
    for (Field field : composite.fields()) {
      field.bits().forEach(bits -> bits.enumeration().ifPresent(e -> part(check, e, known)));
      part(check, field.valueType(), known);
    }
    if (composite instanceof UnionType union) {
      union.tag().ifPresent(tag -> part(check, tag, known));
    }
  }

  private static void part(Check check, Type type, Map<String, Declaration> known) {
    if (!(type instanceof Declaration declaration)) {
      return;
    }
    Declaration declared = type instanceof EnumType e ? e.declaration() : declaration;
    Declaration first = known.putIfAbsent(declared.name(), declared);
    if (first == null && declared instanceof Composite composite) {
      parts(check, composite, known);
    } else if (first != null && first != declared) {
      clash(check, declared, first, "imported, too");
    }
  }

  private static void clash(
      Check check, Declaration declaration, Declaration first, String related) {
    check.report(
        Diagnostic.of(
                DiagnosticCode.IMPORT_CLASH,
                declaration.span(),
                "'%s' is declared twice".formatted(Identifier.shortened(declaration.name())))
            .withRelated(first.span(), related)
            .withHelp("rename one of them"));
  }

  /** Headers include one another, so what is called after the schema must differ in all of them. */
  private static void files(Check check) {
    Map<String, Schema> names = new HashMap<>();
    Map<String, Schema> prefixes = new HashMap<>();
    names.put(check.schema().name().toLowerCase(Locale.ROOT), check.schema());
    prefixes.put(check.schema().cPrefix(), check.schema());
    Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < check.schema().imports().size(); i++) {
      Span place = check.places().ofImport(i);
      for (Schema schema : reached(check.schema().imports().get(i), seen)) {
        String name = schema.name();
        Schema same = names.putIfAbsent(name.toLowerCase(Locale.ROOT), schema);
        if (same != null) {
          again(check, place, "schema", name, same);
          continue;
        }
        same = prefixes.putIfAbsent(schema.cPrefix(), schema);
        if (same != null) {
          again(check, place, "C prefix", schema.cPrefix(), same);
        }
      }
    }
  }

  /** A schema and what it imports, at any depth, as far as it was not reached before. */
  private static List<Schema> reached(Schema schema, Set<Schema> seen) {
    List<Schema> reached = new ArrayList<>();
    if (seen.add(schema)) {
      reached.add(schema);
      schema.imports().forEach(imported -> reached.addAll(reached(imported, seen)));
    }
    return reached;
  }

  private static void again(Check check, Span place, String what, String name, Schema same) {
    check.report(
        Diagnostic.of(
                DiagnosticCode.IMPORT_CLASH,
                place,
                "two schemas have the %s '%s'".formatted(what, name))
            .withRelated(same.span(), "the other one")
            .withHelp("their C headers would clash; rename one of them"));
  }
}
