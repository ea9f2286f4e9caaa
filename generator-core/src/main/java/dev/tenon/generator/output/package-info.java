// SPDX-License-Identifier: Apache-2.0
/**
 * Generated files and how they come to disk: only changed ones, and removed when outdated.
 */
package dev.tenon.generator.output;
