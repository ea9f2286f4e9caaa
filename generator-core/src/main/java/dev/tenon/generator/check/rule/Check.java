// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.rule;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumAlias;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import dev.tenon.generator.schema.reader.Places;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Input of a rule and receiver of its reports. */
public record Check(Schema schema, Layouts layouts, Places places, Diagnostics diagnostics) {

  public void report(DiagnosticCode code, Span span, String message) {
    diagnostics.report(code, span, message);
  }

  public void report(Diagnostic diagnostic) {
    diagnostics.report(diagnostic);
  }

  /** Everything that shares the schema's one name space, in the order of the text. */
  public List<Declaration> topLevel() {
    List<Declaration> all = new ArrayList<>();
    all.addAll(schema.constants());
    all.addAll(schema.enums());
    all.addAll(schema.flags());
    all.addAll(schema.unions());
    all.addAll(schema.structs());
    all.addAll(schema.handles());
    all.addAll(invocables());
    all.addAll(schema.regions());
    all.sort(Comparator.comparing(Declaration::span));
    return all;
  }

  /** Everything that can be called. */
  public List<Invocable> invocables() {
    List<Invocable> all = new ArrayList<>();
    all.addAll(schema.callbacks());
    all.addAll(schema.functions());
    all.addAll(schema.exports());
    return all;
  }

  /** Everything that the author named, parts of types and regions included. */
  public Stream<Declaration> everyDeclaration() {
    Set<StructType> events = events();
    return topLevel().stream()
        .filter(declaration -> !events.contains(declaration))
        .flatMap(Check::withParts);
  }

  /** The structs that no author wrote: what batches hold, made from parameters. */
  public Set<StructType> events() {
    Set<StructType> events = Collections.newSetFromMap(new IdentityHashMap<>());
    schema.callbacks().stream()
        .flatMap(callback -> callback.batch().stream())
        .forEach(batch -> events.add(batch.event()));
    return events;
  }

  /**
   * Whether the author may still lay a struct out in another way: it came with the current version,
   * so that no program of an earlier one relies on where its fields lie, and it is declared here.
   */
  public boolean isMovable(StructType struct) {
    return struct.since() == schema.version()
        && struct.extern().isEmpty()
        && !schema.isImported(struct);
  }

  /** Returns the members of a declaration. */
  public static List<? extends Declaration> parts(Declaration declaration) {
    if (declaration instanceof EnumType type) {
      return joined(type.values(), type.aliases());
    } else if (declaration instanceof FlagsType type) {
      return joined(type.bits(), type.masks());
    } else if (declaration instanceof StructType type) {
      return joined(type.fields(), type.reserved());
    } else if (declaration instanceof UnionType type) {
      return type.arms();
    } else if (declaration instanceof Field field) {
      return field.bits();
    } else if (declaration instanceof Region region) {
      return region.contents();
    } else if (declaration instanceof Invocable invocable) {
      return parameters(invocable);
    }
    return List.of();
  }

  private static List<Declaration> joined(
      List<? extends Declaration> first, List<? extends Declaration> second) {
    List<Declaration> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The parameters that an author wrote. */
  public static List<Parameter> parameters(Invocable invocable) {
    return invocable instanceof Callback callback && callback.batch().isPresent()
        ? callback.batch().get().parameters()
        : invocable.signature().parameters();
  }

  private static Stream<Declaration> withParts(Declaration declaration) {
    return Stream.concat(
        Stream.of(declaration), parts(declaration).stream().flatMap(Check::withParts));
  }

  /** Whether a declaration stands in the schema itself, not inside another one. */
  public static boolean isTopLevel(Declaration declaration) {
    return !(declaration instanceof EnumValue
        || declaration instanceof EnumAlias
        || declaration instanceof FlagBit
        || declaration instanceof FlagMask
        || declaration instanceof Field
        || declaration instanceof BitRange
        || declaration instanceof ReservedBytes
        || declaration instanceof Parameter
        || declaration instanceof Section);
  }
}
