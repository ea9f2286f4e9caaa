// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.JavaSource.Member;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Java declarations, cut from the generated classes: what a page shows is what is compiled. */
final class JavaDeclarations {

  private final Schema schema;
  private final Map<String, Member> types = new LinkedHashMap<>();

  JavaDeclarations(Schema schema, List<OutputFile> files) {
    this.schema = schema;
    for (OutputFile file : files) {
      if (file.path().endsWith(".java")) {
        JavaSource.read(file.content()).stream()
            .filter(Member::isType)
            .forEach(type -> types.put(className(file.path()), type));
      }
    }
  }

  private static String className(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
  }

  /** The accessors of a struct or union and its record, without what all of them have. */
  String composite(Composite composite) {
    String name = JavaNames.type(composite);
    Set<String> common =
        Set.of(
            "MemorySegment asSegment()",
            "MemorySegment backing()",
            "long backingOffset()",
            name + " copyFrom(" + name + " other)",
            "Value toValue()",
            name + " set(Value value)",
            "String toString()");
    return summary(
        name,
        member ->
            member.isPublic()
                && !member.shown().startsWith("static")
                && (member.isMethod() || member.isType() && !member.shown().contains("class "))
                && !member.shown().startsWith(name + "(")
                && !member.shown().startsWith(name + " wrap(MemorySegment ")
                && !common.contains(member.shown()));
  }

  /** The constants of an enum. */
  String enumeration(Declaration type) {
    return summary(
        JavaNames.type(type),
        member ->
            isConstant(member) || !member.hasBody() && member.text().matches("\\w+(\\(.*\\))?"));
  }

  /** The masks of flags. */
  String flags(Declaration type) {
    return summary(JavaNames.type(type), JavaDeclarations::isConstant);
  }

  /** All constants. */
  String constants() {
    Set<String> names =
        schema.constants().stream().map(JavaNames::constant).collect(Collectors.toSet());
    return summary(
        JavaNames.constantsType(schema),
        member ->
            isConstant(member)
                && names.contains(
                    member.text().replaceFirst("(?s) =.*", "").replaceFirst(".* ", "")));
  }

  private static boolean isConstant(Member member) {
    return member.isPublic() && member.shown().startsWith("static final ");
  }

  /** A handle. */
  String handle(Declaration handle) {
    return type(JavaNames.type(handle)).map(type -> type.text() + " {}").orElse("");
  }

  /** A callback, and the method that registers one. */
  String callback(Callback callback) {
    String name = JavaNames.type(callback);
    String listener = "Registration " + JavaNames.member(callback) + "(" + name + " ";
    String registry =
        called(JavaNames.facadeType(schema), member -> member.shown().startsWith(listener), false);
    return called(name, Member::isMethod, true) + (registry.isEmpty() ? "" : "\n\n" + registry);
  }

  /** A method of the class through which Java uses the library. */
  String function(NativeFunction function) {
    return method(JavaNames.facadeType(schema), JavaNames.member(function));
  }

  /** A method of the interface that Java implements. */
  String export(Export export) {
    return method(JavaNames.exportsType(schema), JavaNames.member(export));
  }

  private String method(String type, String name) {
    return called(type, member -> member.text().matches("(?s)[^(]*\\b" + name + "\\(.*"), true);
  }

  private String called(String type, Predicate<Member> shown, boolean comments) {
    return type(type)
        .filter(found -> found.members().stream().anyMatch(shown))
        .map(found -> print(found, found.text(), shown, comments, ""))
        .orElse("");
  }

  /** Everything public of a region, its queues included. */
  String region(Declaration region) {
    return summary(JavaNames.type(region), Member::isPublic);
  }

  private String summary(String name, Predicate<Member> shown) {
    return type(name).map(type -> print(type, head(type), shown, false, "")).orElse("");
  }

  /** The base class has nothing that a user of the type would look for. */
  private String head(Member type) {
    return type.text().replace(" extends " + JavaNames.supportType(schema) + ".Struct", "");
  }

  private Optional<Member> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** A type with those of its members that are shown, without their bodies. */
  private static String print(
      Member type, String head, Predicate<Member> shown, boolean comments, String indent) {
    List<Member> members = type.members().stream().filter(shown).toList();
    boolean apart = comments && members.stream().anyMatch(m -> !m.comment().isEmpty());
    String inside = indent + "  ";
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (member.isType()) {
        String nested = inside + print(member, member.shown(), shown, comments, inside);
        parts.add(nested.contains("\n") ? "\n" + nested : nested);
      } else {
        boolean constantFollows =
            type.text().contains("enum ")
                && i + 1 < members.size()
                && !isConstant(members.get(i + 1));
        String comment = comments && !member.comment().isEmpty() ? member.comment() + "\n" : "";
        parts.add(comment + inside + member.shown() + (constantFollows ? "," : ";"));
      }
    }
    String body = String.join(apart ? "\n\n" : "\n", parts);
    return head + " {" + (body.isEmpty() ? "" : "\n" + body + "\n" + indent) + "}";
  }
}
