// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.ForeignNamespaceException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.format.Participant;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.layout.Printable;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.ReadableRegion;
import dev.tenon.runtime.region.Membership;
import dev.tenon.runtime.region.RegionImage;
import dev.tenon.runtime.section.TableEntry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the view of one region, whose header was checked. */
final class RegionReader {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Platform platform;
  private final RegionAddress address;
  private final ReadableRegion stored;
  private final RegionImage image;
  private final Arena arena;
  private final Origin origin;

  RegionReader(
      Platform platform,
      RegionAddress address,
      ReadableRegion stored,
      RegionImage image,
      Arena arena) {
    this.platform = platform;
    this.address = address;
    this.stored = stored;
    this.image = image;
    this.arena = arena;
    this.origin = origin(platform, image);
  }

  private static Origin origin(Platform platform, RegionImage image) {
    if (!image.isOfThisBoot(platform)) {
      return Origin.EARLIER_BOOT;
    }
    try {
      image.requireJudgeable(platform);
      return Origin.HERE;
    } catch (ForeignNamespaceException e) {
      return Origin.OTHER_NAMESPACE;
    }
  }

  RegionView view() throws IOException {
    byte[] region = RegionImage.name(image.header(), RegionHeader.REGION_OFFSET);
    MemorySegment table = image.sectionTable(arena);
    List<byte[]> names = new ArrayList<>();
    for (int i = 0; i < image.sectionCount(); i++) {
      names.add(RegionImage.sectionName(table, i));
    }
    Map<String, String> docs = docs(region, names);
    Holders holders = holders();
    long created = getLong(RegionHeader.CREATED_OFFSET);
    return new RegionView(
        address,
        origin,
        image.isPersistent(),
        image.contractVersion(),
        Printable.of(RegionImage.name(image.header(), RegionHeader.SCHEMA_OFFSET)),
        Printable.of(region),
        Printable.of(RegionImage.name(image.header(), RegionHeader.TOOL_OFFSET)),
        layoutHash(),
        Instant.ofEpochSecond(
            Long.divideUnsigned(created, NANOS_PER_SECOND),
            Long.remainderUnsigned(created, NANOS_PER_SECOND)),
        platform.processId(getLong(RegionHeader.CREATOR_OFFSET)),
        image.totalSize(),
        docs.getOrDefault(key(region), ""),
        holders.views(),
        sections(table, region, names, docs, holders));
  }

  private long getLong(long offset) {
    return image.header().get(ValueLayout.JAVA_LONG, offset);
  }

  private String layoutHash() {
    byte[] hash =
        image
            .header()
            .asSlice(RegionHeader.LAYOUT_HASH_OFFSET, TenonFormatConstants.LAYOUT_HASH_BYTES)
            .toArray(ValueLayout.JAVA_BYTE);
    return HexFormat.of().formatHex(hash);
  }

  private Holders holders() throws IOException {
    long slots = TenonFormatConstants.PARTICIPANT_SLOTS;
    MemorySegment live =
        stored.mapReadOnly(RegionHeader.PARTICIPANTS_OFFSET, slots * Participant.BYTES, arena);
    Holders holders = new Holders(this::life, platform::processId);
    for (int slot = 0; slot < slots; slot++) {
      long base = slot * Participant.BYTES;
      holders.add(
          slot,
          Words.getLongAcquire(live, base + Participant.IDENTITY_OFFSET),
          Integer.toUnsignedLong(Words.getIntOpaque(live, base + Participant.GENERATION_OFFSET)),
          Membership.label(live, base + Participant.LABEL_OFFSET));
    }
    Words.settle();
    return holders;
  }

  private Life life(long identity) {
    return switch (origin) {
      case HERE -> Life.of(platform, identity);
      case EARLIER_BOOT -> Life.DEAD;
      case OTHER_NAMESPACE -> Life.UNKNOWN;
    };
  }

  private Map<String, String> docs(byte[] region, List<byte[]> names) throws IOException {
    Set<String> keys = new HashSet<>(Set.of(key(region)));
    names.forEach(name -> keys.add(key(region, name)));
    long size = getLong(RegionHeader.DESCRIPTION_SIZE_OFFSET);
    try (Arena text = Arena.ofConfined()) {
      return Description.docs(
          stored
              .read(getLong(RegionHeader.DESCRIPTION_OFFSET_OFFSET), size, text)
              .asSlice(0, size)
              .toArray(ValueLayout.JAVA_BYTE),
          keys);
    }
  }

  private static String key(byte[] region) {
    return new String(region, StandardCharsets.UTF_8);
  }

  private static String key(byte[] region, byte[] section) {
    return key(region) + "." + new String(section, StandardCharsets.UTF_8);
  }

  private List<SectionView> sections(
      MemorySegment table,
      byte[] region,
      List<byte[]> names,
      Map<String, String> docs,
      Holders holders)
      throws IOException {
    List<SectionView> views = new ArrayList<>();
    long free = image.descriptionEnd();
    for (int i = 0; i < names.size(); i++) {
      TableEntry entry =
          TableEntry.of(address, table, i, Printable.of(names.get(i)), free, image.totalSize());
      String doc = docs.getOrDefault(key(region, names.get(i)), "");
      try {
        free = entry.requireAnyKind();
        views.add(section(new SectionSite(entry, doc, holders, stored, arena)));
      } catch (CorruptRegionException e) {
        views.add(new BrokenView(entry.name(), doc, e.getMessage()));
      }
    }
    return views;
  }

  private static SectionView section(SectionSite site) throws IOException {
    long number = Integer.toUnsignedLong(site.entry().kind());
    SectionKind kind = SectionKind.of(number);
    return kind == SectionKind.UNRECOGNIZED
        ? new UnknownView(site.name(), site.doc(), number)
        : SectionLooks.of(kind).view(site);
  }
}
