// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.Samples;
import dev.tenon.runtime.UnsafeRegionException;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.linux.LinuxPlatform;
import dev.tenon.runtime.platform.posix.FileStatus;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file system may give a new file the inode of the one that was removed just before, so that a
 * name that led elsewhere in between looks as if it had not.
 */
@Timeout(900)
class ReusedInodeTest {
  @TempDir private Path directory;

  @Test
  void attachJoinsTheRegionThatHasTheNameAndNotTheOneThatHadItInBetween() {
    RegionAddress address = RegionAddress.file(directory.resolve("feed"));
    List<Region> regions = new ArrayList<>();
    regions.add(Region.create(address, Samples.feed()));
    // After the first look the name moves on and is opened; after the second it moves on again.
    Platform platform = everyFileWithTheInodeOfTheFirst(address, regions, 3);

    try (Region joined = attach(platform, address)) {
      regions.getLast().struct(Samples.STATUS).set(ValueLayout.JAVA_LONG, 0, 42);
      assertThat(joined.struct(Samples.STATUS).get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
    } finally {
      regions.forEach(Region::close);
    }
    assertThat(regions).hasSize(3);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void fileThatOthersMayChangeIsRefusedEvenWithTheInodeOfASafeOne() throws IOException {
    RegionAddress address = RegionAddress.file(directory.resolve("feed"));
    try (Region region = Region.create(address, Samples.feed())) {
      Platform platform =
          new LinuxPlatform(
              path -> {
                FileStatus status = FileStatus.of(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
                return status;
              });
      assertThatThrownBy(() -> attach(platform, address))
          .isInstanceOf(UnsafeRegionException.class)
          .hasMessageContaining("mode 666");
      assertThat(region.isOpen()).isTrue();
      Region.remove(address);
    }
  }

  private static Region attach(Platform platform, RegionAddress address) {
    RegionDescriptor descriptor = Samples.feed();
    return new SharedRegion(
        platform,
        address,
        descriptor,
        RegionOptions.defaults(),
        new RegionAttacher(platform, address).attach(descriptor));
  }

  private static Platform everyFileWithTheInodeOfTheFirst(
      RegionAddress address, List<Region> regions, int count) {
    FileStatus[] first = new FileStatus[1];
    return new LinuxPlatform(
        path -> {
          FileStatus status = FileStatus.of(path);
          if (first[0] == null) {
            first[0] = status;
          }
          if (regions.size() < count) {
            Region.remove(address);
            regions.add(Region.create(address, Samples.feed()));
          }
          return first[0];
        });
  }
}
