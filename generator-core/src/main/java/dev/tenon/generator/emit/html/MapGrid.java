// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.MapView.LabelView;
import dev.tenon.generator.emit.html.MapView.MarkView;
import dev.tenon.generator.emit.html.MapView.TileView;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The grid on which a map is drawn: rows of eight, with a scale above and on the left. */
final class MapGrid {

  static final int COLUMNS = 8;

  /** Pixels above the first row. */
  static final int TOP = 24;

  /** Height of a row in pixels. */
  static final int ROW = 34;

  // In hundredths of a percent of the width: the scale on the left, then eight columns.
  private static final int LEFT = 1000;
  private static final int COLUMN = 1125;
  private static final int SCALE = 900;

  // Pixels between the edge of a row, or the first row, and the foot of a label.
  private static final int IN_ROW = 22;
  private static final int ABOVE = 9;

  // Letters that a column has room for on a wide page and on a phone; some go for the margin.
  private static final int LETTERS = 10;
  private static final int LETTERS_ON_PHONE = 6;
  private static final int MARGIN = 2;

  private MapGrid() {}

  /** Left edge of a column; of the eighth, which is not there, the right edge of the last. */
  static String x(int column) {
    return percent(LEFT + column * COLUMN);
  }

  static List<LabelView> columns(IntFunction<String> text) {
    return IntStream.range(0, COLUMNS)
        .mapToObj(
            i ->
                new LabelView(
                    text.apply(i), percent(LEFT + i * COLUMN + COLUMN / 2), TOP - ABOVE, false))
        .toList();
  }

  /** The label of the row that begins at a height. */
  static LabelView row(String text, int y, boolean strong) {
    return new LabelView(text, percent(SCALE), y + IN_ROW, strong);
  }

  /** A tile with as much of its label as there is room for. */
  static TileView tile(
      TileKind kind,
      String tip,
      long from,
      long size,
      int y,
      int height,
      String name,
      String type,
      int column,
      List<MarkView> marks) {
    int width = (int) Math.min(size, COLUMNS);
    int room = width * LETTERS - MARGIN;
    int length = name.length() + MARGIN + type.length();
    return new TileView(
        kind.css(),
        tip,
        from,
        size,
        x(column),
        y,
        percent(width * COLUMN),
        height,
        ROW,
        name.length() <= room ? name : name.substring(0, room - 1) + "\u2026",
        length <= room ? type : "",
        length <= width * LETTERS_ON_PHONE - MARGIN,
        marks);
  }

  private static String percent(int hundredths) {
    return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString() + "%";
  }
}
