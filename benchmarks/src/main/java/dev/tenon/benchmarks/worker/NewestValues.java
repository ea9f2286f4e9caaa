// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Streams;
import dev.tenon.benchmarks.bench.Tick;
import java.lang.foreign.Arena;
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

  /** Publishes the filled value, and copies the newest one. */
  private interface Ends {
    /** The value that is published next. */
    Tick filled();

    void publish();

    /** Copies the newest value into private memory. */
    boolean read();

    /** The copy. */
    Tick copied();
  }

  static Task reading(Streams streams) {
    return reading(new Latest(streams));
  }

  static Task publishing(Streams streams) {
    return publishing(new Latest(streams));
  }

  static Task readingWords() {
    return reading(new Copies());
  }

  static Task publishingWords() {
    return publishing(new Copies());
  }

  /** Reads the same value over and over. */
  private static Task reading(Ends ends) {
    Words words = new Words();
    return request -> {
      Words.fill(ends.filled(), request.count());
      ends.publish();
      long before = words.sum();
      long start = System.nanoTime();
      for (long number = 0; number < request.count(); number += PIECE) {
        read(ends, words, Math.min(request.count() - number, PIECE));
      }
      long nanos = System.nanoTime() - start;
      long expected = request.count() * (4 * request.count() + 6);
      Checks.requireEqual("sum of words", expected, words.sum() - before);
      return nanos;
    };
  }

  private static void read(Ends ends, Words words, long count) {
    for (long i = 0; i < count; i++) {
      if (ends.read()) {
        words.add(ends.copied());
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
      long expected = Checks.expectedSum(request.count(), Words.OF_TICK);
      Checks.requireEqual("sum of words", expected, words.sum() - before);
      return nanos;
    };
  }

  private static void exchange(Ends ends, Words words, long from, long to) {
    for (long number = from; number < to; number++) {
      Words.fill(ends.filled(), number);
      ends.publish();
      if (ends.read()) {
        words.add(ends.copied());
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
    public Tick filled() {
      return writer.value();
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
    public Tick copied() {
      return reader.value();
    }
  }

  /** Copies by words in native memory. */
  private static final class Copies implements Ends {
    private final MemorySegment filled = Arena.global().allocate(Tick.LAYOUT);
    private final MemorySegment shared = Arena.global().allocate(Tick.LAYOUT);
    private final MemorySegment copied = Arena.global().allocate(Tick.LAYOUT);
    private final Tick filledTick = Tick.of(filled, 0);
    private final Tick copiedTick = Tick.of(copied, 0);

    @Override
    public Tick filled() {
      return filledTick;
    }

    @Override
    public void publish() {
      copy(filled, shared);
      VarHandle.releaseFence();
    }

    @Override
    public boolean read() {
      // Without the fence a compiler may take the copy out of the loop.
      VarHandle.acquireFence();
      copy(shared, copied);
      return true;
    }

    private static void copy(MemorySegment from, MemorySegment to) {
      for (long at = 0; at < Tick.BYTES; at += Long.BYTES) {
        to.set(ValueLayout.JAVA_LONG, at, from.get(ValueLayout.JAVA_LONG, at));
      }
    }

    @Override
    public Tick copied() {
      return copiedTick;
    }
  }
}
