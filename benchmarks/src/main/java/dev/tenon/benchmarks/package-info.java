// SPDX-License-Identifier: Apache-2.0
/**
 * Measurements and their entry point. Measures through the public doors of the generated code and
 * the runtimes; nothing depends on this module.
 */
package dev.tenon.benchmarks;
