// SPDX-License-Identifier: Apache-2.0
/** Prints structs and unions: accessors, factories, value records. Depends on {@code code} only. */
package dev.tenon.generator.emit.java.struct;
