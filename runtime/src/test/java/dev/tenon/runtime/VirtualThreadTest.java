// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Virtual threads that wait on queues leave their carriers to others. */
@Timeout(900)
class VirtualThreadTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final RecordHandler IGNORE = (id, version, data, offset, size) -> {};

  private static final int OTHERS = 100;

  @TempDir private Path directory;

  private final List<Region> regions = new ArrayList<>();
  private final List<Thread> waiting = new ArrayList<>();
  private final Queue<Throwable> ended = new ConcurrentLinkedQueue<>();

  @AfterEach
  void closeRegions() {
    regions.forEach(Region::close);
  }

  static WaitPolicy[] waitPolicies() {
    return new WaitPolicy[] {WaitPolicy.balanced(), WaitPolicy.frugal(), WaitPolicy.latency()};
  }

  @ParameterizedTest
  @MethodSource("waitPolicies")
  void othersRunWhileMoreThanThereAreProcessorsWait(WaitPolicy policy) throws Exception {
    startWaiting(2 * Runtime.getRuntime().availableProcessors(), policy);

    CountDownLatch others = new CountDownLatch(OTHERS);
    Thread.ofVirtual()
        .start(
            () -> {
              for (int i = 0; i < OTHERS; i++) {
                Thread.ofVirtual().start(others::countDown);
                Thread.yield();
              }
            });

    assertThat(others.await(5, TimeUnit.MINUTES)).isTrue();
    assertInterruptEndsTheWaits();
  }

  @Test
  void noWaitPinsItsCarrier() throws Exception {
    Path file = directory.resolve("pinned.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(10));
      recording.start();
      startWaiting(4, WaitPolicy.frugal());
      // Another slice of each wait has ended when these have.
      waitOnOneMore(Duration.ofMillis(300));
      assertInterruptEndsTheWaits();
      recording.stop();
      recording.dump(file);
    }

    assertThat(RecordingFile.readAllEvents(file)).filteredOn(VirtualThreadTest::isOurs).isEmpty();
  }

  private static boolean isOurs(RecordedEvent event) {
    return event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream()
            .anyMatch(frame -> frame.getMethod().getType().getName().startsWith("dev.tenon."));
  }

  /** Half of them wait for messages, half for room. */
  private void startWaiting(int threads, WaitPolicy policy) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      Region region = region("waits" + i, policy);
      Runnable wait = i % 2 == 0 ? taker(region) : claimer(region);
      waiting.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    started.countDown();
                    try {
                      wait.run();
                    } catch (Throwable e) {
                      ended.add(e);
                    }
                  }));
    }
    started.await();
  }

  private void waitOnOneMore(Duration timeout) throws InterruptedException {
    Region region = region("one-more", WaitPolicy.frugal());
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    Thread.ofVirtual().start(() -> consumer.take(IGNORE, 1, timeout)).join();
  }

  private Region region(String name, WaitPolicy policy) {
    Region region =
        Region.create(
            RegionAddress.file(directory.resolve(name)),
            Samples.feed(1024, 8),
            RegionOptions.defaults().waitPolicy(policy));
    regions.add(region);
    return region;
  }

  private static Runnable taker(Region region) {
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    return () -> consumer.take(IGNORE, 1, LONG);
  }

  private static Runnable claimer(Region region) {
    QueueProducer producer = region.queue(Samples.QUOTES).producer();
    while (producer.tryClaim(1, 1, 8) >= 0) {
      producer.publish();
    }
    return () -> producer.claim(1, 1, 8, LONG);
  }

  private void assertInterruptEndsTheWaits() throws InterruptedException {
    for (Thread thread : waiting) {
      thread.interrupt();
      thread.join();
    }
    assertThat(ended)
        .hasSize(waiting.size())
        .allSatisfy(e -> assertThat(e).isInstanceOf(WaitInterruptedException.class));
  }
}
