// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;

/**
 * The messages that Java and C exchange in the tests: message n is the same function of n here and
 * in {@code interop_peer.c}.
 */
final class Traffic {

  private static final Duration LONG = Duration.ofMinutes(5);

  private Traffic() {}

  /** Finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  static long mix(long n) {
    n += 0x9E3779B97F4A7C15L;
    n = (n ^ (n >>> 30)) * 0xBF58476D1CE4E5B9L;
    n = (n ^ (n >>> 27)) * 0x94D049BB133111EBL;
    return n ^ (n >>> 31);
  }

  private static int kind(long sequence) {
    long roll = mix(sequence) & 15;
    return roll == 0 ? 2 : roll < 6 ? 1 : 0;
  }

  private static String name(long sequence) {
    return "n" + Long.toUnsignedString(sequence) + "-é";
  }

  private static int length(long sequence) {
    return (int) Long.remainderUnsigned(mix(sequence + 7), 501);
  }

  private static Mood mood(long sequence) {
    return sequence % 2 == 0 ? Mood.CALM : Mood.BUSY;
  }

  private static long value(long sequence, int i) {
    return mix(sequence + i) & 0xFFFF_FFFFL;
  }

  /** Claims and fills message n; the caller publishes. */
  static void send(Wire.ToCProducer producer, long sequence) {
    switch (kind(sequence)) {
      case 0 -> producer.claimSmall(LONG).sequence(sequence).check(mix(sequence));
      case 1 -> {
        Medium medium = producer.claimMedium(LONG);
        assertThat(medium.ratio()).as("a claimed message has its defaults").isEqualTo(0.5);
        medium.sequence(sequence).name(name(sequence)).mood(mood(sequence));
        medium.urgent(sequence % 3 == 0);
        for (int i = 0; i < 6; i++) {
          medium.values(i, value(sequence, i));
        }
      }
      default -> {
        byte[] payload = new byte[length(sequence)];
        Arrays.fill(payload, (byte) (sequence & 0x7F));
        producer.claimLarge(LONG).sequence(sequence).length(payload.length).payload(payload);
      }
    }
  }

  /** Checks that messages arrive once, in order and whole. */
  static final class Expectation implements Wire.ToJavaHandler {

    private long next;

    long next() {
      return next;
    }

    /** The next message is the first again, from another process. */
    void restart() {
      next = 0;
    }

    @Override
    public void onSmall(Small small) {
      long sequence = checkNext(small.sequence(), 0);
      require(small.check() == mix(sequence), "check", sequence);
    }

    @Override
    public void onMedium(Medium medium) {
      long sequence = checkNext(medium.sequence(), 1);
      require(medium.name().equals(name(sequence)), "name", sequence);
      require(medium.mood() == mood(sequence), "mood", sequence);
      require(medium.urgent() == (sequence % 3 == 0), "urgent", sequence);
      for (int i = 0; i < 6; i++) {
        require(medium.values(i) == value(sequence, i), "values", sequence);
      }
      require(medium.ratio() == 0.5, "ratio", sequence);
    }

    @Override
    public void onLarge(Large large) {
      long sequence = checkNext(large.sequence(), 2);
      require(large.length() == length(sequence), "length", sequence);
      for (int i = 0; i < 500; i++) {
        long expected = i < large.length() ? sequence & 0x7F : 0;
        require(large.payload(i) == expected, "payload", sequence);
      }
    }

    private long checkNext(long sequence, int kind) {
      require(sequence == next, "expected message " + next, sequence);
      require(kind == kind(sequence), "arrived as another type", sequence);
      return next++;
    }

    // Not an assertion library's call: this runs some ten million times.
    private static void require(boolean condition, String what, long sequence) {
      if (!condition) {
        throw new AssertionError("message " + sequence + ": " + what);
      }
    }
  }
}
