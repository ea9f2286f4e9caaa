// SPDX-License-Identifier: Apache-2.0
/**
 * Schema text as a tree in which every node knows its place. Strict: what YAML would change behind
 * the author's back is refused, and every scalar keeps its raw text.
 *
 * <p>Knows YAML and nothing of schemas.
 */
package dev.tenon.generator.yaml;
