// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.util.List;

/** Mutexes, semaphores and events within one JVM, against those of the JDK in the same rounds. */
final class Locks {
  private static final String REENTRANT = "`ReentrantLock`";
  private static final String SEMAPHORE = "`Semaphore`";

  private static final List<PairTable.Pair> PAIRS =
      List.of(
          new PairTable.Pair("mutex, one thread", "mutex", REENTRANT, "reentrant"),
          new PairTable.Pair("fair mutex, one thread", "fair", REENTRANT + ", fair", "jdk-fair"),
          new PairTable.Pair(
              "mutex, two threads of one attachment", "mutex-threads", REENTRANT, "reentrant-two"),
          new PairTable.Pair(
              "mutex, two attachments", "mutex-attachments", REENTRANT, "reentrant-two"),
          new PairTable.Pair("semaphore, one thread", "permit", SEMAPHORE, "jdk-permit"),
          new PairTable.Pair("event, signalled and taken", "event", SEMAPHORE, "jdk-permit"));

  private Locks() {}

  static String run(Settings settings) throws IOException, InterruptedException {
    return PairTable.measure(settings, "lock-", PAIRS);
  }
}
