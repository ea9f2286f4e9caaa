// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.model;

import com.example.hostmonitor.contract.Sensors;
import java.util.Locale;

/** Sensors of the agent, with the keys that turn them on and off. */
public enum Sensor {
  CPU('c', Sensors.CPU),
  MEMORY('m', Sensors.MEMORY),
  NETWORK('n', Sensors.NETWORK),
  SCHEDULING('s', Sensors.SCHEDULING);

  private final char key;
  private final long mask;

  Sensor(char key, long mask) {
    this.key = key;
    this.mask = mask;
  }

  /** The mask of all sensors. */
  public static long all() {
    long all = 0;
    for (Sensor sensor : values()) {
      all |= sensor.mask;
    }
    return all;
  }

  /** The key on the keyboard. */
  public char key() {
    return key;
  }

  /** The bit in the contract's {@link Sensors}. */
  public long mask() {
    return mask;
  }

  /** Whether this sensor is in a mask. */
  public boolean isIn(long sensors) {
    return (sensors & mask) != 0;
  }

  /** The name in lower case, as it is shown. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
