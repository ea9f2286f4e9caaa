// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/**
 * Gives up what this attachment owns of a section when the region is closed. Safe for all threads.
 */
public final class LeavingRole {
  private final SectionHost host;
  private final long changes;
  private final Consumer<MemorySegment> givingUp;
  private volatile Role role;

  /**
   * Describes what is done.
   *
   * @param changes offset of the WaitWords of those that wait for what is given up
   * @param givingUp gives it up in the control mapping
   */
  public LeavingRole(SectionHost host, long changes, Consumer<MemorySegment> givingUp) {
    this.host = host;
    this.changes = changes;
    this.givingUp = givingUp;
  }

  /** Has the close of the region give up what is owned; before anything is. */
  public void enter() {
    if (role == null) {
      host.takeRole(this::make, (mapping, made) -> made);
    }
  }

  /** Called under the region's lifecycle lock, so by one thread at a time. */
  private Role make(RegionMapping mapping) {
    if (role == null) {
      role = new Role(mapping, host.openSignal(mapping.control(), changes));
    }
    return role;
  }

  private final class Role implements SectionRole {
    private final RegionMapping mapping;
    private final Signal signal;

    Role(RegionMapping mapping, Signal signal) {
      this.mapping = mapping;
      this.signal = signal;
    }

    @Override
    public void giveUp() {
      try {
        mapping.requireWhole();
        givingUp.accept(mapping.control());
        // Pairs with the fence of Signal.announce().
        Words.fullFence();
        if (signal.isAwaited()) {
          signal.raise();
        }
      } catch (InternalError | RegionAccessException e) {
        throw mapping.explained(e);
      } finally {
        signal.close();
      }
    }

    @Override
    public void requireNotInHandler() {
      // There are no handlers.
    }

    @Override
    public void wakeOwnThread() {
      // It does not sleep.
    }
  }
}
