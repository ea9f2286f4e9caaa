// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;

/**
 * A function that C implements and Java calls.
 *
 * @param errno whether Java can ask for the {@code errno} that a call left
 * @param critical short, never blocks and never calls back, so that the call may skip what the JVM
 *     does around others
 * @param blocking may take long, so that a virtual thread hands the call to a thread of its own
 */
public record NativeFunction(
    Names names,
    Signature signature,
    boolean errno,
    boolean critical,
    boolean blocking,
    String doc,
    Span span)
    implements Invocable {}
