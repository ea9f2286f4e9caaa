// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import com.example.hostmonitor.contract.CpuSample;
import com.example.hostmonitor.contract.Feed;
import com.example.hostmonitor.contract.MemorySample;
import com.example.hostmonitor.contract.NetworkSample;
import com.example.hostmonitor.contract.SchedulingSample;
import com.example.hostmonitor.contract.Stamp;
import com.example.hostmonitor.model.CpuLoad;
import com.example.hostmonitor.model.Delays;
import com.example.hostmonitor.model.NetworkTraffic;
import com.example.hostmonitor.model.Percentiles;
import com.example.hostmonitor.model.Sensor;
import com.example.hostmonitor.model.Snapshot;
import java.lang.foreign.Arena;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Observations so far. The receiving thread feeds it, the showing thread reads it: every method
 * holds this object's lock, for a microsecond or so.
 */
public final class Observations implements Feed.SamplesHandler {
  private static final long RATE_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** A JVM that has just started loads and compiles first: that says nothing of the queue. */
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long[] received = new long[Sensor.values().length];
  private final CpuLoad cpu = new CpuLoad(RATE_WINDOW_NANOS);
  private final NetworkTraffic network = new NetworkTraffic(RATE_WINDOW_NANOS);
  private final Delays oneWay = new Delays();
  private final Delays lateness = new Delays();
  // A struct of the contract is at home in any memory, so it can hold the last sample, too.
  private final MemorySample memory = MemorySample.allocate(Arena.ofAuto());

  // Views that are aimed at one message after the other: nothing is allocated for a message.
  private final Stamp stamp = new Stamp();

  private long start = System.nanoTime();
  private boolean begun;
  private long expected;
  private long missing;
  private long periodStart = start;
  private long receivedInPeriod;
  private double perSecond;

  @Override
  public synchronized void onCpuSample(CpuSample sample) {
    sample.stamp(stamp);
    count(Sensor.CPU);
    cpu.accept(sample, stamp.sent());
  }

  @Override
  public synchronized void onMemorySample(MemorySample sample) {
    sample.stamp(stamp);
    count(Sensor.MEMORY);
    memory.copyFrom(sample);
  }

  @Override
  public synchronized void onNetworkSample(NetworkSample sample) {
    sample.stamp(stamp);
    count(Sensor.NETWORK);
    network.accept(sample, stamp.sent());
  }

  @Override
  public synchronized void onSchedulingSample(SchedulingSample sample) {
    sample.stamp(stamp);
    count(Sensor.SCHEDULING);
    lateness.record(sample.lateness());
  }

  private void count(Sensor sensor) {
    // On Linux, nanoTime() and the agent's clock_gettime(CLOCK_MONOTONIC) are the same clock.
    long now = System.nanoTime();
    if (!begun) {
      begun = true;
      start = now;
      periodStart = now;
    }
    if (now - start >= WARM_UP_NANOS) {
      oneWay.record(now - stamp.sent());
    }
    missing += stamp.sequence() - expected;
    expected = stamp.sequence() + 1;
    received[sensor.ordinal()]++;
    receivedInPeriod++;
  }

  /** The present state; delays are those of the last whole second. */
  public synchronized Snapshot now(long now, Snapshot.Agent agent, long commandsSent) {
    if (now - periodStart >= PERIOD_NANOS) {
      perSecond = receivedInPeriod / ((now - periodStart) / 1e9);
      receivedInPeriod = 0;
      periodStart = now;
      oneWay.endPeriod();
      lateness.endPeriod();
    }
    return snapshot(now, perSecond, oneWay.lately(), lateness.lately(), agent, commandsSent);
  }

  /** The whole run, since the first sample. */
  public synchronized Snapshot whole(long now, Snapshot.Agent agent, long commandsSent) {
    long all = 0;
    for (long count : received) {
      all += count;
    }
    double mean = all / ((now - start) / 1e9);
    return snapshot(now, mean, oneWay.all(), lateness.all(), agent, commandsSent);
  }

  private Snapshot snapshot(
      long now,
      double samplesPerSecond,
      Percentiles oneWayDelays,
      Percentiles latenessDelays,
      Snapshot.Agent agent,
      long commandsSent) {
    Map<Sensor, Long> counts = new EnumMap<>(Sensor.class);
    for (Sensor sensor : Sensor.values()) {
      counts.put(sensor, received[sensor.ordinal()]);
    }
    List<CpuLoad.Core> cores = cpu.cores();
    return new Snapshot(
        (now - start) / 1e9,
        counts,
        missing,
        samplesPerSecond,
        oneWayDelays,
        latenessDelays,
        cores,
        memory.toValue(),
        network.interfaces(),
        agent,
        commandsSent);
  }
}
