// SPDX-License-Identifier: Apache-2.0
package com.example.evolving;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a program of version 3 does with the memory of programs of versions 1 and 2. */
public final class EvolvingScenario {

  private static final long BYTES_1 = 24;
  private static final long BYTES_2 = 48;

  private EvolvingScenario() {}

  /** Memory of an older program: what it does not know is whatever was there. */
  private static MemorySegment garbage(Arena arena, long bytes) {
    MemorySegment segment = arena.allocate(bytes, Device.ALIGNMENT);
    segment.fill((byte) 0xAB);
    return segment;
  }

  private static Device device(Arena arena, int version) {
    return Device.of(garbage(arena, Device.bytes(version)), 0, version).serial(1).name("x").flag(2);
  }

  public static void sectionsThatWereAppendedAreInARegionOfTheOwnVersion(Path path) {
    try (Plant plant = Plant.create(RegionAddress.file(path), RegionOptions.defaults())) {
      assertThat(plant.hasStatus()).isTrue();
      assertThat(plant.hasReplies()).isTrue();
      assertThat(plant.hasLimits()).isTrue();
      assertThat(plant.status().uptime()).isEqualTo(11);
      assertThat(plant.limits().color()).isEqualTo(0xFF0000);
      try (Plant.RepliesProducer producer = plant.replies().producer()) {
        producer.claimPlain().value(7);
        producer.publish();
      }
    }
  }

  public static void sizesAreThoseOfEachVersion() {
    assertThat(Device.bytes(0)).isEqualTo(BYTES_1);
    assertThat(Device.bytes(1)).isEqualTo(BYTES_1);
    assertThat(Device.bytes(2)).isEqualTo(BYTES_2);
    assertThat(Device.bytes(3)).isEqualTo(Device.BYTES);
    assertThat(Device.bytes(4)).isEqualTo(Device.BYTES);
    assertThat(Machine.bytes(1)).isEqualTo(Machine.BYTES);
  }

  public static void youngerFieldsOfOlderMemoryAreDefaults() {
    try (Arena arena = Arena.ofConfined()) {
      Device device = device(arena, 1);
      assertThat(device.contractVersion()).isEqualTo(1);
      assertThat(device.serial()).isEqualTo(1);
      assertThat(device.name()).isEqualTo("x");
      assertThat(device.flag()).isEqualTo(2);
      assertDefaults2(device);
      assertDefaults3(device);
      assertThat(device.toValue())
          .isEqualTo(Device.allocate(arena).serial(1).name("x").flag(2).toValue());
      assertThat(device.toString())
          .isEqualTo(Device.allocate(arena).serial(1).name("x").flag(2).toString());
    }
  }

  private static void assertDefaults2(Device device) {
    assertThat(device.reservedBefore()).isEqualTo(77);
    assertThat(device.late()).isEqualTo(9);
    assertThat(device.ready()).isTrue();
    assertThat(device.letter()).isEqualTo((char) 0);
    assertThat(device.ratio()).isEqualTo(0.5f);
    assertThat(device.total()).isEqualTo(-1);
    assertThat(device.state()).isEqualTo(State.BROKEN);
    assertThat(device.stateRaw()).isEqualTo(2);
    assertThat(device.marks()).isEqualTo(Marks.URGENT | Marks.LATE);
    assertThat(device.count()).isEqualTo(5);
    assertThat(device.countPlain()).isEqualTo(5);
  }

  private static void assertDefaults3(Device device) {
    assertThat(device.label()).isEqualTo("none");
    assertThat(device.origin().x()).isZero();
    assertThat(device.origin(new Point()).y()).isZero();
    assertThat(device.path(1).x()).isZero();
    assertThat(device.path().length()).isEqualTo(2);
    assertThat(device.path().at(1).y()).isZero();
    assertThat(device.samples(1, 2)).isZero();
    assertThat(device.samples().byteSize()).isEqualTo(12);
    assertThat(device.states(1)).isEqualTo(State.IDLE);
    assertThat(device.statesRaw(1)).isZero();
    assertThat(device.key(3)).isZero();
    assertThat(device.big()).isEqualTo(0x01020304);
    assertThat(device.time()).isEqualTo(Instant.ofEpochSecond(1, 1));
    assertThat(device.timeRaw()).isEqualTo(1_000_000_001);
    assertThat(device.control()).isEqualTo(0x13);
    assertThat(device.controlMode()).isEqualTo(3);
    assertThat(device.controlReady()).isTrue();
    assertThat(device.choice()).isEqualTo(Choice.NUMBER);
    assertThat(device.body().number()).isZero();
    assertThat(device.body(new Body()).tag()).isEqualTo(Choice.NUMBER);
    assertThat(device.historyCount()).isZero();
    assertThat(device.history().byteSize()).isZero();
    assertThatThrownBy(() -> device.history(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> device.key(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  public static void memoryOfEachVersionHasWhatThatVersionHad() {
    try (Arena arena = Arena.ofConfined()) {
      Device device = device(arena, 2).reservedBefore(5).total(6).state(State.BUSY);
      assertThat(device.reservedBefore()).isEqualTo(5);
      assertThat(device.total()).isEqualTo(6);
      assertDefaults3(device);
    }
  }

  public static void youngerFieldIsNotWrittenToOlderMemory() {
    try (Arena arena = Arena.ofConfined()) {
      Device device = device(arena, 2);
      byte[] before = device.asSegment().toArray(JAVA_BYTE);
      assertThat(before).hasSize((int) BYTES_2);
      List<Runnable> writes = new ArrayList<>();
      writes.add(() -> device.label("no"));
      writes.add(() -> device.samples(0, 0, 1));
      writes.add(() -> device.states(0, State.BUSY));
      writes.add(() -> device.statesRaw(0, 1));
      writes.add(() -> device.key(0, 1));
      writes.add(() -> device.key(new byte[4]));
      writes.add(() -> device.big(1));
      writes.add(() -> device.time(Instant.EPOCH));
      writes.add(() -> device.timeRaw(1));
      writes.add(() -> device.control(1));
      writes.add(() -> device.controlMode(1));
      writes.add(() -> device.controlReady(false));
      writes.add(() -> device.choice(Choice.PART));
      writes.add(() -> device.history(0, 1));
      writes.add(() -> device.addHistory(1));
      writes.add(device::clearHistory);
      for (Runnable write : writes) {
        assertThatThrownBy(write::run)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageMatching(
                "Device\\.(label|samples|states|key|big|time|control|choice|history) came with version 3 of the contract,"
                    + " and this memory is of version 2");
      }
      for (Runnable write :
          List.<Runnable>of(
              () -> device.origin().x(1),
              () -> device.path(0).x(1),
              () -> device.body().number(1),
              () -> device.body().selectPart())) {
        assertThatThrownBy(write::run).hasMessageContaining("read-only");
      }
      assertThat(before).isEqualTo(device.asSegment().toArray(JAVA_BYTE));
      Device oldest = device(arena, 1);
      for (Runnable write :
          List.<Runnable>of(
              () -> oldest.count(1),
              () -> oldest.countPlain(1),
              () -> oldest.compareAndSetCount(5, 1),
              () -> oldest.getAndAddCount(1),
              () -> oldest.getAndSetCount(1))) {
        assertThatThrownBy(write::run)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "Device.count came with version 2 of the contract,"
                    + " and this memory is of version 1");
      }
    }
  }

  public static void valueIsWrittenToOlderMemoryIfNothingIsLost() {
    try (Arena arena = Arena.ofConfined()) {
      Device today = Device.allocate(arena).serial(7).name("seven");
      Device old = device(arena, 1);
      old.set(today.toValue());
      assertThat(old.serial()).isEqualTo(7);
      assertThat(old.toValue()).isEqualTo(today.toValue());
      today.origin().x(1);
      assertThatThrownBy(() -> old.set(today.toValue()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Device.origin came with version 3");
      assertThatThrownBy(() -> old.set(Device.allocate(arena).late(1).toValue()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Device.late came with version 2");
    }
  }

  public static void copyOfOlderMemoryHasDefaults() {
    try (Arena arena = Arena.ofConfined()) {
      Device copy = Device.allocate(arena);
      copy.asSegment().fill((byte) 0x55);
      copy.copyFrom(device(arena, 1));
      assertThat(copy.contractVersion()).isEqualTo(3);
      assertThat(copy.serial()).isEqualTo(1);
      assertDefaults2(copy);
      assertDefaults3(copy);
      copy.label("mine").late(3);
      Device old = device(arena, 2).copyFrom(copy);
      assertThat(old.late()).isEqualTo(3);
      assertThat(old.label()).isEqualTo("none");
      assertThat(old.asSegment().byteSize()).isEqualTo(BYTES_2);
      Device sameAge = device(arena, 2).copyFrom(old);
      assertThat(sameAge.toValue()).isEqualTo(old.toValue());
    }
  }

  public static void nestedStructsAndArraysAreOfTheSameVersion() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = garbage(arena, Machine.BYTES);
      Machine machine = Machine.of(segment, 0, 1);
      Part part = new Part();
      List<Part> parts = new ArrayList<>();
      parts.add(machine.part());
      parts.add(machine.part(part));
      parts.add(machine.parts(1));
      parts.add(machine.parts(1, new Part()));
      parts.add(machine.parts().at(0));
      parts.add(machine.parts().slice(1, 2).at(0));
      parts.add(machine.grid(0, 1));
      for (Part each : machine.parts()) {
        parts.add(each);
      }
      for (Part each : parts) {
        assertThat(each.contractVersion()).isEqualTo(1);
        assertThat(each.marks()).isEqualTo(Marks.URGENT);
        assertThat(each.color()).isEqualTo(0xFF0000);
        assertThatThrownBy(() -> each.color(1)).hasMessageContaining("Part.color");
      }
      assertThat(Machine.of(segment, 0, 2).parts(0).marks()).isEqualTo(0xABAB);
      assertThat(Machine.of(segment, 0, 2).parts(0).color()).isEqualTo(0xFF0000);
      assertThat(Machine.of(segment, 0).parts(0).color()).isEqualTo(0xABABABABL);

      Machine copy = Machine.allocate(arena);
      copy.asSegment().fill((byte) 0x55);
      copy.copyFrom(machine);
      for (int i = 0; i < 2; i++) {
        assertThat(copy.parts(i).marks()).isEqualTo(Marks.URGENT);
        assertThat(copy.grid(0, i).color()).isEqualTo(0xFF0000);
      }
      assertThat(copy.part().color()).isEqualTo(0xFF0000);
      assertThat(copy.part().stateRaw()).isEqualTo(0xAB);
    }
  }

  public static void olderMemoryMayEndWhereThatVersionEnds() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(BYTES_1 + 4, 8);
      assertThat(Device.of(segment, 4, 1).flag()).isZero();
      assertThatThrownBy(() -> Device.of(segment, 8, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Device.of(segment, 0, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Device.of(arena.allocate(200, 8), 4, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("multiple of 8");
    }
  }

  public static void armsOfUnionsAreOfTheSameVersion() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = garbage(arena, Batch.BYTES);
      Batch batch = Batch.of(segment, 0, 1).choice(Choice.PART);
      assertThat(batch.body().part().marks()).isEqualTo(Marks.URGENT);
      assertThat(batch.body(new Body()).part(new Part()).color()).isEqualTo(0xFF0000);
      assertThatThrownBy(() -> batch.body().part().color(1)).hasMessageContaining("Part.color");
      batch.clearParts().addParts().weight(2.5);
      assertThat(batch.parts(0).color()).isEqualTo(0xFF0000);
      assertThat(batch.parts(0, new Part()).contractVersion()).isEqualTo(1);
      assertThat(batch.parts().at(0).marks()).isEqualTo(Marks.URGENT);
      segment.set(JAVA_BYTE, Batch.PARTS_OFFSET + 10, (byte) 0xAB);

      Batch copy = Batch.allocate(arena).copyFrom(batch);
      assertThat(copy.body().part().marks()).isEqualTo(Marks.URGENT);
      assertThat(copy.parts(0).marks()).isEqualTo(Marks.URGENT);
      assertThat(copy.parts(0).weight()).isEqualTo(2.5);

      batch.choice(Choice.PARTS);
      assertThat(batch.body().parts(1).color()).isEqualTo(0xFF0000);
      assertThat(copy.copyFrom(batch).body().parts(1).color()).isEqualTo(0xFF0000);
      Body body = Batch.allocate(arena).body();
      assertThat(body.copyFrom(batch.body()).parts(1).marks()).isEqualTo(Marks.URGENT);
      batch.choice(Choice.NUMBER);
      assertThat(copy.copyFrom(batch).body().number()).isEqualTo(0xABABABABL);
    }
  }

  public static void onlyWholeStructsAreHandedToC() {
    try (Arena arena = Arena.ofConfined()) {
      Device today = Device.allocate(arena);
      assertThat(Device.whole(today).byteSize()).isEqualTo(Device.BYTES);
      assertThatThrownBy(() -> Device.whole(device(arena, 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Device: ");
      Machine machine = Machine.of(garbage(arena, Machine.BYTES), 0, 2);
      assertThatThrownBy(() -> Part.whole(machine.parts())).hasMessageStartingWith("Part: ");
      assertThat(Part.whole(Machine.allocate(arena).parts()).byteSize()).isEqualTo(32);
      Words words = Words.allocate(arena);
      assertThat(Words.whole(words).byteSize()).isEqualTo(Words.BYTES);
      words.aim(words.backing(), 0, 6);
      assertThatThrownBy(() -> Words.whole(words)).hasMessageStartingWith("Words: ");
    }
  }

  public static void structThatGotRoomIsAsSmallAsItWas() {
    try (Arena arena = Arena.ofConfined()) {
      Roomy old = Roomy.of(arena.allocate(4, 4), 0, 1).value(7);
      assertThat(old.asSegment().byteSize()).isEqualTo(4);
      Roomy copy = Roomy.allocate(arena);
      copy.asSegment().fill((byte) 0x55);
      assertThat(copy.copyFrom(old).toValue()).isEqualTo(old.toValue());
      assertThat(copy.asSegment().asSlice(4).toArray(JAVA_BYTE)).isEqualTo(new byte[12]);
    }
  }
}
