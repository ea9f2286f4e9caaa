// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.MapView.FoldView;
import dev.tenon.generator.emit.html.MapView.LabelView;
import dev.tenon.generator.emit.html.MapView.LegendView;
import dev.tenon.generator.emit.html.MapView.MarkView;
import dev.tenon.generator.emit.html.MapView.TileView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.ArrayType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Draws the memory of a struct: where everything lies, in rows of eight bytes. */
final class MemoryMap {

  private static final int ROW_BYTES = 8;
  private static final int CACHE_LINE = 64;

  // In pixels.
  private static final int TOP = 24;
  private static final int ROW = 34;
  private static final int FOLD = 26;

  // In hundredths of a percent of the width: the scale on the left, then eight bytes.
  private static final int LEFT = 1000;
  private static final int BYTE = 1125;

  // A run of so many whole rows is drawn; of a longer one its first and last rows are.
  private static final int DRAWN_ROWS = 8;
  private static final int FIRST_ROWS = 4;
  private static final int LAST_ROWS = 2;

  // Letters that a byte has room for on a wide page and on a phone; two go for the space around.
  private static final int LETTERS = 10;
  private static final int LETTERS_ON_PHONE = 6;

  private final StructLayoutPlan plan;
  private final Layouts layouts;
  private final List<TileView> tiles = new ArrayList<>();
  private final List<FoldView> folds = new ArrayList<>();
  private final List<LabelView> rows = new ArrayList<>();
  private final List<Integer> cacheLines = new ArrayList<>();

  /** The row that is drawn next, and where. */
  private long row;

  private int y = TOP;

  private MemoryMap(StructLayoutPlan plan, Layouts layouts) {
    this.plan = plan;
    this.layouts = layouts;
  }

  static MapView of(StructLayoutPlan plan, Layouts layouts) {
    return new MemoryMap(plan, layouts).draw();
  }

  private MapView draw() {
    Set<TileKind> kinds = EnumSet.noneOf(TileKind.class);
    for (Member member : plan.members()) {
      kinds.add(TileKind.of(member));
      draw(member);
    }
    if (plan.size() % ROW_BYTES != 0) {
      endRow();
    }
    String name = plan.struct().name();
    return new MapView(
        Links.id(plan.struct()) + "-map",
        "Memory of " + name,
        description(),
        y + 2,
        columns(),
        rows,
        tiles,
        folds,
        cacheLines,
        kinds.stream().map(kind -> new LegendView(kind.css(), kind.text())).toList());
  }

  private String description() {
    String padding =
        plan.padding() == 0 ? "" : " and " + Doc.count(plan.padding(), "byte") + " of padding";
    return "%s%s in %s, in rows of %d bytes. The table of fields lists the same."
        .formatted(
            Doc.count(plan.fields().size(), "field"),
            padding,
            Doc.count(plan.size(), "byte"),
            ROW_BYTES);
  }

  private static List<LabelView> columns() {
    List<LabelView> labels = new ArrayList<>();
    for (int i = 0; i < ROW_BYTES; i++) {
      labels.add(new LabelView("+" + i, percent(LEFT + i * BYTE + BYTE / 2), TOP - 9, false));
    }
    return labels;
  }

  /** Draws the part of a member in the row that it begins in, whole rows, the part in the last. */
  private void draw(Member member) {
    long end = member.offset() + member.size();
    long wholeRows = Math.min(end, Layouts.alignUp(member.offset(), ROW_BYTES));
    long lastRow = Math.max(wholeRows, end / ROW_BYTES * ROW_BYTES);
    long widest =
        Math.max(wholeRows - member.offset(), Math.max(lastRow - wholeRows, end - lastRow));
    boolean labelled = false;
    for (long[] part :
        new long[][] {{member.offset(), wholeRows}, {wholeRows, lastRow}, {lastRow, end}}) {
      long bytes = part[1] - part[0];
      if (bytes > 0) {
        boolean label = !labelled && bytes == widest;
        labelled |= label;
        tile(member, part[0], bytes, label);
      }
    }
  }

  private void tile(Member member, long from, long bytes, boolean label) {
    if (from % ROW_BYTES == 0) {
      beginRow();
    }
    int top = y;
    int column = (int) (from % ROW_BYTES);
    int width = (int) Math.min(bytes, ROW_BYTES);
    List<MarkView> marks = new ArrayList<>();
    marks(member, from, bytes, marks);
    if (bytes >= ROW_BYTES) {
      wholeRows(member, bytes / ROW_BYTES, marks);
    } else if (column + width == ROW_BYTES) {
      endRow();
    }
    int height = bytes >= ROW_BYTES ? y - top : ROW;
    String name = label ? name(member) : "";
    String type = label ? type(member) : "";
    int room = width * LETTERS - 2;
    int length = name.length() + 2 + type.length();
    tiles.add(
        new TileView(
            TileKind.of(member).css(),
            tip(member),
            from,
            bytes,
            percent(LEFT + column * BYTE),
            top,
            percent(width * BYTE),
            height,
            ROW,
            name.length() <= room ? name : name.substring(0, room - 1) + "\u2026",
            length <= room ? type : "",
            length <= width * LETTERS_ON_PHONE - 2,
            marks));
  }

  /** Goes over the rows of a tile but for those that are folded away. */
  private void wholeRows(Member member, long count, List<MarkView> marks) {
    long hidden = count > DRAWN_ROWS ? count - FIRST_ROWS - LAST_ROWS : 0;
    long drawn = count - hidden;
    for (long i = 0; i < drawn; i++) {
      if (i > 0) {
        beginRow();
        marks(member, row * ROW_BYTES, ROW_BYTES, marks);
      }
      endRow();
      if (hidden > 0 && i == FIRST_ROWS - 1) {
        folds.add(
            new FoldView(
                y,
                FOLD,
                FOLD / 2 + 4,
                "%s more, %s"
                    .formatted(Doc.count(hidden, "row"), Doc.count(hidden * ROW_BYTES, "byte"))));
        y += FOLD;
        row += hidden;
      }
    }
  }

  private void beginRow() {
    boolean cacheLine = row > 0 && row * ROW_BYTES % CACHE_LINE == 0;
    if (cacheLine) {
      cacheLines.add(y);
    }
    rows.add(new LabelView(Long.toString(row * ROW_BYTES), percent(LEFT - 100), y + 22, cacheLine));
  }

  private void endRow() {
    row++;
    y += ROW;
  }

  /** Marks where elements of an array end in the current row. */
  private void marks(Member member, long from, long bytes, List<MarkView> marks) {
    if (!(member instanceof FieldMember field && field.field().type() instanceof ArrayType array)) {
      return;
    }
    long element = layouts.size(array.innermost());
    long end = Math.min(from + bytes, from / ROW_BYTES * ROW_BYTES + ROW_BYTES);
    for (long at = from; at < end; at++) {
      if (at > member.offset() && (at - member.offset()) % element == 0) {
        int x = LEFT + (int) (at % ROW_BYTES) * BYTE;
        marks.add(
            at % ROW_BYTES == 0
                ? new MarkView(percent(x), y, "100%", y)
                : new MarkView(percent(x), y, percent(x), y + ROW));
      }
    }
  }

  private static String name(Member member) {
    return member instanceof FieldMember field ? field.field().name() : "";
  }

  private static String type(Member member) {
    return member instanceof FieldMember field ? field.field().type().spelling() : "";
  }

  private static String tip(Member member) {
    String what =
        member instanceof FieldMember field
            ? field.field().name() + ": " + field.field().type().spelling()
            : "padding";
    return member.size() == 1
        ? "%s, byte %d".formatted(what, member.offset())
        : "%s, bytes %d to %d"
            .formatted(what, member.offset(), member.offset() + member.size() - 1);
  }

  private static String percent(int hundredths) {
    return hundredths % 100 == 0
        ? hundredths / 100 + "%"
        : "%d.%02d%%".formatted(hundredths / 100, hundredths % 100);
  }
}
