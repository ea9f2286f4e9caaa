// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.SchemaMismatchException;
import dev.tenon.runtime.Versions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Java and a C process with different versions of one schema, and messages that were trimmed. */
@Timeout(900)
class VersionsAndCTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final long MESSAGES = 2_000;
  private static final long LARGEST = 2040;

  @TempDir private Path directory;

  private Path file;
  private RegionAddress address;

  @BeforeAll
  static void buildThePeer() throws Exception {
    CPeer.build();
  }

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("feed");
    address = RegionAddress.file(file);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "1,3", "1,4", "2,1", "2,3", "3,1", "3,2", "3,4", "4,1", "4,3"})
  void cJoinsJavasRegionAndBothTrimWhatTheySend(int creators, int joining) throws Exception {
    RegionDescriptor ours = Versions.descriptor(creators);
    int sections = Math.min(Versions.sectionCount(creators), Versions.sectionCount(joining));
    String joined = "joined " + creators + " " + Versions.statusSize(creators) + " " + sections;
    try (Region region = Region.create(address, ours);
        CPeer sender = start("send", Versions.descriptor(joining))) {
      sender.expectLine(joined);
      receive(region, joining);
      sender.expectSuccess();
    }
    try (Region region = Region.create(address, ours);
        CPeer receiver = start("receive", Versions.descriptor(joining))) {
      receiver.expectLine(joined);
      send(region, creators);
      receiver.expectLine("version " + creators);
      receiver.expectSuccess();
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "1,3", "1,4", "2,1", "2,3", "3,1", "3,2", "3,4", "4,1", "4,3"})
  void javaJoinsTheRegionOfC(int creators, int joining) throws Exception {
    try (CPeer creator = start("hold", Versions.descriptor(creators))) {
      creator.expectLine("created");
      try (Region region = Region.attach(address, Versions.descriptor(joining))) {
        assertThat(region.contractVersion()).isEqualTo(creators);
        assertThat(region.struct(Versions.STATUS).byteSize())
            .isEqualTo(Versions.statusSize(creators));
        for (int section = 0; section < Versions.sectionCount(joining); section++) {
          assertThat(region.hasSection(section))
              .isEqualTo(section < Versions.sectionCount(creators));
        }
      }
      creator.endInput();
      creator.expectSuccess();
    }
  }

  @Test
  void bothLanguagesRefuseInTheSameWords() throws Exception {
    List<UnaryOperator<String>> changes =
        List.of(
            text -> text.replace("Quote.side Side offset 8", "Quote.side Side offset 9"),
            text -> text.replace("Quote.venue", "Quote.place"),
            text -> text.replace("Side.BUY = 1", "Side.BUY = 7"),
            text -> text.replace("Quote struct size 16", "Quote struct size 32"),
            text -> text.replace("of Quote", "of Order"),
            text -> text.replace("Quote.price", "Quote.grade u8 offset 9 size 1\nQuote.price"),
            text -> text.replace("Side enum u8\n", "Side enum u8\nSide.HOLD = 9\n"));
    for (UnaryOperator<String> change : changes) {
      for (int creators = 1; creators <= 3; creators++) {
        for (int joining = 1; joining <= 3; joining++) {
          RegionDescriptor other = Versions.descriptor(joining, change);
          if (other.layoutText().equals(Versions.descriptor(joining).layoutText())) {
            continue;
          }
          expectSameWords(Versions.descriptor(creators), other);
        }
      }
    }
  }

  private void expectSameWords(RegionDescriptor creator, RegionDescriptor joining)
      throws Exception {
    try (Region region = Region.create(address, creator);
        CPeer peer = start("send", joining, 0)) {
      String line = peer.line();
      peer.expectSuccess();
      if (line.startsWith("joined")) {
        // Both changed the same after the version that they have in common.
        Region.attach(address, joining).close();
        return;
      }
      assertThat(line).startsWith("refused: the other side was made from another schema");
      assertThat(region.isOpen()).isTrue();
      assertThatThrownBy(() -> Region.attach(address, joining))
          .isInstanceOf(SchemaMismatchException.class)
          .hasMessageEndingWith(line.substring(line.indexOf("market v")));
    }
  }

  private CPeer start(String command, RegionDescriptor type) throws IOException {
    return start(command, type, MESSAGES);
  }

  private CPeer start(String command, RegionDescriptor type, long messages) throws IOException {
    Path text = Files.writeString(directory.resolve("text"), type.layoutText());
    int version = type.contractVersion();
    String sizes =
        Versions.statusSizes(version).stream()
            .map(step -> step.since() + ":" + step.size() + ",")
            .collect(Collectors.joining());
    return CPeer.startProgram(
        "evolution_peer",
        List.of(
            command,
            file.toString(),
            Integer.toString(version),
            Versions.sha256(type.layoutText()),
            text.toString(),
            Long.toString(Versions.statusAlignment(version)),
            sizes + "0:" + Versions.statusSize(version),
            Long.toString(messages)));
  }

  private static long claimedSize(long n) {
    return n * 7919 % (LARGEST + 1);
  }

  private static long trimmedSize(long n) {
    return n * 104729 % (claimedSize(n) + 1) % (n % 3 == 0 ? LARGEST + 1 : 60);
  }

  private static void send(Region region, int version) {
    try (QueueProducer producer = region.queue(Versions.QUOTES).producer()) {
      for (long n = 0; n < MESSAGES; n++) {
        long offset = producer.claim(1 + (int) (n % 65535), version, claimedSize(n), LONG);
        assertThat(offset).isNotNegative();
        producer.data().asSlice(offset, claimedSize(n)).fill((byte) 0xEE);
        producer.trim(trimmedSize(n));
        producer.data().asSlice(offset, trimmedSize(n)).fill((byte) n);
        producer.publish();
      }
    }
  }

  private static void receive(Region region, int version) {
    Check check = new Check(version);
    try (QueueConsumer consumer = region.queue(Versions.QUOTES).consumer()) {
      while (check.next < MESSAGES) {
        assertThat(consumer.take(check, 64, LONG)).isPositive();
      }
    }
  }

  private static final class Check implements RecordHandler {
    private final int version;
    private long next;

    Check(int version) {
      this.version = version;
    }

    @Override
    public void onRecord(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      long n = next++;
      assertThat(messageId).isEqualTo(1 + (int) (n % 65535));
      assertThat(contractVersion).isEqualTo(version);
      assertThat(size).isEqualTo(trimmedSize(n));
      for (long i = 0; i < size; i++) {
        if (data.get(ValueLayout.JAVA_BYTE, offset + i) != (byte) n) {
          throw new AssertionError("message " + n + " differs at " + i);
        }
      }
    }
  }
}
