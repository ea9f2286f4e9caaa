// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.PeerState;

/**
 * A role of a section, such as one end of a queue.
 *
 * @param state whether somebody holds the role
 * @param processId the holder, or who died with it; 0 for none
 * @param life whether that process lives; dead for none
 * @param label what that process calls itself, without control characters; empty for none
 * @param epoch times that the role has been taken, modulo 2^32
 * @param canWake whether the holder can wake a peer that sleeps
 * @param needsBarrier whether a peer has to run a barrier before it sleeps
 * @param spins whether the holder never sleeps
 */
public record RoleView(
    PeerState state,
    long processId,
    Life life,
    String label,
    long epoch,
    boolean canWake,
    boolean needsBarrier,
    boolean spins) {}
