// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.struct;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.WaitableStruct;
import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SharedWaits;
import dev.tenon.runtime.wait.AllParticipants;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A struct in shared memory. */
final class SharedStruct implements WaitableStruct {
  private final SectionHost host;
  private final String label;
  private final MemorySegment memory;
  private final long changes;
  private final MemorySegment content;
  private final AllParticipants participants;

  /** Made when this process waits, or wakes somebody, for the first time. */
  private volatile SharedWaits waits;

  /**
   * Binds a struct.
   *
   * @param label for messages: {@code struct 'status' of region acme.market}
   * @param changes offset of the wait words in the mapping
   */
  SharedStruct(
      SectionHost host, String label, MemorySegment memory, RegionMapping mapping, long changes) {
    this.host = host;
    this.label = label;
    this.memory = memory;
    this.content = mapping.content();
    this.participants = new AllParticipants(content);
    this.changes = changes;
  }

  @Override
  public MemorySegment memory() {
    return memory;
  }

  @Override
  public void changed() {
    try {
      // Pairs with the fence of Signal.announce(): a sleeper sees the store that came before, or
      // the look here sees that it is about to sleep.
      Words.fullFence();
      if (Words.getLongOpaque(content, changes + WaitWords.WAITING_OFFSET) != 0) {
        waits().wake();
      }
      Words.settle();
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public boolean await(BooleanSupplier condition, Duration timeout) {
    Sleeper.requireTimeout(timeout);
    try {
      return condition.getAsBoolean() || await(condition, Sleeper.nanos(timeout));
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private boolean await(BooleanSupplier condition, long nanos) {
    return waits().await(condition::getAsBoolean, participants, nanos);
  }

  private SharedWaits waits() {
    SharedWaits made = waits;
    if (made == null) {
      made = host.takeRole(this::makeWaits, (mapping, role) -> role);
    }
    return made;
  }

  /** Called under the region's lifecycle lock, so by one thread at a time. */
  private SharedWaits makeWaits(RegionMapping mapping) {
    if (waits == null) {
      waits = new SharedWaits(host, label, mapping, changes);
    }
    return waits;
  }

  @Override
  public String toString() {
    return label;
  }
}
