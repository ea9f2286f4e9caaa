// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

/** Event that the monitor's main thread waits for. */
sealed interface Event {

  /** The user pressed a key. */
  record Key(int character) implements Event {}

  /** The process is told to end, by Ctrl-C for instance. */
  record Interrupt() implements Event {}

  /** The agent has come: its first samples have been received. */
  record FeedBegan() implements Event {}

  /** Everything that the agent published has been received, and there will be no more. */
  record FeedEnded() implements Event {}
}
