// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.accessors;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The peer of {@link GeneratedAccess}: the same memory, accessors written by hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandwrittenAccess {
  private final HandwrittenBook book = new HandwrittenBook();
  private MemorySegment segment;

  /** Reserves the records. */
  @Setup
  public void reserve() {
    segment = Arena.ofShared().allocate(BookValues.SUMMED * HandwrittenBook.BYTES, Long.BYTES);
  }

  /** Writes every field of every record but the levels. */
  @Benchmark
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  @OperationsPerInvocation(BookValues.RECORDS)
  public Object writePlain(BookValues values) {
    for (int i = 0; i < BookValues.RECORDS; i++) {
      book.wrap(segment, i * HandwrittenBook.BYTES);
      book.sequence(values.sequence);
      book.time(values.time);
      book.price(values.price);
      book.quantity(values.quantity);
      book.instrument(values.instrument);
      book.venue(values.venue);
      book.flags(values.flags);
      book.side(values.side);
      book.last(values.last);
    }
    return book;
  }

  /** Reads every field of every record but the levels. */
  @Benchmark
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  @OperationsPerInvocation(BookValues.RECORDS)
  public double readPlain() {
    long numbers = 0;
    double prices = 0;
    for (int i = 0; i < BookValues.RECORDS; i++) {
      book.wrap(segment, i * HandwrittenBook.BYTES);
      numbers += book.sequence() + book.time() + book.quantity() + book.instrument();
      numbers += book.venue() + book.flags() + book.side() + (book.last() ? 1 : 0);
      prices += book.price();
    }
    return numbers + prices;
  }

  /** Writes every field of every record. */
  @Benchmark
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  @OperationsPerInvocation(BookValues.RECORDS)
  public Object write(BookValues values) {
    for (int i = 0; i < BookValues.RECORDS; i++) {
      book.wrap(segment, i * HandwrittenBook.BYTES);
      book.sequence(values.sequence);
      book.time(values.time);
      book.price(values.price);
      book.quantity(values.quantity);
      book.instrument(values.instrument);
      book.venue(values.venue);
      book.flags(values.flags);
      book.side(values.side);
      book.last(values.last);
      for (int level = 0; level < HandwrittenBook.LEVELS; level++) {
        book.levelPrice(level, values.price);
        book.levelQuantity(level, values.quantity);
        book.levelOrders(level, values.orders);
      }
    }
    return book;
  }

  /** Reads every field of every record. */
  @Benchmark
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  @OperationsPerInvocation(BookValues.RECORDS)
  public double read() {
    long numbers = 0;
    double prices = 0;
    for (int i = 0; i < BookValues.RECORDS; i++) {
      book.wrap(segment, i * HandwrittenBook.BYTES);
      numbers += book.sequence() + book.time() + book.quantity() + book.instrument();
      numbers += book.venue() + book.flags() + book.side() + (book.last() ? 1 : 0);
      prices += book.price();
      for (int level = 0; level < HandwrittenBook.LEVELS; level++) {
        prices += book.levelPrice(level);
        numbers += book.levelQuantity(level) + book.levelOrders(level);
      }
    }
    return numbers + prices;
  }

  /** Adds up two fields of every record of a larger array. */
  @Benchmark
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  @OperationsPerInvocation(BookValues.SUMMED)
  public long sum() {
    long sum = 0;
    for (int i = 0; i < BookValues.SUMMED; i++) {
      book.wrap(segment, i * HandwrittenBook.BYTES);
      sum += book.sequence() + book.quantity();
    }
    return sum;
  }
}
