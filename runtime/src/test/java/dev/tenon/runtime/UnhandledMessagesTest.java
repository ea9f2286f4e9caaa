// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages that a handler has no method for are consumed, and counted where they are. */
@Timeout(900)
class UnhandledMessagesTest {
  private static final int KNOWN = 1;
  private static final int APPENDED = 2;
  private static final int UNKNOWN = 3;

  @TempDir private Path directory;

  /** As generated: one method of the first version, one that came later. */
  @FunctionalInterface
  private interface Handler extends MessageHandler {
    void onKnown();

    default void onAppended() {
      onUnhandled(APPENDED);
    }
  }

  private static final class Consumer extends TypedConsumer {
    private final Handler handler;

    Consumer(Region region, Handler handler) {
      super(region.queue(Samples.QUOTES).consumer(), "Feed.quotes");
      this.handler = handler;
    }

    @Override
    protected void dispatch(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      switch (messageId) {
        case KNOWN -> handler.onKnown();
        case APPENDED -> handler.onAppended();
        default -> handler.onUnknown(messageId, data, offset, size);
      }
    }
  }

  private Region region(String name) {
    return Region.create(RegionAddress.file(directory.resolve(name)), Samples.feed(1024, 8));
  }

  private static void send(Region region, int... ids) {
    QueueProducer producer = region.queue(Samples.QUOTES).producer();
    for (int id : ids) {
      producer.tryClaim(id, 1, 8);
    }
    producer.publish();
    producer.close();
  }

  @Test
  void consumerCountsWhatItsLambdaHasNoMethodFor() {
    try (Region region = region("feed")) {
      int[] known = {0};
      Consumer consumer = new Consumer(region, () -> known[0]++);
      send(region, KNOWN, APPENDED, UNKNOWN, KNOWN, UNKNOWN);
      assertThat(consumer.poll(2)).isEqualTo(2);
      assertThat(consumer.unhandled()).isEqualTo(1);
      assertThat(consumer.poll(10)).isEqualTo(3);
      assertThat(consumer.unhandled()).isEqualTo(3);
      assertThat(known[0]).isEqualTo(2);
      consumer.close();
      assertThat(consumer.unhandled()).isEqualTo(3);
      assertThat(new Consumer(region, () -> {}).unhandled()).isZero();
    }
  }

  @Test
  void overriddenMethodsAreNotCounted() {
    try (Region region = region("feed")) {
      AtomicReference<String> told = new AtomicReference<>("");
      Consumer consumer =
          new Consumer(
              region,
              new Handler() {
                @Override
                public void onKnown() {}

                @Override
                public void onAppended() {
                  told.accumulateAndGet("appended ", String::concat);
                }

                @Override
                public void onUnhandled(int messageId) {
                  told.accumulateAndGet("unhandled " + messageId, String::concat);
                }
              });
      send(region, APPENDED, UNKNOWN);
      assertThat(consumer.poll(10)).isEqualTo(2);
      assertThat(told.get()).isEqualTo("appended unhandled " + UNKNOWN);
      assertThat(consumer.unhandled()).isZero();
    }
  }

  @Test
  void consumersThatPollInsideEachOtherCountTheirOwn() {
    try (Region outerRegion = region("outer");
        Region innerRegion = region("inner")) {
      Consumer inner =
          new Consumer(
              innerRegion,
              () -> {
                throw new IllegalStateException("known");
              });
      Consumer outer =
          new Consumer(
              outerRegion,
              () ->
                  assertThatThrownBy(() -> inner.poll(10))
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessage("known"));
      send(innerRegion, APPENDED, UNKNOWN, KNOWN);
      send(outerRegion, UNKNOWN, KNOWN, APPENDED, APPENDED);
      assertThat(outer.poll(10)).isEqualTo(4);
      assertThat(inner.unhandled()).isEqualTo(2);
      assertThat(outer.unhandled()).isEqualTo(3);
    }
  }

  @Test
  void methodsCalledOutsideAPollCountNothing() {
    try (Region region = region("feed")) {
      Handler handler = () -> {};
      Consumer consumer = new Consumer(region, handler);
      send(region, APPENDED);
      consumer.poll(10);
      handler.onAppended();
      assertThat(consumer.unhandled()).isEqualTo(1);
    }
  }
}
