// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.accessors;

import dev.tenon.benchmarks.bench.BenchConstants;
import dev.tenon.benchmarks.bench.Book;
import dev.tenon.benchmarks.bench.Level;
import java.lang.foreign.Arena;
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

/** Field access by what Tenon generates, as a user writes it off the shelf. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GeneratedAccess {
  private final Book book = new Book();
  private final Level level = new Level();
  private Book.Array books;

  /** Reserves the records. */
  @Setup
  public void reserve() {
    books = Book.allocateArray(Arena.ofShared(), BookValues.SUMMED);
  }

  /** Writes every field of every record but the levels. */
  @Benchmark
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  @OperationsPerInvocation(BookValues.RECORDS)
  public Object writePlain(BookValues values) {
    for (int i = 0; i < BookValues.RECORDS; i++) {
      books.at(i, book);
      book.sequence(values.sequence);
      book.time(values.time);
      book.price(values.price);
      book.quantity(values.quantity);
      book.instrument(values.instrument);
      book.venue(values.venue);
      book.flags(values.flags);
      book.sideRaw(values.side);
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
      books.at(i, book);
      numbers += book.sequence() + book.time() + book.quantity() + book.instrument();
      numbers += book.venue() + book.flags() + book.sideRaw() + (book.last() ? 1 : 0);
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
      books.at(i, book);
      book.sequence(values.sequence);
      book.time(values.time);
      book.price(values.price);
      book.quantity(values.quantity);
      book.instrument(values.instrument);
      book.venue(values.venue);
      book.flags(values.flags);
      book.sideRaw(values.side);
      book.last(values.last);
      for (int j = 0; j < BenchConstants.LEVELS; j++) {
        book.levels(j, level);
        level.price(values.price);
        level.quantity(values.quantity);
        level.orders(values.orders);
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
      books.at(i, book);
      numbers += book.sequence() + book.time() + book.quantity() + book.instrument();
      numbers += book.venue() + book.flags() + book.sideRaw() + (book.last() ? 1 : 0);
      prices += book.price();
      for (int j = 0; j < BenchConstants.LEVELS; j++) {
        book.levels(j, level);
        prices += level.price();
        numbers += level.quantity() + level.orders();
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
      books.at(i, book);
      sum += book.sequence() + book.quantity();
    }
    return sum;
  }
}
