// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import java.util.List;

/**
 * Values that {@code section_struct.h.ftl} and {@code section_struct.c.ftl} print.
 *
 * @param evolved what is there when it has grown, else null
 * @param changed head of the function that wakes who waits; empty when nobody can
 * @param awaited fields that a process can wait for
 */
public record StructSectionView(
    List<String> doc,
    String get,
    String member,
    EvolvedView evolved,
    String changed,
    List<AwaitedView> awaited)
    implements SectionParts {

  /**
   * An atomic field.
   *
   * @param name in the words of an error: {@code MarketFeed.status.connected}
   * @param member in the struct in C
   * @param since version that brought it, when regions of earlier ones may have the section; else 0
   * @param await head of the function that waits for a value
   * @param set head of the function that stores one
   * @param store function that stores one and wakes nobody
   */
  public record AwaitedView(
      String name, String member, int since, String await, String set, String store) {}

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
