// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.latest;

import dev.tenon.runtime.LatestReader;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.LatestSlot;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.PeerWatch;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** One that reads a latest value. */
final class SharedLatestReader implements LatestReader {
  private static final int TRIES = (int) TenonFormatConstants.LATEST_TRIES;

  private final SectionHost host;
  private final MemorySegment content;
  private final LatestLayout layout;
  private final SharedLatest latest;
  private final PeerWatch writer;
  private final Silence silence;
  private final Condition newer = this::isNewer;
  private long number;
  private int contractVersion;

  SharedLatestReader(
      SectionHost host,
      MemorySegment content,
      LatestLayout layout,
      SharedLatest latest,
      long deadline) {
    this.host = host;
    this.content = content;
    this.layout = layout;
    this.latest = latest;
    this.silence = new Silence(deadline);
    this.writer =
        new PeerWatch(content, layout.writer(), "the writer", host.platform(), host::label);
  }

  @Override
  public boolean read(MemorySegment value, long offset, long size) {
    try {
      boolean found = readNewest(value, offset, size);
      Words.settle();
      return found;
    } catch (InternalError | IllegalStateException e) {
      throw host.explained(e);
    }
  }

  @Override
  public boolean poll(MemorySegment value, long offset, long size) {
    try {
      boolean found = isNewer() && readNewest(value, offset, size);
      Words.settle();
      return found;
    } catch (InternalError | IllegalStateException e) {
      throw host.explained(e);
    }
  }

  @Override
  public boolean take(MemorySegment value, long offset, long size, Duration timeout) {
    long nanos = Sleeper.nanos(timeout);
    try {
      boolean found =
          (isNewer() || latest.waits().await(newer, writer, silence.bound(nanos)))
              && readNewest(value, offset, size);
      if (!found) {
        silence.endWait();
      }
      Words.settle();
      return found;
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private boolean isNewer() {
    return Words.getLongAcquire(content, layout.publishedWord()) != number;
  }

  private boolean readNewest(MemorySegment value, long offset, long size) {
    long bytes = Math.min(size, layout.room());
    for (int i = 0; i < TRIES; i++) {
      // Pairs with the store of the writer: that value is there, and its sequence.
      long newest = Words.getLongAcquire(content, layout.publishedWord());
      if (newest == 0) {
        return false;
      }
      if (copy(newest, value, offset, bytes)) {
        if (newest != number) {
          number = newest;
          silence.end();
        }
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** Copies the value of that number; false when it is overwritten meanwhile. */
  private boolean copy(long newest, MemorySegment value, long offset, long bytes) {
    long slot = layout.slot(newest);
    int version = Words.getIntOpaque(content, slot + LatestSlot.CONTRACT_VERSION_OFFSET);
    Words.copy(content, slot + LatestSlot.BYTES, value, offset, bytes);
    // Pairs with the fence of the writer: if anything that was loaded is of a later value, this
    // sequence is no more that of the value looked for.
    Words.loadFence();
    if (Words.getLongOpaque(content, slot + LatestSlot.SEQUENCE_OFFSET) != 2 * newest) {
      return false;
    }
    // Whatever the slot says, no version is told whose fields are not there.
    contractVersion = Math.clamp(version, 0, layout.contractVersion());
    return true;
  }

  @Override
  public int contractVersion() {
    return contractVersion;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public Duration silence() {
    return Duration.ofNanos(silence.nanos());
  }

  @Override
  public long missedDeadlines() {
    return silence.missed();
  }
}
