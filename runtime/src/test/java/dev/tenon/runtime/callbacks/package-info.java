// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of calls between Java and C in one process, through generated code on both sides. The C
 * side is built in the test run from {@code src/test/callbacks}.
 */
package dev.tenon.runtime.callbacks;
