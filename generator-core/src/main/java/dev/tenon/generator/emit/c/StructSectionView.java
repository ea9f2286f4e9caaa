// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import java.util.List;

/**
 * Values that {@code section_struct.h.ftl} and {@code section_struct.c.ftl} print.
 *
 * @param evolved what is there when it has grown, else null
 */
public record StructSectionView(List<String> doc, String get, String member, EvolvedView evolved)
    implements SectionParts {

  /**
   * A struct that may have fewer fields in the region of an older program.
   *
   * @param complete from which version on it has all
   * @param upgrade function that copies and completes it
   * @param name in the words of an error: {@code MarketFeed.status}
   */
  public record EvolvedView(
      String type,
      int complete,
      String name,
      String struct,
      String upgrade,
      String read,
      String versioned) {}
}
