// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.schema.NativeFunction;

/**
 * Linker descriptor and options of a downcall.
 *
 * @param errno whether the call captures {@code errno}
 * @param critical whether the call skips what the JVM does around others
 */
record Downcall(Descriptor descriptor, boolean errno, boolean critical) {

  /** A function of the schema. */
  static Downcall of(NativeFunction function, CallSignature signature) {
    return new Downcall(signature.downcall(), function.errno(), function.critical());
  }

  /** A callback that C implements: its first argument is its context. */
  static Downcall ofCallback(CallSignature signature) {
    return new Downcall(signature.downcall().after(Carrier.Register.ADDRESS), false, false);
  }
}
