// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import dev.tenon.generator.emit.c.RegionsView.SizeView;
import java.util.List;

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

  /** The macro that a new section is filled with, empty when it is all zero. */
  default String initial() {
    return "";
  }

  /** The sizes that the section had, if it grew. */
  default List<SizeView> sizes() {
    return List.of();
  }

  /** Values that the templates of the kind print. */
  SectionParts parts();
}
