// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import java.util.List;

/**
 * View of {@code page.html.ftl}.
 *
 * @param origin what the first lines say
 * @param doc paragraphs
 * @param contents a group for each kind of declaration that there is
 * @param history the newest version first
 */
public record PageView(
    String origin,
    String schema,
    int version,
    List<String> doc,
    List<FactView> facts,
    List<ContentsView> contents,
    List<RegionView> regions,
    TypesView types,
    ConstantsView constants,
    List<CallView> callbacks,
    List<CallView> functions,
    List<CallView> exports,
    List<HandleView> handles,
    List<ImportView> imports,
    List<VersionView> history) {

  /**
   * Something to know about the whole.
   *
   * @param wide whether it needs the whole width
   */
  public record FactView(String name, String value, boolean wide) {}

  /** A part of the page and what is in it. */
  public record ContentsView(String title, String id, List<LinkView> entries) {}

  /**
   * A piece of text that may lead somewhere.
   *
   * @param href empty for plain text
   */
  public record LinkView(String text, String href) {}

  /**
   * Heading of a declaration.
   *
   * @param id the anchor of it
   * @param facts short, such as {@code message 1}
   * @param since the version that brought it, empty for the first
   * @param deprecated why it should not be used any more, empty when it may
   * @param doc paragraphs
   * @param uses the places that refer to it
   */
  public record HeadingView(
      String id,
      String name,
      List<String> facts,
      String since,
      String deprecated,
      List<String> doc,
      List<LinkView> uses) {}

  /**
   * Generated code.
   *
   * @param pieces comments and what is between them
   */
  public record CodeView(String language, List<CodePieceView> pieces) {}

  /** A stretch of code that is a comment as a whole, or has none. */
  public record CodePieceView(String text, boolean comment) {}

  /** The data types of a schema. */
  public record TypesView(
      List<CompositeView> structs,
      List<CompositeView> unions,
      List<ValuesView> enums,
      List<ValuesView> flags) {}

  /**
   * Used types of an imported schema.
   *
   * @param file name of the schema's file
   */
  public record ImportView(String schema, String id, String file, TypesView types) {}

  /**
   * A struct or a union.
   *
   * @param sizes what it was in earlier versions, empty when it never grew
   * @param map a picture of its memory
   * @param bits pictures of fields whose bits have names
   */
  public record CompositeView(
      HeadingView heading,
      List<String> sizes,
      MapView map,
      List<MapView> bits,
      FieldsView fields,
      List<CodeView> code) {}

  /**
   * A table of fields. A column is left out when it would be empty.
   *
   * @param rows fields and padding, in memory order
   */
  public record FieldsView(
      boolean units,
      boolean since,
      boolean defaults,
      boolean ranges,
      boolean docs,
      List<FieldView> rows) {}

  /**
   * A row of the table of fields.
   *
   * @param id the anchor of it, empty for padding
   * @param level 1 for names of bits of the field above, else 0
   * @param kind the colour of it, as in the map
   * @param note what the type does not say, such as {@code atomic}
   */
  public record FieldView(
      String id,
      int level,
      String name,
      String kind,
      String offset,
      String size,
      List<LinkView> type,
      String note,
      String unit,
      String since,
      String initial,
      String range,
      String deprecated,
      List<String> doc) {}

  /**
   * An enum or flags.
   *
   * @param numbers what the column of numbers is called
   * @param reserved numbers and names that must not be used again
   */
  public record ValuesView(
      HeadingView heading,
      String numbers,
      boolean since,
      boolean docs,
      String reserved,
      List<ValueView> values,
      List<CodeView> code) {}

  /**
   * A value of an enum, a bit, or a second name.
   *
   * @param note what it is another name for
   */
  public record ValueView(
      String id,
      String number,
      String name,
      String note,
      String since,
      String deprecated,
      List<String> doc) {}

  /** All constants. */
  public record ConstantsView(
      boolean since, boolean docs, List<ConstantView> rows, List<CodeView> code) {}

  /** A constant. */
  public record ConstantView(
      String id,
      String name,
      List<LinkView> type,
      String value,
      String unit,
      String since,
      String deprecated,
      List<String> doc) {}

  /**
   * A region.
   *
   * @param hash of its layout
   */
  public record RegionView(
      HeadingView heading,
      String hash,
      boolean since,
      boolean docs,
      List<SectionView> sections,
      List<CodeView> code) {}

  /**
   * A section of a region.
   *
   * @param content the struct, or the messages of a queue
   * @param size what is known of it in bytes
   */
  public record SectionView(
      String id,
      String name,
      String kind,
      List<LinkView> content,
      String size,
      String since,
      String deprecated,
      List<String> doc) {}

  /**
   * A callback, a function or an export.
   *
   * @param returns what it returns
   * @param onError what C gets when Java throws, empty when nobody says
   */
  public record CallView(
      HeadingView heading,
      boolean docs,
      List<ParameterView> parameters,
      List<LinkView> returns,
      String onError,
      List<CodeView> code) {}

  /** A parameter. */
  public record ParameterView(String name, List<LinkView> type, String unit, List<String> doc) {}

  /**
   * A handle.
   *
   * @param release the function that ends it; empty when C keeps it
   */
  public record HandleView(HeadingView heading, List<LinkView> release, List<CodeView> code) {}

  /**
   * A version of the contract.
   *
   * @param hash of the layout, empty when it did not change
   * @param added what the schema says has been there since
   * @param changes sentences
   */
  public record VersionView(int version, String hash, List<LinkView> added, List<String> changes) {}
}
