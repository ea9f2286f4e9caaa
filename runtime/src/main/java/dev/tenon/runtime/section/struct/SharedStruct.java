// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.struct;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.WaitableStruct;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.OpenWaits;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A struct in shared memory. */
final class SharedStruct implements WaitableStruct {
  private final SectionHost host;
  private final String label;
  private final MemorySegment memory;
  private final OpenWaits waits;

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
    this.waits = new OpenWaits(host, label, mapping.content(), changes);
  }

  @Override
  public MemorySegment memory() {
    return memory;
  }

  @Override
  public void changed() {
    try {
      waits.wake();
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
    return waits.await(condition::getAsBoolean, nanos);
  }

  @Override
  public String toString() {
    return label;
  }
}
