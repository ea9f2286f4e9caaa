// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;

/** Size of what a mapped region is kept in; safe for all threads. */
public interface RegionExtent extends AutoCloseable {
  /** Bytes that there are now, whatever names it has. A system call; no interrupt ends it. */
  long bytes() throws IOException;

  /** Gives back what the look needs. Again does nothing. */
  @Override
  void close();
}
