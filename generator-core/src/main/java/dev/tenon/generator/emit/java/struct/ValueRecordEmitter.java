// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The nested record {@code Value} and the two ways between it and memory. */
final class ValueRecordEmitter {

  private static final ClassName VALUE = ClassName.get("", "Value");

  /**
   * Components up to which each {@code with…} names all: with many, text would grow as a square.
   */
  private static final int NAMED_BY_EACH = 16;

  private final StructScope scope;

  ValueRecordEmitter(StructScope scope) {
    this.scope = scope;
  }

  TypeSpec record() {
    TypeSpec.Builder record =
        recordOf(VALUE, fields(), JavaNames::member)
            .addJavadoc("Immutable copy, for code off the hot path.");
    List<MethodSpec> methods = new ArrayList<>();
    int newest = versions().last();
    for (int version : versions()) {
      if (version < newest) {
        record.addMethod(constructor(version));
      }
      methods.add(of(version));
    }
    fields().forEach(field -> methods.add(with(field)));
    if (fields().size() > NAMED_BY_EACH) {
      methods.add(withAny());
    }
    return record.addMethods(methods).build();
  }

  /** Contract versions that changed which fields the struct has, the earliest first. */
  private SortedSet<Integer> versions() {
    return fields().stream().map(this::since).collect(Collectors.toCollection(TreeSet::new));
  }

  private int since(Field field) {
    return scope.layouts().evolution().since(scope.composite(), field);
  }

  /** Takes what the record had at an earlier version, so that code of that time compiles. */
  private MethodSpec constructor(int version) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Takes the components of version $L; the others have their defaults.", version)
        .addParameters(components(version))
        .addStatement(
            "this($L)",
            joined(
                field ->
                    since(field) <= version
                        ? CodeBlock.of("$L", JavaNames.member(field))
                        : absent(field)))
        .build();
  }

  private MethodSpec of(int version) {
    List<ParameterSpec> components = components(version);
    return MethodSpec.methodBuilder("of")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(
            versions().size() == 1
                ? "{@return a value; later versions of the contract keep this method}"
                : "{@return a value with the components of version " + version + "}")
        .returns(VALUE)
        .addParameters(components)
        .addStatement(
            "return new $T($L)",
            VALUE,
            components.stream()
                .map(component -> CodeBlock.of("$L", component.name()))
                .collect(CodeBlock.joining(",$W")))
        .build();
  }

  private MethodSpec with(Field field) {
    return MethodSpec.methodBuilder(JavaNames.with(field))
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("{@return a copy with another {@code $L}}", JavaNames.member(field))
        .returns(VALUE)
        .addParameter(component(field))
        .addStatement(
            "return $L",
            fields().size() > NAMED_BY_EACH
                ? CodeBlock.of("with($L, $L)", fields().indexOf(field), JavaNames.member(field))
                : CodeBlock.of(
                    "new $T($L)", VALUE, joined(all -> CodeBlock.of("$L", JavaNames.member(all)))))
        .build();
  }

  /** Copies with another component, given by its index. */
  private MethodSpec withAny() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("with")
            .addModifiers(Modifier.PRIVATE)
            .returns(VALUE)
            .addParameter(TypeName.INT, "index")
            .addParameter(ClassName.OBJECT, "value");
    if (fields().stream()
        .anyMatch(field -> component(field).type() instanceof ParameterizedTypeName)) {
      method.addAnnotation(
          AnnotationSpec.builder(SuppressWarnings.class)
              .addMember("value", "$S", "unchecked")
              .build());
    }
    return method
        .addStatement(
            "return new $T(\n$L)",
            VALUE,
            fields().stream().map(this::given).collect(CodeBlock.joining(",\n")))
        .build();
  }

  private CodeBlock given(Field field) {
    return CodeBlock.of(
        "index == $L ? ($T) value : this.$L",
        fields().indexOf(field),
        component(field).type(),
        JavaNames.member(field));
  }

  private List<ParameterSpec> components(int version) {
    return fields().stream().filter(field -> since(field) <= version).map(this::component).toList();
  }

  private ParameterSpec component(Field field) {
    return ParameterSpec.builder(
            scope.types().valueComponent(field.type()), JavaNames.member(field))
        .build();
  }

  private CodeBlock joined(Function<Field, CodeBlock> expression) {
    return fields().stream().map(expression).collect(CodeBlock.joining(",$W"));
  }

  /** The value of a field that a program of an earlier version does not have. */
  private static CodeBlock absent(Field field) {
    if (field.type() instanceof ListType) {
      return CodeBlock.of("$T.of()", List.class);
    } else if (field.type() instanceof ArrayType) {
      // Not element by element: the methods which do that may be hidden by components' names.
      return CodeBlock.of("$L.toValue().$L()", YoungerDefaults.CONSTANT, JavaNames.member(field));
    }
    return CodeBlock.of(
        "$L.$L()$L",
        YoungerDefaults.CONSTANT,
        JavaNames.member(field),
        field.type() instanceof Composite ? ".toValue()" : "");
  }

  /** A record of some fields, with lists that cannot be changed. */
  TypeSpec.Builder recordOf(
      ClassName name, List<Field> fields, Function<Field, String> componentName) {
    List<ParameterSpec> components = new ArrayList<>();
    CodeBlock.Builder copies = CodeBlock.builder();
    for (Field field : fields) {
      String component = componentName.apply(field);
      components.add(
          ParameterSpec.builder(scope.types().valueComponent(field.type()), component).build());
      immutable(field.type(), component)
          .ifPresent(copy -> copies.addStatement("$L = $L", component, copy));
    }
    TypeSpec.Builder record = recordOf(name, components);
    if (!copies.isEmpty()) {
      record.addMethod(
          MethodSpec.compactConstructorBuilder()
              .addModifiers(Modifier.PUBLIC)
              .addCode(copies.build())
              .build());
    }
    return record;
  }

  /** A record of some components. */
  TypeSpec.Builder recordOf(ClassName name, List<ParameterSpec> components) {
    scope.records().put(name.simpleName(), List.copyOf(components));
    return TypeSpec.recordBuilder(name)
        .addModifiers(Modifier.PUBLIC)
        .recordConstructor(MethodSpec.constructorBuilder().addParameters(components).build());
  }

  private List<Field> fields() {
    return scope.composite().fields();
  }

  private Optional<CodeBlock> immutable(Type type, String list) {
    if (type instanceof ListType bounded) {
      return Optional.of(immutable(bounded.room(), list));
    }
    return type instanceof ArrayType array ? Optional.of(immutable(array, list)) : Optional.empty();
  }

  private CodeBlock immutable(ArrayType array, String list) {
    if (!(array.element() instanceof ArrayType row)) {
      return CodeBlock.of("$T.copyOf($L)", List.class, list);
    } else if (!(row.element() instanceof ArrayType)) {
      return CodeBlock.of("$L.stream().map($T::copyOf).toList()", list, List.class);
    }
    String inner = unusedName(list + "Row");
    return CodeBlock.of("$L.stream().map($L ->$W$L).toList()", list, inner, immutable(row, inner));
  }

  /** A lambda parameter may not be called like a component. */
  private String unusedName(String wish) {
    boolean used = fields().stream().anyMatch(field -> JavaNames.member(field).equals(wish));
    return used ? unusedName(wish + "_") : wish;
  }

  MethodSpec toValue() {
    CodeBlock.Builder arguments = CodeBlock.builder();
    Field before = null;
    for (Field field : fields()) {
      arguments.add(before == null ? "\n" : "," + gap(before, field)).add(read(field));
      before = field;
    }
    return MethodSpec.methodBuilder("toValue")
        .addJavadoc("{@return an immutable copy}")
        .addModifiers(Modifier.PUBLIC)
        .returns(VALUE)
        .addStatement("return new Value($L)", arguments.build())
        .build();
  }

  /** White space between expressions for two fields; a list of elements has its own line. */
  static String gap(Field before, Field field) {
    return isPlain(before) && isPlain(field) ? "$W" : "\n";
  }

  private static boolean isPlain(Field field) {
    return !(field.type() instanceof ArrayType || field.type() instanceof ListType);
  }

  /** The value of a field as the record holds it. */
  CodeBlock read(Field field) {
    String name = JavaNames.member(field);
    return ListExpression.of(
        scope.types().support(),
        field,
        (type, indices) ->
            type instanceof Composite
                ? CodeBlock.of("$L($L).toValue()", name, indices)
                : CodeBlock.of("$L($L)", name, indices));
  }

  MethodSpec set() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("set")
            .addJavadoc("$L", setJavadoc())
            .addModifiers(Modifier.PUBLIC)
            .returns(scope.self())
            .addParameter(VALUE, "value");
    YoungerFields younger = new YoungerFields(scope);
    List<CodeBlock> chain = new ArrayList<>();
    for (Field field : fields()) {
      CodeBlock read = CodeBlock.of("value.$L()", JavaNames.member(field));
      if (isTag(field)) {
        continue;
      } else if (isChained(field) && !younger.isYounger(field)) {
        chain.add(write(field, field.type(), JavaNames.member(field), read, ""));
      } else {
        method.addCode(statement(chain)).addCode(younger.writeIfThere(field, write(field, read)));
        chain.clear();
      }
    }
    return method.addCode(statement(chain)).addStatement("return this").build();
  }

  /** Whether one setter of the struct itself writes all of the field. */
  private static boolean isChained(Field field) {
    return isPlain(field) && !(field.type() instanceof Composite);
  }

  private static CodeBlock statement(List<CodeBlock> chain) {
    return chain.isEmpty()
        ? CodeBlock.of("")
        : CodeBlock.builder()
            .addStatement("$L", chain.stream().collect(CodeBlock.joining("$Z.")))
            .build();
  }

  private String setJavadoc() {
    return JavadocText.sentences(
        "Writes every field in order, up to one that is refused",
        fields().stream().anyMatch(this::isTag)
            ? "A tag is written with the arm of its union"
            : "");
  }

  /** Whether writing a union writes it. */
  private boolean isTag(Field field) {
    return fields().stream().anyMatch(other -> other.tag().equals(Optional.of(field.name())));
  }

  /** Statements that write what the record holds of a field. */
  CodeBlock write(Field field, CodeBlock value) {
    String name = JavaNames.member(field);
    if (!(field.type() instanceof ListType list)) {
      return CodeBlock.builder().addStatement(write(field, field.type(), name, value, "")).build();
    }
    String add = JavaNames.add(field);
    CodeBlock each =
        list.element() instanceof Composite
            ? CodeBlock.of("e -> $L().set(e)", add)
            : CodeBlock.of("this::$L", add);
    return CodeBlock.builder()
        .addStatement("$L()", JavaNames.clear(field))
        .addStatement("$L.forEach($L)", value, each)
        .build();
  }

  private CodeBlock write(Field field, Type type, String name, CodeBlock value, String indices) {
    if (type instanceof ArrayType array) {
      int depth = indices.isEmpty() ? 0 : indices.split(", ").length;
      String index = JavaAccessors.indexName(depth);
      String element = depth == 0 ? "e" : "e" + depth;
      return CodeBlock.of(
          "$L($S,$W$L,$W$L,$W($L, $L) -> $L)",
          scope.types().support().use("each"),
          scope.label(field),
          Place.literal(array.length()),
          value,
          index,
          element,
          write(
              field,
              array.element(),
              name,
              CodeBlock.of("$L", element),
              indices.isEmpty() ? index : indices + ", " + index));
    } else if (type instanceof Composite) {
      return CodeBlock.of("$L($L).set($L)", name, indices, value);
    }
    return CodeBlock.of("$L($L$L$L)", name, indices, indices.isEmpty() ? "" : ", ", value);
  }
}
