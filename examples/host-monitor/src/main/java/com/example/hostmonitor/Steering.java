// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import com.example.hostmonitor.contract.Feed;
import com.example.hostmonitor.contract.SetRate;
import com.example.hostmonitor.contract.SetSensors;
import com.example.hostmonitor.contract.Stop;
import com.example.hostmonitor.model.Sensor;

/**
 * Sends commands to the agent. They may be sent before it has come: they wait in the queue. Used by
 * one thread.
 *
 * <p>A command that finds the queue full is not sent: the agent has stopped listening long before.
 */
final class Steering {
  private static final int[] RATES = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000
  };

  private final Feed.CommandsProducer commands;
  private long sent;
  private int rate;
  private long sensors;

  Steering(Feed.CommandsProducer commands) {
    this.commands = commands;
  }

  /** Commands sent so far; also the number of the last one. */
  long sent() {
    return sent;
  }

  /** Asks for this many ticks per second. */
  boolean rate(int hertz) {
    SetRate command = commands.tryClaimSetRate();
    if (command == null) {
      return false;
    }
    command.number(++sent).rate(hertz);
    commands.publish();
    rate = hertz;
    return true;
  }

  /** Asks for the next round rate above the present one. */
  boolean faster() {
    for (int candidate : RATES) {
      if (candidate > rate) {
        return rate(candidate);
      }
    }
    return true;
  }

  /** Asks for the next round rate below the present one. */
  boolean slower() {
    for (int i = RATES.length - 1; i >= 0; i--) {
      if (RATES[i] < rate) {
        return rate(RATES[i]);
      }
    }
    return true;
  }

  /** Asks for these sensors and no others. */
  boolean sensors(long mask) {
    SetSensors command = commands.tryClaimSetSensors();
    if (command == null) {
      return false;
    }
    command.number(++sent).sensors(mask);
    commands.publish();
    sensors = mask;
    return true;
  }

  /** Turns one sensor on or off. */
  boolean toggle(Sensor sensor) {
    return sensors(sensors ^ sensor.mask());
  }

  /** Asks the agent to end. */
  boolean stop() {
    Stop command = commands.tryClaimStop();
    if (command == null) {
      return false;
    }
    command.number(++sent);
    commands.publish();
    return true;
  }
}
