// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tenon.generator.emit.RequiredRuntime;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Generated classes name the runtime that they need, and run with no older one. */
class RequiredRuntimeTest {

  private static final int NEXT = RequiredRuntime.API + 1;
  private static final Pattern REQUIREMENT =
      Pattern.compile("(requireRuntime|RuntimeVersion\\.require)\\(\\d+");

  /** Code as the generator makes it that knows the next runtime. */
  private static GeneratedJava ofNextGenerator(String schema) {
    return GeneratedJava.ofResource(
        schema, text -> REQUIREMENT.matcher(text).replaceAll("$1(" + NEXT));
  }

  private static Throwable refusal(Class<?> type, String method, Object argument, Class<?> as) {
    Throwable thrown = catchThrowable(() -> type.getMethod(method, as).invoke(null, argument));
    return thrown instanceof InvocationTargetException ? thrown.getCause() : thrown;
  }

  private static void checkIsRefused(Throwable refusal, String user) {
    assertThat(refusal)
        .hasToString(
            "dev.tenon.runtime.RuntimeTooOldError: %s was generated for runtime API %d, but this"
                    .formatted(user, NEXT)
                + " tenon-runtime has API %d: use the tenon-runtime of the generator's version or"
                    .formatted(RequiredRuntime.API)
                + " a newer one");
  }

  @Test
  void regionRefusesAnOlderRuntime() {
    Class<?> feed = ofNextGenerator("market.tenon.yaml").type("MarketFeed");

    checkIsRefused(
        refusal(feed, "attach", "no.such.region", String.class),
        "region MarketFeed of schema market");
  }

  @Test
  void libraryRefusesAnOlderRuntime() {
    Class<?> library = ofNextGenerator("callbacks.tenon.yaml").type("Callbacks");

    checkIsRefused(
        refusal(library, "load", Path.of("no-such-library"), Path.class), "schema callbacks");
  }

  @Test
  void exportsRefuseAnOlderRuntime() {
    Class<?> binder = ofNextGenerator("callbacks.tenon.yaml").type("CallbacksExportsBinder");

    checkIsRefused(
        catchThrowable(() -> Class.forName(binder.getName(), true, binder.getClassLoader())),
        "schema callbacks");
  }

  @Test
  void runtimeOfTheGeneratorServes() {
    Class<?> library = GeneratedJava.ofResource("callbacks.tenon.yaml").type("Callbacks");

    assertThat(refusal(library, "load", Path.of("no-such-library"), Path.class))
        .hasMessageContaining("no-such-library");
  }
}
