// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.RegionFlags;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.RegionState;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.section.Placement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Fills a new region, whose bytes are all zero: header, section table, texts, then READY. */
final class RegionWriter {
  /** The creator is the first participant. */
  static final int CREATOR_SLOT = 0;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final MemorySegment region;
  private final Platform platform;
  private final long nonce;

  RegionWriter(MemorySegment region, Platform platform, long nonce) {
    this.region = region;
    this.platform = platform;
    this.nonce = nonce;
  }

  void write(RegionDescriptor descriptor, RegionOptions options, RegionLayout layout) {
    writeForm(descriptor, options, layout);
    writeOrigin();
    for (int i = 0; i < descriptor.sections().size(); i++) {
      writeSection(
          layout.tableOffset() + i * SectionEntry.BYTES,
          descriptor.sections().get(i),
          layout.placements().get(i));
    }
    setBytes(layout.textOffset(), layout.text());
    setBytes(layout.descriptionOffset(), layout.description());
    // Last, and pairs with the acquire load of who attaches: READY means everything above is there.
    Words.setIntRelease(region, RegionHeader.STATE_OFFSET, (int) RegionState.READY.value());
  }

  private void writeForm(RegionDescriptor descriptor, RegionOptions options, RegionLayout layout) {
    setLong(RegionHeader.MAGIC_OFFSET, TenonFormatConstants.REGION_MAGIC);
    setInt(RegionHeader.FORMAT_VERSION_OFFSET, TenonFormatConstants.FORMAT_VERSION);
    setInt(RegionHeader.BYTE_ORDER_OFFSET, TenonFormatConstants.BYTE_ORDER_MARK);
    setLong(RegionHeader.TOTAL_SIZE_OFFSET, layout.totalSize());
    setInt(RegionHeader.FLAGS_OFFSET, options.persistent() ? RegionFlags.PERSISTENT : 0);
    setInt(RegionHeader.CONTRACT_VERSION_OFFSET, descriptor.contractVersion());
    setInt(RegionHeader.SECTION_COUNT_OFFSET, descriptor.sections().size());
    setLong(RegionHeader.SECTION_TABLE_OFFSET_OFFSET, layout.tableOffset());
    setLong(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET, layout.textOffset());
    setLong(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET, layout.text().length);
    setLong(RegionHeader.DESCRIPTION_OFFSET_OFFSET, layout.descriptionOffset());
    setLong(RegionHeader.DESCRIPTION_SIZE_OFFSET, layout.description().length);
    setBytes(RegionHeader.LAYOUT_HASH_OFFSET, descriptor.layoutHash());
    setString(RegionHeader.SCHEMA_OFFSET, descriptor.schema());
    setString(RegionHeader.REGION_OFFSET, descriptor.region());
    setString(RegionHeader.TOOL_OFFSET, descriptor.tool());
  }

  private void writeOrigin() {
    Instant now = Instant.now();
    setBytes(RegionHeader.BOOT_ID_OFFSET, platform.bootId());
    setLong(RegionHeader.PID_NAMESPACE_OFFSET, platform.pidNamespace());
    setLong(RegionHeader.TIME_NAMESPACE_OFFSET, platform.timeNamespace());
    setLong(RegionHeader.CREATOR_OFFSET, platform.processIdentity());
    setLong(RegionHeader.CREATED_OFFSET, now.getEpochSecond() * NANOS_PER_SECOND + now.getNano());
    setLong(RegionHeader.NONCE_OFFSET, nonce);
    Membership.joinFirst(region, CREATOR_SLOT, platform);
  }

  private void writeSection(long entry, SectionDescriptor section, Placement placement) {
    setString(entry + SectionEntry.NAME_OFFSET, section.name());
    setInt(entry + SectionEntry.KIND_OFFSET, section.kind());
    setInt(entry + SectionEntry.ALIGNMENT_OFFSET, section.alignment());
    setLong(entry + SectionEntry.OFFSET_OFFSET, placement.offset());
    setLong(entry + SectionEntry.SIZE_OFFSET, section.size());
    setLong(entry + SectionEntry.DATA_OFFSET_OFFSET, placement.dataOffset());
    setInt(entry + SectionEntry.COUNT_OFFSET, section.count());
    setInt(entry + SectionEntry.FLAGS_OFFSET, section.flags());
    SectionKinds.of(section.kind()).initialize(section, placement, region);
  }

  private void setInt(long offset, long value) {
    region.set(ValueLayout.JAVA_INT, offset, (int) value);
  }

  private void setLong(long offset, long value) {
    region.set(ValueLayout.JAVA_LONG, offset, value);
  }

  /** The terminating NUL is there already. */
  private void setString(long offset, String value) {
    setBytes(offset, value.getBytes(StandardCharsets.UTF_8));
  }

  private void setBytes(long offset, byte[] value) {
    MemorySegment.copy(value, 0, region, ValueLayout.JAVA_BYTE, offset, value.length);
  }
}
