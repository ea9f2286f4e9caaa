// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.RegionTruncatedException;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.MemorySegment;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The region that a section is part of. Lives at least as long as the section. */
public interface SectionHost {
  /** Returns the address of the region. */
  RegionAddress address();

  /** The system that the region is shared on. */
  Platform platform();

  /** Returns the options by which this process opened the region. */
  RegionOptions options();

  /** Version of the schema of the region's creator. */
  int contractVersion();

  /** Returns the slot of the own participant. */
  int slot();

  /** Returns the own attachment, as words of the region name it. */
  long attachment();

  /** Whether the region is open in this process. */
  boolean isOpen();

  /**
   * Label of a participant, printable; empty if it has none, or if the slot has another one by now.
   *
   * @param slot that it had, as somebody wrote it
   * @param identity of its process
   */
  String label(int slot, long identity);

  /**
   * Does nothing while the region is open.
   *
   * @throws IllegalStateException if it is closed
   */
  void requireOpen();

  /**
   * Does nothing while the region is open and has all its memory. Makes a system call.
   *
   * @throws IllegalStateException if it is closed
   * @throws RegionTruncatedException if its file was cut short
   */
  void requireWhole();

  /**
   * Returns the exception that says by the region's name what an access to its memory has met.
   *
   * @param failure unchecked; returned, or thrown if it is an error, when it has nothing to do with
   *     the region
   * @throws RegionTruncatedException if the region's file was cut short
   */
  RuntimeException explained(Throwable failure);

  /** Opens the words that one sleeper and its wakers share, at that offset of a mapping. */
  Signal openSignal(MemorySegment mapping, long offset);

  /** Reads the content while the region is open. */
  <T> T withContent(Function<MemorySegment, T> reading);

  /**
   * Takes a role and makes its end; gives the role back when the end cannot be made. Closing the
   * region gives up every role that is still held.
   */
  <R extends SectionRole, T> T takeRole(
      Function<RegionMapping, R> taking, BiFunction<RegionMapping, R, T> making);

  /**
   * Gives up a role, if it is held still.
   *
   * @throws RegionTruncatedException if the region's file was cut short; the role is given up in
   *     this process
   */
  void giveUp(SectionRole role);
}
