// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The list of methods that the class of a struct or union has for a field, for an arm, or for some
 * bits of a field. Emitters print these, collision rules iterate them. Overloads may share a name.
 */
public final class JavaAccessors {

  private static final String INDEX_NAMES = "ijklmn";

  /** Task of a method. A field has at most one method of each. */
  public enum Role {
    GET,
    SET,
    /** Reads the number that stands for a value, or the bytes of an address. */
    GET_RAW,
    SET_RAW,
    /** Reads an atomic field without ordering. */
    GET_PLAIN,
    SET_PLAIN,
    COMPARE_AND_SET,
    GET_AND_ADD,
    GET_AND_SET,
    /** Aims a view that the caller has already. */
    BIND,
    /** Returns a view of all elements. */
    VIEW,
    /** Copies a {@code byte[]}. */
    COPY_ARRAY,
    /** Copies a memory segment. */
    COPY_SEGMENT,
    /** Tells how many elements a list has. */
    COUNT,
    ADD,
    ADD_RAW,
    /** Appends to a list, and aims a view that the caller has already. */
    ADD_BOUND,
    CLEAR,
    /** Tells where an element of a list is. The only one that is private. */
    POSITION,
    /** Makes an arm the one that is there. */
    SELECT,
    /** Does so, and aims a view that the caller has already. */
    SELECT_BOUND
  }

  /**
   * A method by its name and its parameters.
   *
   * @param role what it does, in the code that emits it
   */
  public record Method(Role role, String name, List<ParameterSpec> parameters) {

    public Method {
      parameters = List.copyOf(parameters);
    }

    /** Name and simple types of the parameters: {@code price(int, long)}. */
    public String signature() {
      return JavaMethod.signature(name, parameters.stream().map(ParameterSpec::type));
    }

    /** Whether the method takes nothing but the value that it writes. */
    public boolean takesWhole() {
      return parameters.size() == 1;
    }

    /** Names of its parameters, to hand them on. */
    public String arguments() {
      return parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
    }
  }

  private final Schema schema;
  private final Field field;
  private final List<ParameterSpec> indices;
  private final List<Method> methods = new ArrayList<>();

  private JavaAccessors(Schema schema, Field field) {
    this.schema = schema;
    this.field = field;
    this.indices = indices(field.type());
  }

  /** Returns the methods of a field, but for its bits. */
  public static JavaAccessors of(Schema schema, Field field) {
    JavaAccessors accessors = new JavaAccessors(schema, field);
    Type type = field.type();
    if (type instanceof ListType) {
      accessors.add(Role.COUNT, JavaNames.count(field), List.of());
    }
    accessors.element(field.valueType());
    if (type instanceof ArrayType array) {
      accessors.array(array);
    } else if (type instanceof ListType list) {
      accessors.list(list);
    }
    return accessors;
  }

  /** Returns the methods of an arm of a union with a tag. */
  public static JavaAccessors ofArm(Schema schema, Field arm) {
    JavaAccessors accessors = of(schema, arm);
    String select = JavaNames.select(arm);
    if (arm.type() instanceof ArrayType || arm.type() instanceof Composite) {
      accessors.add(Role.SELECT, select, List.of());
    }
    if (arm.type() instanceof Composite composite) {
      accessors.add(Role.SELECT_BOUND, select, List.of(accessors.reuse(composite)));
    }
    return accessors;
  }

  /** Returns the methods of some bits of a field. */
  public static JavaAccessors of(Schema schema, Field field, BitRange range) {
    JavaAccessors accessors = new JavaAccessors(schema, field);
    String name = JavaNames.range(field, range);
    // A field that is no integer has no bits, which a rule says.
    List<ParameterSpec> number =
        field.type() instanceof ScalarType unit
            ? List.of(value(JavaTypeNames.stored(unit)))
            : List.of();
    if (range.enumeration().isPresent()) {
      TypeName type = JavaTypeNames.named(schema, range.enumeration().get());
      accessors.add(Role.GET, name, List.of());
      accessors.add(Role.SET, name, List.of(value(type)));
      accessors.add(Role.GET_RAW, JavaNames.raw(name), List.of());
      accessors.add(Role.SET_RAW, JavaNames.raw(name), number);
    } else {
      accessors.add(Role.GET, name, List.of());
      accessors.add(Role.SET, name, range.single() ? List.of(value(TypeName.BOOLEAN)) : number);
    }
    return accessors;
  }

  /** The methods, in the order in which the class has them. */
  public List<Method> methods() {
    return List.copyOf(methods);
  }

  /** The signatures of the methods. */
  public List<String> signatures() {
    return methods.stream().map(Method::signature).toList();
  }

  /** Whether the field has a method that does something. */
  public boolean has(Role role) {
    return methods.stream().anyMatch(method -> method.role() == role);
  }

  /** Returns the method that does something which goes with the type of the field. */
  public Method get(Role role) {
    return methods.stream()
        .filter(method -> method.role() == role)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(field.name() + " has no method " + role));
  }

  /** Name of the index of a dimension, the outermost being 0. */
  public static String indexName(int dimension) {
    return dimension < INDEX_NAMES.length()
        ? INDEX_NAMES.substring(dimension, dimension + 1)
        : "i" + dimension;
  }

  /** A parameter for each dimension of an array, one for a list. */
  private static List<ParameterSpec> indices(Type type) {
    if (type instanceof ListType) {
      return List.of(parameter(TypeName.INT, indexName(0)));
    }
    List<ParameterSpec> indices = new ArrayList<>();
    for (Type inner = type; inner instanceof ArrayType array; inner = array.element()) {
      indices.add(parameter(TypeName.INT, indexName(indices.size())));
    }
    return indices;
  }

  /** Methods that read and write one value of the field: itself, or an element of it. */
  private void element(Type type) {
    String name = JavaNames.member(field);
    if (type instanceof Composite composite) {
      add(Role.GET, name, indices);
      add(Role.BIND, name, behindIndices(reuse(composite)));
      return;
    }
    String raw = JavaNames.raw(name);
    pair(Role.GET, Role.SET, name, JavaTypeNames.value(schema, type));
    if (hasMeaning(type)) {
      pair(Role.GET_RAW, Role.SET_RAW, raw, JavaTypeNames.stored(type));
    } else if (type instanceof SemanticType) {
      add(Role.GET_RAW, raw, indices);
    }
    if (field.atomic() && isNumber(type)) {
      atomic(ScalarType.holding(type), hasMeaning(type));
    }
  }

  /** Whether a number is stored that stands for something else. */
  private static boolean hasMeaning(Type type) {
    return type instanceof EnumType
        || type instanceof SemanticType semantic && semantic.isInteger();
  }

  /** Whatever else is said to be atomic is an error, which a rule reports. */
  private static boolean isNumber(Type type) {
    return type instanceof ScalarType || hasMeaning(type);
  }

  private void atomic(ScalarType type, boolean raw) {
    TypeName java = JavaTypeNames.stored(type);
    String name = raw ? JavaNames.raw(JavaNames.member(field)) : JavaNames.member(field);
    pair(Role.GET_PLAIN, Role.SET_PLAIN, name + "Plain", java);
    if (type.isInteger() && type.bytes() >= 4) {
      String behind =
          raw ? JavaNames.raw(JavaNames.capitalized(field)) : JavaNames.capitalized(field);
      add(
          Role.COMPARE_AND_SET,
          "compareAndSet" + behind,
          behindIndices(parameter(java, "expected"), value(java)));
      add(Role.GET_AND_ADD, "getAndAdd" + behind, behindIndices(parameter(java, "delta")));
      add(Role.GET_AND_SET, "getAndSet" + behind, behindIndices(value(java)));
    }
  }

  private void array(ArrayType array) {
    String name = JavaNames.member(field);
    add(Role.VIEW, name, List.of());
    if (array.element() == ScalarType.U8 || array.element() == ScalarType.I8) {
      add(Role.COPY_ARRAY, name, List.of(value(ArrayTypeName.of(TypeName.BYTE))));
      add(Role.COPY_SEGMENT, name, List.of(value(JavaTypeNames.MEMORY_SEGMENT)));
    }
  }

  private void list(ListType list) {
    Type element = list.element();
    String append = JavaNames.add(field);
    add(Role.VIEW, JavaNames.member(field), List.of());
    if (element instanceof Composite composite) {
      add(Role.ADD, append, List.of());
      add(Role.ADD_BOUND, append, List.of(reuse(composite)));
    } else {
      add(Role.ADD, append, List.of(value(JavaTypeNames.value(schema, element))));
      if (hasMeaning(element)) {
        add(Role.ADD_RAW, JavaNames.raw(append), List.of(value(JavaTypeNames.stored(element))));
      }
    }
    add(Role.CLEAR, JavaNames.clear(field), List.of());
    add(Role.POSITION, JavaNames.position(field), indices);
  }

  private void pair(Role get, Role set, String name, TypeName type) {
    add(get, name, indices);
    add(set, name, behindIndices(value(type)));
  }

  private void add(Role role, String name, List<ParameterSpec> parameters) {
    methods.add(new Method(role, name, parameters));
  }

  private List<ParameterSpec> behindIndices(ParameterSpec... more) {
    List<ParameterSpec> parameters = new ArrayList<>(indices);
    parameters.addAll(List.of(more));
    return parameters;
  }

  private ParameterSpec reuse(Composite type) {
    return parameter(JavaTypeNames.named(schema, type), "reuse");
  }

  private static ParameterSpec value(TypeName type) {
    return parameter(type, "value");
  }

  private static ParameterSpec parameter(TypeName type, String name) {
    return ParameterSpec.builder(type, name).build();
  }
}
