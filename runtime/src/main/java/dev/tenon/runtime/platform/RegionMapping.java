// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A region mapped twice. Users work in {@code content}; {@code control} is for joining and leaving.
 * Closing first unmaps the content, after which no thread of this process can write to it any more;
 * only then, through the control mapping, are roles and the slot given to others.
 */
public record RegionMapping(
    Arena contentArena, MemorySegment content, Arena controlArena, MemorySegment control) {

  /** Maps the bytes of a region once. */
  @FunctionalInterface
  public interface Mapper {
    /** Maps them for as long as the arena is open. */
    MemorySegment map(Arena arena) throws IOException;
  }

  /** Maps a region, whose store must have all its bytes: mapping more would make a file grow. */
  public static RegionMapping of(Mapper mapper) throws IOException {
    Arena contentArena = Arena.ofShared();
    Arena controlArena = Arena.ofShared();
    try {
      return new RegionMapping(
          contentArena, mapper.map(contentArena), controlArena, mapper.map(controlArena));
    } catch (IOException | RuntimeException e) {
      contentArena.close();
      controlArena.close();
      throw e;
    }
  }

  /** For a mapping that nobody else has seen yet. */
  public void discard() {
    contentArena.close();
    controlArena.close();
  }
}
