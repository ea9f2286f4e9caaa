// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameUnit.Name;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaMethod;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lists the names of generated Java: class names, without regard to case for file systems that
 * ignore it, and the members of each class by signature.
 */
final class JavaUnits {

  /** Scope of class files; the case of their names does not count. */
  private static final String FILES = "files";

  /** Scope of classes by exact name. */
  private static final String CLASSES = "classes";

  /** Scope of nested classes, which would hide top-level classes. */
  private static final String NESTED = "classes in regions";

  private final Schema schema;
  private final Layouts layouts;
  private final List<NameUnit> units = new ArrayList<>();

  private JavaUnits(Schema schema, Layouts layouts) {
    this.schema = schema;
    this.layouts = layouts;
  }

  /** Whether the names of a schema can be listed; other rules report why not. */
  static boolean isPossible(Schema schema) {
    return !schema.name().isEmpty();
  }

  /** Returns all names of a schema, in the order in which they are fixed. */
  static List<NameUnit> of(Schema schema, Layouts layouts) {
    JavaUnits units = new JavaUnits(schema, layouts);
    units.files();
    units.constants();
    schema.enums().forEach(type -> units.values(type, List.of("UNRECOGNIZED", "value")));
    schema.flags().forEach(type -> units.values(type, List.of()));
    schema.structs().forEach(units::fields);
    schema.unions().forEach(units::arms);
    schema.regions().forEach(units::contents);
    units.facade();
    units.exports();
    return units.units;
  }

  /** Returns the classes of imported schemas that lie in the same package. */
  static List<NameUnit> ofImports(Schema schema, Layouts layouts) {
    JavaUnits units = new JavaUnits(schema, layouts);
    schema.imports().stream()
        .filter(imported -> imported.javaPackage().equals(schema.javaPackage()))
        .forEach(units::neighbours);
    return units.units;
  }

  private void add(NameUnit unit) {
    units.add(unit);
  }

  private void fix(String scope, Collection<String> names) {
    add(NameUnit.fixed(names.stream().map(name -> Name.made(scope, name)).toList()));
  }

  private void files() {
    fixFiles(JavaIdentifiers.schema(schema), "");
    Stream<Declaration> types =
        Stream.<List<? extends Declaration>>of(
                schema.regions(),
                schema.callbacks(),
                schema.handles(),
                schema.structs(),
                schema.unions(),
                schema.enums(),
                schema.flags())
            .flatMap(List::stream);
    GivenNameRule.usable(types.toList())
        .forEach(type -> add(NameUnit.of(type, type.since(), () -> classes(type))));
  }

  private void fixFiles(Collection<String> classes, String whose) {
    List<Name> names = new ArrayList<>();
    for (String name : classes) {
      names.add(Name.made(FILES, fileKey(name)).as("class " + name + whose));
    }
    add(NameUnit.fixed(names));
  }

  /** Classes of an imported schema that lie in the same package. */
  private void neighbours(Schema imported) {
    fixFiles(JavaIdentifiers.schema(imported), "");
    imported.dataTypes().forEach(type -> add(new NameUnit(type, "", 0, () -> classes(type))));
    Stream.<List<? extends Declaration>>of(
            imported.handles(), imported.callbacks(), imported.regions())
        .flatMap(List::stream)
        .forEach(type -> fixFiles(JavaIdentifiers.classes(type), " of " + imported.fileName()));
  }

  /** The classes of a declaration that have files of their own. */
  private static List<Name> classes(Declaration type) {
    List<Name> names = new ArrayList<>();
    String own = JavaNames.type(type);
    for (String name : JavaIdentifiers.classes(type)) {
      String shown = "class " + name;
      Name file =
          name.equals(own) ? Name.own(FILES, fileKey(name)) : Name.made(FILES, fileKey(name));
      names.add(file.as(shown));
      names.add(Name.made(CLASSES, shown).inside(NESTED).shared());
    }
    return names;
  }

  private static String fileKey(String className) {
    return className.toLowerCase(Locale.ROOT);
  }

  private void constants() {
    fix("constants", JavaIdentifiers.constants());
    GivenNameRule.usable(schema.constants())
        .forEach(
            c ->
                add(
                    NameUnit.of(
                        c,
                        c.since(),
                        () -> List.of(Name.own("constants", JavaNames.constant(c))))));
  }

  private void values(Declaration type, List<String> reserved) {
    String scope = "class " + type.name();
    fix(scope, reserved);
    for (Declaration value : GivenNameRule.usable(Check.parts(type))) {
      add(
          NameUnit.of(
              value,
              since(type, value),
              () -> List.of(Name.own(scope, JavaNames.constant(value)))));
    }
  }

  private static int since(Declaration owner, Declaration part) {
    return Math.max(owner.since(), part.since());
  }

  private void fields(StructType struct) {
    if (!GivenNameRule.isUsable(struct)) {
      return;
    }
    String scope = "class " + struct.name();
    String record = "record of " + struct.name();
    fix(scope, JavaIdentifiers.struct());
    fix(record, JavaIdentifiers.VALUE);
    if (layouts.evolution().isEvolving(struct)) {
      List<Version> history = layouts.plan(struct).history();
      int since =
          history.size() > 1 ? history.get(1).since() : layouts.evolution().complete(struct);
      add(
          new NameUnit(
              struct,
              JavaNames.GROWTH,
              Math.max(1, since),
              () ->
                  List.of(
                      Name.made(scope, JavaNames.growth(struct, "contractVersion") + "()"),
                      Name.made(scope, JavaNames.growth(struct, "bytes") + "(int)"))));
    }
    for (Field field : GivenNameRule.usable(struct.fields())) {
      add(
          NameUnit.of(
              field,
              since(struct, field),
              () -> {
                List<Name> names = field(scope, field, JavaAccessors.of(schema, field), List.of());
                if (field.atomic()) {
                  JavaIdentifiers.waits(field)
                      .all()
                      .forEach(method -> names.add(Name.made("waits for " + scope, method)));
                }
                names.add(Name.own(record, JavaNames.member(field)));
                names.add(Name.made(record, JavaNames.with(field) + "(value)"));
                return names;
              }));
      for (BitRange range : GivenNameRule.usable(field.bits())) {
        add(
            NameUnit.of(
                range,
                Math.max(since(struct, field), range.since()),
                () ->
                    JavaAccessors.of(schema, field, range).signatures().stream()
                        .map(name -> Name.made(scope, name))
                        .toList()));
      }
    }
  }

  /** Signatures and constants of a field; methods with its name are its own names. */
  private static List<Name> field(
      String scope, Field field, JavaAccessors accessors, Collection<String> more) {
    List<Name> names = new ArrayList<>();
    String own = JavaNames.member(field) + "(";
    Stream.of(accessors.signatures(), more, JavaIdentifiers.offsets(field))
        .flatMap(Collection::stream)
        .distinct()
        .map(name -> name.startsWith(own) ? Name.own(scope, name) : Name.made(scope, name))
        .forEach(names::add);
    return names;
  }

  private void arms(UnionType union) {
    if (!GivenNameRule.isUsable(union)) {
      return;
    }
    String scope = "class " + union.name();
    boolean tagged = union.tag().isPresent();
    if (tagged) {
      fix(scope, JavaIdentifiers.tagged(union.tag().get()));
      // The records of arms lie in an interface in the class, and may be called like neither.
      fix(scope, List.of("class Unknown", "class Value", "class " + JavaNames.type(union)));
    } else {
      fix(scope, JavaIdentifiers.struct());
    }
    for (Field arm : GivenNameRule.usable(union.arms())) {
      add(
          NameUnit.of(
              arm,
              since(union, arm),
              () ->
                  tagged
                      ? field(
                          scope,
                          arm,
                          JavaAccessors.ofArm(schema, arm),
                          List.of("class " + JavaNames.armType(arm)))
                      : field(scope, arm, JavaAccessors.of(schema, arm), List.of())));
    }
  }

  private void contents(Region region) {
    String scope = "class " + region.name();
    fix(scope, JavaIdentifiers.OBJECT);
    for (Section section : GivenNameRule.usable(region.contents())) {
      add(
          NameUnit.of(
              section,
              since(region, section),
              () -> {
                List<Name> names = new ArrayList<>();
                names.add(Name.own(scope, JavaNames.section(section) + "()"));
                JavaIdentifiers.section(section)
                    .all()
                    .forEach(method -> names.add(Name.made(scope, method + "()")));
                for (String nested : JavaIdentifiers.classesOf(section).all()) {
                  String shown = "class " + nested;
                  names.add(Name.made(scope, shown));
                  names.add(Name.made(NESTED, shown).inside(CLASSES).shared());
                }
                return names;
              }));
    }
  }

  private void facade() {
    String scope = "facade";
    fix(scope, JavaIdentifiers.OBJECT);
    fix(scope, signatures(JavaCalls.load(), JavaCalls.loadLibrary()));
    if (!schema.exports().isEmpty()) {
      fix(scope, signatures(JavaCalls.bindExports(schema)));
    }
    for (Callback callback : GivenNameRule.usable(JavaCalls.registered(schema))) {
      add(
          NameUnit.of(
              callback,
              callback.since(),
              () -> List.of(made(scope, JavaCalls.registration(schema, callback)))));
    }
    for (NativeFunction function : GivenNameRule.usable(JavaCalls.called(schema))) {
      add(
          NameUnit.of(
              function,
              function.since(),
              () ->
                  Stream.concat(
                          Stream.of(own(scope, JavaCalls.method(schema, function))),
                          JavaCalls.rawMethod(schema, function).stream()
                              .map(twin -> made(scope, twin)))
                      .toList()));
    }
  }

  /** Methods of the interface of exports, and of the class that binds them. */
  private void exports() {
    String called = "exports";
    String carried = "exports binder";
    fix(called, JavaIdentifiers.OBJECT);
    fix(carried, JavaIdentifiers.OBJECT);
    fix(carried, signatures(JavaCalls.bind()));
    for (Export export : GivenNameRule.usable(schema.exports())) {
      add(
          NameUnit.of(
              export,
              export.since(),
              () -> {
                String views = "class " + JavaIdentifiers.export(export).get("Views");
                List<Name> names =
                    new ArrayList<>(
                        List.of(
                            Name.own("names of exports", JavaNames.member(export)),
                            Name.made("names of exports", views),
                            Name.made(NESTED, views).inside(CLASSES).shared(),
                            own(called, JavaCalls.method(schema, export)),
                            own(carried, JavaCalls.trampoline(export))));
                JavaCalls.rawMethod(schema, export)
                    .ifPresent(twin -> names.add(made(called, twin)));
                return names;
              }));
    }
  }

  private static List<String> signatures(JavaMethod... methods) {
    return Stream.of(methods).map(JavaMethod::signature).toList();
  }

  private static Name own(String scope, JavaMethod method) {
    return Name.own(scope, method.signature());
  }

  private static Name made(String scope, JavaMethod method) {
    return Name.made(scope, method.signature());
  }
}
