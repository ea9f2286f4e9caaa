// SPDX-License-Identifier: Apache-2.0
/** Compiles and runs what the generator prints. */
package dev.tenon.generator.testing;
