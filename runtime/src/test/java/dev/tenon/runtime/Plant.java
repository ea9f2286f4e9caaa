// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.interop.CLayouts;
import java.lang.foreign.MemorySegment;

/** An attachment to a region with events, mutexes and a semaphore, as generated code has one. */
public record Plant(Region region) implements AutoCloseable {
  /** Bits of the events with names. */
  public static final int HEAT = 1;

  public static final int DOOR = 2;
  public static final int SMOKE = 4;

  /** Permits of the semaphore. */
  public static final int PERMITS = 3;

  private static final int FIRST_MUTEX = 5;

  /** Mutexes: plain, recursive, fair. */
  public static final int MUTEXES = 3;

  public static Plant open(RegionAddress address) {
    return new Plant(Region.openOrCreate(address, CLayouts.plant(), RegionOptions.defaults()));
  }

  public MemorySegment status() {
    return region.struct(0);
  }

  public Event bell() {
    return region.event(1);
  }

  public Event gate() {
    return region.event(2);
  }

  public EventFlags alarms() {
    return region.eventFlags(3);
  }

  public EventFlags states() {
    return region.eventFlags(4);
  }

  public Mutex mutex(int index) {
    return region.mutex(FIRST_MUTEX + index);
  }

  public Mutex plain() {
    return mutex(0);
  }

  public Mutex again() {
    return mutex(1);
  }

  public Mutex fair() {
    return mutex(2);
  }

  public Semaphore slots() {
    return region.semaphore(FIRST_MUTEX + MUTEXES);
  }

  @Override
  public void close() {
    region.close();
  }
}
