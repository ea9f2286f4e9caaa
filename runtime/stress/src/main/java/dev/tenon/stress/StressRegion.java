// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/**
 * A region of one section for a test, open until the JVM ends.
 *
 * @param region its attachment
 * @param memory another mapping of all its bytes
 */
record StressRegion(Region region, MemorySegment memory) {
  /** Creates a region of a section. */
  static StressRegion create(UnaryOperator<RegionDescriptor.Builder> section) {
    try {
      Path folder = Files.createTempDirectory("tenon-stress");
      Path file = folder.resolve("region");
      RegionDescriptor.Builder builder =
          RegionDescriptor.builder("stress", 1, "Orders")
              .tool("tenon 0.1.0")
              .layoutHash("00".repeat(32))
              .layoutText("tenon-layout 1\n");
      RegionDescriptor descriptor = section.apply(builder).build();
      Region region = Region.create(RegionAddress.file(file), descriptor);
      MemorySegment memory;
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), Arena.global());
      }
      // The mappings stay; JVMs of jcstress end without closing anything.
      Files.delete(file);
      Files.delete(folder);
      return new StressRegion(region, memory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Start of the section in the memory. */
  long offset() {
    long table = memory.get(ValueLayout.JAVA_LONG, RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
    return memory.get(ValueLayout.JAVA_LONG, table + SectionEntry.OFFSET_OFFSET);
  }
}
