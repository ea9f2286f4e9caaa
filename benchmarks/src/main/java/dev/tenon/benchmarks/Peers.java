// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.harness.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Contenders that several suites compare, each with memory and names of its own. In a pair, the
 * process that receives or answers is started first.
 */
final class Peers {
  /** As bare_worker.c, BareLines and channel_worker.c map it, in whole pages. */
  private static final int WORDS_BYTES = 1 << 12;

  /** As ring_worker.c maps it: a ring of 1 MiB, or two of 64 KiB. */
  private static final int RINGS_BYTES = (1 << 20) + (1 << 12);

  /** Messages of round trips. */
  private static final String EXCHANGE_BYTES = "32";

  /** Aeron's driver takes descriptors' internals of the JDK. */
  private static final List<String> AERON_OPTIONS =
      List.of("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

  private static final Path LARGEST_QUEUE_MESSAGE = Path.of("/proc/sys/fs/mqueue/msgsize_max");

  private final Settings settings;
  private final Scratch scratch;
  private int made;

  Peers(Settings settings, Scratch scratch) {
    this.settings = settings;
    this.scratch = scratch;
  }

  private String fresh(String name) {
    return name + "." + ++made;
  }

  /** Two words of shared memory, without a queue, C on both sides. */
  Contender bareWords() throws IOException {
    String file = scratch.file(fresh("bare"), WORDS_BYTES);
    return Settings.pair(
        "bare words, C and C",
        settings.program("bare_worker", "echo", file),
        settings.program("bare_worker", "drive", file));
  }

  /** The same, Java on both sides. */
  Contender bareWordsInJava() throws IOException {
    String file = scratch.file(fresh("bare"), WORDS_BYTES);
    return Settings.pair(
        "bare words, Java and Java",
        Settings.java("bare-echo", file),
        Settings.java("bare-drive", file));
  }

  /** A futex alone: one side sleeps in it, the other one wakes it. */
  Contender wakingFutex() throws IOException {
    String file = scratch.file(fresh("bare"), WORDS_BYTES);
    return Settings.pair(
        "bare futex, C wakes C",
        settings.program("bare_worker", "wake-echo", file),
        settings.program("bare_worker", "wake-drive", file));
  }

  /** Round trips through two queues of Tenon. */
  Contender tenonRoundTrip(Language driver, Language echo) {
    return tenonExchange("Tenon, " + driver + " and " + echo, echo, "echo", driver, "drive");
  }

  /** A message for which the other side waits in the kernel, and a word as the answer. */
  Contender tenonWakeUp(Language waker, Language sleeper) {
    String name = "Tenon, " + waker + " wakes " + sleeper;
    return tenonExchange(name, sleeper, "sleep", waker, "wake");
  }

  /** A field of a struct for whose value the other side waits, and a word as the answer. */
  Contender tenonFieldWakeUp(Language waker, Language sleeper) {
    String name = "Tenon, a field, " + waker + " wakes " + sleeper;
    return tenonExchange(name, sleeper, "sleep-on-field", waker, "wake-field");
  }

  private Contender tenonExchange(
      String name, Language answers, String answering, Language asks, String asking) {
    String region = scratch.region(fresh("exchange"));
    return Settings.pair(name, tenon(answers, answering, region), tenon(asks, asking, region));
  }

  /** One direction through a queue of Tenon. */
  Contender tenonStream(Language sender, Language receiver, int bytes) {
    String region = scratch.region(fresh("sizes"));
    String size = Integer.toString(bytes);
    return Settings.pair(
        "Tenon, " + sender + " to " + receiver,
        tenon(receiver, "receive", region, size),
        tenon(sender, "send", region, size));
  }

  /** A consumer of Tenon's that waits while nothing comes, and its producer. */
  Contender tenonIdle(Language consumer) {
    String region = scratch.region(fresh("exchange"));
    return Settings.pair(
        "Tenon, `take` in " + consumer,
        tenon(consumer, "idle", region),
        settings.program("tenon_worker", "idle-peer", region));
  }

  private List<String> tenon(Language language, String... arguments) {
    return language == Language.C
        ? settings.program("tenon_worker", arguments)
        : Settings.java(arguments);
  }

  /** Round trips through two rings with cached indices. */
  Contender ringRoundTrip() throws IOException {
    String file = scratch.file(fresh("ring"), RINGS_BYTES);
    return Settings.pair(
        "least ring, C and C",
        settings.program("ring_worker", "echo", file),
        settings.program("ring_worker", "drive", file));
  }

  /** One direction through a ring with cached indices. */
  Contender ringStream(int bytes) throws IOException {
    String file = scratch.file(fresh("ring"), RINGS_BYTES);
    String size = Integer.toString(bytes);
    return Settings.pair(
        "least ring, C to C",
        settings.program("ring_worker", "receive", file, size),
        settings.program("ring_worker", "send", file, size));
  }

  Contender aeronRoundTrip() {
    String directory = scratch.path(fresh("aeron"));
    return Settings.pair(
        "Aeron IPC, Java and Java",
        Settings.java(AERON_OPTIONS, "aeron-echo", directory, EXCHANGE_BYTES),
        Settings.java(AERON_OPTIONS, "aeron-drive", directory, EXCHANGE_BYTES));
  }

  Contender aeronStream(int bytes) {
    String directory = scratch.path(fresh("aeron"));
    String size = Integer.toString(bytes);
    return Settings.pair(
        "Aeron IPC, Java to Java",
        Settings.java(AERON_OPTIONS, "aeron-receive", directory, size),
        Settings.java(AERON_OPTIONS, "aeron-send", directory, size));
  }

  /** What the kernel offers, by the names of channel_worker.c. */
  enum Channel {
    PIPE("pipe", "pipe"),
    SOCKET("socket", "Unix domain socket"),
    MESSAGE_QUEUE("mqueue", "POSIX message queue");

    private final String argument;
    private final String label;

    Channel(String argument, String label) {
      this.argument = argument;
      this.label = label;
    }

    /** Whether a message can be so large, without rights that not everybody has. */
    boolean takes(int bytes) throws IOException {
      // By lines: such a file gives all it has to the first read, however little that asks for.
      return this != MESSAGE_QUEUE
          || bytes <= Integer.parseInt(Files.readAllLines(LARGEST_QUEUE_MESSAGE).getFirst());
    }
  }

  Contender channelStream(Channel channel, int bytes) {
    String path = scratch.path(fresh(channel.argument));
    String size = Integer.toString(bytes);
    return Settings.pair(
        channel.label + ", C to C",
        settings.program("channel_worker", channel.argument, "first", "receive", path, size),
        settings.program("channel_worker", channel.argument, "second", "send", path, size));
  }

  Contender channelRoundTrip(Channel channel) {
    String path = scratch.path(fresh(channel.argument));
    return Settings.pair(
        channel.label + ", C and C",
        settings.program("channel_worker", channel.argument, "first", "echo", path, EXCHANGE_BYTES),
        settings.program(
            "channel_worker", channel.argument, "second", "drive", path, EXCHANGE_BYTES));
  }

  /** One side is woken by the channel and answers by a word of shared memory. */
  Contender channelWakeUp(Channel channel) throws IOException {
    String path = scratch.path(fresh(channel.argument));
    String word = scratch.file(fresh("word"), WORDS_BYTES);
    return Settings.pair(
        channel.label + ", C wakes C",
        settings.program(
            "channel_worker", channel.argument, "first", "wake-echo", path, EXCHANGE_BYTES, word),
        settings.program(
            "channel_worker",
            channel.argument,
            "second",
            "wake-drive",
            path,
            EXCHANGE_BYTES,
            word));
  }

  Contender channelIdle(Channel channel) {
    String path = scratch.path(fresh(channel.argument));
    return Settings.pair(
        channel.label + ", `poll` in C",
        settings.program("channel_worker", channel.argument, "first", "idle", path, EXCHANGE_BYTES),
        settings.program(
            "channel_worker", channel.argument, "second", "idle", path, EXCHANGE_BYTES));
  }

  Contender idleFutex() throws IOException {
    return Settings.alone(
        "bare futex, C",
        settings.program("bare_worker", "idle", scratch.file(fresh("bare"), WORDS_BYTES)));
  }

  /** A JVM that does nothing, for comparison: it wakes up by itself now and then. */
  static Contender idleJvm() {
    return Settings.alone("`Thread.sleep`, Java", Settings.java("blocked"));
  }
}
