// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values of which only the newest counts, its writer, and readers that wait or come late. */
@Timeout(300)
class LatestTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final long STORM = Boolean.getBoolean("tenon.long") ? 100_000_000 : 300_000;

  private Region region;
  private Latest latest;
  private final MarkedValues written = new MarkedValues(Samples.POSITION_BYTES);
  private final MarkedValues read = new MarkedValues(Samples.POSITION_BYTES);

  @BeforeEach
  void createTheRegion() {
    region = Region.create(Samples.freshAddress(), Samples.feed());
    latest = region.latest(Samples.POSITION);
  }

  @AfterEach
  void closeTheRegion() {
    region.close();
  }

  private boolean reads(LatestReader reader) {
    return reader.read(read.value(), 0, read.size());
  }

  private boolean polls(LatestReader reader) {
    return reader.poll(read.value(), 0, read.size());
  }

  private boolean takes(LatestReader reader, Duration timeout) {
    return reader.take(read.value(), 0, read.size(), timeout);
  }

  @Test
  void nothingIsReadBeforeThereIsAValue() {
    LatestReader reader = latest.reader();
    assertThat(reads(reader)).isFalse();
    assertThat(polls(reader)).isFalse();
    assertThat(takes(reader, Duration.ZERO)).isFalse();
    assertThat(reader.number()).isZero();
    assertThat(reader.contractVersion()).isZero();
    assertThat(latest.published()).isZero();
    assertThat(latest.writerState()).isEqualTo(PeerState.NEVER_JOINED);
  }

  @Test
  void theNewestValueIsReadAgainAndPolledOnce() {
    LatestReader reader = latest.reader();
    LatestReader other = latest.reader();
    LatestWriter writer = latest.writer();
    for (long number = 1; number < 1000; number++) {
      written.publish(writer, 1, number);
      assertThat(polls(reader)).isTrue();
      read.check(reader);
      assertThat(polls(reader)).isFalse();
      assertThat(reads(reader)).isTrue();
      read.check(reader);
      assertThat(reader.number()).isEqualTo(number);
      if (number % 7 == 0) {
        assertThat(takes(other, LONG)).isTrue();
        assertThat(other.number()).isEqualTo(number);
      }
      assertThat(latest.published()).isEqualTo(number);
    }
  }

  @Test
  void valueIsCopiedWhereTheReaderSays() {
    LatestWriter writer = latest.writer();
    written.publish(writer, 1, 1);
    MemorySegment large = MemorySegment.ofArray(new long[20]);
    LatestReader reader = latest.reader();
    assertThat(reader.read(large, 16, read.size())).isTrue();
    assertThat(large.asSlice(16, read.size()).mismatch(written.value())).isEqualTo(-1);
    assertThat(large.get(ValueLayout.JAVA_LONG, 8)).isZero();
    assertThat(large.get(ValueLayout.JAVA_LONG, 16 + read.size())).isZero();
    assertThatThrownBy(() -> reader.read(MemorySegment.ofArray(new long[1]), 0, read.size()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void noVersionIsToldThatTheRegionDoesNotHave() {
    LatestWriter writer = latest.writer();
    LatestReader reader = latest.reader();
    writer.publish(9, written.value(), written.size());
    assertThat(reads(reader)).isTrue();
    assertThat(reader.contractVersion()).isEqualTo(1);
    writer.publish(0, written.value(), written.size());
    assertThat(reads(reader)).isTrue();
    assertThat(reader.contractVersion()).isZero();
  }

  @Test
  void oneWritesAtATimeAndTheNextNumbersOn() {
    LatestReader reader = latest.reader();
    LatestWriter writer = latest.writer();
    assertThatThrownBy(latest::writer)
        .isInstanceOf(RoleTakenException.class)
        .hasMessageContaining("the writer of latest 'position'");
    assertThat(latest.writerState()).isEqualTo(PeerState.PRESENT);
    written.publish(writer, 1, 1);
    writer.close();
    writer.close();
    assertThat(latest.writerState()).isEqualTo(PeerState.LEFT);
    assertThatThrownBy(() -> written.publish(writer, 1, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the writer of latest 'position'")
        .hasMessageContaining("is closed");
    assertThat(reads(reader)).isTrue();
    read.check(reader);
    written.publish(latest.writer(), 2, 2);
    assertThat(polls(reader)).isTrue();
    read.check(reader);
    assertThat(read.writerOf()).isEqualTo(2);
  }

  @Test
  void writerThatLeavesIsToldOnceAfterItsLastValue() {
    LatestReader reader = latest.reader();
    region.label("navigator");
    assertThat(takes(reader, Duration.ZERO)).isFalse();
    for (long number = 1; number < 5; number++) {
      LatestWriter writer = latest.writer();
      assertThat(takes(reader, Duration.ZERO)).isFalse();
      written.publish(writer, number, number);
      writer.close();
      assertThat(takes(reader, LONG)).isTrue();
      read.check(reader);
      assertThatThrownBy(() -> takes(reader, LONG))
          .isInstanceOf(PeerLeftException.class)
          .hasMessageContaining("the writer of latest 'position'")
          .hasMessageContaining("('navigator')");
      assertThat(takes(reader, SHORT)).isFalse();
    }
  }

  @Test
  void deadlineEndsAWaitAndIsCountedOnce() {
    LatestReader reader = latest.reader(SHORT);
    LatestReader patient = latest.reader(LONG);
    LatestWriter writer = latest.writer();
    for (long number = 1; number < 4; number++) {
      assertThat(takes(reader, LONG)).isFalse();
      assertThat(reader.silence()).isGreaterThanOrEqualTo(SHORT);
      assertThat(reader.missedDeadlines()).isEqualTo(number);
      // A look costs no deadline, and one that has passed counts once.
      assertThat(polls(reader)).isFalse();
      assertThat(reader.missedDeadlines()).isEqualTo(number);
      written.publish(writer, 1, number);
      assertThat(takes(reader, LONG)).isTrue();
      assertThat(takes(patient, LONG)).isTrue();
    }
    assertThat(takes(patient, SHORT)).isFalse();
    assertThat(patient.missedDeadlines()).isZero();
    assertThatThrownBy(() -> latest.reader(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readersThatSleepAreWokenForEachTurn() throws Exception {
    Latest answers = region.latest(Samples.POSITION);
    int turns = 2000;
    try (ExecutorService threads = Executors.newCachedThreadPool();
        LatestWriter writer = latest.writer()) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(() -> waitFor(answers.reader(), turns)));
      }
      for (long number = 1; number <= turns; number++) {
        written.publish(writer, 1, number);
      }
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isEqualTo(turns);
      }
    }
  }

  /** Waits for values until that one, each of them whole and newer than the one before. */
  private static long waitFor(LatestReader reader, long last) {
    MarkedValues values = new MarkedValues(Samples.POSITION_BYTES);
    while (reader.number() < last) {
      long before = reader.number();
      if (reader.take(values.value(), 0, values.size(), LONG)) {
        values.check(reader);
        assertThat(reader.number()).isGreaterThan(before);
      }
    }
    return reader.number();
  }

  @Test
  void noValueIsTornWhileItsWriterNeverWaits() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newCachedThreadPool();
        LatestWriter writer = latest.writer()) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(threads.submit(() -> readUntil(over)));
      }
      try {
        for (long number = 1; number <= STORM; number++) {
          written.publish(writer, 1, number);
        }
      } finally {
        over.set(true);
      }
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isEqualTo(STORM);
      }
    }
  }

  private long readUntil(AtomicBoolean over) {
    LatestReader reader = latest.reader();
    MarkedValues values = new MarkedValues(Samples.POSITION_BYTES);
    boolean isLast;
    do {
      isLast = over.get();
      long before = reader.number();
      if (reader.read(values.value(), 0, values.size())) {
        values.check(reader);
        assertThat(reader.number()).isGreaterThanOrEqualTo(before);
      } else {
        assertThat(reader.number()).isEqualTo(before);
      }
    } while (!isLast);
    return reader.number();
  }

  @Test
  void interruptEndsAWaitAndStaysSet() {
    LatestReader reader = latest.reader();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> takes(reader, LONG)).isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    Thread.currentThread().interrupt();
    written.publish(latest.writer(), 1, 1);
    assertThat(takes(reader, LONG)).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closeOfTheRegionEndsAWait() throws InterruptedException, ExecutionException {
    LatestReader reader = latest.reader();
    LatestWriter writer = latest.writer();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<?> waiting =
          threads.submit(
              () ->
                  assertThatThrownBy(() -> takes(reader, LONG))
                      .isInstanceOf(IllegalStateException.class));
      region.close();
      waiting.get();
    }
    assertThatThrownBy(() -> reads(reader)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> polls(reader)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> written.publish(writer, 1, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(latest::reader).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(latest::writer).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(latest::published).isInstanceOf(IllegalStateException.class);
    writer.close();
  }

  @Test
  void sizeOfAValueIsLimited() {
    RegionDescriptor.Builder builder = RegionDescriptor.builder("market", 1, "Feed");
    for (long size : new long[] {-1, 0, 65537, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> builder.latest("position", size))
          .isInstanceOf(IllegalArgumentException.class);
    }
    builder.latest("one", 1).latest("largest", 65536);
  }
}
