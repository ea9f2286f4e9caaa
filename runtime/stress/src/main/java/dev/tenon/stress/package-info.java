// SPDX-License-Identifier: Apache-2.0
/**
 * Orders of memory accesses that the Java runtime relies on, tried by jcstress. On x86 the
 * processor reorders a store and a later load alone; every other outcome that is forbidden here
 * would be the compiler's doing.
 */
package dev.tenon.stress;
