// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of several versions of one schema share a region, or are told what keeps them apart. */
@Timeout(900)
class EvolutionTest {
  private static final UnaryOperator<String> MOVED =
      text -> text.replace("Quote.side Side offset 8 ", "Quote.side Side offset 9 ");

  @TempDir private Path directory;

  private Path file;
  private RegionAddress address;

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("feed");
    address = RegionAddress.file(file);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1", "1,2", "1,3", "1,4", "2,1", "2,2", "2,3", "2,4",
    "3,1", "3,2", "3,3", "3,4", "4,1", "4,2", "4,3", "4,4"
  })
  void everyVersionJoinsTheRegionOfEveryOther(int creators, int joining) {
    try (Region created = Region.create(address, Versions.descriptor(creators));
        Region joined = Region.attach(address, Versions.descriptor(joining))) {
      assertThat(created.contractVersion()).isEqualTo(creators);
      assertThat(joined.contractVersion()).isEqualTo(creators);
      MemorySegment theirs = created.struct(Versions.STATUS);
      MemorySegment ours = joined.struct(Versions.STATUS);
      assertThat(theirs.byteSize()).isEqualTo(Versions.statusSize(creators));
      assertThat(ours.byteSize()).isEqualTo(Versions.statusSize(creators));
      assertThat(ours.address() % Versions.statusAlignment(joining)).isZero();
      ours.fill((byte) 0xA5);
      assertThat(theirs.mismatch(ours)).isEqualTo(-1);
      exchange(created, joined, creators);
      exchange(joined, created, joining);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,1", "1,2", "1,3", "1,4", "2,1", "2,2", "2,3", "2,4",
    "3,1", "3,2", "3,3", "3,4", "4,1", "4,2", "4,3", "4,4"
  })
  void sectionsThatBothKnowAreThereAndOnlyThose(int creators, int joining) {
    try (Region created = Region.create(address, Versions.descriptor(creators));
        Region joined = Region.attach(address, Versions.descriptor(joining))) {
      int known = Versions.sectionCount(joining);
      int there = Math.min(known, Versions.sectionCount(creators));
      for (int section = 0; section < known; section++) {
        assertThat(joined.hasSection(section)).isEqualTo(section < there);
      }
      assertThatThrownBy(() -> joined.hasSection(known))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> joined.section(known, Object.class))
          .isInstanceOf(IndexOutOfBoundsException.class);
      if (there > Versions.ORDERS) {
        joined.struct(Versions.ALARMS).set(ValueLayout.JAVA_INT, 0, creators);
        assertThat(created.struct(Versions.ALARMS).get(ValueLayout.JAVA_INT, 0))
            .isEqualTo(creators);
        exchange(created, joined, Versions.ORDERS, creators);
        exchange(joined, created, Versions.ORDERS, joining);
      }
    }
  }

  @Test
  void sectionThatAnOlderRegionLacksIsNamedWithBothVersions() {
    try (Region created = Region.create(address, Versions.descriptor(1));
        Region joined = Region.attach(address, Versions.descriptor(3))) {
      assertThat(created.isOpen()).isTrue();
      assertThatThrownBy(() -> joined.struct(Versions.ALARMS))
          .isExactlyInstanceOf(SectionAbsentException.class)
          .isInstanceOf(TenonException.class)
          .hasMessage(
              "MarketFeed.alarms came with version 2 of the contract, and "
                  + address
                  + " is of version 1");
      assertThatThrownBy(() -> joined.queue(Versions.ORDERS))
          .isExactlyInstanceOf(SectionAbsentException.class)
          .hasMessageStartingWith("MarketFeed.orders came with version 2");
      assertThatThrownBy(() -> joined.struct(Versions.LIMITS))
          .isExactlyInstanceOf(SectionAbsentException.class)
          .hasMessageStartingWith("MarketFeed.limits came with version 3");
    }
  }

  @Test
  void versionIsReadOnceAtAttach() {
    try (Region created = Region.create(address, Versions.descriptor(2));
        Region joined = Region.attach(address, Versions.descriptor(3))) {
      RegionBytes.of(file).setInt(RegionHeader.CONTRACT_VERSION_OFFSET, 77).writeInto(file);
      assertThat(joined.contractVersion()).isEqualTo(2);
      assertThat(created.contractVersion()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,2", "1,4", "2,1", "2,3", "3,1", "3,3", "4,3"})
  void movedFieldIsNamedAmongAllThatWereAppendedByRight(int creators, int joining) {
    RegionDescriptor creator = Versions.descriptor(creators);
    RegionDescriptor other = Versions.descriptor(joining, MOVED);
    String theirs = "market v%d (built by tenon 0.1.0) has Quote.side Side offset %d size 1; ";
    String ours = "this program (v%d) has Quote.side Side offset %d size 1";
    assertRefused(creator, other).hasMessageEndingWith((theirs + ours), creators, 8, joining, 9);
    assertRefused(other, creator).hasMessageEndingWith((theirs + ours), joining, 9, creators, 8);
  }

  @Test
  void fieldThatTheNewerSideHasNoMoreIsNamed() {
    UnaryOperator<String> renamed = text -> text.replace("Quote.venue", "Quote.place");
    assertRefused(Versions.descriptor(2), Versions.descriptor(3, renamed))
        .hasMessageContaining("market v2 (built by tenon 0.1.0) has Quote.venue u16 offset 10")
        .hasMessageEndingWith("this program (v3) has no Quote.venue");
    assertRefused(Versions.descriptor(3, renamed), Versions.descriptor(2))
        .hasMessageContaining("market v3 (built by tenon 0.1.0) has no Quote.venue")
        .hasMessageEndingWith("this program (v2) has Quote.venue u16 offset 10 size 2");
  }

  @Test
  void fieldThatWasAppendedWithoutAVersionIsNamed() {
    UnaryOperator<String> more =
        text -> text.replace("Quote.side Side", "Quote.grade u8 offset 9 size 1\nQuote.side Side");
    assertRefused(Versions.descriptor(1, more), Versions.descriptor(2))
        .hasMessageContaining("has Quote.grade u8 offset 9 size 1; this program (v2) has no");
    // Only the newer side has the line: any field that only it has may be the one.
    assertRefused(Versions.descriptor(1), Versions.descriptor(2, more))
        .hasMessageContaining("market v1 (built by tenon 0.1.0) has no FeedStatus.heartbeat");
  }

  @Test
  void otherFactsAreNamedBeforeWhatGrewByRight() {
    UnaryOperator<String> renumbered = text -> text.replace("Side.BUY = 1", "Side.BUY = 7");
    assertRefused(Versions.descriptor(1), Versions.descriptor(3, renumbered))
        .hasMessageEndingWith("has Side.BUY = 1; this program (v3) has Side.BUY = 7");
    assertRefused(Versions.descriptor(3), Versions.descriptor(1, renumbered))
        .hasMessageEndingWith("has Side.BUY = 1; this program (v1) has Side.BUY = 7");
    UnaryOperator<String> larger = text -> text.replace("capacity 4096", "capacity 8192");
    assertRefused(Versions.descriptor(1), Versions.descriptor(3, larger))
        .hasMessageContaining("has MarketFeed.quotes queue capacity 4096 align 8 of Quote;")
        .hasMessageEndingWith("has MarketFeed.quotes queue capacity 8192 align 8 of Quote Trade");
  }

  @Test
  void schemasThatWentApartShareTheVersionsBefore() {
    UnaryOperator<String> fork = text -> text.replace("Quote.depth u64", "Quote.depth i64");
    for (int version = 1; version <= 2; version++) {
      try (Region created = Region.create(address, Versions.descriptor(version));
          Region joined = Region.attach(address, Versions.descriptor(4, fork))) {
        assertThat(joined.contractVersion()).isEqualTo(created.contractVersion());
      }
    }
    assertRefused(Versions.descriptor(3), Versions.descriptor(4, fork))
        .hasMessageContaining("has Quote.depth u64 offset 16 size 8; this program (v4) has");
  }

  @Test
  void typeNamedLikeTheHistoryIsAFact() {
    UnaryOperator<String> named = text -> text.replace("Side enum u8", "current enum u8");
    UnaryOperator<String> wider = text -> text.replace("Side enum u8", "current enum u16");
    try (Region created = Region.create(address, Versions.descriptor(1, named));
        Region joined = Region.attach(address, Versions.descriptor(3, named))) {
      assertThat(joined.contractVersion()).isEqualTo(created.contractVersion());
    }
    assertRefused(Versions.descriptor(1, named), Versions.descriptor(2, wider))
        .hasMessageContaining("has current enum u8; this program (v2) has current enum u16");
  }

  @Test
  void structIsExactlyAsLargeAsItsVersionSays() {
    RegionDescriptor creator = Versions.descriptor(2);
    for (long size = 0; size <= 256; size += 8) {
      boolean right = size == 16;
      assertThat(joins(creator, Versions.descriptor(2), Versions.STATUS, size, 8)).isEqualTo(right);
      assertThat(joins(creator, Versions.descriptor(3), Versions.STATUS, size, 8)).isEqualTo(right);
    }
    RegionDescriptor newer = Versions.descriptor(3);
    assertThat(joins(creator, newer, Versions.STATUS, -1, 8)).isFalse();
    assertThat(joins(creator, Versions.descriptor(2), Versions.STATUS, 16, 4)).isFalse();
    assertThat(joins(creator, newer, Versions.STATUS, 16, 64)).isTrue();
    for (int alignment : new int[] {0, 12, 128, -1, Integer.MIN_VALUE}) {
      assertThat(joins(creator, newer, Versions.STATUS, 16, alignment)).isFalse();
    }
    assertThat(joins(creator, newer, Versions.QUOTES, 8192, 8)).isFalse();
    assertThat(joins(creator, newer, Versions.QUOTES, 4096, 16)).isFalse();
  }

  @Test
  void structOfANewerRegionMayBeLargerButNotSmaller() {
    RegionDescriptor creator = Versions.descriptor(3);
    RegionDescriptor older = Versions.descriptor(2);
    for (long size = 0; size <= 128; size++) {
      assertThat(joins(creator, older, Versions.STATUS, size, 64)).isEqualTo(size >= 16);
    }
    for (long size : new long[] {-1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40}) {
      assertThat(joins(creator, older, Versions.STATUS, size, 64)).isFalse();
    }
    assertThat(joins(creator, older, Versions.STATUS, 128, 8)).isTrue();
    for (int alignment : new int[] {0, 4, 4096, 8192, -1}) {
      assertThat(joins(creator, older, Versions.STATUS, 128, alignment)).isFalse();
    }
    assertThat(joins(creator, older, Versions.QUOTES, 8192, 8)).isFalse();
    assertThat(joins(creator, older, Versions.QUOTES, 2048, 8)).isFalse();
    assertThat(joins(creator, older, Versions.QUOTES, 4096, 16)).isFalse();
  }

  @Test
  void structThatIsMoreAlignedNowIsRefusedWhereItLies() {
    RegionDescriptor pages =
        RegionDescriptor.builder("market", 3, "MarketFeed")
            .tool("tenon 0.1.0")
            .layoutText(Versions.text(3, UnaryOperator.identity()))
            .layoutHash(Versions.sha256(Versions.text(3, UnaryOperator.identity())))
            .struct("status", 16, 4096)
            .queue("quotes", 4096, 8)
            .since(2)
            .struct("alarms", 4, 4)
            .queue("orders", 1024, 8)
            .build();
    try (Region created = Region.create(address, Versions.descriptor(2))) {
      assertThat(created.isOpen()).isTrue();
      assertThatThrownBy(() -> Region.attach(address, pages))
          .isInstanceOf(CorruptRegionException.class)
          .hasMessageContaining("offset");
    }
  }

  @Test
  void unusableDescriptionIsRefused() {
    assertUnusable(16, size(1, 8), size(2, 24));
    assertUnusable(16, size(0, 8), size(2, 16));
    assertUnusable(16, size(2, 8), size(2, 16));
    assertUnusable(16, size(2, 8), size(1, 16));
    assertUnusable(16, size(1, 8), size(3, 16));
    assertUnusable(16, size(1, 0), size(2, 16));
    assertThatThrownBy(() -> RegionDescriptor.builder("market", 65536, "Feed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(
            () ->
                RegionDescriptor.builder("market", 1, "Feed")
                    .layoutText("x".repeat((16 << 20) + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a layout text of 1 to 16777216 bytes");
  }

  private static SectionSize size(int since, long size) {
    return new SectionSize(since, size);
  }

  private static void assertUnusable(long size, SectionSize... sizes) {
    RegionDescriptor.Builder builder = RegionDescriptor.builder("market", 2, "Feed");
    assertThatThrownBy(() -> builder.struct("status", size, 8, (segment, offset) -> {}, sizes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("status");
  }

  /** A message of the sender's version arrives with its size; nobody holds a role afterwards. */
  private static void exchange(Region from, Region to, int version) {
    exchange(from, to, Versions.QUOTES, version);
  }

  private static void exchange(Region from, Region to, int queue, int version) {
    long size = Versions.quoteSize(version);
    int[] received = {0};
    try (QueueProducer producer = from.queue(queue).producer();
        QueueConsumer consumer = to.queue(queue).consumer()) {
      long claimed = producer.tryClaim(1, version, size);
      producer.data().asSlice(claimed, size).fill((byte) version);
      producer.publish();
      consumer.poll(
          (messageId, contractVersion, data, offset, bytes) -> {
            received[0]++;
            assertThat(contractVersion).isEqualTo(version);
            assertThat(bytes).isEqualTo(size);
            assertThat(data.get(ValueLayout.JAVA_BYTE, offset + bytes - 1))
                .isEqualTo((byte) version);
          },
          10);
    }
    assertThat(received[0]).isOne();
  }

  /** Tells if a program joins when the table says that size and alignment of a section. */
  private boolean joins(
      RegionDescriptor creator, RegionDescriptor joining, int section, long size, int alignment) {
    RegionBytes bytes = RegionBytes.created(directory, creator);
    long entry = RegionHeader.BYTES + section * SectionEntry.BYTES;
    bytes.setLong(entry + SectionEntry.SIZE_OFFSET, size);
    bytes.setInt(entry + SectionEntry.ALIGNMENT_OFFSET, alignment);
    bytes.writeTo(file);
    try (Region region = Region.attach(address, joining)) {
      assertThat(region.struct(Versions.STATUS).byteSize()).isEqualTo(size);
      return true;
    } catch (CorruptRegionException e) {
      return false;
    } finally {
      file.toFile().delete();
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      RegionDescriptor creator, RegionDescriptor joining) {
    try (Region created = Region.create(address, creator)) {
      assertThat(created.isOpen()).isTrue();
      return assertThatThrownBy(() -> Region.attach(address, joining))
          .isInstanceOf(SchemaMismatchException.class)
          .hasMessageNotContainingAny("current 2", "current 3", "compatible");
    }
  }
}
