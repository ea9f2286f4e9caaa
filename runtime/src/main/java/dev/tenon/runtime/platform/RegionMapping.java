// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionTruncatedException;
import dev.tenon.runtime.memory.Words;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A region mapped twice. Users work in {@code content}; {@code control} is for joining and leaving.
 * Closing first unmaps the content, after which no thread of this process can write to it any more;
 * only then, through the control mapping, are roles and the slot given to others.
 *
 * @param address for messages
 * @param extent tells whether the bytes are still there
 */
public record RegionMapping(
    RegionAddress address,
    Arena contentArena,
    MemorySegment content,
    Arena controlArena,
    MemorySegment control,
    RegionExtent extent) {

  /** Maps the bytes of a region once. */
  @FunctionalInterface
  public interface Mapper {
    /** Maps them for as long as the arena is open. */
    MemorySegment map(Arena arena) throws IOException;
  }

  /**
   * Maps a region, whose store must have all its bytes: mapping more would make a file grow.
   *
   * @param extent closed when this fails
   */
  public static RegionMapping of(RegionAddress address, RegionExtent extent, Mapper mapper)
      throws IOException {
    Arena contentArena = Arena.ofShared();
    Arena controlArena = Arena.ofShared();
    try {
      return new RegionMapping(
          address,
          contentArena,
          mapper.map(contentArena),
          controlArena,
          mapper.map(controlArena),
          extent);
    } catch (IOException | RuntimeException e) {
      contentArena.close();
      controlArena.close();
      extent.close();
      throw e;
    }
  }

  /** For a mapping that nobody else has seen yet. */
  public void discard() {
    contentArena.close();
    closeControl();
  }

  /** Unmaps what {@link #contentArena} does not. */
  public void closeControl() {
    controlArena.close();
    extent.close();
  }

  /** Whether the first {@code bytes} are there. */
  public boolean has(long bytes) {
    return fileBytes() >= bytes;
  }

  /**
   * Requires that every byte is there. One may go at any time after that.
   *
   * @throws RegionTruncatedException if some are gone
   */
  public void requireWhole() {
    requireWhole(null);
  }

  /**
   * Returns what to throw for an access to the memory that the JVM or the kernel reports as failed.
   *
   * @param failure unchecked; returned, or thrown if it is an error, when every byte is there
   * @throws RegionTruncatedException if some are gone
   */
  public RuntimeException explained(Throwable failure) {
    requireWhole(failure);
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  private void requireWhole(Throwable failure) {
    // Who goes on after a failed access may have met another one.
    InternalError late = lateFault();
    Throwable fault = failure != null ? failure : late;
    long mapped = control.byteSize();
    long bytes = fileBytes();
    if (bytes < mapped) {
      throw new RegionTruncatedException(
          address
              + " was truncated: "
              + mapped
              + " bytes are mapped, its file has "
              + bytes
              + "; close it, remove its name and create it again",
          mapped,
          bytes,
          fault);
    }
    if (late != null) {
      throw late;
    }
  }

  /** The error of an access before, if one was noted and is yet to be thrown. */
  private static InternalError lateFault() {
    try {
      Words.settle();
      return null;
    } catch (InternalError e) {
      return e;
    }
  }

  private long fileBytes() {
    try {
      return extent.bytes();
    } catch (IOException e) {
      throw new RegionAccessException(
          "cannot look at the size of " + address + ": " + e.getMessage(), e);
    }
  }
}
