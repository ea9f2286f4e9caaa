// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The picture of a struct says the same as its layout. */
class MemoryMapTest {

  private static final double LEFT = 10;
  private static final double COLUMN = 11.25;
  private static final int ROW = 34;

  /** A rectangle: what it says and where it is. */
  private record Tile(long from, long size, double x, int y, double width, int height) {

    static Tile of(Element rect) {
      return new Tile(
          Long.parseLong(rect.getAttribute("data-from")),
          Long.parseLong(rect.getAttribute("data-size")),
          percent(rect.getAttribute("x")),
          Integer.parseInt(rect.getAttribute("y")),
          percent(rect.getAttribute("width")),
          Integer.parseInt(rect.getAttribute("height")));
    }

    private static double percent(String text) {
      assertThat(text).endsWith("%");
      return Double.parseDouble(text.substring(0, text.length() - 1));
    }

    boolean overlaps(Tile other) {
      return x < other.x + other.width - 0.001
          && other.x < x + width - 0.001
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"market", "everything", "callbacks", "large", "language"})
  void rectanglesCoverEveryByteOfAStructOnce(String name) {
    Page page = Page.withoutCode(name);
    Schema schema = page.compiled().schema();
    assertThat(schema.structs()).isNotEmpty();
    for (StructType struct : schema.structs()) {
      StructLayoutPlan plan = page.compiled().layouts().plan(struct);
      List<Tile> tiles = new ArrayList<>(tiles(page, "struct-" + struct.name()));
      tiles.sort(Comparator.comparingLong(Tile::from));
      long next = 0;
      for (Tile tile : tiles) {
        assertThat(tile.from()).as(struct.name()).isEqualTo(next);
        next += tile.size();
      }
      assertThat(next).as(struct.name()).isEqualTo(plan.size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"market", "everything", "language"})
  void rectanglesLieWhereTheirBytesAre(String name) {
    Page page = Page.withoutCode(name);
    for (StructType struct : page.compiled().schema().structs()) {
      List<Tile> tiles = tiles(page, "struct-" + struct.name());
      for (Tile tile : tiles) {
        assertThat(tile.x()).isEqualTo(LEFT + COLUMN * (tile.from() % 8));
        assertThat(tile.width()).isEqualTo(COLUMN * Math.min(8, tile.size()));
        if (tile.size() <= 64) {
          assertThat(tile.height()).isEqualTo(ROW * Math.max(1, (int) tile.size() / 8));
        }
      }
      for (int i = 0; i < tiles.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(tiles.get(i).overlaps(tiles.get(j))).isFalse();
          assertThat(tiles.get(i).y()).isGreaterThanOrEqualTo(tiles.get(j).y());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"market", "everything", "language"})
  void rowsAreLabelledWithTheOffsetsOfTheirFirstBytes(String name) {
    Page page = Page.withoutCode(name);
    for (StructType struct : page.compiled().schema().structs()) {
      String id = "struct-" + struct.name();
      Map<String, String> labels = new LinkedHashMap<>();
      for (Element label :
          Page.below(
              map(page, id), e -> e.getTagName().equals("text") && Page.hasClass(e, "row"))) {
        labels.put(label.getAttribute("y"), label.getTextContent());
      }
      for (Tile tile : tiles(page, id)) {
        if (tile.from() % 8 == 0) {
          assertThat(labels).containsEntry("" + (tile.y() + 22), "" + tile.from());
          long last = (tile.from() + tile.size() - 1) / 8 * 8;
          int y = tile.y() + tile.height() - ROW + 22;
          assertThat(labels).containsEntry("" + y, "" + last);
        }
      }
    }
  }

  @Test
  void eachMemberIsInOneColourAndNamedOnce() {
    Page page = Page.withoutCode("language");
    for (StructType struct : page.compiled().schema().structs()) {
      StructLayoutPlan plan = page.compiled().layouts().plan(struct);
      Element map = map(page, "struct-" + struct.name());
      for (FieldMember member : plan.fields()) {
        String label = member.field().name() + ": ";
        List<Element> tiles =
            Page.below(map, g -> g.getTagName().equals("g") && tip(g).startsWith(label));
        assertThat(tiles).as(label).isNotEmpty();
        assertThat(tiles.stream().map(tile -> tile.getAttribute("class")).distinct()).hasSize(1);
        assertThat(tiles.stream().filter(tile -> tile.getElementsByTagName("text").getLength() > 0))
            .as(label)
            .hasSize(1);
      }
    }
  }

  @Test
  void aMebibyteIsFolded() {
    Page page = Page.ofText("structs: {Big: {fields: {a: u8, bytes: 'u8[1048576]', b: u64}}}");
    Element map = map(page, "struct-Big");
    assertThat(Integer.parseInt(map.getAttribute("height"))).isLessThan(600);
    assertThat(Page.textOf(map)).contains("131065 rows more, 1048520 bytes");
    assertThat(tiles(page, "struct-Big").stream().mapToLong(Tile::size).sum()).isEqualTo(1048592);
    assertThat(page.text().length()).isLessThan(60_000);
  }

  @Test
  void linesOfTheCacheAreMarkedWhereTheyBegin() {
    Page page = Page.ofText("structs: {S: {fields: {a: 'u64[8]', b: u64, c: 'u32[14]', d: u64}}}");
    Element map = map(page, "struct-S");
    List<Element> lines =
        Page.below(map, e -> e.getTagName().equals("line") && Page.hasClass(e, "cache"));
    assertThat(lines.stream().map(line -> line.getAttribute("y1")))
        .containsExactly(y(page, 64), y(page, 128));
  }

  private static String y(Page page, long from) {
    return tiles(page, "struct-S").stream()
        .filter(tile -> tile.from() == from)
        .map(tile -> Integer.toString(tile.y()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyArmOfAUnionIsDrawnFromItsFirstByteToTheLastOfTheUnion() {
    Page page = Page.withoutCode("language");
    for (UnionType union : page.compiled().schema().unions()) {
      long size = page.compiled().layouts().plan(union).size();
      List<Tile> tiles = tiles(page, "union-" + union.name());
      assertThat(tiles.stream().mapToLong(Tile::size).sum()).isEqualTo(size * union.arms().size());
      assertThat(tiles.stream().filter(tile -> tile.from() == 0)).hasSize(union.arms().size());
    }
  }

  @Test
  void bitsAreDrawnOnceTheHighestFirst() {
    Page page = Page.withoutCode("language");
    List<Tile> tiles = tiles(page, "struct-Bits-control");
    long next = 16;
    for (Tile tile : tiles.stream().sorted(Comparator.comparingLong(t -> -t.from())).toList()) {
      assertThat(tile.from() + tile.size()).isEqualTo(next);
      long high = tile.from() + tile.size() - 1;
      assertThat(tile.x()).isEqualTo(LEFT + COLUMN * (7 - high % 8));
      next = tile.from();
    }
    assertThat(next).isZero();
  }

  private static Element map(Page page, String id) {
    Element title = page.at(id + "-map-title");
    return (Element) title.getParentNode();
  }

  private static String tip(Element tile) {
    List<Element> titles = Page.below(tile, e -> e.getTagName().equals("title"));
    return titles.isEmpty() ? "" : titles.get(0).getTextContent();
  }

  private static List<Tile> tiles(Page page, String id) {
    return Page.below(map(page, id), e -> e.hasAttribute("data-from")).stream()
        .map(Tile::of)
        .toList();
  }
}
