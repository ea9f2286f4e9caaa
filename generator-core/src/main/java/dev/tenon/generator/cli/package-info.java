// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: {@code tenon generate}, {@code check}, {@code freeze}, {@code layout} and
 * others. A shell over {@link dev.tenon.generator.Generator}; nothing depends on it.
 */
package dev.tenon.generator.cli;
