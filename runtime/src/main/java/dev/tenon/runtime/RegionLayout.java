// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.SectionKind;
import dev.tenon.runtime.format.TenonFormatConstants;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything lies in a region that is about to be created. Only creation computes offsets;
 * who attaches reads them from the section table.
 *
 * <pre>
 *   RegionHeader | SectionEntry[] | layout text | section | section | … | rest of the page
 * </pre>
 *
 * @param textOffset start of the layout text, in bytes from the region's start
 * @param totalSize bytes of the region, a multiple of the page size
 */
record RegionLayout(
    long tableOffset, long textOffset, byte[] text, List<Placement> placements, long totalSize) {

  /**
   * Where a section lies, in bytes from the region's start.
   *
   * @param dataOffset start of the ring; zero for a struct
   * @param size bytes of the struct or of the ring
   */
  record Placement(long offset, long dataOffset, long size) {}

  static RegionLayout of(RegionDescriptor descriptor) {
    byte[] text = descriptor.layoutText().getBytes(StandardCharsets.UTF_8);
    long tableOffset = RegionHeader.BYTES;
    long textOffset = tableOffset + descriptor.sections().size() * SectionEntry.BYTES;
    long end = textOffset + text.length;
    List<Placement> placements = new ArrayList<>();
    for (SectionDescriptor section : descriptor.sections()) {
      long alignment = startAlignment(section.alignment());
      long offset = alignUp(end, alignment);
      if (section.kind() == SectionKind.QUEUE) {
        long dataOffset = alignUp(offset + QueueHeader.BYTES, alignment);
        placements.add(new Placement(offset, dataOffset, section.size()));
        end = dataOffset + section.size();
      } else {
        placements.add(new Placement(offset, 0, section.size()));
        end = offset + section.size();
      }
    }
    long totalSize = alignUp(end, TenonFormatConstants.PAGE_BYTES);
    return new RegionLayout(tableOffset, textOffset, text, List.copyOf(placements), totalSize);
  }

  /** Alignment of a section's start and of a ring's. */
  static long startAlignment(long alignment) {
    return Math.max(TenonFormatConstants.SECTION_ALIGNMENT, alignment);
  }

  /**
   * The smallest multiple of {@code alignment}, a power of two, that is not below {@code value}.
   */
  static long alignUp(long value, long alignment) {
    return value + alignment - 1 & -alignment;
  }
}
