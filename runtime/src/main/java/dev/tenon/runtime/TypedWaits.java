// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Base of the classes that Tenon generates for waits for a struct of a region. */
public abstract class TypedWaits {
  private final WaitableStruct waitable;

  /** Wraps a struct of the region. */
  protected TypedWaits(WaitableStruct waitable) {
    this.waitable = Objects.requireNonNull(waitable, "waitable");
  }

  /**
   * Waits until a condition is met. Throws what {@link WaitableStruct#await} throws.
   *
   * @param condition reads atomic fields of the struct; is called often, by the calling thread
   * @param timeout how long to wait, zero or more; zero looks once
   * @return whether the condition was met in time
   */
  public final boolean await(BooleanSupplier condition, Duration timeout) {
    return waitable.await(condition, timeout);
  }

  /**
   * Has all who wait look again: call it after a store to an atomic field by its own accessor.
   * Throws what {@link WaitableStruct#changed} throws.
   */
  public final void changed() {
    waitable.changed();
  }
}
