// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.contract;

import dev.tenon.generator.check.names.NameRule;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Identifier;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Schema;
import java.util.Arrays;
import java.util.Locale;

/** Checks the head of a schema: name, version, Java package, C prefix. */
public final class SchemaHeaderRule implements Rule {

  private static final int MAX_VERSION = 65_535;
  private static final int MAX_PACKAGE = 200;
  private static final int MAX_PREFIX = 32;
  private static final String RUNTIME = "tenon";
  private static final String RUNTIME_SCHEMA = "tenon_format";
  private static final String SUFFIX = ".tenon.yaml";

  @Override
  public void check(Check check) {
    check.places().ofHeader("schema").ifPresent(span -> name(check, span));
    check.places().ofHeader("version").ifPresent(span -> version(check, span));
    check.places().ofHeader("java.package").ifPresent(span -> javaPackage(check, span));
    check.places().ofHeader("c.prefix").ifPresent(span -> cPrefix(check, span));
  }

  private static void name(Check check, Span span) {
    Schema schema = check.schema();
    if (schema.name().isEmpty() || !NameRule.isName(check, schema.name(), span, true)) {
      return;
    }
    if (schema.name().equalsIgnoreCase(RUNTIME)) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.RESERVED_NAME,
                  span,
                  "the name '%s' is reserved for the runtime".formatted(schema.name()))
              .withHelp(
                  "its header would have the name of the runtime's header: " + RUNTIME + ".h"));
    }
    String file = schema.fileName();
    String stem =
        file.endsWith(SUFFIX)
            ? file.substring(0, file.length() - SUFFIX.length())
            : file.replaceFirst("\\..*", "");
    if (!stem.equals(schema.name())) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.SCHEMA_NAME_DIFFERS,
                  span,
                  "schema '%s' is in file '%s'".formatted(schema.name(), file))
              .withHelp("rename the file to " + schema.name() + SUFFIX));
    }
  }

  private static void version(Check check, Span span) {
    int version = check.schema().version();
    if (version < 1 || version > MAX_VERSION) {
      check.report(
          DiagnosticCode.VERSION_OUT_OF_RANGE,
          span,
          "version %s is not from 1 to %d".formatted(span.text(), MAX_VERSION));
    }
  }

  private static void javaPackage(Check check, Span span) {
    String name = check.schema().javaPackage();
    boolean usable =
        name.length() <= MAX_PACKAGE
            && Arrays.stream(name.split("\\.", -1)).allMatch(JavaNames::isUsable);
    if (!name.isEmpty() && !usable) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_JAVA_PACKAGE,
                  span,
                  "'%s' is not a Java package".formatted(Identifier.shortened(name)))
              .withHelp("a package is a dotted name, such as com.example.market"));
    } else if (JavaNames.isOfJdk(name)) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_JAVA_PACKAGE,
                  span,
                  "package '%s' belongs to the JDK".formatted(Identifier.shortened(name)))
              .withHelp("use a package of your own, such as com.example.market"));
    }
  }

  private static void cPrefix(Check check, Span span) {
    String prefix = check.schema().cPrefix();
    boolean usable =
        prefix.length() <= MAX_PREFIX
            && CNames.isUsable(prefix)
            && prefix.equals(prefix.toLowerCase(Locale.ROOT))
            && !prefix.endsWith("_");
    if (!prefix.isEmpty() && !usable) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_C_PREFIX,
                  span,
                  "'%s' cannot be a C prefix".formatted(Identifier.shortened(prefix)))
              .withHelp(
                  "a prefix is lower-case letters, digits and '_' between them, at most %d"
                      .formatted(MAX_PREFIX)));
    } else if ((prefix + "_").startsWith(RUNTIME + "_")
        && !check.schema().name().equals(RUNTIME_SCHEMA)) {
      check.report(
          DiagnosticCode.RESERVED_NAME, span, "the prefix 'tenon' is reserved for the runtime");
    }
  }
}
