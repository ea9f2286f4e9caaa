// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.Operations.Need;
import dev.tenon.runtime.Operations.Opened;
import dev.tenon.runtime.Operations.Operation;
import dev.tenon.runtime.format.RegionHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody cuts the file of a region that is in use: the JVM lives on, and every operation says so.
 */
@Timeout(900)
class TruncationTest {
  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 2500 : 100;
  private static final String INTERPRETED = "-Xint";
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";
  private static final String SECOND_COMPILER = "-XX:-TieredCompilation";
  private static final String AS_USUAL = "-XX:+TieredCompilation";

  @TempDir private Path directory;

  @Test
  void everyPublicOperationIsInTheTable() {
    Set<String> names =
        Operations.all().stream()
            .map(Operation::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names).isEqualTo(Operations.declared());
  }

  @ParameterizedTest
  @ValueSource(strings = {INTERPRETED, FIRST_COMPILER, AS_USUAL})
  void everyOperationTellsTheRegionAndBothSizes(String mode) {
    try (ChildJvm child = start(mode, TruncationMains.EveryOperation.class)) {
      for (Operation operation : Operations.all()) {
        assertThat(child.line()).matches(expected(operation));
      }
      child.expect("end");
      assertSurvived(child);
    }
  }

  private static String expected(Operation operation) {
    String name = Pattern.quote(operation.name()) + "\t";
    return switch (operation.need()) {
      case NOTHING, OPEN -> name + "done";
      case NAME ->
          name + "(RegionExists|CorruptRegion)Exception\tTHE REGION has 0 bytes, .* has 4480";
      case MEMORY, MEMORY_TO_LEAVE ->
          name
              + "truncated\t(\\d{4,}) to 0\tTHE REGION was truncated: \\1 bytes are mapped, its"
              + " file has 0; close it, remove its name and create it again";
    };
  }

  @Test
  void operationsOnAClosedRegionNameIt() {
    for (Operation operation : Operations.all()) {
      Opened opened = new Opened();
      opened.region.close();
      Runnable call = () -> operation.call().accept(opened);
      if (operation.need() == Need.OPEN || operation.need() == Need.MEMORY) {
        assertThatThrownBy(call::run)
            .as(operation.name())
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(opened.address + " is closed in this process: attach to it again");
      } else if (operation.need() != Need.NAME) {
        call.run();
      }
    }
  }

  @Test
  void accessIsTranslatedWhenItLeavesAHandler() {
    try (ChildJvm child = start(INTERPRETED, TruncationMains.Access.class)) {
      child.expect("RegionTruncatedException");
      // Outside of one it is the JVM's, and the region tells.
      child.expect("InternalError");
      child.expect("RegionTruncatedException");
      assertSurvived(child);
    }
  }

  @Test
  void closeFreesWhatItCan() {
    try (ChildJvm child =
        start(INTERPRETED, TruncationMains.Close.class, 0, 100, RegionHeader.BYTES, 8192, -1)) {
      String freed =
          "2 mappings, 1 descriptors; truncated, closed, 0 mappings, 0 descriptors, name ";
      child.expect(freed + "true");
      child.expect(freed + "true");
      // With its header there, it can be left as always.
      child.expect(freed + "false");
      child.expect(freed + "false");
      child.expect(freed + "false");
      assertSurvived(child);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"receiving", "sending"})
  void waitEndsWithinASlice(String end) {
    try (ChildJvm child = start(AS_USUAL, TruncationMains.Wait.class, end)) {
      child.expect("RegionTruncatedException");
      assertSurvived(child);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {INTERPRETED, FIRST_COMPILER, SECOND_COMPILER, AS_USUAL})
  void truncationAtAnyMomentEndsNoJvm(String mode) {
    try (ChildJvm child = start(mode, TruncationMains.Campaign.class, System.nanoTime(), ROUNDS)) {
      child.expect("0 others");
      assertSurvived(child);
    }
  }

  private ChildJvm start(String mode, Class<?> main, Object... arguments) {
    List<String> options = new ArrayList<>(List.of(ChildJvm.NATIVE_ACCESS, mode));
    options.add("-XX:ErrorFile=" + directory.resolve("hs_err.log"));
    return ChildJvm.start(options, main, arguments);
  }

  private void assertSurvived(ChildJvm child) {
    assertThat(child.exitCode()).as(child.errors()).isZero();
    assertThat(directory.resolve("hs_err.log")).doesNotExist();
  }
}
