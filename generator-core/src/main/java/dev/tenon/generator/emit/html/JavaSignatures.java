// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Signatures of Java as text. Everything shown is public, so that members do not say it. Names are
 * simple where they are where the signature stands.
 */
final class JavaSignatures {

  private static final int COLUMNS = 100;

  private final Schema schema;
  private final List<TypeSpec> enclosing;

  /** Makes signatures on the level of a package. */
  JavaSignatures(Schema schema) {
    this(schema, List.of());
  }

  private JavaSignatures(Schema schema, List<TypeSpec> enclosing) {
    this.schema = schema;
    this.enclosing = enclosing;
  }

  /** Returns the signatures of the members of a type. */
  JavaSignatures in(TypeSpec type) {
    List<TypeSpec> inner = new ArrayList<>(enclosing);
    inner.add(type);
    return new JavaSignatures(schema, inner);
  }

  /** Indentation of what stands here. */
  String indent() {
    return "  ".repeat(enclosing.size());
  }

  /**
   * Returns the head of a type, up to its brace.
   *
   * @param components of a record
   */
  String head(TypeSpec type, List<ParameterSpec> components) {
    String start =
        (enclosing.isEmpty() ? "public " : "")
            + modifiers(type.modifiers(), Modifier.STATIC)
            + type.kind().name().toLowerCase(Locale.ROOT)
            + " "
            + type.name();
    if (type.kind() == TypeSpec.Kind.RECORD) {
      start = list(start, components, "");
    }
    String supertypes = "";
    if (hasShownSuperclass(type)) {
      supertypes = "extends " + in(type).name(type.superclass());
    } else if (!type.superinterfaces().isEmpty()) {
      supertypes =
          type.superinterfaces().stream()
              .map(in(type)::name)
              .collect(
                  Collectors.joining(
                      ", ",
                      type.kind() == TypeSpec.Kind.INTERFACE ? "extends " : "implements ",
                      ""));
    }
    boolean fits = (indent() + start + " " + supertypes + " {}").length() <= COLUMNS;
    return start
        + (supertypes.isEmpty() ? "" : (fits ? " " : "\n" + indent() + "    ") + supertypes);
  }

  /** The support class has nothing that a user of the type would look for. */
  private boolean hasShownSuperclass(TypeSpec type) {
    return type.kind() == TypeSpec.Kind.CLASS
        && !type.superclass().equals(ClassName.OBJECT)
        && !(type.superclass() instanceof ClassName base
            && base.topLevelClassName().simpleName().equals(JavaNames.supportType(schema)));
  }

  String method(MethodSpec method) {
    String exceptions =
        method.exceptions().isEmpty()
            ? ""
            : method.exceptions().stream()
                .map(this::name)
                .collect(Collectors.joining(", ", " throws ", ""));
    return list(
        modifiers(method.modifiers(), Modifier.ABSTRACT)
            + name(method.returnType())
            + " "
            + method.name(),
        method.parameters(),
        exceptions);
  }

  String field(FieldSpec field) {
    return modifiers(field.modifiers(), Modifier.STATIC, Modifier.FINAL)
        + name(field.type())
        + " "
        + field.name()
        + (field.initializer().isEmpty() ? "" : " = " + field.initializer());
  }

  /** Returns a documentation comment with its indentation, on one line when it fits there. */
  String comment(String doc) {
    String line = indent() + "/** " + doc + " */";
    return doc.contains("\n") || doc.startsWith("@") || line.length() > COLUMNS
        ? doc.lines()
            .map(text -> (indent() + " * " + text).stripTrailing())
            .collect(Collectors.joining("\n", indent() + "/**\n", "\n" + indent() + " */"))
        : line;
  }

  /** Modifiers as words, but for those that members of an interface have without saying so. */
  private String modifiers(Set<Modifier> modifiers, Modifier... ofInterfaces) {
    EnumSet<Modifier> shown = EnumSet.noneOf(Modifier.class);
    shown.addAll(modifiers);
    shown.remove(Modifier.PUBLIC);
    if (!enclosing.isEmpty()
        && enclosing.get(enclosing.size() - 1).kind() == TypeSpec.Kind.INTERFACE) {
      List.of(ofInterfaces).forEach(shown::remove);
    }
    return shown.stream().map(modifier -> modifier + " ").collect(Collectors.joining());
  }

  /** A list of parameters, broken into lines that fit. */
  private String list(String start, List<ParameterSpec> parameters, String end) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(indent()).append(start).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      boolean last = i + 1 == parameters.size();
      ParameterSpec parameter = parameters.get(i);
      String item = name(parameter.type()) + " " + parameter.name() + (last ? ")" + end : ",");
      if (i > 0 && line.length() + 1 + item.length() + " {}".length() > COLUMNS) {
        text.append(line).append('\n');
        line = new StringBuilder(indent()).append("    ").append(item);
      } else {
        line.append(i > 0 ? " " : "").append(item);
      }
    }
    text.append(line).append(parameters.isEmpty() ? ")" + end : "");
    return text.substring(indent().length());
  }

  /** Name of a type as it is written here. */
  private String name(TypeName type) {
    if (type instanceof ParameterizedTypeName generic) {
      return generic.typeArguments().stream()
          .map(this::name)
          .collect(Collectors.joining(", ", name(generic.rawType()) + "<", ">"));
    } else if (type instanceof ArrayTypeName array) {
      return name(array.componentType()) + "[]";
    }
    return type instanceof ClassName named ? name(named) : type.toString();
  }

  private String name(ClassName type) {
    List<String> names = type.simpleNames();
    boolean ours = type.packageName().isEmpty() || type.packageName().equals(schema.javaPackage());
    int outer = 0;
    while (ours
        && outer < enclosing.size()
        && outer + 1 < names.size()
        && enclosing.get(outer).name().equals(names.get(outer))) {
      outer++;
    }
    // No class of the package is called like one that generated code imports.
    boolean hidden = !type.packageName().isEmpty() && outer == 0 && isNested(names.get(0));
    return hidden ? type.canonicalName() : String.join(".", names.subList(outer, names.size()));
  }

  private boolean isNested(String name) {
    return enclosing.stream().anyMatch(type -> type.nestedTypesSimpleNames().contains(name));
  }
}
