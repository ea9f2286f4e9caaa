// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * What {@code types.h.ftl} prints.
 *
 * @param origin what the first line says
 * @param own start of the names that the header needs for itself, in capitals
 * @param imports names of the schemas that are imported, and {@code foreign} other headers
 * @param repeats in ascending order
 * @param zeros initializers of structs of zeros, where a new one has defaults
 * @param composites each after those that it is made of
 * @param evolutions of those of them that have grown
 */
public record TypesView(
    String origin,
    String schema,
    String own,
    String ownLower,
    List<String> doc,
    List<String> imports,
    List<String> foreign,
    HelpersView helpers,
    String hashMacro,
    String hash,
    String versionMacro,
    int version,
    List<ConstantView> constants,
    List<EnumView> enums,
    List<FlagsView> flags,
    List<RepeatView> repeats,
    List<MacroView> zeros,
    List<CompositeView> composites,
    List<EvolutionView> evolutions) {

  /**
   * What the header defines for its own use.
   *
   * @param specialNumbers whether a value is {@code INFINITY} or {@code NAN}
   * @param casts whether values are converted
   * @param pointers whether a function returns a pointer
   * @param bigEndian whether something has its most significant byte first
   * @param bigEndianReals whether that is a number with a fraction
   * @param textLength head of the function that measures a text
   * @param storeText head of the function that stores one
   */
  public record HelpersView(
      boolean specialNumbers,
      boolean casts,
      boolean pointers,
      boolean bigEndian,
      boolean bigEndianReals,
      boolean bits,
      boolean lists,
      boolean arms,
      boolean validations,
      boolean atomics,
      boolean texts,
      boolean sizes,
      String textLength,
      String storeText) {}

  /** One macro with a value. */
  public record ConstantView(List<String> doc, String name, String value) {}

  /**
   * An enum.
   *
   * @param macros whether the numbers need macros, because they do not fit into an {@code int}
   * @param values aliases behind what they stand for
   */
  public record EnumView(
      List<String> doc,
      String type,
      String storage,
      String tag,
      boolean macros,
      List<ConstantView> values) {}

  /** A flags type, its bits and masks. */
  public record FlagsView(
      List<String> doc, String type, String storage, List<ConstantView> masks) {}

  /** A macro that writes its argument so many times, made of two of half as many. */
  public record RepeatView(String name, String half) {}
}
