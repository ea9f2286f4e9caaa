// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.calls;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;

/**
 * A Java method has 255 slots for parameters, {@code long} and {@code double} taking two (Java
 * Virtual Machine Specification 4.3.3). A call through {@code java.lang.foreign.Linker} needs some
 * itself, makes a {@code long} of every address, and hands a struct over by value as the 64-bit
 * words that it consists of.
 */
public final class ParameterCountRule implements Rule {

  private static final int MAX_SLOTS = 240;

  @Override
  public void check(Check check) {
    for (Invocable invocable : check.invocables()) {
      long slots = 0;
      for (Parameter parameter : invocable.signature().parameters()) {
        slots += slots(check, parameter.type());
        if (slots > MAX_SLOTS) {
          report(check, invocable, parameter);
          break;
        }
      }
    }
  }

  private static void report(Check check, Invocable invocable, Parameter parameter) {
    boolean struct =
        parameter.type() instanceof ByValue value && value.type() instanceof StructType;
    check.report(
        Diagnostic.of(
                DiagnosticCode.TOO_MANY_PARAMETERS,
                parameter.span(),
                "'%s' has too many parameters for Java: those up to '%s' take more than %d"
                        .formatted(invocable.name(), parameter.name(), MAX_SLOTS)
                    + " slots")
            .withHelp(
                struct
                    ? "a struct takes two slots for every 8 bytes; a pointer to it takes two"
                    : "64-bit numbers and pointers take two slots; a pointer to a struct takes two"
                        + " for any number of fields"));
  }

  /** Slots in the widest of the methods that a parameter is handed through. */
  private static long slots(Check check, ParameterType type) {
    if (!(type instanceof ByValue value)) {
      return 2;
    } else if (value.type() instanceof StructType struct) {
      long words = (check.layouts().plan(struct).size() + Long.BYTES - 1) / Long.BYTES;
      return Math.min(2 * words, MAX_SLOTS + 1);
    }
    return isOneWord(value.type()) ? 1 : 2;
  }

  private static boolean isOneWord(Type type) {
    if (type instanceof EnumType named) {
      return named.storage().bytes() < Long.BYTES;
    }
    return JavaScalar.of(ScalarType.holding(type)).slots() == 1;
  }
}
