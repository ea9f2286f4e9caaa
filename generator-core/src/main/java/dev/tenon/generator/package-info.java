// SPDX-License-Identifier: Apache-2.0
/**
 * The generator as its users see it: {@link dev.tenon.generator.Generator} for files, {@link
 * dev.tenon.generator.SchemaCompiler} for the model alone.
 */
package dev.tenon.generator;
