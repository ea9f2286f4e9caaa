// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.platform.Answer;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Liveness of processes: their stat files in /proc, and what is known where there is none. */
final class LinuxLiveness {
  /** The real one; tests have others. */
  static final Path PROC = Path.of("/proc");

  static final Path GROUPS = Path.of("/sys/fs/cgroup");

  private static final int START_BITS = (int) TenonFormatConstants.IDENTITY_START_BITS;

  /** Room for the fields up to the start time, the longest name and numbers of 20 digits. */
  private static final int STAT_BYTES = 1024;

  private final Path proc;
  private final Path groups;
  private final long processId;
  private final ProcessNumbers numbers;

  /** A look at the numbers that processes have. */
  @FunctionalInterface
  interface ProcessNumbers {
    /** Whether any process of the own process-id namespace has this one. */
    Answer exists(int processId);
  }

  /** Judges by the files below {@code proc}, and below the mount of control groups. */
  LinuxLiveness(Path proc, Path groups, long processId, ProcessNumbers numbers) {
    this.proc = proc;
    this.groups = groups;
    this.processId = processId;
    this.numbers = numbers;
  }

  static long processId(long identity) {
    return identity >>> START_BITS;
  }

  /** Identity of the calling process, as others see it. */
  long ownIdentity() throws IOException {
    ProcStat self;
    try {
      // That of the main thread: qemu-user, which runs programs of other processors, makes up the
      // process's own stat file, whatever name leads to it, and what others see differs.
      self = stat(proc.resolve("self/task/" + processId + "/stat"));
    } catch (NoSuchFileException e) {
      // This /proc numbers the processes of another process-id namespace.
      self = stat(proc.resolve("self/stat"));
    }
    return identity(processId, self.startTicks());
  }

  /**
   * Whether the process of that identity can still run. "No" is proved: by the kernel, which has no
   * process of that number; by the stat file of another process; or by the absence of a stat file
   * where none is hidden.
   */
  Answer alive(long identity) {
    long id = processId(identity);
    if (id == 0) {
      return Answer.NO;
    }
    boolean absent = false;
    try {
      ProcStat process = otherStat(id);
      if (identity(id, process.startTicks()) == identity && process.isRunning()) {
        return Answer.YES;
      }
      if (isOwnNamespace()) {
        return Answer.NO;
      }
    } catch (NoSuchFileException e) {
      absent = true;
    } catch (IOException e) {
      // Not readable is not the same as dead.
      absent = false;
    }
    return numbers.exists((int) id) == Answer.NO || absent && showsAll()
        ? Answer.NO
        : Answer.CANNOT_TELL;
  }

  /** Whether the process of that identity lives and is stopped, or frozen; false in doubt. */
  boolean isStopped(long identity) {
    long id = processId(identity);
    try {
      ProcStat process = otherStat(id);
      return identity(id, process.startTicks()) == identity
          && process.isRunning()
          && (process.isStopped() || isFrozen(id));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the control group is frozen, or one around it, which the kernel tells alike. */
  private boolean isFrozen(long id) throws IOException {
    return ControlGroup.parse(read(proc.resolve(id + "/cgroup")).lines()).stream()
        .anyMatch(
            group ->
                group.isUnified()
                    ? says("", group.path(), "cgroup.events", "frozen 1")
                    : group.controllers().contains("freezer")
                        && says("freezer", group.path(), "freezer.state", "FROZEN"));
  }

  /** Whether a file of a control group has such a line. One that cannot be read says nothing. */
  private boolean says(String hierarchy, String group, String file, String line) {
    try {
      return read(Path.of(groups.resolve(hierarchy) + group, file)).lines().anyMatch(line::equals);
    } catch (IOException e) {
      return false;
    }
  }

  /** False only when certainly no process has that number, from 1 to 2^31 - 1. */
  boolean mayExist(long id) {
    return !Files.notExists(proc.resolve(Long.toString(id)))
        || numbers.exists((int) id) != Answer.NO && !showsAll();
  }

  /** A process that ends between open and read gives ESRCH; then the second open finds nothing. */
  private ProcStat otherStat(long id) throws IOException {
    Path file = proc.resolve(id + "/stat");
    try {
      return stat(file);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      return stat(file);
    }
  }

  /** Whether numbers in this /proc mean what they mean to this process. */
  private boolean isOwnNamespace() {
    try {
      return Files.readSymbolicLink(proc.resolve("self"))
          .toString()
          .equals(Long.toString(processId));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether every process of the own namespace has its files here. Any doubt means no: no mount at
   * that place, one of another kind or of a part, options that hide.
   */
  private boolean showsAll() {
    try {
      // Id, parent, device, root, place, and behind a dash the type, the source and the options of
      // the file system: proc(5).
      List<String> mounts =
          read(proc.resolve("self/mountinfo"))
              .lines()
              .filter(line -> word(line, 4).equals(proc.toString()))
              .toList();
      return !mounts.isEmpty()
          && mounts.stream().allMatch(LinuxLiveness::showsEverybody)
          && isOwnNamespace();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean showsEverybody(String line) {
    int type = line.indexOf(" - ");
    return type >= 0
        && word(line, 3).equals("/")
        && line.startsWith("proc ", type + 3)
        && line.indexOf("hidepid", type) < 0
        && line.indexOf("subset", type) < 0;
  }

  /** Empty when the line has fewer. */
  private static String word(String line, int index) {
    String[] words = line.split(" ", index + 2);
    return words.length > index ? words[index] : "";
  }

  private static long identity(long processId, long startTicks) {
    return processId << START_BITS | startTicks & (1L << START_BITS) - 1;
  }

  /** Reads the fields; with the least that takes, because every wait does it again and again. */
  private static ProcStat stat(Path path) throws IOException {
    byte[] line = new byte[STAT_BYTES];
    int size;
    try (FileInputStream file = new FileInputStream(path.toString())) {
      size = file.read(line);
    } catch (FileNotFoundException e) {
      // It also says so of files that are there: the other way to open one tells them apart.
      return ProcStat.parse(read(path));
    }
    return ProcStat.parse(new String(line, 0, Math.max(size, 0), StandardCharsets.ISO_8859_1));
  }

  private static String read(Path path) throws IOException {
    // Latin-1 because a process may have any bytes in its name.
    return Files.readString(path, StandardCharsets.ISO_8859_1);
  }
}
