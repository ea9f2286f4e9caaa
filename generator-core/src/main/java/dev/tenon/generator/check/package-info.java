// SPDX-License-Identifier: Apache-2.0
/**
 * The rules that a schema has to keep beyond being readable. A rule is a small class that looks at
 * the model and its layout, and reports; no rule depends on another.
 */
package dev.tenon.generator.check;
