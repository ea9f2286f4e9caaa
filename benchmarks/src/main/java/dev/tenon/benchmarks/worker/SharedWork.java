// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.List;

/** One thread sends and measures, two others take the messages, each message one of them. */
final class SharedWork implements Task {
  private final Sender sender;
  private final List<Taker> takers;
  private volatile boolean ended;

  /** A thread's work: takes messages until the slice ends. */
  private final class Taker implements Runnable {
    private final Receiver receiver;

    /** Messages it has taken, told only when it finds nothing: a line less goes to and fro. */
    private volatile long told;

    Taker(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void run() {
      long taken = 0;
      while (!ended) {
        int now = receiver.receive();
        taken += now;
        if (now == 0) {
          if (told != taken) {
            told = taken;
          }
          Spin.pause();
        }
      }
    }
  }

  SharedWork(Sender sender, Receiver first, Receiver second) {
    this.sender = sender;
    takers = List.of(new Taker(first), new Taker(second));
  }

  /** Measures until the last message is taken. */
  @Override
  public long run(Request request) throws InterruptedException {
    Taker first = takers.getFirst();
    Taker second = takers.getLast();
    first.told = 0;
    second.told = 0;
    ended = false;
    long sumBefore = sum();
    long nanos;
    try (Companion one = new Companion(first);
        Companion other = new Companion(second)) {
      long start = System.nanoTime();
      OneWay.sendAll(sender, request.count());
      while (first.told + second.told < request.count()) {
        Spin.pause();
      }
      nanos = System.nanoTime() - start;
      ended = true;
      one.join();
      other.join();
    }
    Checks.requireEqual("messages", request.count(), first.told + second.told);
    long expected = Checks.expectedSum(request.count(), first.receiver.words());
    Checks.requireEqual("sum of words", expected, sum() - sumBefore);
    return nanos;
  }

  private long sum() {
    return takers.stream().mapToLong(taker -> taker.receiver.sum()).sum();
  }
}
