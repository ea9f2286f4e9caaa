// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.RecordProducer;

/**
 * A producer whose messages have their number in each of their words. For one thread at a time;
 * jcstress orders the turns of two threads that one actor has had.
 */
final class NumberedSender {
  private static final int MOST_AT_ONCE = 3;

  private final RecordProducer producer;
  private final int messageId;
  private long sent;

  NumberedSender(RecordProducer producer, int messageId) {
    this.producer = producer;
    this.messageId = messageId;
  }

  /** Publishes up to three messages at once; returns how many: zero if there is no room. */
  int publish() {
    long most = 1 + sent % MOST_AT_ONCE;
    int claimed = 0;
    while (claimed < most && claim(sent + 1)) {
      sent++;
      claimed++;
    }
    if (claimed > 0) {
      producer.publish();
    }
    return claimed;
  }

  private boolean claim(long number) {
    long offset = producer.tryClaim(messageId, 1, NumberedWords.size(number));
    if (offset >= 0) {
      NumberedWords.write(producer.data(), offset, NumberedWords.count(number), number);
    }
    return offset >= 0;
  }
}
