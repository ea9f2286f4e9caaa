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
import dev.tenon.runtime.layout.Printable;
import dev.tenon.runtime.platform.ByteSource;
import dev.tenon.runtime.platform.Platform;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * A private copy of what describes a region: header, section table, layout text. Everything is
 * checked on the copy, so that nobody can change it between the check and the use.
 */
public final class RegionImage {
  private static final int NAME_BYTES = (int) TenonFormatConstants.NAME_BYTES;

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
  public static RegionImage read(RegionAddress address, ByteSource source, Arena arena)
      throws IOException {
    long fileSize = source.size();
    if (fileSize < RegionHeader.BYTES) {
      throw new CorruptRegionException(
          address + " has " + fileSize + " bytes, a region header has " + RegionHeader.BYTES);
    }
    MemorySegment header = source.read(0, RegionHeader.BYTES, arena);
    RegionImage image = new RegionImage(address, source, header, fileSize);
    image.checkForm();
    return image;
  }

  public long totalSize() {
    return getLong(RegionHeader.TOTAL_SIZE_OFFSET);
  }

  public boolean isPersistent() {
    return (getInt(RegionHeader.FLAGS_OFFSET) & RegionFlags.PERSISTENT) != 0;
  }

  public int contractVersion() {
    return getInt(RegionHeader.CONTRACT_VERSION_OFFSET);
  }

  public int sectionCount() {
    return getInt(RegionHeader.SECTION_COUNT_OFFSET);
  }

  /** Random number that tells the region from every other of the same name. */
  long nonce() {
    return getLong(RegionHeader.NONCE_OFFSET);
  }

  /** The copy of the header. */
  public MemorySegment header() {
    return header;
  }

  long sectionTableOffset() {
    return getLong(RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
  }

  /** First byte behind header, section table and texts, which come in this order. */
  public long descriptionEnd() {
    return getLong(RegionHeader.DESCRIPTION_OFFSET_OFFSET)
        + getLong(RegionHeader.DESCRIPTION_SIZE_OFFSET);
  }

  public boolean isOfThisBoot(Platform platform) {
    return Arrays.equals(
        bytes(header, RegionHeader.BOOT_ID_OFFSET, (int) TenonFormatConstants.BOOT_ID_BYTES),
        platform.bootId());
  }

  /**
   * Requires that the region's processes can be judged from here.
   *
   * @throws ForeignNamespaceException if they cannot
   */
  public void requireJudgeable(Platform platform) {
    requireNamespace(
        "process-id", getLong(RegionHeader.PID_NAMESPACE_OFFSET), platform.pidNamespace());
    requireNamespace("time", getLong(RegionHeader.TIME_NAMESPACE_OFFSET), platform.timeNamespace());
  }

  private void requireNamespace(String kind, long theirs, long own) {
    if (theirs != own) {
      throw new ForeignNamespaceException(
          address
              + " was created in "
              + kind
              + " namespace "
              + Long.toUnsignedString(theirs)
              + ", this process is in "
              + Long.toUnsignedString(own));
    }
  }

  /** Copies the section table. */
  public MemorySegment sectionTable(Arena arena) throws IOException {
    return source.read(sectionTableOffset(), sectionCount() * SectionEntry.BYTES, arena);
  }

  /** Refuses a region whose processes cannot be judged, or that another schema made. */
  void checkBelongsTo(RegionDescriptor descriptor, Platform platform) throws IOException {
    if (!isOfThisBoot(platform)) {
      throw new RegionStaleException(address + " was created before this machine's last boot");
    }
    requireJudgeable(platform);
    byte[] schema = name(header, RegionHeader.SCHEMA_OFFSET);
    byte[] region = name(header, RegionHeader.REGION_OFFSET);
    if (!isText(schema, descriptor.schema()) || !isText(region, descriptor.region())) {
      throw new SchemaMismatchException(
          address
              + " holds region "
              + Printable.of(region)
              + " of schema "
              + Printable.of(schema)
              + " v"
              + contractVersion()
              + ", this program expects region "
              + descriptor.region()
              + " of schema "
              + descriptor.schema()
              + " v"
              + descriptor.contractVersion());
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
    byte[] text = layoutText();
    int common = Math.min(contractVersion(), descriptor.contractVersion());
    // Read as bytes: what matters to a history is ASCII.
    byte[] theirs =
        LayoutHistory.hashAt(new String(text, StandardCharsets.ISO_8859_1), hash, common);
    byte[] ours = LayoutHistory.hashAt(descriptor.layoutText(), descriptor.layoutHash(), common);
    if (theirs == null || !Arrays.equals(theirs, ours)) {
      throw new SchemaMismatchException(address + ": " + difference(text, descriptor));
    }
  }

  /** The bytes of a {@code char[NAME_BYTES]} field up to its end; all of them if it has none. */
  public static byte[] name(MemorySegment segment, long offset) {
    return upToNul(bytes(segment, offset, NAME_BYTES));
  }

  /** The name in an entry of a section table. */
  public static byte[] sectionName(MemorySegment table, int index) {
    return name(table, index * SectionEntry.BYTES + SectionEntry.NAME_OFFSET);
  }

  /** Bytes before the first zero; all of them if there is none. */
  public static byte[] upToNul(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Whether the bytes of a name are those of a text. */
  static boolean isText(byte[] name, String text) {
    return Arrays.equals(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** In the order of the protocol: the first fault is the one that is told. */
  private void checkForm() {
    checkFormat();
    checkState();
    checkBounds();
    int version = contractVersion();
    require(
        version >= 0 && version <= TenonFormatConstants.MAX_CONTRACT_VERSION,
        () ->
            address
                + " has the contract version "
                + Integer.toUnsignedString(version)
                + ", at most "
                + TenonFormatConstants.MAX_CONTRACT_VERSION
                + " is possible");
    require(
        LongStream.of(
                RegionHeader.SCHEMA_OFFSET, RegionHeader.REGION_OFFSET, RegionHeader.TOOL_OFFSET)
            .allMatch(offset -> name(header, offset).length < NAME_BYTES),
        () -> address + " has a name without an end");
  }

  private void checkFormat() {
    long magic = getLong(RegionHeader.MAGIC_OFFSET);
    require(
        magic == TenonFormatConstants.REGION_MAGIC,
        () -> address + " is not a region: it starts with " + HexFormat.of().toHexDigits(magic));
    int mark = getInt(RegionHeader.BYTE_ORDER_OFFSET);
    require(
        mark == TenonFormatConstants.BYTE_ORDER_MARK,
        () ->
            address
                + " has another byte order: its mark reads "
                + HexFormat.of().toHexDigits(mark));
    int version = getInt(RegionHeader.FORMAT_VERSION_OFFSET);
    if (version != TenonFormatConstants.FORMAT_VERSION) {
      throw new SchemaMismatchException(
          address
              + " has region format "
              + Integer.toUnsignedString(version)
              + ", this runtime reads format "
              + TenonFormatConstants.FORMAT_VERSION);
    }
  }

  private void checkState() {
    int state = getInt(RegionHeader.STATE_OFFSET);
    if (state == RegionState.INITIALISING.value()) {
      throw notReady(address);
    }
    require(
        state == RegionState.READY.value(),
        () -> address + " has the unknown state " + Integer.toUnsignedString(state));
  }

  static RegionNotReadyException notReady(RegionAddress address) {
    return new RegionNotReadyException("the creator of " + address + " has not finished");
  }

  private void checkBounds() {
    long total = totalSize();
    require(
        total >= RegionHeader.BYTES && total <= fileSize,
        () ->
            address
                + " has "
                + fileSize
                + " bytes, its header says "
                + Long.toUnsignedString(total));
    int sections = sectionCount();
    long table = sectionTableOffset();
    require(
        sections >= 0
            && sections <= TenonFormatConstants.MAX_SECTIONS
            && table % SectionEntry.ALIGNMENT == 0
            && isInside(table, sections * SectionEntry.BYTES, RegionHeader.BYTES),
        () ->
            address
                + " has a section table of "
                + Integer.toUnsignedString(sections)
                + " entries at "
                + Long.toUnsignedString(table)
                + " in "
                + total
                + " bytes");
    long textEnd =
        requireText(
            "layout",
            getLong(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET),
            getLong(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET),
            TenonFormatConstants.MAX_LAYOUT_TEXT,
            table + sections * SectionEntry.BYTES);
    requireText(
        "description",
        getLong(RegionHeader.DESCRIPTION_OFFSET_OFFSET),
        getLong(RegionHeader.DESCRIPTION_SIZE_OFFSET),
        TenonFormatConstants.MAX_DESCRIPTION_TEXT,
        textEnd);
  }

  /** Checks where a text lies, and returns its end. */
  private long requireText(String name, long offset, long size, long limit, long start) {
    require(
        size <= limit && isInside(offset, size, start),
        () ->
            address
                + " has a "
                + name
                + " text of "
                + Long.toUnsignedString(size)
                + " bytes at "
                + Long.toUnsignedString(offset)
                + " in "
                + totalSize()
                + " bytes");
    return offset + size;
  }

  /** Whether the range lies between the start and the region's end; no sum can overflow. */
  private boolean isInside(long offset, long size, long start) {
    long total = totalSize();
    return offset >= start && offset <= total && size >= 0 && size <= total - offset;
  }

  private static void require(boolean condition, Supplier<String> message) {
    if (!condition) {
      throw new CorruptRegionException(message.get());
    }
  }

  private String difference(byte[] text, RegionDescriptor descriptor) {
    String found =
        Printable.of(name(header, RegionHeader.SCHEMA_OFFSET))
            + " v"
            + contractVersion()
            + " (built by "
            + Printable.of(name(header, RegionHeader.TOOL_OFFSET))
            + ")";
    String wanted = "this program (v" + descriptor.contractVersion() + ")";
    return LayoutDifference.describe(
        new LayoutDifference.Side(found, contractVersion(), text),
        new LayoutDifference.Side(
            wanted,
            descriptor.contractVersion(),
            descriptor.layoutText().getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] layoutText() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long offset = getLong(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET);
      int size = Math.toIntExact(getLong(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET));
      return bytes(source.read(offset, size, arena), 0, size);
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
