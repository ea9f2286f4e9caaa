// SPDX-License-Identifier: Apache-2.0
/**
 * Where every byte lies, computed once from the model.
 *
 * <p>The only package that adds up sizes. Checks and emitters read what is decided here.
 */
package dev.tenon.generator.layout;
