// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Identifier;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Type;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports a {@code java_name} or {@code c_name} that is no usable identifier. */
public final class GivenNameRule implements Rule {

  private static final int MAX_LENGTH = 127;

  @Override
  public void check(Check check) {
    Set<Declaration> foreign = foreign(check);
    check
        .everyDeclaration()
        .forEach(declaration -> check(check, declaration, foreign.contains(declaration)));
  }

  /** Returns the declarations whose names in C are those of a foreign header. */
  private static Set<Declaration> foreign(Check check) {
    Set<Declaration> foreign = Collections.newSetFromMap(new IdentityHashMap<>());
    check.schema().structs().stream()
        .filter(struct -> struct.extern().isPresent())
        .forEach(struct -> foreign.addAll(struct.fields()));
    check
        .everyDeclaration()
        .filter(declaration -> declaration.foreign().isPresent() && !(declaration instanceof Type))
        .forEach(foreign::add);
    return foreign;
  }

  private static void check(Check check, Declaration declaration, boolean foreign) {
    declaration
        .names()
        .java()
        .flatMap(
            name -> fault(name, "Java", JavaNames.isIdentifier(name), JavaNames.isUsable(name)))
        .ifPresent(
            fault ->
                check.report(
                    DiagnosticCode.INVALID_JAVA_NAME,
                    check.places().of(declaration, "java_name"),
                    fault));
    declaration
        .names()
        .c()
        .filter(name -> !foreign || !CNames.isUsableInForeignHeader(name))
        .flatMap(name -> faultInC(check, name))
        .ifPresent(
            fault ->
                check.report(
                    DiagnosticCode.INVALID_C_NAME,
                    check.places().of(declaration, "c_name"),
                    fault));
  }

  private static Optional<String> faultInC(Check check, String name) {
    Optional<String> fault = fault(name, "C", CNames.isIdentifier(name), CNames.isUsable(name));
    return fault.isEmpty() && CNames.isOfRuntime(name) && !check.schema().cPrefix().equals("tenon")
        ? Optional.of("'%s' is reserved for the runtime".formatted(Identifier.shortened(name)))
        : fault;
  }

  private static Optional<String> fault(
      String name, String language, boolean identifier, boolean usable) {
    String shown = Identifier.shortened(name);
    if (!identifier) {
      return Optional.of("'%s' is not a %s identifier".formatted(shown, language));
    } else if (!usable) {
      return Optional.of(
          "'%s' is reserved in %s".formatted(shown, language.equals("C") ? "C or C++" : language));
    } else if (name.length() > MAX_LENGTH) {
      return Optional.of(
          "'%s' has %d characters; at most %d are allowed"
              .formatted(shown, name.length(), MAX_LENGTH));
    }
    return Optional.empty();
  }

  /** Whether all names of a declaration are valid; invalid ones are reported elsewhere. */
  static boolean isUsable(Declaration declaration) {
    return Identifier.isValid(declaration.name())
        && declaration.names().java().filter(name -> !JavaNames.isUsable(name)).isEmpty()
        && declaration.names().c().filter(name -> !CNames.isUsable(name)).isEmpty();
  }

  /** Returns the declarations with valid names; only these can collide. */
  static <T extends Declaration> List<T> usable(List<T> declarations) {
    return declarations.stream().filter(GivenNameRule::isUsable).toList();
  }
}
