// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

/**
 * End of a run.
 *
 * @param exitStatus of the monitor's process
 * @param text a sentence for the user
 */
record Ending(int exitStatus, String text) {
  static final int AGENT_LEFT_STATUS = 3;

  static Ending stopped() {
    return new Ending(0, "clean: the agent stopped when told to");
  }

  /** The agent ended without having been told to; its status is 128 and the signal when killed. */
  static Ending agentLeft(int agentStatus) {
    return new Ending(
        AGENT_LEFT_STATUS,
        agentStatus > 128
            ? "the agent left: killed by signal " + (agentStatus - 128)
            : "the agent left with status " + agentStatus);
  }

  static Ending agentStuck() {
    return new Ending(AGENT_LEFT_STATUS, "the agent did not end when told to, and was killed");
  }
}
