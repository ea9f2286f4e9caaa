// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * What {@code regions.h.ftl} and {@code regions.c.ftl} print.
 *
 * @param origin what the first line says
 * @param own start of the names that the header needs for itself, in capitals
 * @param messages all that some queue carries, each once
 */
public record RegionsView(
    String origin,
    String schema,
    String own,
    String versionMacro,
    String tool,
    boolean longText,
    List<MessageView> messages,
    List<RegionView> regions) {

  /**
   * A struct that can be sent.
   *
   * @param macro start of its macros
   * @param defaults whether a new one has anything but zeros
   */
  public record MessageView(String type, String macro, boolean defaults) {}

  /**
   * A region.
   *
   * @param name in the schema
   * @param variable what a pointer to it is called
   * @param create heads of its functions, like the next three
   * @param layoutLines string literals, one for each line
   * @param longText whether the text is longer than every compiler has to accept
   * @param hashLines bytes of the hash
   */
  public record RegionView(
      List<String> doc,
      String name,
      String type,
      String variable,
      String create,
      String attach,
      String openOrCreate,
      String close,
      String region,
      List<String> layoutLines,
      boolean longText,
      List<String> hashLines,
      List<SectionView> sections,
      List<StructSectionView> structs,
      List<QueueView> queues) {}

  /**
   * A section of either kind.
   *
   * @param name in the schema
   * @param index in the descriptor
   * @param pointer declaration of the member of the region's struct that points to it
   * @param member name of this member
   * @param find function of the runtime that finds it
   * @param initial declaration of what a new struct holds, empty when that is zero
   * @param initialPointer pointer to it
   */
  public record SectionView(
      String name,
      int index,
      String pointer,
      String member,
      String find,
      String kind,
      String alignment,
      String size,
      String initial,
      String initialPointer) {}

  /** A struct that both sides read and write in place. */
  public record StructSectionView(List<String> doc, String get, String member) {}

  /**
   * A queue.
   *
   * @param onRecord head of the function that the runtime calls for each record
   * @param type start of its names: {@code mkt_market_feed_quotes}
   * @param member of the region's struct
   * @param publish heads of its functions, like the next three
   */
  public record QueueView(
      List<String> doc,
      String name,
      String type,
      String member,
      String get,
      String publish,
      String cancel,
      String poll,
      String take,
      String onRecord,
      List<QueueMessageView> messages) {}

  /**
   * A message of a queue.
   *
   * @param name in the schema
   * @param member of the handler
   */
  public record QueueMessageView(
      String name,
      String type,
      String macro,
      String member,
      String callback,
      String claim,
      String claimWait) {}
}
