// SPDX-License-Identifier: Apache-2.0
/** Checks types and their layout: sizes, alignment, enums, flags, unions, limits. */
package dev.tenon.generator.check.layout;
