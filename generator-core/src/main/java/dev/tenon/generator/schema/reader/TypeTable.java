// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Declarations of a schema by name. A name that is declared twice keeps its first meaning.
 *
 * <p>Structs and callbacks are read when they are first asked for, so that they may be declared in
 * any order.
 */
final class TypeTable {

  private final Map<String, Type> types = new HashMap<>();
  private final Map<String, Constant> constants = new HashMap<>();
  private final Set<String> declared = new LinkedHashSet<>();
  private final Map<String, DeclaredConstant> declaredConstants = new LinkedHashMap<>();
  private final Set<String> readConstants = new HashSet<>();
  private final Set<String> structs = new LinkedHashSet<>();
  private final Set<String> handles = new HashSet<>();
  private final Set<String> callbacks = new HashSet<>();
  private final Set<String> parameterTypes = new LinkedHashSet<>();
  private final Map<String, HandleType> handleTypes = new HashMap<>();
  private final Set<String> unions = new LinkedHashSet<>();
  private final Set<String> enums = new LinkedHashSet<>();
  private final Set<String> flags = new LinkedHashSet<>();
  private final Set<String> used = new HashSet<>();
  private boolean allImported = true;
  private Function<String, Optional<StructType>> structReader = name -> Optional.empty();
  private Function<String, Optional<UnionType>> unionReader = name -> Optional.empty();
  private BiFunction<String, Span, Optional<Callback>> callbackReader =
      (name, use) -> Optional.empty();

  TypeTable() {
    Arrays.stream(ScalarType.values())
        .forEach(
            scalar -> {
              types.put(scalar.spelling(), scalar);
              declare(scalar.spelling());
            });
    for (SemanticType.Kind kind : SemanticType.Kind.values()) {
      types.put(kind.spelling(), new SemanticType(kind, 0));
      declare(kind.spelling());
    }
    parameterTypes.add("string");
  }

  /** Makes the data types and constants of another schema known. */
  void add(Schema imported) {
    imported
        .constants()
        .forEach(
            constant -> {
              declareConstant(constant.name(), constant.type().spelling(), constant.span());
              define(constant);
              markRead(constant.name());
            });
    imported
        .enums()
        .forEach(
            type -> {
              declareEnum(type.name());
              define(type.name(), type);
            });
    imported.flags().forEach(type -> add(type.name(), type));
    imported.composites().forEach(type -> add(type.name(), type));
  }

  private void add(String name, Type type) {
    declare(name);
    define(name, type);
  }

  /** Notes that a name is a type, even if its declaration turns out to be unreadable. */
  void declare(String name) {
    declared.add(name);
    parameterTypes.add(name);
  }

  void declareEnum(String name) {
    if (!declared.contains(name)) {
      enums.add(name);
    }
    declare(name);
  }

  void declareFlags(String name) {
    if (!declared.contains(name)) {
      flags.add(name);
    }
    declare(name);
  }

  void declareStruct(String name) {
    if (!declared.contains(name)) {
      structs.add(name);
    }
    declare(name);
  }

  void declareUnion(String name) {
    if (!declared.contains(name)) {
      unions.add(name);
    }
    declare(name);
  }

  void declareHandle(String name) {
    if (parameterTypes.add(name)) {
      handles.add(name);
    }
  }

  void declareCallback(String name) {
    if (parameterTypes.add(name)) {
      callbacks.add(name);
    }
  }

  /** Notes that a schema could not be imported: what is unknown may be declared there. */
  void markImportFailed() {
    allImported = false;
  }

  /** Whether a name that is not declared is an error of its own. */
  boolean isWhole() {
    return allImported;
  }

  /** The names of all types and constants that were asked for. */
  Set<String> used() {
    return used;
  }

  void define(HandleType handle) {
    handleTypes.putIfAbsent(handle.name(), handle);
  }

  void define(String name, Type type) {
    types.putIfAbsent(name, type);
  }

  /**
   * A constant that may not have been read yet.
   *
   * @param type as the author spelled it, empty when that is no single value
   * @param span where its name stands
   */
  record DeclaredConstant(String type, Span span) {}

  /** Notes that a name is a constant, even if its declaration turns out to be unreadable. */
  void declareConstant(String name, String type, Span span) {
    declaredConstants.putIfAbsent(name, new DeclaredConstant(type, span));
  }

  /**
   * Notes that the declaration of a constant has been looked at, whether it could be read or not.
   */
  void markRead(String constant) {
    readConstants.add(constant);
  }

  boolean isConstantRead(String name) {
    return readConstants.contains(name);
  }

  void define(Constant constant) {
    constants.putIfAbsent(constant.name(), constant);
  }

  void readStructsWith(Function<String, Optional<StructType>> reader) {
    structReader = reader;
  }

  void readUnionsWith(Function<String, Optional<UnionType>> reader) {
    unionReader = reader;
  }

  /** Takes what reads a callback; it is told where the name is used, for what it reports. */
  void readCallbacksWith(BiFunction<String, Span, Optional<Callback>> reader) {
    callbackReader = reader;
  }

  /** Whether a name is that of a type that a field can have. */
  boolean isDeclared(String name) {
    return declared.contains(name);
  }

  /** Whether a name is that of an enum, even if its declaration turns out to be unreadable. */
  boolean isEnum(String name) {
    return enums.contains(name);
  }

  /** Whether a name is that of flags, even if their declaration turns out to be unreadable. */
  boolean isFlags(String name) {
    return flags.contains(name) || types.get(name) instanceof FlagsType;
  }

  /** Whether a name is that of a struct or union, which is read when it is first asked for. */
  boolean isComposite(String name) {
    return structs.contains(name) || unions.contains(name) || types.get(name) instanceof Composite;
  }

  boolean isHandle(String name) {
    return handles.contains(name);
  }

  boolean isCallback(String name) {
    return callbacks.contains(name);
  }

  /** Returns the handle of this name; nothing when it is unknown or could not be read. */
  Optional<HandleType> handle(String name) {
    return Optional.ofNullable(handleTypes.get(name));
  }

  /** Returns the callback of this name; nothing when it cannot be used here, which is reported. */
  Optional<Callback> callback(String name, Span use) {
    return isCallback(name) ? callbackReader.apply(name, use) : Optional.empty();
  }

  /** Returns the type of this name; nothing when it is unknown or could not be read. */
  Optional<Type> type(String name) {
    used.add(name);
    if (unions.contains(name)) {
      return unionReader.apply(name).map(Type.class::cast);
    }
    return structs.contains(name)
        ? structReader.apply(name).map(Type.class::cast)
        : Optional.ofNullable(types.get(name));
  }

  Optional<Constant> constant(String name) {
    used.add(name);
    return Optional.ofNullable(constants.get(name));
  }

  /** All type names, the built-in ones first. */
  Set<String> typeNames() {
    return declared;
  }

  /** All names that the type of a parameter can begin with, the built-in ones first. */
  Set<String> parameterTypeNames() {
    return parameterTypes;
  }

  /** The names of all structs, for suggestions. */
  Set<String> structNames() {
    return names(structs, StructType.class);
  }

  /** The names of all flags, for suggestions. */
  Set<String> flagsNames() {
    return names(flags, FlagsType.class);
  }

  /** Names that were declared for a kind of types, and those of all such types that were read. */
  private Set<String> names(Set<String> declaredHere, Class<? extends Type> kind) {
    Set<String> names = new LinkedHashSet<>(declaredHere);
    types.forEach(
        (name, type) -> {
          if (kind.isInstance(type)) {
            names.add(name);
          }
        });
    return names;
  }

  /** The names of all enums, for suggestions. */
  Set<String> enumNames() {
    return enums;
  }

  boolean isDeclaredConstant(String name) {
    return declaredConstants.containsKey(name);
  }

  /** Returns a constant whether it has been read or not; null when there is none of the name. */
  DeclaredConstant declaredConstant(String name) {
    return declaredConstants.get(name);
  }

  Set<String> constantNames() {
    return declaredConstants.keySet();
  }
}
