// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.UnionLayout;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A union with a tag: one arm is there, and nobody reads another by accident. */
class TaggedUnionTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  private static final String SHAPES =
      """
      enums:
        Shape: {type: i8, values: {NONE: 0, FLAG: -1, GRID: 2, TITLES: 3, POINTS: 4, KIND: 5, WIDE: 6, ADDRESS: 7}}
        Color: {type: i32, values: {RED: -1, BLUE: 1}}
      flags: {Marks: {type: u16, bits: {A: 0, B: 15}}}
      structs:
        Point: {fields: {x: {type: u8, default: 3}, y: u8}}
        Holder:
          fields: {shape: Shape, form: {type: Form, tag: shape}, last: u8}
      unions:
        Form:
          tag: Shape
          arms:
            FLAG: bool
            GRID: {type: 'u16[2][2]', order: big}
            TITLES: 'char[2][4]'
            POINTS: 'Point[3]'
            KIND: Color
            WIDE: {type: Marks, order: big}
            ADDRESS: ipv6
      """;

  private final Flyweight message = JAVA.allocate("Message", Arena.ofAuto());
  private final Flyweight body = message.at("body");

  private static Object kind(String name) {
    return JAVA.constant("Kind", name);
  }

  private static byte[] bytes(Flyweight flyweight) {
    return ((MemorySegment) flyweight.call("asSegment")).toArray(JAVA_BYTE);
  }

  @Test
  void writingAnArmSelectsItAndZeroesTheRest() {
    message.call("after", 200);
    message.call("sequence", -1L);
    assertThat(body.call("text", "0123456789")).isSameAs(body.target());
    assertThat(message.call("kind")).isSameAs(kind("TEXT"));
    assertThat(body.call("text")).isEqualTo("0123456789");
    body.call("cancel", -2L);
    assertThat(message.call("kind")).isSameAs(kind("CANCEL"));
    assertThat(body.call("tag")).isSameAs(kind("CANCEL"));
    assertThat(body.call("cancel")).isEqualTo(-2L);
    assertThat(Arrays.copyOfRange(bytes(body), 8, 24)).containsOnly(0);
    assertThat(message.call("after")).isEqualTo(200);
    assertThat(message.call("sequence")).isEqualTo(-1L);
  }

  @Test
  void selectedStructHasItsDefaultsWhateverWasThere() {
    ((MemorySegment) body.call("asSegment")).fill((byte) 0xAA);
    Flyweight order = body.at("selectOrder");
    assertThat(message.call("kindRaw")).isEqualTo(1);
    assertThat(order.call("quantity")).isEqualTo(1L);
    assertThat(order.call("side")).isSameAs(kind("CANCEL"));
    assertThat(Arrays.copyOfRange(bytes(body), 16, 24)).containsOnly(0);
    order.call("quantity", 4000L);
    assertThat(body.at("order").call("quantity")).isEqualTo(4000L);
    assertThat(body.call("order", order.target())).isSameAs(order.target());
    assertThat(body.call("selectOrder", order.target())).isSameAs(order.target());
    assertThat(order.call("quantity")).isEqualTo(1L);
  }

  @Test
  void valueOfATagThatSelectsNoArmIsValid() {
    GeneratedJava java = GeneratedJava.ofText(SHAPES);
    Flyweight holder = java.allocate("Holder", Arena.ofAuto());
    holder.at("form").call("flag", true);
    holder.call("shape", java.constant("Shape", "NONE"));
    Object value = holder.call("toValue");
    Flyweight copy = java.allocate("Holder", Arena.ofAuto());
    copy.call("set", value);
    assertThat(copy.call("shape")).isSameAs(java.constant("Shape", "NONE"));
    assertThat(copy.call("toValue")).isEqualTo(value);
    assertThatThrownBy(() -> copy.at("form").call("flag"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readingAnotherArmIsRefusedAndNamesBoth() {
    body.call("cancel", 5L);
    for (String arm : List.of("text", "number", "numberRaw", "order")) {
      assertThatThrownBy(() -> body.call(arm))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Message.body: the arm is CANCEL, not " + arm.replace("Raw", "").toUpperCase());
    }
    Object order = JAVA.allocate("Order", Arena.ofAuto()).target();
    assertThatThrownBy(() -> body.call("order", order)).hasMessageContaining("not ORDER");
  }

  @Test
  void refusedValueLeavesTheOtherArmAsItWas() {
    body.call("cancel", 5L);
    byte[] before = bytes(message);
    assertThatThrownBy(() -> body.call("text", "x".repeat(24)))
        .hasMessage("Body.TEXT: 24 bytes of UTF-8 do not fit, at most 23 do");
    assertThatThrownBy(() -> body.call("number", new BigDecimal("0.001")))
        .hasMessage("Body.NUMBER: 0.001 is no multiple of 0.01");
    assertThat(bytes(message)).isEqualTo(before);
  }

  @Test
  void tagWithoutNameOrArmIsCarried() {
    message.call("kindRaw", 4711);
    assertThat(body.call("tag")).isSameAs(kind("UNRECOGNIZED"));
    assertThat(body.call("tagRaw")).isEqualTo(4711);
    assertThat(body).hasToString("Body[tag=UNRECOGNIZED(4711)]");
    assertThatThrownBy(() -> body.call("cancel"))
        .hasMessage("Message.body: the arm is UNRECOGNIZED(4711), not CANCEL");
    Object unknown = message.call("toValue");
    assertThat(unknown.toString()).contains("body=Unknown[tag=4711]");
    Flyweight copy = JAVA.allocate("Message", Arena.ofAuto());
    copy.at("body").call("text", "text");
    copy.call("set", unknown);
    assertThat(copy.call("kindRaw")).isEqualTo(4711);
    assertThat(bytes(copy.at("body"))).containsOnly(0);
    message.call("kind", kind("NOTHING"));
    assertThat(body).hasToString("Body[tag=NOTHING]");
    assertThat(body.call("toValue")).hasToString("Unknown[tag=9]");
  }

  @Test
  void valueGoesOutAndBackForEveryArm() {
    for (Runnable arm :
        List.<Runnable>of(
            () -> body.at("selectOrder").call("price", new BigDecimal("-7.5000")),
            () -> body.call("cancel", 3L),
            () -> body.call("text", "t"),
            () -> body.call("number", new BigDecimal("12.34")))) {
      arm.run();
      Object value = message.call("toValue");
      Flyweight copy = JAVA.allocate("Message", Arena.ofAuto());
      copy.call("set", value);
      assertThat(copy.call("toValue")).isEqualTo(value);
      assertThat(bytes(copy)).isEqualTo(bytes(message));
    }
  }

  @Test
  void copyTakesTheTagAlong() {
    body.call("text", "abc");
    Flyweight other = JAVA.allocate("Message", Arena.ofAuto());
    other.at("body").call("copyFrom", body.target());
    assertThat(other.at("body").call("text")).isEqualTo("abc");
    assertThat(other.call("kind")).isSameAs(kind("TEXT"));
  }

  @Test
  void unionIsAimedByItsStruct() throws ReflectiveOperationException {
    Flyweight nowhere = new Flyweight(JAVA.type("Body").getConstructor().newInstance());
    assertThatThrownBy(() -> nowhere.call("tag")).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> nowhere.call("cancel", 1L))
        .isInstanceOf(IndexOutOfBoundsException.class);
    body.call("cancel", 8L);
    assertThat(message.call("body", nowhere.target())).isSameAs(nowhere.target());
    assertThat(nowhere.call("cancel")).isEqualTo(8L);
    assertThat(Stream.of(JAVA.type("Body").getMethods()).map(java.lang.reflect.Method::getName))
        .doesNotContain("allocate", "of", "arrayOf");
  }

  @Test
  void armsMayBeCalledLikeClassesOfJavaAndOfTheSchema() {
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            enums:
              Kind: {type: u64, values: {STRING: 0, VALUE: 1, OBJECT: 2, LIST: 3, POINT: 4, KIND: 5, HOLDER: 6, CLASS: 18446744073709551615}}
            unions:
              Form:
                tag: Kind
                arms:
                  STRING: 'char[4]'
                  VALUE: bool
                  OBJECT: Point
                  LIST: 'i8[2]'
                  POINT: 'Point[2]'
                  KIND: Kind
                  HOLDER: f32
                  CLASS: decimal
            structs:
              Point: {fields: {x: u8}}
              Holder: {fields: {form: {type: Form, tag: kind}, kind: Kind}}
            """
                .replace("CLASS: decimal", "CLASS: {type: decimal, exponent: 0}"));
    Flyweight holder = java.allocate("Holder", Arena.ofAuto());
    Flyweight form = holder.at("form");
    form.call("class_", BigDecimal.TEN);
    assertThat(holder.call("kindRaw")).isEqualTo(-1L);
    assertThat(holder).hasToString("Holder[form=Form[class_=10], kind=CLASS]");
    assertThat(form.call("toValue")).hasToString("Class_[value=10]");
    form.call("list", new byte[] {1, 2});
    assertThat(form.call("tag")).hasToString("LIST");
    assertThat(form.call("list", 1)).isEqualTo((byte) 2);
    holder.call("kindRaw", -2L);
    assertThat(form).hasToString("Form[tag=UNRECOGNIZED(18446744073709551614)]");
  }

  @Test
  void layoutIsThatOfTheUnion() {
    UnionLayout layout = (UnionLayout) JAVA.constant("Body", "LAYOUT");
    assertThat(layout.byteSize()).isEqualTo(JAVA.constant("Body", "BYTES")).isEqualTo(24L);
    assertThat(layout.byteAlignment()).isEqualTo(JAVA.constant("Body", "ALIGNMENT"));
    assertThat(layout.memberLayouts()).hasSize(4);
  }

  @Test
  void armsOfEveryKindReadAsWritten() {
    GeneratedJava java = GeneratedJava.ofText(SHAPES);
    Flyweight holder = java.allocate("Holder", Arena.ofAuto());
    holder.call("last", 9);
    Flyweight form = holder.at("form");
    assertThat(form).hasToString("Form[tag=NONE]");
    form.call("flag", true);
    assertThat(form).hasToString("Form[flag=true]");
    assertThat(holder.call("shapeRaw")).isEqualTo((byte) -1);

    assertThatThrownBy(() -> form.call("grid", 0, 0, 1))
        .hasMessage("Holder.form: the arm is FLAG, not GRID");
    assertThat(form.call("selectGrid")).isSameAs(form.target());
    assertThat(form.call("grid", 0, 0)).isEqualTo(0);
    form.call("grid", 1, 1, 0x0102);
    assertThat(((MemorySegment) form.call("grid")).toArray(JAVA_BYTE))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 2);
    Object grid = form.call("toValue");
    assertThat(grid).hasToString("Grid[value=[[0, 0], [0, 258]]]");

    form.call("selectTitles");
    form.call("titles", 1, "abc");
    assertThat(form).hasToString("Form[titles=[, abc]]");

    form.call("selectPoints");
    assertThat(form.at("points", 2).call("x")).isEqualTo(3);
    assertThat(form.at("points").call("length")).isEqualTo(3L);
    assertThatThrownBy(() -> form.at("points", 3)).isInstanceOf(IndexOutOfBoundsException.class);
    Object points = form.call("toValue");

    form.call("kind", java.constant("Color", "RED"));
    assertThat(form.call("kindRaw")).isEqualTo(-1);
    form.call("kindRaw", 77);
    assertThat(form).hasToString("Form[kind=UNRECOGNIZED(77)]");

    form.call("wide", 0x8001);
    assertThat(((MemorySegment) form.call("asSegment")).get(JAVA_BYTE, 0)).isEqualTo((byte) 0x80);
    assertThat(form).hasToString("Form[wide=A|B]");
    assertThat(((MemorySegment) java.allocate("Holder", Arena.ofAuto()).call("asSegment")))
        .isNotNull();

    form.call("set", points);
    assertThat(form.call("toValue")).isEqualTo(points);
    form.call("set", grid);
    assertThat(form.call("toValue")).isEqualTo(grid);
    assertThatThrownBy(() -> form.call("addressRaw"))
        .hasMessage("Holder.form: the arm is GRID, not ADDRESS");
    assertThat(holder.call("last")).isEqualTo(9);
  }
}
