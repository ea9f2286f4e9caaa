// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.MemorySegment;

/** A role of this process whose holder publishes for any number of others. It never sleeps. */
public final class PublisherRole implements SectionRole {
  private final RegionMapping mapping;
  private final MemorySegment content;
  private final RoleWords words;
  private final long wakes;
  private final Signal readers;

  /** Signal of who gives the role up, which works when the content is unmapped. */
  private final Signal closer;

  /** Whether who is about to sleep runs this side's fences. */
  private final boolean fenced;

  private PublisherRole(
      SectionHost host, RegionMapping mapping, RoleWords words, Place at, boolean fenced) {
    this.mapping = mapping;
    this.content = mapping.content();
    this.words = words;
    this.wakes = at.wakes();
    this.fenced = fenced;
    this.readers = host.openSignal(content, at.arrivals());
    this.closer = host.openSignal(mapping.control(), at.arrivals());
  }

  /**
   * Places of what the holder writes, in bytes from the region's start.
   *
   * @param role its Role
   * @param arrivals WaitWords of those that wait for what it publishes
   * @param wakes word that counts the wake-ups that it sent, for lookers
   */
  public record Place(long role, long arrivals, long wakes) {}

  /**
   * Takes the role.
   *
   * @param title names the role in messages: {@code writer of latest 'position' of region plant}
   */
  public static PublisherRole take(
      SectionHost host, RegionMapping mapping, String title, Place at) {
    RoleWords words = new RoleWords(host, mapping.control(), at.role());
    boolean fenced = words.take(title);
    return new PublisherRole(host, mapping, words, at, fenced);
  }

  /** Wakes all that wait, after the store that they wait for. For the holder's thread. */
  public void wake() {
    if (!fenced) {
      // Pairs with the fence of Signal.announce(). Otherwise a sleeper has all processors run one
      // after it has set its bit; then the order of these two accesses in the program is enough.
      Words.fullFence();
    }
    if (readers.isAwaited()) {
      readers.raise();
      Words.setLongOpaque(content, wakes, Words.getLongOpaque(content, wakes) + 1);
    }
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
