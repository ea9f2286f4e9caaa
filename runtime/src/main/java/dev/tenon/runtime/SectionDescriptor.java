// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.LatestSlot;
import dev.tenon.runtime.format.MutexTicket;
import dev.tenon.runtime.format.SectionFlags;
import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One section of a region as the schema wants it. Immutable. */
public final class SectionDescriptor {
  private static final int MAX_NAME_BYTES = (int) TenonFormatConstants.NAME_BYTES - 1;

  /** Keeps every sum of sizes within 63 bits. */
  private static final long MAX_CAPACITY = TenonFormatConstants.MAX_QUEUE_CAPACITY;

  /** Version of a schema with which a section came unless it was appended. */
  static final int FIRST_VERSION = 1;

  private static final StructInitializer ALL_ZERO = (segment, offset) -> {};

  private final String name;
  private final SectionKind kind;
  private final long size;
  private final long alignment;
  private final List<SectionSize> sizes;
  private final StructInitializer initializer;
  private final int since;
  private final int count;
  private final int flags;

  private SectionDescriptor(
      String name,
      SectionKind kind,
      long size,
      long alignment,
      List<SectionSize> sizes,
      StructInitializer initializer,
      int since,
      int count,
      int flags) {
    this.since = since;
    this.count = count;
    this.flags = flags;
    this.name = name;
    this.kind = kind;
    this.size = size;
    this.alignment = alignment;
    this.sizes = sizes;
    this.initializer = initializer;
  }

  /** A struct, see {@link RegionDescriptor.Builder#struct}. */
  static SectionDescriptor struct(
      String name,
      long size,
      long alignment,
      StructInitializer initializer,
      List<SectionSize> sizes,
      int contractVersion) {
    Objects.requireNonNull(initializer, "initializer");
    requireAlignment(name, alignment);
    if (size < 1) {
      throw new IllegalArgumentException("struct '" + name + "' has no bytes");
    }
    checkSizes("struct", name, size, sizes, contractVersion);
    return new SectionDescriptor(
        name, SectionKind.STRUCT, size, alignment, sizes, initializer, FIRST_VERSION, 1, 0);
  }

  /** A latest value, see {@link RegionDescriptor.Builder#latest}. */
  static SectionDescriptor latest(
      String name, long valueBytes, List<SectionSize> sizes, int contractVersion) {
    if (valueBytes < 1 || valueBytes > TenonFormatConstants.MAX_LATEST_BYTES) {
      throw new IllegalArgumentException(
          "latest '"
              + name
              + "' has a value of "
              + valueBytes
              + " bytes, not 1 to "
              + TenonFormatConstants.MAX_LATEST_BYTES);
    }
    long size = slotBytes(valueBytes);
    List<SectionSize> slots =
        sizes.stream().map(step -> new SectionSize(step.since(), slotBytes(step.size()))).toList();
    checkSizes("latest", name, size, slots, contractVersion);
    return new SectionDescriptor(
        name,
        SectionKind.LATEST,
        size,
        TenonFormatConstants.LATEST_ALIGNMENT,
        slots,
        ALL_ZERO,
        FIRST_VERSION,
        1,
        0);
  }

  /** Bytes of all slots for a value of so many bytes. */
  private static long slotBytes(long valueBytes) {
    return TenonFormatConstants.LATEST_SLOTS
        * Alignment.up(LatestSlot.BYTES + valueBytes, TenonFormatConstants.LATEST_ALIGNMENT);
  }

  /** A broadcast, see {@link RegionDescriptor.Builder#broadcast}. */
  static SectionDescriptor broadcast(String name, long capacity) {
    long smallest = TenonFormatConstants.BROADCAST_MARKS * TenonFormatConstants.RECORD_ALIGNMENT;
    requireCapacity("broadcast", name, capacity, smallest);
    return new SectionDescriptor(
        name,
        SectionKind.BROADCAST,
        capacity,
        TenonFormatConstants.BROADCAST_ALIGNMENT,
        List.of(),
        ALL_ZERO,
        FIRST_VERSION,
        1,
        0);
  }

  /** Work, see {@link RegionDescriptor.Builder#work}. */
  static SectionDescriptor work(String name, long capacity, long recordAlignment, int workers) {
    requireAlignment(name, recordAlignment);
    long smallest = 2 * Math.max(TenonFormatConstants.RECORD_ALIGNMENT, recordAlignment);
    requireCapacity("work", name, capacity, smallest);
    if (workers < 1 || workers > TenonFormatConstants.MAX_WORKERS) {
      throw new IllegalArgumentException(
          "work '"
              + name
              + "' is for "
              + workers
              + " workers, not 1 to "
              + TenonFormatConstants.MAX_WORKERS);
    }
    return new SectionDescriptor(
        name,
        SectionKind.WORK,
        capacity,
        recordAlignment,
        List.of(),
        ALL_ZERO,
        FIRST_VERSION,
        workers,
        0);
  }

  /** An event, see {@link RegionDescriptor.Builder#event}. */
  static SectionDescriptor event(String name, boolean isManual, boolean hasNamedBits) {
    long flags =
        (isManual ? SectionFlags.MANUAL : 0) | (hasNamedBits ? SectionFlags.NAMED_BITS : 0);
    return words(
        name, SectionKind.EVENT, TenonFormatConstants.EVENT_BITS * Integer.BYTES, 1, flags);
  }

  /** A mutex, see {@link RegionDescriptor.Builder#mutex}. */
  static SectionDescriptor mutex(String name, boolean isRecursive, boolean isFair) {
    long flags = (isRecursive ? SectionFlags.RECURSIVE : 0) | (isFair ? SectionFlags.FAIR : 0);
    long size = TenonFormatConstants.PARTICIPANT_SLOTS * MutexTicket.BYTES;
    return words(name, SectionKind.MUTEX, size, 1, flags);
  }

  /** A semaphore, see {@link RegionDescriptor.Builder#semaphore}. */
  static SectionDescriptor semaphore(String name, int permits) {
    if (permits < 1 || permits > TenonFormatConstants.MAX_PERMITS) {
      throw new IllegalArgumentException(
          "semaphore '"
              + name
              + "' has "
              + permits
              + " permits, not 1 to "
              + TenonFormatConstants.MAX_PERMITS);
    }
    return words(name, SectionKind.SEMAPHORE, (long) permits * Long.BYTES, permits, 0);
  }

  /** A section that is a header and words of eight bytes. */
  private static SectionDescriptor words(
      String name, SectionKind kind, long size, int count, long flags) {
    return new SectionDescriptor(
        name, kind, size, Long.BYTES, List.of(), ALL_ZERO, FIRST_VERSION, count, (int) flags);
  }

  private static void requireCapacity(String kind, String name, long capacity, long smallest) {
    if (Long.bitCount(capacity) != 1 || capacity > MAX_CAPACITY || capacity < smallest) {
      throw new IllegalArgumentException(
          kind
              + " '"
              + name
              + "' has capacity "
              + capacity
              + ", not a power of two from "
              + smallest
              + " to "
              + MAX_CAPACITY);
    }
  }

  /** A queue, see {@link RegionDescriptor.Builder#queue}. */
  static SectionDescriptor queue(
      String name, long capacity, long recordAlignment, int lanes, boolean stamped) {
    requireAlignment(name, recordAlignment);
    long header = (stamped ? 2 : 1) * TenonFormatConstants.RECORD_ALIGNMENT;
    requireCapacity("queue", name, capacity, 2 * Math.max(header, recordAlignment));
    if (lanes < 1 || lanes > TenonFormatConstants.MAX_LANES) {
      throw new IllegalArgumentException(
          "queue '"
              + name
              + "' has "
              + lanes
              + " lanes, not 1 to "
              + TenonFormatConstants.MAX_LANES);
    }
    return new SectionDescriptor(
        name,
        SectionKind.QUEUE,
        capacity,
        recordAlignment,
        List.of(),
        ALL_ZERO,
        FIRST_VERSION,
        lanes,
        stamped ? (int) SectionFlags.STAMPED : 0);
  }

  /**
   * Returns the same section as it is described by a region to which a version appended it.
   *
   * @param version of the schema, 1 or more
   */
  SectionDescriptor withSince(int version) {
    return new SectionDescriptor(
        name, kind, size, alignment, sizes, initializer, version, count, flags);
  }

  /** Name in the schema. */
  public String name() {
    return name;
  }

  /** Number of the section's kind in the tables of regions. */
  public int kind() {
    return (int) kind.value();
  }

  /**
   * Bytes of a struct, capacity of a ring, bytes of all slots of a latest value, or of the words of
   * an event, a mutex or a semaphore.
   */
  public long size() {
    return size;
  }

  /** Alignment of a struct, of records or messages in a ring, of slots, or of words, in bytes. */
  public long alignment() {
    return alignment;
  }

  /** Lanes of a queue, workers of work at a time, permits of a semaphore; 1 for other kinds. */
  public int count() {
    return count;
  }

  /** Properties that the schema gives the section, as the format's {@code SectionFlags}. */
  public int flags() {
    return flags;
  }

  /**
   * Contract version that brought the section to its region, 1 for one that was always there. The
   * region of an older program lacks a section that came later.
   */
  public int since() {
    return since;
  }

  /** Writes what a struct holds in a new region; does nothing for other kinds. */
  public StructInitializer initializer() {
    return initializer;
  }

  /**
   * The size in a region whose creator has another version of the schema.
   *
   * @param contractVersion that version, not a newer one than the own
   * @return bytes
   */
  public long sizeAt(int contractVersion) {
    long at = sizes.isEmpty() ? size : sizes.get(0).size();
    for (SectionSize step : sizes) {
      if (step.since() <= contractVersion) {
        at = step.size();
      }
    }
    return at;
  }

  /** Whether a text has 1 to 63 bytes of UTF-8, none of them NUL. */
  static boolean isName(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes >= 1 && bytes <= MAX_NAME_BYTES && text.indexOf('\0') < 0;
  }

  private static void requireAlignment(String name, long alignment) {
    if (Long.bitCount(alignment) != 1
        || alignment > TenonFormatConstants.PAGE_BYTES
        || alignment < 1) {
      throw new IllegalArgumentException(
          "section '"
              + name
              + "' has alignment "
              + alignment
              + ", not a power of two up to "
              + TenonFormatConstants.PAGE_BYTES);
    }
  }

  private static void checkSizes(
      String kind, String name, long size, List<SectionSize> sizes, int contractVersion) {
    int before = 0;
    for (int i = 0; i < sizes.size(); i++) {
      SectionSize step = sizes.get(i);
      boolean isLast = i + 1 == sizes.size();
      if (step.since() <= before
          || step.since() > contractVersion
          || step.size() < 1
          || isLast && step.size() != size) {
        throw new IllegalArgumentException(
            kind
                + " '"
                + name
                + "' has a wrong history: "
                + step.size()
                + " bytes since version "
                + step.since());
      }
      before = step.since();
    }
  }
}
