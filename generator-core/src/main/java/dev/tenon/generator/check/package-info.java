// SPDX-License-Identifier: Apache-2.0
/**
 * Checks that a schema keeps the rules beyond being readable; {@link
 * dev.tenon.generator.check.Rules} lists them in order. A rule is a small class that looks at the
 * model and its layout, and reports.
 */
package dev.tenon.generator.check;
