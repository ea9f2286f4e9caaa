// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputDirectoryTest {

  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
  private static final OutputFile QUOTE = java("com/example/Quote.java", "class Quote {}");
  private static final OutputFile TRADE = java("com/example/Trade.java", "class Trade {}");

  @TempDir private Path temp;
  private Path root;
  private OutputDirectory output;

  @BeforeEach
  void createOutput() {
    root = temp.resolve("generated");
    output = new OutputDirectory(root, "market");
  }

  @Test
  void firstSyncWritesEverythingAndCreatesTheFolders() throws IOException {
    SyncResult result = output.sync(List.of(TRADE, QUOTE));

    assertThat(result.written()).containsExactly(QUOTE.path(), TRADE.path());
    assertThat(result.files()).isEqualTo(2);
    assertThat(root.resolve(QUOTE.path())).hasContent(QUOTE.content());
  }

  @Test
  void secondSyncOfTheSameFilesTouchesNothing() throws IOException {
    output.sync(List.of(QUOTE, TRADE));
    List<Path> all = allFiles();
    for (Path file : all) {
      Files.setLastModifiedTime(file, LONG_AGO);
    }

    SyncResult result = output.sync(List.of(QUOTE, TRADE));

    assertThat(result.isUpToDate()).isTrue();
    assertThat(allFiles()).isEqualTo(all);
    for (Path file : all) {
      assertThat(Files.getLastModifiedTime(file)).as(file.toString()).isEqualTo(LONG_AGO);
    }
  }

  @Test
  void onlyTheChangedFileIsWrittenAgain() throws IOException {
    output.sync(List.of(QUOTE, TRADE));
    OutputFile changed = java(TRADE.path(), "class Trade { int more; }");

    assertThat(output.sync(List.of(QUOTE, changed)).written()).containsExactly(TRADE.path());
    assertThat(root.resolve(TRADE.path())).hasContent(changed.content());
  }

  @Test
  void damagedGeneratedFileIsWrittenAgain() throws IOException {
    output.sync(List.of(QUOTE));
    Files.writeString(root.resolve(QUOTE.path()), "cut off in the mid");

    assertThat(output.sync(List.of(QUOTE)).written()).containsExactly(QUOTE.path());
    assertThat(root.resolve(QUOTE.path())).hasContent(QUOTE.content());
  }

  @Test
  void fileThatIsGeneratedNoLongerGoesAwayWithItsEmptyFolders() throws IOException {
    OutputFile nested = java("com/example/deep/er/Level.java", "class Level {}");
    output.sync(List.of(QUOTE, nested));

    SyncResult result = output.sync(List.of(QUOTE));

    assertThat(result.removed()).containsExactly(nested.path());
    assertThat(root.resolve("com/example/deep")).doesNotExist();
    assertThat(root.resolve(QUOTE.path())).exists();
  }

  @Test
  void nothingIsLeftWhenNothingIsGeneratedAnyMore() throws IOException {
    output.sync(List.of(QUOTE, TRADE));

    output.sync(List.of());

    assertThat(root).isEmptyDirectory();
  }

  @Test
  void handWrittenNeighbourStays() throws IOException {
    output.sync(List.of(QUOTE));
    Path neighbour = root.resolve("com/example/Mine.java");
    Files.writeString(neighbour, "class Mine {}");

    output.sync(List.of());

    assertThat(neighbour).hasContent("class Mine {}");
  }

  @Test
  void outdatedFileThatWasEditedByHandStaysAndIsReported() throws IOException {
    output.sync(List.of(QUOTE, TRADE));
    Files.writeString(root.resolve(TRADE.path()), "class Trade { /* my work of a week */ }");

    SyncResult result = output.sync(List.of(QUOTE));

    assertThat(result.removed()).isEmpty();
    assertThat(result.kept()).containsExactly(TRADE.path());
    assertThat(root.resolve(TRADE.path())).hasContent("class Trade { /* my work of a week */ }");
  }

  @Test
  void foreignFileIsNeverOverwrittenAndNothingElseIsWritten() throws IOException {
    Path foreign = root.resolve(TRADE.path());
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "class Trade { /* by hand */ }");

    assertThatThrownBy(() -> output.sync(List.of(QUOTE, TRADE)))
        .isInstanceOf(ForeignFileException.class)
        .hasMessageContaining(foreign.toString())
        .hasMessageContaining("move it away");
    assertThat(foreign).hasContent("class Trade { /* by hand */ }");
    assertThat(root.resolve(QUOTE.path())).doesNotExist();
  }

  @Test
  void outputOfAnEarlierBuildIsRecognisedWithoutItsManifest() throws IOException {
    Path earlier = root.resolve(TRADE.path());
    Files.createDirectories(earlier.getParent());
    Files.writeString(earlier, "// Generated by Tenon 0.0.9 from old.tenon.yaml\nclass Trade {}\n");

    assertThat(output.sync(List.of(TRADE)).written()).containsExactly(TRADE.path());
  }

  @Test
  void twoOwnersShareAFolderAndAFile() throws IOException {
    OutputFile shared = java("com/example/TenonFields.java", "class TenonFields {}");
    OutputDirectory other = new OutputDirectory(root, "orders");
    output.sync(List.of(QUOTE, shared));
    other.sync(List.of(TRADE, shared));

    output.sync(List.of());

    assertThat(root.resolve(QUOTE.path())).doesNotExist();
    assertThat(root.resolve(TRADE.path())).exists();
    assertThat(root.resolve(shared.path())).exists();
    other.sync(List.of());
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void equalFilesOfTwoSchemasAreOneAndDifferentOnesAreRefused() throws IOException {
    assertThat(output.sync(List.of(QUOTE, QUOTE)).files()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> output.sync(List.of(QUOTE, java(QUOTE.path(), "other"))))
        .withMessageContaining(QUOTE.path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../Evil.java", "a/../../Evil.java", "/tmp/Evil.java", "."})
  void pathOutsideTheFolderIsRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> output.sync(List.of(java(path, "class Evil {}"))))
        .withMessageContaining("leaves the output folder");
  }

  @Test
  void manifestThatNamesAPathOutsideTheFolderRemovesNothingThere() throws IOException {
    Path outside = Files.writeString(temp.resolve("outside.txt"), "text");
    output.sync(List.of(QUOTE));
    Path manifest = root.resolve(".tenon/market.sha256");
    String digest = Manifest.digest(Files.readAllBytes(outside));
    Files.writeString(manifest, digest + "  ../outside.txt\n");

    assertThat(output.sync(List.of(QUOTE)).removed()).isEmpty();
    assertThat(outside).exists();
  }

  private List<Path> allFiles() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static OutputFile java(String path, String content) {
    return new OutputFile(OutputFile.Kind.JAVA, path, content + "\n");
  }
}
