// SPDX-License-Identifier: Apache-2.0
/**
 * What is measured, and the entry point. Measures through the public doors of the generated code
 * and the runtimes; nothing depends on this module.
 */
package dev.tenon.benchmarks;
