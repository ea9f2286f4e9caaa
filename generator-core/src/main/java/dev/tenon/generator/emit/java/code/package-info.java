// SPDX-License-Identifier: Apache-2.0
/**
 * Pieces of Java code that every emitter prints: type names, literals, Javadoc, layout constants,
 * reads and writes of scalars. Depends on no other package of emitters.
 */
package dev.tenon.generator.emit.java.code;
