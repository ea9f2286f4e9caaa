// SPDX-License-Identifier: Apache-2.0
/**
 * How a name of the schema is spelled in Java and in C.
 *
 * <p>Used by the checks (which names become one?) and by the emitters.
 */
package dev.tenon.generator.naming;
