// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import dev.tenon.generator.emit.html.MapView.LabelView;
import dev.tenon.generator.emit.html.MapView.LegendView;
import dev.tenon.generator.emit.html.MapView.TileView;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draws the bits of an integer that have names, the most significant first, eight in a row. */
final class BitMap {

  private final Composite owner;
  private final Field field;
  private final int bits;
  private final List<TileView> tiles = new ArrayList<>();
  private final List<LabelView> rows = new ArrayList<>();
  private final Set<TileKind> kinds = EnumSet.noneOf(TileKind.class);

  private BitMap(Composite owner, Field field) {
    this.owner = owner;
    this.field = field;
    this.bits = ((ScalarType) field.type()).bytes() * Byte.SIZE;
  }

  static MapView of(Composite owner, Field field) {
    return new BitMap(owner, field).draw();
  }

  private MapView draw() {
    int y = 0;
    for (int high = bits - 1; high > 0; high -= MapGrid.COLUMNS) {
      int low = high - MapGrid.COLUMNS + 1;
      rows.add(MapGrid.row(high + "\u2013" + low, y, false));
      row(high, low, y);
      y += MapGrid.ROW;
    }
    return new MapView(
        Links.id(owner, field) + "-map",
        "Bits of " + field.name(),
        "%s under %s, in rows of %s bits, the most significant first. The table lists the same."
            .formatted(
                Doc.count(bits, "bit"), Doc.count(field.bits().size(), "name"), MapGrid.COLUMNS),
        true,
        y + 2,
        List.of(),
        rows,
        tiles,
        List.of(),
        List.of(),
        kinds.stream().map(kind -> new LegendView(kind.css(), kind.text())).toList());
  }

  /** Draws the ranges, or the parts of them, that lie in a row. */
  private void row(int high, int low, int y) {
    int bit = high;
    while (bit >= low) {
      Optional<BitRange> range = at(bit);
      int last = bit;
      while (last > low && at(last - 1).equals(range)) {
        last--;
      }
      TileKind kind = range.map(BitMap::kind).orElse(TileKind.PADDING);
      kinds.add(kind);
      boolean isFirst = range.isPresent() && range.get().high() == bit;
      tiles.add(
          MapGrid.tile(
              kind,
              tip(range.map(BitRange::name).orElse("unnamed"), bit, last),
              last,
              bit - last + 1L,
              y,
              MapGrid.ROW,
              isFirst ? range.get().name() : "",
              isFirst ? range.get().enumeration().map(EnumType::name).orElse("") : "",
              high - bit,
              List.of()));
      bit = last - 1;
    }
  }

  private Optional<BitRange> at(int bit) {
    return field.bits().stream()
        .filter(range -> range.low() <= bit && bit <= range.high())
        .findFirst();
  }

  private static TileKind kind(BitRange range) {
    if (range.enumeration().isPresent()) {
      return TileKind.NAMED;
    }
    return range.single() ? TileKind.BYTE : TileKind.INTEGER;
  }

  private static String tip(String name, int high, int low) {
    return high == low
        ? "%s, bit %s".formatted(name, low)
        : "%s, bits %s to %s".formatted(name, low, high);
  }
}
