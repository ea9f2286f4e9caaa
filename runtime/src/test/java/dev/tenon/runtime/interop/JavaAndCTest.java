// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.Mutex;
import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.Queue;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.WaitPolicy;
import dev.tenon.runtime.format.RegionHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Java and a C process in one region, both ways, with real deaths. */
class JavaAndCTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  /** Some seconds' worth; fewer with {@code -Dtenon.messages}. */
  private static final long MESSAGES = Long.getLong("tenon.messages", 10_000_000);

  private static final int KILLS = Boolean.getBoolean("tenon.long") ? 300 : 10;
  private static final RegionOptions OPTIONS = RegionOptions.defaults();

  private final String name = "interop-test." + ProcessHandle.current().pid();

  @BeforeAll
  static void buildThePeer() throws Exception {
    CPeer.build();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(Files.exists(Path.of("/dev/shm/tenon." + name))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 16})
  void javaReadsEverythingThatCSendsInOrderAndWhole(long batch) throws Exception {
    try (Wire wire = Wire.create(name);
        CPeer peer = CPeer.start("produce", name, MESSAGES, batch)) {
      Traffic.Expectation expectation = new Traffic.Expectation();
      try (Wire.ToJavaConsumer consumer = wire.toJava().consumer(expectation)) {
        while (expectation.next() < MESSAGES) {
          assertThat(consumer.take(256, LONG)).as("messages go on arriving").isPositive();
        }
      }
      peer.expectSuccess();
    }
  }

  @Test
  void cReadsEverythingThatJavaSendsInOrderAndWhole() throws Exception {
    try (Wire wire = Wire.create(name);
        CPeer peer = CPeer.start("consume", name, MESSAGES);
        Wire.ToCProducer producer = wire.toC().producer()) {
      for (long sequence = 0; sequence < MESSAGES; sequence++) {
        Traffic.send(producer, sequence);
        producer.publish();
      }
      peer.expectSuccess();
      assertThat(wire.shared().started()).isEqualTo(1);
      assertThat(wire.shared().handled()).isEqualTo(MESSAGES);
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void javaAndCTakeTurnsByAFieldThatBothWaitFor(WaitPolicy policy) throws Exception {
    long turns = 100_000;
    RegionAddress address = RegionAddress.sharedMemory(name);
    try (Wire wire = Wire.create(address, OPTIONS.waitPolicy(policy));
        CPeer peer = CPeer.start("turns", name, turns)) {
      Wire.SharedWaits waits = wire.sharedWaits();
      for (long turn = 0; turn < turns; turn += 2) {
        assertThat(waits.awaitHandled(turn, LONG)).isTrue();
        waits.setHandled(turn + 1);
      }
      assertThat(waits.await(() -> wire.shared().handled() >= turns, LONG)).isTrue();
      peer.expectSuccess();
    }
  }

  @Test
  void javaAndCShareEventsAMutexAndPermits() throws Exception {
    long turns = 1_000;
    try (Wire wire = Wire.create(name);
        CPeer peer = CPeer.start("guard", name, turns)) {
      wire.go().signal();
      for (long turn = 0; turn < turns; turn++) {
        try (Mutex.Held held = wire.setup().lock(LONG)) {
          assertThat(held.ownerDied()).isFalse();
          wire.shared().handled(wire.shared().handled() + 1);
          wire.alarms().signal(Alarm.HEAT);
        }
        assertThat(wire.alarms().awaitAny(Alarm.DOOR, LONG)).isEqualTo(Alarm.DOOR);
      }
      assertThat(wire.go().isSet()).isTrue();
      peer.expectSuccess();
      try (Mutex.Held held = wire.setup().lock(LONG)) {
        assertThat(held.ownerDied()).isTrue();
        assertThat(wire.shared().handled()).isEqualTo(2 * turns);
      }
      assertThat(wire.slots().available()).isEqualTo(2);
    }
  }

  static WaitPolicy[] policies() {
    return new WaitPolicy[] {WaitPolicy.balanced(), WaitPolicy.frugal()};
  }

  @Test
  void bothDescribeANewRegionInTheSameBytes() throws Exception {
    byte[] ofJava;
    try (Wire _ = Wire.create(name)) {
      ofJava = description();
    }
    try (CPeer peer = CPeer.start("create", name)) {
      peer.expectLine("created");
      assertThat(description()).isEqualTo(ofJava);
      peer.endInput();
      peer.expectSuccess();
    }
    assertThat(new String(ofJava, StandardCharsets.UTF_8))
        .startsWith("tenon-description 1\nWire doc Where a Java and a C process meet.\n")
        .contains("\nWire.shared doc How far C has come.\n")
        .contains(
            "\nMedium.mood doc A \"feeling\", or \\ what??/ is called \"\"\"une émotion\"\"\".\n")
        .contains("\nShared.started unit processes\n")
        .endsWith("\n");
  }

  private byte[] description() throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(Path.of("/dev/shm/tenon." + name)))
            .order(ByteOrder.nativeOrder());
    byte[] text = new byte[(int) file.getLong((int) RegionHeader.DESCRIPTION_SIZE_OFFSET)];
    file.get((int) file.getLong((int) RegionHeader.DESCRIPTION_OFFSET_OFFSET), text);
    return text;
  }

  @Test
  void structsOfANewRegionHoldTheirDefaultsWhoeverCreatesIt() throws Exception {
    try (Wire wire = Wire.create(name)) {
      assertThat(wire.shared().mood()).isEqualTo(Mood.BUSY);
      assertThat(wire.shared().handled()).isZero();
    }
    try (CPeer peer = CPeer.start("create", name)) {
      peer.expectLine("created");
      try (Wire wire = Wire.attach(name)) {
        assertThat(wire.shared().mood()).isEqualTo(Mood.BUSY);
        assertThat(wire.shared().handled()).isZero();
      }
      peer.endInput();
      peer.expectSuccess();
    }
  }

  @Test
  void sleepingSidesWakeEachOtherForEveryMessage() throws Exception {
    try (Wire wire = Wire.create(name);
        CPeer peer = CPeer.start("echo", name)) {
      Echoes echoes = new Echoes();
      try (Wire.ToJavaConsumer consumer = wire.toJava().consumer(echoes);
          Wire.ToCProducer producer = wire.toC().producer()) {
        for (long sequence = 0; sequence < 20_000; sequence++) {
          producer.claimSmall(LONG).sequence(sequence).check(sequence * 31);
          producer.publish();
          assertThat(consumer.take(1, LONG)).as("an answer to " + sequence).isOne();
          assertThat(echoes.sequence).isEqualTo(sequence);
          assertThat(echoes.check).isEqualTo(~(sequence * 31));
        }
      }
      peer.expectSuccess();
    }
  }

  @Test
  void cProducerKilledAtAnyMomentLosesNothingPublishedAndASuccessorTakesOver() throws Exception {
    SplittableRandom random = new SplittableRandom(42);
    Traffic.Expectation expectation = new Traffic.Expectation();
    try (Wire wire = Wire.create(name);
        Wire.ToJavaConsumer consumer = wire.toJava().consumer(expectation)) {
      for (int round = 0; round < 20; round++) {
        expectation.restart();
        try (CPeer peer = CPeer.start("flood", name)) {
          long enough = random.nextLong(1, 50_000);
          while (expectation.next() < enough) {
            consumer.take(64, LONG);
          }
          peer.kill();
          assertThatThrownBy(() -> drain(consumer)).isInstanceOf(PeerLeftException.class);
          assertThat(consumer.poll(1)).as("nothing after the peer has left").isZero();
        }
      }
    }
  }

  @Test
  void peerIsToldToBeAbsentPresentStoppedOrGone() throws Exception {
    try (Wire wire = Wire.create(name)) {
      Queue queue = wire.toC().queue();
      assertThat(queue.consumerState()).isEqualTo(PeerState.NEVER_JOINED);
      try (CPeer peer = CPeer.start("echo", name)) {
        awaitState(queue, PeerState.PRESENT);
        peer.signal("STOP");
        awaitState(queue, PeerState.STOPPED);
        peer.signal("CONT");
        awaitState(queue, PeerState.PRESENT);
        peer.kill();
        assertThat(queue.consumerState()).isEqualTo(PeerState.LEFT);
      }
      assertThat(queue.producerState()).isEqualTo(PeerState.NEVER_JOINED);
    }
  }

  private static void awaitState(Queue queue, PeerState state) {
    while (queue.consumerState() != state) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoeverIsKilledWhileOpeningOrLeavingIsInNobodysWay() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    for (int kill = 0; kill < KILLS; kill++) {
      try (CPeer victim = CPeer.start("churn", name);
          CPeer survivor = CPeer.start("churn", name)) {
        victim.expectLine("churning");
        survivor.expectLine("churning");
        for (int turn = random.nextInt(40); turn >= 0; turn--) {
          openAndLeave();
        }
        victim.kill();
        openAndLeave();
        survivor.kill();
        openAndLeave();
      }
    }
  }

  private void openAndLeave() {
    try (Wire wire = Wire.openOrCreate(RegionAddress.sharedMemory(name), OPTIONS)) {
      assertThat(wire.region().isOpen()).isTrue();
      assertThat(Path.of("/dev/shm/tenon." + name)).as("the name of an open region").exists();
    }
  }

  private static void drain(Wire.ToJavaConsumer consumer) {
    while (consumer.take(64, LONG) > 0) {
      // Messages published before the death still arrive; then the death is told.
    }
  }

  private static final class Echoes implements Wire.ToJavaHandler {
    private long sequence;
    private long check;

    @Override
    public void onSmall(Small small) {
      sequence = small.sequence();
      check = small.check();
    }

    @Override
    public void onMedium(Medium medium) {
      throw new AssertionError("only small messages are returned");
    }

    @Override
    public void onLarge(Large large) {
      throw new AssertionError("only small messages are returned");
    }
  }
}
