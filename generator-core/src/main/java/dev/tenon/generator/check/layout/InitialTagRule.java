// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;

/**
 * Advises against structs that are invalid while nobody has chosen an arm of their union: the tag
 * begins as 0, which is no value of its enum.
 */
public final class InitialTagRule implements Rule {

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      for (Field field : struct.fields()) {
        if (field.type() instanceof UnionType && field.tag().isPresent()) {
          check(check, struct, struct.tagBeside(field));
        }
      }
    }
  }

  private static void check(Check check, StructType struct, Field tag) {
    EnumType type = (EnumType) tag.type();
    boolean isValid =
        tag.defaultValue().isPresent()
            || type.values().stream().anyMatch(value -> value.number().signum() == 0);
    if (!isValid) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_INITIAL_TAG,
                  tag.span(),
                  "a new %s is invalid: its tag '%s' begins as 0, which is no value of %s"
                      .formatted(struct.name(), tag.name(), type.name()))
              .withHelp(
                  "give '%s' a 'default', or %s a value 0".formatted(tag.name(), type.name())));
    }
  }
}
