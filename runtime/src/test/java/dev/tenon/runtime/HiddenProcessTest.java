// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that /proc hides from others of the same user counts as living. */
@Timeout(900)
class HiddenProcessTest {
  private static final String USER = "setpriv --reuid 1234 --regid 1234 --clear-groups ";

  /** Processes with less capabilities do not see one with more. */
  private static final String ABLE_USER = USER + "--inh-caps=+sys_nice --ambient-caps=+sys_nice ";

  private static final String HIDING = "mount -t proc -o hidepid=2 proc /proc && ";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hiddenHolderKeepsRoleAndName(boolean nativeAccess) throws IOException {
    Path file = openToAll();
    List<String> options = nativeAccess ? List.of(ChildJvm.NATIVE_ACCESS) : List.of();
    try (ChildJvm holder =
        ChildJvm.startInOwnMounts(
            "exec " + ABLE_USER, options, ChildMains.ProduceInFile.class, file)) {
      holder.expect("ready");
      try (ChildJvm other =
          ChildJvm.startInOwnMounts(
              HIDING + "exec " + USER, options, ChildMains.TryAllInFile.class, file)) {
        String doubt =
            "(/proc hides whether it lives: it counts as living"
                + (nativeAccess ? ")" : ", unless Java is started with ");
        assertThat(other.line()).startsWith("RegionExistsException").contains(doubt);
        assertThat(other.line()).startsWith("RoleTakenException").contains(doubt);
        other.expect("the name is there");
        holder.send("go on");
        holder.expect("still there");
      }
    }
  }

  @Test
  void hiddenHolderThatDiedIsDeadWithNativeAccess() throws IOException {
    Path file = openToAll();
    List<String> options = List.of(ChildJvm.NATIVE_ACCESS);
    try (ChildJvm holder =
        ChildJvm.startInOwnMounts(
            "exec " + ABLE_USER, options, ChildMains.ProduceInFile.class, file)) {
      holder.expect("ready");
      holder.kill();
    }
    try (ChildJvm other =
        ChildJvm.startInOwnMounts(
            HIDING + "exec " + USER, options, ChildMains.CreateOrTell.class, file)) {
      other.expect("created");
    }
  }

  private Path openToAll() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    return directory.resolve("feed");
  }
}
