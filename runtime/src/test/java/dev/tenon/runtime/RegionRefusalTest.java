// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.RegionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals of attach: their causes and words, and that they leave the bytes alone. */
@Timeout(900)
class RegionRefusalTest {
  @TempDir private Path directory;

  private Path file;
  private RegionAddress address;
  private RegionBytes bytes;

  @BeforeEach
  void createTemplate() {
    file = directory.resolve("feed");
    address = RegionAddress.file(file);
    bytes = RegionBytes.created(directory, Samples.feed());
  }

  @Test
  void untouchedBytesAreAccepted() {
    bytes.writeTo(file);
    try (Region region = Region.attach(address, Samples.feed())) {
      assertThat(region.contractVersion()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4479, 4480, 8191})
  void shortFileIsCorrupt(int size) {
    bytes.cut(size).writeTo(file);
    assertRefused(CorruptRegionException.class);
  }

  @Test
  void otherMagicIsCorrupt() {
    bytes.setLong(RegionHeader.MAGIC_OFFSET, 1).writeTo(file);
    assertRefused(CorruptRegionException.class).hasMessageContaining("is not a region");
  }

  @Test
  void otherByteOrderIsCorrupt() {
    bytes
        .setInt(
            RegionHeader.BYTE_ORDER_OFFSET,
            Integer.reverseBytes(bytes.getInt(RegionHeader.BYTE_ORDER_OFFSET)))
        .writeTo(file);
    assertRefused(CorruptRegionException.class).hasMessageContaining("byte order");
  }

  @Test
  void otherFormatVersionIsMismatch() {
    bytes.setInt(RegionHeader.FORMAT_VERSION_OFFSET, 1).writeTo(file);
    assertRefused(SchemaMismatchException.class).hasMessageContaining("format 1");
  }

  @Test
  void unfinishedRegionIsNotReady() {
    bytes.setInt(RegionHeader.STATE_OFFSET, (int) RegionState.INITIALISING.value()).writeTo(file);
    assertRefused(RegionNotReadyException.class);
  }

  @Test
  void unknownStateIsCorrupt() {
    bytes.setInt(RegionHeader.STATE_OFFSET, 7).writeTo(file);
    assertRefused(CorruptRegionException.class).hasMessageContaining("state");
  }

  @ParameterizedTest
  @ValueSource(ints = {65536, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
  void contractVersionBeyondSixteenBitsIsCorrupt(int version) {
    bytes.setInt(RegionHeader.CONTRACT_VERSION_OFFSET, version).writeTo(file);
    assertRefused(CorruptRegionException.class).hasMessageContaining("contract version");
  }

  @Test
  void layoutTextBeyondItsLimitIsCorrupt() {
    RegionBytes large = RegionBytes.created(directory, Samples.feed(1 << 24, 8));
    assertThat(large.size()).isGreaterThan(2 << 24);
    large.setLong(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET, (1 << 24) + 1).writeTo(file);
    assertRefused(CorruptRegionException.class).hasMessageContaining("layout text");
  }

  @Test
  void regionOfAnEarlierBootIsStaleAndReplacedByCreate() {
    bytes
        .setLong(RegionHeader.BOOT_ID_OFFSET, ~bytes.getLong(RegionHeader.BOOT_ID_OFFSET))
        .writeTo(file);
    assertRefused(RegionStaleException.class);
    try (Region region = Region.create(address, Samples.feed())) {
      assertThat(region.isOpen()).isTrue();
    }
  }

  @Test
  void regionOfAnotherPidNamespaceIsForeignAndNeverAbandoned() {
    bytes.setLong(RegionHeader.PID_NAMESPACE_OFFSET, 12345).writeTo(file);
    assertRefused(ForeignNamespaceException.class);
    assertThatThrownBy(() -> Region.create(address, Samples.feed()))
        .isInstanceOf(RegionExistsException.class);
  }

  @Test
  void otherSchemaAndRegionNamesAreTold() {
    bytes.setByte(RegionHeader.SCHEMA_OFFSET, 'b').writeTo(file);
    assertRefused(SchemaMismatchException.class)
        .hasMessageContaining("schema barket")
        .hasMessageContaining("schema market");
  }

  @Test
  void movedFieldIsNamedWithBothOffsetsAndVersions() {
    bytes.writeTo(file);
    String moved = Samples.LAYOUT.replace("offset 17", "offset 18");
    assertRefused(SchemaMismatchException.class, Samples.feed(2, moved))
        .hasMessageContaining(
            "market v1 (built by tenon 0.1.0) has Quote.flags QuoteFlags offset 17 size 2;"
                + " this program (v2) has Quote.flags QuoteFlags offset 18 size 2");
  }

  @Test
  void changedFieldIsNamedBeforeTheSizesThatFollowFromIt() {
    bytes.writeTo(file);
    String grown = Samples.LAYOUT.replace("size 64 align 8 id", "size 72 align 8 id");
    assertRefused(SchemaMismatchException.class, Samples.feed(2, grown))
        .hasMessageContaining("has Quote struct size 72 align 8 id 1");
    assertRefused(
            SchemaMismatchException.class,
            Samples.feed(2, grown.replace("offset 17 size 2", "offset 17 size 10")))
        .hasMessageContaining("has Quote.flags QuoteFlags offset 17 size 10");
  }

  @Test
  void missingFieldIsNamed() {
    bytes.writeTo(file);
    String more = Samples.LAYOUT + "Quote.venue u16 offset 20 size 2\n";
    assertRefused(SchemaMismatchException.class, Samples.feed(2, more))
        .hasMessageContaining(
            "has no Quote.venue; this program (v2) has Quote.venue u16 offset 20 size 2");
  }

  @Test
  void additionalFieldIsNamed() {
    bytes.writeTo(file);
    String less = Samples.LAYOUT.replace("Quote.flags QuoteFlags offset 17 size 2\n", "");
    assertRefused(SchemaMismatchException.class, Samples.feed(2, less))
        .hasMessageContaining("has Quote.flags QuoteFlags offset 17 size 2;")
        .hasMessageContaining("this program (v2) has no Quote.flags");
  }

  @Test
  void controlCharactersOfTheRegionDoNotReachTheMessage() {
    long text = bytes.getLong(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET);
    for (int i = 15; i < 40; i++) {
      bytes.setByte(text + i, 0x1B);
    }
    bytes.writeTo(file);
    assertThatThrownBy(() -> Region.attach(address, Samples.feed(2, Samples.LAYOUT + "x y\n")))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageNotContaining("\u001B");
  }

  @Test
  void symbolicLinkIsUnsafe() throws IOException {
    Path target = directory.resolve("target");
    bytes.writeTo(target);
    Files.createSymbolicLink(file, target);
    assertThatThrownBy(() -> Region.attach(address, Samples.feed()))
        .isInstanceOf(UnsafeRegionException.class);
    assertThatThrownBy(() -> Region.create(address, Samples.feed()))
        .isInstanceOf(RegionExistsException.class);
  }

  @Test
  void directoryIsUnsafe() throws IOException {
    Files.createDirectory(file);
    assertThatThrownBy(() -> Region.attach(address, Samples.feed()))
        .isInstanceOf(UnsafeRegionException.class);
    assertThatThrownBy(() -> Region.remove(address)).isInstanceOf(UnsafeRegionException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---"})
  void looserModeIsUnsafe(String mode) throws IOException {
    bytes.writeTo(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertRefused(UnsafeRegionException.class).hasMessageContaining("mode");
  }

  @Test
  void fileOfAnotherUserIsUnsafe() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
    bytes.writeTo(file);
    Files.setAttribute(file, "unix:uid", 4711);
    assertRefused(UnsafeRegionException.class).hasMessageContaining("4711");
    assertThatThrownBy(() -> Region.remove(address)).isInstanceOf(UnsafeRegionException.class);
  }

  @Test
  void nameWithNulIsRefused() {
    assertThatThrownBy(() -> RegionAddress.sharedMemory("a\0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'a?' is not a region name");
  }

  @Test
  void longestNameIsAccepted() {
    assertThat(RegionAddress.sharedMemory("n".repeat(200)))
        .hasToString("region " + "n".repeat(200));
    assertThatThrownBy(() -> RegionAddress.sharedMemory("n".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Class<? extends TenonException> cause) {
    return assertRefused(cause, Samples.feed());
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Class<? extends TenonException> cause, RegionDescriptor descriptor) {
    byte[] before = RegionBytes.of(file).array();
    var refusal = assertThatThrownBy(() -> Region.attach(address, descriptor)).isInstanceOf(cause);
    assertThat(RegionBytes.of(file).array()).as("nothing was written").isEqualTo(before);
    return refusal;
  }
}
