// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.RecordHandler;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The messages of {@code messages.c} and {@code victims.c}: each tells its generation and its
 * number within that, and every other byte follows from these. Fails on a gap, a repetition, a
 * message of an earlier generation and a wrong byte.
 */
final class Messages implements RecordHandler {
  static final int ID = 7;

  /** Generations: before the victim, of the victim, and after it. */
  static final int LEAD = 1;

  static final int VICTIM = 2;
  static final int SURVIVOR = 3;

  /** Generation of a producer of another lane, whose messages come among those of the others. */
  static final int BYSTANDER = 4;

  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
  private static final int NUMBERS = 2 * Long.BYTES;
  private static final int HEADER = 8;

  /** By generation: numbers of the first message that came and of the next to come. */
  private final long[] first = {-1, -1, -1, -1, -1};

  private final long[] next = {0, 0, 0, 0, 0};
  private int last;

  /** Claims and fills one message; false when there is no room. */
  static boolean claim(QueueProducer producer, int generation, long number) {
    int size = NUMBERS + extra(number);
    long offset = producer.tryClaim(ID, 1, size);
    if (offset < 0) {
      return false;
    }
    MemorySegment data = producer.data();
    data.set(WORD, offset, generation);
    data.set(WORD, offset + Long.BYTES, number);
    for (int i = 0; i < extra(number); i++) {
      data.set(ValueLayout.JAVA_BYTE, offset + NUMBERS + i, (byte) (generation + number + i));
    }
    return true;
  }

  /** Publishes one message; false when there is no room. */
  static boolean send(QueueProducer producer, int generation, long number) {
    if (!claim(producer, generation, number)) {
      return false;
    }
    producer.publish();
    return true;
  }

  /** Publishes that many first messages of a generation. */
  static void sendFirst(QueueProducer producer, int generation, long count) {
    for (long number = 0; number < count; number++) {
      assertThat(send(producer, generation, number)).isTrue();
    }
  }

  /** Generation of the message at an offset. */
  static int generation(MemorySegment data, long offset) {
    return Math.toIntExact(data.get(WORD, offset));
  }

  /** Number of the message at an offset. */
  static long number(MemorySegment data, long offset) {
    return data.get(WORD, offset + Long.BYTES);
  }

  private static int extra(long number) {
    return (int) (number % 3) * 16;
  }

  /** Bytes of the ring that messages take, from one to before another. */
  static long bytes(long from, long to) {
    long bytes = 0;
    for (long number = from; number < to; number++) {
      bytes += HEADER + NUMBERS + extra(number);
    }
    return bytes;
  }

  /** Messages that came although they had been handled before. */
  long repeated(int generation, long handled) {
    return first(generation) < 0 ? 0 : Math.max(0, handled - first(generation));
  }

  /** Generation of the message that came last in the lane that had the victim. */
  int last() {
    return last;
  }

  long first(int generation) {
    return first[generation];
  }

  long next(int generation) {
    return next[generation];
  }

  /** All of what one publish shows has come, or nothing of it, behind all that was there before. */
  void requireReceived(QueueSurvivor.Kill kill) {
    assertThat(next(LEAD)).isEqualTo(kill.waiting());
    assertThat(next(VICTIM)).isIn(kill.published(), kill.due());
    assertThat(first(LEAD)).isLessThanOrEqualTo(0);
    assertThat(first(VICTIM)).isLessThanOrEqualTo(0);
  }

  @Override
  public void onRecord(
      int messageId, int contractVersion, MemorySegment data, long offset, long size) {
    assertThat(messageId).isEqualTo(ID);
    assertThat(contractVersion).isOne();
    assertThat(size).isGreaterThanOrEqualTo(NUMBERS);
    int generation = generation(data, offset);
    long number = number(data, offset);
    if (generation != BYSTANDER) {
      assertThat(generation).isBetween(Math.max(last, LEAD), SURVIVOR);
      last = generation;
    }
    if (first[generation] < 0) {
      first[generation] = number;
      next[generation] = number;
    }
    assertThat(number).as("in generation %d", generation).isEqualTo(next[generation]);
    byte[] rest = data.asSlice(offset + NUMBERS, size - NUMBERS).toArray(ValueLayout.JAVA_BYTE);
    byte[] expected = new byte[rest.length];
    for (int i = 0; i < rest.length; i++) {
      expected[i] = (byte) (generation + number + i);
    }
    assertThat(Arrays.equals(rest, expected)).as("bytes of message %d", number).isTrue();
    next[generation]++;
  }
}
