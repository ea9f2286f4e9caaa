// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Packages of the runtime depend on one another in one direction, and few are for users. */
class PackagesTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Pattern DEPENDENCY =
      Pattern.compile(" +(dev\\.tenon[\\w.]*) +-> (dev\\.tenon[\\w.]*) .*");

  @Test
  void packagesHaveNoCircles() {
    Map<String, Set<String>> packages = dependencies();
    assertThat(packages).containsKey("dev.tenon.runtime.region").hasSizeGreaterThan(8);
    assertThat(circles(packages)).isEmpty();
  }

  @Test
  void onlyTheTwoPackagesOfUsersAreExported() throws IOException {
    assertThat(descriptor().exports())
        .filteredOn(exported -> !exported.isQualified())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrder("dev.tenon.runtime", "dev.tenon.runtime.callback");
  }

  @Test
  void whatOnlyToolsMaySeeIsExportedToTheToolAlone() throws IOException {
    assertThat(descriptor().exports())
        .filteredOn(ModuleDescriptor.Exports::isQualified)
        .extracting(ModuleDescriptor.Exports::source, ModuleDescriptor.Exports::targets)
        .containsExactly(tuple("dev.tenon.runtime.look", Set.of("dev.tenon.tool")));
  }

  @Test
  void moduleAndClassPathFindTheSameImplementationOfRegions() throws IOException {
    String service = RegionProvider.class.getName();
    String named =
        Files.readString(CLASSES.resolve("META-INF/services").resolve(service))
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining());

    assertThat(descriptor().provides())
        .containsExactly(provides(service, named))
        .hasSize(descriptor().uses().size());
  }

  private static ModuleDescriptor.Provides provides(String service, String provider) {
    return ModuleDescriptor.newModule("m")
        .provides(service, List.of(provider))
        .build()
        .provides()
        .iterator()
        .next();
  }

  private static ModuleDescriptor descriptor() throws IOException {
    try (var in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in);
    }
  }

  /** Packages with those that they use, as the compiler left it in the class files. */
  private static Map<String, Set<String>> dependencies() {
    StringWriter text = new StringWriter();
    int status =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(text),
                new PrintWriter(text),
                "-verbose:package",
                "--multi-release",
                "base",
                CLASSES.resolve("dev").toString());
    assertThat(status).as(text.toString()).isZero();
    Map<String, Set<String>> packages = new TreeMap<>();
    text.toString()
        .lines()
        .map(DEPENDENCY::matcher)
        .filter(Matcher::matches)
        .forEach(
            match ->
                packages
                    .computeIfAbsent(match.group(1), name -> new TreeSet<>())
                    .add(match.group(2)));
    return packages;
  }

  /** Circles as {@code a -> b -> a}, each found once. */
  private static List<String> circles(Map<String, Set<String>> packages) {
    List<String> circles = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    for (String start : packages.keySet()) {
      follow(packages, start, new ArrayList<>(), done, circles);
    }
    return circles;
  }

  private static void follow(
      Map<String, Set<String>> packages,
      String name,
      List<String> path,
      Set<String> done,
      List<String> circles) {
    int seen = path.indexOf(name);
    if (seen >= 0) {
      circles.add(String.join(" -> ", path.subList(seen, path.size())) + " -> " + name);
      return;
    }
    if (done.contains(name)) {
      return;
    }
    path.add(name);
    for (String used : packages.getOrDefault(name, Set.of())) {
      follow(packages, used, path, done, circles);
    }
    path.removeLast();
    done.add(name);
  }
}
