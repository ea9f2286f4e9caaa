// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Type;

/**
 * A Java method has 255 slots for parameters, {@code long} and {@code double} taking two (Java
 * Virtual Machine Specification 4.3.3), of which a call through a method handle needs some itself.
 */
final class ParameterCountRule implements Rule {

  private static final int MAX_SLOTS = 240;

  @Override
  public void check(Check check) {
    for (Invocable invocable : check.invocables()) {
      int slots = 0;
      for (Parameter parameter : Check.parameters(invocable)) {
        slots += slots(parameter.type());
        if (slots > MAX_SLOTS) {
          check.report(
              DiagnosticCode.TOO_MANY_PARAMETERS,
              parameter.span(),
              "'%s' has more parameters than Java can hand over: %d words, 64-bit numbers and"
                      .formatted(invocable.name(), MAX_SLOTS)
                  + " addresses taking two");
          break;
        }
      }
    }
  }

  /** Slots in the widest of the methods that a parameter is handed through. */
  private static int slots(ParameterType type) {
    return type instanceof ByValue value && isOneWord(value.type()) ? 1 : 2;
  }

  private static boolean isOneWord(Type type) {
    if (type instanceof EnumType named) {
      return named.storage().bytes() < Long.BYTES;
    }
    ScalarType scalar =
        type instanceof FlagsType flags ? flags.storage() : type instanceof ScalarType s ? s : null;
    // An unsigned 32-bit number is a long in Java.
    return scalar == null || (scalar.bytes() < Long.BYTES && scalar != ScalarType.U32);
  }
}
