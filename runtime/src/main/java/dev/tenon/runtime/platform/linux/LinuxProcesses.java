// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import dev.tenon.runtime.platform.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;

/** This process and its kernel, as /proc tells of them. */
final class LinuxProcesses {
  private final LinuxLiveness liveness;
  private final long own;
  private final long effectiveUser;
  private final byte[] bootId;
  private final long pidNamespace;
  private final long timeNamespace;

  /** Asks once for what never changes. */
  LinuxProcesses(LinuxLiveness.ProcessNumbers numbers) throws IOException {
    Path proc = LinuxLiveness.PROC;
    liveness =
        new LinuxLiveness(proc, LinuxLiveness.GROUPS, ProcessHandle.current().pid(), numbers);
    own = liveness.ownIdentity();
    effectiveUser = readEffectiveUser(proc);
    bootId = readBootId(proc);
    pidNamespace = readNamespace(proc.resolve("self/ns/pid"));
    timeNamespace = readNamespace(proc.resolve("self/ns/time"));
  }

  /** Identity of this process. */
  long own() {
    return own;
  }

  /** The user on whose behalf this process opens files. */
  long effectiveUser() {
    return effectiveUser;
  }

  byte[] bootId() {
    return bootId.clone();
  }

  long pidNamespace() {
    return pidNamespace;
  }

  long timeNamespace() {
    return timeNamespace;
  }

  /** Whether the process of that identity can still run. */
  Answer alive(long identity) {
    return identity == own ? Answer.YES : liveness.alive(identity);
  }

  /** Whether the process of that identity lives and is kept from running. */
  boolean isStopped(long identity) {
    return identity != own && liveness.isStopped(identity);
  }

  /** False only when certainly no process has that number. */
  boolean mayExist(long processId) {
    return liveness.mayExist(processId);
  }

  private static long readEffectiveUser(Path proc) throws IOException {
    for (String line : Files.readAllLines(proc.resolve("self/status"))) {
      if (line.startsWith("Uid:")) {
        // Real, effective, saved, file system: proc(5).
        return Long.parseLong(line.substring(4).trim().split("\\s+")[1]);
      }
    }
    throw new IOException("/proc/self/status has no Uid line");
  }

  private static byte[] readBootId(Path proc) throws IOException {
    UUID id = UUID.fromString(Files.readString(proc.resolve("sys/kernel/random/boot_id")).trim());
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static long readNamespace(Path link) throws IOException {
    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    // The link reads "pid:[4026531836]", with the inode in brackets: namespaces(7).
    String target = Files.readSymbolicLink(link).toString();
    return Long.parseLong(target.substring(target.indexOf('[') + 1, target.indexOf(']')));
  }
}
