// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: {@code tenon generate}, {@code check}, {@code layout} and {@code rules}. A
 * shell over {@link dev.tenon.generator.Generator}; nothing depends on it.
 */
package dev.tenon.generator.cli;
