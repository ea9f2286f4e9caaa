// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * What {@code regions.h.ftl} and {@code regions.c.ftl} print.
 *
 * @param origin what the first line says
 * @param own start of the names that the header needs for itself, in capitals
 * @param messages all that some queue carries, each once
 * @param wholes those of them that need not be whole in a queue
 */
public record RegionsView(
    String origin,
    String schema,
    String own,
    String versionMacro,
    String tool,
    boolean longText,
    List<MessageView> messages,
    List<WholeView> wholes,
    List<RegionView> regions) {

  /**
   * A struct that can be sent.
   *
   * @param macro start of its macros
   * @param defaults whether a new one has anything but zeros
   */
  public record MessageView(String type, String macro, boolean defaults) {}

  /**
   * A message that need not be whole in a queue.
   *
   * @param complete from which version on it has all fields, 0 when always
   * @param size alternatives for its bytes in {@code version}
   * @param least alternatives for the fewest bytes of a record
   * @param head of the function that makes it whole
   * @param lists with which it ends in some version
   * @param last the count of the one with which it ends today, null for none
   * @param capacity of that one
   */
  public record WholeView(
      String type,
      String macro,
      int complete,
      List<String> size,
      List<String> least,
      String head,
      List<ListCheckView> lists,
      String last,
      long capacity) {}

  /**
   * A list with which a message ends.
   *
   * @param when condition on {@code version}, empty when always
   * @param count the member
   * @param offset of the elements
   * @param stride bytes of an element
   */
  public record ListCheckView(String when, String count, long capacity, long offset, long stride) {}

  /**
   * A message that is sent only as far as its list is filled.
   *
   * @param count function that counts
   */
  public record TrimView(String type, String macro, String count, long offset, long stride) {}

  /** Room for a message that is copied. */
  public record CopyView(long size, long alignment) {}

  /** A size that a struct had from a version on. */
  public record SizeView(int section, int since, long size) {}

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
      String contractVersion,
      List<String> layoutLines,
      boolean longText,
      List<String> hashLines,
      List<SectionView> sections,
      List<SizeView> sizes,
      List<StructSectionView> structs,
      List<QueueView> queues) {

    /** Whether it keeps something for a queue. */
    public boolean hasState() {
      return queues.stream().anyMatch(QueueView::hasState);
    }

    /** Whether it has room for copies of messages. */
    public boolean hasCopies() {
      return queues.stream().anyMatch(queue -> queue.copy() != null);
    }
  }

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

  /**
   * A struct that both sides read and write in place.
   *
   * @param evolved what is there when it has grown, else null
   */
  public record StructSectionView(
      List<String> doc, String get, String member, EvolvedView evolved) {}

  /**
   * A struct that may have fewer fields in the region of an older program.
   *
   * @param complete from which version on it has all
   * @param name in the words of an error: {@code MarketFeed.status}
   */
  public record EvolvedView(
      String type, int complete, String name, String struct, String read, String versioned) {}

  /**
   * A queue.
   *
   * @param onRecord head of the function that the runtime calls for each record
   * @param finish head of the function that shortens the message claimed before
   * @param copy room for a message that is not whole in the queue, null if all are
   * @param trims messages that are sent as far as they are filled
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
      String finish,
      CopyView copy,
      List<TrimView> trims,
      List<QueueMessageView> messages) {

    /** Whether the region keeps something for the queue. */
    public boolean hasState() {
      return copy != null || !trims.isEmpty();
    }
  }

  /**
   * A message of a queue.
   *
   * @param name in the schema
   * @param member of the handler
   * @param copied whether it may have to be copied to be whole
   * @param lists what may count more elements than were sent, empty for nothing
   * @param trimmed whether it is sent as far as it is filled
   */
  public record QueueMessageView(
      String name,
      String type,
      String macro,
      String member,
      String callback,
      String claim,
      String claimWait,
      boolean copied,
      String lists,
      boolean trimmed) {}
}
