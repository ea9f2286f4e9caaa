// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.model;

import com.example.hostmonitor.contract.MemorySample;
import java.util.List;
import java.util.Map;

/**
 * All that a view shows, at one moment.
 *
 * @param seconds since the first sample
 * @param received samples by sensor
 * @param missing samples that the agent numbered and that never came
 * @param perSecond samples received in the last second
 * @param oneWay from the agent's publishing to the monitor's handler, after a second of warm-up
 * @param lateness of the agent's timer
 * @param cores loads of the cores
 * @param memory zero until the first sample
 * @param interfaces rates of the network
 * @param agent the state that the agent shares
 * @param commandsSent to the agent
 */
public record Snapshot(
    double seconds,
    Map<Sensor, Long> received,
    long missing,
    double perSecond,
    Percentiles oneWay,
    Percentiles lateness,
    List<CpuLoad.Core> cores,
    MemorySample.Value memory,
    List<NetworkTraffic.Interface> interfaces,
    Agent agent,
    long commandsSent) {

  /**
   * State of the agent, read from the shared status.
   *
   * @param secondsSinceHeartbeat since the agent looked around last; NaN before it came
   * @param sent samples published
   * @param dropped samples that found the queue full
   * @param acknowledged number of the last command carried out
   * @param rate in Hz
   * @param sensors mask of those that are on and work
   */
  public record Agent(
      double secondsSinceHeartbeat,
      long sent,
      long dropped,
      long acknowledged,
      long rate,
      long sensors) {}

  /** Samples received, of all sensors. */
  public long receivedInAll() {
    return received.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Load of all cores together, 0 to 1; NaN when there are none. */
  public double meanLoad() {
    return cores.stream().mapToDouble(CpuLoad.Core::load).average().orElse(Double.NaN);
  }

  /** Share of the memory that is in use, 0 to 1; NaN before the first sample. */
  public double memoryUsed() {
    return 1 - (double) memory.available() / memory.total();
  }

  /** Share of the swap space that is in use, 0 to 1; NaN where there is none. */
  public double swapUsed() {
    return 1 - (double) memory.swapFree() / memory.swapTotal();
  }
}
