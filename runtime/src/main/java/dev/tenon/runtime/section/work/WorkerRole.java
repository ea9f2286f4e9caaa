// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RoleTakenException;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.RoleWords;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionRole;

/** A worker, which is this process. */
final class WorkerRole implements SectionRole {
  private final RegionMapping mapping;
  private final WorkLayout layout;
  private final int index;
  private final RoleWords words;

  /** For the worker's thread. */
  private final Tasks tasks;

  /** For who gives the role up, which works when the content is unmapped. */
  private final Tasks closer;

  /**
   * The thread that is in a handler, or null. Written by that thread alone; every other one finds
   * that it is not itself, whatever it reads.
   */
  private Thread handling;

  private WorkerRole(
      SectionHost host, RegionMapping mapping, WorkLayout layout, int index, RoleWords words) {
    this.mapping = mapping;
    this.layout = layout;
    this.index = index;
    this.words = words;
    this.tasks = new Tasks(host, mapping.content(), layout);
    this.closer = new Tasks(host, mapping.control(), layout);
  }

  /** Takes a slot: a free one if there is any, otherwise a dead worker's. */
  static WorkerRole take(SectionHost host, RegionMapping mapping, WorkLayout layout) {
    for (int i = 0; i < 2 * layout.workers(); i++) {
      int index = i % layout.workers();
      long owner = Words.getLongAcquire(mapping.control(), layout.workerOwner(index));
      Words.settle();
      boolean free = owner == 0;
      if (free || i >= layout.workers() && host.platform().alive(owner) == Answer.NO) {
        RoleWords words = new RoleWords(host, mapping.control(), layout.workerRole(index));
        if (takes(words, index, layout)) {
          WorkerRole role = new WorkerRole(host, mapping, layout, index, words);
          // Before it takes anything: what is taken by this slot is a dead worker's.
          role.closer.giveBackOf(index);
          return role;
        }
      }
    }
    throw new RoleTakenException(
        layout.label() + " has " + layout.workers() + " live workers, as many as it takes");
  }

  /** Whether nobody else was faster. */
  private static boolean takes(RoleWords words, int index, WorkLayout layout) {
    try {
      words.take("worker " + index + " of " + layout.label());
      return true;
    } catch (RoleTakenException e) {
      return false;
    }
  }

  /** Number of its slot. */
  int index() {
    return index;
  }

  Tasks tasks() {
    return tasks;
  }

  /** Remembers that this thread is in a handler, until {@link #endHandling}. */
  void beginHandling() {
    handling = Thread.currentThread();
  }

  void endHandling() {
    handling = null;
  }

  @Override
  public void requireNotInHandler() {
    if (handling == Thread.currentThread()) {
      throw new IllegalStateException(
          layout.label() + " cannot be polled, left or closed while its handler runs");
    }
  }

  @Override
  public void giveUp() {
    try {
      mapping.requireWhole();
      // Its handler may run in another thread, which cannot end the task any more.
      closer.giveBackOf(index);
      words.giveUp();
      Words.settle();
    } catch (InternalError | RegionAccessException e) {
      throw mapping.explained(e);
    } finally {
      tasks.close();
      closer.close();
    }
  }

  @Override
  public void wakeOwnThread() {
    // It sleeps with all workers of this process.
  }
}
