// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Locks;
import dev.tenon.runtime.Event;
import dev.tenon.runtime.Mutex;
import dev.tenon.runtime.Semaphore;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** The tasks that take something and give it back, and count meanwhile. */
final class LockTasks {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Turns of a piece: a method of ordinary length, not a loop replaced while it runs. */
  private static final long PIECE = 1024;

  private LockTasks() {}

  /** Takes and gives back, so often. */
  private interface Turns {
    void take(Counter counter, long count);
  }

  /** Number that whoever has the lock changes. */
  private static final class Counter {
    private long turns;
  }

  /**
   * A task by its name.
   *
   * @param region name of the region that Tenon's tasks create
   */
  static Task named(String task, String region) {
    return switch (task) {
      case "lock-mutex" -> alone(turns(open(region).door()));
      case "lock-fair" -> alone(turns(open(region).turnstile()));
      case "lock-mutex-threads" -> {
        Turns turns = turns(open(region).door());
        yield together(turns, turns);
      }
      case "lock-mutex-attachments" ->
          together(turns(open(region).door()), turns(open(region).door()));
      case "lock-permit" -> alone(turns(open(region).seats()));
      case "lock-event" -> alone(turns(open(region).bell()));
      case "lock-reentrant" -> alone(turns(new ReentrantLock()));
      case "lock-jdk-fair" -> alone(turns(new ReentrantLock(true)));
      case "lock-reentrant-two" -> {
        Turns turns = turns(new ReentrantLock());
        yield together(turns, turns);
      }
      case "lock-jdk-permit" -> alone(turns(new java.util.concurrent.Semaphore(4)));
      default -> throw new IllegalArgumentException("no such task: " + task);
    };
  }

  private static Locks open(String region) {
    return Locks.openOrCreate(region);
  }

  private static Turns turns(Mutex mutex) {
    return (counter, count) -> {
      for (long i = 0; i < count; i++) {
        Mutex.Held held = mutex.lock(LONG);
        counter.turns++;
        held.close();
      }
    };
  }

  private static Turns turns(ReentrantLock lock) {
    return (counter, count) -> {
      for (long i = 0; i < count; i++) {
        lock.lock();
        counter.turns++;
        lock.unlock();
      }
    };
  }

  private static Turns turns(Semaphore semaphore) {
    return (counter, count) -> {
      for (long i = 0; i < count; i++) {
        Semaphore.Permit permit = semaphore.acquire(LONG);
        counter.turns++;
        permit.close();
      }
    };
  }

  private static Turns turns(java.util.concurrent.Semaphore semaphore) {
    return (counter, count) -> {
      for (long i = 0; i < count; i++) {
        semaphore.acquireUninterruptibly();
        counter.turns++;
        semaphore.release();
      }
    };
  }

  private static Turns turns(Event event) {
    return (counter, count) -> {
      for (long i = 0; i < count; i++) {
        event.signal();
        if (event.await(LONG)) {
          counter.turns++;
        }
      }
    };
  }

  private static Task alone(Turns turns) {
    Counter counter = new Counter();
    return request -> {
      long before = counter.turns;
      long start = System.nanoTime();
      inPieces(turns, counter, request.count());
      long nanos = System.nanoTime() - start;
      Checks.requireEqual("turns", request.count(), counter.turns - before);
      return nanos;
    };
  }

  /** Two threads that take half of the turns each. */
  private static Task together(Turns one, Turns other) {
    Counter counter = new Counter();
    return request -> {
      long before = counter.turns;
      long half = request.count() / 2;
      long start = System.nanoTime();
      try (Companion companion = new Companion(() -> inPieces(other, counter, half))) {
        inPieces(one, counter, request.count() - half);
        companion.join();
      }
      long nanos = System.nanoTime() - start;
      Checks.requireEqual("turns", request.count(), counter.turns - before);
      return nanos;
    };
  }

  private static void inPieces(Turns turns, Counter counter, long count) {
    for (long done = 0; done < count; done += PIECE) {
      turns.take(counter, Math.min(count - done, PIECE));
    }
  }
}
