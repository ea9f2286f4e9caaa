// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.memory.Alignment;

/**
 * An entry in the table of an existing region beside what this program expects.
 *
 * @param entry as it was read
 * @param own this program's section of that position
 * @param expectedSize bytes that it has in the region's version, if that is not newer
 * @param age how the region's contract version compares with the own: below zero, it is older
 */
public record SectionEntryCheck(
    TableEntry entry, SectionDescriptor own, long expectedSize, int age) {

  /** Size recorded in the entry. */
  public long size() {
    return entry.size();
  }

  /** Alignment recorded in the entry. */
  public long alignment() {
    return entry.alignment();
  }

  /** Start of the section recorded in the entry. */
  public long offset() {
    return entry.offset();
  }

  /** Start of its data recorded in the entry. */
  public long dataOffset() {
    return entry.dataOffset();
  }

  /** First byte of the region that the section may not use. */
  public long end() {
    return entry.end();
  }

  /** Alignment of the section's start and of its data: the larger one of both programs'. */
  private long startAlignment() {
    return Placement.startAlignment(Math.max(alignment(), own.alignment()));
  }

  /**
   * Requires that the section starts where it may, has room for a header, and behind it its data.
   *
   * @return where it lies
   */
  public Placement requireBehindHeader(long headerBytes) {
    entry.requireStart(startAlignment());
    long data = dataOffset();
    require(
        data >= offset() + headerBytes
            && data <= end()
            && Alignment.isMultiple(data, startAlignment()),
        "data_offset");
    entry.requireEnd(data);
    return Placement.of(offset(), data, size());
  }

  /**
   * Requires that the section is a header and the words of eight bytes that the own one has.
   *
   * @return where it lies
   */
  public Placement requireWords(long headerBytes) {
    require(alignment() == own.alignment(), "alignment");
    require(size() == own.size(), "size");
    return requireBehindHeader(headerBytes);
  }

  /**
   * Whether the size is that of a section that grows: it was smaller when an older region was made,
   * and may be larger still in a newer one.
   */
  public boolean isExpectedSize() {
    return age > 0 ? Long.compareUnsigned(size(), own.size()) >= 0 : size() == expectedSize;
  }

  /**
   * Requires a fact of the entry.
   *
   * @param what the entry's member for the message
   * @throws CorruptRegionException unless the condition holds
   */
  public void require(boolean condition, String what) {
    entry.require(condition, what);
  }
}
