// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.calls;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Callback.Batch;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.Text;

/** Limits of listeners and batches, and restrictions to a single listener. */
public final class CallbackRule implements Rule {

  private static final int MAX_LISTENERS = 1024;
  private static final int MIN_BATCH = 2;
  private static final int MAX_BATCH = 65_536;

  @Override
  public void check(Check check) {
    for (Callback callback : check.schema().callbacks()) {
      listeners(check, callback);
      callback.batch().ifPresent(batch -> batch(check, callback, batch));
      kept(check, callback);
    }
  }

  private static void listeners(Check check, Callback callback) {
    if (callback.listeners() < 0 || callback.listeners() > MAX_LISTENERS) {
      check.report(
          DiagnosticCode.INVALID_LISTENERS,
          check.places().of(callback, "listeners"),
          "the number of listeners of '%s' is %s, not from 0 to %d"
              .formatted(
                  callback.name(), check.places().of(callback, "listeners").text(), MAX_LISTENERS));
    } else if (callback.listeners() > 1
        && callback.signature().returns().orElse(null) instanceof Text) {
      // The text lives until the same thread gets the next one.
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_LISTENERS,
                  check.places().of(callback, "listeners"),
                  "'%s' returns a string, so it can have only one listener"
                      .formatted(callback.name()))
              .withHelp("write listeners: 1, or 0 for a callback that is never registered"));
    }
  }

  private static void batch(Check check, Callback callback, Batch batch) {
    if (batch.events() < MIN_BATCH || batch.events() > MAX_BATCH) {
      check.report(
          DiagnosticCode.BATCH_OUT_OF_RANGE,
          check.places().of(callback, "batch"),
          "the batch size of '%s' is %s, not from %d to %d"
              .formatted(
                  callback.name(),
                  check.places().of(callback, "batch").text(),
                  MIN_BATCH,
                  MAX_BATCH));
    }
    if (callback.listeners() == 0) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_BATCH,
                  check.places().of(callback, "listeners"),
                  "'%s' has batches but no listeners".formatted(callback.name()))
              .withHelp("remove 'listeners', or write how many can be registered"));
    }
  }

  /** Each of several listeners would release what it was given. */
  private static void kept(Check check, Callback callback) {
    for (Parameter parameter : callback.signature().parameters()) {
      if (callback.listeners() > 0
          && parameter.type() instanceof CallbackPointer pointer
          && pointer.kept()) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.INVALID_KEEP,
                    check.places().of(parameter, "keep"),
                    "'%s' has several listeners, so they cannot keep '%s'"
                        .formatted(callback.name(), parameter.name()))
                .withHelp("write listeners: 0, for a callback that is never registered"));
      }
    }
  }
}
