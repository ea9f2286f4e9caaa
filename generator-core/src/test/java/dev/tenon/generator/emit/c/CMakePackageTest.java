// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
      target_link_libraries(feed PRIVATE %2$s)
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
    assertBuildsAndRuns("market", "market::market", folder.resolve("generated") + ";" + runtime);
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
    assertBuildsAndRuns("points", "points::points", folder.resolve("generated").toString());
  }

  @Test
  void packageBringsTheOnesThatItImports() {
    Fixtures.writeAll(folder.resolve("generated"));
    Fixtures.write(
        folder.resolve("app/part/main.c"),
        """
        #include <language/language_regions.h>
        int main(void) {
            const la_imported imported = LA_IMPORTED_INIT;
            return imported.scale == UN_SCALE_KILO ? 0 : 1;
        }
        """);
    assertBuildsAndRuns(
        "language", "language::language", folder.resolve("generated") + ";" + installRuntime());
  }

  @Test
  void libraryOfCallbacksExportsWhatJavaLooksFor() {
    Path runtime = installRuntime();
    Fixtures.write(Fixtures.generate(Fixtures.CALLBACKS), folder.resolve("generated"));
    Fixtures.write(
        folder.resolve("app/feed.c"),
        """
        #include <callbacks/callbacks_exports.h>
        cbk_outcome cbk_feed_order(cbk_feed *feed, cbk_side side, cbk_level level) {
            return feed == NULL ? CBK_OUTCOME_REJECTED : cbk_outcome_of(level, side);
        }
        """);
    Fixtures.write(
        folder.resolve("app/main.c"),
        """
        #include <callbacks/callbacks_exports.h>
        int main(void) {
            const cbk_level level = CBK_LEVEL_INIT;
            return cbk_outcome_of(level, CBK_SIDE_BUY) == CBK_OUTCOME_REJECTED ? 0 : 1;
        }
        """);
    Fixtures.write(
        folder.resolve("app/CMakeLists.txt"),
        """
        cmake_minimum_required(VERSION 3.16)
        project(feed LANGUAGES C)
        set(CMAKE_C_VISIBILITY_PRESET hidden)
        find_package(callbacks 1 CONFIG REQUIRED)
        find_package(callbacks 2 CONFIG QUIET)
        if(callbacks_FOUND)
          message(FATAL_ERROR "there is no contract version 2")
        endif()
        add_library(feed SHARED feed.c)
        target_link_libraries(feed PRIVATE callbacks::callbacks callbacks::exports)
        add_executable(main main.c)
        target_link_libraries(main PRIVATE callbacks::exports)
        """);
    Path build = build(folder.resolve("generated") + ";" + runtime);
    Command.Result symbols =
        Command.of("nm", "-D", "--defined-only", build.resolve("libfeed.so").toString()).run();
    assertThat(symbols.output().lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
        .contains(
            "cbk_abi",
            "cbk_feed_order",
            "cbk_on_quote_register",
            "cbk_on_quote_unregister",
            "cbk_on_quote_emit",
            "cbk_exports_bind");
    assertRuns(build.resolve("main"));
  }

  /** Its types and its calls are one target then. */
  @ParameterizedTest
  @ValueSource(strings = {"callbacks, regions", "exports"})
  void schemaMayBeCalledAsATarget(String parts) {
    String name = parts.split(",")[0];
    String regions = "{Area: {contents: {point: Point}}}";
    Fixtures.write(
        Fixtures.generateFrom(
            name,
            """
            structs: {Point: {fields: {x: f64}}}
            callbacks: {OnPoint: {params: {point: Point}}}
            exports: {size_of: {params: {point: Point}, returns: u32, on_error: 7}}
            regions: %s
            """
                .formatted(parts.endsWith("regions") ? regions : "{}")),
        folder.resolve("generated"));
    Fixtures.write(
        folder.resolve("app/part/main.c"),
        """
        #include <%1$s/%1$s_exports.h>
        int main(void) {
            const t_point point = T_POINT_INIT;
            return t_on_point_emit(point) == 0 && t_size_of(point) == 7 ? 0 : 1;
        }
        """
            .formatted(name));
    assertBuildsAndRuns(
        name,
        name + "::callbacks " + name + "::exports",
        folder.resolve("generated") + ";" + installRuntime());
  }

  @Test
  void staticLibraryThatLinksThePackageIsInstalledExportedAndUsed() {
    String prefixes = folder.resolve("generated") + ";" + installRuntime();
    Fixtures.write(
        Fixtures.generateFrom(
            "robot",
            """
            structs: {Point: {fields: {x: f64}}}
            callbacks: {OnPoint: {params: {point: Point}}}
            exports: {size_of: {params: {point: Point}, returns: u32, on_error: 7}}
            regions: {Cell: {contents: {point: Point}}}
            """),
        folder.resolve("generated"));
    Fixtures.write(
        folder.resolve("app/arm.c"),
        """
        #include <robot/robot_exports.h>
        #include <robot/robot_regions.h>
        int arm(void);
        int arm(void) {
            t_cell *cell;
            const t_point point = T_POINT_INIT;
            return t_cell_attach("cmake-test.absent", NULL, &cell) == TENON_NOT_FOUND
                    && t_size_of(point) == 7
                ? 0
                : 1;
        }
        """);
    Fixtures.write(
        folder.resolve("app/CMakeLists.txt"),
        """
        cmake_minimum_required(VERSION 3.16)
        project(arm C)
        find_package(robot CONFIG REQUIRED)
        add_library(arm STATIC arm.c)
        target_link_libraries(arm PUBLIC robot::robot PRIVATE robot::exports)
        install(TARGETS arm EXPORT arm-targets ARCHIVE DESTINATION lib)
        install(EXPORT arm-targets FILE arm-config.cmake DESTINATION lib/cmake/arm NAMESPACE arm::)
        export(EXPORT arm-targets FILE ${CMAKE_BINARY_DIR}/arm-targets.cmake NAMESPACE arm::)
        """);
    Path build = build(prefixes);
    cmake("--install", build.toString(), "--prefix", folder.resolve("arm").toString());

    Fixtures.write(
        folder.resolve("app/CMakeLists.txt"),
        """
        cmake_minimum_required(VERSION 3.16)
        project(user C)
        find_package(robot CONFIG REQUIRED)
        find_package(arm CONFIG REQUIRED)
        add_executable(user main.c)
        target_link_libraries(user PRIVATE arm::arm)
        """);
    Fixtures.write(
        folder.resolve("app/main.c"), "int arm(void);\nint main(void) { return arm(); }\n");
    assertRuns(build(prefixes + ";" + folder.resolve("arm")).resolve("user"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exports", "callbacks", "market::market", "MARKET", "tenon"})
  void unknownComponentIsRefusedByName(String component) {
    Fixtures.write(Fixtures.generate(Fixtures.MARKET), folder.resolve("generated"));
    Fixtures.write(
        folder.resolve("app/CMakeLists.txt"),
        """
        cmake_minimum_required(VERSION 3.16)
        project(user C)
        find_package(market CONFIG REQUIRED COMPONENTS market %s)
        """
            .formatted(component));

    Command.Result result = configure(folder.resolve("generated").toString());

    assertThat(result.status()).isNotZero();
    assertThat(result.output().replaceAll("\\s+", " "))
        .contains("market has no component '" + component + "'. Its components: market.");
  }

  @Test
  void componentsThatAreThereAreFoundAndUnknownOptionalOnesAreNot() {
    Fixtures.write(Fixtures.generate(Fixtures.CALLBACKS), folder.resolve("generated"));
    Fixtures.write(
        folder.resolve("app/CMakeLists.txt"),
        """
        cmake_minimum_required(VERSION 3.16)
        project(user C)
        find_package(callbacks CONFIG REQUIRED COMPONENTS exports OPTIONAL_COMPONENTS callbacks more)
        if(NOT callbacks_exports_FOUND OR NOT callbacks_callbacks_FOUND OR callbacks_more_FOUND)
          message(FATAL_ERROR "found: ${callbacks_exports_FOUND} ${callbacks_more_FOUND}")
        endif()
        """);

    Command.Result result = configure(folder.resolve("generated") + ";" + installRuntime());

    assertThat(result.status()).as(result.output()).isZero();
  }

  /** Also when a cross compiler's toolchain file looks for packages in its own root only. */
  @Test
  void importedPackageIsTheOneBesideNotAnotherOfThatName() {
    Fixtures.writeAll(folder.resolve("generated"));
    Fixtures.write(
        folder.resolve("other/lib/cmake/units/units-config.cmake"),
        "message(FATAL_ERROR \"units of somebody else\")\n");
    Path runtime = installRuntime();
    Fixtures.write(
        folder.resolve("app/CMakeLists.txt"),
        """
        cmake_minimum_required(VERSION 3.16)
        project(user C)
        set(CMAKE_FIND_ROOT_PATH %s)
        set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
        find_package(tenon CONFIG REQUIRED PATHS %s NO_CMAKE_FIND_ROOT_PATH)
        find_package(language CONFIG REQUIRED PATHS %s NO_CMAKE_FIND_ROOT_PATH)
        if(NOT TARGET units::units)
          message(FATAL_ERROR "no units")
        endif()
        """
            .formatted(folder.resolve("other"), runtime, folder.resolve("generated")));

    Command.Result result = configure(folder.resolve("other").toString());

    assertThat(result.status()).as(result.output()).isZero();
  }

  private Path installRuntime() {
    Path prefix = folder.resolve("prefix");
    Path build = folder.resolve("runtime-build");
    cmake(
        "-S",
        Fixtures.runtime().toString(),
        "-B",
        build.toString(),
        // A user of C needs no compiler of C++.
        "-DCMAKE_CXX_COMPILER=/absent/c++",
        "-DCMAKE_INSTALL_PREFIX=" + prefix);
    cmake("--build", build.toString());
    cmake("--install", build.toString());
    return prefix;
  }

  private void assertBuildsAndRuns(String name, String targets, String prefixes) {
    Path source = folder.resolve("app");
    Fixtures.write(source.resolve("CMakeLists.txt"), PROJECT);
    Fixtures.write(source.resolve("part/CMakeLists.txt"), PART.formatted(name, targets));
    assertRuns(build(prefixes).resolve("part/feed"));
  }

  private Path build(String prefixes) {
    Command.Result configured = configure(prefixes);
    assertThat(configured.status()).as(configured.output()).isZero();
    Path build = folder.resolve("app-build");
    cmake("--build", build.toString());
    return build;
  }

  private Command.Result configure(String prefixes) {
    return Command.of(
            "cmake",
            "-S",
            folder.resolve("app").toString(),
            "-B",
            folder.resolve("app-build").toString(),
            "-DCMAKE_PREFIX_PATH=" + prefixes)
        .run();
  }

  private static void assertRuns(Path program) {
    Command.Result ran = Command.of(program.toString()).run();
    assertThat(ran.status()).as(ran.output()).isZero();
  }

  private static void cmake(String... arguments) {
    List<String> words = new java.util.ArrayList<>(List.of("cmake"));
    words.addAll(List.of(arguments));
    Command.Result result = Command.of(words.toArray(String[]::new)).run();
    assertThat(result.status()).as(result.output()).isZero();
  }
}
