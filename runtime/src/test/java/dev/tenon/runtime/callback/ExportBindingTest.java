// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.call.Status;
import dev.tenon.runtime.callback.market.Market;
import dev.tenon.runtime.callback.market.SumOf;
import dev.tenon.runtime.callback.market.SumOfBinder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java that C calls like its own functions. */
class ExportBindingTest {
  private static final String ABI = "tenon-abi 1\nschema sums\n";

  private final Market market = Fixture.MARKET;

  @TempDir private Path directory;

  @Test
  void boundImplementationIsCalledUntilItIsClosed() {
    assertThat(market.sumOf(2, 3)).isEqualTo(-1);
    Registration binding = market.bindExports(Integer::sum);
    try {
      assertThat(market.sumOf(2, 3)).isEqualTo(5);
      assertThatThrownBy(() -> market.bindExports(Integer::max))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("bound");
      assertThat(market.sumOf(2, 3)).isEqualTo(5);
    } finally {
      binding.close();
    }
    binding.close();
    assertThat(market.sumOf(2, 3)).isEqualTo(-1);
  }

  @Test
  void exceptionOfAnExportIsThrownByTheCallThatRanIt() {
    try (Registration binding = market.bindExports(Math::addExact);
        Failures failures = new Failures()) {
      assertThat(binding.isOpen()).isTrue();
      assertThatThrownBy(() -> market.sumOf(Integer.MAX_VALUE, 1))
          .isInstanceOf(CallbackException.class)
          .hasMessageContaining("sum_of")
          .hasCauseInstanceOf(ArithmeticException.class);
      assertThat(failures.callbacks()).containsExactly("sum_of");
    }
  }

  @Test
  void implementationIsFoundAndItsFunctionsAreFilledIn() throws IOException {
    try (Room room = new Room(ABI)) {
      assertThat(room.bind(services(Adder.class.getName()))).isEqualTo(Status.OK);
      assertThat(room.functions.get(ADDRESS, 0).address()).isNotZero();
    }
  }

  @Test
  void otherSchemaIsNamed() throws IOException {
    try (Room room = new Room("tenon-abi 1\nschema sums\nsum_of export (i64 left) -> i32\n")) {
      assertThat(room.bind(services(Adder.class.getName()))).isEqualTo(Status.MISMATCH);
      assertThat(room.message())
          .isEqualTo("sums has sum_of export (i64 left) -> i32; this program has no sum_of");
    }
  }

  @Test
  void missingImplementationIsNotFound() throws IOException {
    try (Room room = new Room(ABI)) {
      assertThat(room.bind(services())).isEqualTo(Status.NOT_FOUND);
      assertThat(room.message()).contains("no implementation of " + SumOf.class.getName());
    }
  }

  @Test
  void twoImplementationsAreNamed() throws IOException {
    try (Room room = new Room(ABI)) {
      assertThat(room.bind(services(Adder.class.getName(), Broken.class.getName())))
          .isEqualTo(Status.JAVA);
      assertThat(room.message())
          .contains("ExceptionInInitializerError")
          .contains("broken on start");
      assertThat(room.bind(services(Adder.class.getName(), Multiplier.class.getName())))
          .isEqualTo(Status.JAVA);
      assertThat(room.message()).contains("$Adder").contains("$Multiplier");
    }
  }

  @Test
  void whateverIsThrownOnStartIsTold() throws IOException {
    try (Room room = new Room(ABI)) {
      assertThat(room.bind(services("no.such.Class"))).isEqualTo(Status.JAVA);
      assertThat(room.message()).contains("ServiceConfigurationError").contains("no.such.Class");
      assertThat(
              room.bind(
                  () -> {
                    throw new Unprintable();
                  }))
          .isEqualTo(Status.JAVA);
      assertThat(room.message()).contains("Unprintable");
    }
  }

  @Test
  void longMessageIsCutBetweenCharacters() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(8);
      memory.fill((byte) 'x');
      new MessageBuffer(memory.address(), 7).write("aé€😀");
      assertThat(memory.getString(0)).isEqualTo("aé€");
      memory.fill((byte) 'x');
      new MessageBuffer(memory.address(), 6).write("aé€😀");
      assertThat(memory.getString(0)).isEqualTo("aé");
      new MessageBuffer(memory.address(), 1).write("a");
      assertThat(memory.getString(0)).isEmpty();
      new MessageBuffer(memory.address(), 0).write("a");
      new MessageBuffer(0, 100).write("a");
    }
  }

  @Test
  void numbersAreThoseOfTheHeader() throws IOException {
    String header = Files.readString(Path.of("src/main/c/include/tenon/status.h"));
    assertThat(number(header, "TENON_OK")).isEqualTo(Status.OK);
    assertThat(number(header, "TENON_EXISTS")).isEqualTo(Status.EXISTS);
    assertThat(number(header, "TENON_NOT_FOUND")).isEqualTo(Status.NOT_FOUND);
    assertThat(number(header, "TENON_MISMATCH")).isEqualTo(Status.MISMATCH);
    assertThat(number(header, "TENON_INVALID")).isEqualTo(Status.INVALID);
    assertThat(number(header, "TENON_LIMIT")).isEqualTo(Status.LIMIT);
    assertThat(number(header, "TENON_JAVA")).isEqualTo(Status.JAVA);
  }

  private static int number(String header, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + " = (-?\\d+)").matcher(header);
    assertThat(matcher.find()).as(name).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  /** A loader that finds the named classes, as META-INF/services names them. */
  private Supplier<ServiceLoader<SumOf>> services(String... names) throws IOException {
    Path root = Files.createTempDirectory(directory, "services");
    Path file = root.resolve("META-INF/services").resolve(SumOf.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", names));
    URLClassLoader loader =
        new URLClassLoader(new URL[] {root.toUri().toURL()}, SumOf.class.getClassLoader());
    return () -> ServiceLoader.load(SumOf.class, loader);
  }

  /** Memory that C hands over. */
  private static final class Room implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment abi;
    private final MemorySegment functions = arena.allocate(ADDRESS);
    private final MemorySegment message = arena.allocate(1000);

    Room(String abiText) {
      abi = arena.allocateFrom(abiText);
    }

    int bind(Supplier<ServiceLoader<SumOf>> services) {
      return SumOfBinder.bind(
          services, abi.address(), functions.address(), 1, message.address(), message.byteSize());
    }

    String message() {
      return message.getString(0);
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  /** Found as a service. */
  public static final class Adder implements SumOf {
    @Override
    public int sumOf(int left, int right) {
      return left + right;
    }
  }

  /** Found as a service. */
  public static final class Multiplier implements SumOf {
    @Override
    public int sumOf(int left, int right) {
      return left * right;
    }
  }

  /** Cannot be initialised. */
  public static final class Broken implements SumOf {
    private static final int NUMBER = number();

    private static int number() {
      throw new IllegalStateException("broken on start");
    }

    @Override
    public int sumOf(int left, int right) {
      return NUMBER;
    }
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }
}
