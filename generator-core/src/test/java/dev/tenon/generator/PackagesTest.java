// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages depend on one another in one direction: the stages, and within them their parts. */
class PackagesTest {

  private static final String ROOT = "dev.tenon.generator";

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  /** Stages in the order in which a schema passes them; none calls a later one. */
  private static final List<String> STAGES =
      List.of("diagnostic", "yaml", "schema", "layout", "naming", "contract", "check", "emit");

  @Test
  void packagesHaveNoCircles() {
    assertThat(CLASSES).hasSizeGreaterThan(300);
    // A slice is one package without those below it.
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  static Stream<Arguments> laterStages() {
    return IntStream.range(1, STAGES.size())
        .boxed()
        .flatMap(
            later ->
                IntStream.range(0, later)
                    .mapToObj(stage -> Arguments.of(STAGES.get(stage), STAGES.get(later))));
  }

  @ParameterizedTest(name = "{0} does not call {1}")
  @MethodSource("laterStages")
  void stagesCallOneWay(String stage, String later) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "." + later + "..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("emitters")
  void emittersOfOneConstructDoNotCallThoseOfAnother(String emitter, String other) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".emit.java." + emitter + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".emit.java." + other + "..")
        .check(CLASSES);
  }

  static Stream<Arguments> emitters() {
    List<String> constructs = List.of("struct", "type", "region", "call");
    return constructs.stream()
        .flatMap(
            one ->
                constructs.stream()
                    .filter(other -> !other.equals(one))
                    .map(other -> Arguments.of(one, other)));
  }
}
