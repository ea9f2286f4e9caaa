// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Streams;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

/** The tasks with several producers, for everybody, with the newest value, and with workers. */
final class StreamTasks {
  private static final int CAPACITY = 1 << 20;
  private static final LongSupplier UNKNOWN = () -> -1;

  private StreamTasks() {}

  /**
   * A task by its name.
   *
   * @param region name of the region that Tenon's tasks create
   */
  static Task named(String task, String region) {
    return switch (task) {
      case "stream-lanes-1" -> lanes(Streams.openOrCreate(region), 1, false);
      case "stream-lanes-2" -> lanes(Streams.openOrCreate(region), 2, false);
      case "stream-lanes-4" -> lanes(Streams.openOrCreate(region), 4, false);
      case "stream-lanes-in-turn" -> lanes(Streams.openOrCreate(region), 2, true);
      case "stream-many-to-one-1" -> manyToOne(1, false);
      case "stream-many-to-one-2" -> manyToOne(2, false);
      case "stream-many-to-one-4" -> manyToOne(4, false);
      case "stream-many-to-one-in-turn" -> manyToOne(2, true);
      case "stream-news" -> news(Streams.openOrCreate(region), false);
      case "stream-news-in-turn" -> news(Streams.openOrCreate(region), true);
      case "stream-transmitter" -> transmitter(false);
      case "stream-transmitter-in-turn" -> transmitter(true);
      case "stream-newest" -> NewestValues.reading(Streams.openOrCreate(region));
      case "stream-newest-each" -> NewestValues.publishing(Streams.openOrCreate(region));
      case "stream-newest-large" -> NewestValues.readingLarge(Streams.openOrCreate(region));
      case "stream-words" -> NewestValues.readingWords();
      case "stream-words-large" -> NewestValues.readingLargeWords();
      case "stream-words-each" -> NewestValues.publishingWords();
      case "stream-tasks" -> tasks(Streams.openOrCreate(region), false);
      case "stream-tasks-in-turn" -> tasks(Streams.openOrCreate(region), true);
      case "stream-transfer" -> transfer(false);
      case "stream-transfer-in-turn" -> transfer(true);
      default -> throw new IllegalArgumentException("no such task: " + task);
    };
  }

  private static Task lanes(Streams streams, int senders, boolean inTurn) {
    Arrivals arrivals = Arrivals.ofAll(senders);
    return manyToOne(
        several(senders, () -> SectionEnds.laneSender(streams, senders)),
        SectionEnds.laneReceiver(streams, senders, arrivals),
        arrivals,
        inTurn);
  }

  private static Task manyToOne(int senders, boolean inTurn) {
    ManyToOneRingBuffer ring = AgronaStreams.ring(CAPACITY);
    Arrivals arrivals = Arrivals.ofAll(senders);
    return manyToOne(
        several(senders, () -> AgronaRing.claimingSender(ring)),
        AgronaStreams.receiver(ring, arrivals),
        arrivals,
        inTurn);
  }

  private static List<Sender> several(int senders, Supplier<Sender> maker) {
    return Stream.generate(maker).limit(senders).toList();
  }

  private static Task manyToOne(
      List<Sender> senders, Receiver receiver, Arrivals arrivals, boolean inTurn) {
    return arrivals.checking(
        inTurn ? InTurn.of(senders, List.of(receiver)) : OneWay.within(senders, receiver));
  }

  private static Task news(Streams streams, boolean inTurn) {
    Arrivals arrivals = Arrivals.ofSome();
    Streams.NewsConsumer consumer = SectionEnds.newsConsumer(streams, arrivals);
    return broadcast(
        SectionEnds.newsSender(streams),
        arrivals.receiver(consumer::poll),
        arrivals,
        consumer::missed,
        inTurn);
  }

  private static Task transmitter(boolean inTurn) {
    UnsafeBuffer memory = AgronaStreams.broadcast(CAPACITY);
    Arrivals arrivals = Arrivals.ofSome();
    return broadcast(
        AgronaStreams.transmitter(memory),
        AgronaStreams.broadcastReceiver(memory, arrivals),
        arrivals,
        UNKNOWN,
        inTurn);
  }

  private static Task broadcast(
      Sender sender, Receiver receiver, Arrivals arrivals, LongSupplier known, boolean inTurn) {
    return inTurn
        ? arrivals.checking(InTurn.of(List.of(sender), List.of(receiver)))
        : new Broadcasting(sender, receiver, arrivals, known);
  }

  private static Task tasks(Streams streams, boolean inTurn) {
    Arrivals first = Arrivals.ofSome();
    Arrivals second = Arrivals.ofSome();
    return work(
        SectionEnds.taskSender(streams),
        SectionEnds.taskReceiver(streams, first),
        SectionEnds.taskReceiver(streams, second),
        first,
        second,
        inTurn);
  }

  private static Task transfer(boolean inTurn) {
    TransferEnds queue = new TransferEnds();
    Arrivals first = Arrivals.ofSome();
    Arrivals second = Arrivals.ofSome();
    return work(
        queue.sender(), queue.receiver(first), queue.receiver(second), first, second, inTurn);
  }

  private static Task work(
      Sender sender,
      Receiver one,
      Receiver other,
      Arrivals first,
      Arrivals second,
      boolean inTurn) {
    return first.checking(
        second.checking(
            inTurn
                ? InTurn.of(List.of(sender), List.of(one, other))
                : new SharedWork(sender, one, other)));
  }
}
