// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.evolution.Side.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version as the writer, every version as the reader, in every pair of languages. */
class EvolutionMatrixTest {

  private final String name = "evolution-test." + ProcessHandle.current().pid();

  @BeforeAll
  static void buildThePeers() throws Exception {
    CSide.build();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(Files.exists(Path.of("/dev/shm/tenon." + name))).isFalse();
  }

  static Stream<Arguments> pairings() {
    List<Arguments> pairings = new ArrayList<>();
    for (int writer = 1; writer <= 3; writer++) {
      for (int reader = 1; reader <= 3; reader++) {
        for (Language from : Language.values()) {
          for (Language to : Language.values()) {
            pairings.add(Arguments.of(from, writer, to, reader, true));
            pairings.add(Arguments.of(from, writer, to, reader, false));
          }
        }
      }
    }
    return pairings.stream();
  }

  static Stream<Arguments> readers() {
    return pairings().filter(pairing -> pairing.get()[4].equals(true));
  }

  @ParameterizedTest(name = "{0} v{1} to {2} v{3}")
  @MethodSource("readers")
  void messagesOfLaterVersionsAreConsumedAndCountedByHandlersOfTheFirst(
      Language from, int writerVersion, Language to, int readerVersion, boolean writerCreates) {
    try (Side writer = from.start(writerVersion);
        Side reader = to.start(readerVersion)) {
      writer.create(name);
      reader.attach(name);
      writer.write();
      assertThat(reader.unhandled()).isEqualTo(writerVersion == 1 ? 0 : 1);
    }
  }

  @ParameterizedTest(name = "{0} v{1} to {2} v{3}")
  @MethodSource("readers")
  void whoOpensOrCreatesJoinsARegionOfAnyVersionAsItIs(
      Language from, int writerVersion, Language to, int readerVersion, boolean writerCreates) {
    try (Side writer = from.start(writerVersion);
        Side reader = to.start(readerVersion)) {
      writer.openOrCreate(name);
      reader.openOrCreate(name);
      assertThat(writer.regionVersion()).isEqualTo(writerVersion);
      assertThat(reader.regionVersion()).isEqualTo(writerVersion);
      writer.write();
      assertThat(reader.read())
          .containsExactlyElementsOf(Expected.lines(writerVersion, readerVersion, writerVersion));
    }
  }

  @ParameterizedTest(name = "{0} v{1} to {2} v{3}, writer creates: {4}")
  @MethodSource("pairings")
  void readerSeesWhatBothKnowAndDefaultsOfTheRest(
      Language from, int writerVersion, Language to, int readerVersion, boolean writerCreates) {
    try (Side writer = from.start(writerVersion);
        Side reader = to.start(readerVersion)) {
      (writerCreates ? writer : reader).create(name);
      (writerCreates ? reader : writer).attach(name);
      writer.write();
      int region = writerCreates ? writerVersion : readerVersion;
      assertThat(reader.read())
          .containsExactlyElementsOf(Expected.lines(writerVersion, readerVersion, region));
    }
  }
}
