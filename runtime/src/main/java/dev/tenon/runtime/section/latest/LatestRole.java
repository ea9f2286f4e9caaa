// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.latest;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.RoleWords;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionRole;
import dev.tenon.runtime.wait.Signal;

/** The writer of a latest value, which is this process. It never sleeps. */
final class LatestRole implements SectionRole {
  private final RegionMapping mapping;
  private final RoleWords words;
  private final Signal readers;

  /** Signal of who gives the role up, which works when the content is unmapped. */
  private final Signal closer;

  /** Whether who is about to sleep runs this side's fences. */
  private final boolean fenced;

  private LatestRole(
      SectionHost host,
      RegionMapping mapping,
      RoleWords words,
      LatestLayout layout,
      boolean fenced) {
    this.mapping = mapping;
    this.words = words;
    this.fenced = fenced;
    this.readers = host.openSignal(mapping.content(), layout.arrivals());
    this.closer = host.openSignal(mapping.control(), layout.arrivals());
  }

  /** Becomes the writer. */
  static LatestRole take(SectionHost host, RegionMapping mapping, LatestLayout layout) {
    RoleWords words = new RoleWords(host, mapping.control(), layout.writer());
    boolean fenced = words.take("writer of " + layout.label());
    return new LatestRole(host, mapping, words, layout, fenced);
  }

  boolean isFenced() {
    return fenced;
  }

  /** Signal that readers sleep on; for the writer's thread. */
  Signal readers() {
    return readers;
  }

  @Override
  public void giveUp() {
    try {
      mapping.requireWhole();
      words.giveUp();
      if (closer.isAwaited()) {
        closer.raise();
      }
    } catch (InternalError | RegionAccessException e) {
      throw mapping.explained(e);
    } finally {
      readers.close();
      closer.close();
    }
  }

  @Override
  public void requireNotInHandler() {
    // There are no handlers.
  }

  @Override
  public void wakeOwnThread() {
    // It does not sleep.
  }
}
