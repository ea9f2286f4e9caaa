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
import dev.tenon.generator.layout.Member.Filler;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Draws the memory of a struct: where everything lies, in rows of eight bytes. */
final class MemoryMap {

  private static final int ROW_BYTES = MapGrid.COLUMNS;
  private static final int CACHE_LINE = 64;
  private static final String UNUSED = "unused";

  // In pixels.
  private static final int FOLD = 26;
  private static final int ARM = 14;

  // A run of so many whole rows is drawn; of a longer one its first and last rows are.
  private static final int DRAWN_ROWS = 8;
  private static final int FIRST_ROWS = 4;
  private static final int LAST_ROWS = 2;

  private final StructLayoutPlan plan;
  private final Layouts layouts;
  private final List<TileView> tiles = new ArrayList<>();
  private final List<FoldView> folds = new ArrayList<>();
  private final List<LabelView> rows = new ArrayList<>();
  private final List<Integer> cacheLines = new ArrayList<>();

  /** The row that is drawn next, and where. */
  private long row;

  private int y = MapGrid.TOP;

  private MemoryMap(StructLayoutPlan plan, Layouts layouts) {
    this.plan = plan;
    this.layouts = layouts;
  }

  static MapView of(StructLayoutPlan plan, Layouts layouts) {
    return new MemoryMap(plan, layouts).draw();
  }

  private MapView draw() {
    Set<TileKind> kinds = EnumSet.noneOf(TileKind.class);
    if (plan.composite() instanceof UnionType) {
      for (FieldMember arm : plan.fields()) {
        beginArm();
        draw(arm, kinds);
        if (arm.size() < plan.size()) {
          draw(
              new PaddingMember(UNUSED, arm.size(), plan.size() - arm.size(), Filler.PADDING),
              kinds);
        }
        finishRow();
      }
    } else {
      plan.members().forEach(member -> draw(member, kinds));
      finishRow();
    }
    String name = plan.composite().name();
    return new MapView(
        Links.id(plan.composite()) + "-map",
        "Memory of " + name,
        description(),
        false,
        y + 2,
        MapGrid.columns(i -> "+" + i),
        rows,
        tiles,
        folds,
        cacheLines,
        kinds.stream().map(kind -> new LegendView(kind.css(), kind.text())).toList());
  }

  private String description() {
    if (plan.composite() instanceof UnionType) {
      return "%s that share %s, one below the other, in rows of %s bytes. The table lists the same."
          .formatted(
              Doc.count(plan.fields().size(), "arm"), Doc.count(plan.size(), "byte"), ROW_BYTES);
    }
    String padding =
        plan.padding() == 0 ? "" : " and " + Doc.count(plan.padding(), "byte") + " of padding";
    return "%s%s in %s, in rows of %s bytes. The table of fields lists the same."
        .formatted(
            Doc.count(plan.fields().size(), "field"),
            padding,
            Doc.count(plan.size(), "byte"),
            ROW_BYTES);
  }

  /** Draws the part of a member in the row that it begins in, whole rows, the part in the last. */
  private void draw(Member member, Set<TileKind> kinds) {
    kinds.add(TileKind.of(member));
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
    boolean named = label && TileKind.of(member) != TileKind.PADDING;
    tiles.add(
        MapGrid.tile(
            TileKind.of(member),
            tip(member),
            from,
            bytes,
            top,
            bytes >= ROW_BYTES ? y - top : MapGrid.ROW,
            named ? MemberText.name(member) : "",
            named ? MemberText.type(member) : "",
            column,
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
    rows.add(MapGrid.row(Long.toString(row * ROW_BYTES), y, cacheLine));
  }

  /** The bytes of an arm begin anew, a little below those of the one before. */
  private void beginArm() {
    row = 0;
    y += tiles.isEmpty() ? 0 : ARM;
  }

  /** Ends a row in which bytes are left that are not there. */
  private void finishRow() {
    if (plan.size() % ROW_BYTES != 0) {
      endRow();
    }
  }

  private void endRow() {
    row++;
    y += MapGrid.ROW;
  }

  /** Marks where elements of an array end in the current row. */
  private void marks(Member member, long from, long bytes, List<MarkView> marks) {
    if (!(member instanceof FieldMember field)
        || field.field().type() == field.field().valueType()) {
      return;
    }
    long element = layouts.size(field.field().valueType());
    long end = Math.min(from + bytes, from / ROW_BYTES * ROW_BYTES + ROW_BYTES);
    for (long at = from; at < end; at++) {
      if (at > member.offset() && (at - member.offset()) % element == 0) {
        String x = MapGrid.x((int) (at % ROW_BYTES));
        marks.add(
            at % ROW_BYTES == 0
                ? new MarkView(x, y, "100%", y)
                : new MarkView(x, y, x, y + MapGrid.ROW));
      }
    }
  }

  private static String tip(Member member) {
    String type = MemberText.type(member);
    String what = MemberText.name(member) + (type.isEmpty() ? "" : ": " + type);
    return member.size() == 1
        ? "%s, byte %s".formatted(what, member.offset())
        : "%s, bytes %s to %s"
            .formatted(what, member.offset(), member.offset() + member.size() - 1);
  }
}
