// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import dev.tenon.runtime.RegionAddress;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The operating system as regions need it. Safe for all threads. */
public interface Platform {
  /** The place where a region of that address is kept. */
  RegionStore store(RegionAddress address);

  /**
   * Names that something has in shared memory where regions have theirs, in order. They need not be
   * names that a region can have, nor be those of regions.
   */
  List<String> regionNames() throws IOException;

  /** Identity of this process: process id above the start time, see the format schema. */
  long processIdentity();

  /** The process id in an identity. */
  long processId(long identity);

  /**
   * Whether the process of that identity can still run. Death is proved: who takes a process for
   * living unless the answer is no takes nothing from one that lives.
   */
  Answer alive(long identity);

  /**
   * Whether the process of that identity lives and is kept from running: by a signal, a debugger,
   * or as one of a group that is frozen. False in doubt. Reads some files.
   */
  boolean isStopped(long identity);

  /** Addition to a message that names a process of which that was said; often empty. */
  String doubt(Answer alive);

  /** Identity of the running kernel, 16 bytes. */
  byte[] bootId();

  /** The process-id namespace, zero where there is none. */
  long pidNamespace();

  /** The clock by which starts of processes are told, zero where there is one only. */
  long timeNamespace();

  /** A random number that nobody can guess. */
  long random() throws IOException;

  /** Whether this process can sleep on words and wake others. Needs native access. */
  boolean canWake();

  /**
   * Has {@link #barrier} of every process reach this one from now on; false where the system does
   * not offer that, or without native access. May take some milliseconds the first time.
   */
  boolean joinBarriers();

  /**
   * Runs a full fence in every thread that runs now, of all processes that joined; a thread that
   * does not run has had one since. Takes about a microsecond and interrupts each processor that
   * runs such a thread. False when nothing was done.
   */
  boolean barrier();

  /**
   * Opens a word of a region as something to sleep on; once, so that waiting and waking need no
   * names. Only if {@link #canWake()}.
   *
   * @param address where the region is
   * @param nonce tells the region from others of that address
   * @param region the region, mapped
   * @param offset of the word's four bytes
   */
  WaitWord openWord(RegionAddress address, long nonce, MemorySegment region, long offset);
}
