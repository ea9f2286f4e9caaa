// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Java as a user writes it against generated classes: it calls every public method, reads every
 * constant, makes every record, and implements every interface, as a lambda where that is possible.
 */
final class UserJava {

  private final List<Class<?>> types;

  /**
   * @param types generated classes
   */
  UserJava(List<Class<?>> types) {
    this.types =
        types.stream()
            .filter(UserJava::isAccessible)
            .sorted(Comparator.comparing(Class::getName))
            .toList();
  }

  /** Simple names of classes, and names of their methods. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Class<?> type : types) {
      names.add(type.getSimpleName());
      methods(type).values().forEach(method -> names.add(method.getName()));
    }
    return names;
  }

  /** Sources that follow the advice of the documentation, by path. */
  Map<String, String> lasting() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Class<?> type : types) {
      List<String> members = new ArrayList<>();
      members.add(uses(type));
      if (type.isEnum()) {
        members.add(choice(type, constants(type), "default -> 0;"));
      } else if (type.isSealed()) {
        members.add(choice(type, permitted(type), "default -> 0;"));
      } else if (type.isInterface()) {
        members.add(implemented("Implemented", List.of(type)));
        members.add(lambda(type));
      }
      add(sources, "Lasting", members);
    }
    return sources;
  }

  /** Sources that rely on nothing being appended, by path. */
  Map<String, String> fragile() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Class<?> type : types) {
      if (type.isEnum()) {
        add(sources, "Fragile", List.of(choice(type, constants(type), "")));
      } else if (type.isSealed()) {
        add(sources, "Fragile", List.of(choice(type, permitted(type), "")));
      } else if (type.isRecord()) {
        add(sources, "Fragile", List.of(pattern(type)));
      }
    }
    List<Class<?>> handlers =
        types.stream()
            .filter(type -> Stream.of(type.getInterfaces()).anyMatch(UserJava::isMessageHandler))
            .toList();
    if (!handlers.isEmpty()) {
      add(sources, "Fragile", List.of(implemented("All", handlers)));
    }
    return sources;
  }

  private static boolean isMessageHandler(Class<?> type) {
    return type.getName().equals("dev.tenon.runtime.MessageHandler");
  }

  private static void add(Map<String, String> sources, String stem, List<String> members) {
    String name = stem + sources.size();
    sources.put(
        "user/" + name + ".java",
        "package user;\n\nfinal class %s {\n%s}\n".formatted(name, String.join("\n", members)));
  }

  private static boolean isAccessible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && !type.isAnonymousClass()
        && (type.getDeclaringClass() == null || isAccessible(type.getDeclaringClass()));
  }

  private boolean isGenerated(Class<?> type) {
    return types.stream().anyMatch(other -> other.getPackageName().equals(type.getPackageName()));
  }

  private String uses(Class<?> type) {
    String self = type.getCanonicalName();
    StringBuilder body = new StringBuilder();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && !field.isSynthetic()) {
        body.append("    accept(%s.%s);\n".formatted(self, field.getName()));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (Modifier.isPublic(constructor.getModifiers())) {
        body.append("    new %s(%s);\n".formatted(self, arguments(constructor)));
      }
    }
    for (Method method : methods(type).values()) {
      String receiver = Modifier.isStatic(method.getModifiers()) ? self : "it";
      body.append("    %s.%s(%s);\n".formatted(receiver, method.getName(), arguments(method)));
    }
    return "  static void uses(%s it) throws Throwable {\n%s  }\n".formatted(self, body)
        + "\n  private static void accept(Object constant) {}\n";
  }

  /** Public methods of generated code, of classes that are not public themselves too. */
  private Map<String, Method> methods(Class<?> type) {
    Map<String, Method> methods = new TreeMap<>();
    for (Method method : type.getMethods()) {
      boolean usable =
          isGenerated(method.getDeclaringClass())
              && Stream.of(method.getParameterTypes())
                  .allMatch(
                      parameter -> parameter.isPrimitive() || isAccessible(innermost(parameter)));
      if (usable) {
        String key = method.getName() + Arrays.toString(method.getParameterTypes());
        methods.merge(key, method, (one, other) -> one.isBridge() ? other : one);
      }
    }
    // A bridge is for inherited methods of classes that are not public, and else for the JVM alone.
    List<Method> written = methods.values().stream().filter(method -> !method.isBridge()).toList();
    methods
        .values()
        .removeIf(
            method ->
                method.isBridge() && written.stream().anyMatch(other -> isLike(other, method)));
    return methods;
  }

  private static boolean isLike(Method one, Method other) {
    return one.getName().equals(other.getName())
        && one.getParameterCount() == other.getParameterCount();
  }

  private static Class<?> innermost(Class<?> type) {
    return type.isArray() ? innermost(type.getComponentType()) : type;
  }

  private static String arguments(Executable executable) {
    return IntStream.range(0, executable.getParameterCount())
        .mapToObj(i -> value(parameter(executable, i)))
        .collect(Collectors.joining(", "));
  }

  private static Type parameter(Executable executable, int index) {
    Type[] generic = executable.getGenericParameterTypes();
    Class<?>[] erased = executable.getParameterTypes();
    return generic.length == erased.length && !hasVariable(generic[index])
        ? generic[index]
        : erased[index];
  }

  private static boolean hasVariable(Type type) {
    return type instanceof TypeVariable
        || type instanceof ParameterizedType generic
            && Stream.of(generic.getActualTypeArguments()).anyMatch(UserJava::hasVariable);
  }

  private static String name(Type type) {
    return type.getTypeName().replace('$', '.');
  }

  private static String value(Type type) {
    if (type == void.class) {
      return "";
    } else if (type == boolean.class) {
      return "false";
    }
    return "(%s) %s"
        .formatted(
            name(type), type instanceof Class<?> known && known.isPrimitive() ? "0" : "null");
  }

  private static List<String> constants(Class<?> type) {
    return Stream.of(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList();
  }

  private static List<String> permitted(Class<?> type) {
    return Stream.of(type.getPermittedSubclasses())
        .map(arm -> arm.getCanonicalName() + " arm")
        .toList();
  }

  private static String choice(Class<?> type, List<String> cases, String last) {
    return """
      static int choice(%s it) {
        return switch (it) {
    %s      %s
        };
      }
    """
        .formatted(
            type.getCanonicalName(),
            cases.stream().map("      case %s -> 1;\n"::formatted).collect(Collectors.joining()),
            last);
  }

  private static String pattern(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    return """
      static boolean pattern(Object it) {
        return it instanceof %s(%s);
      }
    """
        .formatted(
            record.getCanonicalName(),
            IntStream.range(0, components.length)
                .mapToObj(i -> "var c" + i)
                .collect(Collectors.joining(", ")));
  }

  /** Methods that a class has to implement. */
  private static List<Method> abstracts(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  private static String implemented(String name, List<Class<?>> interfaces) {
    Map<String, String> methods = new LinkedHashMap<>();
    for (Class<?> type : interfaces) {
      for (Method method : abstracts(type)) {
        methods.put(method.getName() + Arrays.toString(method.getParameterTypes()), body(method));
      }
    }
    return "  static final class %s implements %s {\n%s  }\n"
        .formatted(
            name,
            interfaces.stream().map(Class::getCanonicalName).collect(Collectors.joining(", ")),
            String.join("", methods.values()));
  }

  private static String body(Method method) {
    Type result = method.getGenericReturnType();
    return "    @Override public %s %s(%s) { %s }\n"
        .formatted(
            name(result),
            method.getName(),
            IntStream.range(0, method.getParameterCount())
                .mapToObj(i -> name(method.getGenericParameterTypes()[i]) + " p" + i)
                .collect(Collectors.joining(", ")),
            result == void.class ? "" : "return " + value(result) + ";");
  }

  private static String lambda(Class<?> type) {
    List<Method> methods = abstracts(type);
    if (methods.size() != 1) {
      return "";
    }
    Method method = methods.get(0);
    String result = value(method.getGenericReturnType());
    return "  static final %s LAMBDA = (%s) -> %s;\n"
        .formatted(
            type.getCanonicalName(),
            IntStream.range(0, method.getParameterCount())
                .mapToObj(i -> "p" + i)
                .collect(Collectors.joining(", ")),
            result.isEmpty() ? "{ }" : result);
  }
}
