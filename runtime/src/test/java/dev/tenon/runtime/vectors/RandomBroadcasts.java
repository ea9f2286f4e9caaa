// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Random cases of broadcasts: real messages, and among them words that nobody real would write. */
final class RandomBroadcasts {
  private static final int MARKS = 16;

  private final RandomGenerator random;
  private final Function<String, List<String>> steps;
  private final long capacity;

  /** Set when there may be something to publish. */
  private boolean claimed;

  RandomBroadcasts(RandomGenerator random, Function<String, List<String>> steps) {
    this.random = random;
    this.steps = steps;
    this.capacity = random.nextBoolean() ? 1024 : 256;
  }

  void run() {
    steps.apply("broadcast " + capacity);
    if (random.nextInt(4) == 0) {
      moveBegin();
    }
    steps.apply("join 0");
    for (int i = random.nextInt(4, 24); i > 0; i--) {
      switch (random.nextInt(16)) {
        case 0, 1, 2 -> send();
        case 3, 4 -> steps.apply(hostileWord());
        case 5 -> steps.apply(hostileRecord());
        case 6, 7 -> steps.apply("poll " + random.nextInt(6));
        case 8 -> steps.apply("take " + random.nextInt(6) + " 0");
        case 9 -> steps.apply("skip");
        case 10 -> steps.apply("join " + random.nextInt(12));
        case 11 -> steps.apply("handler " + handlerStep());
        case 12 -> claim();
        case 13 -> {
          steps.apply("leave-producer");
          claimed = false;
        }
        default -> say();
      }
    }
    steps.apply("poll 100");
    say();
  }

  /** Positions just below two to the sixty-fourth, as if there had been that many messages. */
  private void moveBegin() {
    long end = -random.nextInt(1, 5) * (capacity / 4);
    steps.apply("record " + Long.toUnsignedString(end - 16) + " 7 1 0 77");
    for (int i = 0; i < MARKS; i++) {
      steps.apply("word marks." + i + " " + Long.toUnsignedString(end - 16));
    }
    steps.apply("word published " + Long.toUnsignedString(end));
    steps.apply("word reached " + Long.toUnsignedString(end));
  }

  /** Whole words: what lies behind a message in its last one is an affair of its writer. */
  private long messageSize() {
    return random.nextLong(capacity / 32 - 1) * 8;
  }

  private void send() {
    long size = messageSize();
    int count = random.nextInt(8) == 0 ? random.nextInt(60) : random.nextInt(1, 4);
    steps.apply("send " + random.nextInt(1, 5) + " 1 " + size + " " + count);
  }

  private void claim() {
    long size = messageSize();
    claimed |= steps.apply("claim 7 1 " + size).getFirst().startsWith("claimed");
    if (claimed) {
      steps.apply(
          List.of("publish", "cancel", "trim " + random.nextInt(8) * 8).get(random.nextInt(3)));
    }
  }

  private String handlerStep() {
    return switch (random.nextInt(4)) {
      case 0 -> hostileWord();
      case 1 -> hostileRecord();
      case 2 -> List.of("poll 1", "take 1 0", "skip", "leave").get(random.nextInt(4));
      default -> "send 7 1 8 " + random.nextInt(1, 40);
    };
  }

  private long word(String name) {
    String said = steps.apply("say " + name).getFirst();
    return Long.parseUnsignedLong(said.substring(said.indexOf(' ') + 1));
  }

  private String hostileWord() {
    String name =
        List.of("published", "reached", "messages", "marks." + random.nextInt(MARKS))
            .get(random.nextInt(4));
    long own = word(random.nextInt(4) == 0 ? "published" : name);
    long value =
        switch (random.nextInt(6)) {
          case 0 -> random.nextLong();
          case 1 -> own + random.nextInt(-4, 5) * capacity / 4;
          case 2 -> own + random.nextInt(-8, 9);
          case 3 -> own + random.nextInt(-20, 21) * capacity / MARKS;
          default -> own + random.nextInt(-16, 17) * 8L;
        };
    return "word " + name + " " + Long.toUnsignedString(value);
  }

  private String hostileRecord() {
    long position = (word("published") & -8) - random.nextInt(1, (int) (capacity / 8)) * 8L;
    long rest = capacity - (position & capacity - 1);
    String at = Long.toUnsignedString(rest < 16 ? position - 8 : position);
    if (random.nextInt(4) == 0) {
      long size = random.nextBoolean() ? rest - 8 : random.nextLong(1L << 32);
      return "padding " + at + " " + random.nextInt(1, 3) + " " + size;
    }
    long size = random.nextInt(8) == 0 ? random.nextLong(1L << 32) : random.nextLong(capacity / 3);
    long number = word("messages") + random.nextInt(-8, 3);
    String kind = " " + random.nextInt(5) + " 1 ";
    return "record " + at + kind + size + " " + Long.toUnsignedString(number);
  }

  private void say() {
    for (String name : List.of("published", "messages", "reached")) {
      steps.apply("say " + name);
    }
    steps.apply("missed");
    steps.apply("statistics");
  }
}
