// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import java.util.List;

/**
 * View of {@code types.h.ftl} and of the templates that it includes.
 *
 * @param origin text of the first comment: tool version, schema file and layout hash
 * @param schema name of the schema
 * @param own prefix of the helper macros of the header, in capitals: {@code MARKET}
 * @param ownLower prefix of the helper functions of the header, in lower case
 * @param doc lines of the documentation of the schema; empty for none
 * @param imports names of the imported schemas, whose headers are included
 * @param foreign paths of other included headers
 * @param helpers helpers that the header defines
 * @param hashMacro name of the macro for {@code hash}
 * @param hash first eight bytes of the layout hash, 16 hexadecimal digits
 * @param versionMacro name of the macro for {@code version}
 * @param version contract version, from 1 to 65535
 * @param proofs values that other headers have under names of their own
 * @param constants constants, in the order of the schema
 * @param enums enums, in the order of the schema
 * @param flags flags types, in the order of the schema
 * @param repeats macros that repeat array elements in initializers, in ascending order
 * @param zeros initializers of all zeros, for structs whose own initializers have defaults
 * @param composites structs and unions, each after those that it contains
 * @param evolutions structs that have fields of later versions
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
    List<ForeignValueView> proofs,
    List<ConstantView> constants,
    List<EnumView> enums,
    List<FlagsView> flags,
    List<RepeatView> repeats,
    List<MacroView> zeros,
    List<CompositeView> composites,
    List<EvolutionView> evolutions) {

  /**
   * Helpers that the header needs for its own functions.
   *
   * @param specialNumbers whether a value is {@code HUGE_VAL}, {@code INFINITY} or {@code NAN}
   * @param casts whether values are converted
   * @param pointers whether a function returns a pointer
   * @param bigEndian whether there are big-endian fields
   * @param bigEndianReals whether there are big-endian fields of type f32 or f64
   * @param bits whether there are named bits
   * @param lists whether there are bounded lists
   * @param arms whether there are functions for arms of tagged unions
   * @param validations whether there are validation functions
   * @param atomics whether there are atomic fields
   * @param texts whether there are text fields
   * @param sizes whether sizes of members are asserted
   * @param textLength head of the helper function that measures a text
   * @param storeText head of the helper function that stores a text
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

  /**
   * A value of another header.
   *
   * @param name its name there
   * @param header the header
   * @param value C expression of the value that the schema tells
   * @param text the same as a person reads it
   */
  public record ForeignValueView(String name, String header, String value, String text) {}

  /**
   * One macro or enumerator with a value.
   *
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param name C name
   * @param value C expression
   */
  public record ConstantView(List<String> doc, String name, String value) {}

  /**
   * An enum.
   *
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param type name of the integer type
   * @param storage integer type that stores the enum
   * @param tag name of the C enum that declares the values
   * @param macros whether the values are macros, because they do not fit into an {@code int}
   * @param values values in the order of the schema, each alias behind its value
   */
  public record EnumView(
      List<String> doc,
      String type,
      String storage,
      String tag,
      boolean macros,
      List<ConstantView> values) {}

  /**
   * A flags type, its bits and masks.
   *
   * @param doc lines of its documentation comment, without comment marks; empty for none
   * @param type name of the integer type
   * @param storage unsigned integer type that stores the flags
   * @param masks bits and masks, in the order of the schema
   */
  public record FlagsView(
      List<String> doc, String type, String storage, List<ConstantView> masks) {}

  /**
   * A macro that repeats its argument.
   *
   * @param name name of the macro
   * @param half name of the macro with half as many repetitions; empty for two repetitions
   */
  public record RepeatView(String name, String half) {}
}
