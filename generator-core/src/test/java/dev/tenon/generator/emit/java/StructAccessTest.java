// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Aiming, reading and writing single fields. */
class StructAccessTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("everything.tenon.yaml");

  private static Flyweight allocate(String struct) {
    return JAVA.allocate(struct, Arena.ofAuto());
  }

  static Stream<Arguments> edgeValues() {
    return Stream.of(
            new Object[] {"flag", true, false},
            new Object[] {"letter", 'A', '\0', '\u00ff'},
            new Object[] {"tiny", (byte) -128, (byte) 0, (byte) 127},
            new Object[] {"byte_", 0, 128, 255},
            new Object[] {"shortNumber", Short.MIN_VALUE, (short) -1, Short.MAX_VALUE},
            new Object[] {"unsignedShort", 0, 0x8000, 65535},
            new Object[] {"number", Integer.MIN_VALUE, -1, Integer.MAX_VALUE},
            new Object[] {"unsignedNumber", 0L, 0x8000_0000L, 4294967295L},
            new Object[] {"large", Long.MIN_VALUE, -1L, Long.MAX_VALUE},
            new Object[] {"unsignedLarge", 0L, Long.MIN_VALUE, -1L},
            new Object[] {"single", -0.0f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY},
            new Object[] {"real", -0.0, Double.NaN, Double.MAX_VALUE, Double.POSITIVE_INFINITY})
        .flatMap(row -> Stream.of(row).skip(1).map(value -> Arguments.of((String) row[0], value)));
  }

  @ParameterizedTest
  @MethodSource("edgeValues")
  void scalarReadsAsWritten(String field, Object value) {
    Flyweight scalars = allocate("Scalars");
    assertThat(scalars.call(field, value)).isSameAs(scalars.target());
    assertThat(scalars.call(field)).isEqualTo(value);
    assertThat(scalars.at("toValue").call(field)).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("edgeValues")
  void writingOneScalarLeavesAllOthersAlone(String field, Object value) {
    Flyweight scalars = allocate("Scalars");
    MemorySegment bytes = (MemorySegment) scalars.call("asSegment");
    Object[] before =
        edgeValues()
            .map(a -> a.get()[0])
            .distinct()
            .filter(other -> !other.equals(field))
            .map(other -> scalars.call((String) other))
            .toArray();
    scalars.call(field, value);
    Object[] after =
        edgeValues()
            .map(a -> a.get()[0])
            .distinct()
            .filter(other -> !other.equals(field))
            .map(other -> scalars.call((String) other))
            .toArray();
    assertThat(after).isEqualTo(before);
    assertThat(bytes.byteSize()).isEqualTo(JAVA.constant("Scalars", "BYTES"));
  }

  static Stream<Arguments> valuesOutOfRange() {
    return Stream.of(
        Arguments.of("byte_", -1, "Scalars.byte: -1 is not a u8 (0 to 255)"),
        Arguments.of("byte_", 256, "Scalars.byte: 256 is not a u8 (0 to 255)"),
        Arguments.of("unsignedShort", -1, "Scalars.unsigned_short: -1 is not a u16 (0 to 65535)"),
        Arguments.of(
            "unsignedShort", 65536, "Scalars.unsigned_short: 65536 is not a u16 (0 to 65535)"),
        Arguments.of(
            "unsignedNumber", -1L, "Scalars.unsigned_number: -1 is not a u32 (0 to 4294967295)"),
        Arguments.of(
            "unsignedNumber",
            1L << 32,
            "Scalars.unsigned_number: 4294967296 is not a u32 (0 to 4294967295)"),
        Arguments.of(
            "letter", '\u0100', "Scalars.letter: U+0100 is not a char (U+0000 to U+00FF)"));
  }

  @ParameterizedTest
  @MethodSource("valuesOutOfRange")
  void setterRefusesValueOutOfRangeAndNamesField(String field, Object value, String message) {
    Flyweight scalars = allocate("Scalars");
    assertThatThrownBy(() -> scalars.call(field, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(((MemorySegment) scalars.call("asSegment")).toArray(JAVA_BYTE)).containsOnly(0);
  }

  @Test
  void anyByteButZeroIsTrue() {
    Flyweight scalars = allocate("Scalars");
    ((MemorySegment) scalars.call("asSegment")).set(JAVA_BYTE, 0, (byte) 0x80);
    assertThat(scalars.call("flag")).isEqualTo(true);
  }

  @Test
  void newStructIsZeroButForDefaultsWhateverTheAllocatorGives() {
    byte[] dirty = new byte[2048];
    Arrays.fill(dirty, (byte) 0xAA);
    SegmentAllocator allocator =
        SegmentAllocator.prefixAllocator(
            Arena.ofAuto().allocate(2048, 64).copyFrom(MemorySegment.ofArray(dirty)));
    byte[] zeroed = new byte[(int) (long) JAVA.constant("Scalars", "BYTES")];
    assertThat(
            ((MemorySegment) JAVA.allocate("Scalars", allocator).call("asSegment"))
                .toArray(JAVA_BYTE))
        .isEqualTo(zeroed);
    assertDefaults(JAVA.allocate("Defaults", allocator));
    Flyweight nested = JAVA.allocate("Nested", allocator);
    assertDefaults(nested.at("defaults"));
    assertDefaults(nested.at("rows", 0));
    assertDefaults(nested.at("rows", 1));
    assertThat(nested.call("numbers", 2)).isEqualTo(0L);
  }

  private static void assertDefaults(Flyweight defaults) {
    assertThat(defaults.call("flag")).isEqualTo(true);
    assertThat(defaults.call("letter")).isEqualTo('?');
    assertThat(defaults.call("tiny")).isEqualTo((byte) -128);
    assertThat(defaults.call("byte_")).isEqualTo(255);
    assertThat(defaults.call("shortNumber")).isEqualTo(Short.MIN_VALUE);
    assertThat(defaults.call("unsignedShort")).isEqualTo(65535);
    assertThat(defaults.call("number")).isEqualTo(Integer.MIN_VALUE);
    assertThat(defaults.call("unsignedNumber")).isEqualTo(4294967295L);
    assertThat(defaults.call("large")).isEqualTo(Long.MIN_VALUE);
    assertThat(defaults.call("unsignedLarge")).isEqualTo(-1L);
    assertThat(defaults.call("single")).isEqualTo(-1.5f);
    assertThat(defaults.call("real")).isEqualTo(Double.NaN);
    assertThat(defaults.call("text")).isEqualTo("K\u00e4s\n\"?");
    assertThat(defaults.call("full")).isEqualTo("ABCD");
    assertThat(defaults.call("trigraph")).isEqualTo("??/");
    assertThat(defaults.call("small")).isEqualTo(JAVA.constant("Small", "TOP"));
    assertThat(defaults.call("wide")).isEqualTo(JAVA.constant("Wide", "TOP"));
    assertThat(defaults.call("signedHuge")).isEqualTo(JAVA.constant("SignedHuge", "LOW"));
    assertThat(defaults.call("flags8")).isEqualTo(0x81);
    assertThat(defaults.call("flags64")).isEqualTo(1L << 63);
  }

  @Test
  void wrapRefusesMemoryThatIsTooSmall() {
    MemorySegment segment = Arena.ofAuto().allocate(100, 64);
    Flyweight scalars = allocate("Scalars");
    long bytes = (long) JAVA.constant("Scalars", "BYTES");
    for (long offset : new long[] {-8, 104 - bytes, 96, 104, Long.MAX_VALUE - 7, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> scalars.call("wrap", segment, offset))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage(
              "Scalars: %d bytes at offset %d do not lie in a segment of 100 bytes", bytes, offset);
    }
    assertThat(scalars.call("wrap", segment, 96 - bytes)).isSameAs(scalars.target());
  }

  @Test
  void wrapRefusesAddressThatIsNotAligned() {
    MemorySegment segment = Arena.ofAuto().allocate(256, 64);
    for (int offset : new int[] {1, 4, 7}) {
      assertThatThrownBy(() -> JAVA.of("Scalars", segment, offset))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Scalars: address 0x%x is not a multiple of 8", segment.address() + offset);
    }
    assertThatThrownBy(() -> JAVA.of("Inner", segment, 32))
        .hasMessageContaining("is not a multiple of 64");
    assertThatThrownBy(() -> JAVA.of("Inner", segment.asSlice(32), 0))
        .hasMessageContaining("is not a multiple of 64");
    assertThat(JAVA.of("Inner", segment.asSlice(32), 32).call("backingOffset")).isEqualTo(32L);
  }

  @Test
  void byteArrayCanBackStruct() {
    MemorySegment heap = MemorySegment.ofArray(new byte[256]);
    Flyweight scalars = JAVA.of("Scalars", heap, 8);
    scalars.call("large", Long.MIN_VALUE);
    assertThat(scalars.call("large")).isEqualTo(Long.MIN_VALUE);
    assertThat(scalars.call("backing")).isSameAs(heap);
  }

  @Test
  void structAimedAtNothingRefusesEveryAccess() throws ReflectiveOperationException {
    Flyweight scalars = new Flyweight(JAVA.type("Scalars").getDeclaredConstructor().newInstance());
    assertThatThrownBy(() -> scalars.call("large")).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> scalars.call("large", 1L))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> scalars.call("asSegment"))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readOnlySegmentRefusesWrites() {
    Flyweight scalars = JAVA.of("Scalars", Arena.ofAuto().allocate(256, 8).asReadOnly(), 0);
    assertThat(scalars.call("number")).isEqualTo(0);
    assertThatThrownBy(() -> scalars.call("number", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("read-only");
    Flyweight atomics = JAVA.of("Atomics", Arena.ofAuto().allocate(256, 8).asReadOnly(), 0);
    assertThatThrownBy(() -> atomics.call("a64", 1L)).hasMessageContaining("read-only");
  }

  @Test
  void closedArenaRefusesAccess() {
    Flyweight scalars;
    try (Arena arena = Arena.ofConfined()) {
      scalars = JAVA.allocate("Scalars", arena);
    }
    assertThatThrownBy(() -> scalars.call("number")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void copyFromCopiesEveryByte() {
    Flyweight source = allocate("Nested");
    MemorySegment bytes = (MemorySegment) source.call("asSegment");
    for (long i = 0; i < bytes.byteSize(); i++) {
      bytes.set(JAVA_BYTE, i, (byte) (i * 31 + 7));
    }
    Flyweight target = JAVA.of("Nested", Arena.ofAuto().allocate(2048, 64), 64);
    assertThat(target.call("copyFrom", source.target())).isSameAs(target.target());
    assertThat(((MemorySegment) target.call("asSegment")).mismatch(bytes)).isEqualTo(-1);
    assertThat(((MemorySegment) target.call("backing")).get(JAVA_LONG, 56)).isZero();
  }

  @Test
  void valueGoesOutAndBack() {
    Flyweight source = allocate("Nested");
    source.call("numbers", 1, 4294967295L);
    source.call("titles", 0, "\u00fcber");
    source.at("table", 1, 2).call("shortText", "ab");
    source.call("cube", 1, 2, 3, (short) -7);
    source.call("longs", 0, JAVA.constant("SignedHuge", "HIGH"));
    source.call("longs", 1, JAVA.constant("SignedHuge", "LOW"));
    Object value = source.call("toValue");
    Flyweight target = allocate("Nested");
    target.call("set", value);
    assertThat(target.call("toValue")).isEqualTo(value);
    assertThat(
            ((MemorySegment) target.call("asSegment"))
                .mismatch((MemorySegment) source.call("asSegment")))
        .isEqualTo(-1);
  }

  @Test
  void structTooLargeForRecordHasNoValue() {
    GeneratedJava large = GeneratedJava.ofResource("large.tenon.yaml");
    assertThat(nestedTypes(large.type("JustFits"))).contains("Value");
    assertThat(nestedTypes(large.type("TooWide"))).doesNotContain("Value");
    assertThat(nestedTypes(large.type("HoldsTooWide"))).doesNotContain("Value");
    Flyweight wide = large.allocate("TooWide", Arena.ofAuto());
    wide.call("field126", -1L);
    assertThat(wide.toString()).endsWith("field126=18446744073709551615, last=0]");
  }

  private static Stream<String> nestedTypes(Class<?> type) {
    return Stream.of(type.getClasses()).map(Class::getSimpleName);
  }

  @Test
  void toStringNamesEveryField() {
    Flyweight enums = allocate("Enums");
    enums.call("smallRaw", 77);
    enums.call("hugeRaw", -2L);
    enums.call("flags16", 0x8003);
    assertThat(enums)
        .hasToString(
            "Enums[small=UNRECOGNIZED(77), signedSmall=ZERO, medium=NONE,"
                + " signedMedium=UNRECOGNIZED(0), wide=NONE, wideSmall=IDLE,"
                + " signedWide=UNRECOGNIZED(0), huge=UNRECOGNIZED(18446744073709551614),"
                + " signedHuge=UNRECOGNIZED(0), flags8=0x0, flags16=FIRST|LAST|0x2, flags32=0x0,"
                + " flags64=0x0]");
    assertThat(allocate("Arrays").toString()).endsWith("scalars=Scalars[1000], big=u64[100000]]");
  }
}
