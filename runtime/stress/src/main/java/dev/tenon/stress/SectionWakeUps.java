// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.Broadcast;
import dev.tenon.runtime.Latest;
import dev.tenon.runtime.LatestWriter;
import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.Work;
import dev.tenon.runtime.Worker;
import dev.tenon.runtime.format.BroadcastHeader;
import dev.tenon.runtime.format.LatestHeader;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.WorkHeader;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.WaitWord;
import dev.tenon.runtime.platform.host.HostPlatform;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Publishes of each kind of section, and one that is about to sleep: it announces that, has all
 * processors run a fence, and looks at what is published. The first publish that it does not see
 * then must wake it; that publish is over when the second one is seen.
 */
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "The wake-up is missed.")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing came, or it was seen before.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It is woken.")
public final class SectionWakeUps {
  private static final int SLOT = 3;

  /** Looks of one that sleeps. */
  private static final int LOOKS = 1000;

  /** Bytes of a message; with its header it takes as many as STEP. */
  private static final long MESSAGE = 16;

  /** Bytes that each publish adds to a position; no padding comes at the end of a ring. */
  private static final int STEP = 32;

  private SectionWakeUps() {}

  /** One that is about to sleep. For one thread at a time. */
  private static final class Sleeper {
    private static final Platform PLATFORM = HostPlatform.current();

    private final MemorySegment memory;
    private final Signal signal;
    private final long sequence;
    private final long awaited;
    private final long step;

    /**
     * Binds the words.
     *
     * @param words WaitWords in the section
     * @param awaited word in the section that each publish changes
     * @param step what a publish adds to it
     */
    Sleeper(StressRegion region, long words, long awaited, long step) {
      if (!PLATFORM.canWake() || !PLATFORM.joinBarriers()) {
        throw new IllegalStateException("the tests need native access and membarrier");
      }
      this.memory = region.memory();
      this.sequence = Signal.sequenceOffset(region.offset() + words);
      RegionAddress nowhere = RegionAddress.sharedMemory("stress");
      WaitWord word = PLATFORM.openWord(nowhere, 0, memory, sequence);
      this.signal = new Signal(memory, region.offset() + words, word, SLOT);
      this.awaited = region.offset() + awaited;
      this.step = step;
    }

    /** One if it was woken, zero if there was nothing to be woken by, -1 if that was missed. */
    int sleep() {
      int announced = signal.announce();
      if (!PLATFORM.barrier()) {
        throw new IllegalStateException("the barrier failed");
      }
      long seen = Words.getLongAcquire(memory, awaited);
      int result = 0;
      for (int i = 0; i < LOOKS && result == 0; i++) {
        // In this order: who sees the second publish sees what the first one did.
        long now = Words.getLongAcquire(memory, awaited);
        if (Words.getIntAcquire(memory, sequence) != announced) {
          result = 1;
        } else if (now - seen >= 2 * step) {
          result = -1;
        }
      }
      signal.reset();
      return result;
    }
  }

  private static void send(RecordProducer producer, long size) {
    if (producer.tryClaim(1, 1, size) >= 0) {
      producer.publish();
    }
  }

  /** Messages of a queue. */
  @JCStressTest
  @JCStressMeta(SectionWakeUps.class)
  @State
  public static class OfQueue {
    private static final StressRegion REGION =
        StressRegion.create(builder -> builder.queue("data", 1024, 8));
    private static final Queue QUEUE = REGION.region().queue(0);
    private static final QueueProducer PRODUCER = QUEUE.producer();
    private static final QueueConsumer CONSUMER = QUEUE.consumer();
    private static final Sleeper SLEEPER =
        new Sleeper(REGION, QueueHeader.DATA_OFFSET, QueueHeader.PRODUCER_OFFSET, STEP);

    /** Publishes, and consumes to have room. */
    @Actor
    public void publish() {
      send(PRODUCER, STEP - Long.BYTES);
      CONSUMER.poll((id, version, data, offset, size) -> {}, 1);
    }

    /** Is about to sleep. */
    @Actor
    public void sleep(I_Result result) {
      result.r1 = SLEEPER.sleep();
    }
  }

  /** A latest value. */
  @JCStressTest
  @JCStressMeta(SectionWakeUps.class)
  @State
  public static class OfLatest {
    private static final StressRegion REGION =
        StressRegion.create(builder -> builder.latest("data", MESSAGE));
    private static final Latest LATEST = REGION.region().latest(0);
    private static final LatestWriter WRITER = LATEST.writer();
    private static final MemorySegment VALUE = Arena.global().allocate(MESSAGE, Long.BYTES);
    private static final Sleeper SLEEPER =
        new Sleeper(REGION, LatestHeader.ARRIVALS_OFFSET, LatestHeader.PUBLISHED_OFFSET, 1);

    /** Publishes. */
    @Actor
    public void publish() {
      WRITER.publish(1, VALUE, MESSAGE);
    }

    /** Is about to sleep. */
    @Actor
    public void sleep(I_Result result) {
      result.r1 = SLEEPER.sleep();
    }
  }

  /** Messages of a broadcast. */
  @JCStressTest
  @JCStressMeta(SectionWakeUps.class)
  @State
  public static class OfBroadcast {
    private static final StressRegion REGION =
        StressRegion.create(builder -> builder.broadcast("data", 1024));
    private static final Broadcast BROADCAST = REGION.region().broadcast(0);
    private static final RecordProducer PRODUCER = BROADCAST.producer();
    private static final Sleeper SLEEPER =
        new Sleeper(
            REGION, BroadcastHeader.ARRIVALS_OFFSET, BroadcastHeader.PUBLISHED_OFFSET, STEP);

    /** Publishes. */
    @Actor
    public void publish() {
      send(PRODUCER, MESSAGE);
    }

    /** Is about to sleep. */
    @Actor
    public void sleep(I_Result result) {
      result.r1 = SLEEPER.sleep();
    }
  }

  /** Tasks of work. */
  @JCStressTest
  @JCStressMeta(SectionWakeUps.class)
  @State
  public static class OfWork {
    private static final StressRegion REGION =
        StressRegion.create(builder -> builder.work("data", 1024, 8, 1));
    private static final Work WORK = REGION.region().work(0);
    private static final RecordProducer PRODUCER = WORK.producer();
    private static final Worker WORKER = WORK.worker();
    private static final Sleeper SLEEPER =
        new Sleeper(REGION, WorkHeader.TASKS_OFFSET, WorkHeader.PRODUCER_OFFSET, STEP);

    /** Publishes, and works to have room. */
    @Actor
    public void publish() {
      send(PRODUCER, STEP);
      WORKER.poll((id, version, data, offset, size) -> {}, 1);
    }

    /** Is about to sleep. */
    @Actor
    public void sleep(I_Result result) {
      result.r1 = SLEEPER.sleep();
    }
  }
}
