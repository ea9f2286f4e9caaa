// SPDX-License-Identifier: Apache-2.0
/** Checks callbacks, functions and exports. */
package dev.tenon.generator.check.calls;
