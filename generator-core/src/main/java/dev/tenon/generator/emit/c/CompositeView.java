// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * A struct or union, its initializer and its functions.
 *
 * @param keyword {@code struct} or {@code union}
 * @param foreign the type that a foreign header declares; empty when this one does
 * @param macro start of its macros: {@code MKT_QUOTE}
 * @param messageId empty for what cannot be sent
 * @param width columns of the widest declaration
 * @param validations none, or one
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
   * @param declaration with its semicolon
   * @param note what is said behind offset and size, with a comma before it
   * @param offsetProved whether its offset is asserted
   * @param sizeProved whether its size is
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
   * @param length head of the function that measures it
   * @param room expression for the bytes of one text: {@code quote->symbol}
   */
  public record TextView(String set, String length, String room, long maxBytes, long capacity) {}

  /**
   * A field whose most significant byte comes first.
   *
   * @param place the member, with indices
   * @param load expression for its value
   * @param store expression for what is stored for {@code value}
   */
  public record BigEndianView(String place, String get, String load, String set, String store) {}

  /**
   * Bits of an integer.
   *
   * @param mask macro, and {@code maskValue} what it stands for
   * @param load expression for the value of the bits in {@code word}
   * @param refused when a value does not fit; empty when every one does
   * @param word type of the integer, {@code wordLoad} expression for it
   * @param cleared expression for the integer without the bits
   * @param merged expression for that with {@code value} in their place
   * @param wordStore expression for what is stored for it
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
   * @param counter the member that counts
   * @param place the element behind the last
   * @param store expression for what is stored for {@code value}
   * @param struct type of the elements if they are structs, and {@code initial} a new one
   * @param bytes of one element, if it is handed over as bytes
   * @param maxBytes of one text, and {@code capacity} its room, if the elements are texts
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
   * An arm of a union whose struct tells which arm is there.
   *
   * @param kind {@code value}, {@code text}, or {@code place} for what is filled where it lies
   * @param name of the arm in the schema
   * @param tag the member that tells, {@code tagValue} what it holds for this arm
   * @param union the member that is the union
   * @param unionInitial an empty union
   * @param place the arm; {@code address} is a pointer to it
   * @param load expression for the value, {@code store} for what is stored for {@code value}
   * @param length head of the function that measures a text
   * @param size of the union, all of which is {@code unionBytes}
   * @param initialType what the arm is made of, if that has defaults
   * @param indices names of the variables that {@code initialize}, which stores them, needs
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
   * What a struct has to obey.
   *
   * @param indices names of the variables that its loops need
   */
  public record ValidationView(String head, List<String> indices, List<String> checks) {}

  /**
   * An atomic field: the heads of its functions.
   *
   * @param field expression for it: {@code status->sequence}
   * @param exchanges whether it is an integer, which can be exchanged and added to
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
