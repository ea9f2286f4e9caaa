// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;

/**
 * The LMAX Disruptor with one producer and one consumer, which spins: events that are made once, a
 * batch event processor, both ends as its authors show them.
 */
final class DisruptorRing {
  /** Events whose words have the bytes of the other rings. */
  private static final int EVENTS = (1 << 20) / (4 * Long.BYTES);

  /** An event, filled and read in place. */
  private static final class Event {
    private long first;
    private long second;
    private long third;
    private long fourth;
  }

  private final RingBuffer<Event> ring =
      RingBuffer.createSingleProducer(Event::new, EVENTS, new BusySpinWaitStrategy());
  private final Consumer consumer = new Consumer();
  private final BatchEventProcessor<Event> processor =
      new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), consumer);

  DisruptorRing() {
    ring.addGatingSequences(processor.getSequence());
  }

  /** One thread publishes each event by itself, this one consumes and measures. */
  Task oneWay() {
    return request -> {
      consumer.expect(request.count());
      Companion companion = new Companion(() -> OneWay.sendAll(this::send, request.count()));
      processor.run();
      companion.join();
      Checks.requireEqual("messages", 0, consumer.left);
      Checks.requireEqual("sum of words", Checks.expectedSum(request.count(), 4), consumer.sum);
      return consumer.nanos;
    };
  }

  private void send(long number) {
    long sequence = ring.next();
    Event event = ring.get(sequence);
    event.first = number;
    event.second = number + 1;
    event.third = number + 2;
    event.fourth = number + 3;
    ring.publish(sequence);
  }

  /** Adds words up, from the arrival of the first event to that of the last one. */
  private final class Consumer implements EventHandler<Event> {
    private long sum;
    private long left;
    private long start;
    private long nanos;
    private boolean begun;

    void expect(long count) {
      sum = 0;
      left = count;
      begun = false;
    }

    @Override
    public void onEvent(Event event, long sequence, boolean endOfBatch) {
      sum += event.first + event.second + event.third + event.fourth;
      if (!begun) {
        begun = true;
        start = System.nanoTime();
      }
      if (--left == 0) {
        nanos = System.nanoTime() - start;
        processor.halt();
      }
    }
  }
}
