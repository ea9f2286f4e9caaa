// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Message16;
import dev.tenon.benchmarks.bench.Message256;
import dev.tenon.benchmarks.bench.Message32;
import dev.tenon.benchmarks.bench.Message4096;
import dev.tenon.benchmarks.bench.Message65536;
import dev.tenon.benchmarks.bench.Tick;

/** Fills messages with consecutive words, and adds up what has arrived. */
final class Words {
  static final int OF_TICK = of(Tick.BYTES);

  private long sum;
  private long last;

  /** How many words a message of so many bytes has. */
  static int of(long bytes) {
    return Math.toIntExact(bytes / Long.BYTES);
  }

  static void fill(Tick tick, long number) {
    tick.sequence(number).time(number + 1).price(number + 2).quantity(number + 3);
  }

  static void fill(Message16 message, long number) {
    message.words(0, number).words(1, number + 1);
  }

  static void fill(Message32 message, long number) {
    for (int i = 0; i < of(Message32.BYTES); i++) {
      message.words(i, number + i);
    }
  }

  static void fill(Message256 message, long number) {
    for (int i = 0; i < of(Message256.BYTES); i++) {
      message.words(i, number + i);
    }
  }

  static void fill(Message4096 message, long number) {
    for (int i = 0; i < of(Message4096.BYTES); i++) {
      message.words(i, number + i);
    }
  }

  static void fill(Message65536 message, long number) {
    for (int i = 0; i < of(Message65536.BYTES); i++) {
      message.words(i, number + i);
    }
  }

  void add(Tick tick) {
    last = tick.sequence();
    sum += last + tick.time() + tick.price() + tick.quantity();
  }

  void add(long first, long second, long third, long fourth) {
    last = first;
    sum += first + second + third + fourth;
  }

  void add(Message16 message) {
    last = message.words(0);
    sum += last + message.words(1);
  }

  void add(Message32 message) {
    last = message.words(0);
    long words = 0;
    for (int i = 0; i < of(Message32.BYTES); i++) {
      words += message.words(i);
    }
    sum += words;
  }

  void add(Message256 message) {
    last = message.words(0);
    long words = 0;
    for (int i = 0; i < of(Message256.BYTES); i++) {
      words += message.words(i);
    }
    sum += words;
  }

  void add(Message4096 message) {
    last = message.words(0);
    long words = 0;
    for (int i = 0; i < of(Message4096.BYTES); i++) {
      words += message.words(i);
    }
    sum += words;
  }

  void add(Message65536 message) {
    last = message.words(0);
    long words = 0;
    for (int i = 0; i < of(Message65536.BYTES); i++) {
      words += message.words(i);
    }
    sum += words;
  }

  long sum() {
    return sum;
  }

  long last() {
    return last;
  }
}
