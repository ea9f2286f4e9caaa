// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

/** Anything that one language implements and the other calls. */
public sealed interface Invocable extends Declaration permits Callback, NativeFunction, Export {

  Signature signature();
}
