// SPDX-License-Identifier: Apache-2.0
/**
 * The Maven goals: parameters, log and source roots. What a schema means is decided in {@code
 * tenon-generator-core}.
 */
package dev.tenon.maven;
