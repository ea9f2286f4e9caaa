// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.format.TenonFormatConstants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One section of a region as the schema wants it. Immutable. */
public final class SectionDescriptor {
  private static final int MAX_NAME_BYTES = (int) TenonFormatConstants.NAME_BYTES - 1;

  /** Keeps every sum of sizes within 63 bits. */
  private static final long MAX_CAPACITY = TenonFormatConstants.MAX_QUEUE_CAPACITY;

  private static final StructInitializer ALL_ZERO = (segment, offset) -> {};

  private final String name;
  private final SectionKind kind;
  private final long size;
  private final long alignment;
  private final List<SectionSize> sizes;
  private final StructInitializer initializer;

  private SectionDescriptor(
      String name,
      SectionKind kind,
      long size,
      long alignment,
      List<SectionSize> sizes,
      StructInitializer initializer) {
    this.name = requireName("section", name);
    this.kind = kind;
    this.size = size;
    this.alignment = alignment;
    this.sizes = sizes;
    this.initializer = initializer;
    if (Long.bitCount(alignment) != 1
        || alignment > TenonFormatConstants.PAGE_BYTES
        || alignment < 1) {
      throw new IllegalArgumentException(
          "section '" + name + "': alignment " + alignment + " must be a power of two up to 4096");
    }
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
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("struct '" + name + "': size " + size);
    }
    checkSizes(name, size, sizes, contractVersion);
    return new SectionDescriptor(name, SectionKind.STRUCT, size, alignment, sizes, initializer);
  }

  /** A queue, see {@link RegionDescriptor.Builder#queue}. */
  static SectionDescriptor queue(String name, long capacity, long recordAlignment) {
    if (Long.bitCount(capacity) != 1
        || capacity > MAX_CAPACITY
        || capacity < 2 * Math.max(TenonFormatConstants.RECORD_ALIGNMENT, recordAlignment)) {
      throw new IllegalArgumentException(
          "queue '"
              + name
              + "': capacity "
              + capacity
              + " must be a power of two, at least two"
              + " smallest records and at most "
              + MAX_CAPACITY);
    }
    return new SectionDescriptor(
        name, SectionKind.QUEUE, capacity, recordAlignment, List.of(), ALL_ZERO);
  }

  /** Name in the schema. */
  public String name() {
    return name;
  }

  /** Number of the section's kind in the tables of regions. */
  public int kind() {
    return (int) kind.value();
  }

  /** Bytes of a struct, or capacity of a ring in bytes. */
  public long size() {
    return size;
  }

  /** Alignment of a struct, or of a queue's records, in bytes. */
  public long alignment() {
    return alignment;
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

  static String requireName(String what, String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > MAX_NAME_BYTES || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          what + " name '" + name + "' must be 1 to " + MAX_NAME_BYTES + " bytes without NUL");
    }
    return name;
  }

  private static void checkSizes(
      String name, long size, List<SectionSize> sizes, int contractVersion) {
    int version = 0;
    for (SectionSize step : sizes) {
      if (step.since() <= version || step.since() > contractVersion || step.size() < 1) {
        throw new IllegalArgumentException(
            "struct '"
                + name
                + "': "
                + sizes
                + " must have sizes of 1 or more and ascending versions from 1 to "
                + contractVersion);
      }
      version = step.since();
    }
    if (!sizes.isEmpty() && sizes.get(sizes.size() - 1).size() != size) {
      throw new IllegalArgumentException(
          "struct '" + name + "': the last of " + sizes + " must be its size, " + size);
    }
  }
}
