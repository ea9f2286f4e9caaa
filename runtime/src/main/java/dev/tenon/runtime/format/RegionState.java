// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** RegionState of the format. */
public enum RegionState {
  INITIALISING(0),
  READY(1),
  UNRECOGNIZED(-1);

  private final long value;

  RegionState(long value) {
    this.value = value;
  }

  public long value() {
    return value;
  }
}
