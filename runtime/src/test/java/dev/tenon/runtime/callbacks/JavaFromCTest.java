// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.Region;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A C program, a process of its own without a JVM at first, calls Java. */
@Timeout(900)
class JavaFromCTest {

  private static final String JAVA_HOME = System.getProperty("java.home");

  @TempDir Path folder;

  /** Result of a run of the C program. */
  private record Run(int status, List<String> output, String errors) {

    /** Result of {@code start}. */
    int started() {
      assertThat(status).as(errors).isZero();
      return Integer.parseInt(output.getFirst());
    }

    String detail() {
      return String.join("\n", output.subList(2, output.size()));
    }
  }

  private static String location(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  /** A class path with these implementations of the exports. */
  private String classPath(Class<?>... implementations) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
    Files.write(
        services.resolve(ServicesExports.class.getName()),
        List.of(implementations).stream().map(Class::getName).toList());
    return String.join(
        File.pathSeparator,
        location(Region.class),
        location(OrderServices.class),
        folder.toString());
  }

  private Run run(Map<String, String> environment, Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "host", ".out");
    Path errors = Files.createTempFile(folder, "host", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_HOME", "CLASSPATH", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(600, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("the C program ends").isTrue();
    return new Run(process.waitFor(), Files.readAllLines(output), Files.readString(errors));
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of("JAVA_HOME", JAVA_HOME), CBuild.program("services_host"), arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"first run", "second run"})
  void cProgramStartsJavaCallsAllExportsFromFourThreadsStopsAndStartsAgain(String which)
      throws Exception {
    Run run = run("all", classPath(OrderServices.class));
    assertThat(run.status()).as(run.errors()).isZero();
    assertThat(run.output()).first().asString().as(which).matches("made 1 then [12]");
    assertThat(run.output().get(1)).startsWith("after shutdown -15 ");
  }

  @Test
  void cProgramMayEndWithoutStoppingJava() throws Exception {
    Run run = run("forget", classPath(OrderServices.class));
    assertThat(run.status()).as(run.errors()).isZero();
  }

  @Test
  void cProgramGoesOnWhenJavaEndsUnderItsCalls() throws Exception {
    for (int round = 0; round < 3; round++) {
      Run run = run("end", classPath(OrderServices.class));
      assertThat(run.status()).as(run.errors()).isZero();
      assertThat(run.output()).containsExactly("ended");
    }
  }

  @Test
  void callsThatRaceWithStopAndStartAreAnsweredOrGetOnError() throws Exception {
    Run run = run("storm", classPath(OrderServices.class), "200");
    assertThat(run.status()).as(run.errors()).isZero();
  }

  @Test
  void javaIsFoundByPathByLibraryByHomeAndByCommand() throws Exception {
    String classPath = classPath(OrderServices.class);
    Path host = CBuild.program("services_host");
    String bin = Path.of(JAVA_HOME, "bin").toString();
    assertThat(run(Map.of("PATH", bin), host, "start", classPath).started()).isZero();
    Map<String, String> nowhere = Map.of("PATH", "", "JAVA_HOME", folder.toString());
    Path library = Path.of(JAVA_HOME, "lib", "server", "libjvm.so");
    assertThat(run(nowhere, host, "libjvm", classPath, library.toString()).started()).isZero();
    assertThat(run(nowhere, host, "home", classPath, JAVA_HOME).started()).isZero();
    assertThat(run(nowhere, host, "java", classPath, bin + "/java").started()).isZero();
    Path link = Files.createSymbolicLink(folder.resolve("java"), Path.of(bin, "java"));
    assertThat(run(Map.of("PATH", folder.toString()), host, "start", classPath).started())
        .as("a link in PATH")
        .isZero();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void withoutAJvmTheDetailSaysWhereItWasLookedFor() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Run run =
        run(
            Map.of("PATH", "", "JAVA_HOME", empty.toString()),
            CBuild.program("services_host"),
            "start",
            classPath(OrderServices.class));
    assertThat(run.started()).isEqualTo(-7);
    assertThat(run.detail()).contains("JAVA_HOME").contains(empty.toString());
    Run given = run("libjvm", classPath(OrderServices.class), empty + "/libjvm.so");
    assertThat(given.started()).isEqualTo(-7);
    assertThat(given.detail()).contains(empty + "/libjvm.so");
  }

  @Test
  void optionThatTheJvmDoesNotKnowIsAnErrorOfTheStart() throws Exception {
    Run run = run("option", classPath(OrderServices.class), "-XX:+NoSuchOption");
    assertThat(run.started()).isEqualTo(-18);
    assertThat(run.detail()).isNotEmpty();
  }

  @Test
  void wrongClassPathSaysWhichClassIsMissing() throws Exception {
    Run run = run("start", folder.toString());
    assertThat(run.started()).isEqualTo(-7);
    assertThat(run.detail()).contains("ServicesExportsBinder");
  }

  @Test
  void classPathWithoutTheRuntimeSaysWhichClassIsMissing() throws Exception {
    Run run = run("start", location(OrderServices.class));
    assertThat(run.started()).isNegative();
    assertThat(run.detail()).contains("dev/tenon/runtime");
  }

  @Test
  void missingImplementationIsNamedByItsInterface() throws Exception {
    Run run = run("start", classPath());
    assertThat(run.started()).isEqualTo(-7);
    assertThat(run.detail())
        .contains(ServicesExports.class.getName())
        .contains("META-INF/services");
  }

  @Test
  void twoImplementationsAreRefused() throws Exception {
    Run run = run("start", classPath(OrderServices.class, OrderServices.Broken.class));
    assertThat(run.started()).isEqualTo(-18);
  }

  @Test
  void implementationThatCannotBeMadeIsToldWithItsException() throws Exception {
    Run run = run("start", classPath(OrderServices.Broken.class));
    assertThat(run.started()).isEqualTo(-18);
    assertThat(run.detail()).contains("Broken").contains("out of order today");
  }

  @Test
  void programBuiltFromAnotherSchemaIsRefusedWithTheDifference() throws Exception {
    Path host =
        new ChangedServices("host").with("      quantity: u32\n", "      quantity: i32\n").host();
    Run run = run(Map.of("JAVA_HOME", JAVA_HOME), host, "start", classPath(OrderServices.class));
    assertThat(run.started()).isEqualTo(-8);
    assertThat(run.detail()).contains("Order").contains("quantity");
  }

  @Test
  void cProgramWithTheAddressSanitizerFindsNothing() throws Exception {
    // The JVM takes SIGSEGV for its own purposes and never frees what it allocated at its start.
    Run run =
        run(
            Map.of("JAVA_HOME", JAVA_HOME, "ASAN_OPTIONS", "handle_segv=0:detect_leaks=0"),
            CBuild.programWithAddressSanitizer("services_host"),
            "all",
            classPath(OrderServices.class));
    assertThat(run.status()).as(run.errors()).isZero();
    assertThat(run.errors()).doesNotContain("AddressSanitizer");
  }
}
