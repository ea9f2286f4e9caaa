// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import dev.tenon.runtime.PeerLeftException;

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

  /** Whether others may be there than {@link #unreportedLeaver} has found. */
  boolean hasChanged();

  /**
   * Reports one that has gone: {@link #unreportedLeaver} tells no more of it.
   *
   * @param epoch as it told
   * @param label names what was waited on in messages
   * @return exception that says who has gone
   */
  PeerLeftException report(int epoch, String label);
}
