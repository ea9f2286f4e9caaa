// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import java.util.List;

/**
 * A picture of a struct's memory: rows of eight bytes, one below the other. Across, places are
 * percentages of its width, so that it fits every screen; down, they are pixels.
 *
 * @param id of its title and description
 * @param captioned whether its title is shown
 * @param height in pixels
 * @param columns a label above each byte of a row
 * @param rows a label before each row
 * @param tiles what lies in memory; together they cover each byte once
 * @param cacheLines where a row begins a new cache line, from above
 */
public record MapView(
    String id,
    String title,
    String description,
    boolean captioned,
    int height,
    List<LabelView> columns,
    List<LabelView> rows,
    List<TileView> tiles,
    List<FoldView> folds,
    List<Integer> cacheLines,
    List<LegendView> legend) {

  /**
   * A label of the scale.
   *
   * @param strong whether a cache line begins here
   */
  public record LabelView(String text, String x, int y, boolean strong) {}

  /**
   * A rectangle: a field, or as much of it as lies in whole rows or in one row.
   *
   * @param kind the colour of it
   * @param tip what a pointer that rests on it is told
   * @param from offset in the struct of its first byte; of bits the number of the lowest
   * @param size how many it stands for, those that are folded away included
   * @param name empty when another tile of the field has it
   * @param type empty when there is no room for it
   * @param fitsPhone whether there is room for the type on a narrow page, too
   * @param marks where elements of an array end
   */
  public record TileView(
      String kind,
      String tip,
      long from,
      long size,
      String x,
      int y,
      String width,
      int height,
      int labelHeight,
      String name,
      String type,
      boolean fitsPhone,
      List<MarkView> marks) {}

  /** A line between two elements. */
  public record MarkView(String x1, int y1, String x2, int y2) {}

  /** Rows of a tile that are not drawn. */
  public record FoldView(int y, int height, int middle, String text) {}

  /** Legend of a colour. */
  public record LegendView(String kind, String text) {}
}
