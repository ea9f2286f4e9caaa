// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.model;

import com.example.hostmonitor.contract.Batch;
import com.example.hostmonitor.contract.CoreTimes;
import com.example.hostmonitor.contract.CpuSample;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the cores' times into loads. Cores may come and go. Not thread-safe. */
public final class CpuLoad {
  private final TickWindow window;
  private final Batch batch = new Batch();
  private final CoreTimes cursor = new CoreTimes();
  private SortedMap<Long, CoreTimes.Value> times = new TreeMap<>();
  private SortedMap<Long, CoreTimes.Value> collecting = new TreeMap<>();
  private List<Core> cores = List.of();

  /**
   * Load of one core.
   *
   * @param number the kernel's number of the core
   * @param load 0 to 1
   */
  public record Core(long number, double load) {}

  /**
   * Creates an empty state.
   *
   * @param windowNanos shortest time that a load is computed over
   */
  public CpuLoad(long windowNanos) {
    window = new TickWindow(windowNanos);
  }

  /**
   * Takes a sample in; it may lie in shared memory, nothing of it is kept.
   *
   * @param sent the sample's time stamp, in nanoseconds
   */
  public void accept(CpuSample sample, long sent) {
    sample.batch(batch);
    if (!window.accepts(batch, sent)) {
      return;
    }
    if (batch.first() == 0) {
      collecting.clear(); // what is there is of a tick of which something was dropped
    }
    for (int i = 0; i < batch.count(); i++) {
      CoreTimes core = sample.cores(i, cursor);
      collecting.put(core.core(), core.toValue());
    }
    if (window.isComplete(batch)) {
      window.close();
      cores = loads();
      times = collecting;
      collecting = new TreeMap<>();
    }
  }

  /** The cores of the last complete tick by number; empty until two ticks have come. */
  public List<Core> cores() {
    return cores;
  }

  private List<Core> loads() {
    List<Core> loads = new ArrayList<>(collecting.size());
    collecting.forEach(
        (number, now) -> {
          CoreTimes.Value before = times.get(number);
          if (before != null) {
            loads.add(new Core(number, load(before, now)));
          }
        });
    return List.copyOf(loads);
  }

  private static double load(CoreTimes.Value before, CoreTimes.Value now) {
    // The kernel lets the idle time go back a little, and a core that returns starts anew.
    double busy = Math.max(0, now.busy() - before.busy());
    double idle = Math.max(0, now.idle() - before.idle());
    return busy + idle > 0 ? busy / (busy + idle) : 0;
  }
}
