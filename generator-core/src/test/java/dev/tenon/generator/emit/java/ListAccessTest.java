// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounded lists: what was appended is there, and a count in memory is never believed. */
class ListAccessTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  private final Flyweight lists = JAVA.allocate("Lists", Arena.ofAuto());

  static Stream<Arguments> elements() {
    return Stream.of(
        Arguments.of("numbers", "Numbers", 4, List.of(0, 65535, 7, 8)),
        Arguments.of("reals", "Reals", 3, List.of(-1.5, 1e6, 0.25)),
        Arguments.of(
            "levels",
            "Levels",
            5,
            List.of(level("LOW"), level("HIGH"), level("LOW"), level("MIDDLE"), level("HIGH"))),
        Arguments.of("masks", "Masks", 2, List.of(4294967295L, 5L)),
        Arguments.of("names", "Names", 3, List.of("", "K\u00e4se", "1234567")),
        Arguments.of(
            "times",
            "Times",
            2,
            List.of(
                Instant.parse("1970-01-01T00:00:00.000000001Z"),
                Instant.parse("1969-12-31T23:59:59.999999999Z"))),
        Arguments.of("ids", "Ids", 2, List.of(new UUID(-1, 1), new UUID(2, -2))));
  }

  private static Object level(String name) {
    return JAVA.constant("Level", name);
  }

  @ParameterizedTest
  @MethodSource("elements")
  void whatWasAppendedIsThereInOrder(
      String field, String suffix, int capacity, List<Object> values) {
    for (Object value : values) {
      assertThat(lists.call("add" + suffix, value)).isSameAs(lists.target());
    }
    assertThat(lists.call(field + "Count")).isEqualTo(values.size());
    for (int i = 0; i < values.size(); i++) {
      assertThat(lists.call(field, i)).isEqualTo(values.get(i));
    }
    assertThat(lists.at("toValue").call(field)).isEqualTo(values);
  }

  @ParameterizedTest
  @MethodSource("elements")
  void fullListRefusesMoreAndStaysAsItIs(
      String field, String suffix, int capacity, List<Object> values) {
    for (int i = 0; i < capacity; i++) {
      lists.call("add" + suffix, values.get(0));
    }
    byte[] before = bytes(lists);
    assertThatThrownBy(() -> lists.call("add" + suffix, values.get(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Lists.%s: full, at most %d elements fit", field, capacity);
    assertThat(bytes(lists)).isEqualTo(before);
    assertThat(lists.call("clear" + suffix)).isSameAs(lists.target());
    assertThat(lists.call(field + "Count")).isEqualTo(0);
    lists.call("add" + suffix, values.get(1));
    assertThat(lists.call(field, 0)).isEqualTo(values.get(1));
  }

  @ParameterizedTest
  @MethodSource("elements")
  void indexBeyondTheCountIsRefusedAndNamesField(
      String field, String suffix, int capacity, List<Object> values) {
    lists.call("add" + suffix, values.get(0));
    for (int index : new int[] {-1, 1, capacity, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> lists.call(field, index))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("Lists.%s: there is no element %d among 1", field, index);
      assertThatThrownBy(() -> lists.call(field, index, values.get(1)))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageStartingWith("Lists." + field);
    }
    lists.call(field, 0, values.get(1));
    assertThat(lists.call(field, 0)).isEqualTo(values.get(1));
  }

  @ParameterizedTest
  @MethodSource("elements")
  void countThatCannotBeIsReportedByEveryAccess(
      String field, String suffix, int capacity, List<Object> values) {
    for (int count : new int[] {capacity + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
      count(field, count);
      String message =
          "Lists.%s: memory says %s elements, at most %d fit"
              .formatted(field, Integer.toUnsignedString(count), capacity);
      for (Runnable access :
          List.<Runnable>of(
              () -> lists.call(field + "Count"),
              () -> lists.call(field, 0),
              () -> lists.call(field, 0, values.get(0)),
              () -> lists.call(field),
              () -> lists.call("add" + suffix, values.get(0)),
              () -> lists.call("toValue"))) {
        assertThatThrownBy(access::run)
            .isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessage(message);
      }
    }
    lists.call("clear" + suffix);
    assertThat(lists.call(field + "Count")).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pairs", "orders"})
  void countThatCannotBeIsReportedForStructs(String field) {
    count(field, 9);
    String suffix = field.equals("pairs") ? "Pairs" : "Orders";
    for (Runnable access :
        List.<Runnable>of(
            () -> lists.call(field + "Count"),
            () -> lists.call(field, 0),
            () -> lists.call(field),
            () -> lists.call("add" + suffix))) {
      assertThatThrownBy(access::run)
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageStartingWith("Lists." + field + ": memory says 9 elements");
    }
  }

  private void count(String field, int count) {
    long offset = (long) JAVA.constant("Lists", field.toUpperCase() + "_COUNT_OFFSET");
    ((MemorySegment) lists.call("asSegment")).set(JAVA_INT, offset, count);
  }

  private static byte[] bytes(Flyweight flyweight) {
    return ((MemorySegment) flyweight.call("asSegment")).toArray(JAVA_BYTE);
  }

  @Test
  void refusedElementLeavesTheCountAlone() {
    lists.call("addNumbers", 5);
    assertThatThrownBy(() -> lists.call("addNumbers", 65536))
        .hasMessage("Lists.numbers: 65536 is not a u16 (0 to 65535)");
    assertThatThrownBy(() -> lists.call("addReals", 1e6 + 1))
        .hasMessage("Lists.reals: 1000001.0 is not from -1.5 to 1000000.0");
    assertThatThrownBy(() -> lists.call("addNames", "12345678"))
        .hasMessage("Lists.names: 8 bytes of UTF-8 do not fit, at most 7 do");
    assertThatThrownBy(() -> lists.call("addLevels", level("UNRECOGNIZED")))
        .hasMessage("Lists.levels: UNRECOGNIZED has no number of its own");
    assertThat(lists.call("numbersCount")).isEqualTo(1);
    assertThat(lists.call("realsCount")).isEqualTo(0);
    assertThat(lists.call("namesCount")).isEqualTo(0);
    assertThat(lists.call("levelsCount")).isEqualTo(0);
  }

  @Test
  void unknownNumberOfAnEnumIsCarried() {
    lists.call("addLevelsRaw", 77);
    assertThat(lists.call("levels", 0)).isSameAs(level("UNRECOGNIZED"));
    assertThat(lists.call("levelsRaw", 0)).isEqualTo(77);
    lists.call("levelsRaw", 0, 1);
    assertThat(lists.call("levels", 0)).isSameAs(level("MIDDLE"));
    assertThatThrownBy(() -> lists.call("addLevelsRaw", 256))
        .hasMessage("Lists.levels: 256 is not a u8 (0 to 255)");
  }

  @Test
  void elementsAreStoredSideBySideBehindTheCount() {
    lists.call("addNumbers", 0x0102);
    lists.call("addNumbers", 0x0304);
    MemorySegment filled = (MemorySegment) lists.call("numbers");
    assertThat(filled.byteSize()).isEqualTo(4);
    MemorySegment all = (MemorySegment) lists.call("asSegment");
    assertThat(all.get(JAVA_INT, 0)).isEqualTo(2);
    lists.call("addMasks", 0x01020304L);
    long masks = (long) JAVA.constant("Lists", "MASKS_OFFSET");
    assertThat(all.asSlice(masks, 4).toArray(JAVA_BYTE)).containsExactly(1, 2, 3, 4);
    assertThat(((MemorySegment) lists.call("ids")).byteSize()).isZero();
  }

  @Test
  void newStructOfAListHasItsDefaultsWhateverWasThere() {
    long offset = (long) JAVA.constant("Lists", "ORDERS_OFFSET");
    ((MemorySegment) lists.call("asSegment")).asSlice(offset, 64).fill((byte) 0xAA);
    Flyweight order = lists.at("addOrders");
    assertThat(order.call("price")).isEqualTo(new BigDecimal("1.2500"));
    assertThat(order.call("quantity")).isEqualTo(1L);
    order.call("quantity", 7L);
    Flyweight reuse = JAVA.of("Order", Arena.ofAuto().allocate(16, 8), 0);
    assertThat(lists.call("addOrders", reuse.target())).isSameAs(reuse.target());
    assertThat(reuse.call("quantity")).isEqualTo(1L);
    assertThat(lists.at("orders", 0).call("quantity")).isEqualTo(7L);
    assertThat(lists.call("orders", 1, reuse.target())).isSameAs(reuse.target());
    assertThat(lists.call("ordersCount")).isEqualTo(2);
    assertThat(lists.at("orders").call("length")).isEqualTo(2L);
    assertThatThrownBy(() -> lists.at("orders", 2))
        .hasMessage("Lists.orders: there is no element 2 among 2");
    List<Object> quantities = new ArrayList<>();
    for (Object element : (Iterable<?>) lists.call("orders")) {
      quantities.add(new Flyweight(element).call("quantity"));
    }
    assertThat(quantities).containsExactly(7L, 1L);
  }

  @Test
  void valueGoesOutAndBack() {
    elements()
        .map(Arguments::get)
        .forEach(row -> lists.call("add" + row[1], ((List<?>) row[3]).get(1)));
    lists.at("addPairs").call("first", -3);
    lists.at("addOrders").call("quantity", 9L);
    Object value = lists.call("toValue");
    Flyweight target = JAVA.allocate("Lists", Arena.ofAuto());
    target.call("addNumbers", 1);
    target.call("addNumbers", 2);
    target.call("set", value);
    assertThat(target.call("toValue")).isEqualTo(value);
    assertThat(target.call("numbersCount")).isEqualTo(1);
  }

  @Test
  void toStringShowsElementsOrTheCountThatCannotBe() {
    lists.call("addNumbers", 5);
    lists.at("addPairs").call("first", -3);
    count("reals", -1);
    assertThat(lists.toString())
        .startsWith("Lists[numbers=[5], reals=f64[<=3] with 4294967295, levels=[], ")
        .contains("pairs=[Pair[first=-3, second=0]]");
  }

  @Test
  void longListIsNotPrinted() {
    GeneratedJava java =
        GeneratedJava.ofText("structs: {Long: {fields: {values: 'u8[<=1000]', next: u8}}}");
    Flyweight list = java.allocate("Long_", Arena.ofAuto());
    for (int i = 0; i < 65; i++) {
      assertThat(list.toString()).contains(i == 0 ? "values=[]" : "values=[0, ".substring(0, 9));
      list.call("addValues", i);
    }
    assertThat(list).hasToString("Long_[values=u8[<=1000] with 65, next=0]");
  }
}
