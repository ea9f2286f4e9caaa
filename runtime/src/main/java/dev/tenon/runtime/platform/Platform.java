// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** The operating system as regions need it. Safe for all threads. */
public interface Platform {
  /**
   * The platform of this JVM.
   *
   * @throws UnsupportedOperationException where regions are not supported
   */
  static Platform current() {
    return CurrentPlatform.INSTANCE;
  }

  /** The file behind the shared-memory region of that name. */
  Path sharedMemoryFile(String name);

  /** Status of a file, symbolic links not followed. Throws NoSuchFileException if it is absent. */
  FileStatus status(Path path) throws IOException;

  /** The user on whose behalf this process opens files. */
  long effectiveUser();

  /** Identity of this process: process id above the start time, see the format schema. */
  long processIdentity();

  /** The process id in an identity. */
  long processId(long identity);

  /** False only when the process of that identity certainly runs no more. */
  boolean isAlive(long identity);

  /** False only when no process has that id. */
  boolean isProcessId(long processId);

  /** Identity of the running kernel, 16 bytes. */
  byte[] bootId();

  /** The process-id namespace, zero where there is none. */
  long pidNamespace();

  /** Whether this process can sleep on words and wake others. Needs native access. */
  boolean canWake();

  /** The four bytes of {@code word} as something to sleep on. Only if {@link #canWake()}. */
  WaitWord waitWord(MemorySegment word);
}
