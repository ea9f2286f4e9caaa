// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * What {@code types.h.ftl} prints.
 *
 * @param origin what the first line says
 * @param own start of the names that the header needs for itself, in capitals
 * @param specialNumbers whether a value is {@code INFINITY} or {@code NAN}
 * @param atomics whether a field is atomic
 * @param texts whether a field holds text
 * @param textLength head of the function that measures a text
 * @param storeText head of the function that stores one
 * @param repeats in ascending order
 * @param structs each after those that it is made of
 * @param evolutions of those of them that have grown
 */
public record TypesView(
    String origin,
    String schema,
    String own,
    String ownLower,
    List<String> doc,
    boolean specialNumbers,
    boolean atomics,
    boolean texts,
    String textLength,
    String storeText,
    String hashMacro,
    String hash,
    String versionMacro,
    int version,
    List<ConstantView> constants,
    List<EnumView> enums,
    List<FlagsView> flags,
    List<RepeatView> repeats,
    List<StructView> structs,
    List<EvolutionView> evolutions) {

  /** One macro with a value. */
  public record ConstantView(List<String> doc, String name, String value) {}

  /**
   * An enum.
   *
   * @param macros whether the numbers need macros, because they do not fit into an {@code int}
   */
  public record EnumView(
      List<String> doc,
      String type,
      String storage,
      String tag,
      boolean macros,
      List<ConstantView> values) {}

  /** A flags type and its masks. */
  public record FlagsView(
      List<String> doc, String type, String storage, List<ConstantView> masks) {}

  /** A macro that writes its argument so many times, made of two of half as many. */
  public record RepeatView(String name, String half) {}
}
