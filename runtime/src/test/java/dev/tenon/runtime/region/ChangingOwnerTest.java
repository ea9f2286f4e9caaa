// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.RoleTakenException;
import dev.tenon.runtime.Samples;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.Role;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.linux.LinuxPlatform;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An owner that is another dead one at each look is no process's. */
@Timeout(900)
class ChangingOwnerTest {
  private static final long DEAD = 4_194_302L << TenonFormatConstants.IDENTITY_START_BITS;

  @TempDir private Path directory;
  private MemorySegment owner;
  private long looks;
  private long changes;

  @Test
  void roleWhoseOwnerChangesForEverIsTaken() {
    changes = Long.MAX_VALUE;
    try (Region region = create()) {
      assertThatThrownBy(() -> region.queue(Samples.QUOTES).producer())
          .isInstanceOf(RoleTakenException.class)
          .hasMessageContaining("changed 100 times at a look");
      assertThat(looks).isEqualTo(TenonFormatConstants.ROLE_TRIES);
    }
  }

  @Test
  void roleWhoseOwnerChangesForAWhileIsFree() {
    changes = TenonFormatConstants.ROLE_TRIES - 1;
    try (Region region = create()) {
      region.queue(Samples.QUOTES).producer().close();
      assertThat(looks).isEqualTo(TenonFormatConstants.ROLE_TRIES);
    }
  }

  private Region create() {
    RegionAddress address = RegionAddress.file(directory.resolve("feed"));
    RegionDescriptor descriptor = Samples.feed();
    Platform platform = changingOwners();
    OpenRegion open =
        new RegionCreator(platform, address).create(descriptor, RegionOptions.defaults());
    MemorySegment header = open.mapping().control();
    long table = header.get(ValueLayout.JAVA_LONG, RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
    long queue =
        header.get(
            ValueLayout.JAVA_LONG,
            table + Samples.QUOTES * SectionEntry.BYTES + SectionEntry.OFFSET_OFFSET);
    owner =
        header.asSlice(
            queue + QueueHeader.PRODUCER_OFFSET + QueueEnd.ROLE_OFFSET + Role.OWNER_OFFSET,
            Long.BYTES);
    Words.setLongRelease(owner, 0, DEAD);
    return new SharedRegion(platform, address, descriptor, RegionOptions.defaults(), open);
  }

  /** The real platform, but that an owner changes while somebody looks whether it lives. */
  private Platform changingOwners() {
    Platform real = new LinuxPlatform();
    return (Platform)
        Proxy.newProxyInstance(
            Platform.class.getClassLoader(),
            new Class<?>[] {Platform.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("alive") && (long) arguments[0] >= DEAD) {
                if (looks++ < changes) {
                  Words.setLongRelease(owner, 0, DEAD + looks);
                }
                return Answer.NO;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
