// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * A struct or union, its initializer and its functions.
 *
 * @param doc lines of its documentation comment, without comment marks; empty for none
 * @param keyword {@code struct} or {@code union}
 * @param foreign type that a foreign header declares; empty when this header declares it
 * @param type name of the C type
 * @param macro prefix of its macros: {@code MKT_QUOTE}
 * @param size size in bytes
 * @param alignment alignment in bytes
 * @param messageId message id; empty for a composite that is not a message
 * @param width columns of the widest member declaration
 * @param members members in memory order, padding included
 * @param initializer macro that initialises a variable with its defaults
 * @param texts fields that hold text
 * @param bigEndians big-endian fields
 * @param bits named bits of its fields
 * @param lists bounded lists
 * @param arms arms of its tagged unions
 * @param validations validation function: no element or one
 * @param atomics atomic fields
 */
public record CompositeView(
    List<String> doc,
    String keyword,
    String foreign,
    String type,
    String macro,
    long size,
    long alignment,
    String messageId,
    int width,
    List<MemberView> members,
    MacroView initializer,
    List<TextView> texts,
    List<BigEndianView> bigEndians,
    List<BitsView> bits,
    List<ListView> lists,
    List<ArmView> arms,
    List<ValidationView> validations,
    List<AtomicView> atomics) {

  /**
   * A member.
   *
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param declaration declaration with its semicolon
   * @param name name of the member
   * @param offset offset in bytes from the start of the composite
   * @param size size in bytes
   * @param note text behind offset and size in the comment, with a leading comma; empty for none
   * @param offsetProved whether the offset is asserted
   * @param sizeProved whether the size is asserted
   */
  public record MemberView(
      List<String> doc,
      String declaration,
      String name,
      long offset,
      long size,
      String note,
      boolean offsetProved,
      boolean sizeProved) {}

  /**
   * A field that holds text, or an array of texts.
   *
   * @param set head of the function that stores a text
   * @param length head of the function that measures a text
   * @param room expression for the bytes of one text: {@code quote->symbol}
   * @param maxBytes maximum length of a text in bytes
   * @param capacity bytes that one text occupies
   */
  public record TextView(String set, String length, String room, long maxBytes, long capacity) {}

  /**
   * A big-endian field.
   *
   * @param place expression for the member, with indices
   * @param get head of the getter
   * @param load expression for its value in native byte order
   * @param set head of the setter
   * @param store expression for {@code value} in big-endian byte order
   */
  public record BigEndianView(String place, String get, String load, String set, String store) {}

  /**
   * Named bits of an integer.
   *
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param mask name of the macro for the mask
   * @param maskValue mask of the bits
   * @param shift name of the macro for the shift
   * @param shiftValue number of the lowest bit, from 0
   * @param get head of the getter
   * @param load expression for the value of the bits in {@code word}
   * @param set head of the setter
   * @param refused condition that {@code value} does not fit; empty when every value fits
   * @param word type of the integer
   * @param wordLoad expression for the integer in native byte order
   * @param cleared expression for {@code word} with the bits cleared
   * @param merged expression for {@code word} with {@code value} in the bits
   * @param place expression for the member, with indices
   * @param wordStore expression for {@code word} as the member stores it
   */
  public record BitsView(
      List<String> doc,
      String mask,
      String maskValue,
      String shift,
      int shiftValue,
      String get,
      String load,
      String set,
      String refused,
      String word,
      String wordLoad,
      String cleared,
      String merged,
      String place,
      String wordStore) {}

  /**
   * A bounded list.
   *
   * @param count head of the function that returns the number of elements
   * @param add head of the function that appends an element
   * @param counter expression for the member that holds the count
   * @param limit maximum number of elements
   * @param place expression for the element behind the last one
   * @param store expression for {@code value} as the element stores it
   * @param struct type of struct elements; empty for other elements
   * @param initial initializer of a struct element; empty for other elements
   * @param bytes bytes of an element that is passed as a byte array; 0 for other elements
   * @param maxBytes maximum length of a text element in bytes; 0 for other elements
   * @param capacity bytes that a text element occupies; 0 for other elements
   */
  public record ListView(
      String count,
      String add,
      String counter,
      String limit,
      String place,
      String store,
      String struct,
      String initial,
      long bytes,
      long maxBytes,
      long capacity) {}

  /**
   * An arm of a tagged union.
   *
   * @param kind {@code value}, {@code text}, or {@code place} for an arm that is filled in place
   * @param name name of the arm in the schema
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param tag expression for the tag field
   * @param tagValue value of the tag that selects the arm
   * @param union expression for the member of the union type
   * @param unionType name of the union type
   * @param unionInitial initializer of the union: all zeros
   * @param unionBytes name of the member that spans all bytes of the union
   * @param place expression for the arm
   * @param address expression for a pointer to the arm
   * @param get head of the getter
   * @param set head of the setter, which also stores the tag
   * @param load expression for the value of the arm
   * @param store expression for {@code value} as the arm stores it
   * @param length head of the function that measures a text; empty for other arms
   * @param maxBytes maximum length of a text in bytes; 0 for other arms
   * @param capacity bytes that a text occupies; 0 for other arms
   * @param size size of the union in bytes
   * @param initialType type of the arm or of its elements, when that has defaults; empty otherwise
   * @param initial initializer of {@code initialType}; empty without one
   * @param indices names of the loop variables of {@code initialize}
   * @param initialize statements that store the defaults of the arm
   */
  public record ArmView(
      String kind,
      String name,
      List<String> doc,
      String tag,
      String tagValue,
      String union,
      String unionType,
      String unionInitial,
      String unionBytes,
      String place,
      String address,
      String get,
      String set,
      String load,
      String store,
      String length,
      long maxBytes,
      long capacity,
      long size,
      String initialType,
      String initial,
      List<String> indices,
      List<String> initialize) {}

  /**
   * The validation function of a struct.
   *
   * @param head head of the function
   * @param indices names of its loop variables
   * @param checks statements that check one field each
   */
  public record ValidationView(String head, List<String> indices, List<String> checks) {}

  /**
   * An atomic field.
   *
   * @param field expression for the member: {@code status->sequence}
   * @param exchanges whether the field has exchange and addition functions, as integers do
   * @param load head of the function that loads the value
   * @param store head of the function that stores a value
   * @param exchange head of the function that exchanges the value; empty unless {@code exchanges}
   * @param compareExchange head of the function that compares and exchanges; empty unless {@code
   *     exchanges}
   * @param fetchAdd head of the function that adds to the value; empty unless {@code exchanges}
   */
  public record AtomicView(
      String field,
      boolean exchanges,
      String load,
      String store,
      String exchange,
      String compareExchange,
      String fetchAdd) {}
}
