// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.SectionDescriptor;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.section.Placement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Layout of a region that is about to be created. Only creation computes offsets; who attaches
 * reads them from the section table.
 *
 * <pre>
 *   RegionHeader | SectionEntry[] | layout text | description text | section | … | rest of the page
 * </pre>
 *
 * @param textOffset start of the layout text, in bytes from the region's start
 * @param descriptionOffset start of the description text, directly behind it
 * @param totalSize bytes of the region, a multiple of the page size
 */
record RegionLayout(
    long tableOffset,
    long textOffset,
    byte[] text,
    long descriptionOffset,
    byte[] description,
    List<Placement> placements,
    long totalSize) {

  static RegionLayout of(RegionDescriptor descriptor) {
    byte[] text = descriptor.layoutText().getBytes(StandardCharsets.UTF_8);
    long tableOffset = RegionHeader.BYTES;
    long textOffset = tableOffset + descriptor.sections().size() * SectionEntry.BYTES;
    byte[] description = descriptor.description().getBytes(StandardCharsets.UTF_8);
    long descriptionOffset = textOffset + text.length;
    long end = descriptionOffset + description.length;
    List<Placement> placements = new ArrayList<>();
    for (SectionDescriptor section : descriptor.sections()) {
      // A section that does not fit ends below zero; nothing is added to that.
      requireFits(descriptor, section.size());
      Placement placement = SectionKinds.of(section.kind()).place(section, end);
      placements.add(placement);
      end = requireFits(descriptor, placement.end());
    }
    long totalSize = requireFits(descriptor, Alignment.up(end, TenonFormatConstants.PAGE_BYTES));
    return new RegionLayout(
        tableOffset,
        textOffset,
        text,
        descriptionOffset,
        description,
        List.copyOf(placements),
        totalSize);
  }

  private static long requireFits(RegionDescriptor descriptor, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "the sections of region '"
              + descriptor.region()
              + "' exceed "
              + Long.MAX_VALUE
              + " bytes");
    }
    return bytes;
  }
}
