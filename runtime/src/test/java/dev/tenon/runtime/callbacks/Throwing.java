// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.lang.reflect.Proxy;

/** Throws what it is given, checked or not. */
final class Throwing {

  private Throwing() {}

  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException sneakily(Throwable exception) throws E {
    throw (E) exception;
  }

  static RuntimeException anyOf(Throwable exception) {
    return Throwing.<RuntimeException>sneakily(exception);
  }

  /** Exports that all throw this. */
  static ValuesExports exports(Throwable exception) {
    return (ValuesExports)
        Proxy.newProxyInstance(
            Throwing.class.getClassLoader(),
            new Class<?>[] {ValuesExports.class},
            (proxy, method, arguments) -> {
              throw exception;
            });
  }
}
