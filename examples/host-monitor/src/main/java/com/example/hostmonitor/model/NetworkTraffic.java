// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.model;

import com.example.hostmonitor.contract.Batch;
import com.example.hostmonitor.contract.InterfaceCounters;
import com.example.hostmonitor.contract.NetworkSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the interfaces' counters into rates. Interfaces may come and go. Not thread-safe. */
public final class NetworkTraffic {
  private final TickWindow window;
  private final Batch batch = new Batch();
  private final InterfaceCounters cursor = new InterfaceCounters();
  private Map<String, InterfaceCounters.Value> counters = new LinkedHashMap<>();
  private Map<String, InterfaceCounters.Value> collecting = new LinkedHashMap<>();
  private List<Interface> interfaces = List.of();

  /**
   * Traffic of one interface.
   *
   * @param name the kernel's name
   * @param receivedBytes per second
   * @param sentBytes per second
   * @param packets per second, both ways
   */
  public record Interface(String name, double receivedBytes, double sentBytes, double packets) {}

  /**
   * Creates an empty state.
   *
   * @param windowNanos shortest time that a rate is computed over
   */
  public NetworkTraffic(long windowNanos) {
    window = new TickWindow(windowNanos);
  }

  /**
   * Takes a sample in; it may lie in shared memory, nothing of it is kept.
   *
   * @param sent the sample's time stamp, in nanoseconds
   */
  public void accept(NetworkSample sample, long sent) {
    sample.batch(batch);
    if (!window.accepts(batch, sent)) {
      return;
    }
    if (batch.first() == 0) {
      collecting.clear(); // what is there is of a tick of which something was dropped
    }
    for (int i = 0; i < batch.count(); i++) {
      InterfaceCounters.Value now = sample.interfaces(i, cursor).toValue();
      collecting.put(now.name(), now);
    }
    if (window.isComplete(batch)) {
      interfaces = rates(window.close());
      counters = collecting;
      collecting = new LinkedHashMap<>();
    }
  }

  /** The interfaces of the last complete tick in the kernel's order; empty until two have come. */
  public List<Interface> interfaces() {
    return interfaces;
  }

  private List<Interface> rates(double seconds) {
    List<Interface> rates = new ArrayList<>(collecting.size());
    collecting.forEach(
        (name, now) -> {
          InterfaceCounters.Value before = counters.get(name);
          if (before != null) {
            rates.add(rate(before, now, seconds));
          }
        });
    return List.copyOf(rates);
  }

  private static Interface rate(
      InterfaceCounters.Value before, InterfaceCounters.Value now, double seconds) {
    return new Interface(
        now.name(),
        grown(before.receivedBytes(), now.receivedBytes()) / seconds,
        grown(before.sentBytes(), now.sentBytes()) / seconds,
        (grown(before.receivedPackets(), now.receivedPackets())
                + grown(before.sentPackets(), now.sentPackets()))
            / seconds);
  }

  /**
   * Returns the increase of a counter; one that went back belongs to a new interface of that name.
   */
  private static double grown(long before, long now) {
    return Math.max(0, now - before);
  }
}
