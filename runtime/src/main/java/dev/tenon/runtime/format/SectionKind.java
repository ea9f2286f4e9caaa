// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** SectionKind of the format. */
public enum SectionKind {
  STRUCT(1),
  QUEUE(2),
  UNRECOGNIZED(-1);

  private final long value;

  SectionKind(long value) {
    this.value = value;
  }

  public long value() {
    return value;
  }
}
