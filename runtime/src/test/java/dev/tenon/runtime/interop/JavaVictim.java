// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import dev.tenon.runtime.Broadcast;
import dev.tenon.runtime.LatestWriter;
import dev.tenon.runtime.MarkedValues;
import dev.tenon.runtime.NumberedMessages;
import dev.tenon.runtime.Plant;
import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.Semaphore;
import dev.tenon.runtime.Work;
import dev.tenon.runtime.WorkProducer;
import dev.tenon.runtime.Worker;
import dev.tenon.runtime.interop.QueueSurvivor.Kill;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process that is ended behind one of its stores. Its arguments: what it does, the region's
 * file, and the number of the store; it says how many there were when it is not ended before.
 */
final class JavaVictim {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String script;
  private final RegionAddress address;
  private final long last;

  private JavaVictim(String script, RegionAddress address, long last) {
    this.script = script;
    this.address = address;
    this.last = last;
  }

  /** Plays a script, and stays as it is when that is over: nothing is closed. */
  public static void main(String[] arguments) {
    String[] script = arguments[0].split("/");
    RegionAddress address = RegionAddress.file(Path.of(arguments[1]));
    JavaVictim victim = new JavaVictim(script[1], address, Long.parseLong(arguments[2]));
    switch (script[0]) {
      case "latest" -> victim.playLatest();
      case "broadcast" -> victim.playBroadcast();
      case "work" -> victim.playWork();
      case "queue" -> victim.playQueue(1);
      case "lanes" -> victim.playQueue(JavaKillTest.LANES);
      case "locks" -> victim.playLocks();
      default -> throw new IllegalArgumentException(script[0]);
    }
    System.out.println(StoreCounter.disarm());
    Runtime.getRuntime().halt(0);
  }

  private void playLocks() {
    Plant plant = new Plant(Region.attach(address, CLayouts.plant()));
    StoreCounter.arm(last);
    switch (script) {
      case "lock", "recover" -> LocksAndCTest.lockEach(plant, PATIENCE);
      case "permit" -> {
        Semaphore.Permit first = plant.slots().acquire(PATIENCE);
        plant.slots().acquire(PATIENCE).close();
        first.close();
      }
      case "event" -> {
        plant.alarms().signal(Plant.HEAT | Plant.DOOR);
        plant.states().signal(Plant.HEAT);
        plant.states().reset(Plant.HEAT);
        plant.alarms().awaitAny(Plant.HEAT, PATIENCE);
        plant.alarms().awaitAll(Plant.DOOR, PATIENCE);
        plant.alarms().signalAll(Plant.DOOR);
      }
      default -> throw new IllegalArgumentException(script);
    }
  }

  private void playLatest() {
    Region region =
        Region.attach(address, CLayouts.vehicle(LatestKillTest.POSITION, LatestKillTest.FRAME));
    MarkedValues values = new MarkedValues(LatestKillTest.POSITION);
    switch (script) {
      case "publish" -> {
        LatestWriter writer = region.latest(1).writer();
        JavaKillTest.publishBefore(writer, values);
        StoreCounter.arm(last);
        values.publish(writer, 7, JavaKillTest.BEFORE + 1);
      }
      case "take-role" -> {
        StoreCounter.arm(last);
        values.publish(region.latest(1).writer(), 7, JavaKillTest.BEFORE + 1);
      }
      case "leave" -> {
        LatestWriter writer = region.latest(1).writer();
        JavaKillTest.publishBefore(writer, values);
        StoreCounter.arm(last);
        writer.close();
      }
      default -> throw new IllegalArgumentException(script);
    }
  }

  private void playBroadcast() {
    Region region = Region.attach(address, CLayouts.news(BroadcastKillTest.CAPACITY));
    Broadcast broadcast = region.broadcast(1);
    switch (script) {
      case "produce" -> {
        RecordProducer producer = broadcast.producer();
        StoreCounter.arm(last);
        produceOnceRound(producer, region.struct(0), broadcast.published());
      }
      case "take-role" -> {
        StoreCounter.arm(last);
        broadcast.producer().close();
      }
      default -> throw new IllegalArgumentException(script);
    }
  }

  /** Messages with padding, batches and a cancel. */
  private static void produceOnceRound(
      RecordProducer producer, MemorySegment status, long published) {
    long number = published;
    long[] sizes = {8, 40, 9, 40, 24, 16, 40, 8, 12};
    for (int i = 0; i < sizes.length; i++) {
      if (!NumberedMessages.claim(producer, number + 1, sizes[i])) {
        publish(producer, status, number);
        NumberedMessages.claim(producer, number + 1, sizes[i]);
      }
      number++;
      if (i == 3) {
        producer.cancel();
        number = Words.getLongAcquire(status, BroadcastKillTest.DONE);
      }
      if (i % 3 != 0) {
        publish(producer, status, number);
      }
    }
  }

  private static void publish(RecordProducer producer, MemorySegment status, long number) {
    Words.setLongRelease(status, BroadcastKillTest.DUE, number);
    producer.publish();
    Words.setLongRelease(status, BroadcastKillTest.DONE, number);
  }

  private void playWork() {
    Region region = Region.attach(address, WorkKillTest.SHOP);
    Work work = region.work(1);
    RecordHandler handler = WorkKillTest.handler(region.struct(0));
    switch (script) {
      case "finish" -> {
        Worker worker = work.worker();
        StoreCounter.arm(last);
        worker.poll(handler, 2);
      }
      case "give-back" -> {
        Worker worker = work.worker();
        StoreCounter.arm(last);
        giveBack(worker);
      }
      case "join" -> {
        StoreCounter.arm(last);
        work.worker().close();
      }
      case "sleep" -> {
        // A worker waits for tasks as long as there is a producer.
        work.producer();
        Worker worker = work.worker();
        StoreCounter.arm(last);
        while (worker.take(handler, 1, MOMENT) > 0) {
          // Until there is nothing.
        }
      }
      case "publish" -> {
        WorkProducer producer = work.producer();
        StoreCounter.arm(last);
        WorkKillTest.claim(producer, JavaKillTest.LEAD);
        WorkKillTest.claim(producer, JavaKillTest.LEAD + 1);
        producer.publish();
      }
      case "role" -> {
        StoreCounter.arm(last);
        work.producer().close();
      }
      default -> throw new IllegalArgumentException(script);
    }
  }

  private static void giveBack(Worker worker) {
    try {
      worker.poll(
          (id, version, data, offset, size) -> {
            throw new UnsupportedOperationException("not by this one");
          },
          1);
    } catch (UnsupportedOperationException e) {
      // It is ready for another one now.
      return;
    }
    throw new AssertionError("no task came");
  }

  private void playQueue(int lanes) {
    Region region = Region.attach(address, CLayouts.market(QueueSurvivor.CAPACITY, lanes));
    Queue queue = region.queue(QueueSurvivor.QUOTES);
    MemorySegment status = region.struct(0);
    switch (script) {
      case "publish" -> {
        QueueProducer producer = queue.producer();
        StoreCounter.arm(last);
        publish(producer, status, 0, JavaKillTest.BATCH);
      }
      case "produce" -> {
        StoreCounter.arm(last);
        QueueProducer producer = queue.producer();
        publish(producer, status, 0, JavaKillTest.BATCH);
        publish(producer, status, JavaKillTest.BATCH, JavaKillTest.BATCH + 1);
        // Never published.
        Messages.claim(producer, Messages.VICTIM, JavaKillTest.BATCH + 1);
        producer.close();
      }
      case "poll" -> {
        QueueConsumer consumer = queue.consumer();
        StoreCounter.arm(last);
        while (consumer.poll(noting(status), 5) > 0) {
          // Until there is nothing.
        }
      }
      case "consume" -> {
        StoreCounter.arm(last);
        QueueConsumer consumer = queue.consumer();
        // Too few to be released before it leaves.
        consumer.poll(noting(status), 2);
        consumer.close();
      }
      default -> throw new IllegalArgumentException(script);
    }
  }

  /** Publishes messages at once, from one number to before another. */
  private static void publish(QueueProducer producer, MemorySegment status, long from, long to) {
    for (long number = from; number < to; number++) {
      Messages.claim(producer, Messages.VICTIM, number);
    }
    Words.setLongRelease(status, Kill.DUE, to);
    producer.publish();
    Words.setLongRelease(status, Kill.PUBLISHED, to);
  }

  private static RecordHandler noting(MemorySegment status) {
    return (id, version, data, offset, size) -> {
      boolean isOther = Messages.generation(data, offset) == Messages.BYSTANDER;
      long handled = Messages.number(data, offset) + 1;
      Words.setLongRelease(status, isOther ? Kill.OF_BYSTANDER : Kill.HANDLED, handled);
    };
  }
}
