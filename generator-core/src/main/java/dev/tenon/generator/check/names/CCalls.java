// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import dev.tenon.generator.check.names.NameScope.Language;
import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.Schema;
import java.util.List;
import java.util.Locale;

/** The names of calls in generated C: functions and what goes with a callback, parameters. */
final class CCalls {

  private CCalls() {}

  /** Claims what shares the one scope of a header. */
  static void claim(NameScope global, Schema schema) {
    reserve(global, schema);
    GivenNameRule.usable(schema.handles()).forEach(h -> global.claim(h, CNames.type(schema, h)));
    for (Callback callback : GivenNameRule.usable(schema.callbacks())) {
      callback(global, schema, callback);
    }
    for (NativeFunction function : GivenNameRule.usable(schema.functions())) {
      global.claim(function, CNames.type(schema, function));
    }
    for (Export export : GivenNameRule.usable(schema.exports())) {
      String name = CNames.type(schema, export);
      global.claim(export, name);
      global.claim(export, name + "_function");
    }
  }

  private static void reserve(NameScope global, Schema schema) {
    boolean exports = !schema.exports().isEmpty();
    boolean calls =
        exports
            || !schema.handles().isEmpty()
            || !schema.callbacks().isEmpty()
            || !schema.functions().isEmpty();
    if (calls) {
      global.reserve(CNames.schemaName(schema, "abi"));
      global.reserve(schema.name().toUpperCase(Locale.ROOT) + "_LONG_TEXT");
    }
    if (exports) {
      for (String suffix : List.of("java_start", "java_stop", "exports_bind")) {
        global.reserve(CNames.schemaName(schema, suffix));
      }
      global.reserve(schema.name().toUpperCase(Locale.ROOT) + "_EXPORTS");
    }
  }

  private static void callback(NameScope global, Schema schema, Callback callback) {
    String type = CNames.type(schema, callback);
    global.claim(callback, type);
    if (callback.listeners() > 0) {
      for (String part :
          List.of("register", "unregister", "emit", "function", "listeners", "order", "registry")) {
        global.claim(callback, type + "_" + part);
      }
    }
    if (callback.batch().isPresent()) {
      global.claim(callback, CNames.constant(schema, callback) + "_BATCH");
      for (String part : List.of("batch", "batch_add", "batch_flush", "batch_tick")) {
        global.claim(callback, type + "_" + part);
      }
    }
  }

  /**
   * Checks the parameters of everything that is called.
   *
   * @param global the scope around them, no name of which they may hide
   */
  static void parameters(Check check, NameScope global) {
    for (Invocable invocable : check.invocables()) {
      NameScope scope = new NameScope(check, Language.C);
      for (Parameter parameter : GivenNameRule.usable(Check.parameters(invocable))) {
        String name = CNames.parameter(invocable, parameter);
        if (global.has(name)) {
          scope.reserve(name);
        }
        scope.claim(parameter, name);
      }
    }
  }
}
