// SPDX-License-Identifier: Apache-2.0
/**
 * What Tenon would generate for the schema of the callback tests, written out by hand: outside the
 * runtime's package, so that it reaches what generated code can reach.
 */
package dev.tenon.runtime.callback.market;
