// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Identifier;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.SemanticType;
import java.util.Set;

/** Reports names that are no identifiers, are too long, or are built-in types. */
public final class NameRule implements Rule {

  /** Words that begin the type of a parameter. */
  private static final Set<String> BUILT_IN = Set.of("string", "void", "const");

  // Names of schemas, regions and their contents are stored in char[64] of a region's header.
  private static final int MAX_STORED = 63;
  private static final int MAX_LENGTH = 127;

  @Override
  public void check(Check check) {
    check
        .everyDeclaration()
        .forEach(
            declaration ->
                isName(
                    check,
                    declaration.name(),
                    declaration.span(),
                    declaration instanceof Region || declaration instanceof Section));
    for (Declaration declaration : check.topLevel()) {
      if (isBuiltIn(declaration.name())) {
        check.report(
            DiagnosticCode.RESERVED_NAME,
            declaration.span(),
            "'%s' is a built-in type".formatted(declaration.name()));
      }
    }
  }

  private static boolean isBuiltIn(String name) {
    return ScalarType.of(name).isPresent()
        || SemanticType.kind(name).isPresent()
        || BUILT_IN.contains(name);
  }

  /** Whether a text is a valid name; reports an error when it is not. */
  public static boolean isName(Check check, String name, Span span, boolean stored) {
    int max = stored ? MAX_STORED : MAX_LENGTH;
    if (!Identifier.isValid(name)) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_NAME,
                  span,
                  "'%s' is not a valid name".formatted(Identifier.shortened(name)))
              .withHelp("use ASCII letters, digits and '_', and begin with a letter"));
      return false;
    }
    if (name.length() > max) {
      check.report(
          DiagnosticCode.NAME_TOO_LONG,
          span,
          "'%s' has %d characters; at most %d are allowed"
              .formatted(Identifier.shortened(name), name.length(), max));
      return false;
    }
    return true;
  }
}
