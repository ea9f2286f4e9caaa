// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.util.concurrent.atomic.AtomicBoolean;

/** The binding of exports by a Java program. */
final class ExportRegistration implements Registration {
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Runnable unbind;

  ExportRegistration(Runnable unbind) {
    this.unbind = unbind;
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      unbind.run();
    }
  }

  @Override
  public boolean isOpen() {
    return open.get();
  }
}
