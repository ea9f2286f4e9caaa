// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.platform.posix.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Room in memory, as made-up files of the kernel tell of it; the twin in C is room_test.c. */
class MemoryRoomTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final String SYSTEM = "MemAvailable of /proc/meminfo";

  @TempDir private Path root;

  @Test
  void memoryOfTheSystemLimitsLessWhatIsKept() throws IOException {
    writeSystem();
    assertRoom(1024 * MEBIBYTE - TenonFormatConstants.KEPT_FREE_BYTES, SYSTEM, "free memory");
    write("proc/meminfo", "MemAvailable: 1000 kB\n");
    assertRoom(0, SYSTEM, "free memory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MemAvailable:",
        "MemAvailable: kB\n",
        "MemAvailable: -1 kB\n",
        "XMemAvailable: 1 kB\n",
        "MemAvailable: 99999999999999999999999 kB\n",
        "MemAvailable: 9223372036854775807 kB\n"
      })
  void filesThatCannotBeReadLimitNothing(String memory) throws IOException {
    assertThat(look()).isEqualTo(Room.UNLIMITED);
    write("proc/meminfo", memory);
    write("proc/self/cgroup", "0::/a\n");
    write("sys/fs/cgroup/a/memory.max", "max\n");
    write("sys/fs/cgroup/a/memory.current", "1\n");
    assertThat(look()).isEqualTo(Room.UNLIMITED);
    write("sys/fs/cgroup/a/memory.max", "1\n");
    write("sys/fs/cgroup/a/memory.current", "");
    assertThat(look()).isEqualTo(Room.UNLIMITED);
    write("proc/self/cgroup", "no colon\n1:memory\n0:\n");
    assertThat(look()).isEqualTo(Room.UNLIMITED);
  }

  @Test
  void narrowestCgroupOfTheHierarchyLimits() throws IOException {
    writeSystem();
    write("proc/self/cgroup", "0::/outer/inner\n");
    write("sys/fs/cgroup/outer/inner/memory.max", "max\n");
    write("sys/fs/cgroup/outer/inner/memory.current", "4096\n");
    assertRoom(1024 * MEBIBYTE - TenonFormatConstants.KEPT_FREE_BYTES, SYSTEM, "free memory");
    write("sys/fs/cgroup/outer/memory.max", "536870912\n");
    write("sys/fs/cgroup/outer/memory.current", "268435456\n");
    assertCgroup(256 * MEBIBYTE, "/sys/fs/cgroup/outer/memory.max");
    write("sys/fs/cgroup/outer/inner/memory.max", "134217728\n");
    assertCgroup(128 * MEBIBYTE - 4096, "/sys/fs/cgroup/outer/inner/memory.max");
    // Over its limit: nothing is left.
    write("sys/fs/cgroup/outer/memory.current", "536870913\n");
    assertRoom(0, "/sys/fs/cgroup/outer/memory.max", "--memory");
  }

  @Test
  void cacheOfFilesCountsAsRoom() throws IOException {
    writeSystem();
    write("proc/self/cgroup", "0::/a\n");
    write("sys/fs/cgroup/a/memory.max", "536870912\n");
    write("sys/fs/cgroup/a/memory.current", "536870912\n");
    write(
        "sys/fs/cgroup/a/memory.stat",
        "anon 1\nfile 9\ninactive_anon 5\nactive_file 67108864\ninactive_file 33554432\n");
    assertCgroup(96 * MEBIBYTE, "/sys/fs/cgroup/a/memory.max");
    // More cache than usage, as two files read one after the other can say.
    write("sys/fs/cgroup/a/memory.current", "1048576\n");
    assertCgroup(512 * MEBIBYTE, "/sys/fs/cgroup/a/memory.max");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0::/\n", "0::/docker/0123\n", "0::/../../other\n", "0::\n"})
  void limitOfAContainerIsFoundAtTheOutermostFolder(String cgroup) throws IOException {
    writeSystem();
    write("proc/self/cgroup", cgroup);
    write("sys/fs/cgroup/memory.max", "67108864\n");
    write("sys/fs/cgroup/memory.current", "0\n");
    assertCgroup(64 * MEBIBYTE, "/sys/fs/cgroup/memory.max");
  }

  @Test
  void cgroupsOfVersionOneLimit() throws IOException {
    writeSystem();
    write("proc/self/cgroup", "5:devices:/a\n4:cpu,memory:/a/b\n2:cpuset,memory_other:/\n0::/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "1\n");
    write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "134217728\n");
    write("sys/fs/cgroup/memory/a/memory.usage_in_bytes", "67108864\n");
    write(
        "sys/fs/cgroup/memory/a/memory.stat",
        "active_file 33554432\ntotal_inactive_file 1048576\n");
    assertCgroup(65 * MEBIBYTE, "/sys/fs/cgroup/memory/a/memory.limit_in_bytes");
  }

  private void writeSystem() throws IOException {
    write(
        "proc/meminfo",
        "MemTotal:        4194304 kB\nMemFree:           10000 kB\n"
            + "MemAvailable:    1048576 kB\nBuffers:               1 kB\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void assertCgroup(long bytes, String limit) {
    assertRoom(bytes - TenonFormatConstants.KEPT_FREE_BYTES, limit, "--memory");
  }

  private void assertRoom(long bytes, String limit, String advice) {
    Room room = look();
    assertThat(room.bytes()).isEqualTo(bytes);
    assertThat(room.limit()).isEqualTo(limit);
    assertThat(room.advice()).contains(advice);
  }

  private Room look() {
    return new MemoryRoom(root.toString()).look();
  }
}
