// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.tool.plant.Plant;
import dev.tenon.tool.plant.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A Java process that does to a region what it is told, a line at a time, and says "ok" after each:
 * {@code open NAME}, {@code label TEXT}, {@code send COUNT}, {@code take COUNT}, {@code close}. The
 * C process is plant_peer.c.
 */
final class PlantPeer {
  private Plant plant;
  private Plant.SamplesProducer producer;
  private Plant.SamplesConsumer consumer;

  private PlantPeer() {}

  public static void main(String[] arguments) throws IOException {
    PlantPeer peer = new PlantPeer();
    try (BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] words = line.split(" ", 2);
        peer.obey(words[0], words.length > 1 ? words[1] : "");
        System.out.println("ok");
      }
    }
    peer.leave();
  }

  private void obey(String command, String argument) {
    switch (command) {
      case "open" ->
          plant =
              Plant.openOrCreate(
                  RegionAddress.sharedMemory(argument), RegionOptions.defaults().fullFences(true));
      case "label" -> plant.label(argument);
      case "send" -> send(Integer.parseInt(argument));
      case "take" -> take(Integer.parseInt(argument));
      case "close" -> leave();
      default -> throw new IllegalArgumentException(command);
    }
  }

  private void send(int count) {
    if (producer == null) {
      producer = plant.samples().producer();
    }
    for (int i = 0; i < count; i++) {
      Sample sample = producer.tryClaimSample();
      if (sample == null) {
        return;
      }
      sample.sequence(i);
      producer.publish();
    }
  }

  private void take(int count) {
    if (consumer == null) {
      consumer = plant.samples().consumer(sample -> {});
    }
    consumer.poll(count);
  }

  private void leave() {
    if (plant != null) {
      plant.close();
      plant = null;
      producer = null;
      consumer = null;
    }
  }
}
