// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.format.EventHeader;
import dev.tenon.runtime.format.MutexHeader;
import dev.tenon.runtime.format.MutexTicket;
import dev.tenon.runtime.format.Participant;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.SemaphoreHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.format.WaitWords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A region with events, a mutex and a semaphore. Its words are written into the file, so that they
 * can be those of processes that are stopped or dead.
 */
final class Locks implements AutoCloseable {
  private static final int ALARMS = 0;
  private static final int SETUP = 1;
  private static final int SLOTS = 2;
  private static final int READY = 3;
  private static final int DEAD = 5;
  private static final RegionDescriptor DESCRIPTOR =
      RegionDescriptor.builder("plant", 3, "Locks")
          .tool("tenon 0.1.0")
          .layoutHash("00".repeat(32))
          .layoutText("tenon-layout 1\nschema plant\nregion Locks\n")
          .description("tenon-description 1\nLocks.alarms doc Of the controller.\n")
          .event("alarms", false, true)
          .mutex("setup", true, true)
          .semaphore("slots", 4)
          .event("ready", true, false)
          .build();

  private final Region region;
  private final FileChannel file;

  private Locks(Region region, FileChannel file) {
    this.region = region;
    this.file = file;
  }

  /** Creates the region, with this process as its only participant. */
  static Locks create(Path path) throws IOException {
    Region region = Region.create(RegionAddress.file(path), DESCRIPTOR);
    region.label("controller");
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new Locks(region, file);
  }

  /**
   * Sets two alarms, for which two wait; has this process hold the mutex, for which two others have
   * tickets, and one of four permits, and a process that died another two; and sets the other
   * event.
   */
  Locks use() throws IOException {
    long own = attachment(0, 1);
    set(header(ALARMS) + EventHeader.SET_OFFSET, 5);
    set(header(ALARMS) + EventHeader.CHANGES_OFFSET + WaitWords.WAITING_OFFSET, 6);
    owner(own);
    set(header(SETUP) + MutexHeader.TAKEN_OFFSET, 1012);
    set(header(SETUP) + MutexHeader.DEATHS_OFFSET, 1);
    set(header(SETUP) + MutexHeader.CHANGES_OFFSET + WaitWords.WAITING_OFFSET, 2);
    set(words(SETUP) + MutexTicket.BYTES + MutexTicket.NUMBER_OFFSET, 7);
    set(words(SETUP) + 2 * MutexTicket.BYTES + MutexTicket.NUMBER_OFFSET, 8);
    participantThatDied();
    set(words(SLOTS), own);
    set(words(SLOTS) + Long.BYTES, attachment(DEAD, 2));
    set(words(SLOTS) + 3 * Long.BYTES, attachment(DEAD, 2));
    set(header(SLOTS) + SemaphoreHeader.RECOVERED_OFFSET, 1);
    set(header(READY) + EventHeader.SET_OFFSET, 1);
    return this;
  }

  /** Has an attachment hold the mutex. */
  void owner(long attachment) throws IOException {
    set(header(SETUP) + MutexHeader.OWNER_OFFSET, attachment);
  }

  /** Has an attachment hold each permit. */
  void holders(long... attachments) throws IOException {
    for (int i = 0; i < attachments.length; i++) {
      set(words(SLOTS) + i * Long.BYTES, attachments[i]);
    }
  }

  /** The word that names an attachment. */
  static long attachment(long slot, long generation) {
    return generation << TenonFormatConstants.ATTACHMENT_SLOT_BITS | slot + 1;
  }

  /** Takes a slot for a process of the own number that started later. */
  private void participantThatDied() throws IOException {
    long slot = RegionHeader.PARTICIPANTS_OFFSET + DEAD * Participant.BYTES;
    byte[] label = "operator".getBytes(StandardCharsets.US_ASCII);
    file.write(ByteBuffer.wrap(label), slot + Participant.LABEL_OFFSET);
    set(slot + Participant.GENERATION_OFFSET, 2);
    set(slot + Participant.IDENTITY_OFFSET, get(RegionHeader.CREATOR_OFFSET) + 1);
  }

  private long header(int section) throws IOException {
    return get(entry(section) + SectionEntry.OFFSET_OFFSET);
  }

  private long words(int section) throws IOException {
    return get(entry(section) + SectionEntry.DATA_OFFSET_OFFSET);
  }

  private long entry(int section) throws IOException {
    return get(RegionHeader.SECTION_TABLE_OFFSET_OFFSET) + section * SectionEntry.BYTES;
  }

  private long get(long offset) throws IOException {
    ByteBuffer word = word();
    file.read(word, offset);
    return word.getLong(0);
  }

  private void set(long offset, long value) throws IOException {
    file.write(word().putLong(0, value), offset);
  }

  private static ByteBuffer word() {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() throws IOException {
    file.close();
    region.close();
  }
}
