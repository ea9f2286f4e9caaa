// SPDX-License-Identifier: Apache-2.0
/** Prints enums, flags and constants. Depends on {@code code} only. */
package dev.tenon.generator.emit.java.type;
