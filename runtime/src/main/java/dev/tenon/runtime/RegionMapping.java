// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;

/**
 * A region mapped twice. Users work in {@code content}; {@code control} is for joining and leaving.
 * Closing first unmaps the content, after which no thread of this process can write to it any more;
 * only then, through the control mapping, are roles and the slot given to others.
 */
record RegionMapping(
    Arena contentArena, MemorySegment content, Arena controlArena, MemorySegment control) {

  /** Maps {@code size} bytes, which the file must have: mapping more would make the file grow. */
  static RegionMapping map(FileChannel channel, long size) throws IOException {
    Arena contentArena = Arena.ofShared();
    Arena controlArena = Arena.ofShared();
    try {
      return new RegionMapping(
          contentArena,
          channel.map(FileChannel.MapMode.READ_WRITE, 0, size, contentArena),
          controlArena,
          channel.map(FileChannel.MapMode.READ_WRITE, 0, size, controlArena));
    } catch (IOException | RuntimeException e) {
      contentArena.close();
      controlArena.close();
      throw e;
    }
  }

  /** For a mapping that nobody else has seen yet. */
  void discard() {
    contentArena.close();
    controlArena.close();
  }
}
