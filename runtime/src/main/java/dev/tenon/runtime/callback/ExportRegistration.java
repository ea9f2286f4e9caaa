// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.unclosed.Unclosed;
import java.util.concurrent.atomic.AtomicBoolean;

/** The binding of exports by a Java program. */
final class ExportRegistration implements Registration {
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Runnable unbind;
  private final Unclosed.Watch watch;

  /**
   * A binding.
   *
   * @param type the generated interface
   */
  ExportRegistration(Class<?> type, Runnable unbind) {
    this.unbind = unbind;
    this.watch = Unclosed.watch(this, "Binding of " + type.getName());
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      unbind.run();
      watch.closed();
    }
  }

  @Override
  public boolean isOpen() {
    return open.get();
  }
}
