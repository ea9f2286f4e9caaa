// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import dev.tenon.generator.emit.c.RegionsView.SizeView;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.schema.Section;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the view of one section, a class of its own for each kind. */
interface SectionCode {

  /** The C type that a region keeps a pointer to: {@code tenon_queue}. */
  String pointed();

  /** Function of the runtime that finds the section: {@code tenon_region_queue}. */
  String find();

  /** Alignment in the region's descriptor, a number or a macro. */
  String alignment();

  /** Size in the region's descriptor, a number or a macro. */
  String size();

  /** Lanes of a queue, workers, or permits of a semaphore; 1 otherwise. */
  default int count() {
    return 1;
  }

  /** Flags in the region's descriptor, as a C expression. */
  default String flags() {
    return flags("");
  }

  /** Returns the expression for flags of the shared-memory format, of which empty ones are none. */
  static String flags(String... names) {
    String set =
        Stream.of(names)
            .filter(name -> !name.isEmpty())
            .map(name -> "TENON_SECTION_FLAGS_" + name)
            .collect(Collectors.joining(" | "));
    return set.isEmpty() ? "0" : set;
  }

  /** The macro that a new section is filled with, empty when it is all zero. */
  default String initial() {
    return "";
  }

  /** The sizes that the section had, if it grew. */
  default List<SizeView> sizes() {
    return List.of();
  }

  /**
   * Returns the sizes of a section that grows with a struct; none if it never grew.
   *
   * @param index of the section
   * @param size expression for the bytes of the section, from those of the struct
   */
  static List<SizeView> sizes(
      StructLayoutPlan plan, Section section, int index, LongFunction<String> size) {
    List<Version> changes = plan.changes(Version::size, section.since());
    return changes.stream()
        .filter(version -> changes.size() > 1)
        .map(version -> new SizeView(index, version.since(), size.apply(version.size())))
        .toList();
  }

  /** Values that the templates of the kind print. */
  SectionParts parts();
}
