// SPDX-License-Identifier: Apache-2.0
/** Checks names: spelling, reserved words, and collisions in generated Java and C. */
package dev.tenon.generator.check.names;
