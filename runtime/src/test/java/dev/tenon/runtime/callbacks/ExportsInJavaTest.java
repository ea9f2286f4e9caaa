// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.ChildJvm;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.callback.Registration;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports in a process that Java has started: Java loads the library that calls them. */
@Timeout(900)
class ExportsInJavaTest {

  private static Services services;

  @BeforeAll
  static void load() {
    services = Services.load(CBuild.library("services"));
  }

  @Test
  void exportsCallTheImplementationFromBindingToClosing() {
    assertThat(services.priceThrough(1, 2.5, 4)).isNaN();
    assertThat(services.greetThrough("x")).isEqualTo("nobody");
    try (Registration _ = services.bindExports(new OrderServices())) {
      assertThat(services.priceThrough(1, 2.5, 4)).isEqualTo(10);
      assertThat(services.greetThrough("Zoë")).isEqualTo("Hello Zoë");
    }
    assertThat(services.priceThrough(1, 2.5, 4)).isNaN();
    Registration again = services.bindExports(new OrderServices());
    assertThat(services.priceThrough(1, 2, 4)).isEqualTo(8);
    again.close();
    again.close();
    assertThat(services.priceThrough(1, 2, 4)).isNaN();
  }

  @Test
  void secondBindingIsRefusedAndTheFirstStays() {
    try (Registration _ = services.bindExports(new OrderServices())) {
      assertThatThrownBy(() -> services.bindExports(new OrderServices()))
          .isInstanceOf(IllegalStateException.class);
      assertThat(services.priceThrough(1, 2.5, 4)).isEqualTo(10);
    }
  }

  @Test
  void nullIsNoImplementation() {
    assertThatThrownBy(() -> services.bindExports(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void libraryThatStartsJavaInsideJavaGetsTheOneThatRuns(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("META-INF/services").resolve(ServicesExports.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, OrderServices.class.getName());
    try (ChildJvm child = ChildJvm.start(ExportsInJavaMain.class, CBuild.library("services"))) {
      child.expect("NaN");
      assertThat(child.line()).as("no implementation is on the class path").startsWith("-7 ");
    }
    try (ChildJvm child =
        ChildJvm.startOn(
            String.join(
                File.pathSeparator,
                location(Region.class),
                location(OrderServices.class),
                folder.toString()),
            ExportsInJavaMain.class,
            CBuild.library("services"))) {
      child.expect("NaN");
      assertThat(child.line()).startsWith("0");
      child.expect("10.0");
      child.expect("Hello you");
      child.expect("0");
      child.expect("0");
      child.expect("NaN");
      assertThat(child.exitCode()).as(child.errors()).isZero();
    }
  }

  private static String location(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }
}
