// SPDX-License-Identifier: Apache-2.0
/**
 * Generated files and how they come to disk: only changed ones, and removed when outdated. Knows
 * nothing of schemas; the command line and the Maven plugin write through it.
 */
package dev.tenon.generator.output;
