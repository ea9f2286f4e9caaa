// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

/** A change that a thread waits for; reads shared memory. */
@FunctionalInterface
public interface Condition {
  /** Looks once. */
  boolean isMet();
}
