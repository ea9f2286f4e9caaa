// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameUnit.Name;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of generated Java: classes, also on file systems that ignore case, and for each class
 * its members by signature.
 */
final class JavaUnits {

  /** Classes by the files that they are in, on a file system that ignores case. */
  private static final String FILES = "files";

  /** Classes by their exact names. */
  private static final String CLASSES = "classes";

  /** Classes in the classes of regions, where they would hide those of the schema. */
  private static final String NESTED = "classes in regions";

  private final Schema schema;
  private final Layouts layouts;
  private final List<NameUnit> units = new ArrayList<>();

  private JavaUnits(Schema schema, Layouts layouts) {
    this.schema = schema;
    this.layouts = layouts;
  }

  /** Whether the names of a schema are known; a rule says why they are not. */
  static boolean isPossible(Schema schema) {
    return !schema.name().isEmpty();
  }

  /** Returns all names of a schema, those that are fixed first before others. */
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
    fix(scope, JavaIdentifiers.struct());
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
              () -> field(scope, field, JavaAccessors.of(schema, field), List.of())));
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

  /** Signatures and constants of a field; those that are called as itself are its own. */
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
                for (String nested : JavaIdentifiers.section(section).all()) {
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
    fix(scope, List.of("load(Path)", "loadLibrary(String)"));
    if (!schema.exports().isEmpty()) {
      fix(scope, List.of("bindExports(%s)".formatted(JavaNames.exportsType(schema))));
    }
    for (Callback callback : GivenNameRule.usable(schema.callbacks())) {
      if (callback.listeners() > 0) {
        add(
            NameUnit.of(
                callback,
                callback.since(),
                () ->
                    List.of(
                        Name.made(
                            scope,
                            "%s(%s)"
                                .formatted(
                                    JavaNames.member(callback), JavaNames.type(callback))))));
      }
    }
    Set<String> releases = new HashSet<>();
    schema.handles().stream()
        .map(HandleType::release)
        .flatMap(Optional::stream)
        .forEach(releases::add);
    for (NativeFunction function : GivenNameRule.usable(schema.functions())) {
      if (!releases.contains(function.name())) {
        add(
            NameUnit.of(
                function,
                function.since(),
                () -> List.of(Name.own(scope, JavaCalls.method(function, function.signature())))));
      }
    }
  }

  /** Beside the interface there is a class with a static method of the same name for each. */
  private void exports() {
    String methods = "exports";
    fix(methods, JavaIdentifiers.OBJECT);
    fix(methods, List.of("bind(long, long, int, long, long)"));
    for (Export export : GivenNameRule.usable(schema.exports())) {
      add(
          NameUnit.of(
              export,
              export.since(),
              () -> {
                String name = JavaNames.member(export);
                String views = "class " + JavaIdentifiers.export(export).get("Views");
                String carried = "%s(%s)".formatted(name, JavaCalls.carriers(export.signature()));
                String called = JavaCalls.method(export, export.signature());
                List<Name> names =
                    new ArrayList<>(
                        List.of(
                            Name.own("names of exports", name),
                            Name.made("names of exports", views),
                            Name.made(NESTED, views).inside(CLASSES).shared(),
                            Name.own(methods, carried)));
                if (!called.equals(carried)) {
                  names.add(Name.own(methods, called));
                }
                return names;
              }));
    }
  }
}
