// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameScope.Language;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * No two names become one in generated Java: classes, also on file systems that ignore case, and
 * members by signature.
 */
public final class JavaCollisionRule implements Rule {

  /** What a region class has for itself; contents of such a name get a trailing underscore. */
  static final Set<String> REGION_MEMBERS = Set.of("close", "region");

  @Override
  public void check(Check check) {
    if (check.schema().name().isEmpty()) {
      return;
    }
    NameScope classes = types(check);
    constants(check);
    check.schema().enums().forEach(type -> values(check, type));
    check.schema().flags().forEach(type -> bits(check, type));
    check.schema().structs().forEach(struct -> fields(check, struct));
    check.schema().unions().forEach(union -> arms(check, union));
    check.schema().regions().forEach(region -> contents(check, classes, region));
    JavaCalls.check(check, classes);
  }

  /** Returns the classes by their exact names. */
  private static NameScope types(Check check) {
    NameScope classes = new NameScope(check, Language.JAVA);
    NameScope files = new NameScope(check, Language.JAVA);
    reserve(files, generated(check.schema()).stream(), "");
    for (Schema imported : check.schema().imports()) {
      if (imported.javaPackage().equals(check.schema().javaPackage())) {
        neighbours(files, imported);
      }
    }
    for (Declaration type : GivenNameRule.usable(check.topLevel())) {
      List<String> names = classes(type);
      if (!names.isEmpty()) {
        claim(files, type);
        names.forEach(name -> classes.reserve("class " + name));
        reservedType(check, type);
      }
    }
    return classes;
  }

  /** Classes of an imported schema that lie in the same package. */
  private static void neighbours(NameScope files, Schema imported) {
    reserve(files, generated(imported).stream(), "");
    imported.dataTypes().forEach(type -> claim(files, type));
    // The others are not imported: one of the same name here is no mistake but for its class.
    Stream<String> others =
        Stream.<List<? extends Declaration>>of(
                imported.handles(), imported.callbacks(), imported.regions())
            .flatMap(List::stream)
            .flatMap(type -> classes(type).stream());
    reserve(files, others, " of " + imported.fileName());
  }

  private static void claim(NameScope files, Declaration type) {
    classes(type).forEach(name -> files.claim(type, fileKey(name), "class " + name));
  }

  private static void reserve(NameScope files, Stream<String> names, String whose) {
    names.forEach(name -> files.reserveAs(fileKey(name), "class " + name + whose));
  }

  /** The classes of a declaration that have files of their own. */
  private static List<String> classes(Declaration type) {
    if (type instanceof Constant || type instanceof NativeFunction || type instanceof Export) {
      return List.of();
    }
    return type instanceof Callback
        ? List.of(JavaNames.type(type), JavaNames.stubType(type))
        : List.of(JavaNames.type(type));
  }

  /** Classes that belong to the schema as a whole. */
  private static List<String> generated(Schema schema) {
    List<String> names =
        new ArrayList<>(List.of(JavaNames.constantsType(schema), JavaNames.supportType(schema)));
    boolean library =
        !(schema.handles().isEmpty()
            && schema.callbacks().isEmpty()
            && schema.functions().isEmpty());
    if (library) {
      names.add(JavaNames.facadeType(schema));
    }
    if (library || !schema.exports().isEmpty()) {
      names.add(JavaNames.abiType(schema));
    }
    if (!schema.exports().isEmpty()) {
      names.add(JavaNames.exportsType(schema));
      names.add(JavaNames.exportsBinderType(schema));
    }
    return names;
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
    GivenNameRule.usable(check.schema().constants())
        .forEach(c -> scope.claim(c, JavaNames.constant(c)));
  }

  private static void values(Check check, EnumType type) {
    NameScope scope = new NameScope(check, Language.JAVA);
    scope.reserve("UNRECOGNIZED", "value");
    GivenNameRule.usable(Check.parts(type))
        .forEach(value -> scope.claim(value, JavaNames.constant(value)));
  }

  private static void bits(Check check, FlagsType type) {
    NameScope scope = new NameScope(check, Language.JAVA);
    GivenNameRule.usable(Check.parts(type))
        .forEach(bit -> scope.claim(bit, JavaNames.constant(bit)));
  }

  private static void fields(Check check, StructType struct) {
    if (!GivenNameRule.isUsable(struct)) {
      return;
    }
    NameScope scope = new NameScope(check, Language.JAVA);
    JavaMembers.OWN.forEach(scope::reserve);
    if (check.layouts().evolution().isEvolving(struct)) {
      JavaMembers.EVOLVING.forEach(scope::reserve);
    }
    for (Field field : GivenNameRule.usable(struct.fields())) {
      JavaMembers.of(field).forEach(signature -> scope.claim(field, signature));
      JavaMembers.constants(field).forEach(constant -> scope.claim(field, constant));
      for (BitRange range : GivenNameRule.usable(field.bits())) {
        JavaMembers.of(field, range).forEach(signature -> scope.claim(range, signature));
      }
    }
  }

  private static void arms(Check check, UnionType union) {
    if (!GivenNameRule.isUsable(union)) {
      return;
    }
    NameScope scope = new NameScope(check, Language.JAVA);
    List<Field> arms = GivenNameRule.usable(union.arms());
    if (union.tag().isEmpty()) {
      JavaMembers.OWN.forEach(scope::reserve);
      arms.forEach(arm -> JavaMembers.of(arm).forEach(member -> scope.claim(arm, member)));
      return;
    }
    JavaMembers.ownOfTagged(union.tag().get()).forEach(scope::reserve);
    // The records of arms lie in an interface in the class, and may be called like neither.
    scope.reserve("class Unknown", "class Value", "class " + JavaNames.type(union));
    for (Field arm : arms) {
      JavaMembers.ofArm(arm).forEach(member -> scope.claim(arm, member));
      scope.claim(arm, "class " + JavaNames.armType(arm));
    }
  }

  private static void contents(Check check, NameScope classes, Region region) {
    NameScope scope = new NameScope(check, Language.JAVA, classes);
    JavaMembers.OBJECT.forEach(scope::reserve);
    for (Section section : GivenNameRule.usable(region.contents())) {
      String member = JavaNames.member(section);
      scope.claim(section, REGION_MEMBERS.contains(member) ? member + "_()" : member + "()");
      if (section instanceof QueueSection) {
        for (String role : List.of("Queue", "Handler", "Producer", "Consumer")) {
          scope.claim(section, "class " + JavaNames.capitalized(section) + role);
        }
      }
    }
  }
}
