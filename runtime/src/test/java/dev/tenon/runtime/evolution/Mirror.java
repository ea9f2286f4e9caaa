// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.evolution;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An object of generated code whose methods are called by name, so that what is said of one version
 * is said of all.
 */
record Mirror(Object target) {

  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          boolean.class, Boolean.class,
          int.class, Integer.class,
          long.class, Long.class,
          float.class, Float.class,
          double.class, Double.class);

  /** The classes of a version. */
  static Class<?> type(int version, String name) {
    try {
      return Class.forName("dev.tenon.runtime.evolution.v" + version + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  Mirror get(String method, Object... arguments) {
    return new Mirror(call(method, arguments));
  }

  Object call(String method, Object... arguments) {
    return call(target.getClass(), target, method, arguments);
  }

  static Object call(Class<?> type, Object target, String name, Object... arguments) {
    List<Method> methods =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(name) && !method.isBridge())
            .filter(method -> accepts(method.getParameterTypes(), arguments))
            .toList();
    if (methods.size() != 1) {
      throw new AssertionError(methods.size() + " methods " + type.getName() + "." + name);
    }
    try {
      methods.get(0).setAccessible(true);
      return methods.get(0).invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean accepts(Class<?>[] parameters, Object[] arguments) {
    boolean matches = parameters.length == arguments.length;
    for (int i = 0; matches && i < parameters.length; i++) {
      matches = BOXES.getOrDefault(parameters[i], parameters[i]).isInstance(arguments[i]);
    }
    return matches;
  }
}
