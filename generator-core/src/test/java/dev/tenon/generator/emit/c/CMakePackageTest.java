// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output folder is a CMake package. */
class CMakePackageTest {

  private static final String PROJECT =
      """
      cmake_minimum_required(VERSION 3.16)
      project(feed LANGUAGES C CXX)
      add_subdirectory(part)
      """;

  private static final String PART =
      """
      find_package(%1$s CONFIG REQUIRED)
      find_package(%1$s CONFIG REQUIRED)
      add_executable(feed main.c)
      target_link_libraries(feed PRIVATE %1$s::%1$s)
      """;

  @TempDir private Path folder;

  @Test
  void packageWithRegionsBringsCodeAndRuntime() {
    Path runtime = installRuntime();
    Fixtures.write(Fixtures.generate(Fixtures.MARKET), folder.resolve("generated"));
    Fixtures.write(
        folder.resolve("app/part/main.c"),
        """
        #include <market/market_regions.h>
        int main(void) {
            mkt_market_feed *feed;
            return mkt_market_feed_attach("cmake-test.absent", NULL, &feed) == TENON_NOT_FOUND ? 0 : 1;
        }
        """);
    assertBuildsAndRuns("market", folder.resolve("generated") + ";" + runtime);
  }

  @Test
  void packageOfTypesNeedsNothing() {
    Fixtures.write(
        Fixtures.generateFrom("points", "structs: {Point: {fields: {x: f64, y: f64}}}\n"),
        folder.resolve("generated"));
    Fixtures.write(
        folder.resolve("app/part/main.c"),
        """
        #include <points/points.h>
        int main(void) {
            t_point point = T_POINT_INIT;
            return point.x == 0.0 ? 0 : 1;
        }
        """);
    assertBuildsAndRuns("points", folder.resolve("generated").toString());
  }

  private Path installRuntime() {
    Path prefix = folder.resolve("prefix");
    Path build = folder.resolve("runtime-build");
    cmake(
        "-S",
        Fixtures.runtime().toString(),
        "-B",
        build.toString(),
        "-DTENON_BUILD_TESTS=OFF",
        "-DCMAKE_INSTALL_PREFIX=" + prefix);
    cmake("--build", build.toString());
    cmake("--install", build.toString());
    return prefix;
  }

  private void assertBuildsAndRuns(String name, String prefixes) {
    Path source = folder.resolve("app");
    Path build = folder.resolve("app-build");
    Fixtures.write(source.resolve("CMakeLists.txt"), PROJECT);
    Fixtures.write(source.resolve("part/CMakeLists.txt"), PART.formatted(name));
    cmake("-S", source.toString(), "-B", build.toString(), "-DCMAKE_PREFIX_PATH=" + prefixes);
    cmake("--build", build.toString());
    Command.Result ran = Command.of(build.resolve("part/feed").toString()).run();
    assertThat(ran.status()).as(ran.output()).isZero();
  }

  private static void cmake(String... arguments) {
    List<String> words = new java.util.ArrayList<>(List.of("cmake"));
    words.addAll(List.of(arguments));
    Command.Result result = Command.of(words.toArray(String[]::new)).run();
    assertThat(result.status()).as(result.output()).isZero();
  }
}
