// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.platform.posix.Room;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Room in memory, as the kernel tells of it in files. A page that is touched where there is none
 * has the OOM killer end a process, often another one than the one that asked; so it is told
 * beforehand. A file that cannot be read limits nothing.
 */
final class MemoryRoom {
  /**
   * Files of a version of cgroups.
   *
   * @param cache lines of memory.stat: pages that the kernel takes back when it must
   */
  private record Cgroups(String mount, String limit, String usage, List<String> cache) {}

  private static final Cgroups VERSION_1 =
      new Cgroups(
          "/sys/fs/cgroup/memory",
          "memory.limit_in_bytes",
          "memory.usage_in_bytes",
          List.of("total_active_file", "total_inactive_file"));
  private static final Cgroups VERSION_2 =
      new Cgroups(
          "/sys/fs/cgroup",
          "memory.max",
          "memory.current",
          List.of("active_file", "inactive_file"));

  private final String root;

  /**
   * Room as told below a folder.
   *
   * @param root empty but in tests
   */
  MemoryRoom(String root) {
    this.root = root;
  }

  /**
   * The least of {@code MemAvailable} and what the cgroups of this process allow, from its own to
   * the outermost.
   */
  Room look() {
    Room room = roomInSystem();
    for (ControlGroup group : ControlGroup.parse(lines("/proc/self/cgroup").stream())) {
      if (group.isUnified()) {
        room = room.narrower(roomInCgroups(group.path(), VERSION_2));
      } else if (group.controllers().contains("memory")) {
        room = room.narrower(roomInCgroups(group.path(), VERSION_1));
      }
    }
    return room;
  }

  private Room roomInSystem() {
    OptionalLong kibibytes = number(lines("/proc/meminfo"), "MemAvailable:");
    return kibibytes.isPresent() && kibibytes.getAsLong() <= Long.MAX_VALUE / 1024
        ? room(kibibytes.getAsLong() * 1024, "MemAvailable of /proc/meminfo", "free memory")
        : Room.UNLIMITED;
  }

  /**
   * The least of a cgroup and those around it. In a container its path may be that of the host, of
   * which nothing is mounted but the last folder, as the outermost.
   */
  private Room roomInCgroups(String path, Cgroups files) {
    String below = path.contains("/..") ? "" : path;
    Room room = Room.UNLIMITED;
    while (true) {
      while (below.endsWith("/")) {
        below = below.substring(0, below.length() - 1);
      }
      room = room.narrower(roomInCgroup(files.mount + below, files));
      if (below.isEmpty()) {
        return room;
      }
      below = below.substring(0, below.lastIndexOf('/') + 1);
    }
  }

  /** The outermost cgroup has no limit file, and "max" is no number. */
  private Room roomInCgroup(String folder, Cgroups files) {
    String name = folder + "/" + files.limit;
    OptionalLong limit = number(lines(name));
    OptionalLong usage = number(lines(folder + "/" + files.usage));
    if (limit.isEmpty() || usage.isEmpty()) {
      return Room.UNLIMITED;
    }
    List<String> statistics = lines(folder + "/memory.stat");
    long used = usage.getAsLong();
    for (String line : files.cache) {
      used = less(used, number(statistics, line).orElse(0));
    }
    return room(
        less(limit.getAsLong(), used), name, "raise that limit, in a container with --memory");
  }

  private static Room room(long bytes, String limit, String advice) {
    return new Room(less(bytes, TenonFormatConstants.KEPT_FREE_BYTES), limit, advice);
  }

  private static long less(long bytes, long taken) {
    return bytes > taken ? bytes - taken : 0;
  }

  private static OptionalLong number(List<String> lines) {
    return lines.isEmpty() ? OptionalLong.empty() : number(lines.getFirst());
  }

  /** The number behind a word that begins a line. */
  private static OptionalLong number(List<String> lines, String word) {
    for (String line : lines) {
      if (line.startsWith(word + " ")) {
        return number(line.substring(word.length()).stripLeading());
      }
    }
    return OptionalLong.empty();
  }

  /** The digits that a text begins with. */
  private static OptionalLong number(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    try {
      return OptionalLong.of(Long.parseLong(text, 0, end, 10));
    } catch (NumberFormatException e) {
      // No digits, or more than any memory has.
      return OptionalLong.empty();
    }
  }

  /** Empty for a file that cannot be read: no limit is known then. */
  private List<String> lines(String name) {
    try {
      return Files.readAllLines(Path.of(root + name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }
}
