// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.evolution;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Writer in the Java of one version; {@code evolution_write.c} has the same values. What a program
 * does not know of is left as garbage, as memory has it that was used before.
 */
final class JavaWriter {

  private static final byte GARBAGE = (byte) 0xAB;

  private final int version;
  private final Mirror plant;

  JavaWriter(int version, Mirror plant) {
    this.version = version;
    this.plant = plant;
  }

  void write() {
    int has = (int) plant.get("region").call("contractVersion");
    Mirror device = plant.get("device");
    Mirror part = plant.get("part");
    Mirror log = plant.get("log");
    if (has == version) {
      // In the memory of a newer program garbage would be values.
      spoil(device);
      spoil(part);
      spoil(log);
    }
    refused(has, device);
    device(device, has);
    part(part, 60, has);
    log(log, has);
    for (String section : List.of("events", "news", "jobs")) {
      Mirror producer = plant.get(section).get("producer");
      try {
        send(producer);
      } finally {
        producer.call("close");
      }
    }
    publish(plant.get("newest").get("writer"));
    if (version >= 2) {
      sections(has);
    }
  }

  /** Writes sections that later versions appended to the region, as far as it has them. */
  private void sections(int has) {
    if ((boolean) plant.call("hasStatus")) {
      Mirror status = plant.get("status");
      if (has == version) {
        spoil(status);
      }
      status.call("beat", 95L);
      if (version >= 3 && has >= 3) {
        status.call("uptime", 96L);
      }
    }
    if ((boolean) plant.call("hasReplies")) {
      Mirror producer = plant.get("replies").get("producer");
      newcomer(producer, 98, 99);
      batch(producer, 2);
      producer.call("publish");
      producer.call("close");
    }
    if (version >= 3 && (boolean) plant.call("hasLimits")) {
      Mirror limits = plant.get("limits");
      if (has == version) {
        spoil(limits);
      }
      part(limits, 97, has);
    }
  }

  private static void spoil(Mirror struct) {
    ((MemorySegment) struct.call("asSegment")).fill(GARBAGE);
  }

  /** Fields that the memory does not have cannot be written, and nothing of it changes. */
  private void refused(int has, Mirror device) {
    if (version >= 2 && has < 2) {
      assertThatThrownBy(() -> device.call("mode", 1))
          .hasMessage(
              "Device.mode came with version 2 of the contract, and this memory is of version 1");
    }
    if (version >= 3 && has < 3) {
      assertThatThrownBy(() -> device.call("addHistory", 1L))
          .hasMessageContaining("Device.history came with version 3");
      assertThatThrownBy(() -> device.get("part").call("color", 1L))
          .hasMessageContaining("Part.color came with version 3");
    }
  }

  private void part(Mirror part, int seed, int has) {
    part.call("weight", seed + 0.5);
    part.call("stateRaw", version);
    if (version >= 2 && has >= 2) {
      part.call("marks", seed + 2);
    }
    if (version >= 3 && has >= 3) {
      part.call("color", seed + 3L);
    }
  }

  private void device(Mirror device, int has) {
    device.call("serial", 0xFFFFFFFEL);
    part(device.get("part"), 10, has);
    device.call("name", "grö\u00DF");
    device.call("stateRaw", version);
    device.call("marks", 1 << (version - 1));
    device.call("flag", 200);
    if (version >= 2 && has >= 2) {
      device.call("mode", 20);
      device.call("late", 21);
      device.call("total", 22L);
      device.call("count", 23L);
      device.call("big", 24L);
      device.call("timeRaw", 25L);
    }
    if (version >= 3 && has >= 3) {
      device.call("label", "new");
      device.get("origin").call("x", -30);
      device.get("origin").call("y", 31);
      for (int i = 0; i < 6; i++) {
        device.call("samples", i / 3, i % 3, 32 + i);
      }
      device.call("clearHistory");
      device.call("addHistory", 40L);
      device.call("addHistory", 41L);
    }
  }

  private void log(Mirror log, int has) {
    log.call("level", 50);
    log.call("clearLines");
    log.call("addLines", "one");
    log.call("addLines", "two");
    if (version >= 3 && has >= 3) {
      log.call("checksum", 51L);
    }
  }

  private void send(Mirror producer) {
    Mirror device = producer.get("claimDevice");
    spoil(device);
    device(device, version);
    Mirror log = producer.get("claimLog");
    spoil(log);
    log(log, version);
    for (int parts : new int[] {0, 2, 3}) {
      batch(producer, parts);
    }
    Mirror part = event(producer, 1).get("body").get("part");
    part(part, 91, version);
    event(producer, 2).get("body").call("number", 92L);
    if (version >= 2) {
      newcomer(producer, 93, 94);
      if (version >= 3) {
        event(producer, 3).get("body").call("word", "word");
      }
    }
    producer.call("publish");
  }

  private void publish(Mirror writer) {
    device(writer.get("value"), version);
    writer.call("publish");
    writer.call("close");
  }

  private void batch(Mirror producer, int parts) {
    Mirror batch = producer.get("claimBatch");
    spoil(batch);
    batch.call("number", 70L + parts);
    batch.call("clearParts");
    for (int i = 0; i < parts; i++) {
      Mirror part = batch.get("addParts");
      spoil(part);
      part(part, 80 + i, version);
    }
  }

  private void newcomer(Mirror producer, long value, long more) {
    Mirror newcomer = producer.get("claimNewcomer");
    spoil(newcomer);
    newcomer.call("value", value);
    if (version >= 3) {
      newcomer.call("more", more);
    }
  }

  private static Mirror event(Mirror producer, int kind) {
    Mirror event = producer.get("claimEvent");
    spoil(event);
    event.call("kindRaw", kind);
    event.call("last", 90L);
    return event;
  }
}
