// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.format.SectionKind;

/** The kinds of sections, each with what reads it: the only list of them. */
final class SectionLooks {
  private static final SectionLook STRUCT = new StructLook();
  private static final SectionLook QUEUE = new QueueLook();
  private static final SectionLook LATEST = new LatestLook();
  private static final SectionLook BROADCAST = new BroadcastLook();
  private static final SectionLook WORK = new WorkLook();
  private static final SectionLook EVENT = new EventLook();
  private static final SectionLook MUTEX = new MutexLook();
  private static final SectionLook SEMAPHORE = new SemaphoreLook();

  private SectionLooks() {}

  /**
   * Reader of a kind. Without a default, so that a kind that the format has and this list has not
   * does not compile.
   */
  static SectionLook of(SectionKind kind) {
    return switch (kind) {
      case STRUCT -> STRUCT;
      case QUEUE -> QUEUE;
      case LATEST -> LATEST;
      case BROADCAST -> BROADCAST;
      case WORK -> WORK;
      case EVENT -> EVENT;
      case MUTEX -> MUTEX;
      case SEMAPHORE -> SEMAPHORE;
      case UNRECOGNIZED -> throw new IllegalArgumentException("no kind of section");
    };
  }
}
