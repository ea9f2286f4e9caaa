// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claiming, publishing and polling make no garbage. */
class AllocationTest {
  private static final int MESSAGES = 1_000_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir private Path directory;

  @Test
  void hotPathAllocatesNothing() {
    RegionAddress address = RegionAddress.file(directory.resolve("feed"));
    try (Region region = Region.create(address, Samples.feed())) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      long[] sum = {0};
      RecordHandler handler =
          (id, version, data, offset, size) -> sum[0] += data.get(ValueLayout.JAVA_LONG, offset);
      exchange(producer, consumer, handler);
      long before = threads.getCurrentThreadAllocatedBytes();
      exchange(producer, consumer, handler);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(sum[0]).isEqualTo(2L * MESSAGES);
      // Not one object in a thousand messages: what is left is the measurement itself.
      assertThat(allocated).as("bytes for %d messages", MESSAGES).isLessThan(MESSAGES / 1000 * 16);
    }
  }

  @Test
  void broadcastsAllocateNothing() {
    RegionAddress address = RegionAddress.file(directory.resolve("news"));
    try (Region region = Region.create(address, Samples.feed())) {
      RecordProducer producer = region.broadcast(Samples.NEWS).producer();
      BroadcastConsumer consumer = region.broadcast(Samples.NEWS).consumer();
      long[] sum = {0};
      RecordHandler handler =
          (id, version, data, offset, size) -> sum[0] += data.get(ValueLayout.JAVA_LONG, offset);
      broadcast(producer, consumer, handler);
      long before = threads.getCurrentThreadAllocatedBytes();
      broadcast(producer, consumer, handler);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(sum[0] + consumer.missed()).isEqualTo(2L * MESSAGES);
      assertThat(allocated).as("bytes for %d messages", MESSAGES).isLessThan(MESSAGES / 1000 * 16);
    }
  }

  private static void broadcast(
      RecordProducer producer, BroadcastConsumer consumer, RecordHandler handler) {
    for (int sent = 0; sent < MESSAGES; sent++) {
      long offset = producer.tryClaim(1, 1, 16 + sent % 50);
      producer.data().set(ValueLayout.JAVA_LONG, offset, 1);
      producer.trim(8 + sent % 5);
      producer.publish();
      // Now and then too late.
      if (sent % 64 == 0 && sent % 1024 != 0) {
        consumer.poll(handler, Integer.MAX_VALUE);
      }
    }
    consumer.poll(handler, Integer.MAX_VALUE);
  }

  private static void exchange(
      QueueProducer producer, QueueConsumer consumer, RecordHandler handler) {
    int sent = 0;
    while (sent < MESSAGES) {
      long offset = producer.tryClaim(1, 1, 16 + sent % 50);
      if (offset < 0) {
        consumer.poll(handler, 64);
        continue;
      }
      producer.data().set(ValueLayout.JAVA_LONG, offset, 1);
      producer.trim(8 + sent % 5);
      producer.publish();
      sent++;
    }
    while (consumer.poll(handler, 64) > 0) {
      continue;
    }
  }
}
