// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * An attachment that owns a mutex or a permit.
 *
 * @param slot of the attachment, -1 to 2^32 - 2; that of an owner that closed the region is none
 *     that a region has
 * @param generation of the slot when the attachment took it
 * @param processId its process; 0 when it is none of the participants that were read
 * @param life whether that process lives; dead for none
 * @param label name that it gave itself, without control characters; empty for none
 */
public record OwnerView(long slot, long generation, long processId, Life life, String label) {
  /** Whether what it owns goes to whoever wants it next. */
  public boolean isGone() {
    return life == Life.DEAD;
  }
}
