// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.ForeignNamespaceException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionNotReadyException;
import dev.tenon.runtime.RegionStaleException;
import dev.tenon.runtime.SchemaMismatchException;
import dev.tenon.runtime.format.RegionFlags;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.RegionState;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.layout.LayoutDifference;
import dev.tenon.runtime.layout.LayoutHistory;
import dev.tenon.runtime.platform.ByteSource;
import dev.tenon.runtime.platform.Platform;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A private copy of what describes a region: header, section table, layout text. Everything is
 * checked on the copy, so that nobody can change it between the check and the use.
 */
final class RegionImage {
  private final RegionAddress address;
  private final ByteSource source;
  private final MemorySegment header;
  private final long fileSize;

  private RegionImage(
      RegionAddress address, ByteSource source, MemorySegment header, long fileSize) {
    this.address = address;
    this.source = source;
    this.header = header;
    this.fileSize = fileSize;
  }

  /**
   * Reads a header and checks that it is one: size, magic, byte order, version, bounds, state.
   *
   * @param arena holds the copy
   */
  static RegionImage read(RegionAddress address, ByteSource source, Arena arena)
      throws IOException {
    long fileSize = source.size();
    if (fileSize < RegionHeader.BYTES) {
      throw new CorruptRegionException(
          address + " has " + fileSize + " bytes, less than a region's header");
    }
    MemorySegment header = source.read(0, RegionHeader.BYTES, arena);
    RegionImage image = new RegionImage(address, source, header, fileSize);
    image.checkForm();
    return image;
  }

  long totalSize() {
    return getLong(RegionHeader.TOTAL_SIZE_OFFSET);
  }

  boolean isPersistent() {
    return (getInt(RegionHeader.FLAGS_OFFSET) & RegionFlags.PERSISTENT) != 0;
  }

  int contractVersion() {
    return getInt(RegionHeader.CONTRACT_VERSION_OFFSET);
  }

  int sectionCount() {
    return getInt(RegionHeader.SECTION_COUNT_OFFSET);
  }

  long sectionTableOffset() {
    return getLong(RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
  }

  /** First byte behind header, section table and layout text. */
  long descriptionEnd() {
    long tableEnd = sectionTableOffset() + sectionCount() * SectionEntry.BYTES;
    long textEnd =
        getLong(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET)
            + getLong(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET);
    return Math.max(tableEnd, textEnd);
  }

  boolean isOfThisBoot(Platform platform) {
    return Arrays.equals(
        bytes(header, RegionHeader.BOOT_ID_OFFSET, (int) TenonFormatConstants.BOOT_ID_BYTES),
        platform.bootId());
  }

  boolean isOfThisPidNamespace(Platform platform) {
    return getLong(RegionHeader.PID_NAMESPACE_OFFSET) == platform.pidNamespace();
  }

  /** Copies the section table. */
  MemorySegment sectionTable(Arena arena) throws IOException {
    return source.read(sectionTableOffset(), sectionCount() * SectionEntry.BYTES, arena);
  }

  /** Refuses a region whose processes cannot be judged, or that another schema made. */
  void checkBelongsTo(RegionDescriptor descriptor, Platform platform) throws IOException {
    if (!isOfThisBoot(platform)) {
      throw new RegionStaleException(address + " was made before the machine was last started");
    }
    if (!isOfThisPidNamespace(platform)) {
      throw new ForeignNamespaceException(
          address + " was made in another process-id namespace: its processes cannot be judged");
    }
    String schema = string(header, RegionHeader.SCHEMA_OFFSET);
    String region = string(header, RegionHeader.REGION_OFFSET);
    if (!schema.equals(descriptor.schema()) || !region.equals(descriptor.region())) {
      throw new SchemaMismatchException(
          address
              + " is a "
              + LayoutDifference.printable(region)
              + " of schema "
              + LayoutDifference.printable(schema)
              + "; this program wants a "
              + descriptor.region()
              + " of schema "
              + descriptor.schema());
    }
    byte[] hash =
        bytes(
            header, RegionHeader.LAYOUT_HASH_OFFSET, (int) TenonFormatConstants.LAYOUT_HASH_BYTES);
    if (!Arrays.equals(hash, descriptor.layoutHash())) {
      checkHistory(descriptor, hash);
    }
  }

  /** Layouts that differ fit when they were the same at the version of the older side. */
  private void checkHistory(RegionDescriptor descriptor, byte[] hash) throws IOException {
    String text = layoutText();
    int common = Math.min(contractVersion(), descriptor.contractVersion());
    byte[] theirs = LayoutHistory.hashAt(text, hash, common);
    byte[] ours = LayoutHistory.hashAt(descriptor.layoutText(), descriptor.layoutHash(), common);
    if (theirs == null || !Arrays.equals(theirs, ours)) {
      throw new SchemaMismatchException(address + ": " + difference(text, descriptor));
    }
  }

  /** Text of a {@code char[NAME_BYTES]} field. */
  static String string(MemorySegment segment, long offset) {
    byte[] bytes = bytes(segment, offset, (int) TenonFormatConstants.NAME_BYTES);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void checkForm() {
    require(getLong(RegionHeader.MAGIC_OFFSET) == TenonFormatConstants.REGION_MAGIC, "magic");
    require(
        getInt(RegionHeader.BYTE_ORDER_OFFSET) == TenonFormatConstants.BYTE_ORDER_MARK,
        "byte order");
    int version = getInt(RegionHeader.FORMAT_VERSION_OFFSET);
    if (version != TenonFormatConstants.FORMAT_VERSION) {
      throw new SchemaMismatchException(
          address
              + " has region format "
              + Integer.toUnsignedString(version)
              + "; this program knows "
              + TenonFormatConstants.FORMAT_VERSION);
    }
    int state = getInt(RegionHeader.STATE_OFFSET);
    if (state == RegionState.INITIALISING.value()) {
      throw new RegionNotReadyException(address + " is not complete");
    }
    require(state == RegionState.READY.value(), "state");
    long total = totalSize();
    require(total >= RegionHeader.BYTES && total <= fileSize, "total size");
    int sections = sectionCount();
    require(sections >= 0 && sections <= TenonFormatConstants.MAX_SECTIONS, "section count");
    long table = sectionTableOffset();
    require(
        table % SectionEntry.ALIGNMENT == 0 && isInside(table, sections * SectionEntry.BYTES),
        "section table offset");
    long textSize = getLong(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET);
    require(
        textSize <= TenonFormatConstants.MAX_LAYOUT_TEXT
            && isInside(getLong(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET), textSize),
        "layout text");
    require(
        contractVersion() >= 0 && contractVersion() <= TenonFormatConstants.MAX_CONTRACT_VERSION,
        "contract version");
  }

  /** Whether the range lies behind the header and within the region; no sum can overflow. */
  private boolean isInside(long offset, long size) {
    long total = totalSize();
    return offset >= RegionHeader.BYTES && offset <= total && size >= 0 && size <= total - offset;
  }

  private void require(boolean condition, String what) {
    if (!condition) {
      throw new CorruptRegionException(address + " is not a usable region: wrong " + what);
    }
  }

  private String difference(String text, RegionDescriptor descriptor) {
    String found =
        descriptor.schema()
            + " v"
            + contractVersion()
            + " (built by "
            + LayoutDifference.printable(string(header, RegionHeader.TOOL_OFFSET))
            + ")";
    String wanted = "this program (v" + descriptor.contractVersion() + ")";
    return LayoutDifference.describe(
        new LayoutDifference.Side(found, contractVersion(), text),
        new LayoutDifference.Side(wanted, descriptor.contractVersion(), descriptor.layoutText()));
  }

  private String layoutText() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long offset = getLong(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET);
      int size = Math.toIntExact(getLong(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET));
      byte[] text = bytes(source.read(offset, size, arena), 0, size);
      return new String(text, StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(MemorySegment segment, long offset, int size) {
    byte[] bytes = new byte[size];
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, bytes, 0, size);
    return bytes;
  }

  private int getInt(long offset) {
    return header.get(ValueLayout.JAVA_INT, offset);
  }

  private long getLong(long offset) {
    return header.get(ValueLayout.JAVA_LONG, offset);
  }
}
