// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * One attachment to a region.
 *
 * @param slot from 0
 * @param generation times that the slot has been taken, modulo 2^32
 * @param processId its process, in the namespace of the region's creator
 * @param life whether that process lives
 * @param label name that it gave itself, without control characters; empty for none
 */
public record ParticipantView(int slot, long generation, long processId, Life life, String label) {}
