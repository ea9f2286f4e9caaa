// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A generated object whose methods are called by name, as no test knows its class when compiled.
 */
public record Flyweight(Object target) {

  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          boolean.class, Boolean.class,
          byte.class, Byte.class,
          short.class, Short.class,
          char.class, Character.class,
          int.class, Integer.class,
          long.class, Long.class,
          float.class, Float.class,
          double.class, Double.class);

  /** Looking methods up again and again takes most of the time otherwise. */
  private static final ClassValue<Map<String, List<Method>>> METHODS =
      new ClassValue<>() {
        @Override
        protected Map<String, List<Method>> computeValue(Class<?> type) {
          // A bridge is the only sign of a method that a class of the package hands down.
          Method[] all = type.getMethods();
          return Stream.of(all)
              .filter(method -> !method.isBridge() || Stream.of(all).noneMatch(replaces(method)))
              .collect(Collectors.groupingBy(Method::getName));
        }
      };

  private static Predicate<Method> replaces(Method bridge) {
    return method ->
        !method.isBridge()
            && method.getName().equals(bridge.getName())
            && method.getParameterCount() == bridge.getParameterCount();
  }

  /** Calls a method; a generated object comes back as a flyweight where {@link #at} is used. */
  public Object call(String name, Object... arguments) {
    return invoke(target.getClass(), target, name, arguments);
  }

  /** Calls a method that returns another generated object. */
  public Flyweight at(String name, Object... arguments) {
    return new Flyweight(call(name, arguments));
  }

  public static Object callStatic(Class<?> type, String name, Object... arguments) {
    return invoke(type, null, name, arguments);
  }

  private static Object invoke(Class<?> type, Object target, String name, Object[] arguments) {
    List<Method> matches =
        METHODS.get(type).getOrDefault(name, List.of()).stream()
            .filter(method -> Modifier.isStatic(method.getModifiers()) == (target == null))
            .filter(method -> accepts(method.getParameterTypes(), arguments))
            .toList();
    if (matches.size() != 1) {
      throw new AssertionError(
          "%d methods %s.%s for %s"
              .formatted(matches.size(), type.getName(), name, List.of(arguments)));
    }
    try {
      Method method = matches.get(0);
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw rethrow(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean accepts(Class<?>[] parameters, Object[] arguments) {
    if (parameters.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      if (!BOXES.getOrDefault(parameters[i], parameters[i]).isInstance(arguments[i])
          && !(parameters[i] == long.class && arguments[i] instanceof Integer)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException rethrow(Throwable cause) throws T {
    throw (T) cause;
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
