// SPDX-License-Identifier: Apache-2.0
/**
 * From the YAML tree to the model: which keys there are, what values look like, what names mean.
 *
 * <p>What concerns one value is checked here, because the model cannot hold it otherwise. What
 * concerns several declarations, or a layout, is a rule in {@code check}.
 */
package dev.tenon.generator.schema.reader;
