// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every setter takes a value that the getter then returns, or refuses it, names the field and
 * leaves the struct as it was: tried with values on both sides of every limit that a type can have.
 */
class SetterNeighboursTest {

  /** Counts of setter outcomes, so that a test that tries nothing is seen. */
  private static final class Count {
    int setters;
    int kept;
    int refused;
  }

  /** One way to write a value of a type, and the way to read it again. */
  private record Setter(Class<?> type, Write write, Read read) {

    interface Write {
      void write(Object value) throws ReflectiveOperationException;
    }

    interface Read {
      Object read() throws ReflectiveOperationException;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "everything,110",
    "language,110",
    "units,7",
    "corners,65",
    "evolving,45",
    "market,35",
    "crossing,9"
  })
  void setterKeepsAValueOrRefusesIt(String schema, int least) throws ReflectiveOperationException {
    GeneratedJava java = GeneratedJava.ofResource(schema + ".tenon.yaml");
    Count count = new Count();
    for (Composite composite : java.compiled().schema().composites()) {
      Class<?> type = java.type(JavaNames.type(composite));
      if (Stream.of(type.getMethods()).anyMatch(m -> m.getName().equals("allocate"))) {
        Object struct =
            type.getMethod("allocate", SegmentAllocator.class).invoke(null, Arena.ofAuto());
        check(struct, memory(struct), count);
      }
    }
    assertThat(count.setters).isGreaterThanOrEqualTo(least);
    assertThat(count.kept).isGreaterThan(count.setters);
    assertThat(count.refused).isPositive();
  }

  private static MemorySegment memory(Object struct) throws ReflectiveOperationException {
    return (MemorySegment) struct.getClass().getMethod("asSegment").invoke(struct);
  }

  /**
   * Tries the setters of a struct, and of the unions with a tag in it.
   *
   * @param memory of the struct, or of that around the union
   */
  private static void check(Object struct, MemorySegment memory, Count count)
      throws ReflectiveOperationException {
    for (Method method : struct.getClass().getMethods()) {
      if (Modifier.isStatic(method.getModifiers()) || method.isBridge()) {
        continue;
      }
      for (Setter setter : setters(struct, method)) {
        count.setters++;
        check(method.getName(), setter, memory, count);
      }
      if (method.getParameterCount() == 0 && isTagged(method.getReturnType())) {
        check(method.invoke(struct), memory, count);
      }
    }
  }

  private static boolean isTagged(Class<?> type) {
    return Stream.of(type.getMethods()).anyMatch(m -> m.getName().equals("selectOrder"));
  }

  /** The ways in which a method writes values that another one reads. */
  private static List<Setter> setters(Object struct, Method method)
      throws ReflectiveOperationException {
    int last = method.getParameterCount() - 1;
    if (last < 0) {
      return List.of();
    }
    Class<?> type = method.getParameterTypes()[last];
    String name = method.getName();
    if (last == 0 && name.startsWith("getAndSet")) {
      Method getter = struct.getClass().getMethod(decapitalized(name.substring(9)));
      return List.of(new Setter(type, v -> method.invoke(struct, v), () -> getter.invoke(struct)));
    } else if (last == 1 && name.startsWith("compareAndSet")) {
      Method getter = struct.getClass().getMethod(decapitalized(name.substring(13)));
      return List.of(
          new Setter(
              type,
              v -> method.invoke(struct, getter.invoke(struct), v),
              () -> getter.invoke(struct)));
    } else if (method.getReturnType() != struct.getClass() || candidates(type).isEmpty()) {
      return List.of();
    } else if (last == 0 && isAdd(struct, name)) {
      return List.of(added(struct, method, type));
    }
    Class<?>[] indexes = Arrays.copyOf(method.getParameterTypes(), last);
    if (!Arrays.stream(indexes).allMatch(int.class::equals)) {
      return List.of();
    }
    Object[] first = new Object[last];
    Arrays.fill(first, 0);
    addFirst(struct, name);
    Method getter = struct.getClass().getMethod(name, indexes);
    return List.of(
        new Setter(
            type,
            value -> {
              Object[] arguments = Arrays.copyOf(first, last + 1);
              arguments[last] = value;
              method.invoke(struct, arguments);
            },
            () -> getter.invoke(struct, first)));
  }

  /** Whether a method appends to a list; a field may be called {@code address}. */
  private static boolean isAdd(Object struct, String name) {
    return name.startsWith("add")
        && Stream.of(struct.getClass().getMethods())
            .anyMatch(m -> m.getName().equals("clear" + list(name).replaceAll("Raw$", "")));
  }

  private static String list(String add) {
    return add.substring("add".length());
  }

  /** Appends to a list that is empty, and reads its first element. */
  private static Setter added(Object struct, Method add, Class<?> type)
      throws ReflectiveOperationException {
    String list = list(add.getName());
    Method clear = struct.getClass().getMethod("clear" + list.replaceAll("Raw$", ""));
    String name = decapitalized(list);
    Method getter =
        struct.getClass().getMethod(SourceVersion.isName(name) ? name : name + "_", int.class);
    return new Setter(
        type,
        value -> {
          clear.invoke(struct);
          add.invoke(struct, value);
        },
        () -> getter.invoke(struct, 0));
  }

  /** Gives a list the element that its setter shall change. */
  private static void addFirst(Object struct, String list) throws ReflectiveOperationException {
    for (Method add : struct.getClass().getMethods()) {
      if (!add.getName().equals("add" + capitalized(list.replaceAll("_$", "")))
          || !isAdd(struct, add.getName())
          || add.getParameterCount() != 1) {
        continue;
      }
      for (Object value : candidates(add.getParameterTypes()[0])) {
        try {
          added(struct, add, add.getParameterTypes()[0]).write().write(value);
          return;
        } catch (InvocationTargetException e) {
          // The next value may fit.
          assertThat(e).hasCauseInstanceOf(IllegalArgumentException.class);
        }
      }
    }
  }

  private static void check(String name, Setter setter, MemorySegment memory, Count count)
      throws ReflectiveOperationException {
    for (Object value : candidates(setter.type())) {
      byte[] before = memory.toArray(ValueLayout.JAVA_BYTE);
      try {
        setter.write().write(value);
      } catch (InvocationTargetException e) {
        assertThat(e.getCause())
            .as("%s(%s)", name, shown(value))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageMatching("(?s)[A-Z]\\w*(\\.\\w+)+: .*");
        if (!name.startsWith("add")) {
          assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(before);
        }
        count.refused++;
        continue;
      }
      Object now = setter.read().read();
      assertThat(same(now, value)).as("%s(%s) gives %s", name, shown(value), shown(now)).isTrue();
      count.kept++;
    }
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String decapitalized(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static boolean same(Object now, Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.compareTo((BigDecimal) now) == 0;
    } else if (value instanceof Float number) {
      return Float.floatToIntBits(number) == Float.floatToIntBits((Float) now);
    } else if (value instanceof Double number) {
      return Double.doubleToLongBits(number) == Double.doubleToLongBits((Double) now);
    }
    return value.equals(now);
  }

  private static String shown(Object value) {
    return value instanceof String text
        ? Arrays.toString(text.chars().toArray())
        : String.valueOf(value);
  }

  private static List<?> candidates(Class<?> type) {
    if (type == byte.class) {
      return integers(8).stream().map(BigInteger::byteValue).toList();
    } else if (type == short.class) {
      return integers(16).stream().map(BigInteger::shortValue).toList();
    } else if (type == int.class) {
      return integers(32).stream().map(BigInteger::intValue).toList();
    } else if (type == long.class) {
      return integers(64).stream().map(BigInteger::longValue).toList();
    } else if (type == char.class) {
      return List.of(0, 1, 9, 0x7F, 0x80, 0xFF, 0x100, 0xD800, 0xDC00, 0xFFFF).stream()
          .map(number -> (char) (int) number)
          .toList();
    } else if (type == boolean.class) {
      return List.of(true, false);
    } else if (type == float.class) {
      return Stream.of(
              0f,
              -0f,
              1f,
              -1f,
              Float.MIN_VALUE,
              Float.MIN_NORMAL,
              Float.MAX_VALUE,
              -0.5f,
              Math.nextDown(-0.5f),
              -Float.MAX_VALUE,
              Float.NaN,
              Float.POSITIVE_INFINITY,
              Float.NEGATIVE_INFINITY)
          .toList();
    } else if (type == double.class) {
      return Stream.of(
              0d,
              -0d,
              1d,
              -1.5,
              Math.nextDown(-1.5),
              1e6,
              Math.nextUp(1e6),
              Double.MIN_VALUE,
              Double.MIN_NORMAL,
              Double.MAX_VALUE,
              -Double.MAX_VALUE,
              0.1,
              Double.NaN,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY)
          .toList();
    } else if (type == String.class) {
      return texts();
    } else if (type == BigDecimal.class) {
      return decimals();
    } else if (type == Instant.class) {
      return Stream.concat(
              integers(64).stream().map(n -> Instant.EPOCH.plusNanos(n.longValue())),
              Stream.of(
                  Instant.MIN,
                  Instant.MAX,
                  Instant.EPOCH.plusNanos(Long.MAX_VALUE).plusNanos(1),
                  Instant.EPOCH.plusNanos(Long.MIN_VALUE).minusNanos(1)))
          .toList();
    } else if (type == Duration.class) {
      return Stream.concat(
              integers(64).stream().map(n -> Duration.ofNanos(n.longValue())),
              Stream.of(
                  Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                  Duration.ofSeconds(Long.MIN_VALUE),
                  Duration.ofNanos(Long.MAX_VALUE).plusNanos(1),
                  Duration.ofNanos(Long.MIN_VALUE).minusNanos(1)))
          .toList();
    } else if (type == UUID.class) {
      return List.of(new UUID(0, 0), new UUID(-1, Long.MIN_VALUE), new UUID(1, 2));
    } else if (InetAddress.class.isAssignableFrom(type)) {
      return addresses().stream().filter(type::isInstance).toList();
    } else if (type.isEnum()) {
      return List.of(type.getEnumConstants());
    }
    return List.of();
  }

  /** Numbers around all powers of two that a Java type of a width holds. */
  private static List<BigInteger> integers(int bits) {
    Set<BigInteger> numbers = new LinkedHashSet<>();
    for (int i = 0; i < bits; i++) {
      for (int near = -1; near <= 1; near++) {
        BigInteger power = BigInteger.TWO.pow(i).add(BigInteger.valueOf(near));
        numbers.add(power);
        numbers.add(power.negate());
      }
    }
    for (int number : new int[] {5, 6, 9, 10, 11, 12, 99, 100, 101, 999, 1000, 1001, 4000, 4001}) {
      numbers.add(BigInteger.valueOf(number));
      numbers.add(BigInteger.valueOf(-number));
    }
    return numbers.stream().filter(number -> number.bitLength() < bits).toList();
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (String unit : List.of("a", "é", "€", "😀", " ")) {
      for (int length = 0; length <= 66; length++) {
        texts.add(unit.repeat(length));
        texts.add("x" + unit.repeat(length));
      }
    }
    texts.addAll(
        List.of(
            "\0", "a\0b", "\0a", "a\0", "\ud800", "\udc00", "a\ud83d", "\ude00\ud83d", "\ud83dx"));
    return texts;
  }

  private static List<BigDecimal> decimals() {
    List<BigDecimal> decimals = new ArrayList<>();
    for (int scale : new int[] {-4, -3, -2, 0, 1, 2, 4, 5, 6, 7, 1_000_000_000, -1_000_000_000}) {
      for (long unscaled :
          new long[] {0, 1, -1, 10, 15, 99, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1}) {
        decimals.add(BigDecimal.valueOf(unscaled, scale));
      }
      decimals.add(new BigDecimal(BigInteger.TWO.pow(63), scale));
      decimals.add(new BigDecimal(BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE), scale));
      decimals.add(new BigDecimal(BigInteger.TEN.pow(30), scale));
    }
    return decimals;
  }

  private static List<InetAddress> addresses() {
    try {
      byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
      byte[] local = new byte[16];
      local[0] = (byte) 0xFE;
      local[1] = (byte) 0x80;
      return List.of(
          InetAddress.getByAddress(new byte[4]),
          InetAddress.getByAddress(new byte[] {-1, -1, -1, -1}),
          Inet6Address.getByAddress(null, mapped, -1),
          Inet6Address.getByAddress(null, local, -1),
          Inet6Address.getByAddress(null, new byte[16], -1));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
