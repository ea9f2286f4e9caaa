// SPDX-License-Identifier: Apache-2.0
/**
 * Layout of every byte, computed once from the model.
 *
 * <p>The only package that adds up sizes. Checks and emitters read what is decided here.
 */
package dev.tenon.generator.layout;
