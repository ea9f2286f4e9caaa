// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

import com.example.hostmonitor.model.Snapshot;
import java.time.Duration;

/** Shows what the monitor sees. Notes may come from any thread, all else from one. */
public interface View extends AutoCloseable {

  /** Period between calls of {@link #show}. */
  Duration period();

  /** Shows the present state. */
  void show(Snapshot snapshot);

  /** Says something that is not a number, such as a complaint of the agent. */
  void note(String text);

  /** Leaves the terminal as it was. */
  @Override
  void close();
}
