// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * A struct, its initializer and its helper functions.
 *
 * @param macro start of its macros: {@code MKT_QUOTE}
 * @param variable what a pointer to it is called
 * @param width columns of the widest declaration
 * @param initializer lines of the initializer
 * @param messageId empty for a struct that cannot be sent
 */
public record StructView(
    List<String> doc,
    String type,
    String macro,
    String variable,
    long size,
    long alignment,
    String messageId,
    int width,
    List<MemberView> members,
    List<String> initializer,
    List<TextView> texts,
    List<AtomicView> atomics) {

  /**
   * A member.
   *
   * @param declaration with its semicolon
   * @param note what is said behind offset and size, with a comma before it
   * @param field whether it is a field and not padding
   */
  public record MemberView(
      List<String> doc,
      String declaration,
      String name,
      long offset,
      long size,
      String note,
      boolean field) {}

  /**
   * A field that holds text, or an array of texts.
   *
   * @param set head of the function that stores a text
   * @param length head of the function that measures it
   * @param room expression for the bytes of one text: {@code quote->symbol}
   */
  public record TextView(String set, String length, String room, long maxBytes, long capacity) {}

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
