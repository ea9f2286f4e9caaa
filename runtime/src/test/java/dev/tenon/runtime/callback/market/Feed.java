// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

import dev.tenon.runtime.callback.NativeHandle;
import java.lang.foreign.MemorySegment;

/** A running feed. */
public final class Feed extends NativeHandle {
  Feed(MemorySegment address, MemorySegment release) {
    super(address, release);
  }
}
