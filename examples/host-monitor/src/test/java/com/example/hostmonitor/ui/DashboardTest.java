// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.hostmonitor.contract.MemorySample;
import com.example.hostmonitor.model.CpuLoad.Core;
import com.example.hostmonitor.model.NetworkTraffic.Interface;
import com.example.hostmonitor.model.Percentiles;
import com.example.hostmonitor.model.Sensor;
import com.example.hostmonitor.model.Snapshot;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
  private final Dashboard plain = new Dashboard(Glyphs.of(StandardCharsets.US_ASCII), false);

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 10", "14, 40", "24, 80", "24, 300", "60, 132", "200, 20"})
  void drawingFitsScreensOfAnySize(int lines, int columns) {
    List<String> drawn = draw(snapshot(1024, 40, Sensor.all()), lines, columns);

    assertThat(drawn).hasSizeLessThanOrEqualTo(lines);
    assertThat(drawn).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 64})
  void usualScreenHasRoomForTheKeysWithAnyNumberOfCores(int cores) {
    List<String> drawn = draw(snapshot(cores, 3, Sensor.all()), 24, 80);

    assertThat(String.join("\n", drawn)).contains("q quit");
  }

  @Test
  void coresThatHaveNoRoomAreCounted() {
    String drawn = String.join("\n", draw(snapshot(1024, 1, Sensor.all()), 24, 80));

    assertThat(drawn).containsPattern("and 10\\d\\d more cores");
  }

  @Test
  void sensorThatIsOffIsSaidToBeOff() {
    List<String> drawn = draw(snapshot(2, 1, Sensor.all() & ~Sensor.MEMORY.mask()), 40, 80);

    assertThat(drawn).anyMatch(line -> line.matches("memory +off"));
    assertThat(drawn).noneMatch(line -> line.matches("cpu +off"));
  }

  @Test
  void silentAgentIsNoticed() {
    Snapshot silent = snapshot(1, 1, Sensor.all(), 5.2);

    assertThat(draw(silent, 24, 80).getFirst()).contains("no heartbeat for 0:05");
  }

  @Test
  void asciiTerminalGetsNothingElse() {
    List<String> drawn = draw(snapshot(4, 2, Sensor.all()), 40, 100);

    assertThat(String.join("", drawn)).matches("[ -~]*");
  }

  private List<String> draw(Snapshot snapshot, int lines, int columns) {
    return plain.draw(snapshot, "Host monitor", "a note", new TerminalSize(lines, columns));
  }

  private static Snapshot snapshot(int cores, int interfaces, long sensors) {
    return snapshot(cores, interfaces, sensors, 0.01);
  }

  private static Snapshot snapshot(int cores, int interfaces, long sensors, double silence) {
    Map<Sensor, Long> received = new EnumMap<>(Sensor.class);
    for (Sensor sensor : Sensor.values()) {
      received.put(sensor, 10L);
    }
    MemorySample memory = MemorySample.allocate(Arena.ofAuto());
    memory.total(16L << 30).available(4L << 30).swapTotal(1L << 30).swapFree(1L << 29);
    Percentiles delays = new Percentiles(100, 9_000, 20_000, 95_000, 1_500_000);
    return new Snapshot(
        12.5,
        received,
        1,
        4000,
        delays,
        delays,
        IntStream.range(0, cores).mapToObj(i -> new Core(i, i % 11 / 10.0)).toList(),
        memory.toValue(),
        IntStream.range(0, interfaces).mapToObj(i -> new Interface("eth" + i, 1e6, 2, 3)).toList(),
        new Snapshot.Agent(silence, 40, 0, 2, 1000, sensors),
        3);
  }
}
