// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.Objects;

/** Choices at creating or attaching a region. Immutable; each method returns a changed copy. */
public final class RegionOptions {
  private static final RegionOptions DEFAULTS =
      new RegionOptions(false, IdleStrategy.spinThenSleep());

  private final boolean persistent;
  private final IdleStrategy idle;

  private RegionOptions(boolean persistent, IdleStrategy idle) {
    this.persistent = persistent;
    this.idle = idle;
  }

  /** Not persistent; waits spin, then sleep. */
  public static RegionOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Whether the region stays when its last participant closes it or dies. Counts when this call
   * creates the region; attaching takes over what the creator chose. Default: false.
   */
  public RegionOptions persistent(boolean value) {
    return new RegionOptions(value, idle);
  }

  /** Strategy for waits on the region's queues. Default: {@link IdleStrategy#spinThenSleep}. */
  public RegionOptions idle(IdleStrategy value) {
    return new RegionOptions(persistent, Objects.requireNonNull(value, "idle"));
  }

  /** Whether a created region stays when nobody is attached. */
  public boolean persistent() {
    return persistent;
  }

  /** Returns the strategy for waits of this process. */
  public IdleStrategy idle() {
    return idle;
  }
}
