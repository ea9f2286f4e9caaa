// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processes of one contender. */
final class Team implements AutoCloseable {
  private static final long FEWEST = 16;
  private static final long FEWEST_AFTER_SILENCE = 8;
  private static final double FASTEST_GROWTH = 8;

  /** Longer ones would leave a JVM cold: they bring too few operations. */
  private static final Duration LONGEST_SILENCE_IN_WARM_UP = Duration.ofNanos(10_000);

  private final Contender contender;
  private final Duration slice;
  private final List<WorkerProcess> workers = new ArrayList<>();
  private long count = FEWEST;

  /** Processes that are not started yet, and how long a slice of theirs is to take. */
  Team(Contender contender, Duration slice) {
    this.contender = contender;
    this.slice = slice;
  }

  /**
   * Result of a slice.
   *
   * @param nanos for an operation
   * @param bytes for an operation, on the Java heap
   * @param missed part of the operations that did not reach the other side, 0 to 1
   * @param times nanoseconds of each operation, if they were asked for
   */
  record Slice(double nanos, double bytes, double missed, long[] times) {}

  void start() throws IOException, InterruptedException {
    for (List<String> command : contender.commands()) {
      WorkerProcess worker = new WorkerProcess(command);
      workers.add(worker);
      worker.awaitReady();
    }
  }

  /** Runs a slice and makes the next one as long as wished, growing in steps. */
  void warmUp(Duration silence) throws IOException, InterruptedException {
    Duration shorter =
        silence.compareTo(LONGEST_SILENCE_IN_WARM_UP) < 0 ? silence : LONGEST_SILENCE_IN_WARM_UP;
    long start = System.nanoTime();
    run(shorter, false);
    // Not what the worker tells: that leaves out the time in which it is idle on purpose.
    double factor = (double) slice.toNanos() / (System.nanoTime() - start);
    count = Math.max(FEWEST, (long) (count * Math.min(factor, FASTEST_GROWTH)));
  }

  /** Lets whatever adapts to the work see the silence that is measured. */
  void settle(Duration silence) throws IOException, InterruptedException {
    if (silence.compareTo(LONGEST_SILENCE_IN_WARM_UP) > 0) {
      count = Math.max(FEWEST_AFTER_SILENCE, slice.toNanos() / silence.toNanos());
      run(silence, false);
    }
  }

  /** Runs a slice. */
  Slice measure(Duration silence, boolean each) throws IOException, InterruptedException {
    WorkerProcess.Answer answer = run(silence, each);
    return new Slice(
        (double) answer.nanos() / count,
        (double) answer.bytes() / count,
        (double) answer.missed() / count,
        answer.times());
  }

  private WorkerProcess.Answer run(Duration silence, boolean each)
      throws IOException, InterruptedException {
    for (WorkerProcess worker : workers) {
      worker.request(count, silence.toNanos(), each);
    }
    WorkerProcess.Answer measured = null;
    long bytes = 0;
    long missed = 0;
    for (WorkerProcess worker : workers) {
      WorkerProcess.Answer answer = worker.answer();
      if (answer.nanos() != 0 && measured != null) {
        throw new IllegalStateException("two processes measure: " + contender.name());
      }
      measured = answer.nanos() != 0 ? answer : measured;
      bytes += answer.bytes();
      missed += answer.missed();
    }
    if (measured == null) {
      throw new IllegalStateException("no process measures: " + contender.name());
    }
    return new WorkerProcess.Answer(measured.nanos(), bytes, missed, measured.times());
  }

  @Override
  public void close() throws IOException {
    for (WorkerProcess worker : workers) {
      worker.close();
    }
  }
}
