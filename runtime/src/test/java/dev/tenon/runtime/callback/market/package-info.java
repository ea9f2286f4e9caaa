// SPDX-License-Identifier: Apache-2.0
/**
 * Code as Tenon would generate it for the schema of the callback tests, by hand: outside the
 * runtime's package, so that it reaches what generated code can reach.
 */
package dev.tenon.runtime.callback.market;
