// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

/** The side that ends a sleep: whether it can, and whether it is there. */
public interface Wakers {
  /** Whether each of them can wake a sleeper. */
  boolean canWake();

  /**
   * Has the fences run that they leave to sleepers; false if they leave some and that cannot be
   * done.
   */
  boolean runsItsFences();

  /** The epoch of one that has gone and was not reported yet; zero for none. */
  int unreportedLeaver();

  /** Label of that one, for messages; empty if it has none. */
  String leaverLabel();

  /** Process id of that one; zero if that is not known. */
  long leaverProcess();

  /** Whether others may be there than {@link #unreportedLeaver} has found. */
  boolean hasChanged();

  /** Has {@link #unreportedLeaver} tell no more of that epoch. */
  void markReported(int epoch);
}
