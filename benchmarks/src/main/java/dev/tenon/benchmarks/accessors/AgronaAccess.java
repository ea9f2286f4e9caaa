// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.accessors;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A peer of {@link GeneratedAccess} over Agrona's buffer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AgronaAccess {
  private final AgronaBook book = new AgronaBook();
  private UnsafeBuffer buffer;

  /** Reserves the records. */
  @Setup
  public void reserve() {
    buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(BookValues.SUMMED * AgronaBook.BYTES));
  }

  /** Writes every field of every record but the levels. */
  @Benchmark
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  @OperationsPerInvocation(BookValues.RECORDS)
  public Object writePlain(BookValues values) {
    for (int i = 0; i < BookValues.RECORDS; i++) {
      book.wrap(buffer, i * AgronaBook.BYTES);
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
      book.wrap(buffer, i * AgronaBook.BYTES);
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
      book.wrap(buffer, i * AgronaBook.BYTES);
      book.sequence(values.sequence);
      book.time(values.time);
      book.price(values.price);
      book.quantity(values.quantity);
      book.instrument(values.instrument);
      book.venue(values.venue);
      book.flags(values.flags);
      book.side(values.side);
      book.last(values.last);
      for (int level = 0; level < AgronaBook.LEVELS; level++) {
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
      book.wrap(buffer, i * AgronaBook.BYTES);
      numbers += book.sequence() + book.time() + book.quantity() + book.instrument();
      numbers += book.venue() + book.flags() + book.side() + (book.last() ? 1 : 0);
      prices += book.price();
      for (int level = 0; level < AgronaBook.LEVELS; level++) {
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
      book.wrap(buffer, i * AgronaBook.BYTES);
      sum += book.sequence() + book.quantity();
    }
    return sum;
  }
}
