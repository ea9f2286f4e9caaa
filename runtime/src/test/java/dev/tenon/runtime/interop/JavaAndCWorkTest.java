// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.ChildJvm;
import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.Work;
import dev.tenon.runtime.WorkProducer;
import dev.tenon.runtime.WorkSamples;
import dev.tenon.runtime.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers and producers in Java and in C, in processes of their own, with real deaths. */
@Timeout(900)
class JavaAndCWorkTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final long TASKS = Boolean.getBoolean("tenon.long") ? 5_000_000 : 100_000;
  private static final int KILLS = Boolean.getBoolean("tenon.long") ? 1000 : 20;
  private static final long CAPACITY = 2048;
  private static final int WORKERS = 4;
  private static final RegionDescriptor SHOP = WorkSamples.shop(CAPACITY, 8, WORKERS);

  private final String name = "interop-work." + ProcessHandle.current().pid();
  private final RegionAddress address = RegionAddress.sharedMemory(name);

  @BeforeAll
  static void buildThePeer() throws Exception {
    CPeer.build();
  }

  private CPeer peer(String command, Object... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(command, name, Long.toString(CAPACITY), Integer.toString(WORKERS)));
    for (Object argument : more) {
      arguments.add(argument.toString());
    }
    return CPeer.startProgram("work_peer", arguments);
  }

  /** Numbers that tell whether each task was handled once. */
  private static final class Sums {
    long count;
    long sum;
    long squares;
    boolean over;

    void add(long otherCount, long otherSum, long otherSquares) {
      count += otherCount;
      sum += otherSum;
      squares += otherSquares;
    }

    RecordHandler handler() {
      return (id, version, data, offset, size) -> {
        long number = WorkSamples.number(data, offset, size);
        over = number == WorkSamples.END;
        if (!over) {
          add(1, number, number * number);
        }
      };
    }

    Sums workOff(Worker worker) {
      RecordHandler handler = handler();
      while (!over) {
        assertThat(worker.take(handler, 1, LONG)).isOne();
      }
      worker.close();
      return this;
    }

    void addLine(String line) {
      String[] numbers = line.split(" ");
      add(
          Long.parseLong(numbers[0]),
          Long.parseUnsignedLong(numbers[1]),
          Long.parseUnsignedLong(numbers[2]));
    }

    void requireEachOnce() {
      Sums expected = new Sums();
      for (long number = 0; number < TASKS; number++) {
        expected.add(1, number, number * number);
      }
      assertThat(List.of(count, sum, squares))
          .isEqualTo(List.of(expected.count, expected.sum, expected.squares));
    }
  }

  private static void produce(WorkProducer producer, int workers) {
    for (long i = 0; i < TASKS + workers; i++) {
      send(producer, i < TASKS ? i : WorkSamples.END, 8 + i % 90);
    }
  }

  private static void send(WorkProducer producer, long number, long size) {
    long offset = producer.claim(1, 1, size, LONG);
    assertThat(offset).isNotNegative();
    WorkSamples.fill(producer.data(), offset, number, size);
    producer.publish();
  }

  @Test
  void workersInJavaAndCShareWhatJavaProduces() throws Exception {
    try (Region region = Region.create(address, SHOP);
        CPeer one = peer("work");
        CPeer other = peer("work")) {
      one.expectLine("joined");
      other.expectLine("joined");
      Work work = region.work(0);
      WorkProducer producer = work.producer();
      List<CompletableFuture<Sums>> threads = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Worker worker = work.worker();
        threads.add(CompletableFuture.supplyAsync(() -> new Sums().workOff(worker)));
      }
      produce(producer, WORKERS);
      Sums all = new Sums();
      for (CompletableFuture<Sums> thread : threads) {
        Sums sums = thread.get();
        all.add(sums.count, sums.sum, sums.squares);
      }
      for (CPeer peer : List.of(one, other)) {
        all.addLine(peer.line());
        peer.expectSuccess();
      }
      all.requireEachOnce();
      assertThat(work.statistics().finished()).isEqualTo(TASKS + WORKERS);
    }
  }

  @Test
  void workersInJavaTakeWhatCProduces() throws Exception {
    try (Region region = Region.create(address, SHOP);
        CPeer peer = peer("produce", TASKS)) {
      Sums all = new Sums();
      List<CompletableFuture<Sums>> threads = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        Worker worker = region.work(0).worker();
        threads.add(CompletableFuture.supplyAsync(() -> new Sums().workOff(worker)));
      }
      for (CompletableFuture<Sums> thread : threads) {
        Sums sums = thread.get();
        all.add(sums.count, sums.sum, sums.squares);
      }
      peer.expectSuccess();
      all.requireEachOnce();
    }
  }

  @Test
  void whatADeadWorkerInCHasComesToOneInJava() throws Exception {
    try (Region region = Region.create(address, SHOP);
        CPeer peer = peer("keep")) {
      peer.expectLine("joined");
      send(region.work(0).producer(), 5, 8);
      peer.expectLine("has 5");
      Worker worker = region.work(0).worker();
      Sums sums = new Sums();
      assertThat(worker.poll(sums.handler(), 1)).isZero();
      peer.kill();
      assertThat(worker.take(sums.handler(), 1, LONG)).isOne();
      assertThat(sums.sum).isEqualTo(5);
      assertThat(region.work(0).statistics().returned()).isOne();
    }
  }

  /** A worker that keeps a task until it is killed. */
  static final class Keeper {
    private Keeper() {}

    /** Attaches to the region of that name. */
    public static void main(String[] arguments) throws Exception {
      Region region = Region.attach(RegionAddress.sharedMemory(arguments[0]), SHOP);
      region
          .work(0)
          .worker()
          .take(
              (id, version, data, offset, size) -> {
                System.out.println("has " + WorkSamples.number(data, offset, size));
                try {
                  System.in.read();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              },
              1,
              LONG);
    }
  }

  @Test
  void whatADeadWorkerInJavaHasComesToOneInC() throws Exception {
    try (Region region = Region.create(address, SHOP)) {
      WorkProducer producer = region.work(0).producer();
      send(producer, 6, 8);
      CPeer peer;
      try (ChildJvm child = ChildJvm.start(Keeper.class, name)) {
        child.expect("has 6");
        peer = peer("work");
        peer.expectLine("joined");
      }
      try (peer) {
        while (region.work(0).statistics().finished() != 1) {
          Thread.onSpinWait();
        }
        send(producer, WorkSamples.END, 8);
        assertThat(peer.line()).isEqualTo("1 6 36");
        peer.expectSuccess();
      }
    }
  }

  @Test
  void nothingIsLostWhenWorkersInCAreKilledAtAnyMoment() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    try (Region region = Region.create(address, SHOP)) {
      Work work = region.work(0);
      WorkProducer producer = work.producer();
      Sums sums = new Sums();
      for (int i = 0; i < KILLS; i++) {
        try (CPeer one = peer("work");
            CPeer other = peer("work")) {
          one.expectLine("joined");
          other.expectLine("joined");
          long tasks = random.nextLong(3000);
          for (long number = 0; number < tasks; number++) {
            send(producer, number, 8 + number % 90);
          }
          one.kill();
          other.kill();
        }
        Worker worker = work.worker();
        while (work.statistics().usedBytes() != 0) {
          worker.take(sums.handler(), 100, Duration.ofMillis(1));
        }
        worker.close();
      }
      assertThat(work.statistics().setAside()).isZero();
    }
  }
}
