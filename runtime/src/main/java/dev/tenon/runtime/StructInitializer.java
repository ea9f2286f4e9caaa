// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;

/** Writes what a struct holds in a new region, before anybody else can see it. */
@FunctionalInterface
public interface StructInitializer {

  /**
   * Writes the struct that starts at {@code offset}; its bytes are zero before.
   *
   * @param segment holds the struct and nothing else of the region; valid during the call
   */
  void initialize(MemorySegment segment, long offset);
}
