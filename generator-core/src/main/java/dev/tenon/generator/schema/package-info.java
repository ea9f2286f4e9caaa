// SPDX-License-Identifier: Apache-2.0
/**
 * The model of a schema: immutable, with every name resolved and every number in range.
 *
 * <p>It knows no layout and no target language. Every later stage reads it; none changes it.
 */
package dev.tenon.generator.schema;
