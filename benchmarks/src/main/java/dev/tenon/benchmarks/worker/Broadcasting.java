// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.function.LongSupplier;

/**
 * One thread publishes without looking at anybody and measures; another one consumes what it can.
 */
final class Broadcasting implements Task {
  private final Sender sender;
  private final Receiver receiver;
  private final Arrivals arrivals;
  private final LongSupplier known;
  private long received;
  private long missed;
  private volatile boolean ended;

  /**
   * Binds both ends.
   *
   * @param known messages that the consumer says it has missed so far, or negative if it cannot
   */
  Broadcasting(Sender sender, Receiver receiver, Arrivals arrivals, LongSupplier known) {
    this.sender = sender;
    this.receiver = receiver;
    this.arrivals = arrivals;
    this.known = known;
  }

  @Override
  public long run(Request request) throws InterruptedException {
    long knownBefore = known.getAsLong();
    arrivals.begin();
    ended = false;
    long nanos;
    try (Companion companion = new Companion(this::receiveAll)) {
      long start = System.nanoTime();
      OneWay.sendAll(sender, request.count());
      nanos = System.nanoTime() - start;
      ended = true;
      companion.join();
    }
    arrivals.requireOrder();
    missed = request.count() - received;
    if (knownBefore >= 0) {
      Checks.requireEqual("missed messages", missed, known.getAsLong() - knownBefore);
    }
    return nanos;
  }

  /** Receives until nothing is left after the last publication. */
  private void receiveAll() {
    long all = 0;
    boolean last;
    int now;
    do {
      last = ended;
      now = receiver.receive();
      all += now;
      if (now == 0) {
        Spin.pause();
      }
    } while (now != 0 || !last);
    received = all;
  }

  @Override
  public long missed() {
    return missed;
  }
}
