// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.section.SectionSupport;
import dev.tenon.runtime.section.broadcast.BroadcastSection;
import dev.tenon.runtime.section.event.EventSection;
import dev.tenon.runtime.section.latest.LatestSection;
import dev.tenon.runtime.section.mutex.MutexSection;
import dev.tenon.runtime.section.queue.QueueSection;
import dev.tenon.runtime.section.semaphore.SemaphoreSection;
import dev.tenon.runtime.section.struct.StructSection;
import dev.tenon.runtime.section.work.WorkSection;

/** The kinds of sections, each with its support: the only list of them. */
final class SectionKinds {
  private static final SectionSupport STRUCT = new StructSection();
  private static final SectionSupport QUEUE = new QueueSection();
  private static final SectionSupport LATEST = new LatestSection();
  private static final SectionSupport BROADCAST = new BroadcastSection();
  private static final SectionSupport WORK = new WorkSection();
  private static final SectionSupport EVENT = new EventSection();
  private static final SectionSupport MUTEX = new MutexSection();
  private static final SectionSupport SEMAPHORE = new SemaphoreSection();

  private SectionKinds() {}

  /**
   * The support of a kind. Without a default, so that a kind that the format has and this list has
   * not does not compile.
   */
  static SectionSupport of(SectionKind kind) {
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

  /** The support of the kind with this number in section tables. */
  static SectionSupport of(int kind) {
    return of(SectionKind.of(kind));
  }
}
