// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.section.SectionSupport;
import dev.tenon.runtime.section.StructSectionSupport;
import dev.tenon.runtime.section.queue.QueueSectionSupport;

/** The kinds of sections, each with its support: the only list of them. */
final class SectionSupports {
  private static final SectionSupport STRUCT = new StructSectionSupport();
  private static final SectionSupport QUEUE = new QueueSectionSupport();

  private SectionSupports() {}

  /**
   * The support of a kind. Without a default, so that a kind that the format has and this list has
   * not does not compile.
   */
  static SectionSupport of(SectionKind kind) {
    return switch (kind) {
      case STRUCT -> STRUCT;
      case QUEUE -> QUEUE;
      case UNRECOGNIZED -> throw new IllegalArgumentException("no kind of section");
    };
  }

  /** The support of the kind with this number in section tables. */
  static SectionSupport of(int kind) {
    return of(SectionKind.of(kind));
  }
}
