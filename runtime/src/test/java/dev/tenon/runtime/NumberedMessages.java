// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Messages that tell their number in every byte, as those of {@code broadcasts.c}; and a handler
 * that checks them and that their numbers ascend.
 */
public final class NumberedMessages implements RecordHandler {
  private static final int MESSAGE_ID = 7;

  private long last;
  private long count;

  /** Bytes of the message of a number, varied, in a ring of this capacity. */
  public static long size(long number, long capacity) {
    long largest = capacity / 5;
    return 8 + number * 37 % (largest > 8 ? largest - 8 : 1);
  }

  /** Claims and fills a message; false if there is no room. */
  public static boolean claim(RecordProducer producer, long number, long size) {
    long offset = producer.tryClaim(MESSAGE_ID, 1, size);
    if (offset < 0) {
      return false;
    }
    MemorySegment data = producer.data();
    data.set(ValueLayout.JAVA_LONG, offset, number);
    for (long i = Long.BYTES; i < size; i++) {
      data.set(ValueLayout.JAVA_BYTE, offset + i, byteOf(number, i));
    }
    return true;
  }

  /** Publishes messages from a number on, so many at a time, or fewer if they are too large. */
  public static void publish(RecordProducer producer, long first, long count, int atATime) {
    long capacity = 4 * (producer.largestMessage() + 16);
    int claimed = 0;
    for (long number = first; number < first + count; number++) {
      long size = size(number, capacity);
      if (!claim(producer, number, size)) {
        producer.publish();
        claimed = 0;
        assertThat(claim(producer, number, size)).isTrue();
      }
      if (++claimed == atATime) {
        producer.publish();
        claimed = 0;
      }
    }
    producer.publish();
  }

  private static byte byteOf(long number, long index) {
    return (byte) (number * 31 + index * 7);
  }

  @Override
  public void onRecord(
      int messageId, int contractVersion, MemorySegment data, long offset, long size) {
    long number = data.get(ValueLayout.JAVA_LONG, offset);
    for (long i = Long.BYTES; i < size; i++) {
      if (data.get(ValueLayout.JAVA_BYTE, offset + i) != byteOf(number, i)) {
        throw new AssertionError("byte " + i + " of message " + number + " is another's");
      }
    }
    if (messageId != MESSAGE_ID || contractVersion != 1 || number <= last) {
      throw new AssertionError("message " + number + " came after " + last);
    }
    last = number;
    count++;
  }

  /** Number of the last message. */
  public long last() {
    return last;
  }

  /** Messages that came. */
  public long count() {
    return count;
  }

  /**
   * Requires that nothing was lost or given twice: all up to the last message were given, missed or
   * skipped.
   *
   * @param expected number of the first one that should come
   */
  public void requireExact(BroadcastConsumer consumer, long expected, long skipped) {
    assertThat(count + consumer.missed() + skipped).isEqualTo(last + 1 - expected);
  }
}
