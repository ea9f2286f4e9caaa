// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the names of a schema mean. A name that is declared twice keeps its first meaning.
 *
 * <p>Structs are read when they are first asked for, so that they may be declared in any order.
 */
final class TypeTable {

  private final Map<String, Type> types = new HashMap<>();
  private final Map<String, Constant> constants = new HashMap<>();
  private final Set<String> declared = new LinkedHashSet<>();
  private final Set<String> declaredConstants = new LinkedHashSet<>();
  private final Set<String> structs = new LinkedHashSet<>();
  private Function<String, Optional<StructType>> structReader = name -> Optional.empty();

  TypeTable() {
    Arrays.stream(ScalarType.values())
        .forEach(
            scalar -> {
              types.put(scalar.spelling(), scalar);
              declared.add(scalar.spelling());
            });
  }

  /** Notes that a name is a type, even if its declaration turns out to be unreadable. */
  void declare(String name) {
    declared.add(name);
  }

  void declareStruct(String name) {
    if (declared.add(name)) {
      structs.add(name);
    }
  }

  void define(String name, Type type) {
    types.putIfAbsent(name, type);
  }

  /** Notes that a name is a constant, even if its declaration turns out to be unreadable. */
  void declareConstant(String name) {
    declaredConstants.add(name);
  }

  void define(Constant constant) {
    constants.putIfAbsent(constant.name(), constant);
  }

  void readStructsWith(Function<String, Optional<StructType>> reader) {
    structReader = reader;
  }

  boolean isDeclared(String name) {
    return declared.contains(name);
  }

  /** Returns the type of this name; nothing when it is unknown or could not be read. */
  Optional<Type> type(String name) {
    return structs.contains(name)
        ? structReader.apply(name).map(Type.class::cast)
        : Optional.ofNullable(types.get(name));
  }

  Optional<Constant> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /** All type names, the built-in ones first. */
  Set<String> typeNames() {
    return declared;
  }

  Set<String> structNames() {
    return structs;
  }

  boolean isDeclaredConstant(String name) {
    return declaredConstants.contains(name);
  }

  Set<String> constantNames() {
    return declaredConstants;
  }
}
