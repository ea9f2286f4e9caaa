// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Message256;
import dev.tenon.benchmarks.bench.Streams;
import dev.tenon.benchmarks.bench.Tick;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * A value that one side publishes and the other one copies, in a single thread: Tenon's latest
 * values, and plain copies by words, which may be torn.
 */
final class NewestValues {
  /** Copies of a piece: a method of ordinary length, not a loop replaced while it runs. */
  private static final long PIECE = 1024;

  private NewestValues() {}

  /** Publishes a value, and copies the newest one. */
  private interface Ends {
    /** Fills the value that is published next with consecutive words. */
    void fill(long number);

    void publish();

    /** Copies the newest value into private memory. */
    boolean read();

    /** Adds up the copy. */
    void addTo(Words words);

    /** Words of a value. */
    int size();
  }

  static Task reading(Streams streams) {
    return reading(new Latest(streams));
  }

  static Task readingLarge(Streams streams) {
    return reading(new LargeLatest(streams));
  }

  static Task publishing(Streams streams) {
    return publishing(new Latest(streams));
  }

  static Task readingWords() {
    return reading(new Copies());
  }

  static Task readingLargeWords() {
    return reading(new LargeCopies());
  }

  static Task publishingWords() {
    return publishing(new Copies());
  }

  /** Reads the same value over and over. */
  private static Task reading(Ends ends) {
    Words words = new Words();
    return request -> {
      ends.fill(request.count());
      ends.publish();
      long before = words.sum();
      long start = System.nanoTime();
      for (long number = 0; number < request.count(); number += PIECE) {
        read(ends, words, Math.min(request.count() - number, PIECE));
      }
      long nanos = System.nanoTime() - start;
      long size = ends.size();
      long expected = request.count() * (size * request.count() + size * (size - 1) / 2);
      Checks.requireEqual("sum of words", expected, words.sum() - before);
      return nanos;
    };
  }

  private static void read(Ends ends, Words words, long count) {
    for (long i = 0; i < count; i++) {
      if (ends.read()) {
        ends.addTo(words);
      }
    }
  }

  /** Reads each value once. */
  private static Task publishing(Ends ends) {
    Words words = new Words();
    return request -> {
      long before = words.sum();
      long start = System.nanoTime();
      for (long number = 0; number < request.count(); number += PIECE) {
        exchange(ends, words, number, Math.min(request.count(), number + PIECE));
      }
      long nanos = System.nanoTime() - start;
      long expected = Checks.expectedSum(request.count(), ends.size());
      Checks.requireEqual("sum of words", expected, words.sum() - before);
      return nanos;
    };
  }

  private static void exchange(Ends ends, Words words, long from, long to) {
    for (long number = from; number < to; number++) {
      ends.fill(number);
      ends.publish();
      if (ends.read()) {
        ends.addTo(words);
      }
    }
  }

  private static final class Latest implements Ends {
    private final Streams.NewestWriter writer;
    private final Streams.NewestReader reader;

    Latest(Streams streams) {
      writer = streams.newest().writer();
      reader = streams.newest().reader();
    }

    @Override
    public void fill(long number) {
      Words.fill(writer.value(), number);
    }

    @Override
    public void publish() {
      writer.publish();
    }

    @Override
    public boolean read() {
      return reader.read();
    }

    @Override
    public void addTo(Words words) {
      words.add(reader.value());
    }

    @Override
    public int size() {
      return Words.OF_TICK;
    }
  }

  private static final class LargeLatest implements Ends {
    private final Streams.NewestLargeWriter writer;
    private final Streams.NewestLargeReader reader;

    LargeLatest(Streams streams) {
      writer = streams.newestLarge().writer();
      reader = streams.newestLarge().reader();
    }

    @Override
    public void fill(long number) {
      Words.fill(writer.value(), number);
    }

    @Override
    public void publish() {
      writer.publish();
    }

    @Override
    public boolean read() {
      return reader.read();
    }

    @Override
    public void addTo(Words words) {
      words.add(reader.value());
    }

    @Override
    public int size() {
      return Words.of(Message256.BYTES);
    }
  }

  /** Memory that one side copies to and the other one from, by words. */
  private abstract static class WordCopies implements Ends {
    private final long bytes;
    private final MemorySegment filled;
    private final MemorySegment shared;
    private final MemorySegment copied;

    WordCopies(MemoryLayout layout) {
      this.bytes = layout.byteSize();
      this.filled = Arena.global().allocate(layout);
      this.shared = Arena.global().allocate(layout);
      this.copied = Arena.global().allocate(layout);
    }

    MemorySegment filled() {
      return filled;
    }

    MemorySegment copied() {
      return copied;
    }

    @Override
    public final void publish() {
      copy(filled, shared);
      VarHandle.releaseFence();
    }

    @Override
    public final boolean read() {
      // Without the fence a compiler may take the copy out of the loop.
      VarHandle.acquireFence();
      copy(shared, copied);
      return true;
    }

    private void copy(MemorySegment from, MemorySegment to) {
      for (long at = 0; at < bytes; at += Long.BYTES) {
        to.set(ValueLayout.JAVA_LONG, at, from.get(ValueLayout.JAVA_LONG, at));
      }
    }

    @Override
    public final int size() {
      return Words.of(bytes);
    }
  }

  private static final class Copies extends WordCopies {
    private final Tick filled = Tick.of(filled(), 0);
    private final Tick copied = Tick.of(copied(), 0);

    Copies() {
      super(Tick.LAYOUT);
    }

    @Override
    public void fill(long number) {
      Words.fill(filled, number);
    }

    @Override
    public void addTo(Words words) {
      words.add(copied);
    }
  }

  private static final class LargeCopies extends WordCopies {
    private final Message256 filled = Message256.of(filled(), 0);
    private final Message256 copied = Message256.of(copied(), 0);

    LargeCopies() {
      super(Message256.LAYOUT);
    }

    @Override
    public void fill(long number) {
      Words.fill(filled, number);
    }

    @Override
    public void addTo(Words words) {
      words.add(copied);
    }
  }
}
