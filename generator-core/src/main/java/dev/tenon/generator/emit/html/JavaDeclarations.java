// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.JavaClass;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaMethod;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Invocable;
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
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Java declarations, from the classes before they are printed: what a page shows is what is
 * compiled.
 */
final class JavaDeclarations {

  private final Schema schema;
  private final Map<String, JavaClass> classes = new LinkedHashMap<>();

  JavaDeclarations(Schema schema, List<JavaClass> classes) {
    this.schema = schema;
    classes.forEach(type -> this.classes.put(type.type().name(), type));
  }

  /** The members of a type that are shown. */
  private record Shown(
      Predicate<FieldSpec> fields, Predicate<MethodSpec> methods, Predicate<TypeSpec> types) {

    static final Shown CONSTANTS =
        new Shown(field -> isPublic(field.modifiers()), method -> false, type -> false);

    static Shown methods(Predicate<MethodSpec> methods) {
      Predicate<MethodSpec> shown = method -> methods.test(method) && !isOverride(method);
      return new Shown(
          field -> false,
          shown,
          type -> JavaCalls.RAW.equals(type.name()) && type.methodSpecs().stream().anyMatch(shown));
    }

    /** Whether the type around shows the method. */
    private static boolean isOverride(MethodSpec method) {
      return method.annotations().contains(AnnotationSpec.builder(Override.class).build());
    }
  }

  /** The accessors of a struct or union and its record, without what all of them have. */
  String composite(Composite composite) {
    String name = JavaNames.type(composite);
    Set<String> common =
        Set.of(
            "asSegment()",
            "backing()",
            "backingOffset()",
            "copyFrom(" + name + ")",
            "toValue()",
            "set(Value)",
            "toString()");
    return summary(
        name,
        new Shown(
            field -> false,
            method ->
                isPublic(method.modifiers())
                    && !method.modifiers().contains(Modifier.STATIC)
                    && !method.isConstructor()
                    && !signature(method).startsWith("wrap(MemorySegment")
                    && !common.contains(signature(method)),
            type -> isPublic(type.modifiers()) && type.kind() != TypeSpec.Kind.CLASS));
  }

  /** Name and simple types of the parameters. */
  private static String signature(MethodSpec method) {
    return method.parameters().stream()
        .map(ParameterSpec::type)
        .map(type -> type instanceof ClassName named ? named.simpleName() : type.toString())
        .collect(Collectors.joining(", ", method.name() + "(", ")"));
  }

  /** The constants of an enum or of flags. */
  String values(Declaration type) {
    return summary(JavaNames.type(type), Shown.CONSTANTS);
  }

  /** All constants. */
  String constants() {
    Set<String> names =
        schema.constants().stream().map(JavaNames::constant).collect(Collectors.toSet());
    return summary(
        JavaNames.constantsType(schema),
        new Shown(field -> names.contains(field.name()), method -> false, type -> false));
  }

  /** A handle. */
  String handle(Declaration handle) {
    return summary(JavaNames.type(handle), Shown.methods(method -> false));
  }

  /** A callback, and the method that registers one. */
  String callback(Callback callback) {
    String name = JavaNames.type(callback);
    TypeName type = ClassName.get(schema.javaPackage(), name);
    String registry =
        called(
            JavaNames.facadeType(schema),
            method ->
                method.name().equals(JavaNames.member(callback))
                    && method.parameters().stream().anyMatch(p -> p.type().equals(type)),
            false);
    return Stream.of(called(name, method -> true, true), registry)
        .filter(code -> !code.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  /** A method of the class through which Java uses the library. */
  String function(NativeFunction function) {
    return called(JavaNames.facadeType(schema), isOf(function), true);
  }

  /** A method of the interface that Java implements. */
  String export(Export export) {
    return called(JavaNames.exportsType(schema), isOf(export), true);
  }

  /** Whether a method is that of a call, or its twin with the numbers of enums. */
  private Predicate<MethodSpec> isOf(Invocable call) {
    List<String> names =
        Stream.concat(
                Stream.of(JavaCalls.method(schema, call)),
                JavaCalls.rawMethod(schema, call).stream())
            .map(JavaMethod::name)
            .toList();
    return method -> names.contains(method.name());
  }

  /** Everything public of a region, its queues included. */
  String region(Declaration region) {
    return summary(
        JavaNames.type(region),
        new Shown(
            field -> isPublic(field.modifiers()),
            method -> isPublic(method.modifiers()) && !method.isConstructor(),
            type -> isPublic(type.modifiers())));
  }

  private static boolean isPublic(Set<Modifier> modifiers) {
    return modifiers.contains(Modifier.PUBLIC);
  }

  private String called(String name, Predicate<MethodSpec> shown, boolean comments) {
    return type(name)
        .filter(found -> found.type().methodSpecs().stream().anyMatch(shown))
        .map(found -> print(found, Shown.methods(shown), comments))
        .orElse("");
  }

  private String summary(String name, Shown shown) {
    return type(name).map(found -> print(found, shown, false)).orElse("");
  }

  private Optional<JavaClass> type(String name) {
    return Optional.ofNullable(classes.get(name));
  }

  private String print(JavaClass found, Shown shown, boolean comments) {
    JavaSignatures signatures = new JavaSignatures(schema);
    return print(found, found.type(), signatures, shown, comments);
  }

  /** A type with those of its members that are shown, without their bodies. */
  private static String print(
      JavaClass found, TypeSpec type, JavaSignatures outside, Shown shown, boolean comments) {
    JavaSignatures inside = outside.in(type);
    List<String> parts = new ArrayList<>();
    List<String> constants =
        type.enumConstants().entrySet().stream()
            .map(constant -> constant(constant.getKey(), constant.getValue()))
            .toList();
    if (!constants.isEmpty()) {
      parts.add(inside.indent() + String.join(",\n" + inside.indent(), constants) + ";");
    }
    type.fieldSpecs().stream()
        .filter(shown.fields())
        .forEach(field -> parts.add(inside.indent() + inside.field(field) + ";"));
    boolean apart = false;
    for (MethodSpec method : type.methodSpecs().stream().filter(shown.methods()).toList()) {
      String doc = comments ? method.javadoc().toString().strip() : "";
      apart |= !doc.isEmpty();
      parts.add(
          (doc.isEmpty() ? "" : inside.comment(doc) + "\n")
              + inside.indent()
              + inside.method(method)
              + ";");
    }
    for (TypeSpec nested : type.typeSpecs().stream().filter(shown.types()).toList()) {
      String text = inside.indent() + print(found, nested, inside, shown, comments);
      parts.add(text.contains("\n") ? "\n" + text : text);
    }
    String body = String.join(apart ? "\n\n" : "\n", parts);
    return outside.head(type, found.records().getOrDefault(type.name(), List.of()))
        + (body.isEmpty() ? " {}" : " {\n" + body + "\n" + outside.indent() + "}");
  }

  private static String constant(String name, TypeSpec constant) {
    return constant.anonymousTypeArguments().isEmpty()
        ? name
        : name + "(" + constant.anonymousTypeArguments() + ")";
  }
}
