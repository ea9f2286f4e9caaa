// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.EventHeader;
import dev.tenon.runtime.format.MutexHeader;
import dev.tenon.runtime.format.MutexTicket;
import dev.tenon.runtime.format.Participant;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.format.SemaphoreHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.look.BrokenView;
import dev.tenon.runtime.look.EventView;
import dev.tenon.runtime.look.Life;
import dev.tenon.runtime.look.MutexView;
import dev.tenon.runtime.look.OwnerView;
import dev.tenon.runtime.look.RegionLook;
import dev.tenon.runtime.look.RegionView;
import dev.tenon.runtime.look.SectionView;
import dev.tenon.runtime.look.SemaphoreView;
import dev.tenon.runtime.look.SemaphoreView.HolderView;
import dev.tenon.runtime.look.UnknownView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events, mutexes and semaphores as lookers see them, whatever their bytes are. */
@Timeout(600)
class LocksLookTest {
  private static final int ALARM = 0;
  private static final int ALARMS = 1;
  private static final int SETUP = 2;
  private static final int TURN = 3;
  private static final int SLOTS = 4;
  private static final int SECTIONS = 5;
  private static final int PERMITS = 4;
  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 50_000 : 1_000;
  private static final long PROCESS = ProcessHandle.current().pid();

  @TempDir private Path directory;

  private RegionBytes bytes;

  @BeforeEach
  void createARegion() {
    RegionDescriptor locks =
        RegionDescriptor.builder("locks", 1, "Locks")
            .tool("tenon 0.1.0")
            .layoutHash("00".repeat(32))
            .layoutText("tenon-layout 1\nschema locks\nregion Locks\n")
            .description("tenon-description 1\nLocks.setup doc For who changes it.\n")
            .event("alarm", false, false)
            .event("alarms", true, true)
            .mutex("setup", true, false)
            .mutex("turn", false, true)
            .semaphore("slots", PERMITS)
            .build();
    bytes = RegionBytes.created(directory, locks);
  }

  private long entry(int section) {
    return bytes.getLong(RegionHeader.SECTION_TABLE_OFFSET_OFFSET) + section * SectionEntry.BYTES;
  }

  private long header(int section) {
    return bytes.getLong(entry(section) + SectionEntry.OFFSET_OFFSET);
  }

  private long words(int section) {
    return bytes.getLong(entry(section) + SectionEntry.DATA_OFFSET_OFFSET);
  }

  /** Has a slot taken by this process, or by one of its number that is dead. */
  private void participant(int slot, int generation, boolean alive, String label) {
    long base = RegionHeader.PARTICIPANTS_OFFSET + slot * Participant.BYTES;
    long identity = bytes.getLong(RegionHeader.CREATOR_OFFSET);
    bytes.setLong(base + Participant.IDENTITY_OFFSET, alive ? identity : identity + 1);
    bytes.setInt(base + Participant.GENERATION_OFFSET, generation);
    byte[] text = label.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < text.length; i++) {
      bytes.setByte(base + Participant.LABEL_OFFSET + i, text[i]);
    }
  }

  private static long attachment(long slot, long generation) {
    return generation << TenonFormatConstants.ATTACHMENT_SLOT_BITS | slot + 1;
  }

  private RegionView look() {
    Path file = directory.resolve("locks");
    bytes.writeTo(file);
    return RegionLook.at(RegionAddress.file(file));
  }

  private SectionView look(int section) {
    return look().sections().get(section);
  }

  @Test
  void sectionsThatNobodyHasUsed() {
    assertThat(look().sections())
        .containsExactly(
            new EventView("alarm", "", false, false, 0, 0),
            new EventView("alarms", "", true, true, 0, 0),
            new MutexView(
                "setup", "For who changes it.", true, false, Optional.empty(), 0, 0, 0, 0),
            new MutexView("turn", "", false, true, Optional.empty(), 0, 0, 0, 0),
            new SemaphoreView("slots", "", PERMITS, PERMITS, List.of(), 0, 0));
  }

  @Test
  void bitsThatAnEventHasNotAreNotShown() {
    bytes.setLong(header(ALARM) + EventHeader.SET_OFFSET, 0b110);
    bytes.setLong(header(ALARMS) + EventHeader.SET_OFFSET, -1);
    assertThat(look(ALARM)).isEqualTo(new EventView("alarm", "", false, false, 0, 0));
    assertThat(look(ALARMS)).isEqualTo(new EventView("alarms", "", true, true, 0xffff_ffffL, 0));

    bytes.setLong(header(ALARM) + EventHeader.SET_OFFSET, 0b111);
    bytes.setLong(header(ALARMS) + EventHeader.SET_OFFSET, 0b101);
    assertThat(look(ALARM)).isEqualTo(new EventView("alarm", "", false, false, 1, 0));
    assertThat(look(ALARMS)).isEqualTo(new EventView("alarms", "", true, true, 5, 0));
  }

  @Test
  void waitersAreCounted() {
    long waiting = WaitWords.WAITING_OFFSET;
    bytes.setLong(header(ALARMS) + EventHeader.CHANGES_OFFSET + waiting, 0b1011);
    bytes.setLong(header(SETUP) + MutexHeader.CHANGES_OFFSET + waiting, 1);
    bytes.setLong(header(SLOTS) + SemaphoreHeader.CHANGES_OFFSET + waiting, -1);

    assertThat(((EventView) look(ALARMS)).waiting()).isEqualTo(3);
    assertThat(((MutexView) look(SETUP)).waiting()).isEqualTo(1);
    assertThat(((SemaphoreView) look(SLOTS)).waiting()).isEqualTo(64);
  }

  @Test
  void aMutexIsHeldByAParticipant() {
    participant(7, 3, true, "controller");
    bytes.setLong(header(SETUP) + MutexHeader.OWNER_OFFSET, attachment(7, 3));
    bytes.setLong(header(SETUP) + MutexHeader.TAKEN_OFFSET, -1);
    bytes.setLong(header(SETUP) + MutexHeader.DEATHS_OFFSET, 2);

    MutexView setup = (MutexView) look(SETUP);

    assertThat(setup.owner())
        .contains(new OwnerView(7, 3, PROCESS, Life.ALIVE, "controller"))
        .get()
        .returns(false, OwnerView::isGone);
    assertThat(setup.taken()).isEqualTo(-1);
    assertThat(setup.deaths()).isEqualTo(2);
  }

  @Test
  void aMutexOfSomebodyWhoIsGone() {
    participant(7, 3, false, "controller");
    bytes.setLong(header(SETUP) + MutexHeader.OWNER_OFFSET, attachment(7, 3));
    bytes.setLong(header(TURN) + MutexHeader.OWNER_OFFSET, TenonFormatConstants.ATTACHMENT_GONE);

    assertThat(((MutexView) look(SETUP)).owner())
        .contains(new OwnerView(7, 3, PROCESS, Life.DEAD, "controller"))
        .get()
        .returns(true, OwnerView::isGone);
    assertThat(((MutexView) look(TURN)).owner())
        .contains(new OwnerView(0xffff_fffeL, 0, 0, Life.DEAD, ""));
  }

  @Test
  void ticketsAreCounted() {
    for (int slot : new int[] {0, 9, 63}) {
      long ticket = words(TURN) + slot * MutexTicket.BYTES;
      bytes.setLong(ticket + MutexTicket.HOLDER_OFFSET, attachment(slot, 1));
      bytes.setLong(ticket + MutexTicket.NUMBER_OFFSET, slot == 9 ? 0 : -slot - 1);
    }

    assertThat(((MutexView) look(TURN)).tickets()).isEqualTo(2);
  }

  @Test
  void permitsOfAnAttachmentAreCountedTogether() {
    participant(7, 3, true, "controller");
    bytes.setLong(words(SLOTS), attachment(7, 3));
    bytes.setLong(words(SLOTS) + 16, attachment(7, 2));
    bytes.setLong(words(SLOTS) + 24, attachment(7, 3));
    bytes.setLong(header(SLOTS) + SemaphoreHeader.RECOVERED_OFFSET, 5);

    OwnerView controller = new OwnerView(7, 3, PROCESS, Life.ALIVE, "controller");
    OwnerView gone = new OwnerView(7, 2, 0, Life.DEAD, "");
    assertThat(look(SLOTS))
        .isEqualTo(
            new SemaphoreView(
                "slots",
                "",
                PERMITS,
                1,
                List.of(new HolderView(controller, 2), new HolderView(gone, 1)),
                5,
                0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 124", "0, 0", "1, 132", "1, -1", "2, 1016", "2, 1028", "3, 0", "4, 24", "4, 40", "4, 0"
  })
  void aSizeThatCannotBe(int section, long size) {
    bytes.setLong(entry(section) + SectionEntry.SIZE_OFFSET, size);
    assertBroken(section, "size");
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "0, 16", "1, 0", "2, 1", "3, 128", "4, 3"})
  void anAlignmentThatCannotBe(int section, int alignment) {
    bytes.setInt(entry(section) + SectionEntry.ALIGNMENT_OFFSET, alignment);
    assertBroken(section, "alignment");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, -128", "2, 0", "3, 64", "4, 0", "4, -8"})
  void dataThatIsNotBehindTheHeader(int section, long distance) {
    bytes.setLong(entry(section) + SectionEntry.DATA_OFFSET_OFFSET, header(section) + distance);
    assertBroken(section, "data_offset");
  }

  @ParameterizedTest
  @CsvSource({"0, count", "-1, count", "1025, count", "2147483647, count", "5, size", "1, size"})
  void aNumberOfPermitsThatCannotBe(int count, String what) {
    bytes.setInt(entry(SLOTS) + SectionEntry.COUNT_OFFSET, count);
    assertBroken(SLOTS, what);
  }

  /** Those before it are still shown. */
  private void assertBroken(int section, String what) {
    List<SectionView> sections = look().sections();

    assertThat(sections.get(section))
        .isInstanceOfSatisfying(
            BrokenView.class,
            broken -> assertThat(broken.problem()).contains("has a wrong " + what));
    assertThat(sections.subList(0, section)).noneMatch(BrokenView.class::isInstance);
  }

  @Test
  void anyWordsAreShown() {
    SplittableRandom random = new SplittableRandom(11);
    participant(0, 1, true, "controller");
    for (int round = 0; round < ROUNDS; round++) {
      for (int section = 0; section < SECTIONS; section++) {
        long end = words(section) + bytes.getLong(entry(section) + SectionEntry.SIZE_OFFSET);
        for (long word = header(section); word < end; word += Long.BYTES) {
          bytes.setLong(word, word(random));
        }
      }
      look().sections().forEach(LocksLookTest::assertPossible);
    }
  }

  @Test
  void anyEntriesAreShownOrDamaged() {
    SplittableRandom random = new SplittableRandom(12);
    RegionBytes whole = bytes.copy();
    List<Class<?>> seen = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      bytes = whole.copy();
      for (int left = random.nextInt(1, 6); left > 0; left--) {
        long from = entry(0) + SectionEntry.KIND_OFFSET;
        long word = from + random.nextLong(entry(SECTIONS) - from) / Integer.BYTES * Integer.BYTES;
        bytes.setInt(word, (int) word(random));
      }
      RegionView view = look();
      view.sections().forEach(LocksLookTest::assertPossible);
      view.sections().forEach(section -> seen.add(section.getClass()));
    }
    assertThat(seen)
        .contains(EventView.class, MutexView.class, SemaphoreView.class, BrokenView.class);
  }

  private static long word(SplittableRandom random) {
    long[] words = {
      0,
      1,
      8,
      128,
      1024,
      attachment(0, 1),
      TenonFormatConstants.ATTACHMENT_GONE,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      -1,
      SectionKind.EVENT.value(),
      SectionKind.SEMAPHORE.value(),
      random.nextLong()
    };
    return words[random.nextInt(words.length)];
  }

  private static void assertPossible(SectionView section) {
    switch (section) {
      case EventView event -> {
        assertThat(event.set()).isBetween(0L, event.namedBits() ? 0xffff_ffffL : 1L);
        assertThat(event.waiting()).isBetween(0, 64);
      }
      case MutexView mutex -> {
        assertThat(mutex.tickets()).isBetween(0, 64);
        assertThat(mutex.waiting()).isBetween(0, 64);
      }
      case SemaphoreView semaphore -> {
        int had = semaphore.holders().stream().mapToInt(HolderView::permits).sum();
        assertThat(had + semaphore.available()).isEqualTo(semaphore.permits());
        assertThat(semaphore.permits()).isBetween(1, 1024);
        assertThat(semaphore.holders()).extracting(HolderView::owner).doesNotHaveDuplicates();
      }
      case BrokenView broken -> assertThat(broken.problem()).isNotEmpty();
      case UnknownView unknown ->
          assertThat(SectionKind.of(unknown.kind())).isEqualTo(SectionKind.UNRECOGNIZED);
      default -> assertThat(section.name()).isNotNull();
    }
  }
}
