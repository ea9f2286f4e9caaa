// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.Objects;

/** Choices at creating or attaching a region. Immutable; each method returns a changed copy. */
public final class RegionOptions {
  private static final RegionOptions DEFAULTS =
      new RegionOptions(false, WaitPolicy.balanced(), false);

  private final boolean persistent;
  private final WaitPolicy waitPolicy;
  private final boolean fullFences;

  private RegionOptions(boolean persistent, WaitPolicy waitPolicy, boolean fullFences) {
    this.persistent = persistent;
    this.waitPolicy = waitPolicy;
    this.fullFences = fullFences;
  }

  /** Not persistent, balanced waits, no fences but those of sleepers. */
  public static RegionOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Whether the region stays when its last participant closes it or dies. Counts when this call
   * creates the region; attaching takes over what the creator chose. Default: false.
   */
  public RegionOptions persistent(boolean value) {
    return new RegionOptions(value, waitPolicy, fullFences);
  }

  /** Way of waiting on the region's sections. Default: {@link WaitPolicy#balanced}. */
  public RegionOptions waitPolicy(WaitPolicy value) {
    return new RegionOptions(persistent, Objects.requireNonNull(value, "waitPolicy"), fullFences);
  }

  /**
   * Whether each publish has a fence of its own, some 10 ns. Otherwise, where the system offers it
   * (membarrier on Linux, with native access), whoever is about to sleep interrupts all processors
   * on which a process runs that holds a role. For programs that must not be interrupted. Default:
   * false.
   */
  public RegionOptions fullFences(boolean value) {
    return new RegionOptions(persistent, waitPolicy, value);
  }

  /** Whether a created region stays when nobody is attached. */
  public boolean persistent() {
    return persistent;
  }

  /** Returns the way of waiting. */
  public WaitPolicy waitPolicy() {
    return waitPolicy;
  }

  /** Whether each publish has a fence of its own. */
  public boolean fullFences() {
    return fullFences;
  }
}
