// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * A latest value with the type of its schema: one writer, any number of readers, each in any
 * process. Each generated class of a latest value extends this one, nothing else has to. Safe for
 * all threads; the writer and each reader are for one thread at a time.
 *
 * @param <W> the writer
 * @param <R> a reader
 */
public abstract class TypedLatest<W extends TypedLatestWriter, R extends TypedLatestReader> {
  private final Latest latest;
  private final Duration deadline;
  private final Function<LatestWriter, W> writers;
  private final Function<LatestReader, R> readers;

  /**
   * Wraps a latest value; the functions give types to its ends.
   *
   * @param deadline longest time that should pass between two values; zero for none
   */
  protected TypedLatest(
      Latest latest,
      Duration deadline,
      Function<LatestWriter, W> writers,
      Function<LatestReader, R> readers) {
    this.latest = Objects.requireNonNull(latest, "latest");
    this.deadline = deadline;
    this.writers = writers;
    this.readers = readers;
  }

  /**
   * Becomes the writer. Throws what {@link Latest#writer} throws.
   *
   * @return the writer, for one thread at a time; close it to give up the role
   */
  public final W writer() {
    return writers.apply(latest.writer());
  }

  /**
   * Makes a reader, one of any number.
   *
   * @return the reader, for one thread at a time
   */
  public final R reader() {
    return readers.apply(latest.reader(deadline));
  }

  /** Longest time that should pass between two values; zero for none. */
  public final Duration deadline() {
    return deadline;
  }

  /**
   * Gives access to the latest value without types.
   *
   * @return the same object in every call
   */
  public final Latest latest() {
    return latest;
  }
}
