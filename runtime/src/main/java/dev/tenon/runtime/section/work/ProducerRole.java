// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.RoleWords;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionRole;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.MemorySegment;

/** The producer of work, which is this process. */
final class ProducerRole implements SectionRole {
  private final RegionMapping mapping;
  private final MemorySegment content;
  private final WorkLayout layout;
  private final RoleWords words;

  /** For the producer's thread. */
  private final Tasks tasks;

  /** For who gives the role up, which works when the content is unmapped. */
  private final Tasks closer;

  /** Whether who is about to sleep runs this side's fences. */
  private final boolean fenced;

  private ProducerRole(
      SectionHost host, RegionMapping mapping, WorkLayout layout, RoleWords words, boolean fenced) {
    this.mapping = mapping;
    this.content = mapping.content();
    this.layout = layout;
    this.words = words;
    this.fenced = fenced;
    this.tasks = new Tasks(host, mapping.content(), layout);
    this.closer = new Tasks(host, mapping.control(), layout);
  }

  /** Becomes the producer. */
  static ProducerRole take(SectionHost host, RegionMapping mapping, WorkLayout layout) {
    RoleWords words = new RoleWords(host, mapping.control(), layout.producerRole());
    boolean fenced = words.take("producer of " + layout.label());
    return new ProducerRole(host, mapping, layout, words, fenced);
  }

  Tasks tasks() {
    return tasks;
  }

  /** Says what is published and wakes the workers that sleep. */
  void show(long published, long position) {
    Words.setLongOpaque(content, layout.publishedWord(), published);
    Words.setLongRelease(content, layout.positionWord(), position);
    if (!fenced) {
      // Pairs with the fence of Signal.announce(). Otherwise a sleeper has all processors run one
      // after it has set its bit; then the order of these accesses in the program is enough.
      Words.fullFence();
    }
    Signal workers = tasks.workers();
    if (workers.isAwaited()) {
      workers.raise();
      count(QueueEnd.WAKES_OFFSET);
    }
  }

  /** Adds one to a counter of the producer for lookers, which nobody else writes. */
  void count(long offset) {
    long word = layout.producerEnd() + offset;
    Words.setLongOpaque(content, word, Words.getLongOpaque(content, word) + 1);
  }

  @Override
  public void giveUp() {
    try {
      mapping.requireWhole();
      words.giveUp();
      if (closer.workers().isAwaited()) {
        closer.workers().raise();
      }
      Words.settle();
    } catch (InternalError | RegionAccessException e) {
      throw mapping.explained(e);
    } finally {
      tasks.close();
      closer.close();
    }
  }

  @Override
  public void requireNotInHandler() {
    // It has none.
  }

  @Override
  public void wakeOwnThread() {
    mapping.requireWhole();
    try {
      closer.producer().raise();
      Words.settle();
    } catch (InternalError | RegionAccessException e) {
      throw mapping.explained(e);
    }
  }
}
