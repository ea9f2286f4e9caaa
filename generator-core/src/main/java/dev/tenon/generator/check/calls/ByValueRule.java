// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.calls;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.StructType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A struct by value lies where the calling convention says, which knows natural alignment only;
 * {@code java.lang.foreign.Linker} refuses any other.
 */
public final class ByValueRule implements Rule {

  @Override
  public void check(Check check) {
    Known known = new Known();
    for (Invocable invocable : check.invocables()) {
      for (Parameter parameter : invocable.signature().parameters()) {
        check(check, parameter.type(), parameter.typeSpan(), known);
      }
      invocable
          .signature()
          .returns()
          .ifPresent(type -> check(check, type, check.places().of(invocable, "returns"), known));
    }
  }

  /**
   * Findings by the names of structs: a struct may be reached on very many ways.
   *
   * @param partial foreign structs that are described in part
   * @param raised structs and fields whose alignment is raised
   */
  private record Known(
      Map<String, Optional<StructType>> partial, Map<String, Optional<Declaration>> raised) {

    Known() {
      this(new HashMap<>(), new HashMap<>());
    }
  }

  private static void check(Check check, ParameterType type, Span span, Known known) {
    if (type instanceof ByValue value && value.type() instanceof StructType struct) {
      Optional<StructType> partial = partial(struct, known.partial());
      if (partial.isPresent()) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.PARTIAL_BY_VALUE,
                    span,
                    "'%s' cannot be passed by value, because its members are not all known"
                        .formatted(struct.name()))
                .withRelated(partial.get().span(), "described in part")
                .withHelp("pass a pointer: const %s*".formatted(struct.name())));
        return;
      }
      raised(check, struct, known.raised())
          .ifPresent(
              raised ->
                  check.report(
                      Diagnostic.of(
                              DiagnosticCode.OVERALIGNED_BY_VALUE,
                              span,
                              "'%s' has an alignment that passing by value does not keep"
                                  .formatted(struct.name()))
                          .withRelated(check.places().of(raised, "align"), "raised here")
                          .withHelp("pass a pointer: const %s*".formatted(struct.name()))));
    }
  }

  /**
   * Returns the foreign struct, itself or inside of it, whose members may not all be described: in
   * which registers a value is passed depends on all of them.
   */
  private static Optional<StructType> partial(
      Composite composite, Map<String, Optional<StructType>> known) {
    if (composite instanceof StructType struct && struct.isPartial()) {
      return Optional.of(struct);
    }
    Optional<StructType> found = known.get(composite.name());
    if (found == null) {
      found =
          composite.fields().stream()
              .filter(field -> field.valueType() instanceof Composite)
              .flatMap(field -> partial((Composite) field.valueType(), known).stream())
              .findFirst();
      known.put(composite.name(), found);
    }
    return found;
  }

  /** Returns the struct or field, in a struct or deeper, whose alignment is raised. */
  private static Optional<Declaration> raised(
      Check check, Composite composite, Map<String, Optional<Declaration>> known) {
    Optional<Declaration> found = known.get(composite.name());
    if (found == null) {
      found = find(check, composite, known);
      known.put(composite.name(), found);
    }
    return found;
  }

  private static Optional<Declaration> find(
      Check check, Composite composite, Map<String, Optional<Declaration>> known) {
    if (composite instanceof StructType struct
        && struct.alignment().orElse(1) > check.layouts().plan(struct).naturalAlignment()) {
      return Optional.of(struct);
    }
    for (Field field : composite.fields()) {
      if (field.alignment().orElse(1) > check.layouts().alignment(field.valueType())) {
        return Optional.of(field);
      }
      Optional<Declaration> nested =
          field.valueType() instanceof Composite inner
              ? raised(check, inner, known)
              : Optional.empty();
      if (nested.isPresent()) {
        return nested;
      }
    }
    return Optional.empty();
  }
}
