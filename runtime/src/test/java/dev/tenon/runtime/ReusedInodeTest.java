// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.platform.FileStatus;
import dev.tenon.runtime.platform.Platform;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
@Timeout(60)
class ReusedInodeTest {
  @TempDir private Path directory;

  @Test
  void attachJoinsTheRegionThatHasTheNameAndNotTheOneThatHadItInBetween() {
    RegionAddress address = RegionAddress.file(directory.resolve("feed"));
    List<Region> regions = new ArrayList<>();
    regions.add(Region.create(address, Samples.feed()));
    // After the first look the name moves on and is opened; after the second it moves on again.
    Platform platform = everyFileWithTheInodeOfTheFirst(address, regions, 3);

    try (Region joined =
        new RegionAttacher(platform, address).attach(Samples.feed(), RegionOptions.defaults())) {
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
          platform(
              (path, status) -> {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
                return status;
              });
      assertThatThrownBy(
              () ->
                  new RegionAttacher(platform, address)
                      .attach(Samples.feed(), RegionOptions.defaults()))
          .isInstanceOf(UnsafeRegionException.class)
          .hasMessageContaining("mode 666");
      assertThat(region.isOpen()).isTrue();
      Region.remove(address);
    }
  }

  private static Platform everyFileWithTheInodeOfTheFirst(
      RegionAddress address, List<Region> regions, int count) {
    FileStatus[] first = new FileStatus[1];
    return platform(
        (path, status) -> {
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

  private interface Glance {
    FileStatus after(Path path, FileStatus status) throws IOException;
  }

  /** The platform of this machine, but something happens after each look at a file. */
  private static Platform platform(Glance glance) {
    Platform real = Platform.current();
    return (Platform)
        Proxy.newProxyInstance(
            Platform.class.getClassLoader(),
            new Class<?>[] {Platform.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(real, arguments);
                return result instanceof FileStatus status
                    ? glance.after((Path) arguments[0], status)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
