// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.check.NameScope.Language;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.Section.QueueSection;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import java.util.Locale;

/**
 * No two names become one in generated Java: classes, also on file systems that ignore case, and
 * members by signature.
 */
final class JavaCollisionRule implements Rule {

  @Override
  public void check(Check check) {
    if (check.schema().name().isEmpty()) {
      return;
    }
    types(check);
    constants(check);
    check.schema().enums().forEach(type -> values(check, type));
    check.schema().flags().forEach(type -> bits(check, type));
    check.schema().structs().forEach(struct -> fields(check, struct));
    check.schema().regions().forEach(region -> contents(check, region));
  }

  private static void types(Check check) {
    NameScope files = new NameScope(check, Language.JAVA);
    files.reserve(fileKey(JavaNames.constantsType(check.schema())));
    for (Declaration type : usable(check.topLevel())) {
      if (!(type instanceof Constant)) {
        String name = JavaNames.type(type);
        files.claim(type, fileKey(name), "class " + name);
        reservedType(check, type);
      }
    }
  }

  private static String fileKey(String className) {
    return className.toLowerCase(Locale.ROOT);
  }

  /** A class of such a name would hide one that generated code refers to. */
  private static void reservedType(Check check, Declaration type) {
    type.names()
        .java()
        .filter(JavaNames::isReservedType)
        .ifPresent(
            name ->
                check.report(
                    Diagnostic.of(
                            DiagnosticCode.INVALID_JAVA_NAME,
                            check.places().of(type, Language.JAVA.key()),
                            "generated code uses another class '%s'".formatted(name))
                        .withHelp("such as '%s_'".formatted(name))));
  }

  private static void constants(Check check) {
    NameScope scope = new NameScope(check, Language.JAVA);
    scope.reserve("SCHEMA_VERSION", "LAYOUT_HASH");
    usable(check.schema().constants()).forEach(c -> scope.claim(c, JavaNames.constant(c)));
  }

  private static void values(Check check, EnumType type) {
    NameScope scope = new NameScope(check, Language.JAVA);
    scope.reserve("UNRECOGNIZED", "value");
    usable(type.values()).forEach(value -> scope.claim(value, JavaNames.constant(value)));
  }

  private static void bits(Check check, FlagsType type) {
    NameScope scope = new NameScope(check, Language.JAVA);
    usable(type.bits()).forEach(bit -> scope.claim(bit, JavaNames.constant(bit)));
  }

  private static void fields(Check check, StructType struct) {
    if (!GivenNameRule.isUsable(struct)) {
      return;
    }
    NameScope scope = new NameScope(check, Language.JAVA);
    JavaMembers.OWN.forEach(scope::reserve);
    for (Field field : usable(struct.fields())) {
      JavaMembers.of(field).forEach(signature -> scope.claim(field, signature));
      scope.claim(field, JavaNames.constant(field) + "_OFFSET");
    }
  }

  private static void contents(Check check, Region region) {
    NameScope scope = new NameScope(check, Language.JAVA);
    scope.reserve("region()", "close()");
    JavaMembers.OBJECT.forEach(scope::reserve);
    for (Declaration type : usable(check.topLevel())) {
      if (!(type instanceof Constant)) {
        scope.reserve("class " + JavaNames.type(type));
      }
    }
    for (Section section : usable(region.contents())) {
      scope.claim(section, JavaNames.member(section) + "()");
      if (section instanceof QueueSection) {
        for (String role : List.of("Queue", "Handler", "Producer", "Consumer")) {
          scope.claim(section, "class " + JavaNames.capitalized(section) + role);
        }
      }
    }
  }

  /** Only what has a name can collide; a name that is none is a mistake of its own. */
  private static <T extends Declaration> List<T> usable(List<T> declarations) {
    return declarations.stream().filter(GivenNameRule::isUsable).toList();
  }
}
