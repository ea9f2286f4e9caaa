// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.RegionsView.SectionParts;
import java.util.List;
import java.util.Map;

/**
 * Values that {@code messages.h.ftl} and {@code messages.c.ftl} print: sections that carry
 * messages, which are queues, broadcasts and work.
 *
 * @param onRecord head of the function that the runtime calls for each record
 * @param finish head of the function that shortens the message claimed before
 * @param copy room for a message that is not whole in the ring, null if all are
 * @param messages in the order of the schema
 * @param first those of the section's first version
 * @param appended those that a later version brought, in the order of the versions
 * @param trims messages that are sent as far as they are filled
 * @param runtime prefix of the runtime's functions: {@code tenon_queue}
 * @param receiver C type of what is polled: {@code tenon_queue}
 * @param place where a claimed message lies, in words
 * @param taken when nobody can become producer, in words
 * @param woken who sleeps until something is published, in words
 * @param consumerDoc sentence about the type that receives; empty for a queue, as the next four
 * @param joinDoc lines of the documentation comment of {@code join}, without comment marks
 * @param join head of the function that makes one
 * @param last first argument of the runtime's function for that, with a comma behind it
 * @param leave head of the function that ends one
 * @param receiverGetter head of the function that returns the runtime's receiver
 * @param pollDoc sentence about polling; empty for none
 * @param names of its functions and types, by their roles
 * @param member of the region's struct
 * @param publish heads of its functions, like the next four
 */
public record MessageSectionView(
    List<String> doc,
    String name,
    String runtime,
    String receiver,
    String place,
    String taken,
    String woken,
    String consumerDoc,
    List<String> joinDoc,
    String join,
    String last,
    String leave,
    String receiverGetter,
    String pollDoc,
    Map<String, String> names,
    String member,
    String get,
    String publish,
    String cancel,
    String poll,
    String peek,
    String take,
    String onRecord,
    String finish,
    CopyView copy,
    List<TrimView> trims,
    List<SectionMessageView> messages,
    List<SectionMessageView> first,
    List<SectionMessageView> appended)
    implements SectionParts {

  @Override
  public boolean hasState() {
    return hasMemory() || !trims.isEmpty();
  }

  @Override
  public boolean hasMemory() {
    return copy != null && !isJoined();
  }

  /** Whether there may be several receivers, each made by {@code join}. */
  public boolean isJoined() {
    return !join.isEmpty();
  }

  /**
   * Values that the sections of a file share.
   *
   * @param messages all that some section carries, each once
   * @param wholes those of them that need not be whole in a ring
   */
  public record SharedView(List<MessageView> messages, List<WholeView> wholes) {

    /** Whether some message ends with a list. */
    public boolean hasLists() {
      return wholes.stream().anyMatch(whole -> !whole.lists().isEmpty());
    }
  }

  /**
   * A message of a section.
   *
   * @param name in the schema
   * @param member of the handler
   * @param since the contract version that brought it to the section
   * @param copied whether it may have to be copied to be whole
   * @param checked whether a list may count more elements than were sent
   * @param trimmed whether it is sent as far as it is filled
   */
  public record SectionMessageView(
      String name,
      Map<String, String> names,
      String type,
      String macro,
      String member,
      String callback,
      int since,
      String claim,
      String claimWait,
      boolean copied,
      boolean checked,
      boolean trimmed) {}

  /**
   * A struct that can be sent.
   *
   * @param macro start of its macros
   * @param defaults whether a new one has anything but zeros
   */
  public record MessageView(
      Map<String, String> names, String type, String macro, boolean defaults) {}

  /**
   * A message that need not be whole in a ring.
   *
   * @param completeFunction function that completes it when it has grown
   * @param complete from which version on it has all fields, 0 when always
   * @param size alternatives for its bytes in {@code version}
   * @param least alternatives for the fewest bytes of a record
   * @param head of the function that makes it whole
   * @param lists with which it ends in some version
   * @param last the count of the one with which it ends today, null for none
   * @param lastName of that one in the schema, null for none
   * @param capacity of that one
   */
  public record WholeView(
      Map<String, String> names,
      String completeFunction,
      String type,
      String macro,
      int complete,
      List<String> size,
      List<String> least,
      String head,
      List<ListCheckView> lists,
      String last,
      String lastName,
      long capacity) {}

  /**
   * A list with which a message ends.
   *
   * @param name in the schema: {@code Quote.bids}
   * @param when condition on {@code version}, empty when always
   * @param count the member
   * @param offset of the elements
   * @param stride bytes of an element
   */
  public record ListCheckView(
      String name, String when, String count, long capacity, long offset, long stride) {}

  /**
   * A message that is sent only as far as its list is filled.
   *
   * @param count function that counts
   */
  public record TrimView(String type, String macro, String count, long offset, long stride) {}

  /** Room for a message that is copied. */
  public record CopyView(long size, long alignment) {}
}
