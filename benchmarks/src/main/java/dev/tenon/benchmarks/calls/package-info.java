// SPDX-License-Identifier: Apache-2.0
/**
 * Calls between C and Java in one process: by what Tenon generates, and by hand with {@code
 * java.lang.foreign} and JNI. Each way is a task of {@link dev.tenon.benchmarks.calls.CallWorker}.
 */
package dev.tenon.benchmarks.calls;
